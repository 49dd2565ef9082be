#!/usr/bin/env python3
# test-sse-oracle.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Random streams of events, in random reads, through our parser and through eventsource-parser.

Both must see the same events.  Two differences are meant: ours also gives out an event that no blank
line follows at the end of the stream, which is compared with what the other makes of a blank line
there; and NUL becomes U+FFFD.
"""

import random
import subprocess
import sys

import tap_cases
from tap_cases import comment

STREAMS = 4000
SEED = 20261122
SECONDS = 60

FIELDS = [b'data', b'data', b'data', b'data', b'event', b'id', b'retry', b'Data', b' data', b'dat',
          b'datas', b'data\xff', b'x', b'']
SEPARATORS = [b':', b':', b': ', b': ', b':  ', b'', b' :', b':\t', b'::']
LINE_ENDS = [b'\n', b'\r', b'\r\n']
BOM = b'\xef\xbb\xbf'
PIECES = [b'', b'a', b'hello', b'{"a": 1}', b'[DONE]', b' ', b'\t', b':', b'\0', b'error', b'12', BOM,
          'é'.encode(), '日本'.encode(), '🎉'.encode(), b'\xc3', b'\xe2\x82', b'\xf0\x9f\x8e', b'\xff',
          b'\xed\xa0\x80', b'\xc0\xaf', b'\x80\x80', b'\xf4\x90\x80\x80', b'\xc2\x85',
          b'\xe2\x80\xa8', b'\xc3\xaf\xc2\xbb\xc2\xbf', b'\v', b'\f', b'x' * 300]


def make_line(dice):
    kind = dice.random()
    if kind < 0.3:
        return b''
    value = b''.join(dice.choice(PIECES) for _ in range(dice.randrange(4)))
    if kind < 0.4:
        return b':' + value
    if kind < 0.5:
        return value
    return dice.choice(FIELDS) + dice.choice(SEPARATORS) + value


def make_stream(dice):
    """Half of the streams keep to one line end, as real ones do."""
    end = dice.choice([*LINE_ENDS, None, None, None])
    stream = dice.choice([b'', b'', b'', BOM, BOM * 2, BOM[:2], b'\xc3\xaf\xc2\xbb\xc2\xbf'])
    for _ in range(dice.randrange(1, 30)):
        stream += make_line(dice) + (end or dice.choice(LINE_ENDS))
    if dice.random() < 0.1:
        stream = dice.randbytes(dice.randrange(1, 60))
    return stream[:dice.randrange(len(stream) + 1)] if dice.random() < 0.2 else stream


def make_reads(dice, stream):
    longest = dice.choice([1, 2, 5, 40, 100000])
    reads = []
    while stream:
        length = dice.randint(1, longest)
        reads.append(stream[:length])
        stream = stream[length:]
    return reads or [b'']


def run(command, lines):
    result = subprocess.run(command, input=lines, stdout=subprocess.PIPE, timeout=SECONDS,
                            encoding='ascii', check=True)
    streams = [[]]
    for line in result.stdout.splitlines():
        if line:
            streams[-1].append(line)
        else:
            streams.append([])
    return streams[:-1]


def without_nul(events):
    """Hexadecimal pairs begin at even places."""
    def clean(text):
        data = bytes.fromhex(text).replace(b'\0', '\ufffd'.encode())
        return data.hex()
    return [' '.join(part if part == 'end' else clean(part) for part in event.split(' '))
            for event in events]


def show(event):
    return ' '.join(part if part == 'end' else repr(bytes.fromhex(part)) for part in event.split(' '))


def compare(streams, ours, theirs):
    wrong = 0
    for reads, own, other in zip(streams, ours, theirs):
        if own == without_nul(other):
            continue
        wrong += 1
        if wrong <= 3:
            comment([f'reads: {reads}', *(f'ours: {show(event)}' for event in own),
                     *(f'theirs: {show(event)}' for event in other)])
    return wrong


def same_events(programs):
    """Random streams have the same events"""
    dice = random.Random(SEED)
    streams = [make_reads(dice, make_stream(dice)) for _ in range(STREAMS)]
    lines = ''.join(' '.join(read.hex() for read in reads) + '\n' for reads in streams)
    ours = run([programs.sse_events], lines)
    theirs = run(['node', programs.folder / 'sse-oracle.mjs', programs.node_modules], lines)
    events = [event for stream in theirs for event in stream]
    comment([f'{len(events)} events in {len(theirs)} streams'])
    assert len(ours) == len(theirs) == STREAMS, f'{len(ours)} and {len(theirs)} streams'
    # The streams are worth something only when much comes out of them.
    assert len(events) > STREAMS
    assert sum(event.startswith('end ') for event in events) > STREAMS // 20
    wrong = compare(streams, ours, theirs)
    assert wrong == 0, f'{wrong} streams differ'


if __name__ == '__main__':
    tap_cases.main(same_events, needs=['eventsource-parser'])
