# tls_front.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""TLS before a raw server, and a proxy that leads names to it which nobody has."""

import hashlib
import pathlib
import socket
import ssl
import threading

CERTIFICATES = pathlib.Path(__file__).resolve().parent.parent / 'data' / 'tls'


def path_of(certificate):
    return CERTIFICATES / f'{certificate}.pem'


def fingerprint(certificate):
    """SHA-256 of one of the tests' certificates, as people compare it."""
    pem = path_of(certificate).read_text(encoding='ascii')
    begin, end = '-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'
    pem = pem[pem.index(begin):pem.index(end) + len(end)]
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(':').upper()


class Forwarder:
    """Listens on loopback and hands each connection on to another port there."""

    def __init__(self):
        self.problems = []
        self.connections = set()
        self.lock = threading.Lock()
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def open(self, connection):
        """Returns the connection to read from and the port to go on to, None for nowhere."""
        raise NotImplementedError

    def hang_up(self):
        """Ends the connections that there are."""
        with self.lock:
            for connection in self.connections:
                shut_down(connection)

    def end(self):
        shut_down(self.listener)
        self.listener.close()
        self.hang_up()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection):
        with self.lock:
            self.connections.add(connection)
        try:
            opened, port = self.open(connection)
            if port is not None:
                self._join(opened, socket.create_connection(('127.0.0.1', port)))
        except OSError:
            # A client that takes offence hangs up in the middle.
            pass
        except Exception as error:  # the test has to hear of it
            self.problems.append(repr(error))
        with self.lock:
            self.connections.discard(connection)
        connection.close()

    def _join(self, one, other):
        back = threading.Thread(target=pump, args=[other, one], daemon=True)
        back.start()
        pump(one, other)
        back.join()
        one.close()
        other.close()


def shut_down(connection):
    # It wakes the threads that wait for it, which to close it would not.
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        pass


def pump(source, target):
    """Copies until one of the two is gone, and then lets both go."""
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    shut_down(source)
    shut_down(target)


class TlsFront(Forwarder):
    """Shows a certificate that no authority has signed, and hands on what is said then."""

    def __init__(self, server, certificate):
        self.server = server
        self.certificate = certificate
        super().__init__()

    @property
    def origin(self):
        return f'https://127.0.0.1:{self.port}'

    def open(self, connection):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path_of(self.certificate))
        return context.wrap_socket(connection, server_side=True), self.server.port


class Tunnel(Forwarder):
    """A proxy that knows some names.  Of all others it knows nothing."""

    def __init__(self):
        self.ports = {}
        self.asked = []
        super().__init__()

    @property
    def origin(self):
        return f'http://127.0.0.1:{self.port}'

    def open(self, connection):
        head = b''
        while not head.endswith(b'\r\n\r\n'):
            # What comes behind the head is not for the proxy.
            byte = connection.recv(1)
            if not byte:
                return connection, None
            head += byte
        method, name = head.decode('latin-1').split(' ')[:2]
        self.asked.append(name)
        port = self.ports.get(name) if method == 'CONNECT' else None
        answer = b'200 OK' if port is not None else b'502 Bad Gateway'
        connection.sendall(b'HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n' % answer)
        return connection, port
