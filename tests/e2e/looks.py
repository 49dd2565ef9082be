# looks.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The program in all the ways it can look, and pictures of its places."""

import dataclasses
import json
import os
import pathlib
import subprocess

import pictures
from api_server import ApiServer, listed
from harness import write
from raw_server import answer
from waiting import wait_for

# What GNOME shows; where it is not installed, all variants have the same other one.
FONT = 'Inter 11'
WIDTH, HEIGHT = 1100, 820
# With the shadow, which has no room to show when there is no window manager.
NARROW = 370, 650
PLACES = ['welcome', 'connected', 'refused', 'model-gone', 'composer', 'error', 'details', 'notice',
          'countdown', 'new-chat', 'reply', 'settings']

MODEL = 'anthropic/claude-sonnet-4.5'
RETIRED = 'anthropic/claude-3.5-sonnet'
MODELS = [listed(MODEL, 'Claude Sonnet 4.5'),
          listed('~anthropic/claude-sonnet-latest', 'Claude Sonnet Latest')]

QUESTION = ('Plan a long weekend in Brno for two people who like modern architecture and hate '
            'queues. Arriving Saturday by train, leaving Monday evening.')
ANSWER = ('Three days, mostly on foot.\n\n'
          'Saturday. Arrive before noon and leave the bags at the station. Walk up to Špilberk '
          'while the light is still good, then down through the old town to the Zelný trh market, '
          'which closes at three.\n\n'
          'Sunday. Villa Tugendhat needs a booking, often months ahead; when it is full, the '
          'garden is open without one. In the afternoon take tram 1 to the reservoir and')
NO_CREDITS = {'error': {
    'message': 'This request requires more credits, or fewer max_tokens. You requested up to '
               '65536 tokens, but can only afford 617.', 'code': 402}}
OVERLOADED = json.dumps({'error': {'message': 'Overloaded', 'code': 503}}).encode()


def out_of_credits(wire):
    """An error after a part of the reply."""
    wire.head()
    wire.text(ANSWER)
    wire.chunk(b'data: ' + json.dumps(NO_CREDITS).encode() + b'\n\n')
    wire.raw(b'0\r\n\r\n')


def interrupted(wire):
    wire.head()
    wire.text(ANSWER)
    wire.close()


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
    Variant('narrow-large-text', size=(360, 650), text_scale=2.0),
]


class Weston:
    """A Wayland compositor without a screen: only there GTK scales text by the setting."""

    def __init__(self, session, size):
        self.session = session
        self.size = size
        self.socket = f'wayland-{session.number}'
        self.process = None

    def start(self):
        self.process = self.session.start_process(
            'weston', '--backend=headless', '--renderer=pixman', '--shell=kiosk', '--no-config',
            '--debug', f'--width={self.size[0]}', f'--height={self.size[1]}',
            f'--socket={self.socket}')
        wait_for('weston', (self.session.folder / 'run' / self.socket).exists)

    def take(self, path):
        folder = self.session.folder / 'shots'
        folder.mkdir(exist_ok=True)
        subprocess.run(['weston-screenshooter'], cwd=folder, check=True, timeout=20,
                       env=self.session.environment(WAYLAND_DISPLAY=self.socket,
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
        self.key = session.new_key()
        self.server = ApiServer([self.key], MODELS)
        session.servers.append(self.server)
        env = dict(variant.env)
        profile = session.new_profile()
        write(profile / 'config' / 'gtk-4.0' / 'settings.ini',
              f'[Settings]\ngtk-enable-animations=false\ngtk-font-name={FONT}\n')
        if variant.text_scale != 1.0:
            write(profile / 'config' / 'glib-2.0' / 'settings' / 'keyfile',
                  '[org/gnome/desktop/interface]\n'
                  f"font-name='{FONT}'\n"
                  f'text-scaling-factor={variant.text_scale}\n'
                  'enable-animations=false\n')
            self.weston = Weston(session, variant.size)
            self.weston.start()
            env.update(GDK_BACKEND='wayland', WAYLAND_DISPLAY=self.weston.socket, DISPLAY=None)
        self.program = session.start(profile, **env)
        if self.weston is None and variant.size != (WIDTH, HEIGHT):
            self.program.resize(*variant.size)

    def path(self, place):
        return self.folder / f'{place}-{self.variant.name}.png'

    def take_once(self, path):
        if self.weston is not None:
            self.weston.take(path)
        else:
            pictures.take(self.program, path)

    def take(self, place):
        """A picture of a place, once nothing changes any more."""
        path = self.path(place)
        again = path.with_suffix('.again.png')
        self.take_once(path)

        def still():
            self.take_once(again)
            same = again.read_bytes() == path.read_bytes()
            again.replace(path)
            return same
        wait_for(f'a picture of {place} that stays', still)

    def wait_for_connection(self, words):
        def get():
            row = self.program.settings.find('Connection', 'list item')
            return row is not None and words in row.description
        wait_for(f'connection "{words}"', get)

    def set_up(self):
        """Fills in Settings, without a pointer: there is none in weston."""
        program = self.program
        program.frame.act('win.settings')
        program.find('Settings', 'dialog')
        program.entry('API Base').text = self.server.base
        program.entry('Model ID').text = MODEL
        program.entry('API Key').text = self.key
        self.wait_for_connection('Connected')
        program.find_text('laptop', program.settings)
        self.take('connected')
        yield 'connected'

        self.server.keys.clear()
        program.press('Refresh', program.settings)
        self.wait_for_connection('The API key was not accepted')
        self.take('refused')
        yield 'refused'

        self.server.keys.add(self.key)
        program.press('Refresh', program.settings)
        self.wait_for_connection('Connected')
        program.entry('Model ID').text = RETIRED
        program.find_text('No longer listed', program.settings)
        self.take('model-gone')
        yield 'model-gone'

        program.press('Close', program.settings)
        program.find('Start a Conversation', 'label')
        program.wait_for_notice('no longer listed')
        self.take('composer')
        yield 'composer'
        program.press('Use Claude Sonnet Latest')

    def endings(self):
        """What can become of a reply."""
        program = self.program
        self.server.script(out_of_credits)
        program.send(QUESTION)
        program.wait_for_card()
        self.take('error')
        yield 'error'

        program.press('Details')
        wait_for('details', lambda: program.last_reply().card.details)
        self.take('details')
        yield 'details'

        program.frame.act('win.new-chat')
        self.server.script(interrupted)
        program.send(QUESTION)
        program.wait_for_notice('Interrupted')
        program.wait_until_idle()
        self.take('notice')
        yield 'notice'

        program.frame.act('win.new-chat')
        self.server.script(answer('503 Service Unavailable', 'application/json', OVERLOADED,
                                  'Retry-After: 90'))
        program.send(QUESTION)
        program.find_text('Next try in')
        # It never stays as it is.
        self.take_once(self.path('countdown'))
        yield 'countdown'
        program.press('Stop')
        program.wait_for_card()

    def places(self):
        """Goes to each place, takes its picture, and stops there."""
        program = self.program
        program.find('Welcome to Sythoria', 'label')
        self.take('welcome')
        yield 'welcome'

        yield from self.set_up()
        yield from self.endings()

        program.frame.act('win.try-demo')
        program.frame.act('win.new-chat')
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
