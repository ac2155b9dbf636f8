"""Tasks as the trace tells them. They are Python's own tasks, made in C, but for a subclass that
gives them their number; the loop's handles tell of their steps."""

import asyncio
import itertools
import sys
from asyncio import base_events, events, tasks

from _interleave import real, source
from _interleave.chain import call_of
from _interleave.channel import plain
from _interleave.clock import CLOCK, MAIN, recording
from _interleave.record import RECORD
from _interleave.threads import WORLD

CTask = tasks.Task
SHUTDOWN = {"BaseEventLoop.shutdown_asyncgens", "BaseEventLoop.shutdown_default_executor"}
_hash = itertools.count(1)


class Task(CTask):
    __module__, __qualname__ = "_asyncio", "Task"

    def __init__(self, coro, *, loop=None, name=None, **more):
        self._interleave_hash = next(_hash)
        if not recording():
            super().__init__(coro, loop=loop, name=name, **more)
            return
        hidden = getattr(coro, "__qualname__", "") in SHUTDOWN or \
            getattr(coro, "__name__", "") == "__interleave_kernel__"
        if name is None and not hidden:
            name = f"Task-{next(RECORD.numbers)}"
        self._interleave_hidden = hidden
        self._interleave_call = call_of(coro) if asyncio.iscoroutine(coro) else "…"
        if more.get("eager_start") and not hidden:
            self._make_eager(coro, loop, name, more)
        else:
            super().__init__(coro, loop=loop, name=name, **more)
            if not hidden:
                RECORD.create(self)

    def _make_eager(self, coro, loop, name, more):
        """Its first step runs inside of its making, as a part of the step that makes it."""
        self._interleave_name = str(name)
        RECORD.create(self)
        outer = RECORD.enter(self, eager=True)
        try:
            super().__init__(coro, loop=loop, name=name, **more)
        finally:
            RECORD.leave(self, outer)

    def __hash__(self):
        return self._interleave_hash

    def cancel(self, msg=None):
        if not recording() or real.get_ident() != MAIN:
            return super().cancel(msg) if msg is not None else super().cancel()
        RECORD.cancel(self, cause_of_cancel(sys._getframe(1)), self.done())
        return super().cancel(msg) if msg is not None else super().cancel()

    def set_name(self, value):
        super().set_name(value)
        if recording() and RECORD.open and self in RECORD.ids:
            RECORD.add("rename", self, text=plain(self.get_name()))


Task.__name__ = "Task"


def cause_of_cancel(frame):
    """Why a task is cancelled, by who calls."""
    name, file = frame.f_code.co_qualname, frame.f_code.co_filename
    if source.is_mine(file):
        return "call"
    if name == "Task.cancel":
        return "passed"  # by C, from the cancelling of who waits for it
    if name in ("Timeout._on_timeout", "wait_for"):
        return "limit"
    if name.startswith("TaskGroup."):
        return "group"
    if name == "_GatheringFuture.cancel":
        return "gather"
    return "shutdown" if name == "_cancel_all_tasks" else "call"


def current_task():
    """The task that runs in this thread, or that the thread's job is for."""
    if real.get_ident() != MAIN:
        seat = WORLD.seat()
        return seat.task if seat else None
    return RECORD.current


# --- handles ---


def stepped(callback):
    """The task whose step or wake-up a callback is, or None."""
    task = getattr(callback, "__self__", None)
    if type(task) is not Task and not isinstance(task, CTask):
        return None
    kind = type(callback).__name__
    if kind == "TaskStepMethWrapper" or kind == "builtin_function_or_method" and \
            callback.__name__ in ("task_wakeup", "TaskWakeupMethWrapper"):
        return task
    return None


class Handle(events.Handle):
    __slots__ = ("cause",)

    def _run(self):
        run(self, events_handle_run)
        self = None  # as Python's own: an exception's traceback must not hold the task


class TimerHandle(events.TimerHandle):
    """Of equal deadlines the one armed first comes first, in a loop's heap."""

    __slots__ = ("cause", "armed")

    def __init__(self, when, *arguments):
        super().__init__(when, *arguments)
        self.armed = next(_armed)

    def __lt__(self, other):
        if isinstance(other, TimerHandle) and (self._scheduled or other._scheduled):
            return (self._when, self.armed) < (other._when, other.armed)
        return super().__lt__(other)

    def _run(self):
        run(self, events_handle_run)
        self = None  # as Python's own: an exception's traceback must not hold the task


_armed = itertools.count()
events_handle_run = events.Handle._run


def run(handle, own):
    try:
        if not recording() or real.get_ident() != MAIN:
            own(handle)
            return
        task = stepped(handle._callback)
        if task is None or getattr(task, "_interleave_hidden", True):
            run_callback(handle, own, task)
            return
        outer = RECORD.enter(task, thrown=is_thrown(task, handle._args))
        try:
            own(handle)
        finally:
            RECORD.leave(task, outer)
    finally:
        handle = task = outer = None


