"""Locks, queues, events and time limits: who has what, and what they hold."""

import sys
import weakref
from asyncio import locks, queues, timeouts

from _interleave import source
from _interleave.chain import Waiting
from _interleave.channel import plain
from _interleave.clock import MONOTONIC, SECOND, nanoseconds, recording
from _interleave.record import RECORD
from _interleave.values import locals_of, short

KINDS = ((locks.Semaphore, "semaphore"), (locks.Lock, "lock"), (locks.Event, "event"),
         (locks.Condition, "condition"), (queues.PriorityQueue, "priority_queue"),
         (queues.LifoQueue, "lifo_queue"), (queues.Queue, "queue")) + (
             ((locks.Barrier, "barrier"),) if hasattr(locks, "Barrier") else ())


def kind_of(thing):
    return next((kind for type_, kind in KINDS if isinstance(thing, type_)), None)


def capacity_of(thing, kind):
    if kind == "semaphore":
        return getattr(thing, "_bound_value", None) or _permits.get(thing)
    if kind.endswith("queue"):
        most = thing.maxsize
        return most if isinstance(most, int) and 0 < most < 1 << 31 else None
    return thing.parties if kind == "barrier" else None


_permits = weakref.WeakKeyDictionary()


MOST_GIVERS = 4  # tasks, the oldest, whose names are looked at


def is_given(frame, name):
    code = frame.f_code
    return name in code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]


def giver_name(thing):
    """What it is called where it is nobody's parameter: in the oldest task that has it."""
    for task in sorted(RECORD.ids, key=RECORD.ids.get)[:MOST_GIVERS]:
        for frame in Waiting(task).frames:
            for name, value in list(locals_of(frame).items()):
                if value is thing and not is_given(frame, name):
                    return name
    return None


def name_of(thing):
    """What the program calls it: a name in the frames that run, or nothing. Two that one function
    gets as the same parameter go by the names that they were given under."""
    frame = sys._getframe(1)
    while frame is not None:
        if source.is_mine(frame.f_code.co_filename):
            own_names = locals_of(frame)
            for names in (own_names, frame.f_globals):
                for name, value in list(names.items()):
                    if value is thing:
                        given = names is not frame.f_globals and is_given(frame, name)
                        return given and giver_name(thing) or name
            own = own_names.get("self")
            for name, value in list(getattr(own, "__dict__", {}).items()):
                if value is thing:
                    return f"self.{name}"
        frame = frame.f_back
    return giver_name(thing) or ""  # who waits for it has given the floor back


class Numbers:
    """Objects are numbered in each timeline, as they come."""

    def __init__(self):
        self.timeline = None
        self.known = weakref.WeakKeyDictionary()
        self.limits = 0

    def begin(self):
        if self.timeline != RECORD.timelines:
            self.timeline = RECORD.timelines
            self.known = weakref.WeakKeyDictionary()
            self.limits = 0

    def of(self, thing):
        """The object's number, declared where it is new; None of what is none."""
        kind = kind_of(thing)
        if kind is None or not RECORD.tells() or thing.__dict__.get("_interleave_foreign"):
            return None
        self.begin()
        number = self.known.get(thing)
        if number is None:
            number = self.known[thing] = len(self.known) + 1
            capacity = capacity_of(thing, kind)
            RECORD.declare("object", object=number, kind=kind, name=plain(name_of(thing)),
                           **({"capacity": capacity} if capacity else {}))
        return number

    def limit(self):
        self.begin()
        self.limits += 1
        return self.limits - 1


NUMBERS = Numbers()


def change(event, thing, value, text=None):
    if not recording() or not RECORD.tells():
        return
    number = NUMBERS.of(thing)
    if number is not None:
        RECORD.add(event, RECORD.current, object=number, value=value,
                   text=None if text is None else plain(text))


def _take_place(kind, name, function):
    own = kind.__dict__[name]
    function.__name__, function.__qualname__ = own.__name__, own.__qualname__
    function.__doc__, function.__module__ = own.__doc__, own.__module__
    setattr(kind, name, function)


def _patch_lock(kind, value):
    own_acquire, own_release = kind.acquire, kind.release

    async def acquire(self):
        got = await own_acquire(self)
        RECORD.hold(self)
        change("hold", self, value(self))
        return got

    def release(self):
        own_release(self)
        if RECORD.give_back(self):
            change("release", self, value(self))

    _take_place(kind, "acquire", acquire)
    _take_place(kind, "release", release)


def _patch_semaphore():
    own = locks.Semaphore.__init__

    def init(self, value=1, **more):
        own(self, value, **more)
        if isinstance(value, int):
            _permits[self] = value

    _take_place(locks.Semaphore, "__init__", init)


