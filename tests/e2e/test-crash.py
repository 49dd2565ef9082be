#!/usr/bin/env python3
# test-crash.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The program is killed again and again while replies stream, and what was promised is there."""

import random
import sqlite3
import threading
import time

from cases import main
from waiting import wait_for

# A hundred in all; a case has a limited time.
CASES = 5
ROUNDS = 20
STREAMING, INTERRUPTED = 0, 2

# What may be lost: the last second, and what was on its way to the program and through it.
MAX_LOST = 1.25
PAUSE = 0.02


class Source:
    """Writes words, and knows when it wrote them."""

    def __init__(self):
        self.lock = threading.Lock()
        self.words = []

    def forget(self):
        with self.lock:
            self.words = []

    def script(self, wire):
        wire.head()
        for number in range(10000):
            word = f'word{number} '
            wire.text(word)
            with self.lock:
                self.words.append((time.monotonic(), word))
            wire.wait(PAUSE)

    def sent_before(self, moment):
        with self.lock:
            return ''.join(word for when, word in self.words if when <= moment)


def ask(path, question):
    with sqlite3.connect(path) as database:
        return database.execute(question).fetchall()


def kill_while_streaming(program, source, moment):
    """Sends a message, and kills the program so many seconds after its reply began."""
    source.forget()
    program.send('go on')
    wait_for('the first word', lambda: source.sent_before(time.monotonic()), 10)
    time.sleep(moment)
    killed = time.monotonic()
    program.process.kill()
    program.wait_for_end(5)
    program.exit_status = 0
    return killed


def check(path, number, source, killed):
    """What the file has, as the next start finds it."""
    assert ask(path, 'PRAGMA integrity_check') == [('ok',)], f'round {number}: damaged'
    said = ask(path, 'SELECT count (*) FROM message JOIN body ON message.number = body.message '
                     'WHERE role = 1 AND text = \'go on\'')
    assert said == [(number,)], f'round {number}: {said} of the messages are there'
    kept = ''.join(row[0] for row in ask(path, 'SELECT text FROM piece ORDER BY number'))
    owed = source.sent_before(killed - MAX_LOST)
    assert kept.startswith(owed), f'round {number}: {len(kept)} bytes kept of {len(owed)}'
    assert source.sent_before(killed).startswith(kept), f'round {number}: it was never said'
    return kept


def rounds(session, seed):
    rng = random.Random(seed)
    source = Source()
    server = session.server()
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    path = program.profile / 'data' / 'sythoria' / 'sythoria.db'
    kept = []

    for number in range(1, ROUNDS + 1):
        server.script(source.script)
        killed = kill_while_streaming(program, source, rng.uniform(0, 2.2))
        kept.append(check(path, number, source, killed))
        program = session.start(program.profile)
        session.programs = [program]
        found = ask(path, f'SELECT state, text FROM message JOIN body ON number = message '
                          f'WHERE role = 2 ORDER BY number')
        assert found == [(INTERRUPTED, text) for text in kept], f'round {number}: {found[-1]}'

    program.quit()


def make_case(seed):
    def case(session):
        rounds(session, seed)
    case.__doc__ = (f'After each of {ROUNDS} kills the file is whole, and lacks a second of the '
                    f'reply at most ({seed})')
    return case


if __name__ == '__main__':
    main(*map(make_case, range(1, CASES + 1)))
