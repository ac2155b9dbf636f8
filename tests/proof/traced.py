"""asyncio with a virtual clock and a record of what its tasks do. Everything else is CPython's own:
run, Runner, gather, wait, locks and queues run as they are. Runs inside CPython 3.14 (Pyodide)."""

import ast
import asyncio
import builtins
import gc
import heapq
import inspect
import itertools
import re
import sys
import warnings
from asyncio import base_events, events, futures, runners, taskgroups, tasks, timeouts

from clock import CLOCK, Moment, seconds_text, virtual_time

SHUTDOWN = {"BaseEventLoop.shutdown_asyncgens", "VirtualLoop.shutdown_default_executor"}
MOST_EVENTS = 100_000


class Stuck(BaseException):
    """No task can ever run again."""


class TooLong(BaseException):
    """More events than a comparison needs."""


class Record:
    def __init__(self):
        self.events = []
        self.timeline = -1
        self.open = False  # a timeline runs
        self.started = False  # its main task was made
        self.serial = itertools.count(1)
        self.warnings = []

    def begin(self):
        self.timeline += 1
        self.open, self.started = True, False
        CLOCK.restart()
        tasks._task_name_counter = itertools.count(1).__next__

    def add(self, event, task=None, **more):
        if not self.open:
            return
        line = {"timeline": self.timeline, "t": seconds_text(CLOCK.now)}
        if task is not None:
            line["task"] = task.get_name()
        line["event"] = event
        line.update(more)
        self.events.append(line)
        if len(self.events) > MOST_EVENTS:
            raise TooLong

    def end(self, outcome, **more):
        self.add("end", outcome=outcome, **more)
        self.open = False


RECORD = Record()


def without_addresses(text):
    """`<asyncio.locks.Lock object at 0x7f [locked]>` is `<Lock locked>`."""
    text = re.sub(r"<asyncio\.\w+\.(\w+) object at 0x[0-9a-f]+ \[([^\]]*)\]>", r"<\1 \2>", text)
    text = re.sub(r" (object )?at 0x[0-9a-f]+", "", text)
    # What the C library under Pyodide says otherwise than Linux's.
    return text.replace("(68, 'Result not representable')", "(34, 'Numerical result out of range')")


def error_line(error):
    text = without_addresses(str(error))
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


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
    RECORD.warnings.append(message + (f": {error_line(error)}" if error else ""))


def note_warning(message, category, *place, **more):
    if category is RuntimeWarning:
        RECORD.warnings.append(str(message))


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


# --- Running a program ---


def trace_print(*values, sep=" ", end="\n", file=None, flush=False):
    if file is not None:
        return
    task = None
    if events._get_running_loop() is not None:
        task = tasks.current_task()
    if task is not None:
        RECORD.add("print", task, text=without_addresses(sep.join(map(str, values))))


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


def run_statement(node, scope):
    if isinstance(node, ast.Try):  # the program goes on after a timeline's error; so do we
        for inner in node.body:
            run_statement(inner, scope)
        return
    try:
        exec(compile(ast.Module([node], []), "<program>", "exec"), scope)
        if RECORD.open and RECORD.started:
            RECORD.end("done")
    except Stuck:
        pass
    except BaseException as error:
        if isinstance(error, TooLong) or not RECORD.open:
            raise
        RECORD.end("error", text=error_line(error))


LINES = set()  # of the program, that ran


def line_ran(code, line):
    if code.co_filename == "<program>":
        LINES.add(line)
    return sys.monitoring.DISABLE


def run_program(source):
    """The program's events, one dictionary each, and the numbers of its lines that ran."""
    LINES.clear()
    global RECORD
    RECORD.__init__()
    events._set_running_loop(None)
    events.set_event_loop(None)
    scope = {"__name__": "__main__", "__builtins__": dict(vars(builtins), print=trace_print)}
    gc.disable()
    real = builtins.print
    builtins.print = trace_print  # `from builtins import print as print_`
    try:
        with virtual_time(), warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = note_warning
            for node in ast.parse(source).body:
                run_statement(node, scope)
            scope.clear()
            CLOCK.restart()
            events.set_event_loop(None)
            gc.collect()
        return {"events": RECORD.events, "lines": sorted(LINES), "warnings": RECORD.warnings}
    finally:
        builtins.print = real
        RECORD.open = False
        scope.clear()
        gc.enable()


patch()
sys.monitoring.use_tool_id(sys.monitoring.COVERAGE_ID, "proof")
sys.monitoring.register_callback(sys.monitoring.COVERAGE_ID, sys.monitoring.events.LINE, line_ran)
sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, sys.monitoring.events.LINE)
sys.setrecursionlimit(900)
