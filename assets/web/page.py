"""Before the recorder, on a page: what its Python has in place of a system. There is one thread and
no network; a loop's selector has nothing to wait for, and the virtual clock moves all the same."""

import asyncio
import builtins
import concurrent.futures
import os
import socket
import subprocess
import sys
from asyncio import base_events, events, selector_events
import selectors


class Left(BaseException):
    """The program is over, in the place of a process that ends."""


ELSEWHERE = "; on your own computer `interleave FILE` shows this program"


def no_network(*args, **kwargs):
    raise OSError("sockets: Python on a page has no network")


async def no_network_later(*args, **kwargs):
    no_network()


def no_process(*args, **kwargs):
    raise OSError("processes: Python on a page starts none" + ELSEWHERE)


async def no_process_later(*args, **kwargs):
    no_process()


async def no_pipe(*args, **kwargs):
    raise OSError("pipes: Python on a page has none" + ELSEWHERE)


def no_thread(*args, **kwargs):
    raise RuntimeError("threads: Python on a page has only one" + ELSEWHERE)


def no_input(prompt=""):
    print(prompt, end="")
    raise EOFError("input: Python on a page has nobody who answers")


class Nothing(selectors.BaseSelector):
    """Waits for no descriptor."""

    def __init__(self):
        self.map = {}

    def register(self, fileobj, events, data=None):
        no_network()

    def unregister(self, fileobj):
        raise KeyError(fileobj)

    def select(self, timeout=None):
        return []

    def get_map(self):
        return self.map


class PageLoop(selector_events.BaseSelectorEventLoop):
    """asyncio's own loop, without the pipe by which other threads wake it."""

    def __init__(self):
        super().__init__(Nothing())

    def _make_self_pipe(self):
        self._ssock = self._csock = None
        self._internal_fds += 1

    def _close_self_pipe(self):
        self._internal_fds -= 1

    def _write_to_self(self):
        pass

    def add_signal_handler(self, *args):
        raise NotImplementedError("signals: Python on a page gets none")

    getaddrinfo = getnameinfo = create_connection = create_server = no_network_later
    create_datagram_endpoint = create_unix_connection = create_unix_server = no_network_later
    subprocess_exec = subprocess_shell = no_process_later
    connect_read_pipe = connect_write_pipe = no_pipe

    async def shutdown_default_executor(self, timeout=None):
        """Without the thread that waits for its threads, of which there are none."""
        self._executor_shutdown_called = True
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=False)

    # By this name the recorder knows it for asyncio's own.
    shutdown_default_executor.__qualname__ = "BaseEventLoop.shutdown_default_executor"


class Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = PageLoop


class NoSocket(socket.socket):
    def __init__(self, *args, **kwargs):
        no_network()


class NoPool:
    """Of processes."""

    def __init__(self, *args, **kwargs):
        no_process()


class NoProcess(subprocess.Popen):
    def __init__(self, *args, **kwargs):
        no_process()

    def __del__(self):
        pass


class Absent:
    """The last of the finders: what none has."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "_multiprocessing":
            raise ModuleNotFoundError("processes: Python on a page starts none" + ELSEWHERE,
                                      name=name)
        if path is None and not name.startswith("_"):
            raise ModuleNotFoundError(f"No module named {name!r}: Python on a page has "
                                      "the standard library alone" + ELSEWHERE, name=name)


def exit_now(code):
    raise Left(code)


def prepare():
    for module in [name for name in sys.modules if name.startswith("pyodide.webloop")]:
        del module
    asyncio._set_running_loop(None)
    events._set_event_loop_policy(Policy())
    asyncio.SelectorEventLoop = asyncio.DefaultEventLoopPolicy = PageLoop
    import _thread
    import threading

    _thread.start_new_thread = threading._start_new_thread = no_thread
    if hasattr(_thread, "start_joinable_thread"):
        _thread.start_joinable_thread = threading._start_joinable_thread = no_thread
    socket.socket = NoSocket
    asyncio.start_unix_server = asyncio.open_unix_connection = no_network_later
    for name in ("fork", "forkpty", "system", "popen", "posix_spawn", "posix_spawnp"):
        setattr(os, name, no_process)
    subprocess.Popen = NoProcess
    concurrent.futures.ProcessPoolExecutor = NoPool
    builtins.input = no_input
    sys.meta_path.append(Absent)
    os._exit = exit_now


def run(file, arguments):
    """The trace's text, and what the program printed."""
    prepare()
    with open("/interleave/modules", "rb") as modules:
        parts = modules.read().decode().split("\0")
    boot = {"__name__": "boot"}
    exec(parts.pop(), boot)
    sys.meta_path.insert(0, boot["Sources"](parts))
    from _interleave import clock, program

    # A browser does not tell how busy the machine was with others: only what is plain counts.
    clock.NOTICED = 200 * clock.MILLISECOND
    trace = os.open("/interleave/trace", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    text = os.open("/interleave/text", os.O_RDONLY)
    try:
        program.main(["--trace", str(trace), "--text", str(text), *arguments, file])
    except Left:
        pass
