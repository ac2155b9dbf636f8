"""The recorder in a Python without processes, sockets and threads: runs inside of Pyodide, many
programs one after the other."""

import asyncio
import io
import sys
from asyncio import events, runners, selector_events

from _interleave import program, source
from _interleave.channel import CHANNEL
from _interleave.clock import CLOCK
from _interleave.record import RECORD
from _interleave.stop import STOP
from _interleave.threads import WORLD


class NoSelector:
    """Nothing ever comes from outside."""

    def get_map(self):
        return {}

    def select(self, timeout):
        return []

    def close(self):
        pass


def make_without_pipe(own):
    def init(self, selector=None):
        own(self, NoSelector())

    return init


loop = selector_events.BaseSelectorEventLoop
loop._make_self_pipe = loop._close_self_pipe = loop._write_to_self = lambda self: None
loop.__init__ = make_without_pipe(loop.__init__)
asyncio.run = runners.run  # Pyodide has its own
events._set_running_loop(None)
asyncio.set_event_loop_policy(None)


class Options:
    virtual, until, echo, text = True, None, False, None

    def __init__(self, file):
        self.file, self.arguments = file, [file]


sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
LINES = []
CHANNEL.write = LINES.append
program.patch(Options("none.py"))


def run(name, text):
    """The trace of a program."""
    LINES.clear()
    with open(name, "w") as file:
        file.write(text)
    on_too_much, number_of, flush = RECORD.on_too_much, RECORD.number_of, RECORD.flush
    RECORD.__init__()
    RECORD.on_too_much, RECORD.number_of, RECORD.flush = on_too_much, number_of, flush
    RECORD.events_outside = 0
    STOP.__init__()
    CLOCK.__init__()
    CLOCK.start(True)
    CLOCK.on_move, WORLD.on_stuck = STOP.on_move, STOP.stuck
    CLOCK.block = lambda label: RECORD.block(label or "working")
    CLOCK.unblock, CLOCK.on_waited = RECORD.unblock, RECORD.waited
    CLOCK.count_work = False  # this Python is slow
    source._texts.clear()
    events._set_running_loop(None)
    module = program.make_main(name)
    result = program.guarded(program.run_file, Options(name), module)
    program.finish(module)
    STOP.write_exit(*result)
    return list(LINES)
