# csource.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Just enough C to look at a source file without being fooled by comments and strings."""

import re

TOKEN = re.compile(r'''
    (?P<block> /\*.*?\*/ )
  | (?P<line> //[^\n]* )
  | (?P<string> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
''', re.VERBOSE | re.DOTALL)

FUNCTION_NAME = re.compile(r'^(\w+) \(')


def _blank(text):
    return re.sub(r'[^\n]', ' ', text)


def without_comments(text):
    """The text with comments blanked; lines and columns stay."""
    return TOKEN.sub(lambda m: m[0] if m['string'] else _blank(m[0]), text)


def code_only(text):
    """The text with comments and the inside of strings blanked; lines and columns stay."""
    def replace(match):
        if match['string']:
            return match[0][0] + _blank(match[0][1:-1]) + match[0][-1]
        return _blank(match[0])
    return TOKEN.sub(replace, text)


def line_comments(text):
    """The numbers of the lines that have a // comment."""
    return [text.count('\n', 0, m.start()) + 1 for m in TOKEN.finditer(text) if m['line']]


def functions(text):
    """(name, first line, number of lines between the braces, these included) of each function."""
    lines = code_only(text).splitlines()
    name = None
    start = None
    for number, line in enumerate(lines, 1):
        if start is not None:
            if line.startswith('}'):
                yield name or '(unnamed)', start, number - start + 1
                start = name = None
            continue
        match = FUNCTION_NAME.match(line)
        if match:
            name = match[1]
        if re.match(r'\w.*\)\s*\{\s*$', line):
            start = number
        elif line.startswith('{'):
            before = next((l.rstrip() for l in reversed(lines[:number - 1]) if l.strip()), '')
            if before.endswith(')'):
                start = number
        elif line.endswith(';'):
            name = None
