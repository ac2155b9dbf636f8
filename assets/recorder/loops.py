"""Loops on the virtual clock, and each outermost run of one as a timeline."""

import asyncio
import functools
import sys
from asyncio import base_events, runners, selector_events

from _interleave import outside, real, source
from _interleave.chain import call_of
from _interleave.clock import CLOCK, MAIN, MONOTONIC, SECOND, nanoseconds, recording, virtual
from _interleave.record import RECORD
from _interleave.stop import STOP, Stopped
from _interleave.threads import WORLD

RESOLUTION = 0.5e-9  # seconds: a timer is due at its own nanosecond, and 0 would spin
ONCE_MORE = 0.0005   # seconds that the system's own network may take
AT_MOST = 0.3        # seconds of the same where it says that it is not done


class Selector:
    """Before the loop's own selector: moves the clock where nothing is ready."""

    def __init__(self, loop, own):
        self.loop, self.own = loop, own
        self.events = []

    def __getattr__(self, name):
        return getattr(self.own, name)

    def foreign(self):
        """Keys but the loop's own pipe to itself."""
        pipe = getattr(self.loop, "_ssock", None)
        mine = pipe.fileno() if pipe is not None else -1
        return [key for key in list(self.own.get_map().values()) if key.fd != mine]

    def look(self, seconds):
        self.events = self.own.select(seconds)

    def look_at_network(self):
        self.look(ONCE_MORE)
        end = real.monotonic() + AT_MOST
        while not self.done() and outside.on_its_way() and real.monotonic() < end:
            self.look(10 * ONCE_MORE)

    def done(self):
        if not self.events:
            self.look(0)
        return bool(self.events or self.loop._ready)

    def select(self, timeout=None):
        if real.get_ident() == MAIN:
            RECORD.passes += 1
        if not virtual() or real.get_ident() != MAIN:
            return self.own.select(timeout)
        self.events = []
        WORLD.poll()
        if timeout is not None and timeout <= 0:
            self.look(0)
        elif not self.done():
            if self.foreign():
                self.look_at_network()
            WORLD.drive(self.done, self.deadline(), self.look)
        found, self.events = self.events, []
        return found

    def deadline(self):
        timers = self.loop._scheduled
        return nanoseconds(timers[0]._when) - MONOTONIC if timers else None


def loop_outside():
    """Whether something outside may still answer."""
    loop = asyncio._get_running_loop()
    selector = getattr(loop, "_selector", None)
    if isinstance(selector, Selector):
        keys = selector.foreign()
        if keys and outside.descriptors_outside(keys):
            return True
    return outside.alarm_outside() or outside.children_outside()


def loop_listens():
    loop = asyncio._get_running_loop()
    selector = getattr(loop, "_selector", None)
    return isinstance(selector, Selector) and bool(selector.foreign())


def patch_loop():
    loop = base_events.BaseEventLoop
    own_init = selector_events.BaseSelectorEventLoop.__init__
    own_time, own_call_at = loop.time, loop.call_at

    def init(self, selector=None):
        own_init(self, selector)
        if recording():
            self._selector = Selector(self, self._selector)
        if virtual():
            self._clock_resolution = RESOLUTION

    def time(self):
        return (MONOTONIC + CLOCK.read()) / SECOND if virtual() else own_time(self)

    def call_at(self, when, callback, *args, context=None):
        if virtual() and isinstance(when, (int, float)) and abs(when) < 1e9:
            when = nanoseconds(when) / SECOND
        return own_call_at(self, when, callback, *args, context=context)

    for function, own in ((init, own_init), (time, own_time), (call_at, own_call_at)):
        function.__name__, function.__qualname__ = own.__name__, own.__qualname__
        function.__doc__ = own.__doc__
    selector_events.BaseSelectorEventLoop.__init__ = init
    loop.time, loop.call_at = time, call_at
    WORLD.outside = loop_outside
    STOP.listens = loop_listens


# --- timelines ---


class Depth:
    """Of runs inside of runs: only the outermost is a timeline."""

    value = 0
    tried = None  # called where a notebook's cell tries to run one, inside of its own loop


