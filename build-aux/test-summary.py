#!/usr/bin/env python3
"""Sums up a run of "meson test".

Usage: test-summary.py TESTLOG.JSON STATUS

Counts what each program's TAP output counts, and a program without TAP as one test.  Prints every
test that failed or was skipped with its reason, and as the last line "N passed, N failed, N
skipped".  STATUS is what meson test exited with.  The exit status is 0 only if a test passed and
none failed.  With CI=true a skip is a failure, unless the test is named "corpus".
"""

import json
import os
import re
import sys

# Lines of the top level only: an indented one is a subtest, which its parent's line sums up.
LINE = re.compile(r'^(not )?ok\b\s*\d*\s*(?:- )?(.*?)(?:\s*#\s*(SKIP|TODO)\S*\s*(.*))?$', re.I)
PLAN = re.compile(r'^1\.\.\d+(?:\s*#\s*SKIP\S*\s*(.*))?$', re.I)


class Summary:
    def __init__(self, strict):
        self.strict = strict
        self.passed = 0
        self.failed = []
        self.skipped = []

    def fail(self, name, reason):
        self.failed.append((name, reason))

    def skip(self, name, reason):
        if self.strict and 'corpus' not in re.split('[/: ]', name):
            self.fail(name, f'skipped: {reason}')
        else:
            self.skipped.append((name, reason))

    def add_line(self, program, line):
        """Adds one TAP result; returns whether it is a failure of its own."""
        negated, title, directive, reason = line.groups()
        title, _, message = title.partition(' - ')
        name = f'{program}: {title}'
        directive = (directive or '').upper()
        if directive == 'SKIP' and not negated:
            self.skip(name, reason or 'no reason given')
        elif bool(negated) == (directive == 'TODO'):
            self.passed += 1
        else:
            self.fail(name, message or reason or 'not ok')
            return True
        return False

    def add_program(self, test):
        """Adds one line of the test log."""
        # "project:suites / name"
        program, result = test['name'].rpartition(' / ')[2], test['result']
        output = test.get('stdout', '').splitlines()
        plan = next(filter(None, map(PLAN.match, output)), None)
        lines = list(filter(None, map(LINE.match, output))) if plan else []
        failures = [self.add_line(program, line) for line in lines]

        if result in ('OK', 'EXPECTEDFAIL'):
            self.passed += not lines
        elif result == 'SKIP':
            if not lines:
                self.skip(program, plan and plan[1] or 'no reason given')
        elif not any(failures):
            # It broke off, or failed after its last test, as with a leak.
            self.fail(program, f'{result.lower()}, exit status {test.get("returncode")}')

    def print(self):
        for word, tests in (('failed', self.failed), ('skipped', self.skipped)):
            for name, reason in tests:
                print(f'{word}: {name}: {reason}')
        print(f'\n{self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped')


def main(path, status):
    summary = Summary(os.environ.get('CI') == 'true')
    if os.path.exists(path):
        with open(path, encoding='utf-8', errors='replace') as log:
            for line in log:
                summary.add_program(json.loads(line))

    if int(status) != 0 and not summary.failed:
        summary.fail('meson test', f'exit status {status}')
    if not summary.passed and not summary.failed:
        print('no test was run')
    summary.print()
    return 0 if summary.passed and not summary.failed else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
