#!/usr/bin/env python3
# test-demo-cards.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The Demo's models that fail show what they are there to show."""

import re

from cases import main
from waiting import wait_for

COUNTDOWN = re.compile(r'^The model is being loaded\. Next try in \d+ s$')


def ask(program, model):
    """Begins a conversation with a model of the Demo."""
    program.set_up(model=model)
    program.new_chat()
    program.send('Anything')


def begin(session):
    program = session.start()
    program.click(program.find('Try the Demo', 'list item'))
    program.find('Message', 'text box')
    return program


def check_card(program, title, *parts):
    card = program.wait_for_card()
    assert card.title == title, card
    for part in parts:
        assert part in card.text, (part, card.text)
    program.wait_until_idle()
    return card


def refused(session):
    """What is refused has a card that says why, and what helps"""
    program = begin(session)
    ask(program, 'demo/error-moderation')
    check_card(program, 'Content was flagged', 'violence, harassment/threatening')

    ask(program, 'demo/error-gone')
    card = check_card(program, 'No such model', 'demo/markdown-tour, demo/reasoning')
    assert card.buttons[0] == 'Choose Another Model', card

    ask(program, 'demo/error-page')
    card = check_card(program, 'No API found there', 'a web page')
    assert card.buttons[:2] == ['Open Settings', 'Retry'], card
    program.press('Open Settings')
    assert program.preset() == 'Demo (offline)', program.preset()
    program.close_settings()
    program.quit()


def afforded(session):
    """What the credits do not suffice for is asked for in a size that they do"""
    program = begin(session)
    ask(program, 'demo/error-credits')
    check_card(program, 'Out of credits', '1200 tokens')
    program.press('Retry with 1200 Tokens')
    program.wait_for_reply('This answer was small enough')
    program.wait_until_idle()
    assert not program.last_reply().card
    program.quit()


def passing(session):
    """What passes by itself is waited for, and then answered"""
    program = begin(session)
    ask(program, 'demo/error-loading')
    shown = wait_for('a countdown', lambda: next(
        (node.name for node in program.frame.find_all(role='label')
         if COUNTDOWN.match(node.name)), None))
    print(f'# {shown}')
    assert program.busy
    program.wait_for_reply('so it was sent again by itself', 20)
    program.wait_until_idle(20)
    shown = program.last_reply()
    assert not shown.card and not shown.notice, shown
    program.quit()


def broken(session):
    """What broke off keeps its text, and says how it ended"""
    program = begin(session)
    ask(program, 'demo/stream-error')
    check_card(program, 'Trouble at the provider', 'The engine of this demo ran out of steam',
               'Nothing you wrote or received is lost')
    kept = program.last_reply().text
    assert kept.startswith('This answer will not come to its end.'), kept
    assert kept.endswith('in the middle of the'), kept

    ask(program, 'demo/stream-cut')
    program.wait_for_notice('Interrupted before the answer was complete')
    program.wait_until_idle()
    shown = program.last_reply()
    assert (shown.text, shown.card) == (kept, None), shown

    ask(program, 'demo/stream-empty')
    program.wait_for_notice('The model returned nothing')
    program.wait_until_idle()
    shown = program.last_reply()
    assert (shown.text, shown.buttons) == ('', ['Retry']), shown
    program.quit()


main(refused, afforded, passing, broken)
