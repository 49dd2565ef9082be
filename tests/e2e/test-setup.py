#!/usr/bin/env python3
# test-setup.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A provider is set up, and what is said of its connection is true."""

import time

from api_server import ApiServer, listed
from cases import main
from raw_server import reply
from waiting import never, wait_for

RETIRED = 'anthropic/claude-3.5-sonnet'
LATEST = '~anthropic/claude-sonnet-latest'
MODELS = [listed('openai/gpt-4o', 'OpenAI: GPT-4o'),
          listed('anthropic/claude-sonnet-5', 'Anthropic: Claude Sonnet 5', 1_790_000_000),
          listed(LATEST, 'Claude Sonnet Latest', 1_790_000_001)]
GOOD_MODEL = 'openai/gpt-4o'


def api_server(session, *keys, models=MODELS):
    server = ApiServer(keys, models)
    server.script(reply('Good.'))
    session.servers.append(server)
    return server


def connection(program):
    """What the Connection row of Settings says."""
    return program.find('Connection', 'list item', program.settings).description


def wait_for_connection(program, words, timeout=10.0):
    wait_for(f'connection "{words}"', lambda: words in connection(program), timeout)


def fill_in(program, server, key):
    program.entry('API Base').text = server.base
    program.entry('API Key').text = key


def stored_for(session, key):
    """For whom the keyring has this key."""
    return [attributes for attributes, secret in session.stored_keys() if secret == key]


def check_secrecy(session, program, *keys):
    log = program.log.read_text(encoding='utf-8', errors='replace')
    for key in keys:
        assert not session.processes_with(key), session.processes_with(key)
        assert key not in log, 'a key is in the log'
        assert not session.files_with(key), session.files_with(key)


def six_steps(session):
    """The six steps of the introduction end in a reply, although its model is gone"""
    key = session.new_key()
    server = api_server(session, key)
    program = session.start()
    program.open_settings()
    program.choose_preset('OpenAI')
    program.choose_preset('OpenRouter')
    assert program.entry('API Base').text == 'https://openrouter.ai/api/v1/chat/completions'
    assert program.entry('Model ID').text == RETIRED
    program.entry('API Base').text = server.base
    wait_for_connection(program, 'Not set up')
    program.entry('API Key').text = key
    pasted = time.monotonic()
    wait_for_connection(program, 'Connected')
    assert time.monotonic() - pasted < 2, f'green after {time.monotonic() - pasted:.2f} s'
    for text in ('laptop', '$0.42', '$7.33', '$12.67'):
        program.find_text(text, program.settings)

    program.find_text('No longer listed', program.settings)
    program.press('Use Claude Sonnet Latest', program.settings)
    wait_for('the model', lambda: program.entry('Model ID').text == LATEST)
    program.close_settings()
    program.send('question')
    program.wait_for_reply('Good.')
    request = server.chats()[0]
    assert request.json()['model'] == LATEST
    assert request.header('authorization') == f'Bearer {key}'
    check_secrecy(session, program, key)
    program.quit()
    assert not session.files_with(key), session.files_with(key)


def wrong_then_good(session):
    """A wrong key turns red with the reason, a good one right after it green"""
    wrong, good = session.new_key(), session.new_key()
    server = api_server(session, good)
    program = session.start()
    program.open_settings()
    fill_in(program, server, wrong)
    wait_for_connection(program, 'The API key was not accepted')
    program.find_text('User not found', program.settings)
    program.find('Get a Key', 'button', program.settings)
    program.entry('API Key').text = good
    wait_for_connection(program, 'Connected')
    assert 'not accepted' not in connection(program)
    program.close_settings()
    wait_for('the footer', lambda: 'Connected' in program.find('Connection', 'button').description)
    check_secrecy(session, program, wrong, good)
    program.quit()


def refresh(session):
    """Refresh asks at once, and a key that was taken back is told"""
    key = session.new_key()
    server = api_server(session, key)
    program = session.start()
    program.open_settings()
    fill_in(program, server, key)
    wait_for_connection(program, 'Connected')
    server.keys.clear()
    program.press('Refresh', program.settings)
    wait_for_connection(program, 'The API key was not accepted')
    server.keys.add(key)
    program.press('Refresh', program.settings)
    wait_for_connection(program, 'Connected')
    program.close_settings()
    program.quit()


def moved_base(session):
    """A moved base never sees the saved key, until the person says so"""
    key = session.new_key()
    first, second = api_server(session, key), api_server(session, key)
    program = session.start()
    program.open_settings()
    fill_in(program, first, key)
    wait_for_connection(program, 'Connected')
    program.entry('API Base').text = second.base
    wait_for_connection(program, f'No key for {second.host} yet')
    never('the key at the second server', second.keys_seen, 2)
    program.press(f'Use the Saved Key for {second.host}', program.settings)
    wait_for_connection(program, 'Connected')
    assert second.keys_seen() == {key}
    program.close_settings()
    check_secrecy(session, program, key)
    program.quit()


def switch_while_typing(session):
    """What was just typed belongs to the provider that was shown"""
    key = session.new_key()
    server = api_server(session, key)
    program = session.start()
    program.open_settings()
    program.entry('API Base').text = server.base
    program.entry('Model ID').text = 'vendor/typed'
    program.entry('API Key').text = key
    program.choose_preset('OpenAI')
    assert program.entry('API Key').text == ''
    assert program.entry('Model ID').text == 'gpt-4o'
    wait_for('the stored key', lambda: stored_for(session, key))
    assert stored_for(session, key) == [{'provider': 'openrouter', 'origin': server.origin}]
    program.choose_preset('OpenRouter')
    assert program.entry('Model ID').text == 'vendor/typed'
    wait_for_connection(program, 'Connected')
    program.close_settings()
    program.quit()


def remove_key(session):
    """A removed key is gone from the keyring and is used no more"""
    key = session.new_key()
    server = api_server(session, key)
    program = session.start()
    program.open_settings()
    fill_in(program, server, key)
    wait_for_connection(program, 'Connected')
    program.activate_last_row('Remove Key')
    program.press('Remove')
    wait_for('the key is gone', lambda: not stored_for(session, key))
    wait_for_connection(program, 'Not set up')
    program.close_settings()
    program.quit()


main(six_steps, wrong_then_good, refresh, moved_base, switch_while_typing, remove_key)
