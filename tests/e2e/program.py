# program.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The real program, and what a person does with it."""

import dataclasses
import os
import pathlib
import re
import subprocess
import time

import accessible
import pictures
from waiting import wait_for

WINDOW = 'Sythoria'

# No list has more rows that a test walks through.
MANY = 60

# How often messages are read that change while they are read.
READS = 10

# How GLib writes what must not happen, and how the sanitizers do.
PROBLEM = re.compile(r'(WARNING|CRITICAL|ERROR) \*\*|\*\* (WARNING|CRITICAL|ERROR)|'
                     r'Sanitizer|runtime error:')

LOOK = {
    'GDK_BACKEND': 'x11',
    'GSK_RENDERER': 'cairo',
    'GDK_DEBUG': 'no-portals',
    'GTK_A11Y': 'atspi',
    'GSETTINGS_BACKEND': 'keyfile',
    'G_DEBUG': 'fatal-criticals',
    'ADW_DEBUG_COLOR_SCHEME': 'prefer-light',
}


@dataclasses.dataclass
class Card:
    """What is shown of an error."""

    title: str
    text: str
    details: str
    buttons: list[str]


@dataclasses.dataclass
class Message:
    """What is shown of a message.

    The notice has the words of the card as well, when there is one.
    """

    name: str
    text: str = ''
    notice: str = ''
    facts: str = ''
    buttons: list[str] = dataclasses.field(default_factory=list)
    card: Card | None = None

    @classmethod
    def read(cls, item):
        parts = {'paragraph': [], 'alert': [], 'label': [], 'button': []}

        def collect(node, kind):
            role = node.role
            if role in ('heading', 'paragraph'):
                parts['paragraph'].append(node.text)
            if role in ('heading', 'paragraph', 'tool bar'):
                return
            kind = role if role == 'alert' else kind
            if role in ('label', 'button'):
                parts[kind if role == 'label' else role].append(node.name)
            for child in node.children() if role != 'button' else []:
                collect(child, kind)
        collect(item, 'label')
        # Who, when, and what became of it.
        name = item.name.split(',')[0]
        if name != 'Reply':
            return cls(name, ''.join(parts['paragraph']))
        words = parts['alert']
        card = None
        # A notice has its words only, a card a title too, and details when they are open.
        if len(words) > 1:
            card = Card(words[0], words[1], ''.join(words[2:]), parts['button'])
        return cls(name, '\n'.join(parts['paragraph']), '. '.join(words[:2]),
                   ''.join(parts['label']), parts['button'], card)


