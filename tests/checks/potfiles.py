# potfiles.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which files have text to translate: for update-potfiles and the check of its work."""

import re

import csource

MARKED_C = re.compile(r'(?<!\w)(_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\(')
MARKED_UI = re.compile(r'\btranslatable\s*=\s*["\'](yes|true|1)["\']')
TRANSLATED_DATA = ('*.desktop.in*', '*.metainfo.xml.in*', '*.gschema.xml*')


def has_marked_text(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix in ('.c', '.h'):
        return MARKED_C.search(csource.without_comments(text)) is not None
    return MARKED_UI.search(text) is not None


def list_files(root):
    """The paths below root, as they stand in po/POTFILES."""
    files = [path for pattern in TRANSLATED_DATA for path in (root / 'data').glob(pattern)]
    for folder in ('src', 'data'):
        for pattern in ('*.c', '*.h', '*.ui'):
            files += [path for path in (root / folder).rglob(pattern) if has_marked_text(path)]
    return sorted({path.relative_to(root).as_posix() for path in files})
