#!/usr/bin/env python3
# test-settings.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings are filled in, work, and are kept; the key is kept in the keyring only."""

import json

import accessible
from cases import main
from raw_server import held_reply, reply
from waiting import never, wait_for

MODEL = 'Vendor-A/Some.Model-3.5:free@x'


def check_request(request, key):
    assert request.path == '/v1/chat/completions', request.path
    assert request.header('authorization') == f'Bearer {key}', 'the key is not as it was typed'
    # Who is told about the program goes by the origin.
    assert request.header('http-referer') is None
    assert request.header('x-openrouter-title') is None
    data = request.json()
    assert data['model'] == MODEL, data['model']
    assert data['stream'] is True
    assert data['messages'][-1] == {'role': 'user', 'content': 'question'}, data['messages']


def check_secrecy(session, program, key):
    assert not session.processes_with(key), session.processes_with(key)
    assert key not in program.log.read_text(encoding='utf-8', errors='replace')
    assert not session.files_with(key), session.files_with(key)


def set_up_and_send(session):
    """Preset, key, base and model are used as typed, and the reply grows"""
    key = session.new_key()
    server = session.server(held_reply('One', ', two', ', three.'))
    program = session.start()
    program.open_settings()
    program.choose_preset('OpenAI')
    assert program.entry('API Base').text == 'https://api.openai.com/v1/chat/completions'
    program.choose_preset('OpenRouter')
    assert program.entry('API Base').text == 'https://openrouter.ai/api/v1/chat/completions'
    program.entry('API Base').text = server.base
    program.entry('API Key').text = key
    program.entry('Model ID').text = MODEL
    program.find_text('Saved in your keyring')
    program.close_settings()
    assert session.stored_keys() == [({'provider': 'openrouter', 'origin': server.origin}, key)]

    program.send('question')
    for text in ('One', 'One, two', 'One, two, three.'):
        wait_for(text, lambda: program.last_reply().text == text)
        assert program.busy
        server.release()
    program.wait_until_idle()
    shown = program.last_reply()
    assert (shown.text, shown.notice) == ('One, two, three.', ''), shown
    check_request(server.chats()[0], key)
    check_secrecy(session, program, key)
    program.quit()
    assert not session.files_with(key), session.files_with(key)


def restart(session):
    """After a restart all is as it was, and the key need not be typed again"""
    key = session.new_key()
    server = session.server(reply('Good.'))
    program = session.start()
    program.set_up(server.base, MODEL, key)
    program.quit()

    program = session.start(program.profile)
    program.open_settings()
    assert program.preset() == 'OpenRouter'
    assert program.entry('API Base').text == server.base
    assert program.entry('Model ID').text == MODEL
    program.find_text('Saved in your keyring')
    assert program.entry('API Key').text == ''
    program.close_settings()
    program.send('question')
    program.wait_for_reply('Good.')
    check_request(server.chats()[0], key)
    check_secrecy(session, program, key)
    program.quit()
    assert not session.files_with(key), session.files_with(key)


def quit_at_once(session):
    """What was typed just before the program quits is kept"""
    key = session.new_key()
    server = session.server(reply('Good.'))
    program = session.start()
    program.open_settings()
    program.entry('API Base').text = server.base
    program.entry('Model ID').text = MODEL
    program.entry('API Key').text = key
    program.quit()

    program = session.start(program.profile)
    program.open_settings()
    assert program.entry('API Base').text == server.base
    assert program.entry('Model ID').text == MODEL
    program.find_text('Saved in your keyring')
    program.close_settings()
    program.quit()


def key_waits_for_base(session):
    """While the address below it cannot be used, a key goes nowhere"""
    first, second = session.new_key(), session.new_key()
    server = session.server()
    program = session.start()
    program.set_up(server.base, MODEL, first)
    program.open_settings()
    program.entry('API Base').text = 'http://example.com/v1'
    program.entry('API Key').text = second
    program.find_text('unencrypted to example.com')
    program.close_settings()
    program.quit()
    assert ({'provider': 'openrouter', 'origin': server.origin}, first) in session.stored_keys()
    assert second not in [secret for _, secret in session.stored_keys()]


def key_before_base(session):
    """A key typed before its address is kept for that address"""
    key = session.new_key()
    server = session.server(reply('Good.'))
    program = session.start()
    program.open_settings()
    program.choose_preset('Custom')
    program.entry('API Key').text = key
    program.find_text('Only if the server asks for one')
    program.entry('API Base').text = server.base
    program.entry('Model ID').text = MODEL
    program.find_text('Saved in your keyring')
    program.close_settings()
    origins = [attributes['origin'] for attributes, secret in session.stored_keys()
               if secret == key]
    assert origins == [server.origin], origins
    program.send('question')
    program.wait_for_reply('Good.')
    check_request(server.chats()[0], key)
    program.quit()


def presets_apart(session):
    """Switching presets loses nothing, and typed text goes to the preset it was typed for"""
    server = session.server()
    program = session.start()
    program.open_settings()
    program.entry('API Base').text = server.base
    program.entry('Model ID').text = MODEL
    program.choose_preset('OpenAI')
    assert program.entry('Model ID').text == 'gpt-4o'
    program.choose_preset('Demo (offline)')
    assert program.entry('API Base').text == 'demo:'
    assert not program.settings.find('API Key', 'text box'), 'the Demo asks for a key'
    program.choose_preset('OpenRouter')
    assert program.entry('API Base').text == server.base
    assert program.entry('Model ID').text == MODEL
    program.close_settings()
    program.quit()


