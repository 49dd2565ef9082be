# harness.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A session of the tests' own: display, buses, keyring, folders; nothing of the person's.

Everything that is started here is ended here, by its process id.
"""

import base64
import os
import pathlib
import secrets
import shutil
import subprocess
import tempfile

import psutil
from gi.repository import GLib

import accessible
from program import Program
from raw_server import RawServer
from waiting import wait_for

TESTS = pathlib.Path(__file__).resolve().parent.parent
LAUNCHERS = ['/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher',
             '/usr/lib/at-spi-bus-launcher']
BUS_CONFIG = '''<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''
SECRETS = 'org.freedesktop.secrets'
COLLECTION = '/org/freedesktop/secrets/collection/login'
PASSWORD = b'of-this-test-only'
SUPPRESSIONS = ['lsan.supp', 'core/keyring-lsan.supp']
# What sanitizers are told from outside, and where a program is found.
INHERITED = ['PATH', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS', 'LD_LIBRARY_PATH']


class Session:
    def __init__(self, keyring=True):
        self.with_keyring = keyring
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='sythoria-e2e.'))
        self.processes = []
        self.servers = []
        self.programs = []
        self.display = self.bus = self.a11y = None
        self.keyring = None
        # What must show up nowhere, not even in the output of a failed test.
        self.keys = []
        self.number = 0

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_):
        self._end()

    # What everything started here sees

    def environment(self, profile=None, **more):
        env = {name: os.environ[name] for name in INHERITED if name in os.environ}
        env.update(LC_ALL='C.UTF-8', TZ='UTC', GIO_USE_VFS='local',
                   DBUS_SESSION_BUS_ADDRESS=f'unix:path={self.folder}/bus',
                   XDG_RUNTIME_DIR=str(self.folder / 'run'))
        # Only whole stacks tell that a leak is libsecret's.
        env['ASAN_OPTIONS'] = f'{env.get("ASAN_OPTIONS", "")}:fast_unwind_on_malloc=0'
        env['LSAN_OPTIONS'] = f'{env.get("LSAN_OPTIONS", "")}:suppressions={self.folder}/lsan.supp'
        home = profile or self.folder / 'home'
        env['HOME'] = str(home)
        for name in ('config', 'data', 'cache', 'state'):
            env[f'XDG_{name.upper()}_HOME'] = str(home / name)
        if self.display is not None:
            env['DISPLAY'] = self.display
        env.update(more)
        return {name: value for name, value in env.items() if value is not None}

    def start_process(self, *command, name=None, text=None, **more):
        log = open(self.folder / f'{name or pathlib.Path(command[0]).name}.log', 'ab')
        options = dict(stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=self.environment())
        options.update(more)
        with log:
            process = subprocess.Popen(command, **options)
        self.processes.append(process)
        return process

    def _start(self):
        for name in ('run', 'home', 'control'):
            (self.folder / name).mkdir(mode=0o700)
        # LeakSanitizer takes one file.
        write(self.folder / 'lsan.supp',
              ''.join((TESTS / path).read_text(encoding='utf-8') for path in SUPPRESSIONS))
        self._start_display()
        config = self.folder / 'bus.conf'
        config.write_text(BUS_CONFIG.format(path=self.folder / 'bus'), encoding='utf-8')
        self.start_process('dbus-daemon', '--nofork', f'--config-file={config}')
        self.bus = wait_for('session bus',
                            lambda: accessible.connect(f'unix:path={self.folder}/bus'))
        launcher = next(path for path in LAUNCHERS if os.path.exists(path))
        self.start_process(launcher, '--launch-immediately')
        address = wait_for('accessibility bus', self._accessibility_address)
        self.a11y = accessible.connect(address)
        if self.with_keyring:
            self._start_keyring()

    def _start_display(self):
        # The wrapper ends with its command, and that with us, even when we are killed.
        wrapper = self.start_process(
            str(TESTS / 'with-display'), 'sh', '-c', 'echo "$DISPLAY"; exec cat > /dev/null',
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.display = wrapper.stdout.readline().decode().strip()
        assert self.display.startswith(':'), 'there is no display'

    def _accessibility_address(self):
        return accessible.call(self.bus, 'org.a11y.Bus', '/org/a11y/bus',
                               'org.a11y.Bus.GetAddress')[0]

    def _start_keyring(self):
        self.keyring = daemon = self.start_process(
            'gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets',
            '--control-directory', str(self.folder / 'control'), stdin=subprocess.PIPE,
            env=self.environment(XDG_DATA_HOME=str(self.folder / 'keyring')))
        daemon.stdin.write(PASSWORD)
        daemon.stdin.close()
        wait_for('unlocked keyring', self._keyring_is_open)

    def _keyring_is_open(self):
        locked = accessible.call(
            self.bus, SECRETS, COLLECTION,
            'org.freedesktop.DBus.Properties.Get', '(ss)',
            'org.freedesktop.Secret.Collection', 'Locked')
        return locked == (False,)

    # What a test uses

    def new_profile(self):
        """A folder for a person who has never started the program."""
        self.number += 1
        profile = self.folder / f'profile-{self.number}'
        profile.mkdir(mode=0o700)
        # Nothing moves, so that a picture shows what there is.
        write(profile / 'config' / 'gtk-4.0' / 'settings.ini',
              '[Settings]\ngtk-enable-animations=false\n')
        return profile

    def start(self, profile=None, **env):
        """Starts the program; returns it with its window shown."""
        program = Program(self, profile or self.new_profile(), env)
        self.programs.append(program)
        program.start()
        return program

    def server(self, *scripts):
        server = RawServer()
        server.script(*scripts)
        self.servers.append(server)
        return server

    def new_key(self):
        key = 'sk-or-v1-' + secrets.token_hex(32)
        self.keys.append(key)
        return key

    def stored_keys(self):
        """What the keyring has for the program: (attributes, secret) of each item."""
        session = self._secrets('', 'Service.OpenSession', '(sv)', 'plain',
                                GLib.Variant('s', ''))[1]
        unlocked, locked = self._secrets('', 'Service.SearchItems', '(a{ss})',
                                         {'xdg:schema': 'com.sythoria.ApiKey'})
        assert not locked
        found = []
        for path in unlocked:
            attributes = accessible.call(self.bus, SECRETS, path,
                                         'org.freedesktop.DBus.Properties.Get', '(ss)',
                                         'org.freedesktop.Secret.Item', 'Attributes')[0]
            secret = accessible.call(self.bus, SECRETS, path,
                                     'org.freedesktop.Secret.Item.GetSecret', '(o)', session)[0]
            found.append(({name: value for name, value in attributes.items()
                           if not name.startswith('xdg:')}, bytes(secret[2]).decode()))
        return found

    def lock_keyring(self):
        self._secrets('', 'Service.Lock', '(ao)', [COLLECTION])
        wait_for('locked keyring', lambda: not self._keyring_is_open())

    def unlock_keyring(self):
        """As the person does who types the password somewhere else."""
        opened = self._secrets('', 'Service.OpenSession', '(sv)', 'plain',
                               GLib.Variant('s', ''))[1]
        accessible.call(
            self.bus, SECRETS, '/org/freedesktop/secrets',
            'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword',
            '(o(oayays))', COLLECTION, (opened, b'', PASSWORD, 'text/plain'))
        wait_for('unlocked keyring', self._keyring_is_open)

    def end_keyring(self):
        """As when its process crashes."""
        self.keyring.kill()
        self.keyring.wait()

    def restart_keyring(self):
        self._start_keyring()

    def _secrets(self, path, method, signature, *arguments):
        return accessible.call(self.bus, SECRETS, '/org/freedesktop/secrets' + path,
                               'org.freedesktop.Secret.' + method, signature, *arguments)

    def files_with(self, secret):
        """The files in all folders of the session that hold the text, the keyring's own not."""
        forms = [secret.encode(), secret.encode('utf-16-le'), base64.b64encode(secret.encode())]
        found = []
        for path in self.folder.rglob('*'):
            if path.is_file() and (self.folder / 'keyring') not in path.parents:
                data = path.read_bytes()
                if any(form in data for form in forms):
                    found.append(str(path.relative_to(self.folder)))
        return found

    def processes_with(self, secret):
        """The processes of the session that show the text to everybody."""
        found = []
        for process in psutil.Process().children(recursive=True):
            try:
                shown = process.cmdline() + [f'{k}={v}' for k, v in process.environ().items()]
            except psutil.Error:
                continue
            if any(secret in part for part in shown):
                found.append(process.name())
        return found

    # Ending

    def mask(self, text):
        for key in self.keys:
            text = text.replace(key, 'KEY')
        return text

    def diagnose(self, name):
        """What a person wants to see of a case that failed."""
        for program in self.programs:
            yield from program.diagnose(name)

    def end_case(self):
        """Ends what the case has left running; returns what was wrong with it."""
        problems = []
        for program in self.programs:
            program.end()
            problems += program.problems()
        for server in self.servers:
            server.end()
            problems += [f'raw server: {problem}' for problem in server.problems]
        self.programs.clear()
        self.servers.clear()
        return problems

    def _end(self):
        self.end_case()
        started = psutil.Process().children(recursive=True)
        for process in reversed(self.processes):
            end_process(process)
        # What our processes have started, as the accessibility bus.
        for process in started:
            if process.is_running():
                process.terminate()
        for process in psutil.wait_procs(started, 5)[1]:
            process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding='utf-8')


def end_process(process):
    if process.stdin is not None:
        process.stdin.close()
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdout is not None:
        process.stdout.close()
