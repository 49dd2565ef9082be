#!/usr/bin/env python3
# test-errors.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""An error says what happened and offers what helps; what can be tried again is, by itself."""

import json
import re

from cases import main
from raw_server import answer, reply
from waiting import never, wait_for

JSON = 'application/json'
COUNTDOWN = re.compile(r'^The provider is overloaded\. Next try in \d+ s$')


def error(status, message, *more):
    body = {'error': {'message': message, 'code': int(status.split()[0])}}
    return answer(status, JSON, json.dumps(body).encode(), *more)


OVERLOADED = '503 Service Unavailable', 'The aardvark is asleep'


def cut(wire):
    wire.head()
    wire.text('Half a reply')
    wire.close()


def begin(session, *scripts):
    server = session.server(*scripts)
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    program.send('question')
    return program, server


def contents(request):
    return [message['content'] for message in request.json()['messages']]


def countdown(program):
    """The words of the waiting line while it counts down, else None."""
    return next((node.name for node in program.frame.find_all(role='label')
                 if COUNTDOWN.match(node.name)), None)


def wrong_key(session):
    """A key that was not accepted leads to Settings, at the provider it was for"""
    program, _ = begin(session, error('401 Unauthorized', 'No auth credentials found'))
    card = program.wait_for_card()
    assert card.title and card.text, card
    assert card.buttons == ['Open Key Settings', 'Get a Key', 'Retry', 'Details'], card
    program.wait_until_idle()

    # Another provider is the default by now; this conversation keeps its own.
    program.open_settings()
    program.choose_preset('OpenAI')
    program.close_settings()
    program.press('Open Key Settings')
    assert program.preset() == 'OpenRouter', program.preset()
    program.close_settings()

    program.press('Get a Key')
    program.wait_for_notice('https://openrouter.ai/keys')
    program.quit()


def overloaded(session):
    """A server that is overloaded is asked again, and the reply comes by itself"""
    program, server = begin(session, error(*OVERLOADED, 'Retry-After: 2'), reply('All good.'))
    shown = wait_for('a countdown', lambda: countdown(program))
    print(f'# {shown}')
    assert program.busy
    assert not program.last_reply().card
    program.wait_for_reply('All good.')
    program.wait_until_idle()
    assert not program.last_reply().notice, program.last_reply()
    first, second = server.chats()
    assert first.json() == second.json()
    program.quit()


def stopped_countdown(session):
    """Stop ends the countdown, and then it is asked again only on demand"""
    program, server = begin(session, error(*OVERLOADED, 'Retry-After: 60'), reply('All good.'))
    first = wait_for('a countdown', lambda: countdown(program))
    wait_for('the next second', lambda: countdown(program) not in (None, first))
    program.press('Stop')
    card = program.wait_for_card()
    assert 'aardvark' in card.text, card
    assert 'Retry' in card.buttons, card
    program.wait_until_idle()
    never('a second request', lambda: server.chats()[1:], 1.5)

    program.press('Retry')
    program.wait_for_reply('All good.')
    program.wait_until_idle()
    assert len(server.chats()) == 2
    assert [message.name for message in program.messages()] == ['Your message', 'Reply']
    program.quit()


def affordable(session):
    """With too few credits it is asked again for what they suffice for"""
    program, server = begin(
        session, error('402 Payment Required', 'This request requires more credits, or fewer '
                       'max_tokens. You requested up to 65536 tokens, but can only afford 617.'),
        reply('Short.'))
    card = program.wait_for_card()
    assert card.buttons == ['Add Credits', 'Retry with 617 Tokens', 'Details'], card
    program.press('Add Credits')
    program.wait_for_notice('https://openrouter.ai/credits')
    program.press('Retry with 617 Tokens')
    program.wait_for_reply('Short.')
    program.wait_until_idle()
    first, second = (request.json() for request in server.chats())
    assert 'max_tokens' not in first, first
    assert second.pop('max_tokens') == 617
    assert first == second
    program.quit()


def cut_stream(session):
    """A reply that broke off is kept until it is asked for again, and not sent"""
    program, server = begin(session, cut, reply('A whole reply.'))
    program.wait_for_notice('Interrupted before the answer was complete')
    program.wait_until_idle()
    shown = program.last_reply()
    assert (shown.text, shown.buttons) == ('Half a reply', ['Retry']), shown

    program.press('Retry')
    program.wait_for_reply('A whole reply.')
    program.wait_until_idle()
    messages = program.messages()
    assert [message.text for message in messages] == ['question', 'A whole reply.'], messages
    assert contents(server.chats()[1]) == ['question']

    # Who writes on cannot ask for it again.
    server.script(cut, reply('The end.'))
    program.send('second')
    program.wait_for_notice('Interrupted before the answer was complete')
    program.wait_until_idle()
    program.send('third')
    program.wait_for_reply('The end.')
    program.wait_until_idle()
    assert not program.shows('Retry', 'button')
    assert contents(server.chats()[-1]) == ['question', 'A whole reply.', 'second',
                                            'Half a reply', 'third']
    program.quit()


def details(session):
    """Details show what the server said, and never a key"""
    key = session.new_key()
    body = {'error': {'message': f'Incorrect API key provided: {key}', 'code': 'invalid_api_key'}}
    server = session.server(answer('401 Unauthorized', JSON, json.dumps(body).encode()))
    program = session.start()
    program.set_up(server.base, 'test/model', key)
    program.send('question')
    assert not program.wait_for_card().details
    program.press('Details')
    shown = wait_for('details', lambda: program.last_reply().card.details)
    assert 'Status: 401' in shown and 'invalid_api_key' in shown, shown
    assert 'Incorrect API key provided' in shown, shown
    texts = [node.name for node in program.frame.find_all()]
    assert not any(key in text or key[-12:] in text for text in texts)
    assert key not in program.log.read_text(encoding='utf-8', errors='replace')
    program.press('Details')
    wait_for('no details', lambda: not program.last_reply().card.details)
    program.quit()


main(wrong_key, overloaded, stopped_countdown, affordable, cut_stream, details)
