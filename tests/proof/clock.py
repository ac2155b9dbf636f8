"""A virtual clock in whole nanoseconds, and what of Python reads it: time.sleep, perf_counter,
threads. Runs inside CPython 3.14 (Pyodide)."""

import concurrent.futures
import contextlib
import itertools
import time
from fractions import Fraction

SECOND = 1_000_000_000
REAL_SLEEP = getattr(time.sleep, "__wrapped__", time.sleep)  # Pyodide has put its own before it


def nanoseconds(seconds):
    """The nearest whole number, ties to even."""
    if type(seconds) is int or type(seconds) is bool:
        return seconds * SECOND
    return round(Fraction(seconds) * SECOND)


def seconds_text(ns):
    sign, ns = ("-", -ns) if ns < 0 else ("", ns)
    fraction = f"{ns % SECOND:09d}".rstrip("0") or "0"
    return f"{sign}{ns // SECOND}.{fraction}"


class Moment(float):
    """A point in time that loop.time() gives: a float to whom it may concern, exact in sums. A
    delay too short for the clock is no delay, and yet not over: `when <= now` tells them apart."""

    later = False

    def __new__(cls, ns):
        moment = super().__new__(cls, ns / SECOND)
        moment.ns = ns
        return moment

    def __add__(self, delay):
        if isinstance(delay, (int, float)) and delay - delay == 0:
            moment = Moment(self.ns + nanoseconds(delay))
            moment.later = delay > 0 and moment.ns == self.ns
            return moment
        return float.__add__(self, delay)

    def __sub__(self, other):
        if isinstance(other, Moment):
            return (self.ns - other.ns) / SECOND
        return float.__sub__(self, other)

    def __lt__(self, other):
        return self.ns < other.ns if isinstance(other, Moment) else float.__lt__(self, other)

    def __le__(self, other):
        if not isinstance(other, Moment):
            return float.__le__(self, other)
        return self.ns < other.ns or (self.ns == other.ns and not self.later)

    def __gt__(self, other):
        return self.ns > other.ns if isinstance(other, Moment) else float.__gt__(self, other)

    def __ge__(self, other):
        return self.ns >= other.ns if isinstance(other, Moment) else float.__ge__(self, other)

    def __eq__(self, other):
        return self.ns == other.ns if isinstance(other, Moment) else float.__eq__(self, other)

    __hash__ = float.__hash__


Moment.__name__ = Moment.__qualname__ = "float"


class Clock:
    def __init__(self):
        self.now = 0
        self.executors = []
        self.job = None  # what time.sleep adds to while a thread's function runs

    def restart(self):
        self.now = 0
        self.executors = []

    def advance(self, until):
        """Moves on, with everything that threads do meanwhile."""
        self.poll()
        self.now = max(self.now, until)
        self.poll()

    def poll(self):
        for executor in self.executors:
            executor.poll()

    def next_thread(self):
        ends = [e.next_end() for e in self.executors]
        return min((end for end in ends if end is not None), default=None)

    def sleep(self, duration):
        """time.sleep."""
        number = isinstance(duration, (int, float))
        if not number or not duration >= 0 or duration == float("inf"):
            REAL_SLEEP(duration)  # raises what Python raises
        if self.job is None:
            self.advance(self.now + nanoseconds(duration))
        else:
            self.job.length += nanoseconds(duration)

    def perf_counter(self):
        return self.now / SECOND


CLOCK = Clock()


class Job:
    def __init__(self, future, function):
        self.future, self.function = future, function
        self.length, self.end = 0, None
        self.value = self.error = None

    def start(self, at):
        """False where it was cancelled while it waited."""
        if not self.future.set_running_or_notify_cancel():
            return False
        CLOCK.job = self
        try:
            self.value = self.function()
        except Exception as error:
            self.error = error
        finally:
            CLOCK.job = None
        self.end = at + self.length
        return True

    def finish(self):
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.value)


class Threads(concurrent.futures.ThreadPoolExecutor):
    """A pool of threads in virtual time. A job starts when the loop next polls or blocks."""

    def __init__(self, max_workers=8, **ignored):
        super().__init__(max_workers)
        self.limit = max_workers
        self.waiting, self.running = [], []
        self.drained = None
        self.order = itertools.count()
        CLOCK.executors.append(self)

    def submit(self, function, /, *args, **kwargs):
        future = concurrent.futures.Future()
        self.waiting.append(Job(future, lambda: function(*args, **kwargs)))
        return future

    def start_waiting(self, at):
        while self.waiting and len(self.running) < self.limit:
            job = self.waiting.pop(0)
            if job.start(at):
                self.running.append((job.end, next(self.order), job))

    def poll(self):
        now = CLOCK.now
        self.start_waiting(now)
        while self.running and min(self.running)[0] <= now:
            first = min(self.running)
            self.running.remove(first)
            first[2].finish()
            self.start_waiting(first[0])
        if self.drained and not self.running:
            self.drained()
            self.drained = None

    def next_end(self):
        return min(self.running)[0] if self.running else None

    def when_drained(self, callback):
        """Called at the next poll at which nothing runs or waits."""
        self.drained = callback

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass


@contextlib.contextmanager
def virtual_time():
    real = time.sleep, time.perf_counter, time.monotonic, concurrent.futures.ThreadPoolExecutor
    time.sleep = CLOCK.sleep
    time.perf_counter = time.monotonic = CLOCK.perf_counter
    concurrent.futures.ThreadPoolExecutor = Threads
    try:
        yield
    finally:
        (time.sleep, time.perf_counter, time.monotonic,
         concurrent.futures.ThreadPoolExecutor) = real
