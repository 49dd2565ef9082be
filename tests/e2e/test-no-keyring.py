#!/usr/bin/env python3
# test-no-keyring.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""There is no keyring: keys are kept until the program quits, and all else works."""

from cases import main
from raw_server import reply


def key_for_this_run(session):
    """A key works for this run, is told to be lost at its end, and is"""
    key = session.new_key()
    server = session.server(reply('Good.'))
    program = session.start()
    program.open_settings()
    program.entry('API Base').text = server.base
    program.entry('Model ID').text = 'test/model'
    program.entry('API Key').text = key
    program.find_text('No keyring', program.settings)
    program.close_settings()
    for number in (1, 2):
        program.new_chat()
        program.send(f'question {number}')
        program.wait_for_reply('Good.')
        program.wait_until_idle()
        assert server.chats()[-1].header('authorization') == f'Bearer {key}'
    assert not session.files_with(key), session.files_with(key)
    assert not session.processes_with(key), session.processes_with(key)
    program.quit()
    assert not session.files_with(key), session.files_with(key)

    program = session.start(program.profile)
    program.open_settings()
    assert program.entry('API Base').text == server.base
    assert program.entry('API Key').text == ''
    program.find_text(f'No key for {server.host} yet', program.settings)
    program.close_settings()
    program.quit()


def demo(session):
    """The Demo needs none"""
    program = session.start()
    program.click(program.find('Try the Demo', 'list item'))
    program.find('Message', 'text box')
    program.send('hello')
    program.wait_for_reply('Markdown')
    program.press('Stop')
    program.wait_until_idle()
    program.quit()


main(key_for_this_run, demo, keyring=False)
