#!/usr/bin/env python3
# test-certificates.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A certificate that no authority has signed: nothing goes out before somebody trusted it."""

import json

from cases import main
from raw_server import reply
from tls_front import TlsFront, Tunnel, fingerprint
from waiting import never, wait_for

HOST = 'box.local'
ORIGIN = f'https://{HOST}:8443'
OTHER_ORIGIN = f'https://{HOST}:8444'
ISSUERS = {'one': 'Home of one', 'two': 'Home of two'}

TRUST = 'Trust This Certificate'


class Box:
    """A server with TLS in the home network, behind a name that only a proxy knows."""

    def __init__(self, session, *scripts):
        self.server = session.server(*scripts)
        self.front = TlsFront(self.server, 'one')
        self.tunnel = Tunnel()
        self.tunnel.ports[f'{HOST}:8443'] = self.front.port
        # They end with the case, as all servers do.
        session.servers += [self.front, self.tunnel]
        self.session = session
        self.key = session.new_key()

    def start(self, profile=None):
        return self.session.start(profile, https_proxy=self.tunnel.origin,
                                  http_proxy=self.tunnel.origin, no_proxy='')

    def set_up(self, program, origin=ORIGIN):
        program.set_up(f'{origin}/v1', 'test/model', self.key)


def pinned(program):
    """What is kept of servers, once it has been written."""
    path = program.profile / 'config' / 'sythoria' / 'providers.json'
    return json.loads(path.read_text(encoding='utf-8')).get('origins', {})


def check_refused(program, host, certificate, *buttons):
    """The card says whose certificate it is, who issued it and how to know it."""
    card = program.wait_for_card()
    assert card.title == 'Certificate not trusted', card
    for part in (host, ISSUERS[certificate], fingerprint(certificate)):
        assert part in card.text, (part, card.text)
    assert [button for button in card.buttons if button in (TRUST, 'Retry')] == list(buttons), card
    program.wait_until_idle()


def check_unread(server):
    assert not server.requests, [request.path for request in server.requests]


def retry(program):
    """Asks again, and waits until the card that was there is gone."""
    def last():
        return program.find('Conversation', 'list').children()[-1].path
    before = last()
    program.press('Retry')
    wait_for('another reply', lambda: last() != before)


def trust(session):
    """"Trust This Certificate" lets the reply come, and holds for that server until it changes"""
    box = Box(session, reply('Good.'))
    program = box.start()
    box.set_up(program)
    program.send('question')
    check_refused(program, HOST, 'one', TRUST, 'Retry')
    retry(program)
    check_refused(program, HOST, 'one', TRUST, 'Retry')
    check_unread(box.server)

    program.press(TRUST)
    program.wait_for_reply('Good.')
    program.wait_until_idle()
    request, = box.server.chats()
    assert request.header('authorization') == f'Bearer {box.key}'
    program.quit()
    assert pinned(program) == {ORIGIN: {'certificate': fingerprint('one')}}, pinned(program)

    # It is remembered, and nobody is asked again.
    program = box.start(program.profile)
    program.send('question')
    program.wait_for_reply('Good.')
    program.wait_until_idle()
    program.quit()


def changed(session):
    """Another certificate is refused again, and takes the place of the one before when trusted"""
    box = Box(session, reply('Good.'))
    program = box.start()
    box.set_up(program)
    program.send('question')
    check_refused(program, HOST, 'one', TRUST, 'Retry')
    program.press(TRUST)
    program.wait_for_reply('Good.')
    program.wait_until_idle()

    box.front.certificate = 'two'
    box.front.hang_up()
    n_requests = len(box.server.requests)
    program.send('again')
    check_refused(program, HOST, 'two', TRUST, 'Retry')
    assert len(box.server.requests) == n_requests
    wait_for('the first certificate',
             lambda: pinned(program) == {ORIGIN: {'certificate': fingerprint('one')}})

    program.press(TRUST)
    program.wait_for_reply('Good.')
    program.wait_until_idle()
    program.quit()
    assert pinned(program) == {ORIGIN: {'certificate': fingerprint('two')}}, pinned(program)


def other_port(session):
    """What was trusted at one port is nothing at another one of the same host"""
    box = Box(session, reply('Good.'))
    other = session.server(reply('Bad.'))
    front = TlsFront(other, 'two')
    session.servers.append(front)
    box.tunnel.ports[f'{HOST}:8444'] = front.port
    program = box.start()
    box.set_up(program)
    program.send('question')
    check_refused(program, HOST, 'one', TRUST, 'Retry')
    program.press(TRUST)
    program.wait_for_reply('Good.')
    program.wait_until_idle()

    box.set_up(program, OTHER_ORIGIN)
    program.send('again')
    check_refused(program, HOST, 'two', TRUST, 'Retry')
    check_unread(other)

    # Not even when it shows the certificate that was trusted at the first.
    front.certificate = 'one'
    retry(program)
    check_refused(program, HOST, 'one', TRUST, 'Retry')
    check_unread(other)
    program.quit()
    assert pinned(program) == {ORIGIN: {'certificate': fingerprint('one')}}, pinned(program)


def moved(session):
    """When the API base has moved since the card came, its button trusts nobody"""
    box = Box(session, reply('Good.'))
    program = box.start()
    box.set_up(program)
    program.send('question')
    check_refused(program, HOST, 'one', TRUST, 'Retry')
    box.set_up(program, OTHER_ORIGIN)
    program.press(TRUST)
    never('a reply', lambda: box.server.chats() or program.busy, 1)
    program.quit()
    assert pinned(program) == {}, pinned(program)


def this_computer(session):
    """A server on this computer can be trusted too, without any proxy"""
    server = session.server(reply('Good.'))
    front = TlsFront(server, 'one')
    session.servers.append(front)
    program = session.start()
    program.set_up(f'{front.origin}/v1', 'test/model', session.new_key())
    program.send('question')
    check_refused(program, '127.0.0.1', 'one', TRUST, 'Retry')
    check_unread(server)
    program.press(TRUST)
    program.wait_for_reply('Good.')
    program.wait_until_idle()
    program.quit()
    assert pinned(program) == {front.origin: {'certificate': fingerprint('one')}}


def public_host(session):
    """For a host on the Internet there is no such button, and nothing is sent there"""
    box = Box(session, reply('Good.'))
    box.tunnel.ports['api.example:443'] = box.front.port
    program = box.start()
    box.set_up(program, 'https://api.example')
    program.send('question')
    check_refused(program, 'api.example', 'one', 'Retry')
    retry(program)
    check_refused(program, 'api.example', 'one', 'Retry')
    check_unread(box.server)
    program.quit()
    assert pinned(program) == {}, pinned(program)


main(trust, changed, other_port, moved, this_computer, public_host)
