#!/usr/bin/env python3
# test-aimock.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Completions against aimock, which speaks like OpenRouter and like OpenAI."""

import contextlib
import http.client
import json
import re
import subprocess
import tempfile
import time

import tap_cases
from driver import KEY, complete

START_SECONDS = 20
SENTENCE = 'Hello from the server, in several pieces.'
LONG = 'This text is cut off before its end comes.'


def fixture(message, response, **options):
    return {'match': {'userMessage': message}, 'response': response, **options}


FIXTURES = {'fixtures': [
    fixture('plain', {'content': SENTENCE, 'usage': {
        'prompt_tokens': 11, 'completion_tokens': 7, 'total_tokens': 18, 'cost': 0.00012,
    }}, chunkSize=5),
    fixture('router', {'content': SENTENCE}, openRouterProcessing=True),
    fixture('party', {'content': 'A 🎉🎉 party'}, chunkSize=1),
    fixture('think', {'content': 'So.', 'reasoning': 'Because of that.'}),
    fixture('tool', {'toolCalls': [
        {'name': 'look_up', 'arguments': '{"what":"time"}'},
        {'name': 'add', 'arguments': '{"a":1,"b":2}'},
    ]}, chunkSize=4),
    fixture('long', {'content': LONG, 'finishReason': 'length'}),
    fixture('limit', {'error': {'message': 'Rate limit exceeded'}, 'status': 429}),
    fixture('credit', {'error': {'message': 'Insufficient credits'}, 'status': 402}),
    fixture('cut', {'content': LONG}, chunkSize=4, latency=20, truncateAfterChunks=4),
    fixture('gone', {'content': LONG}, chunkSize=4, latency=60, disconnectAfterMs=200),
    fixture('early', {'content': LONG}, chunkSize=4, truncateAfterChunks=1),
    fixture('slow', {'content': 'one two three four'}, chunkSize=4, latency=100,
            streamingProfile={'ttft': 300, 'tps': 20, 'jitter': 0}),
]}


class Aimock:
    def __init__(self, port):
        self.port = port

    def base(self, path='/api/v1'):
        return f'http://127.0.0.1:{self.port}{path}'

    def control(self, method, path, body=None):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
        with contextlib.closing(connection):
            connection.request(method, f'/__aimock/{path}', json.dumps(body) if body else None,
                               {'Content-Type': 'application/json'})
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status < 300, (answer.status, text)
        return json.loads(text) if text else None

    def journal(self):
        return self.control('GET', 'journal')


@contextlib.contextmanager
def running(programs):
    """A server on a free port, as a process of its own that ends with the block."""
    script = programs.node_modules / '@copilotkit/aimock/dist/cli.js'
    with tempfile.TemporaryDirectory(prefix='sythoria-aimock.') as folder:
        with open(f'{folder}/fixtures.json', 'w', encoding='utf-8') as file:
            json.dump(FIXTURES, file)
        log = open(f'{folder}/log', 'w+', encoding='utf-8')
        with log, subprocess.Popen(
                ['node', script, '-h', '127.0.0.1', '-p', '0', '-f', f'{folder}/fixtures.json'],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log) as process:
            try:
                yield Aimock(wait_for_port(process, f'{folder}/log'))
            finally:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()


def wait_for_port(process, log):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with open(log, encoding='utf-8') as file:
            text = file.read()
        if found := re.search(r'listening on http://127\.0\.0\.1:(\d+)', text):
            return int(found[1])
        assert process.poll() is None, text
        time.sleep(0.05)
    raise AssertionError(f'aimock does not start: {text}')


def openrouter(programs):
    """OpenRouter's stream is complete, with usage, cost and keep-alives"""
    with running(programs) as server:
        outcome = complete(programs, server.base(), 'plain')
        assert outcome.text == SENTENCE
        assert len(outcome.texts('text')) > 5
        assert outcome.end['finish'] == 'stop' and 'code' not in outcome.end
        assert outcome.end['model'] == 'x/y'
        assert (outcome.end['prompt-tokens'], outcome.end['completion-tokens']) == (11, 7)
        assert outcome.end['cost'] > 0
        assert complete(programs, server.base(), 'router').text == SENTENCE


def openai(programs):
    """OpenAI's stream is complete"""
    with running(programs) as server:
        outcome = complete(programs, server.base('/v1'), 'plain', preset='openai', model='gpt-4o')
        assert outcome.text == SENTENCE
        assert outcome.end['finish'] == 'stop'
        assert outcome.end['prompt-tokens'] == 11
        assert complete(programs, server.base('/v1'), 'long', preset='openai').end['finish'] == 'length'


