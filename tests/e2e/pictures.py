# pictures.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pictures of the program's window."""

import subprocess


def take(program, path):
    """Writes the window as a PNG file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(['import', '-window', program.window, str(path)],
                   env=program.session.environment(), check=True, timeout=20)


def brightness(path, area=None):
    """The mean brightness, from 0 to 1, of an area "WxH+X+Y" or all of it."""
    crop = ['-crop', area, '+repage'] if area else []
    result = subprocess.run(['magick', str(path), *crop, '-colorspace', 'Gray', '-format',
                             '%[fx:mean]', 'info:'],
                            capture_output=True, text=True, check=True, timeout=20)
    return float(result.stdout)


def size(path):
    """Width and height."""
    result = subprocess.run(['magick', 'identify', '-format', '%w %h', str(path)],
                            capture_output=True, text=True, check=True, timeout=20)
    width, height = result.stdout.split()
    return int(width), int(height)
