# looks.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The program in all the ways it can look, and pictures of its places."""

import dataclasses
import os
import pathlib
import subprocess

import pictures
from harness import write
from waiting import wait_for

WIDTH, HEIGHT = 1100, 820
# With the shadow, which has no room to show when there is no window manager.
NARROW = 370, 650
PLACES = ['welcome', 'new-chat', 'reply', 'settings']


@dataclasses.dataclass
class Variant:
    """One way to look."""

    name: str
    env: dict = dataclasses.field(default_factory=dict)
    size: tuple = (WIDTH, HEIGHT)
    text_scale: float = 1.0


VARIANTS = [
    Variant('light'),
    Variant('dark', {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}),
    Variant('narrow', size=NARROW),
    Variant('right-to-left', {'GTK_DEBUG': 'invert-text-dir'}),
    Variant('large-text', text_scale=2.0),
]


class Weston:
    """A Wayland compositor without a screen: only there GTK scales text by the setting."""

    SOCKET = 'wayland-e2e'

    def __init__(self, session):
        self.session = session
        self.process = None

    def start(self):
        self.process = self.session.start_process(
            'weston', '--backend=headless', '--renderer=pixman', '--shell=kiosk', '--no-config',
            '--debug', f'--width={WIDTH}', f'--height={HEIGHT}', f'--socket={self.SOCKET}')
        wait_for('weston', (self.session.folder / 'run' / self.SOCKET).exists)

    def take(self, path):
        folder = self.session.folder / 'shots'
        folder.mkdir(exist_ok=True)
        subprocess.run(['weston-screenshooter'], cwd=folder, check=True, timeout=20,
                       env=self.session.environment(WAYLAND_DISPLAY=self.SOCKET,
                                                    XDG_PICTURES_DIR=str(folder)),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shot, = folder.glob('*.png')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(shot.read_bytes())
        shot.unlink()


class Look:
    """The program in one variant."""

    def __init__(self, session, variant, folder):
        self.variant = variant
        self.folder = folder
        self.weston = None
        env = dict(variant.env)
        profile = session.new_profile()
        if variant.text_scale != 1.0:
            write(profile / 'config' / 'glib-2.0' / 'settings' / 'keyfile',
                  '[org/gnome/desktop/interface]\n'
                  f'text-scaling-factor={variant.text_scale}\n'
                  'enable-animations=false\n')
            self.weston = Weston(session)
            self.weston.start()
            env.update(GDK_BACKEND='wayland', WAYLAND_DISPLAY=Weston.SOCKET, DISPLAY=None)
        self.program = session.start(profile, **env)
        if self.weston is None and variant.size != (WIDTH, HEIGHT):
            self.program.resize(*variant.size)

    def path(self, place):
        return self.folder / f'{place}-{self.variant.name}.png'

    def take(self, place):
        """A picture of a place, once nothing changes any more."""
        take = self.weston.take if self.weston else lambda path: pictures.take(self.program, path)
        path = self.path(place)
        again = path.with_suffix('.again.png')
        take(path)

        def still():
            take(again)
            same = again.read_bytes() == path.read_bytes()
            again.replace(path)
            return same
        wait_for(f'a picture of {place} that stays', still)

    def places(self):
        """Goes to each place, takes its picture, and stops there."""
        program = self.program
        program.find('Welcome to Sythoria', 'label')
        self.take('welcome')
        yield 'welcome'

        program.frame.act('win.try-demo')
        program.find('Start a Conversation', 'label')
        self.take('new-chat')
        yield 'new-chat'

        program.send('Show me what you can do')
        program.wait_for_reply('Markdown')
        program.wait_until_idle(30)
        self.take('reply')
        yield 'reply'

        program.frame.act('win.settings')
        program.find('Provider Preset', 'combo box')
        self.take('settings')
        yield 'settings'


def default_folder(session):
    """Where pictures go that nobody asked for."""
    if 'SYTHORIA_SCREENSHOTS' in os.environ:
        return pathlib.Path(os.environ['SYTHORIA_SCREENSHOTS'])
    return session.folder / 'pictures'
