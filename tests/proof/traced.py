"""asyncio with a virtual clock and a record of what its tasks do. Everything else is CPython's own:
run, Runner, gather, wait, locks and queues run as they are. Runs inside CPython 3.14 (Pyodide)."""

import asyncio
import heapq
import inspect
import itertools
import re
import warnings
from asyncio import base_events, events, futures, runners, taskgroups, tasks, timeouts

from clock import CLOCK, Moment, nanoseconds
from record import RECORD, Stuck, error_line

SHUTDOWN = {"BaseEventLoop.shutdown_asyncgens", "VirtualLoop.shutdown_default_executor"}


# --- Sets are walked in the order in which their tasks were made ---


def serial(item):
    return getattr(item, "serial", None)


class OrderedSet(set):
    def __init__(self, items=()):
        items = list(items)
        super().__init__(items)
        self.order = {item: n for n, item in enumerate(dict.fromkeys(items))}

    def add(self, item):
        super().add(item)
        self.order.setdefault(item, len(self.order))

    def __iter__(self):
        items = list(super().__iter__())
        made = [serial(item) for item in items]
        if None in made:  # coroutines: in the order of the arguments
            return iter(sorted(items, key=self.order.__getitem__))
        return iter(sorted(items, key=serial))


OrderedSet.__name__ = OrderedSet.__qualname__ = "set"


def all_tasks(loop=None):
    return OrderedSet(tasks._c_all_tasks(loop))


# --- Futures and tasks ---


class Future(futures.Future):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.serial = next(RECORD.serial)

    def __repr__(self):
        return super().__repr__().replace("_asyncio.Future", "Future")


class GatheringFuture(tasks._GatheringFuture):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.serial = next(RECORD.serial)


class Task(tasks._PyTask):
    def __init__(self, coro, **kwargs):
        self.hidden = getattr(coro, "__qualname__", "") in SHUTDOWN
        super().__init__(coro, **kwargs)
        self.serial = next(RECORD.serial)
        maker = tasks.current_task(self.get_loop()) if RECORD.started else None
        RECORD.started = True
        if not self.hidden:
            RECORD.add("create", self, **({"by": maker.get_name()} if maker else {}))

    def __repr__(self):
        return f"<Task {self.get_name()}>"

    def result(self):
        if not self.done():
            raise asyncio.InvalidStateError("Result is not set.")  # as the C task says it
        return super().result()

    def _Task__step(self, exc=None):
        if not self.hidden:
            RECORD.add("step", self)
        super()._Task__step(exc)
        if self.done() and not self.hidden:
            self.tell_end()

    def _Task__wakeup(self, future):
        """As the C task: the step is no part of an exception's handling."""
        futures.future_discard_from_awaited_by(future, self)
        error = None
        try:
            future.result()
        except BaseException as caught:
            error = caught
        self._Task__step(error)

    def tell_end(self):
        if self.cancelled():
            RECORD.add("cancelled", self)
        elif self._exception is not None:
            RECORD.add("error", self, text=error_line(self._exception))
        else:
            RECORD.add("done", self)


# --- The loop ---


class Timer(events.TimerHandle):
    """Of equal deadlines the one armed first comes first."""

    def __lt__(self, other):
        return (self._when, self.armed) < (other._when, other.armed)


class Selector:
    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        CLOCK.poll()
        if self.loop._ready or timeout == 0:
            return []
        ends = [self.loop._scheduled[0]._when.ns] if timeout is not None else []
        thread = CLOCK.next_thread()
        ends += [] if thread is None else [thread]
        if not ends:
            RECORD.end("stuck")
            raise Stuck
        CLOCK.advance(min(ends))
        return []


def note_context(loop, context):
    """What asyncio would have logged."""
    error = context.get("exception")
    message = context["message"].replace("_asyncio.", "")
    if message.startswith("Exception in callback"):
        message = re.sub(r" at [^ ]*:\d+$", "", re.sub(r"[\w.]+\.<locals>\.", "", message))
    RECORD.warnings.append(message + (f": {error_line(error)}" if error else ""))


class VirtualLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = Selector(self)
        self._armed = itertools.count()
        self.set_exception_handler(note_context)

    def time(self):
        return Moment(CLOCK.now)

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass

    def create_future(self):
        return asyncio.Future(loop=self)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if not isinstance(when, Moment):  # a program's own sum of time.monotonic()
            when = Moment(nanoseconds(when))
        timer = Timer(when, callback, args, self, context)
        timer.armed = next(self._armed)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    async def shutdown_default_executor(self, timeout=None):
        """As CPython's, with the virtual threads in the place of the one that joins the real."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        future = self.create_future()
        self._default_executor.when_drained(lambda: self.call_soon_threadsafe(
            futures._set_result_unless_cancelled, future, None))
        try:
            async with timeouts.timeout(timeout):
                await future
        except TimeoutError:
            pass


def new_event_loop():
    RECORD.begin()
    return VirtualLoop()


def patch():
    """asyncio's own modules look these names up when they run. Pyodide's own loop goes first."""
    asyncio.run = runners.run
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asyncio.set_event_loop_policy(None)
    for name in ("enter_task", "leave_task", "swap_current_task", "register_task",
                 "unregister_task"):
        setattr(tasks, f"_py_{name}", getattr(tasks, f"_c_{name}"))
    tasks.set = taskgroups.set = OrderedSet
    source = inspect.getsource(tasks._AsCompletedIterator)
    before = "{ensure_future(aw, loop=loop) for aw in set(aws)}"
    assert before in source
    exec(source.replace(before, "set([ensure_future(aw, loop=loop) for aw in set(aws)])"),
         tasks.__dict__)
    tasks._GatheringFuture = GatheringFuture
    tasks.Task = asyncio.Task = Task
    futures.Future = asyncio.Future = Future
    tasks.all_tasks = asyncio.all_tasks = all_tasks
    events.new_event_loop = asyncio.new_event_loop = new_event_loop
    Task.__name__, Future.__name__ = "_asyncio.Task", "_asyncio.Future"  # as messages have it
