#!/usr/bin/env python3
# test-models.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A conversation's model is shown, picked, and replaced when it is gone."""

from api_server import ApiServer, error, listed
from cases import main
from raw_server import reply
from waiting import wait_for

RETIRED = 'anthropic/claude-3.5-sonnet'
LATEST = '~anthropic/claude-sonnet-latest'
MODELS = [listed('openai/gpt-4o', 'OpenAI: GPT-4o'),
          listed('meta-llama/llama-3.3-70b-instruct', 'Meta: Llama 3.3 70B Instruct'),
          listed(LATEST, 'Claude Sonnet Latest', 1_790_000_001)]


def api_server(session, key, models=MODELS):
    server = ApiServer([key], models)
    server.script(reply('Good.'))
    session.servers.append(server)
    return server


def start(session, server, key, model):
    program = session.start()
    program.set_up(server.base, model, key)
    wait_for('connected', lambda: 'Connected' in program.find('Connection', 'button').description)
    return program


def model_button(program):
    return program.find('Model', 'button')


def wait_for_model(program, model):
    wait_for(f'the model {model}', lambda: model in model_button(program).description)


def pick(program, typed, model):
    """Opens the list, types, and takes the row with the keyboard."""
    program.click(model_button(program))
    program.find('Search Models')
    program.xdotool('type', '--delay', '20', typed)
    program.find_text(model)
    program.key('Return')
    wait_for_model(program, model)


def pick_model(session):
    """A picked model is asked from the next message on, and Settings stays as it is"""
    key = session.new_key()
    server = api_server(session, key)
    program = start(session, server, key, 'openai/gpt-4o')
    wait_for_model(program, 'openai/gpt-4o')
    program.send('one')
    program.wait_for_reply('Good.')
    program.wait_until_idle()
    pick(program, 'llama', 'meta-llama/llama-3.3-70b-instruct')
    program.send('two')
    wait_for('the second request', lambda: len(server.chats()) == 2)
    program.wait_until_idle()
    assert [request.json()['model'] for request in server.chats()] == [
        'openai/gpt-4o', 'meta-llama/llama-3.3-70b-instruct']
    program.new_chat()
    wait_for_model(program, 'openai/gpt-4o')
    program.quit()


def retired_before_sending(session):
    """A model that is gone is replaced in one click before anything is sent"""
    key = session.new_key()
    server = api_server(session, key)
    program = start(session, server, key, RETIRED)
    program.wait_for_notice(f'{RETIRED} is no longer listed')
    program.press('Use Claude Sonnet Latest')
    wait_for_model(program, LATEST)
    wait_for('no notice', lambda: not program.frame.find(role='alert'))
    program.send('question')
    program.wait_for_reply('Good.')
    assert [request.json()['model'] for request in server.chats()] == [LATEST]
    program.quit()


def retired_from_card(session):
    """From the card of a refused model another one is chosen and asked at once"""
    key = session.new_key()
    server = api_server(session, key)
    server.script(error('400 Bad Request', f'{RETIRED} is not a valid model ID'), reply('Good.'))
    program = start(session, server, key, RETIRED)
    program.send('question')
    card = program.wait_for_card()
    assert card.title == 'No such model', card
    program.press('Choose Another Model')
    program.find('Search Models')
    # The nearest stands first.
    program.key('Return')
    program.wait_for_reply('Good.')
    assert [request.json()['model'] for request in server.chats()] == [RETIRED, LATEST]
    program.quit()


def set_up_two(session, first, first_key, second, second_key):
    program = start(session, first, first_key, 'openai/gpt-4o')
    program.open_settings()
    program.choose_preset('Custom')
    program.entry('Name').text = 'Workshop'
    program.entry('API Base').text = second.base
    program.entry('API Key').text = second_key
    program.find_text('Saved in your keyring', program.settings)
    program.choose_preset('OpenRouter')
    program.close_settings()
    wait_for_model(program, 'openai/gpt-4o')
    return program


def provider_in_trouble(session):
    """From the card of a provider in trouble a model of another one is asked at once"""
    first_key, second_key = session.new_key(), session.new_key()
    first = api_server(session, first_key)
    first.script(error('403 Forbidden', 'Not for you'))
    second = api_server(session, second_key, [listed('local/own-model')])
    program = set_up_two(session, first, first_key, second, second_key)
    program.send('question')
    program.wait_for_card()
    program.press('Choose Another Model')
    program.find('Search Models')
    program.xdotool('type', '--delay', '20', 'own-model')
    program.find_text('local/own-model')
    program.key('Return')
    program.wait_for_reply('Good.')
    assert [request.json()['model'] for request in second.chats()] == ['local/own-model']
    assert len(first.chats()) == 1
    program.quit()


def two_providers(session):
    """The models of two providers stand in one list, and each gets its own key"""
    first_key, second_key = session.new_key(), session.new_key()
    first = api_server(session, first_key)
    second = api_server(session, second_key, [listed('local/own-model')])
    program = set_up_two(session, first, first_key, second, second_key)
    pick(program, 'own-model', 'local/own-model')
    program.send('question')
    program.wait_for_reply('Good.')
    assert not first.chats()
    assert first.keys_seen() == {first_key}
    assert second.keys_seen() == {second_key}
    program.quit()


main(pick_model, retired_before_sending, retired_from_card, provider_in_trouble, two_providers)