class Program:
    def __init__(self, session, profile, env):
        self.session = session
        self.profile = profile
        self.more_env = env
        self.process = None
        self.frame = None
        self.window = None
        self.exit_status = None
        number = len(list(session.folder.glob('program-*.log')))
        self.log = session.folder / f'program-{number}.log'

    # Its life

    def start(self):
        env = self.session.environment(
            self.profile, **LOOK, GSETTINGS_SCHEMA_DIR=os.environ['SYTHORIA_SCHEMA_DIR'])
        env = {name: value for name, value in (env | self.more_env).items() if value is not None}
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen([os.environ['SYTHORIA_PROGRAM']], env=env, stdout=log,
                                            stderr=log, stdin=subprocess.DEVNULL)
        self.frame = wait_for('the window', self._find_frame, 20)
        if env['GDK_BACKEND'] == 'x11':
            self.window = wait_for('the X11 window', self._find_window)
            self.focus()

    def _find_frame(self):
        assert self.process.poll() is None, f'the program ended: {self.process.returncode}'
        for pid, node in accessible.applications(self.session.a11y):
            if pid == self.process.pid:
                return node.find(WINDOW, 'window')
        return None

    def _find_window(self):
        found = self.xdotool('search', '--onlyvisible', '--pid', str(self.process.pid),
                             '--name', f'^{WINDOW}$', check=False).split()
        return found[0] if found else None

    def wait_for_end(self, timeout):
        """Waits for the process; returns after how many seconds it ended."""
        started = time.monotonic()
        try:
            self.exit_status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f'the program still runs after {timeout:g} s') from None
        return time.monotonic() - started

    def quit(self):
        """As a person does, and it must end well."""
        self.key('ctrl+q')
        self.wait_for_end(10)
        assert self.exit_status == 0, f'exit status {self.exit_status}'

    def end(self):
        """At the end of a case, whatever state it is in."""
        if self.process is None or self.exit_status is not None:
            return
        self.exit_status = self.process.poll()
        if self.exit_status is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.exit_status = 0

    def problems(self):
        """What it said that must not be said, and how it ended if not well."""
        lines = self.log.read_text(encoding='utf-8', errors='replace').splitlines()
        found = [line for line in lines if PROBLEM.search(line)]
        if self.exit_status:
            found.append(f'the program ended with {self.exit_status}')
        return found

    def forget_peak(self):
        """Lets peak () count from now."""
        pathlib.Path(f'/proc/{self.process.pid}/clear_refs').write_text('5', encoding='ascii')

    def peak(self):
        """The most memory it had, in bytes."""
        status = pathlib.Path(f'/proc/{self.process.pid}/status').read_text(encoding='utf-8')
        return int(re.search(r'^VmHWM:\s+(\d+) kB', status, re.M)[1]) * 1024

    # Keyboard and pointer

    def xdotool(self, *arguments, check=True):
        result = subprocess.run(['xdotool', *arguments], env=self.session.environment(),
                                capture_output=True, text=True, check=False, timeout=10)
        assert not check or result.returncode == 0, f'xdotool {arguments[0]}: {result.stderr}'
        return result.stdout

    def focus(self):
        # There is no window manager to do it.
        self.xdotool('windowfocus', '--sync', self.window)

    def key(self, *keys):
        self.xdotool('key', '--delay', '20', *keys)

    def click(self, node, across=0.5):
        """Clicks a control in the middle, or so far from its left edge."""
        x, y, width, height = node.box
        # GTK counts from the inside of the window's border, and takes that border off again.
        border = self.frame.box[0]
        self.xdotool('mousemove', '--window', self.window,
                     str(x + int(width * across) - 2 * border), str(y + height // 2 - 2 * border),
                     'click', '1')

    def resize(self, width, height):
        self.xdotool('windowsize', '--sync', self.window, str(width), str(height))

    # What is shown

    def find(self, name=None, role=None, within=None, timeout=10.0):
        where = within or self.frame
        return wait_for(f'{role or "control"} "{name}"', lambda: where.find(name, role), timeout)

    def shows(self, name=None, role=None, within=None):
        return (within or self.frame).find(name, role) is not None

    def find_text(self, part, within=None, timeout=10.0):
        """The text of something shown that has this in it."""
        where = within or self.frame

        def get():
            texts = [node.name for node in where.find_all() if part in node.name]
            return texts[0] if texts else None
        return wait_for(f'"{part}"', get, timeout)

    def press(self, name, within=None, timeout=10.0):
        """Presses a button as soon as it can be pressed."""
        where = within or self.frame

        def get():
            for node in where.find_all(name, 'button'):
                if node.has(accessible.SENSITIVE):
                    return node
            return None
        wait_for(f'a button "{name}" that can be pressed', get, timeout).act()

    # The chat

    @property
    def message(self):
        return self.find('Message', 'text box')

    def send(self, text):
        self.message.text = text
        self.press('Send')

    def new_chat(self):
        # GTK lets a button look pressed for a moment before it does anything.
        self.press('New Chat')
        self.find('Start a Conversation', 'label')

    @property
    def busy(self):
        return self.shows('Stop', 'button')

    def wait_until_idle(self, timeout=10.0):
        wait_for('Send is back', lambda: self.shows('Send', 'button'), timeout)

    def messages(self):
        """Each message, from the first."""
        for attempt in range(READS):
            try:
                conversation = self.frame.find('Conversation', 'list')
                return [Message.read(item) for item in conversation.children()] if conversation else []
            except accessible.Vanished:
                # A row above went out of sight while the reply grew.
                if attempt == READS - 1:
                    raise
        return []

    def last_reply(self):
        """The last reply, an empty one when there is none."""
        replies = [message for message in self.messages() if message.name == 'Reply']
        return replies[-1] if replies else Message('Reply')

    def wait_for_reply(self, part, timeout=10.0):
        """Waits until the last reply has this text in it, and returns it."""
        def get():
            reply = self.last_reply()
            return reply if part in reply.text else None
        return wait_for(f'"{part}" in the last reply', get, timeout)

    def wait_for_card(self, timeout=10.0):
        """Waits until the last reply has an error card, and returns it."""
        return wait_for('an error card', lambda: self.last_reply().card, timeout)

    def wait_for_notice(self, part, timeout=10.0):
        """Waits for a notice with this text in it, and returns all of it."""
        def get():
            return next((node.name for node in self.frame.find_all(role='alert')
                         if part in node.name), None)
        return wait_for(f'a notice with "{part}"', get, timeout)

    def conversations(self):
        """The titles in the sidebar, from the top."""
        rows = self.frame.find('Conversations', 'list')
        return [node.name for node in rows.children()] if rows is not None else []

    def open_conversation(self, title):
        self.click(self.find(title, 'list item', self.find('Conversations', 'list')))

    # Settings

    @property
    def settings(self):
        return self.find('Settings', 'dialog')

    def open_settings(self):
        self.press('Settings')
        return self.settings

    def close_settings(self):
        self.click(self.find('Close', 'button', self.settings))
        wait_for('Settings is closed', lambda: not self.shows('Settings', 'dialog'))

    def open_settings_page(self, name):
        """Opens Settings at another page than the first."""
        self.open_settings()
        self.find(name, 'tab', self.settings).act()
        wait_for(f'the page {name}', lambda: self.find(name, 'tab').has(accessible.SELECTED))

    def enter_number(self, name, text, within):
        """Types into a spin button, and goes on."""
        self.click(self.find(name, 'spin button', within), 0.1)
        self.key('ctrl+a', 'BackSpace')
        if text:
            self.xdotool('type', '--delay', '20', text)
        self.key('Return')

    def open_conversation_settings(self):
        """As the menu of the conversation will."""
        action = 'chat.conversation-settings'

        def act():
            for node in self.frame.walk():
                try:
                    if action in node.actions():
                        node.act(action)
                        return True
                except accessible.Vanished:
                    pass
            return False
        wait_for(f'the action {action}', act)
        return self.find('Conversation Settings', 'dialog')

    def close_dialog(self, name):
        self.click(self.find('Close', 'button', self.find(name, 'dialog')))
        wait_for(f'{name} is closed', lambda: not self.shows(name, 'dialog'))

    def entry(self, name):
        """The text of a row in Settings."""
        return self.find(name, 'text box', self.settings)

    def activate_last_row(self, name):
        """Presses a row at the end of a page of Settings."""
        row = self.find(name, 'button', self.settings)
        self.click(self.find('Connection', 'list item', self.settings))
        self.xdotool('click', '--repeat', '30', '--delay', '10', '5')
        wait_for(f'the row "{name}" in sight', lambda: row.box[1] < self.frame.box[3] - row.box[3])
        self.click(row)

    def set_up(self, base=None, model=None, key=None):
        """Fills in what is given, as a person does, and closes Settings."""
        self.open_settings()
        if base is not None:
            self.entry('API Base').text = base
        if model is not None:
            self.entry('Model ID').text = model
        if key is not None:
            self.entry('API Key').text = key
            self.find_text('Saved in your keyring', self.settings)
        self.close_settings()

    def preset(self):
        """The preset that is chosen."""
        return self.chosen('Provider Preset')

    def choose_preset(self, name):
        self.choose('Provider Preset', name)

    def chosen(self, title):
        """What a row with a list of choices shows."""
        return self.find(title, 'combo box').find(role='list').find(role='label').name

    def choose(self, title, name):
        """Opens a row's list and chooses from it, with the keys a person has."""
        row = self.find(title, 'combo box')
        self.click(row)
        wait_for(f'the list of {title}', lambda: len(row.find_all(role='list')) > 1)
        self.key('Home')
        for _ in range(MANY):
            chosen = wait_for('the chosen row', lambda: self._focused_item(row))
            if chosen.find(role='label').name == name:
                break
            self.key('Down')
            wait_for('the next row', lambda: self._focused_item(row) != chosen)
        self.key('Return')
        wait_for(f'{title} {name}', lambda: self.chosen(title) == name)

    @staticmethod
    def _focused_item(row):
        # Rows that are out of sight are not there.
        items = row.find_all(role='list')[-1].children()
        return next((item for item in items if item.has(accessible.FOCUSED)), None)

    # For a person who looks at a failed case

    def diagnose(self, name):
        yield '--- what the program said'
        yield from self.log.read_text(encoding='utf-8', errors='replace').splitlines()[-40:]
        yield '--- what it showed'
        if self.process.poll() is not None:
            yield f'ended with {self.process.returncode}'
        elif self.frame is not None:
            yield from self.frame.dump()
        if 'SYTHORIA_SCREENSHOTS' in os.environ and self.window is not None:
            folder = pathlib.Path(os.environ['SYTHORIA_SCREENSHOTS'])
            pictures.take(self, folder / f'failed-{name}.png')
