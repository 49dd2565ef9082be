#!/usr/bin/env python3
# test-bad-servers.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever a server answers, there is a clear notice and the next message works."""

import psutil

from cases import main
from raw_server import answer, reply
from waiting import wait_for

MEGABYTE = 1024 * 1024
PAGE = b'<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>'
ERROR = b'{"error": {"message": "The aardvark is asleep", "code": 400}}'


def garbage(wire):
    wire.raw(bytes(range(256)) * 8 + b'\r\n\r\n')


def garbage_body(wire):
    wire.head()
    wire.chunk(b'\xff\xfe\x00garbage\n' * 200)
    wire.raw(b'0\r\n\r\n')


def cut(wire):
    wire.head()
    wire.text('Some text')
    wire.close()


def endless_line(wire):
    wire.head()
    wire.chunk(b'data: ')
    for _ in range(30 * 16):
        wire.chunk(b'x' * 65536)
    wire.raw(b'0\r\n\r\n')


def nothing_at_all(wire):
    wire.close()


# What the server does, and what the notice has to say.
SERVERS = [
    ('a web page', answer('200 OK', 'text/html', PAGE), 'web page'),
    ('a web page as an error', answer('404 Not Found', 'text/html', PAGE), 'web page'),
    ('a JSON error under 200', answer('200 OK', 'application/json', ERROR), 'aardvark is asleep'),
    ('a JSON error under 401', answer('401 Unauthorized', 'application/json', ERROR),
     'The API key was not accepted'),
    ('an empty answer', answer('200 OK', 'text/event-stream', b''), 'answered nothing'),
    ('no answer', nothing_at_all, 'closed'),
    ('no HTTP', garbage, 'not HTTP'),
    ('garbage in a stream', garbage_body, 'not as the format'),
    ('a JSON list', answer('200 OK', 'application/json', b'[1, 2, 3]'), ''),
]


def begin(session, *scripts):
    server = session.server(*scripts)
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    return program, server


def check_works_on(program, server):
    program.wait_until_idle()
    server.script(reply('All good.'))
    program.send('again')
    program.wait_for_reply('All good.')
    program.wait_until_idle()


def each_bad_answer(session):
    """Each bad answer gives a notice that says what it is, and the next message works"""
    program, server = begin(session)
    for name, script, words in SERVERS:
        program.new_chat()
        server.script(script)
        program.send(name)
        wait_for(f'notice for {name}', lambda: program.last_reply().notice)
        notice = program.last_reply().notice
        assert words in notice, f'{name}: {notice}'
        print(f'# {name}: {notice}')
        check_works_on(program, server)
    program.quit()


def cut_stream(session):
    """A stream that breaks off keeps its text and is called interrupted"""
    program, server = begin(session, cut)
    program.send('question')
    wait_for('a notice', lambda: program.last_reply().notice)
    shown = program.last_reply()
    assert shown.text == 'Some text', shown
    check_works_on(program, server)
    program.quit()


def refused(session):
    """A port where nobody listens is named"""
    program, server = begin(session)
    server.end()
    program.send('question')
    program.wait_for_notice('connection was refused by')
    program.wait_until_idle()
    program.quit()


def endless(session):
    """A line of 30 MB without an end gives a notice and takes no more than 80 MB"""
    program, server = begin(session, endless_line)
    process = psutil.Process(program.process.pid)
    sanitized = any('libasan' in part.path for part in process.memory_maps())
    before = process.memory_info().rss
    program.forget_peak()
    program.send('question')
    wait_for('a notice', lambda: program.last_reply().notice, 20)
    assert 'more' in program.last_reply().notice, program.last_reply().notice
    growth = (program.peak() - before) / MEGABYTE
    print(f'# grew by {growth:.0f} MB')
    # A sanitizer keeps what was freed.
    assert sanitized or growth < 80, f'it grew by {growth:.0f} MB'
    check_works_on(program, server)
    program.quit()


main(each_bad_answer, cut_stream, refused, endless)
