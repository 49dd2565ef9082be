#!/usr/bin/env python3
# test-storage.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was said is there when the program starts again."""

import sqlite3

from cases import main
from raw_server import held_reply, reply
from waiting import wait_for


def database(profile):
    return profile / 'data' / 'sythoria' / 'sythoria.db'


def begin(session, *scripts):
    server = session.server(*scripts)
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    return program, server


def again(session, program):
    """Starts the program once more, for the same person."""
    return session.start(program.profile)


def kept_text(program):
    """What the file has of the reply under way."""
    path = database(program.profile)
    if not path.exists():
        return ''
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True, timeout=2) as kept:
        try:
            return ''.join(row[0] for row in kept.execute('SELECT text FROM piece ORDER BY number'))
        except sqlite3.OperationalError:
            return ''


def restart(session):
    """After a restart the conversations are listed, can be read and gone on with"""
    program, server = begin(session, reply('Alpha.'), reply('Beta.'))
    program.send('first')
    program.wait_for_reply('Alpha.')
    program.wait_until_idle()
    program.key('ctrl+n')
    program.find('Start a Conversation', 'label')
    program.send('second')
    program.wait_for_reply('Beta.')
    program.wait_until_idle()
    program.quit()

    path = database(program.profile)
    assert path.stat().st_mode & 0o777 == 0o600, oct(path.stat().st_mode)
    assert path.parent.stat().st_mode & 0o777 == 0o700, oct(path.parent.stat().st_mode)
    assert sorted(entry.name for entry in path.parent.iterdir() if 'sythoria.db' in entry.name) == \
        ['sythoria.db'], 'the file was not closed'

    program = again(session, program)
    wait_for('both conversations', lambda: program.conversations() == ['second', 'first'])
    program.open_conversation('first')
    program.wait_for_reply('Alpha.')
    assert [message.text for message in program.messages()][0] == 'first'
    server.script(reply('Gamma.'))
    program.send('third')
    program.wait_for_reply('Gamma.')
    sent = [(m['role'], m['content']) for m in server.chats()[-1].json()['messages']]
    assert sent == [('user', 'first'), ('assistant', 'Alpha.'), ('user', 'third')], sent
    wait_for('the newest first', lambda: program.conversations() == ['first', 'second'])
    program.quit()


def killed(session):
    """What came of a reply more than a second before the program was killed is kept"""
    program, server = begin(session, held_reply('Alpha', ' beta', ' gamma.'))
    program.send('first')
    program.wait_for_reply('Alpha')
    server.release()
    program.wait_for_reply('Alpha beta')
    wait_for('a checkpoint', lambda: kept_text(program) == 'Alpha beta', 2)
    program.process.kill()
    program.wait_for_end(5)
    program.exit_status = 0

    program = again(session, program)
    wait_for('the conversation', lambda: program.conversations() == ['first'])
    program.open_conversation('first')
    program.wait_for_reply('Alpha beta')
    assert program.last_reply().text == 'Alpha beta'
    program.quit()


def two_at_once(session):
    """Two replies stream, and both are kept to the end"""
    program, server = begin(session, held_reply('Alpha', ' beta.'), held_reply('Gamma', ' delta.'))
    program.send('first')
    program.wait_for_reply('Alpha')
    program.key('ctrl+n')
    program.find('Start a Conversation', 'label')
    program.send('second')
    program.wait_for_reply('Gamma')
    for _ in range(4):
        server.release()
    program.wait_for_reply('Gamma delta.')
    wait_for('no reply is being written',
             lambda: not program.shows('A reply is being written'))
    program.quit()

    program = again(session, program)
    wait_for('both conversations', lambda: len(program.conversations()) == 2)
    for title, text in (('first', 'Alpha beta.'), ('second', 'Gamma delta.')):
        program.open_conversation(title)
        program.wait_for_reply(text)
    program.quit()


if __name__ == '__main__':
    main(restart, killed, two_at_once)
