#!/usr/bin/env python3
# test-models.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Model lists of OpenRouter, read by our parser and once more by this script.

Both must find the same models with the same facts: nothing is lost, no price is rounded, and only
what cannot be chatted with is left out.
"""

import datetime
import decimal
import json
import os
import pathlib
import subprocess
import unicodedata
from decimal import Decimal

import tap_cases
from tap_cases import Skip, comment

CORPUS = os.environ.get('SYTHORIA_CORPUS')
DATA = pathlib.Path(__file__).resolve().parent.parent / 'data'
SECONDS = 60
SHOWN = 20

PRICES = ['prompt', 'completion', 'internal_reasoning', 'input_cache_read', 'input_cache_write',
          'input_cache_write_1h', 'request', 'web_search', 'image', 'image_token', 'image_output',
          'audio', 'audio_output', 'input_audio_cache']
DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
OUTPUTS = ['text', 'image', 'audio', 'embeddings']
INPUTS = {'image': 'vision', 'file': 'files', 'audio': 'audio', 'video': 'video'}
THINKING = {'reasoning', 'include_reasoning', 'reasoning_effort'}

MAX_LINE, MAX_TEXT, MAX_WORD, MAX_WORDS = 256, 8192, 64, 64
MAX_TOKENS, MAX_CREATED = 10 ** 12, 10 ** 11
MAX_MONEY = 2 ** 63 - 1


def of(kind, value):
    """The value if it is of that kind; a truth value is no number."""
    if isinstance(value, bool) and kind is not bool:
        return None
    return value if isinstance(value, kind) else None


def member(entry, name, kind):
    return of(kind, (of(dict, entry) or {}).get(name))


def is_unseen(character):
    return unicodedata.category(character) in ('Cc', 'Cf', 'Zl', 'Zp') and character not in '\u200c\u200d'


def is_blank(character):
    return character in '\t\n\r\f' or unicodedata.category(character) in ('Zs', 'Zl', 'Zp')


def cut(text, length):
    return text.encode()[:length].decode(errors='ignore')


def clean_line(text):
    """One line, one blank between words."""
    if text is None:
        return None
    spaced = ''.join(' ' if is_unseen(c) or is_blank(c) else c for c in text.replace('\0', '\ufffd'))
    return cut(' '.join(filter(None, spaced.split(' '))), MAX_LINE).rstrip(' ') or None


def strip_blanks(text):
    while text and is_blank(text[0]):
        text = text[1:]
    while text and is_blank(text[-1]):
        text = text[:-1]
    return text


def clean_text(text):
    if text is None:
        return None
    text = text.replace('\0', '\ufffd').replace('\r\n', '\n').replace('\t', ' ')
    for end in '\r\u2028\u2029':
        text = text.replace(end, '\n')
    text = strip_blanks(''.join(c for c in text if c == '\n' or not is_unseen(c)))
    return strip_blanks(cut(text, MAX_TEXT)) or None


def is_usable_id(text):
    return (0 < len(text.encode()) <= MAX_LINE and text.strip(' ') == text and
            not any(is_unseen(c) or c == '\ufffd' or (is_blank(c) and c != ' ') for c in text))


def words(value):
    found = [word for word in (of(list, value) or []) if of(str, word) and is_word(word)]
    return found[:MAX_WORDS]


def is_word(text):
    return 0 < len(text) <= MAX_WORD and all('!' <= c <= '~' for c in text)


def number(value):
    """Servers write 1, 1.0 and "1"."""
    if of(str, value) is not None:
        try:
            value = Decimal(value) if value == value.strip() else None
        except decimal.InvalidOperation:
            return None
    value = of((int, Decimal), value)
    return value if value is not None and Decimal(value).is_finite() else None


def count(value, most=MAX_TOKENS):
    found = number(value)
    return int(found) if found is not None and 0 < int(found) <= most else 0


def price(value):
    amount = number(value)
    if amount is None or abs(amount) * 10 ** 12 > MAX_MONEY:
        return None
    pico = (Decimal(amount) * 10 ** 12).quantize(Decimal(1), decimal.ROUND_HALF_UP)
    return 'varies' if pico < 0 else int(pico)


def minute(text):
    return int(text[:2]) * 60 + int(text[2:]) if text.isdigit() and len(text) == 4 else None


def day_bit(day):
    return 1 << (DAYS.index(day) if of(str, day) else (day + 6) % 7)


def tier(override):
    """The lists here have times as four digits and days as names or numbers."""
    if not isinstance(override, dict):
        return None
    start, end = override.get('utc_start'), override.get('utc_end')
    days, tokens = override.get('utc_days'), override.get('min_prompt_tokens')
    if start is end is days is tokens is None:
        return None
    prices = override.get('pricing', override)
    found = {
        'min_prompt_tokens': int(tokens or 0),
        'utc_start': -1 if start is end is None else minute(start or '0000'),
        'utc_end': -1 if start is end is None else minute(end or '2400'),
        'utc_days': sum({day_bit(day) for day in days or []}),
        'prices': [price(prices.get(name)) for name in PRICES],
    }
    return None if None in found.values() or not any(p is not None for p in found['prices']) else found


def pricing(value):
    if of(dict, value) is None:
        return None
    discount = number(value.get('discount')) or 0
    return {
        'prices': [price(value.get(name)) for name in PRICES],
        'discount': float(discount) if 0 <= discount <= 1 else 0.0,
        'tiers': list(filter(None, map(tier, of(list, value.get('overrides')) or []))),
    }


def kinds(entry, side):
    architecture = member(entry, 'architecture', dict)
    name = ['input_modalities', 'output_modalities'][side]
    found = [word.lower() for word in member(architecture, name, list) or [] if of(str, word)]
    modality = member(architecture, 'modality', str) or ''
    if not found and '->' in modality:
        found = modality.lower().split('->')[side].split('+')
    return found


def outputs(entry):
    found = {kind if kind in OUTPUTS else 'other' for kind in kinds(entry, 1)}
    return found or {'text'}


def caps(entry):
    found = {INPUTS[kind] for kind in kinds(entry, 0) if kind in INPUTS}
    parameters = {word for word in member(entry, 'supported_parameters', list) or []
                  if of(str, word)}
    reasoning = member(entry, 'reasoning', dict)
    if 'tools' in parameters:
        found.add('tools')
    if reasoning is not None or parameters & THINKING:
        found.add('reasoning')
    if member(reasoning, 'mandatory', bool):
        found.add('reasoning-always')
    if member(member(entry, 'top_provider', dict), 'is_moderated', bool):
        found.add('moderated')
    return found


def day(text):
    try:
        return str(datetime.date.fromisoformat(text[:10])) if text else None
    except ValueError:
        return None


def name_of(entry, model_id):
    name = clean_line(member(entry, 'name', str))
    if name is None and (model_id.startswith('/') or model_id.endswith('.gguf')):
        name = clean_line(model_id.rpartition('/')[2])
    return name or model_id


def facts(entry, model_id):
    provider = member(entry, 'top_provider', dict) or {}
    reasoning = member(entry, 'reasoning', dict) or {}
    alias = member(entry, 'alias_target', dict) or {}
    effort = member(reasoning, 'default_effort', str) or ''
    target = member(alias, 'slug', str)
    target = target if target and is_usable_id(target) else None
    return {
        'id': model_id,
        'name': name_of(entry, model_id),
        'description': clean_text(member(entry, 'description', str)),
        'created': count(entry.get('created'), MAX_CREATED - 1),
        'outputs': outputs(entry),
        'caps': caps(entry),
        'context_length': count(entry.get('context_length')) or count(provider.get('context_length')),
        'max_output': count(provider.get('max_completion_tokens')),
        'pricing': pricing(entry.get('pricing')),
        'parameters': words(entry.get('supported_parameters')),
        'efforts': words(reasoning.get('supported_efforts')),
        'default_effort': effort if is_word(effort) else None,
        'retires_on': day(member(entry, 'expiration_date', str)),
        'knowledge_cutoff': clean_line(member(entry, 'knowledge_cutoff', str)),
        'alias_target': target,
        'alias_name': clean_line(member(alias, 'name', str)) if target else None,
    }


def read(path):
    """The models that can be chatted with, and how many entries are none."""
    with open(path, encoding='utf-8') as file:
        entries = json.load(file, parse_float=Decimal)['data']
    found, left_out = {}, 0
    for entry in entries:
        model_id = (member(entry, 'id', str) or '').removeprefix('models/')
        wanted = (is_usable_id(model_id) and model_id not in found and
                  not model_id.endswith(':batch') and 'text' in outputs(entry))
        if wanted:
            found[model_id] = facts(entry, model_id)
        left_out += not wanted
    return list(found.values()), left_out


def ours(programs, path):
    result = subprocess.run([programs.model_facts, path], stdout=subprocess.PIPE, timeout=SECONDS,
                            check=True)
    found = [json.loads(line) for line in result.stdout.decode().splitlines()]
    for model in found:
        for name in ('outputs', 'caps'):
            model[name] = set(model[name])
    return found


def differences(expected, found):
    for theirs, mine in zip(expected, found):
        for name in theirs:
            if theirs[name] != mine[name]:
                yield f'{theirs["id"]}: {name}: {mine[name]!r} instead of {theirs[name]!r}'


def compare(programs, path, least, left_out):
    expected, missing = read(path)
    found = ours(programs, path)
    assert [model['id'] for model in found] == [model['id'] for model in expected]
    different = list(differences(expected, found))
    assert not different, '\n'.join(different[:SHOWN])
    assert all(model.keys() == other.keys() for model, other in zip(expected, found))
    assert len(found) >= least and missing == left_out, (len(found), missing)
    prices = sum(p is not None for model in found if model['pricing']
                 for p in model['pricing']['prices'])
    comment([f'{len(found)} models, {prices} prices'])


def by_hand(programs):
    """The list of quirks is read alike"""
    compare(programs, DATA / 'models/catalogue.json', 36, 10)


def current(programs):
    """The short list of today's models is read alike"""
    expected, left_out = read(DATA / 'models/openrouter-current.json')
    compare(programs, DATA / 'models/openrouter-current.json', len(expected), left_out)


def january(programs):
    """The whole list of the corpus is read alike"""
    if not CORPUS:
        raise Skip('no corpus: meson setup -Dcorpus=FOLDER')
    compare(programs, pathlib.Path(CORPUS) / 'openrouter-models-2026-01.json', 347, 0)


tap_cases.main(by_hand, current, january)
