#!/usr/bin/env python3
# test-insecure.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Plain http beyond this computer: nothing goes out before somebody decided so.

The host is a name that nobody has.  A proxy on this computer sees what would have gone there.
"""

import json

import accessible
from cases import main
from raw_server import reply
from waiting import never, wait_for

HOST = 'box.invalid'
ORIGIN = f'http://{HOST}:8080'
BASE = f'{ORIGIN}/v1/chat/completions'
WORDS = f'Everything, your key too, is sent unencrypted to {HOST}'


def start(session, proxy, profile=None):
    return session.start(profile, http_proxy=proxy.origin, no_proxy='')


def read_providers(program):
    path = program.profile / 'config' / 'sythoria' / 'providers.json'
    return json.loads(path.read_text(encoding='utf-8')) if path.exists() else {}


def has_button(program):
    return program.shows('Use Anyway', 'button', program.settings)


def use_anyway_by_keyboard(program):
    """From the row to the button and onto it, with the keys a person has."""
    button = program.find('Use Anyway', 'button', program.settings)
    program.click(program.entry('API Base'))
    for _ in range(4):
        if button.has(accessible.FOCUSED):
            break
        program.key('Tab')
    assert button.has(accessible.FOCUSED), 'Tab does not lead to "Use Anyway"'
    program.key('space')
    wait_for('the button is gone', lambda: not has_button(program))
    assert program.entry('API Base').has(accessible.FOCUSED), 'the focus is lost'


def nothing_before(session):
    """Before somebody said so nothing is sent, saved or taken over, also not the key"""
    key = session.new_key()
    proxy = session.server(reply('Good.'))
    program = start(session, proxy)
    program.set_up(model='test/model')
    program.open_settings()
    program.entry('API Key').text = key
    program.entry('API Base').text = f'{ORIGIN}/v1'
    program.find_text(WORDS, program.settings)
    program.find('Use Anyway', 'button', program.settings)
    never('the key in the keyring', session.stored_keys, 1)
    assert program.entry('API Key').text != '', 'the key does not wait in its row'
    program.close_settings()
    program.send('question')
    program.wait_for_notice('No key for openrouter.ai yet')
    never('a request', lambda: proxy.requests, 1)
    program.quit()
    assert not session.stored_keys()
    assert HOST not in json.dumps(read_providers(program)), 'the host is saved'

    program = start(session, proxy, program.profile)
    program.open_settings()
    assert program.entry('API Base').text == 'https://openrouter.ai/api/v1/chat/completions'
    assert not has_button(program)
    program.close_settings()
    program.quit()


def use_anyway(session):
    """After "Use Anyway" it is used, remembered, and stays in sight"""
    key = session.new_key()
    proxy = session.server(reply('Good.'))
    program = start(session, proxy)
    program.set_up(model='test/model')
    program.open_settings()
    program.entry('API Key').text = key
    program.entry('API Base').text = f'{ORIGIN}/v1'
    program.find_text(WORDS, program.settings)
    use_anyway_by_keyboard(program)
    program.find_text('Saved in your keyring', program.settings)
    program.find_text(WORDS, program.settings)
    program.close_settings()
    assert session.stored_keys() == [({'provider': 'openrouter', 'origin': ORIGIN}, key)]
    assert not proxy.chats()
    program.send('question')
    program.wait_for_reply('Good.')
    request = proxy.chats()[0]
    assert request.path == BASE, request.path
    assert request.header('authorization') == f'Bearer {key}'
    program.quit()
    assert read_providers(program)['origins'] == {ORIGIN: {'plain': True}}

    program = start(session, proxy, program.profile)
    program.open_settings()
    assert program.entry('API Base').text == BASE
    program.find_text(WORDS, program.settings)
    assert not has_button(program)
    program.entry('API Base').text = f'http://{HOST}:8081/v1'
    program.find('Use Anyway', 'button', program.settings)
    program.close_settings()
    program.send('question')
    program.wait_for_reply('Good.')
    assert proxy.chats()[-1].path == BASE, 'another port was allowed as well'
    program.quit()


def narrow(session):
    """In the narrowest window the words wrap and the button can be pressed"""
    program = start(session, session.server())
    program.open_settings()
    # The content is 360 wide; around it is the border of the window.
    program.resize(370, 610)
    program.entry('API Base').text = f'http://{"long-name-of-a-" * 3}{HOST}/v1'
    program.find_text('Everything, your key too', program.settings)
    x, _, width, _ = program.find('Use Anyway', 'button', program.settings).box
    left, _, whole, _ = program.settings.box
    assert left <= x and x + width <= left + whole, (x, width, left, whole)
    program.click(program.find('Use Anyway', 'button', program.settings))
    wait_for('the button is gone', lambda: not has_button(program))
    program.close_settings()
    program.quit()


main(nothing_before, use_anyway, narrow)
