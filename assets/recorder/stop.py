"""How a recording ends: by itself, where nothing can happen any more, at a limit, or refused; and
what becomes of a forked child."""

import os

from _interleave import real, source
from _interleave.channel import CHANNEL, bounded, plain
from _interleave.chain import Waiting
from _interleave.clock import CLOCK, MAIN, RECORDING, SECOND, recording
from _interleave.output import flush_all
from _interleave.record import MOST_BYTES, RECORD
from _interleave.threads import PARKED, WORLD

HORIZON = 24 * 3600 * SECOND     # of one timeline
CLEANS_UP = 3600 * SECOND        # on the clock, after a cut ...
CLEANS_UP_REALLY = 1.0           # ... and for real
MOST_WAITING = 12
MOST_FAILURES = 16


class Stopped(BaseException):
    """The timeline goes no further, as if a person had interrupted it."""


class Stop:
    def __init__(self):
        self.until = None      # nanoseconds of a timeline
        self.cut_at = None     # real
        self.cleans_until = None
        self.written = False
        self.on_early_exit = CHANNEL.headed  # before anything was told
        self.line = None       # where an error came up
        self.failures = []     # of cells that have no timeline, as Python tells them

    def begin(self):
        self.cut_at = self.cleans_until = None

    def cut(self, outcome, text):
        """Raises Stopped; the second that a cut program has to clean up is not given twice."""
        if self.cut_at is None:
            self.cut_at = real.monotonic()
            self.cleans_until = CLOCK.now + CLEANS_UP
        elif real.monotonic() - self.cut_at > CLEANS_UP_REALLY:
            self.leave(1, "stopped")
        RECORD.cut(outcome, text)
        raise Stopped(text)

    def on_move(self, until):
        """The clock is to reach `until`."""
        if not RECORD.open or real.get_ident() != MAIN:
            return until
        if self.cut_at is not None:
            if until > self.cleans_until or \
                    real.monotonic() - self.cut_at > CLEANS_UP_REALLY:
                self.leave(1, "stopped")
            return until
        limit = HORIZON if self.until is None else min(HORIZON, self.until)
        if until - RECORD.start > limit:
            CLOCK.now = max(CLOCK.now, RECORD.start + limit)
            if self.until is not None and limit == self.until:
                self.cut("until", f"goes on after {limit / SECOND:g} s")
            self.cut("limit", "it goes on for more than a day")
        return until

    def stuck(self):
        listens = self.listens()
        waiting = waiting_tasks()
        if listens and self.until is not None:
            CLOCK.now = max(CLOCK.now, RECORD.start + self.until)
            self.cut("until", f"goes on after {self.until / SECOND:g} s")
        if listens:
            self.cut("stuck", "it waits for connections from outside, and none can come")
        parked = [s for s in WORLD.seats.values() if s.state is PARKED]
        if waiting:
            self.cut("stuck", "no task can ever run again: " + ", ".join(waiting))
        if parked:
            self.cut("stuck", "every thread waits for another")
        self.cut("stuck", "nothing can ever happen again")

    listens = staticmethod(lambda: False)

    def too_much(self):
        if self.cut_at is not None and real.monotonic() - self.cut_at <= CLEANS_UP_REALLY:
            return
        self.cut("limit", "it printed more than a trace can hold" if RECORD.bytes > MOST_BYTES
                 else "it made more than 200,000 events")

    def failed(self, text, line):
        """What no timeline tells; the program goes on."""
        if len(self.failures) < MOST_FAILURES:
            self.failures.append(text)
        self.line = self.line or line

    def refuse(self, text):
        """Ends the program: it does what cannot be recorded."""
        self.leave(1, "refused", text)

    def write_exit(self, code, how, text=None):
        if self.written:
            return
        self.written = True
        if CHANNEL.early is not None:
            self.on_early_exit()
        flush_all()
        if RECORD.open:
            if RECORD.outcome is None and how != "end":
                RECORD.outcome = ("limit", text or f"the program left with exit code {code}")
            RECORD.finish()
        if self.failures:
            code, how = code or 1, "error" if how == "end" else how
            text = "\n".join(self.failures + [text] * bool(text))
        line = {"event": "exit", "code": code, "how": how, "timelines": RECORD.timelines}
        if CLOCK.waited:
            line["waited"] = CLOCK.waited / SECOND
        if text:
            line["text"] = bounded(plain(text), 20_000)
        if self.line:
            line["line"] = self.line
            cell = source.cell_of(self.line)
            if cell:
                line["cell"], line["cell_line"] = cell
        CHANNEL.write(line)

    def leave(self, code, how, text=None):
        self.write_exit(code, how, text)
        real.exit_now(code)


STOP = Stop()


def waiting_tasks():
    told = []
    tasks = sorted((t for t in RECORD.ids if not t.done()), key=hash)
    for task in tasks[:MOST_WAITING]:
        waiting = Waiting(task)
        place = f" (line {waiting.line})" if isinstance(waiting.line, int) else ""
        told.append(f"{task.get_name()} waits for {waiting.text}{place}")
    if len(tasks) > MOST_WAITING:
        told.append(f"and {len(tasks) - MOST_WAITING} more")
    return told


def in_child():
    """A fork goes on by itself, in real time, and writes no trace."""
    RECORDING[0] = False
    CHANNEL.forget()


def patch_exit():
    def _exit(status):
        if recording():
            STOP.write_exit(status, "os._exit")
        real.exit_now(status)

    _exit.__module__ = "posix"
    os._exit = _exit
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=in_child)
    WORLD.on_stuck = STOP.stuck
    RECORD.on_too_much = STOP.too_much
    CLOCK.on_move = STOP.on_move
