# api_server.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server on loopback that speaks OpenRouter's API: key, models and chat."""

import json

from raw_server import RawServer, Wire, answer

JSON = 'application/json'


def error(status, message):
    """A script: an error as OpenRouter words it."""
    code = int(status.split()[0])
    return answer(status, JSON, json.dumps({'error': {'message': message, 'code': code}}).encode())


def listed(model, name=None, created=1_700_000_000):
    """One entry of the list of models."""
    return {'id': model, 'name': name or model, 'created': created,
            'architecture': {'input_modalities': ['text'], 'output_modalities': ['text']},
            'pricing': {'prompt': '0.000003', 'completion': '0.000015'},
            'context_length': 200_000}


class ApiServer(RawServer):
    """Chat requests take scripts as those of a raw server do, when their key is good."""

    def __init__(self, keys=(), models=()):
        self.keys = set(keys)
        self.models = [model if isinstance(model, dict) else listed(model) for model in models]
        self.account = {'label': 'laptop', 'usage': 20.5, 'usage_daily': 0.42,
                        'usage_monthly': 7.33, 'limit': 20, 'limit_remaining': 12.67,
                        'is_free_tier': False}
        super().__init__()

    @property
    def base(self):
        return f'{self.origin}/api/v1/chat/completions'

    def paths(self, name):
        """The requests for this, key or models, so far."""
        with self.lock:
            return [request for request in self.requests if request.path == f'/api/v1/{name}']

    def keys_seen(self):
        """What has been sent here as a key, whatever it was sent with."""
        with self.lock:
            return {request.header('authorization').removeprefix('Bearer ')
                    for request in self.requests if request.header('authorization')}

    def is_good(self, request):
        return (request.header('authorization') or '').removeprefix('Bearer ') in self.keys

    def _answer(self, connection, request):
        if request.method == 'POST' and self.is_good(request):
            super()._answer(connection, request)
            return
        with self.lock:
            self.requests.append(request)
        self._script_for(request)(Wire(self, connection, request))

    def _script_for(self, request):
        if request.path == '/api/v1/models':
            return answer('200 OK', JSON, json.dumps({'data': self.models}).encode())
        if not self.is_good(request):
            return error('401 Unauthorized', 'User not found.')
        if request.path == '/api/v1/key':
            return answer('200 OK', JSON, json.dumps({'data': self.account}).encode())
        return error('404 Not Found', 'Not Found')
