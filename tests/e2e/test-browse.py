#!/usr/bin/env python3
# test-browse.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""All models are searched, filtered and sorted, and one of them is used."""

from api_server import ApiServer, listed
from cases import main
from raw_server import reply
from waiting import wait_for


def model(identifier, name, price, created=1_700_000_000):
    entry = listed(identifier, name, created)
    entry['pricing'] = {'prompt': price, 'completion': price}
    return entry


CHEAP = 'vendor/cheap'
GIFT = 'vendor/gift:free'
MODELS = [model('vendor/dear', 'Vendor: Dear', '0.00001', 1_700_000_300),
          model('vendor/middling', 'Vendor: Middling', '0.000002', 1_700_000_200),
          model(CHEAP, 'Vendor: Cheap', '0.0000001', 1_700_000_100),
          model(GIFT, 'Vendor: Gift (free)', '0', 1_600_000_000),
          model('other/present:free', 'Other: Present (free)', '0', 1_500_000_000)]


def start(session):
    key = session.new_key()
    server = ApiServer([key], MODELS)
    server.script(reply('Good.'))
    session.servers.append(server)
    program = session.start()
    program.set_up(server.base, 'vendor/dear', key)
    wait_for('connected', lambda: 'Connected' in program.find('Connection', 'button').description)
    return program, server


def open_browser(program):
    """From the composer, with the keyboard alone."""
    program.key('ctrl+slash')
    program.find('Browse Models', 'button')
    program.press('Browse Models')
    return program.find('Browse Models', 'dialog')


def send(program, server):
    program.send('question')
    program.wait_for_reply('Good.')
    return server.chats()[-1].json()['model']


def wait_for_model(program, identifier):
    wait_for(f'the model {identifier}',
             lambda: identifier in program.find('Model', 'button').description)


def free_with_keyboard(session):
    """Filtered by Free, sorted by price, picked with the keyboard: that id is asked"""
    program, server = start(session)
    open_browser(program)
    program.find('Free', 'toggle button').act()
    program.find_text('OpenRouter · 2 of 5 models · updated just now')
    program.find('Sort', 'toggle button').act()
    program.find('Sort', 'menu')
    program.key('Down', 'Return')
    wait_for('the other order', lambda: program.find('Sort', 'toggle button').description == 'Price')
    program.click(program.find('Search Models'))
    program.key('Down')
    program.key('Up')
    program.key('Return')
    wait_for_model(program, GIFT)
    assert send(program, server) == GIFT
    program.quit()


def searched(session):
    """What is typed finds a model by vendor and name, and Enter uses it"""
    program, server = start(session)
    open_browser(program)
    program.xdotool('type', '--delay', '20', 'vendor cheap')
    program.find_text('OpenRouter · 1 of 5 models · updated just now')
    program.key('Return')
    wait_for_model(program, CHEAP)
    assert send(program, server) == CHEAP
    program.quit()


def from_settings(session):
    """From Settings the model of the provider is chosen; a favourite stands first"""
    program, server = start(session)
    program.open_settings()
    program.press('Browse Models')
    program.find('Browse Models', 'dialog')
    program.xdotool('type', '--delay', '20', 'middling')
    program.find_text('OpenRouter · 1 of 5 models · updated just now')
    program.find('Favourite', 'toggle button').act()
    program.press('Use This Model')
    wait_for('the model in its row', lambda: program.entry('Model ID').text == 'vendor/middling')
    program.close_settings()
    wait_for_model(program, 'vendor/middling')
    assert send(program, server) == 'vendor/middling'
    program.quit()


main(free_with_keyboard, searched, from_settings)
