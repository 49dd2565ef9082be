# raw_server.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server on loopback that sends exactly the bytes it is told to.

It knows nothing of HTTP beyond where a request ends.  A script is a function that gets a Wire
and says what is sent when; each chat request takes the next script, the last one serves all that
follow.
"""

import json
import select
import socket
import threading
import time

# Nothing here waits longer, whatever a script says.
LONGEST_WAIT = 30.0

STREAM_HEAD = (b'HTTP/1.1 200 OK\r\n'
               b'Content-Type: text/event-stream\r\n'
               b'Transfer-Encoding: chunked\r\n'
               b'\r\n')
NOT_FOUND = b'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'


class Gone(Exception):
    """The connection is at its end."""


class Request:
    """One request as it came in, and what became of its connection."""

    def __init__(self, head, body):
        lines = head.decode('latin-1').split('\r\n')
        self.method, self.path, _ = lines[0].split(' ', 2)
        self.headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(':')
            self.headers.setdefault(name.lower(), []).append(value.strip())
        self.head = head
        self.body = body
        self.closed_at = None
        self.closed = threading.Event()

    def header(self, name):
        """The one value of a header, None when it is not there."""
        values = self.headers.get(name, [])
        assert len(values) < 2, f'the header {name} came {len(values)} times'
        return values[0] if values else None

    def json(self):
        return json.loads(self.body)

    def note_close(self):
        if self.closed_at is None:
            self.closed_at = time.monotonic()
            self.closed.set()


class Wire:
    """What a script sends on.  All of it ends with Gone when the client closes."""

    def __init__(self, server, connection, request):
        self.server = server
        self.connection = connection
        self.request = request

    def check(self, timeout=0.0):
        """Waits, and looks whether the client is still there."""
        ready, _, _ = select.select([self.connection], [], [], timeout)
        if ready:
            try:
                data = self.connection.recv(1, socket.MSG_PEEK)
            except OSError:
                data = b''
            if not data:
                self.request.note_close()
                raise Gone

    def raw(self, data):
        self.check()
        try:
            self.connection.sendall(data)
        except OSError as error:
            self.request.note_close()
            raise Gone from error

    def chunk(self, data):
        self.raw(b'%x\r\n%s\r\n' % (len(data), data))

    def head(self):
        self.raw(STREAM_HEAD)

    def text(self, *pieces, pause=0.0):
        """Each piece of text as an event of its own."""
        for piece in pieces:
            self.chunk(event({'index': 0, 'delta': {'content': piece}}))
            self.wait(pause)

    def finish(self, reason='stop'):
        self.chunk(event({'index': 0, 'delta': {}, 'finish_reason': reason}))
        self.chunk(b'data: [DONE]\n\n')
        self.raw(b'0\r\n\r\n')

    def close(self):
        """Breaks off."""
        raise Gone

    def wait(self, seconds):
        end = time.monotonic() + min(seconds, LONGEST_WAIT)
        while (rest := end - time.monotonic()) > 0:
            self.check(min(rest, 0.02))

    def hold(self):
        """Waits until the test says go on."""
        end = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < end:
            if self.server.gate.acquire(blocking=False):
                return
            self.check(0.01)
        raise Gone

    def wait_for_close(self):
        self.wait(LONGEST_WAIT)


def event(choice):
    data = {'id': 'gen-1', 'object': 'chat.completion.chunk', 'model': 'test/served',
            'choices': [choice]}
    return b'data: ' + json.dumps(data).encode() + b'\n\n'


def reply(*pieces, pause=0.0):
    """A script: a good reply."""
    def script(wire):
        wire.head()
        wire.text(*pieces, pause=pause)
        wire.finish()
    return script


def held_reply(*pieces):
    """A script: a good reply that waits for the test after each of its pieces."""
    def script(wire):
        wire.head()
        for piece in pieces:
            wire.text(piece)
            wire.hold()
        wire.finish()
    return script


def answer(status, kind, body, *more):
    """A script: a whole answer at once, with these lines more in its head."""
    head = f'HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n'
    head += ''.join(f'{line}\r\n' for line in more) + '\r\n'
    return lambda wire: wire.raw(head.encode() + body)


class RawServer:
    def __init__(self):
        self.gate = threading.Semaphore(0)
        self.lock = threading.Lock()
        self.scripts = []
        self.requests = []
        self.connections = set()
        self.problems = []
        self.ending = False
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def origin(self):
        return f'http://127.0.0.1:{self.port}'

    @property
    def base(self):
        return f'{self.origin}/v1/chat/completions'

    @property
    def host(self):
        return f'127.0.0.1:{self.port}'

    def script(self, *scripts):
        """What the next requests get, instead of what was said before."""
        with self.lock:
            self.scripts = list(scripts)

    def release(self):
        """Lets one hold () go on."""
        self.gate.release()

    def chats(self):
        """The chat requests so far."""
        with self.lock:
            return [request for request in self.requests if request.method == 'POST']

    def end(self):
        self.ending = True
        # To close it alone would not wake the thread that waits for connections.
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()
        with self.lock:
            for connection in self.connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def _accept(self):
        while not self.ending:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                self.connections.add(connection)
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            while (request := read_request(connection)) is not None:
                self._answer(connection, request)
        except (Gone, OSError):
            pass
        except Exception as error:  # the test has to hear of it
            self.problems.append(repr(error))
        with self.lock:
            self.connections.discard(connection)
        connection.close()

    def _answer(self, connection, request):
        wire = Wire(self, connection, request)
        with self.lock:
            self.requests.append(request)
            script = None
            if request.method == 'POST' and self.scripts:
                script = self.scripts[0] if len(self.scripts) == 1 else self.scripts.pop(0)
        if script is None:
            wire.raw(NOT_FOUND)
        else:
            script(wire)


def read_request(connection):
    """Reads one request; None when the client has no more."""
    data = b''
    while b'\r\n\r\n' not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b'\r\n\r\n')
    request = Request(head, b'')
    length = int(request.header('content-length') or 0)
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            return None
        body += more
    request.body = body
    return request
