# tap.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the checks share: they print TAP, and try themselves on small trees."""

import pathlib
import tempfile


class Tap:
    """Prints one line per result, and the problems under it."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def result(self, name, problems):
        self.count += 1
        if problems:
            self.failed += 1
        print(f'{"not ok" if problems else "ok"} {self.count} - {name}')
        for problem in problems:
            print(f'# {problem}')

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} - {name} # SKIP {reason}')

    def done(self):
        print(f'1..{self.count}', flush=True)
        return 1 if self.failed else 0


def write_tree(root, files):
    for path, content in files.items():
        target = pathlib.Path(root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding='utf-8')


def self_test(clean, violations, find_problems):
    """Proves that a clean tree passes and that each violation is found.

    clean: {path: content}.
    violations: (name, changes, expected): changes are laid over the clean tree (None removes a
    file); exactly the problems of one rule must come out, and one must contain expected.
    find_problems (root): {rule: [problem]}.
    """
    tap = Tap()

    def run(files):
        with tempfile.TemporaryDirectory(prefix='sy-check-') as root:
            write_tree(root, files)
            found = find_problems(pathlib.Path(root))
            return {rule: problems for rule, problems in found.items() if problems}

    found = run(clean)
    tap.result('a clean tree passes', [p for problems in found.values() for p in problems])

    for name, changes, expected in violations:
        files = {path: text for path, text in {**clean, **changes}.items() if text is not None}
        found = run(files)
        texts = [problem for problems in found.values() for problem in problems]
        wrong = []
        if not any(expected in text for text in texts):
            wrong.append(f'no problem says "{expected}"')
        if len(found) > 1:
            wrong.append(f'other rules complain too: {", ".join(sorted(found))}')
        tap.result(f'is found: {name}', wrong + texts if wrong else [])

    return tap.done()