def _patch_queue():
    own_put, own_get = queues.Queue.put_nowait, queues.Queue.get_nowait
    own_done = queues.Queue.task_done

    def put_nowait(self, item):
        own_put(self, item)
        change("put", self, self.qsize(), short(item))

    def get_nowait(self):
        item = own_get(self)
        change("get", self, self.qsize(), short(item))
        return item

    def task_done(self):
        own_done(self)
        change("task_done", self, self._unfinished_tasks)

    for function in (put_nowait, get_nowait, task_done):
        _take_place(queues.Queue, function.__name__, function)


def _patch_event():
    own_set, own_clear = locks.Event.set, locks.Event.clear

    def set(self):
        if not self._value:
            change("set", self, 1)
        own_set(self)

    def clear(self):
        if self._value:
            change("clear", self, 0)
        own_clear(self)

    _take_place(locks.Event, "set", set)
    _take_place(locks.Event, "clear", clear)
    own_notify = locks.Condition.notify

    def notify(self, n=1):
        woken = min(n, sum(not w.done() for w in self._waiters)) if isinstance(n, int) else 0
        own_notify(self, n)
        change("notify", self, max(0, woken))

    _take_place(locks.Condition, "notify", notify)


def _patch_barrier(kind):
    """Where its own count changes: whoever comes waits or releases the others; whoever goes leaves
    by its exit."""
    own_wait, own_release, own_exit = kind._wait, kind._release, kind._exit
    own_abort, own_reset = kind.abort, kind.reset

    async def _wait(self):
        change("arrive", self, self._count)
        await own_wait(self)

    async def _release(self):
        change("arrive", self, self._count)
        await own_release(self)

    def _exit(self):
        change("leave", self, self._count)
        own_exit(self)

    async def abort(self):
        await own_abort(self)
        change("break", self, self._count)

    async def reset(self):
        await own_reset(self)
        change("break", self, self._count)

    for function in (_wait, _release, _exit, abort, reset):
        _take_place(kind, function.__name__, function)


def _makes_part(frame, thing):
    """Whether the frame belongs to the making of the thing: its own, or of the condition it is the
    lock of."""
    if frame.f_code.co_name not in ("init", "__init__"):
        return False
    own = locals_of(frame).get("self")
    return own is thing or isinstance(own, locks.Condition)


def _patch_making(kind):
    """What a library makes for itself is not the program's."""
    own = kind.__init__

    def init(self, *args, **kwargs):
        own(self, *args, **kwargs)
        frame = sys._getframe(1)
        while frame is not None and _makes_part(frame, self):
            frame = frame.f_back
        if frame is not None and not source.is_mine(frame.f_code.co_filename):
            self._interleave_foreign = True

    _take_place(kind, "__init__", init)


# --- time limits ---


def _disarm(limit, event="disarm"):
    number, task = limit.__dict__.pop("_interleave_limit", (None, None))
    if number is not None and RECORD.tells() and task in RECORD.ids and \
            number[0] == RECORD.timelines:
        RECORD.add(event, task, limit=number[1])


def _patch_timeout():
    kind = timeouts.Timeout
    own_reschedule, own_strike, own_exit = kind.reschedule, kind._on_timeout, kind.__aexit__

    def reschedule(self, when):
        own_reschedule(self, when)
        _disarm(self)
        task = self._task
        if when is None or not RECORD.tells() or task not in RECORD.ids:
            return
        caller = sys._getframe(1)
        while caller is not None and not source.is_mine(caller.f_code.co_filename) and \
                caller.f_code.co_name != "wait_for":
            caller = caller.f_back
        name = "wait_for" if caller is not None and caller.f_code.co_name == "wait_for" and \
            not source.is_mine(caller.f_code.co_filename) else "timeout"
        number = NUMBERS.limit()
        self._interleave_limit = (RECORD.timelines, number), task
        due = max(0, nanoseconds(when) - MONOTONIC - RECORD.start) if RECORD.virtual() else 0
        RECORD.add("arm", task, limit=number, kind=name, when=due / SECOND)

    def _on_timeout(self):
        _disarm(self, "strike")
        own_strike(self)

    async def __aexit__(self, *error):
        _disarm(self)
        return await own_exit(self, *error)

    for function in (reschedule, _on_timeout, __aexit__):
        _take_place(kind, function.__name__, function)


def patch_objects():
    for kind in (locks.Lock, locks.Event, locks.Condition, locks.Semaphore, queues.Queue):
        _patch_making(kind)
    _patch_lock(locks.Lock, lambda lock: 1 if lock._locked else 0)
    _patch_lock(locks.Semaphore, lambda semaphore: max(0, semaphore._value))
    _patch_semaphore()
    _patch_queue()
    _patch_event()
    if hasattr(locks, "Barrier"):
        _patch_making(locks.Barrier)
        _patch_barrier(locks.Barrier)
    _patch_timeout()
