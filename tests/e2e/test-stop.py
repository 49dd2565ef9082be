#!/usr/bin/env python3
# test-stop.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stop closes the connection within a second, wherever the reply is, and the text stays."""

import time

from cases import main
from raw_server import reply
from waiting import wait_for

CUT_EVENT = b'data: {"id":"gen-1","choices":[{"index":0,"delta":{"content":"los'


def before_headers(wire):
    wire.wait_for_close()


def before_first_byte(wire):
    wire.head()
    wire.wait_for_close()


def in_mid_event(wire):
    wire.head()
    wire.text('Half', ' a reply')
    wire.chunk(CUT_EVENT)
    wire.wait_for_close()


def begin(session, script):
    """A reply under way; returns program and server."""
    server = session.server(script, reply('All good.'))
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    program.send('question')
    wait_for('the request', server.chats)
    program.find('Stop', 'button')
    return program, server


def check_closed(server, since):
    request = server.chats()[0]
    assert request.closed.wait(5), 'the connection was not closed'
    took = request.closed_at - since
    assert took <= 1.0, f'the connection was closed after {took:.2f} s'


def stop_by_button(program, server):
    button = program.find('Stop', 'button')
    since = time.monotonic()
    button.act()
    check_closed(server, since)
    program.wait_until_idle()


def check_works_on(program):
    program.send('again')
    program.wait_for_reply('All good.')
    program.wait_until_idle()
    program.quit()


def stop_before_headers(session):
    """Stop before any answer closes the connection within 1 s"""
    program, server = begin(session, before_headers)
    stop_by_button(program, server)
    shown = program.last_reply()
    assert shown.text == '' and 'Stopped' in shown.facts, shown
    check_works_on(program)


def stop_before_first_byte(session):
    """Stop after the headers closes the connection within 1 s"""
    program, server = begin(session, before_first_byte)
    program.find_text('Waiting for test/model')
    stop_by_button(program, server)
    assert 'Stopped' in program.last_reply().facts, program.last_reply()
    check_works_on(program)


def stop_in_mid_event(session):
    """Stop within an event closes the connection within 1 s, and the text stays"""
    program, server = begin(session, in_mid_event)
    program.wait_for_reply('Half a reply')
    stop_by_button(program, server)
    shown = program.last_reply()
    assert shown.text == 'Half a reply' and 'Stopped' in shown.facts, shown
    check_works_on(program)
    sent = server.chats()[1].json()['messages']
    assert [message['content'] for message in sent] == ['question', 'Half a reply', 'again'], sent


def stop_by_escape(session):
    """Esc in the composer stops, too"""
    program, server = begin(session, in_mid_event)
    program.wait_for_reply('Half a reply')
    since = time.monotonic()
    program.key('Escape')
    check_closed(server, since)
    program.wait_until_idle()
    assert program.last_reply().text == 'Half a reply'
    program.quit()


def check_end(program, server, since):
    check_closed(server, since)
    program.wait_for_end(2 - (time.monotonic() - since))
    assert program.exit_status == 0, f'exit status {program.exit_status}'


def quit_by_key(session):
    """Ctrl+Q in mid-event closes the connection and ends the process within 2 s"""
    program, server = begin(session, in_mid_event)
    program.wait_for_reply('Half a reply')
    since = time.monotonic()
    program.key('ctrl+q')
    check_end(program, server, since)


def quit_by_close_button(session):
    """Closing the window before any answer does, too"""
    program, server = begin(session, before_headers)
    button = program.find('Close', 'button')
    since = time.monotonic()
    program.click(button)
    check_end(program, server, since)


main(stop_before_headers, stop_before_first_byte, stop_in_mid_event, stop_by_escape,
     quit_by_key, quit_by_close_button)
