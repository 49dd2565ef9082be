# tap_cases.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the cases of one interop test and prints TAP."""

import os
import pathlib
import shutil
import signal
import sys
import time
import traceback

CASE_SECONDS = 100


class Programs:
    """Where everything is."""

    def __init__(self):
        self.folder = pathlib.Path(__file__).resolve().parent
        self.node_modules = pathlib.Path(os.environ['SYTHORIA_INTEROP']) / 'node_modules'
        self.sse_events = os.environ['SYTHORIA_SSE_EVENTS']
        self.driver = os.environ['SYTHORIA_DRIVER']
        self.markdown_dump = os.environ['SYTHORIA_MARKDOWN_DUMP']
        self.model_facts = os.environ['SYTHORIA_MODEL_FACTS']
        self.presets = self.folder.parent.parent / 'data' / 'presets.json'


class Skip(Exception):
    """What a case needs is not here."""


class TooLong(BaseException):
    """A case took longer than any case may.  No case catches it by mistake."""


def out_of_time(*_):
    raise TooLong(f'not done in {CASE_SECONDS} s')


def comment(lines):
    for line in lines:
        for part in str(line).rstrip('\n').split('\n'):
            print(f'# {part}')


def run_case(programs, number, case):
    title = case.__doc__.strip().split('\n')[0].rstrip('.')
    started = time.monotonic()
    failure = skipped = None
    signal.setitimer(signal.ITIMER_REAL, CASE_SECONDS)
    try:
        case(programs)
    except Skip as reason:
        skipped = f' # SKIP {reason}'
    except (Exception, TooLong):
        failure = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    print(f'{"not ok" if failure else "ok"} {number} - {title}{skipped or ""}')
    comment([*([failure] if failure else []), f'{time.monotonic() - started:.1f} s'])
    sys.stdout.flush()
    return failure is None


def missing(programs, needs):
    if needs and shutil.which('node') is None:
        return 'node is not installed'
    lacking = [name for name in needs if not (programs.node_modules / name).is_dir()]
    if lacking:
        return f'{", ".join(lacking)} not installed: build-aux/dev test gets it when npm can'
    return None


def main(*cases, needs=()):
    """Runs the cases, each is given Programs; does not return."""
    programs = Programs()
    if reason := missing(programs, needs):
        # Meson takes any other exit status than 0 for an error of a program that prints TAP.
        print(f'1..0 # SKIP {reason}')
        sys.exit(0)
    signal.signal(signal.SIGALRM, out_of_time)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    print(f'1..{len(cases)}', flush=True)
    results = [run_case(programs, i, case) for i, case in enumerate(cases, 1)]
    sys.exit(0 if all(results) else 1)