def pieces(programs):
    """Emoji that are cut in two, reasoning and tool calls are whole"""
    with running(programs) as server:
        for base, preset in (('/api/v1', 'openrouter'), ('/v1', 'openai')):
            outcome = complete(programs, server.base(base), 'party', preset=preset)
            assert outcome.text == 'A 🎉🎉 party', outcome.lines
            outcome = complete(programs, server.base(base), 'think', preset=preset)
            assert (outcome.text, outcome.reasoning) == ('So.', 'Because of that.'), outcome.lines
            outcome = complete(programs, server.base(base), 'tool', preset=preset)
            assert outcome.end['finish'] == 'tool_calls'
            calls = {delta['index'] for delta in outcome.deltas if delta['delta'] == 'tool-call'}
            assert calls == {0, 1}, outcome.lines
            assert outcome.text == ''


def errors(programs):
    """429 and 402 are what they are, with Retry-After"""
    with running(programs) as server:
        limit = complete(programs, server.base(), 'limit').end
        assert (limit['status'], limit['retry-after'], limit['ours']) == (429, 1, True)
        assert 'Rate limit exceeded' in limit['message']
        credit = complete(programs, server.base(), 'credit').end
        assert (credit['status'], credit['retry-after']) == (402, -1)
        unknown = complete(programs, server.base(), 'nothing of the kind').end
        assert unknown['status'] == 404
        assert len({limit['code'], credit['code'], unknown['code']}) == 3


def cut_streams(programs):
    """A stream that is cut keeps its text and is neither complete nor an error"""
    with running(programs) as server:
        for message in ('cut', 'gone'):
            outcome = complete(programs, server.base(), message)
            assert LONG.startswith(outcome.text) and 0 < len(outcome.text) < len(LONG), outcome.lines
            assert 'finish' not in outcome.end and 'code' not in outcome.end, outcome.end
        outcome = complete(programs, server.base(), 'early')
        assert outcome.text == '' and 'finish' not in outcome.end, outcome.end


def delays(programs):
    """Delays before and within a stream change nothing"""
    with running(programs) as server:
        started = time.monotonic()
        outcome = complete(programs, server.base(), 'slow')
        assert outcome.text == 'one two three four' and outcome.end['finish'] == 'stop'
        assert time.monotonic() - started > 0.3


def chaos(programs):
    """With dropped, malformed and broken answers each ends, and ends as an error"""
    with running(programs) as server:
        for rates in ({'dropRate': 1}, {'malformedRate': 1}, {'disconnectRate': 1},
                      {'rateLimitRate': 1}):
            server.control('POST', 'chaos', rates)
            outcome = complete(programs, server.base(), 'plain')
            assert outcome.end.get('ours') is True and outcome.text == '', (rates, outcome.end)
            tap_cases.comment([f'{rates}: {outcome.end["message"]}'])
        server.control('DELETE', 'chaos')
        assert complete(programs, server.base(), 'plain').text == SENTENCE


def journal(programs):
    """The journal has exactly what is meant to be sent"""
    with running(programs) as server:
        complete(programs, server.base(), 'before', 'said', 'plain')
        complete(programs, server.base('/v1'), 'plain', preset='openai', model='gpt-4o', key=None)
        first, second = server.journal()

    assert (first['method'], first['path']) == ('POST', '/api/v1/chat/completions')
    assert set(first['headers']) - {'x-request-id'} == {
        'host', 'user-agent', 'accept', 'accept-encoding', 'authorization', 'content-type',
        'content-length', 'connection',
    } - ({'connection'} - set(first['headers'])), first['headers']
    assert first['headers']['accept'] == 'text/event-stream'
    assert first['headers']['content-type'] == 'application/json'
    assert first['headers']['user-agent'].startswith('Sythoria/')
    assert KEY not in json.dumps([first, second])
    body = {name: value for name, value in first['body'].items() if not name.startswith('_')}
    assert body == {
        'model': 'x/y', 'stream': True, 'stream_options': {'include_usage': True},
        'messages': [{'role': 'user', 'content': 'before'},
                     {'role': 'assistant', 'content': 'said'},
                     {'role': 'user', 'content': 'plain'}],
    }, body

    assert second['path'] == '/v1/chat/completions'
    assert 'authorization' not in second['headers']
    assert second['body']['model'] == 'gpt-4o'


if __name__ == '__main__':
    tap_cases.main(openrouter, openai, pieces, errors, cut_streams, delays, chaos, journal,
                   needs=['@copilotkit/aimock'])
