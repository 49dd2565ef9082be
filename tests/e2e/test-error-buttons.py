#!/usr/bin/env python3
# test-error-buttons.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The buttons of an error card that open a page open the right one, or say that nothing can."""

import json

from cases import main
from harness import write
from raw_server import answer, reply
from waiting import never, wait_for


def error(status, message, **metadata):
    body = {'error': {'message': message, 'code': int(status.split()[0]), 'metadata': metadata}}
    return answer(status, 'application/json', json.dumps(body).encode())


# What the server answers, which button that gives, and what the preset has for it.  The server
# names pages too, which nobody opens.
PAGES = [
    (error('401 Unauthorized', 'See https://evil.example/key'),
     'Get a Key', 'https://openrouter.ai/keys'),
    (error('402 Payment Required', 'Pay at https://evil.example/pay'),
     'Add Credits', 'https://openrouter.ai/credits'),
    (error('403 Forbidden', 'Flagged, see https://evil.example/why', reasons=['violence']),
     'Open Model Page', 'https://openrouter.ai/models'),
    (error('404 Not Found', 'No endpoints found matching your data policy. Configure: '
           'https://evil.example/privacy'),
     'Open Privacy Settings', 'https://openrouter.ai/settings/privacy'),
]


class Browser:
    """What opens web pages in a profile: it only notes which."""

    def __init__(self, profile):
        self.notes = profile / 'opened'
        script = profile / 'browser'
        write(script, f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" >> "{self.notes}"\n')
        script.chmod(0o700)
        write(profile / 'data' / 'applications' / 'test-browser.desktop',
              '[Desktop Entry]\nType=Application\nName=Test Browser\n'
              f'Exec="{script}" %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n')
        write(profile / 'config' / 'mimeapps.list',
              '[Default Applications]\n'
              'x-scheme-handler/http=test-browser.desktop\n'
              'x-scheme-handler/https=test-browser.desktop\n')

    def opened(self):
        """The pages so far, the number of arguments before each."""
        return self.notes.read_text(encoding='utf-8').split() if self.notes.exists() else []


def pressed(program, server):
    """Gets each card in turn, presses its button, and says which page that is for."""
    for script, button, page in PAGES:
        program.new_chat()
        server.script(script)
        program.send('question')
        card = program.wait_for_card()
        assert button in card.buttons, card
        program.wait_until_idle()
        program.press(button)
        yield page


def pages(session):
    """Each page that a card offers is the preset's own, whatever the server is and says"""
    server = session.server()
    profile = session.new_profile()
    browser = Browser(profile)
    program = session.start(profile)
    program.set_up(server.base, 'test/model', session.new_key())
    expected = []
    for page in pressed(program, server):
        expected += ['1', page]
        wait_for(f'the page {page}', lambda: len(browser.opened()) >= len(expected))
        assert browser.opened() == expected, browser.opened()
    never('one page more', lambda: browser.opened() != expected, 0.5)
    program.quit()


def no_browser(session):
    """Without a program for pages the address is shown, to copy it"""
    server = session.server()
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    for page in pressed(program, server):
        notice = program.wait_for_notice('No program could open')
        assert notice == f'No program could open {page}', notice
    program.quit()


main(pages, no_browser)
