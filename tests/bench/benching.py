# benching.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the benchmarks share that run whole programs: an own display and session bus, folders of
a person who was never here, and tables."""

import json
import os
import pathlib
import select
import statistics
import subprocess
import tempfile
import time

import psutil

# A run begins when others leave the processors alone, or do not for so long.
QUIET_PERCENT = 15
QUIET_SECONDS = 2

# Nothing is started by asking for it: the keyring is there or it is not.
BUS_CONFIG = '''<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''

# Nothing that a program or a tool is asked for takes longer.
PATIENCE = 20

STREAM_HEAD = (b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n'
               b': PROCESSING\n\n')

INHERITED = ('PATH', 'LD_LIBRARY_PATH', 'XDG_DATA_DIRS', 'GSETTINGS_SCHEMA_DIR')


def program_env():
    """What a program gets of our own environment, and what makes two runs alike."""
    env = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return env | {'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo',
                  'GTK_A11Y': 'none', 'GDK_DEBUG': 'no-portals'}


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def read_line(fd, seconds, what):
    """The line that a child writes, before the time is over and while it runs."""
    end = time.monotonic() + seconds
    line = b''
    while not line.endswith(b'\n'):
        ready, _, _ = select.select([fd], [], [], max(0, end - time.monotonic()))
        if not ready:
            raise RuntimeError(f'{what}: nothing in {seconds} s')
        data = os.read(fd, 4096)
        if not data:
            raise RuntimeError(f'{what}: ended before it was ready')
        line += data
    return line.decode().strip()


def start_server(stack, command, env, what):
    """Starts a server, for as long as the stack lives, and returns the line that it
    writes when it is ready; {fd} in the command is where to."""
    reader, writer = os.pipe()
    process = subprocess.Popen([part.format(fd=writer) for part in command],
                               env=env, pass_fds=[writer], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(stop, process)
    os.close(writer)
    try:
        return read_line(reader, 20, what)
    finally:
        os.close(reader)


def start_display(stack, env):
    number = start_server(stack, ['Xvfb', '-displayfd', '{fd}', '-screen', '0', '1280x1024x24',
                                  '-nolisten', 'tcp', '-noreset'], env, 'Xvfb')
    return f':{number}'


def start_bus(stack, folder, env):
    config = folder / 'bus.conf'
    config.write_text(BUS_CONFIG.format(folder=folder))
    return start_server(stack, ['dbus-daemon', f'--config-file={config}', '--nofork',
                                '--print-address={fd}'], env, 'dbus-daemon')


def start_keyring(stack, env):
    process = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--unlock',
                                '--components=secrets'],
                               env=env, stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(stop, process)
    process.stdin.write(b'of-this-run-only')
    process.stdin.close()
    subprocess.run(['gdbus', 'wait', '--session', '--timeout', '20', 'org.freedesktop.secrets'],
                   env=env, check=True)


def new_folders(folder):
    """Folders for a person who was never here, as environment."""
    env = {'HOME': str(folder)}
    for name in ('CONFIG_HOME', 'DATA_HOME', 'STATE_HOME', 'CACHE_HOME', 'RUNTIME_DIR'):
        path = folder / name.lower()
        path.mkdir(mode=0o700, parents=True)
        env[f'XDG_{name}'] = str(path)
    return env


def wait_for_quiet():
    """Returns whether the machine became quiet."""
    end = time.monotonic() + QUIET_SECONDS
    while time.monotonic() < end:
        if psutil.cpu_percent(0.2) < QUIET_PERCENT:
            return True
    return False


def print_rows(title, rows, digits):
    """One row per program; returns the medians."""
    print(f'  {title}')
    medians = []
    for program, values in rows:
        medians.append(statistics.median(values))
        columns = ''.join(f'{value:8.{digits}f}' for value in values)
        print(f'    {program:10}{columns}   median{medians[-1]:8.{digits}f}')
    return medians


def print_verdict(name, value, limit, unit=''):
    kept = value <= limit
    print(f'    {name} {value:.3f}{unit}, limit {limit}{unit}: {"kept" if kept else "MISSED"}')
    return kept


def event(choice):
    return b'data: ' + json.dumps({'model': 'bench', 'choices': [choice]}).encode() + b'\n\n'


def receive(connection):
    data = connection.recv(65536)
    if not data:
        raise ConnectionError('the client closed')
    return data


def read_request(connection):
    """Reads all of it and returns its head."""
    data = b''
    while b'\r\n\r\n' not in data:
        data += receive(connection)
    head, _, body = data.partition(b'\r\n\r\n')
    length = 0
    for line in head.lower().split(b'\r\n'):
        if line.startswith(b'content-length:'):
            length = int(line.split(b':')[1])
    while len(body) < length:
        body += receive(connection)
    return head


class Program:
    """A program that runs under a display of its own and gets keys; frame-log writes to reader."""

    def __init__(self, stack, command, module, base, count=False):
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix='sy-')))
        self.name = command.name
        self.env = {**program_env(), **new_folders(folder / 'home')}
        self.env['DISPLAY'] = start_display(stack, self.env)
        self.env['DBUS_SESSION_BUS_ADDRESS'] = start_bus(stack, folder, self.env)
        self.env['SY_BENCH_URL'] = base
        if count:
            self.env['SY_FRAME_LOG_COUNT'] = '1'
        self.write_provider(base)
        self.start(stack, command, module)

    def write_provider(self, base):
        provider = {'id': 'bench', 'preset': 'custom', 'api-base': base, 'model': 'bench',
                    'format': 'openai-chat'}
        path = pathlib.Path(self.env['XDG_CONFIG_HOME'], 'sythoria', 'providers.json')
        path.parent.mkdir()
        path.write_text(json.dumps({'version': 1, 'default': 'bench', 'providers': [provider]}))

    def start(self, stack, command, module):
        self.reader, writer = os.pipe()
        process = subprocess.Popen([command], pass_fds=[writer], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**self.env, 'LD_PRELOAD': str(module),
                                        'SY_FRAME_LOG_FD': str(writer)})
        os.close(writer)
        stack.callback(stop, process)
        self.process = process
        self.run('search', '--sync', '--onlyvisible', '--name', 'Sythoria|Floor', 'windowfocus',
                 '--sync')
        time.sleep(1)

    def press(self, *keys):
        self.run('key', '--delay', '1', *keys)

    def run(self, *arguments):
        subprocess.run(['xdotool', *arguments], env=self.env, check=True, timeout=PATIENCE,
                       stdout=subprocess.DEVNULL)