def strange_keys(session):
    """A key loses what came with the clipboard, and no key has other signs"""
    key = session.new_key()
    server = session.server(reply('Good.'))
    program = session.start()
    program.open_settings()
    program.entry('API Base').text = server.base
    program.entry('Model ID').text = MODEL
    program.entry('API Key').text = 'schlüssel'
    program.find_text('ASCII')
    program.entry('API Key').text = f' "Bearer {key}" '
    program.find_text('Saved in your keyring')
    program.close_settings()
    program.send('question')
    program.wait_for_reply('Good.')
    check_request(server.chats()[0], key)
    program.quit()


def providers_file(program):
    path = program.profile / 'config' / 'sythoria' / 'providers.json'
    return json.loads(path.read_text(encoding='utf-8'))


def custom_providers(session):
    """Each "Custom" is a provider of its own, has a name, and can be removed with its key"""
    key = session.new_key()
    server = session.server(reply('Good.'))
    program = session.start()
    program.open_settings()
    program.choose_preset('Custom')
    program.entry('Name').text = 'Workshop <b>&'
    program.entry('API Base').text = server.base
    program.entry('Model ID').text = MODEL
    program.entry('API Key').text = key
    program.find_text('Saved in your keyring', program.settings)
    wait_for('the name', lambda: program.preset() == 'Workshop <b>&')
    program.choose_preset('Custom')
    assert program.entry('API Base').text == ''
    program.entry('Name').text = 'Garden'
    wait_for('the name', lambda: program.preset() == 'Garden')
    program.choose_preset('Workshop <b>&')
    assert program.entry('API Base').text == server.base
    program.close_settings()
    program.send('question')
    program.wait_for_reply('Good.')
    program.quit()
    assert [entry['name'] for entry in providers_file(program)['providers']
            if entry['preset'] == 'custom'] == ['Workshop <b>&', 'Garden']

    program = session.start(program.profile)
    program.open_settings()
    assert program.preset() == 'Workshop <b>&'
    program.press('Remove Provider', program.settings)
    program.find_text('Workshop <b>& is removed with its key')
    program.press('Remove')
    wait_for('the first preset', lambda: program.preset() == 'OpenRouter')
    wait_for('the key is gone', lambda: key not in [secret for _, secret in session.stored_keys()])
    program.choose_preset('Garden')
    program.close_settings()
    program.quit()
    assert [entry['name'] for entry in providers_file(program)['providers']
            if entry['preset'] == 'custom'] == ['Garden']


def open_page(program, name):
    program.click(program.find(name, 'tab', program.settings))


def preferences(session):
    """What is chosen for privacy and appearance is kept"""
    program = session.start()
    program.open_settings()
    open_page(program, 'Privacy')
    for name in ('Background Checks', 'Identify the App to OpenRouter'):
        switch = program.find(name, 'switch', program.settings)
        assert switch.has(accessible.CHECKED), name
        program.click(switch)
        wait_for(f'{name} is off', lambda: not switch.has(accessible.CHECKED))
    program.close_settings()
    program.quit()

    program = session.start(program.profile)
    program.open_settings()
    open_page(program, 'Privacy')
    for name in ('Background Checks', 'Identify the App to OpenRouter'):
        assert not program.find(name, 'switch', program.settings).has(accessible.CHECKED), name
    open_page(program, 'Appearance')
    assert program.find('Chat Text Size', 'spin button', program.settings)
    program.find('Color Scheme', 'combo box', program.settings)
    program.close_settings()
    program.quit()


def remove_all_keys(session):
    """All keys go at once, after a question"""
    first, second = session.new_key(), session.new_key()
    server = session.server()
    program = session.start()
    program.set_up(server.base, MODEL, first)
    program.open_settings()
    program.choose_preset('OpenAI')
    program.close_settings()
    program.set_up(server.base, MODEL, second)
    program.open_settings()
    open_page(program, 'Privacy')
    program.press('Remove All Keys', program.settings)
    program.press('Cancel')
    never('a key less', lambda: len({first, second} & secrets(session)) < 2, 0.5)
    program.press('Remove All Keys', program.settings)
    program.press('Remove')
    wait_for('no key', lambda: not {first, second} & secrets(session))
    program.close_settings()
    program.quit()


def secrets(session):
    return {secret for _, secret in session.stored_keys()}


def close_by_action(session):
    """Settings can be closed without a pointer while animations are off"""
    program = session.start()
    program.open_settings()
    program.press('Close', program.settings)
    wait_for('Settings is closed', lambda: not program.shows('Settings', 'dialog'))
    program.open_settings()
    program.key('Escape')
    wait_for('Settings is closed', lambda: not program.shows('Settings', 'dialog'))
    program.quit()


main(set_up_and_send, restart, quit_at_once, key_waits_for_base, key_before_base, presets_apart,
     strange_keys, custom_providers, preferences, remove_all_keys, close_by_action)
