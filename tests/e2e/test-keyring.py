#!/usr/bin/env python3
# test-keyring.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A keyring that is locked, or dies, is told as what it is, and loses nothing."""

from api_server import ApiServer
from cases import main
from raw_server import reply
from waiting import never, wait_for

MODEL = 'vendor/model'


def set_up(session):
    key = session.new_key()
    server = ApiServer([key], [MODEL])
    server.script(reply('Good.'))
    session.servers.append(server)
    program = session.start()
    program.set_up(server.base, MODEL, key)
    wait_for_footer(program, 'Connected')
    return program, server, key


def wait_for_footer(program, words, timeout=10.0):
    wait_for(f'footer "{words}"',
             lambda: words in program.find('Connection', 'button').description, timeout)


def locked(session):
    """A locked keyring is told, is asked for only on demand, and works once it is open"""
    program, server, _ = set_up(session)
    program.quit()
    session.lock_keyring()
    before = len(server.requests)
    program = session.start(program.profile)
    wait_for_footer(program, 'Keyring locked')
    assert len(server.requests) == before, 'something was asked without a key'
    program.open_settings()
    program.find('Unlock', 'button', program.settings)
    program.close_settings()

    # Nobody can answer the prompt here: it counts as dismissed, and nothing is sent.
    program.send('question')
    program.wait_for_card()
    assert len(server.chats()) == 0
    session.unlock_keyring()
    wait_for_footer(program, 'Connected')
    program.press('Retry')
    program.wait_for_reply('Good.')
    program.quit()


def dies(session):
    """When the keyring's service dies, the program says so and goes on when it is back"""
    program, server, key = set_up(session)
    session.end_keyring()
    program.send('question')
    wait_for('an end', lambda: program.last_reply().card or
             'Good.' in program.last_reply().text, 20)
    program.wait_until_idle()
    session.restart_keyring()
    program.open_settings()
    program.entry('API Key').text = key
    program.find_text('Saved in your keyring', program.settings)
    program.close_settings()
    wait_for_footer(program, 'Connected')
    program.new_chat()
    program.send('again')
    program.wait_for_reply('Good.')
    assert server.chats()[-1].header('authorization') == f'Bearer {key}'
    program.quit()
    never('the key in a file', lambda: session.files_with(key), 0.1)


main(locked, dies)
