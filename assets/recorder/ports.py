"""Ports that the system chooses are others each time. Here a socket that is bound to port 0 gets one
by its number, a real one, for others may be told of it; and what only ever shows up in addresses,
the near end of a connection, is shown by its number."""

import errno
import os
import socket
import sys
import zlib

from _interleave.clock import recording

# The system's own choice ends before the first of these.
FIRST_BOUND, BOUND_ROOM, PROGRAMS = 61_100, 40, 60
FIRST_SHOWN, SHOWN_ROOM = 64_000, 1_500


class Ports:
    def __init__(self):
        self.shown, self.real = {}, {}  # each as the other
        self.bound = 0
        name = os.path.basename(sys.argv[0]) if sys.argv else ""
        self.first = FIRST_BOUND + zlib.crc32(os.fsencode(name)) % PROGRAMS * BOUND_ROOM

    def note(self, sock):
        """The system has chosen its port."""
        try:
            port = own_getsockname(sock)[1]
        except (OSError, IndexError, TypeError):
            return
        if port and port not in self.shown and len(self.shown) < SHOWN_ROOM:
            self.shown[port] = FIRST_SHOWN + len(self.shown)
            self.real[self.shown[port]] = port

    def show(self, address):
        return _with_port(address, self.shown)

    def find(self, address):
        return _with_port(address, self.real)

    def bind(self, sock, address):
        """Whether a port was found for it."""
        again = sock.type == socket.SOCK_STREAM and \
            not sock.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
        if again:  # what a run before has left there is no matter
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            while self.bound < BOUND_ROOM:
                port = self.first + self.bound
                self.bound += 1
                try:
                    own_bind(sock, (address[0], port, *address[2:]))
                    return True
                except OSError as error:
                    if error.errno != errno.EADDRINUSE:
                        return False
            return False
        finally:
            if again:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)


def _with_port(address, ports):
    if type(address) is tuple and len(address) in (2, 4) and address[1] in ports:
        return (address[0], ports[address[1]], *address[2:])
    return address


own_bind, own_getsockname = socket.socket.bind, socket.socket.getsockname


def _is_network(sock):
    return recording() and sock.family in (socket.AF_INET, socket.AF_INET6)


def _is_free(sock):
    """Whether it has no port so far."""
    try:
        return own_getsockname(sock)[1] == 0
    except (OSError, IndexError, TypeError):
        return False


def patch_ports():
    kind, ports = socket.socket, Ports()
    own_connect, own_connect_ex, own_sendto = kind.connect, kind.connect_ex, kind.sendto
    own_getpeername, own_accept, own_recvfrom = kind.getpeername, kind.accept, kind.recvfrom

    def bind(self, address):
        wants = _is_network(self) and type(address) is tuple and len(address) in (2, 4) and \
            address[1] == 0 and type(address[1]) is int
        if not wants or not ports.bind(self, address):
            own_bind(self, address)

    def _sends(self, own, *arguments):
        if not _is_network(self):
            return own(self, *arguments)
        free = _is_free(self)
        try:
            return own(self, *arguments[:-1], ports.find(arguments[-1]))
        finally:
            if free:
                ports.note(self)

    def connect(self, address):
        return _sends(self, own_connect, address)

    def connect_ex(self, address):
        return _sends(self, own_connect_ex, address)

    def sendto(self, *arguments):
        return _sends(self, own_sendto, *arguments)

    def getsockname(self):
        return ports.show(own_getsockname(self))

    def getpeername(self):
        return ports.show(own_getpeername(self))

    def accept(self):
        connection, address = own_accept(self)
        return connection, ports.show(address)

    def recvfrom(self, *arguments):
        data, address = own_recvfrom(self, *arguments)
        return data, ports.show(address)

    for function in (bind, connect, connect_ex, sendto, getsockname, getpeername, accept,
                     recvfrom):
        own = getattr(kind, function.__name__)
        function.__qualname__ = f"socket.{function.__name__}"
        function.__doc__, function.__module__ = own.__doc__, "socket"
        setattr(kind, function.__name__, function)
