#!/usr/bin/env python3
# test-temporary.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A temporary chat is nowhere but in memory, and is not lost by a slip."""

from cases import main
from raw_server import held_reply, reply
from waiting import wait_for

SECRET = 'what nobody shall find'


def begin(session, *scripts):
    server = session.server(*scripts)
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    program.find('Start a Conversation', 'label')
    program.key('ctrl+shift+n')
    program.find('Temporary Chat', 'label')
    program.find_text('This conversation is not saved')
    return program, server


def not_listed(session):
    """Nothing lists it, and no file has it"""
    program, server = begin(session, reply('Good.'))
    program.send(SECRET)
    program.wait_for_reply('Good.')
    program.wait_until_idle()
    program.find('Temporary chat', 'label')
    assert program.conversations() == []
    program.send('second')
    wait_for('the second request', lambda: len(server.chats()) == 2)
    assert [m['content'] for m in server.chats()[1].json()['messages']] == [
        SECRET, 'Good.', 'second']
    program.wait_until_idle()

    program.key('ctrl+n')
    program.find('Start a Conversation', 'label')
    program.send('listed')
    wait_for('the third request', lambda: len(server.chats()) == 3)
    program.wait_until_idle()
    assert program.conversations() == ['listed']
    program.quit()
    assert not session.files_with(SECRET), session.files_with(SECRET)


def undone(session):
    """Who goes elsewhere can come back, to a reply that went on"""
    program, server = begin(session, held_reply('Alpha', ' beta.'))
    program.send('first')
    program.wait_for_reply('Alpha')
    program.key('ctrl+n')
    program.find('Start a Conversation', 'label')
    program.find_text('Temporary chat closed')
    server.release()
    server.release()
    program.press('Undo')
    program.wait_for_reply('Alpha beta.')
    program.wait_until_idle()
    assert program.conversations() == []
    program.quit()


def ended(session):
    """When the toast is gone, so is the chat, and its reply is stopped"""
    program, server = begin(session, held_reply('Alpha', ' beta.'))
    program.send('first')
    program.wait_for_reply('Alpha')
    program.key('ctrl+n')
    program.find_text('Temporary chat closed')
    assert server.chats()[0].closed.wait(20), 'the reply goes on'
    assert not program.shows('Undo', 'button')
    program.quit()


main(not_listed, undone, ended)
