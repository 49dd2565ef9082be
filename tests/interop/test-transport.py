#!/usr/bin/env python3
# test-transport.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Completions over what lies between: proxies, TLS, HTTP/2 on offer, compression."""

import contextlib
import gzip
import socket
import ssl
import subprocess
import tempfile
import threading

import tap_cases
from driver import complete

SECONDS = 10
EVENTS = (b'data: {"choices":[{"delta":{"content":"so "}}]}\n\n'
          b'data: {"choices":[{"delta":{"content":"far"}}]}\n\n'
          b'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'
          b'data: [DONE]\n\n')


class Server(threading.Thread):
    """Answers one connection, over TLS or not; the case reads what it saw."""

    def __init__(self, head, body, tls=None):
        super().__init__(daemon=True)
        self.answer = b'HTTP/1.1 200 OK\r\n' + head + b'\r\n\r\n' + body
        self.tls = tls
        self.request = b''
        self.protocol = None
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.listener.settimeout(SECONDS)
        scheme = 'https' if tls else 'http'
        self.base = f'{scheme}://127.0.0.1:{self.listener.getsockname()[1]}/v1'

    def run(self):
        # A client that does not like the certificate goes away.
        with contextlib.suppress(OSError):
            with self.listener, self.listener.accept()[0] as connection:
                connection.settimeout(SECONDS)
                if self.tls is None:
                    self.serve(connection)
                else:
                    with self.tls.wrap_socket(connection, server_side=True) as encrypted:
                        self.protocol = encrypted.selected_alpn_protocol()
                        self.serve(encrypted)

    def serve(self, connection):
        while not self.is_whole():
            received = connection.recv(65536)
            if not received:
                return
            self.request += received
        connection.sendall(self.answer)

    def is_whole(self):
        head, end, body = self.request.partition(b'\r\n\r\n')
        lengths = [int(line.split(b':')[1]) for line in head.lower().split(b'\r\n')
                   if line.startswith(b'content-length:')]
        return bool(end) and len(body) >= sum(lengths)


def ask(programs, head, body, tls=None, **more):
    server = Server(b'Connection: close\r\n' + head, body, tls)
    server.start()
    outcome = complete(programs, server.base, 'hello', **more)
    server.join(SECONDS)
    assert not server.is_alive()
    return server, outcome


def assert_whole(outcome):
    assert outcome.text == 'so far' and outcome.end['finish'] == 'stop', outcome.lines
    assert 'code' not in outcome.end


@contextlib.contextmanager
def certificate(*protocols):
    """A server's side of TLS, and the file of the certificate that vouches for it."""
    with tempfile.TemporaryDirectory(prefix='sythoria-tls.') as folder:
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt',
                        'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
                        '-subj', '/O=Sythoria tests/CN=127.0.0.1',
                        '-addext', 'subjectAltName=IP:127.0.0.1',
                        '-keyout', f'{folder}/key.pem', '-out', f'{folder}/certificate.pem'],
                       check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f'{folder}/certificate.pem', f'{folder}/key.pem')
        if protocols:
            context.set_alpn_protocols(protocols)
        yield context, f'{folder}/certificate.pem'


def fingerprint(path):
    with open(path, encoding='ascii') as file:
        der = ssl.PEM_cert_to_DER_cert(file.read())
    text = subprocess.run(['openssl', 'dgst', '-sha256', '-hex', '-c'], input=der, check=True,
                          capture_output=True, timeout=30).stdout.decode()
    return text.split()[-1].upper()


def unusable_proxy(programs):
    """A proxy that is not there does not matter to loopback"""
    with socket.create_server(('127.0.0.1', 0)) as gone:
        port = gone.getsockname()[1]
    proxy = f'http://127.0.0.1:{port}'
    for name in ('http_proxy', 'HTTP_PROXY', 'https_proxy', 'all_proxy', 'ALL_PROXY'):
        _, outcome = ask(programs, b'Content-Type: text/event-stream', EVENTS, env={name: proxy})
        assert_whole(outcome)


def proxy_elsewhere(programs):
    """Beyond loopback the proxy is used, and it is the proxy that is named"""
    with socket.create_server(('127.0.0.1', 0)) as gone:
        port = gone.getsockname()[1]
    outcome = complete(programs, 'https://interop.invalid/v1', 'hello',
                       env={'https_proxy': f'http://127.0.0.1:{port}'})
    assert outcome.end['ours'] is True
    assert f'127.0.0.1:{port}' in outcome.end['message'], outcome.end


def tls(programs):
    """TLS with a certificate that is trusted"""
    with certificate() as (context, path):
        server, outcome = ask(programs, b'Content-Type: text/event-stream', EVENTS, context, ca=path)
    assert_whole(outcome)
    assert server.request.startswith(b'POST /v1/chat/completions HTTP/1.1\r\n')


def untrusted(programs):
    """TLS with a certificate that is not trusted: nothing is sent"""
    with certificate() as (context, path):
        server, outcome = ask(programs, b'Content-Type: text/event-stream', EVENTS, context)
        expected = fingerprint(path)
    assert server.request == b''
    assert outcome.end['ours'] is True and outcome.text == '', outcome.end
    assert outcome.end['host'] == '127.0.0.1', outcome.end
    assert outcome.end['certificate'] == expected, outcome.end
    assert 'Sythoria tests' in outcome.end['issuer'], outcome.end


def pinned(programs):
    """TLS with a certificate that a person trusts for this origin, and with another"""
    head = b'Content-Type: text/event-stream'
    with certificate() as (context, path):
        _, outcome = ask(programs, head, EVENTS, context, pin=fingerprint(path))
        assert_whole(outcome)
        with certificate() as (_, another):
            server, outcome = ask(programs, head, EVENTS, context, pin=fingerprint(another))
        assert server.request == b''
        assert outcome.end['ours'] is True and outcome.text == '', outcome.end
        assert outcome.end['certificate'] == fingerprint(path), outcome.end


def http2_on_offer(programs):
    """A server that offers HTTP/2 gets HTTP/1.1"""
    with certificate('h2', 'http/1.1') as (context, path):
        server, outcome = ask(programs, b'Content-Type: text/event-stream', EVENTS, context, ca=path)
    assert_whole(outcome)
    assert server.protocol != 'h2', server.protocol
    assert server.request.startswith(b'POST /v1/chat/completions HTTP/1.1\r\n')


def compressed(programs):
    """A stream that is compressed, though nobody asked for it"""
    head = b'Content-Type: text/event-stream\r\nContent-Encoding: gzip'
    server, outcome = ask(programs, head, gzip.compress(EVENTS))
    assert_whole(outcome)
    assert b'\r\nAccept-Encoding: identity\r\n' in server.request
    with certificate() as (context, path):
        _, outcome = ask(programs, head, gzip.compress(EVENTS), context, ca=path)
    assert_whole(outcome)


if __name__ == '__main__':
    tap_cases.main(unusable_proxy, proxy_elsewhere, tls, untrusted, pinned, http2_on_offer, compressed)
