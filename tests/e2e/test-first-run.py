#!/usr/bin/env python3
# test-first-run.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Somebody starts the program for the first time and tries the Demo."""

from cases import main
from waiting import wait_for


def welcome(session):
    """A first start shows the two ways to a model and no composer"""
    program = session.start()
    rows = program.find('Ways to reach a model', 'list')
    assert [row.name for row in rows.children()] == ['Enter an API Key', 'Try the Demo']
    assert not program.shows('Message', 'text box')
    program.click(program.find('Enter an API Key', 'list item'))
    assert program.preset() == 'OpenRouter'
    program.close_settings()
    program.find('Welcome to Sythoria', 'label')
    program.quit()


def demo(session):
    """The Demo answers, and the reply grows while it comes"""
    program = session.start()
    program.click(program.find('Try the Demo', 'list item'))
    program.find('Message', 'text box')
    program.xdotool('type', 'hello')
    program.key('Return')

    # What is far above is not there for anybody.
    texts = []
    wait_for('Stop', lambda: program.busy)
    while program.busy:
        texts.append(program.last_reply().text)
    reply = program.last_reply()
    assert len(set(texts) - {'', reply.text}) >= 3, f'it was seen as {set(texts)}'
    assert any(text.startswith('A short tour of Markdown') for text in texts), texts[:3]
    assert 'First things come first.' in reply.text, reply.text
    assert reply.notice == '', reply.notice
    assert 'demo/markdown-tour' in reply.facts, reply.facts
    program.wait_until_idle()

    assert program.conversations() == ['hello']
    program.press('New Chat')
    program.find('Start a Conversation', 'label')
    assert program.conversations() == ['hello']
    program.quit()


def demo_again(session):
    """A second start goes straight to the composer and the Demo still answers"""
    program = session.start()
    program.click(program.find('Try the Demo', 'list item'))
    program.find('Message', 'text box')
    program.quit()

    program = session.start(program.profile)
    program.find('Message', 'text box')
    assert not program.shows('Try the Demo', 'list item')
    program.send('hello')
    program.wait_for_reply('Markdown')
    program.press('Stop')
    program.wait_until_idle()
    program.quit()


def composer_keys(session):
    """Enter sends and Shift+Enter breaks the line"""
    program = session.start()
    server = session.server()
    program.set_up(server.base, 'test/model', session.new_key())
    program.xdotool('type', 'one')
    program.key('shift+Return')
    program.xdotool('type', 'two')
    wait_for('both lines', lambda: program.message.text == 'one\ntwo')
    assert not server.chats()
    program.key('Return')
    wait_for('the request', server.chats)
    assert server.chats()[0].json()['messages'][-1]['content'] == 'one\ntwo'
    wait_for('the composer is empty', lambda: program.message.text == '')
    program.quit()


main(welcome, demo, demo_again, composer_keys)
