"""What is outside: other processes and hosts. While one of them may still answer, the clock must
not jump."""

import os
import signal
import socket
import struct
import sys
import weakref

try:
    import fcntl
    import termios
except ImportError:
    fcntl = termios = None

from _interleave import real
from _interleave.clock import recording

ALARM = getattr(signal, "ITIMER_REAL", None)
SOCKETS = weakref.WeakSet()  # of this process
SIOCOUTQNSD = 0x894B  # Linux: bytes that were not sent yet
KNOWS_UNSENT = fcntl is not None and sys.platform == "linux"
CHILDREN = weakref.WeakSet()  # its subprocess.Popen


def _name(function):
    try:
        return function()
    except OSError:
        return None


def _pairs_of(one):
    """The other end of a socketpair, where it is this process's."""
    return getattr(one, "_interleave_pair", lambda: None)()


def _inside(sock, others):
    """Whether what the socket waits for can only come from this process."""
    if _name(lambda: sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)):
        return True  # a listener; who connects from here is there by itself
    peer = _name(sock.getpeername)
    if peer is None:
        # Not connected: a datagram socket that is only bound, or a connection that is under way.
        return sock.type == socket.SOCK_DGRAM
    if sock.family == getattr(socket, "AF_UNIX", None) and not peer:
        other = PAIRS.get(sock.fileno())
        return other is not None and other in others or _unix_peer_inside(sock, others)
    return peer[:2] in others


PAIRS = {}  # descriptor -> descriptor of the other end


def _unix_peer_inside(sock, others):
    """An accepted or connected stream on a path of this process's own."""
    own = _name(sock.getsockname)
    return bool(own) and own in others


def _known():
    known = set()
    for sock in list(SOCKETS):
        descriptor = sock.fileno()
        if descriptor < 0:
            continue
        known.add(descriptor)
        name = _name(sock.getsockname)
        if isinstance(name, tuple):
            known.add(name[:2])
            known.add(("127.0.0.1", name[1])) if name[0] in ("0.0.0.0", "") else None
            known.add(("::1", name[1])) if name[0] == "::" else None
        elif name:
            known.add(name)
    return known


def _socket_of(key):
    for sock in list(SOCKETS):
        if sock.fileno() == key.fd:
            return sock
    return None


def descriptors_outside(keys):
    """Whether any of the selector's keys can be answered from outside."""
    known = None
    for key in keys:
        sock = _socket_of(key)
        if sock is None:
            return True
        known = _known() if known is None else known
        if not _inside(sock, known):
            return True
    return False


def _unsent(sock):
    """Whether the system still keeps bytes back: until the other end's system has answered for those
    before them, which it takes its time for."""
    try:
        if sock.type != socket.SOCK_STREAM or sock.family not in (socket.AF_INET, socket.AF_INET6):
            return False
        unsent, unanswered = (struct.unpack("i", fcntl.ioctl(sock.fileno(), what, bytes(4)))[0]
                              for what in (SIOCOUTQNSD, termios.TIOCOUTQ))
        return 0 < unsent < unanswered
    except (OSError, ValueError):
        return False


def on_its_way():
    """Whether bytes between sockets of this process have not come yet."""
    return KNOWS_UNSENT and any(_unsent(sock) for sock in list(SOCKETS) if sock.fileno() >= 0)


def _runs(pid):
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except (OSError, AttributeError):
        return False


def alarm_outside():
    """Whether the system will send a signal: signal.alarm, setitimer."""
    return ALARM is not None and signal.getitimer(ALARM)[0] > 0


def children_outside():
    for child in list(CHILDREN):
        if child.returncode is None and _runs(child.pid):
            return True
    module = sys.modules.get("multiprocessing.process")
    for child in list(getattr(module, "_children", ())):
        popen = getattr(child, "_popen", None)
        if popen is not None and popen.returncode is None and _runs(popen.pid):
            return True
    return False


def patch_outside():
    own_init, own_pair = socket.socket.__init__, socket.socketpair

    def init(self, *args, **kwargs):
        own_init(self, *args, **kwargs)
        if recording():
            SOCKETS.add(self)

    def pair(*args, **kwargs):
        one, other = own_pair(*args, **kwargs)
        if recording():
            PAIRS[one.fileno()], PAIRS[other.fileno()] = other.fileno(), one.fileno()
        return one, other

    init.__name__, init.__qualname__ = "__init__", "socket.__init__"
    pair.__name__ = pair.__qualname__ = "socketpair"
    socket.socket.__init__, socket.socketpair = init, pair


def patch_subprocess(module):
    """Its waiting for a child is real."""
    module.time = real.Time()
    module._time = real.monotonic
    own_init = module.Popen.__init__

    def init(self, *args, **kwargs):
        own_init(self, *args, **kwargs)
        if recording():
            CHILDREN.add(self)

    init.__name__, init.__qualname__ = "__init__", "Popen.__init__"
    module.Popen.__init__ = init


def patch_connection(module):
    module.time = real.Time()
    if hasattr(module, "_init_timeout"):
        def init_timeout(timeout=module.CONNECTION_TIMEOUT):
            return real.monotonic() + timeout

        def check_timeout(t):
            return real.monotonic() > t

        module._init_timeout, module._check_timeout = init_timeout, check_timeout
