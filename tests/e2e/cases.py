# cases.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the cases of one test program and prints TAP."""

import shutil
import signal
import sys
import time
import traceback

from harness import Session

TOOLS = ['Xvfb', 'xdotool', 'import', 'dbus-daemon', 'gnome-keyring-daemon']
CASE_SECONDS = 100


class TooLong(BaseException):
    """A case took longer than any case may.  No case catches it by mistake."""


def stop(*_):
    sys.exit(1)


def out_of_time(*_):
    raise TooLong(f'not done in {CASE_SECONDS} s')


def comment(lines):
    for line in lines:
        for part in str(line).rstrip('\n').split('\n'):
            print(f'# {part}')


def run_case(session, number, case):
    title = (case.__doc__ or case.__name__).strip().split('\n')[0].rstrip('.')
    started = time.monotonic()
    failure = diagnosis = None
    signal.setitimer(signal.ITIMER_REAL, CASE_SECONDS)
    try:
        case(session)
    except (Exception, TooLong):
        failure = traceback.format_exc()
        diagnosis = list(session.diagnose(case.__name__))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    problems = session.end_case()
    good = failure is None and not problems
    print(f'{"ok" if good else "not ok"} {number} - {title}')
    if failure:
        comment([session.mask(failure)])
        comment(map(session.mask, diagnosis))
    comment(map(session.mask, problems))
    comment([f'{time.monotonic() - started:.1f} s'])
    sys.stdout.flush()
    return good


def missing(tools):
    return [tool for tool in tools if shutil.which(tool) is None]


def main(*cases, keyring=True, tools=()):
    """Runs the cases, each gets the session; does not return.

    The name of a case on the command line runs that one only.
    """
    if lacking := missing([*TOOLS, *tools]):
        # Meson takes any other exit status than 0 for an error of a program that prints TAP.
        print(f'1..0 # SKIP not installed: {", ".join(lacking)}')
        sys.exit(0)
    chosen = [case for case in cases if not sys.argv[1:] or case.__name__ in sys.argv[1:]]
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    signal.signal(signal.SIGALRM, out_of_time)
    print(f'1..{len(chosen)}', flush=True)
    signal.setitimer(signal.ITIMER_REAL, CASE_SECONDS)
    with Session(keyring=keyring) as session:
        results = [run_case(session, i, case) for i, case in enumerate(chosen, 1)]
    sys.exit(0 if all(results) else 1)
