# waiting.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting with an end."""

import time

from accessible import Vanished

PAUSE = 0.03


def wait_for(what, get, timeout=10.0):
    """Asks until there is an answer, and returns it."""
    end = time.monotonic() + timeout
    while True:
        try:
            answer = get()
        except Vanished:
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f'not within {timeout:g} s: {what}')
        time.sleep(PAUSE)


def never(what, get, seconds):
    """Asks for a while, and there must be no answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert not get(), f'there is {what}'
        time.sleep(PAUSE)