def run_callback(handle, own, task):
    """What is no step of a task with a lane."""
    before = RECORD.cause
    RECORD.cause = getattr(handle, "cause", None) or cause_of(handle)
    CLOCK.begin_work()
    try:
        own(handle)
    finally:
        if task is not None and not getattr(task, "_interleave_hidden", True):
            RECORD.leave(task, None)  # a cell that turned out to be worth a lane
        RECORD.worked_outside_tasks()
        RECORD.cause = before
        handle = task = None


def is_thrown(task, args):
    """Whether the step throws CancelledError in."""
    return task._must_cancel or bool(args) and hasattr(args[0], "cancelled") and \
        args[0].cancelled()


def cause_of(handle):
    if isinstance(handle, TimerHandle):
        return "timer"
    callback = handle._callback
    name = getattr(callback, "__qualname__", None) or type(callback).__name__
    if name.startswith(("_SelectorSocketTransport", "_SelectorDatagram", "BaseSelectorEventLoop",
                        "_SelectorTransport", "_UnixReadPipe", "_UnixWritePipe")):
        return "io"
    return "callback"


def _call_soon(own):
    def call_soon(self, callback, args, context):
        handle = own(self, callback, args, context)
        if recording() and real.get_ident() == MAIN:
            task = stepped(callback)
            if task is None:
                if RECORD.cause in ("timer", "thread", "io"):
                    handle.cause = RECORD.cause  # a callback of that callback
            elif not getattr(task, "_interleave_hidden", True) and \
                    (args or task is RECORD.current or getattr(task, "_interleave_line", 0)):
                RECORD.wake(task)
        return handle

    return call_soon


def _threadsafe(own):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = own(self, callback, *args, context=context)
        if recording() and real.get_ident() != MAIN and isinstance(handle, Handle):
            handle.cause = "thread"
        return handle

    return call_soon_threadsafe


# --- sets in the order of making ---


class OrderedSet(set):
    """Walked in the order in which its tasks were made; all else as it was put in."""

    def __init__(self, items=()):
        items = list(items)
        super().__init__(items)
        self.order = {item: n for n, item in enumerate(dict.fromkeys(items))}

    def add(self, item):
        super().add(item)
        self.order.setdefault(item, len(self.order))

    def discard(self, item):
        super().discard(item)
        self.order.pop(item, None)

    def remove(self, item):
        super().remove(item)
        self.order.pop(item, None)

    def __iter__(self):
        items = [item for item in self.order if set.__contains__(self, item)]
        if all(isinstance(item, Task) for item in items):
            items.sort(key=hash)
        return iter(items)


OrderedSet.__name__ = OrderedSet.__qualname__ = "set"


def _ordered_as_completed():
    """Its source builds sets by itself."""
    import inspect
    import __future__

    for name in ("as_completed", "_AsCompletedIterator"):
        own = getattr(tasks, name, None)
        if own is None:
            continue
        try:
            lines, first = inspect.getsourcelines(own)
        except OSError:
            continue
        text = "".join(lines)
        new = text.replace("{ensure_future(f, loop=loop) for f in set(fs)}",
                           "set([ensure_future(f, loop=loop) for f in set(fs)])")
        new = new.replace("{ensure_future(aw, loop=loop) for aw in set(aws)}",
                          "set([ensure_future(aw, loop=loop) for aw in set(aws)])")
        if new != text:
            exec(compile("\n" * (first - 1) + new, tasks.__file__, "exec"), tasks.__dict__)
            if name in tasks.__all__:
                setattr(asyncio, name, getattr(tasks, name))


def patch_tasks():
    asyncio.Task = tasks.Task = Task
    if hasattr(tasks, "create_eager_task_factory"):
        asyncio.eager_task_factory = tasks.eager_task_factory = \
            tasks.create_eager_task_factory(Task)
    for own, new in ((events.Handle, Handle), (events.TimerHandle, TimerHandle)):
        new.__name__ = new.__qualname__ = own.__name__
        new.__module__ = own.__module__
        setattr(events, own.__name__, new)
        setattr(asyncio, own.__name__, new)
    loop = base_events.BaseEventLoop
    loop._call_soon = _call_soon(loop._call_soon)
    loop.call_soon_threadsafe = _threadsafe(loop.call_soon_threadsafe)


def patch_order():
    """On the virtual clock all that Python leaves open has one order."""
    own = tasks.all_tasks

    def all_tasks(loop=None):
        return OrderedSet(own(loop))

    all_tasks.__module__ = "asyncio.tasks"
    asyncio.all_tasks = tasks.all_tasks = all_tasks
    tasks.set = OrderedSet
    if "asyncio.taskgroups" in sys.modules:
        sys.modules["asyncio.taskgroups"].set = OrderedSet
    _ordered_as_completed()
