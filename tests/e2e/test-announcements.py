#!/usr/bin/env python3
# test-announcements.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A screen reader is told how a reply ends, and why there is none yet."""

import re

from gi.repository import Gio, GLib

from accessible import PREFIX, applications
from cases import main
from raw_server import answer, held_reply, reply
from waiting import never, wait_for

JSON = 'application/json'
REFUSED = answer('401 Unauthorized', JSON, b'{"error": {"message": "No such user"}}')
OVERLOADED = answer('503 Service Unavailable', JSON, b'{"error": {"message": "Overloaded"}}',
                    'Retry-After: 2')
COUNTDOWN = re.compile(r'^The provider is overloaded\. Next try in \d+ s$')


def cut(wire):
    wire.head()
    wire.text('Half a reply')
    wire.close()


class Announcements:
    """What a screen reader is told to say from now on."""

    def __init__(self, connection):
        self.texts = []
        connection.signal_subscribe(None, PREFIX + 'Event.Object', 'Announcement', None, None,
                                    Gio.DBusSignalFlags.NONE, self._take)
        # The bus knows of it when it has answered something that was asked after it.
        list(applications(connection))

    def _take(self, _connection, _owner, _path, _interface, _signal, arguments):
        self.texts.append(arguments.unpack()[3])

    def take(self):
        """What has come so far, each once."""
        while GLib.MainContext.default().iteration(False):
            pass
        texts, self.texts = self.texts, []
        return texts


class Listener:
    """Keeps what was said since the last question; the footer's words are not the reply's."""

    def __init__(self, session, program):
        self.announcements = Announcements(session.a11y)
        self.program = program
        self.heard = []

    def listen(self):
        self.heard += [text for text in self.announcements.take()
                       if not text.startswith('OpenRouter · ')]
        return self.heard

    def ask(self):
        self.listen()
        self.heard.clear()
        self.program.send('question')

    def wait_for(self, words):
        wait_for(f'"{words}" is said', lambda: words in self.listen())
        self.program.wait_until_idle()

    def check_once(self, words):
        never('the same once more', lambda: self.listen().count(words) != 1, 0.5)


def begin(session, *scripts):
    server = session.server(*scripts)
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    return program, server, Listener(session, program)


def card(session):
    """An error card is said when it comes, its title and what it means, and once"""
    program, _, listener = begin(session, REFUSED)
    listener.ask()
    shown = program.wait_for_card()
    words = f'{shown.title}. {shown.text}'
    listener.wait_for(words)
    listener.check_once(words)
    assert 'Reply finished' not in listener.heard, listener.heard
    program.quit()


def notice(session):
    """So is what has to be said of a reply that broke off"""
    program, _, listener = begin(session, cut)
    listener.ask()
    listener.wait_for('Interrupted before the answer was complete')
    listener.check_once('Interrupted before the answer was complete')
    assert 'Reply finished' not in listener.heard, listener.heard
    program.quit()


def finished(session):
    """A reply is said to be finished, however fast or slow it came"""
    program, server, listener = begin(session, reply('Good.'))
    listener.ask()
    listener.wait_for('Reply finished')
    listener.check_once('Reply finished')

    server.script(held_reply('Slow.'))
    listener.ask()
    program.wait_for_reply('Slow.')
    never('an end', lambda: 'Reply finished' in listener.listen(), 0.3)
    server.release()
    listener.wait_for('Reply finished')
    program.quit()


def countdown(session):
    """Why it is tried again is said once, and not every second"""
    program, _, listener = begin(session, OVERLOADED, reply('Good.'))
    listener.ask()
    listener.wait_for('Reply finished')
    said = [text for text in listener.heard if COUNTDOWN.match(text)]
    assert len(said) == 1, listener.heard
    program.quit()


main(card, notice, finished, countdown)
