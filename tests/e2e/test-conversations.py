#!/usr/bin/env python3
# test-conversations.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several conversations of one run."""

from cases import main
from raw_server import held_reply, reply
from waiting import wait_for


def begin(session, *scripts):
    server = session.server(*scripts)
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    return program, server


def two_at_once(session):
    """Two replies stream at once, and a hidden one is complete when it is shown again"""
    program, server = begin(session, held_reply('Alpha', ' beta', ' gamma.'), reply('Delta.'))
    program.send('first')
    program.wait_for_reply('Alpha')
    program.key('ctrl+n')
    program.find('Start a Conversation', 'label')
    assert program.message.text == ''
    assert not program.busy, 'the new conversation cannot send'

    program.send('second')
    program.wait_for_reply('Delta.')
    program.wait_until_idle()
    assert [m['content'] for m in server.chats()[1].json()['messages']] == ['second']
    assert sorted(program.conversations()) == ['first', 'second']

    program.open_conversation('first')
    program.wait_for_reply('Alpha')
    assert program.last_reply().text == 'Alpha'
    assert program.busy, 'the first one has no Stop'
    program.open_conversation('second')
    program.wait_for_reply('Delta.')
    for _ in range(3):
        server.release()
    # Its row tells when the reply is there.
    wait_for('no reply is being written',
             lambda: not program.shows('A reply is being written'))
    program.open_conversation('first')
    program.wait_for_reply('Alpha beta gamma.')
    program.wait_until_idle()
    program.open_conversation('second')
    program.wait_for_reply('Delta.')
    program.quit()


def stop_one_of_two(session):
    """Stop ends the reply of the conversation that is shown, not the other one"""
    program, server = begin(session, held_reply('Alpha', ' beta.'), held_reply('Gamma', ' delta.'))
    program.send('first')
    program.wait_for_reply('Alpha')
    program.new_chat()
    program.send('second')
    program.wait_for_reply('Gamma')
    program.press('Stop')
    assert server.chats()[1].closed.wait(5), 'the second one was not closed'
    program.wait_until_idle()
    assert server.chats()[0].closed_at is None, 'the first one was closed'
    program.open_conversation('first')
    server.release()
    server.release()
    program.wait_for_reply('Alpha beta.')
    program.quit()


def drafts(session):
    """Each conversation keeps its own draft"""
    program, _ = begin(session, reply('Good.'))
    program.send('first')
    program.wait_for_reply('Good.')
    program.message.text = 'draft of the first'
    program.new_chat()
    wait_for('an empty composer', lambda: program.message.text == '')
    program.send('second')
    program.wait_for_reply('Good.')
    program.message.text = 'draft of the second'

    program.open_conversation('first')
    wait_for('the first draft', lambda: program.message.text == 'draft of the first')
    program.open_conversation('second')
    wait_for('the second draft', lambda: program.message.text == 'draft of the second')
    program.new_chat()
    wait_for('an empty composer', lambda: program.message.text == '')
    program.quit()


def draft_of_new_chat(session):
    """New Chat goes back to the draft that was begun, also from another conversation"""
    program, _ = begin(session, reply('Good.'))
    program.send('first')
    program.wait_for_reply('Good.')
    program.new_chat()
    program.message.text = 'not sent yet'
    program.open_conversation('first')
    wait_for('an empty composer', lambda: program.message.text == '')
    program.key('ctrl+n')
    wait_for('the draft', lambda: program.message.text == 'not sent yet')
    program.quit()


def long_message(session):
    """A message of 100 KB is sent whole and does not stop the window"""
    program, server = begin(session, reply('Good.'))
    text = 'Some words of a long text. ' * 4000
    program.message.text = text
    program.press('Send')
    program.wait_for_reply('Good.', timeout=20)
    assert server.chats()[0].json()['messages'][-1]['content'] == text.rstrip()
    program.quit()


def history(session):
    """A conversation is sent with its history, and keeps its model"""
    program, server = begin(session, reply('Good.'))
    program.send('one')
    program.wait_for_reply('Good.')
    program.wait_until_idle()
    program.set_up(model='test/other')
    program.send('two')
    wait_for('the second request', lambda: len(server.chats()) == 2)
    program.wait_until_idle()
    first, second = (request.json() for request in server.chats())
    assert [(m['role'], m['content']) for m in second['messages']] == [
        ('user', 'one'), ('assistant', 'Good.'), ('user', 'two')], second['messages']
    assert (first['model'], second['model']) == ('test/model', 'test/model')
    program.new_chat()
    program.send('three')
    wait_for('the third request', lambda: len(server.chats()) == 3)
    assert server.chats()[2].json()['model'] == 'test/other'
    program.wait_until_idle()
    program.quit()


main(two_at_once, stop_one_of_two, drafts, draft_of_new_chat, long_message, history)
