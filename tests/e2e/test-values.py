#!/usr/bin/env python3
# test-values.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The system prompt and the sampling values: what was set is sent, and nothing else."""

from cases import main
from harness import write
from raw_server import reply
from waiting import wait_for

# In every body, whatever is set.
ALWAYS = {'model', 'messages', 'stream', 'stream_options'}


def begin(session):
    server = session.server(reply('Good.'))
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    return program, server


def ask(program, server, text):
    """Sends a message, and returns what the server got."""
    n_before = len(server.chats())
    program.send(text)
    wait_for('the request', lambda: len(server.chats()) > n_before)
    program.wait_until_idle()
    return server.chats()[-1].json()


def values(body):
    return {name: value for name, value in body.items() if name not in ALWAYS}


def system_prompts(body):
    return [message['content'] for message in body['messages'] if message['role'] == 'system']


def from_settings(session):
    """What is set in Settings is sent from the next request on, kept, and taken back"""
    program, server = begin(session)
    body = ask(program, server, 'one')
    assert (values(body), system_prompts(body)) == ({}, []), body

    program.open_settings_page('Chat')
    program.find('System Prompt', 'text box', program.settings).text = 'Be brief.\nBe kind.'
    program.enter_number('Temperature', '0.7', program.settings)
    program.enter_number('Maximum Tokens', '99', program.settings)
    program.close_settings()
    body = ask(program, server, 'two')
    assert values(body) == {'temperature': 0.7, 'max_tokens': 99}, body
    assert system_prompts(body) == ['Be brief.\nBe kind.'], body
    assert body['messages'][0]['role'] == 'system', body
    program.quit()

    program = session.start(program.profile)
    program.open_settings_page('Chat')
    assert program.find('System Prompt', 'text box').text == 'Be brief.\nBe kind.'
    row = program.find('Temperature', 'list item', program.settings)
    program.press('Reset', row)
    wait_for('no Reset', lambda: not program.shows('Reset', 'button', row))
    program.find('System Prompt', 'text box', program.settings).text = ''
    program.close_settings()
    body = ask(program, server, 'three')
    assert (values(body), system_prompts(body)) == ({'max_tokens': 99}, []), body
    program.quit()


def out_of_range(session):
    """No value can be entered that servers refuse, and typing alone is enough"""
    program, server = begin(session)
    program.open_settings_page('Chat')
    program.enter_number('Temperature', '77', program.settings)
    program.enter_number('Top P', '0.5', program.settings)
    program.enter_number('Top P', '', program.settings)
    program.click(program.find('Maximum Tokens', 'spin button', program.settings), 0.1)
    program.xdotool('type', '--delay', '20', '5')
    program.close_settings()
    assert values(ask(program, server, 'one')) == {'temperature': 2, 'max_tokens': 5}

    program.open_settings_page('Chat')
    program.click(program.find('Top P', 'spin button', program.settings), 0.1)
    program.xdotool('type', '--delay', '20', '0.5')
    program.quit()
    program = session.start(program.profile)
    assert values(ask(program, server, 'two')) == {
        'temperature': 2, 'max_tokens': 5, 'top_p': 0.5}
    program.quit()


def of_one_conversation(session):
    """A conversation has values of its own, also before its first message"""
    program, server = begin(session)
    program.open_settings_page('Chat')
    program.find('System Prompt', 'text box', program.settings).text = 'Be brief.'
    program.enter_number('Temperature', '0.5', program.settings)
    program.choose('Reasoning Effort', 'High')
    program.close_settings()

    dialog = program.open_conversation_settings()
    program.find_text('Be brief.', dialog)
    program.find_text('Settings: 0.50', dialog)
    program.find_text('Settings: High', dialog)
    program.enter_number('Temperature', '0.25', dialog)
    program.click(program.find('System Prompt from Settings', 'switch', dialog))
    prompt = program.find('System Prompt', 'text box', dialog)
    assert prompt.text == 'Be brief.', prompt.text
    prompt.text = 'Be long.'
    program.close_dialog('Conversation Settings')
    body = ask(program, server, 'one')
    assert values(body) == {'temperature': 0.25, 'reasoning': {'effort': 'high'}} or \
        values(body) == {'temperature': 0.25, 'reasoning_effort': 'high'}, body
    assert system_prompts(body) == ['Be long.'], body

    dialog = program.open_conversation_settings()
    program.find('System Prompt', 'text box', dialog).text = ''
    program.close_dialog('Conversation Settings')
    assert system_prompts(ask(program, server, 'two')) == []

    program.new_chat()
    body = ask(program, server, 'three')
    assert (values(body)['temperature'], system_prompts(body)) == (0.5, ['Be brief.']), body
    program.quit()


def in_details(session):
    """Details tell what was sent, and quitting works over them"""
    program, server = begin(session)
    dialog = program.open_conversation_settings()
    program.enter_number('Top P', '0.9', dialog)
    program.close_dialog('Conversation Settings')
    ask(program, server, 'one')
    program.press('Details')
    details = program.find('Details', 'dialog')
    program.find_text('Values Sent', details)
    assert program.find('Top P', 'list item', details).description == '0.9'
    program.quit()


def narrow_dialog(session):
    """On a narrow window the dialog closes as on a wide one"""
    program, server = begin(session)
    program.resize(370, 650)
    dialog = program.open_conversation_settings()
    program.enter_number('Maximum Tokens', '7', dialog)
    program.close_dialog('Conversation Settings')
    assert values(ask(program, server, 'one')) == {'max_tokens': 7}
    program.quit()


def closed_without_animation(session):
    """With animations off, dialogs are closed by what a screen reader does too"""
    profile = session.new_profile()
    write(profile / 'config' / 'gtk-4.0' / 'settings.ini',
          '[Settings]\ngtk-enable-animations=false\n')
    server = session.server(reply('Good.'))
    program = session.start(profile)
    program.set_up(server.base, 'test/model', session.new_key())
    ask(program, server, 'one')
    dialog = program.open_conversation_settings()
    program.press('Close', dialog)
    wait_for('it is closed', lambda: not program.shows('Conversation Settings', 'dialog'))
    program.press('Details')
    program.press('Close', program.find('Details', 'dialog'))
    wait_for('it is closed', lambda: not program.shows('Details', 'dialog'))
    ask(program, server, 'two')
    program.quit()


def send_key(session):
    """Ctrl+Enter sends where a preference says so, and Enter breaks the line"""
    program, server = begin(session)
    program.open_settings_page('Chat')
    program.choose('Send Messages With', 'Ctrl+Enter')
    program.close_settings()
    program.click(program.message)
    program.xdotool('type', '--delay', '20', 'one')
    program.key('Return')
    program.xdotool('type', '--delay', '20', 'two')
    wait_for('two lines', lambda: program.message.text == 'one\ntwo')
    assert not server.chats()
    program.key('ctrl+Return')
    wait_for('the request', server.chats)
    assert server.chats()[0].json()['messages'][-1]['content'] == 'one\ntwo'
    program.wait_until_idle()
    program.quit()


main(from_settings, out_of_range, of_one_conversation, in_details, narrow_dialog,
     closed_without_animation, send_key)
