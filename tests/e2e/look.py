#!/usr/bin/env python3
# look.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Takes pictures of each place in each variant, for a person to look at.

Usage: look.py OUTDIR [VARIANT...]

In the environment: SYTHORIA_PROGRAM, SYTHORIA_SCHEMA_DIR (see meson.build).
"""

import pathlib
import sys

from harness import Session
from looks import VARIANTS, Look


def look(folder, names):
    for variant in VARIANTS:
        if names and variant.name not in names:
            continue
        with Session() as session:
            shown = Look(session, variant, folder)
            for place in shown.places():
                print(shown.path(place), flush=True)


if len(sys.argv) < 2:
    sys.exit(__doc__.strip())
look(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:])
