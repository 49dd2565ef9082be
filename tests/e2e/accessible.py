# accessible.py
#
# SPDX-FileCopyrightText: 2026 The Sythoria developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The program as assistive technology sees it.

Asks over D-Bus each time instead of through libatspi, whose cache is only as fresh as a main loop
keeps it.
"""

import dataclasses

from gi.repository import Gio, GLib

PREFIX = 'org.a11y.atspi.'
ROOT = '/org/a11y/atspi/accessible/root'
TIMEOUT_MS = 5000

# AtspiStateType
CHECKED, FOCUSED, SELECTED, SENSITIVE, SHOWING = 4, 12, 23, 24, 25


class Vanished(Exception):
    """What was asked is not there any more."""


def connect(address):
    flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
             Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
    try:
        connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    except GLib.Error as error:
        raise Vanished(error.message) from None
    connection.set_exit_on_close(False)
    return connection


def call(connection, name, path, method, signature='()', *arguments):
    """Calls a method, named with its interface, and returns what it returns."""
    interface, _, member = method.rpartition('.')
    try:
        answer = connection.call_sync(name, path, interface, member,
                                      GLib.Variant(signature, arguments), None,
                                      Gio.DBusCallFlags.NO_AUTO_START, TIMEOUT_MS, None)
    except GLib.Error as error:
        raise Vanished(f'{method}: {error.message}') from None
    return answer.unpack()


@dataclasses.dataclass
class Node:
    """One accessible."""

    connection: Gio.DBusConnection
    owner: str
    path: str

    def _call(self, method, signature='()', *arguments):
        return call(self.connection, self.owner, self.path, PREFIX + method, signature, *arguments)

    def _get(self, interface, name):
        return call(self.connection, self.owner, self.path, 'org.freedesktop.DBus.Properties.Get',
                    '(ss)', PREFIX + interface, name)[0]

    @property
    def name(self):
        return self._get('Accessible', 'Name')

    @property
    def description(self):
        return self._get('Accessible', 'Description')

    @property
    def role(self):
        return self._call('Accessible.GetRoleName')[0]

    def has(self, state):
        low, high = self._call('Accessible.GetState')[0]
        return bool((low | high << 32) >> state & 1)

    def children(self):
        return [Node(self.connection, owner, path)
                for owner, path in self._call('Accessible.GetChildren')[0]]

    @property
    def text(self):
        return self._call('Text.GetText', '(ii)', 0, -1)[0]

    @text.setter
    def text(self, text):
        assert self._call('EditableText.SetTextContents', '(s)', text)[0]

    @property
    def box(self):
        """x, y, width, height in the window."""
        return self._call('Component.GetExtents', '(u)', 1)[0]

    def actions(self):
        return [action[0] for action in self._call('Action.GetActions')[0]]

    def act(self, action=None):
        """Does an action, the first one when none is named."""
        number = 0 if action is None else self.actions().index(action)
        assert self._call('Action.DoAction', '(i)', number)[0]

    def walk(self):
        """This one and everything in it, in order."""
        yield self
        try:
            children = self.children()
        except Vanished:
            return
        for child in children:
            yield from child.walk()

    def matches(self, name=None, role=None):
        """Whether it is shown, and has this name and role."""
        try:
            return ((name is None or self.name == name) and
                    (role is None or self.role == role) and self.has(SHOWING))
        except Vanished:
            return False

    def find_all(self, name=None, role=None):
        return [node for node in self.walk() if node.matches(name, role)]

    def find(self, name=None, role=None):
        """The first one, None when there is none."""
        return next((node for node in self.walk() if node.matches(name, role)), None)

    def dump(self, depth=0):
        """Lines that show the tree, for a person who looks at a failed test."""
        try:
            states = ''.join(letter for letter, state in
                             (('s', SHOWING), ('e', SENSITIVE), ('f', FOCUSED)) if self.has(state))
            role, name, children = self.role, self.name, self.children()
            # Most of what has no name only keeps other things in their places.
            plain = name == '' and role in ('generic', 'group', 'tab panel')
            if not plain:
                yield f'{"  " * depth}{role} "{name}" {states} {self.extra()}'
        except Vanished:
            return
        for child in children:
            yield from child.dump(depth + (not plain))

    def extra(self):
        parts = []
        for get in (lambda: self.text[:100], lambda: self.description, lambda: self.box):
            try:
                parts.append(repr(get()))
            except Vanished:
                pass
        return ' '.join(parts)


def applications(connection):
    """What has registered itself, with the process id."""
    root = Node(connection, 'org.a11y.atspi.Registry', ROOT)
    for node in root.children():
        try:
            pid = call(connection, 'org.freedesktop.DBus', '/',
                       'org.freedesktop.DBus.GetConnectionUnixProcessID', '(s)', node.owner)[0]
        except Vanished:
            continue
        yield pid, node