def title_of(frame, call):
    """What stands above the statement that runs, or the call itself; and its line."""
    mine = []
    while frame is not None:
        if source.is_mine(frame.f_code.co_filename):
            mine.append(frame)
        frame = frame.f_back
    for one in reversed(mine):
        text = source.text_of(one.f_code.co_filename)
        statement = text.statement(one.f_lineno)
        if statement is not None:
            above = text.comment_above(statement.lineno)
            if above:
                return above, mine[0].f_lineno
    return call, mine[0].f_lineno if mine else None


def begin(call, loop, main=True):
    title, line = title_of(sys._getframe(2), call)
    STOP.begin()
    RECORD.begin(title, call, line, loop, main)


def outermost():
    return recording() and real.get_ident() == MAIN and Depth.value == 0 and \
        asyncio._get_running_loop() is None


def tries():
    if Depth.tried and recording() and real.get_ident() == MAIN:
        Depth.tried()


def what(awaitable):
    return call_of(awaitable) if asyncio.iscoroutine(awaitable) else \
        type(awaitable).__name__.strip("_")


def tidies(future):
    """Whether it only ends a loop: that is nothing to show."""
    return getattr(future, "__qualname__", "") in ("BaseEventLoop.shutdown_asyncgens",
                                                   "BaseEventLoop.shutdown_default_executor")


def second_thread():
    if virtual() and real.get_ident() != MAIN:
        STOP.refuse("an event loop runs in a second thread: on one virtual clock there can only "
                    "be loops of the main thread; `--clock real` takes it, and shows the main "
                    "thread's")


def run_inside(function, *args, **kwargs):
    Depth.value += 1
    try:
        return function(*args, **kwargs)
    except Stopped:
        raise
    except BaseException as error:
        RECORD.fail(error)
        raise
    finally:
        Depth.value -= 1


def patch_runs():
    own_run, own_close = runners.Runner.run, runners.Runner.close
    own_asyncio_run = runners.run
    own_complete = base_events.BaseEventLoop.run_until_complete
    own_forever = base_events.BaseEventLoop.run_forever

    def run(self, coro, *, context=None):
        if not outermost() or not (asyncio.iscoroutine(coro) or hasattr(coro, "__await__")):
            tries()
            return own_run(self, coro, context=context)
        begin(what(coro), getattr(self, "_loop", None))
        self._interleave_timeline = RECORD.timelines
        return run_inside(own_run, self, coro, context=context)

    @functools.wraps(own_asyncio_run)
    def asyncio_run(*args, **kwargs):
        if asyncio._get_running_loop() is not None:
            tries()
        return own_asyncio_run(*args, **kwargs)

    def close(self):
        if not recording() or getattr(self, "_interleave_timeline", None) != RECORD.timelines:
            return own_close(self)
        Depth.value += 1
        try:
            own_close(self)
        finally:
            Depth.value -= 1
            RECORD.finish()

    def run_until_complete(self, future):
        if not outermost():
            tries()
            return own_complete(self, future)
        if tidies(future):
            return run_inside(own_complete, self, future)
        begin(what(future), self, asyncio.iscoroutine(future))
        try:
            return run_inside(own_complete, self, future)
        finally:
            RECORD.finish()

    def run_forever(self):
        second_thread()
        if not outermost():
            return own_forever(self)
        begin("run_forever()", self, False)
        try:
            return run_inside(own_forever, self)
        finally:
            RECORD.finish()

    for function, own in ((run, own_run), (close, own_close),
                          (run_until_complete, own_complete), (run_forever, own_forever)):
        function.__name__, function.__qualname__ = own.__name__, own.__qualname__
        function.__doc__ = own.__doc__
    runners.Runner.run, runners.Runner.close = run, close
    runners.run = asyncio.run = asyncio_run
    base_events.BaseEventLoop.run_until_complete = run_until_complete
    base_events.BaseEventLoop.run_forever = run_forever
    for name in ("uvloop", "nest_asyncio"):
        if name in sys.modules:
            STOP.refuse(f"{name} was loaded before the program began")
