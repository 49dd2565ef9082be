#!/usr/bin/env python3
# test-bad-input.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What cannot work is refused where it is typed, and a key goes to its own origin only."""

from cases import main
from raw_server import answer, reply
from waiting import never, wait_for

BAD_BASES = [
    ('no url', 'web address'),
    ('ftp://127.0.0.1/v1', 'must begin with https:// or http://'),
    ('http://example.com/v1', 'unencrypted to example.com'),
    ('demo:', 'Only the Demo'),
]


def bad_bases(session):
    """An API Base that cannot be is refused at its row, and the last good one stays"""
    server = session.server(reply('Good.'))
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    program.open_settings()
    for base, words in BAD_BASES:
        program.entry('API Base').text = base
        program.find_text(words, program.settings)
    program.close_settings()
    program.open_settings()
    assert program.entry('API Base').text == server.base
    program.close_settings()
    program.send('question')
    program.wait_for_reply('Good.')
    program.quit()

    program = session.start(program.profile)
    program.open_settings()
    assert program.entry('API Base').text == server.base
    program.close_settings()
    program.quit()


def bases_as_typed(session):
    """A base without the last path is completed"""
    server = session.server(reply('Good.'))
    program = session.start()
    program.set_up(f'{server.origin}/v1/', 'test/model', session.new_key())
    program.open_settings()
    assert program.entry('API Base').text == server.base
    program.close_settings()
    program.send('question')
    program.wait_for_reply('Good.')
    assert server.chats()[0].path == '/v1/chat/completions'
    program.quit()


def empty_model(session):
    """Without a model Send says why, and the draft stays"""
    server = session.server(reply('Good.'))
    program = session.start()
    program.set_up(server.base, '', session.new_key())
    program.send('a draft')
    program.wait_for_notice('model ID')
    assert program.message.text == 'a draft'
    assert not server.chats()
    program.set_up(model='test/model')
    program.press('Send')
    program.wait_for_reply('Good.')
    program.quit()


def no_key(session):
    """Without a key Send says for which host, and nothing is sent"""
    server = session.server(reply('Good.'))
    program = session.start()
    program.click(program.find('Try the Demo', 'list item'))
    program.find('Message', 'text box')
    program.open_settings()
    program.choose_preset('OpenRouter')
    program.close_settings()
    program.set_up(server.base, 'test/model')
    program.send('a draft')
    program.wait_for_notice(f'No key for {server.host} yet')
    assert program.message.text == 'a draft'
    assert not server.requests
    program.quit()


def seen(server, key):
    """Whether a server was told a key.  It may be asked for its models without one."""
    return any(key.encode() in request.head + request.body for request in server.requests)


def moved_base(session):
    """When the base moves, the new server never sees the key"""
    first, second = session.server(reply('First.')), session.server(reply('Second.'))
    key, other_key = session.new_key(), session.new_key()
    program = session.start()
    program.set_up(first.base, 'test/model', key)
    program.send('one')
    program.wait_for_reply('First.')

    program.set_up(second.base)
    program.send('two')
    program.wait_for_notice(f'No key for {second.host} yet')
    program.new_chat()
    program.send('three')
    program.wait_for_notice(f'No key for {second.host} yet')
    never('a chat or a key at the new server', lambda: second.chats() or seen(second, key), 2)
    program.quit()

    # Nor after a restart, which starts from the keyring alone.
    program = session.start(program.profile)
    program.send('four')
    program.wait_for_notice(f'No key for {second.host} yet')
    never('a chat or a key at the new server', lambda: second.chats() or seen(second, key), 2)

    # A key of its own works, and the old one is still there for the old server.
    program.set_up(key=other_key)
    program.press('Send')
    program.wait_for_reply('Second.')
    assert second.chats()[0].header('authorization') == f'Bearer {other_key}'
    program.set_up(first.base)
    program.new_chat()
    program.send('five')
    program.wait_for_reply('First.')
    assert first.chats()[-1].header('authorization') == f'Bearer {key}'
    assert not seen(second, key)
    program.quit()


def redirect(session):
    """A redirect is not followed"""
    second = session.server(reply('Second.'))
    moved = (f'HTTP/1.1 307 Temporary Redirect\r\nLocation: {second.base}\r\n'
             'Content-Length: 0\r\n\r\n').encode()
    first = session.server(lambda wire: wire.raw(moved))
    program = session.start()
    program.set_up(first.base, 'test/model', session.new_key())
    program.send('question')
    program.wait_for_notice('API base leads on')
    assert not second.requests
    program.quit()


def echoed_key(session):
    """A key that a server repeats is not shown"""
    key = session.new_key()
    body = f'{{"error": {{"message": "Bad key {key} ({key[-12:]})", "code": 401}}}}'.encode()
    server = session.server(answer('401 Unauthorized', 'application/json', body))
    program = session.start()
    program.set_up(server.base, 'test/model', key)
    program.send('question')
    program.wait_for_notice('The API key was not accepted')
    shown = '\n'.join(program.frame.dump())
    assert key not in shown and key[-12:] not in shown, 'the key is shown'
    wait_for('Send is back', lambda: program.shows('Send', 'button'))
    assert not session.files_with(key), session.files_with(key)
    program.quit()


main(bad_bases, bases_as_typed, empty_model, no_key, moved_base, redirect, echoed_key)
