#!/usr/bin/env python3
# test-looks.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The program looks whole in light, dark, narrow, right to left and with large text."""

from accessible import Vanished
from cases import main
from looks import NARROW, VARIANTS, WIDTH, Look, default_folder
import pictures

# What the light variant has seen: the height of the title, and {text of a button: its size}.
plain = {}
plain_sizes = {}


def title_height(look):
    return look.program.find('Welcome to Sythoria', 'label').box[3]


def check_light(look):
    plain['title'] = title_height(look)
    assert pictures.brightness(look.path('welcome')) > 0.8


def check_dark(look):
    assert pictures.brightness(look.path('welcome')) < 0.3


def check_narrow(look):
    width = look.program.frame.box[2]
    assert width <= NARROW[0], f'the window is {width} wide'
    assert pictures.size(look.path('welcome')) == NARROW


def check_right_to_left(look):
    sidebar = look.program.find('Settings', 'button').box
    assert sidebar[0] > WIDTH / 2, f'the sidebar is at {sidebar[0]}'


def check_large_text(look):
    # Too few lines fit to compare with anything else than the same text.
    height = title_height(look)
    assert height >= 1.8 * plain['title'], f'{height} against {plain["title"]}'


CHECKS = {
    'light': check_light,
    'dark': check_dark,
    'narrow': check_narrow,
    'right-to-left': check_right_to_left,
    'large-text': check_large_text,
    'narrow-large-text': check_large_text,
}


# What GTK says of the size of something it has never laid out.
NONSENSE = 100_000

# How often something may go before the end of one look.
ATTEMPTS = 5


def button_texts(frame):
    """(text, width, height) of each label in a button.

    That of a model is an id of any length, which the tooltip has whole.
    """
    for button in frame.find_all(role='button'):
        if button.name == 'Model':
            continue
        for label in button.find_all(role='label'):
            yield label.name, *label.box[2:]


def check_sizes(look, place):
    """Nothing makes the window wider than it is, and no button's text is cut short.

    Where things are is told by GTK without the borders around them, so only sizes are compared.
    What goes while it is looked at, as a page that is covered now, does not belong to the place:
    then all is looked at once more.
    """
    for attempt in range(ATTEMPTS):
        try:
            check_room(look, place)
            check_buttons(look, place)
            return
        except Vanished:
            if attempt == ATTEMPTS - 1:
                raise


def check_room(look, place):
    room = look.variant.size[0]
    wide = [(node.name[:40], node.box) for node in look.program.frame.find_all()
            if node.name and room < node.box[2] < NONSENSE]
    assert not wide, f'{place} needs more than {room}: {wide}'


def check_buttons(look, place):
    scale = look.variant.text_scale
    for text, width, height in button_texts(look.program.frame):
        # The same words may stand in a smaller size of text beside.
        usual = plain_sizes.get((place, text), (width, height))
        if look.variant.name == 'light':
            plain_sizes[place, text] = min((width, height), usual)
        # What wraps is higher instead of wider.
        elif height < usual[1] * scale * 1.2:
            needed = usual[0] * scale * 0.9
            assert width >= needed, f'"{text}" in {place} has {width}, and needs {needed:.0f}'


def case(variant):
    def look_at(session):
        look = Look(session, variant, default_folder(session))
        for place in look.places():
            if place == 'welcome':
                CHECKS[variant.name](look)
            check_sizes(look, place)
        if look.weston is None:
            look.program.close_settings()
            look.program.quit()
    look_at.__name__ = variant.name.replace('-', '_')
    look_at.__doc__ = f'Every place is whole: {variant.name}'
    return look_at


main(*map(case, VARIANTS), tools=['weston', 'weston-screenshooter', 'magick'])
