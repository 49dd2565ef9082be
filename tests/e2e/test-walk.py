#!/usr/bin/env python3
# test-walk.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A long conversation can be read with a keyboard and a screen reader alone."""

import accessible
from cases import main
from raw_server import reply
from waiting import wait_for

ROUNDS = 100
MESSAGES = 2 * ROUNDS

ANSWER = """# Answer {number}

One **bold** word, and a [link](https://example.com/{number}).

- first
- second

```python
print({number})
```
"""


def asked(program, server, number):
    """The last reply may not be over yet: then the text stays, and is sent another time."""
    if len(server.chats()) <= number:
        program.key('Return')
    return len(server.chats()) > number


def talk(session):
    """A conversation of 200 messages."""
    server = session.server(*[reply(ANSWER.format(number=i)) for i in range(ROUNDS)])
    program = session.start()
    program.set_up(server.base, 'test/model', session.new_key())
    message = program.message
    program.click(message)
    for i in range(ROUNDS):
        # Through nodes that are known: to look for them each time takes longer than a reply.
        wait_for('an empty composer', lambda: message.text == '')
        message.text = f'Question {i}'
        wait_for(f'question {i}', lambda i=i: asked(program, server, i))
    program.wait_until_idle()
    return program


def items(program):
    return program.find('Conversation', 'list').children()


def focused(program):
    return next((item for item in items(program) if item.has(accessible.FOCUSED)), None)


def wait_for_place(program, number):
    """The message with the focus, which is told with its position and how many there are."""
    def get():
        item = focused(program)
        return item if item is not None and item.description == f'{number} of {MESSAGES}' else None
    return wait_for(f'the focus on message {number}', get)


def is_seen(program, item):
    _, top, _, height = item.box
    _, list_top, _, list_height = program.find('Conversation', 'list').box
    return top < list_top + list_height and top + height > list_top


def check_message(program, item, number):
    who = 'Your message' if number % 2 == 1 else 'Reply'
    assert item.role == 'list item', item.role
    assert item.name.split(',')[0] == who, item.name
    assert is_seen(program, item), f'message {number} is out of sight'
    texts = [node.text for node in item.walk() if node.role in ('heading', 'paragraph')]
    words = f'Question {(number - 1) // 2}' if number % 2 == 1 else f'Answer {number // 2 - 1}'
    assert words in texts, (words, texts)


def walk(session):
    """Each of 200 messages is reached, told, and seen, one after the other"""
    program = talk(session)
    program.key('shift+Tab')
    wait_for_place(program, MESSAGES)

    for number in range(MESSAGES - 1, 0, -1):
        program.xdotool('key', 'Up')
        check_message(program, wait_for_place(program, number), number)
        assert len(items(program)) < 30, f'{len(items(program))} messages have widgets'

    program.key('End')
    check_message(program, wait_for_place(program, MESSAGES), MESSAGES)
    program.key('Home')
    check_message(program, wait_for_place(program, 1), 1)
    program.key('Down')
    item = wait_for_place(program, 2)

    # Into its blocks, to the link in them, and back to where one writes.
    program.key('Return')
    heading = next(node for node in item.walk() if node.role == 'heading')
    wait_for('the focus on the heading', lambda: heading.has(accessible.FOCUSED))
    assert heading.text == 'Answer 0', heading.text
    program.key('Down')
    text = next(node for node in item.walk() if node.role == 'paragraph')
    wait_for('the focus on the text', lambda: text.has(accessible.FOCUSED))
    assert text.text == 'One bold word, and a link.', text.text
    program.key('Escape')
    wait_for('the focus on the composer', lambda: program.message.has(accessible.FOCUSED))
    program.quit()


main(walk)
