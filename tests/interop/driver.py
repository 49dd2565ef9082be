# driver.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs driver.c and reads what it prints."""

import json
import os
import subprocess

# Of a shape that is known, and made up.
KEY = 'sk-or-v1-' + '0123456789abcdef' * 4
SECONDS = 30
# Nothing of the person's environment decides where requests go.
PROXY_NAMES = ('http_proxy', 'https_proxy', 'all_proxy', 'no_proxy')


class Outcome:
    def __init__(self, lines):
        self.lines = [json.loads(line) for line in lines.splitlines()]
        self.end = self.lines[-1]
        assert self.end.get('end') is True, lines
        self.deltas = self.lines[:-1]

    def texts(self, kind):
        return [delta.get('text', '') for delta in self.deltas if delta['delta'] == kind]

    @property
    def text(self):
        return ''.join(self.texts('text'))

    @property
    def reasoning(self):
        return ''.join(self.texts('reasoning'))


def complete(programs, base, *messages, preset='openrouter', model='x/y', key=KEY, ca=None, pin=None,
             env=None):
    """Asks once; returns the Outcome.

    ca: a file with the only certificate that is trusted.
    pin: the fingerprint that is trusted for the base's origin.
    """
    environment = {name: value for name, value in os.environ.items()
                   if name.lower() not in PROXY_NAMES}
    # Only whole stacks tell that a leak is libproxy's.
    environment['ASAN_OPTIONS'] = f'{environment.get("ASAN_OPTIONS", "")}:fast_unwind_on_malloc=0'
    environment.update(env or {})
    options = ['--ca', ca] if ca else []
    if pin:
        options += ['--pin', base.removesuffix('/v1'), pin]
    command = [programs.driver, *options, programs.presets, preset, base, model, *messages]
    result = subprocess.run(command, input=f'{key or ""}\n', stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, encoding='utf-8', timeout=SECONDS,
                            env=environment, check=False)
    assert result.returncode == 0 and not result.stderr, result.stderr or result.returncode
    assert KEY not in result.stdout
    return Outcome(result.stdout)
