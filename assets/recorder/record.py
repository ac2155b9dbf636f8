"""What happened, timeline by timeline: the one place that makes the trace's events of tasks. What
they mean is told in scenarios/trace.md."""

import functools
import itertools
import weakref

from _interleave import source
from _interleave.channel import CHANNEL, MOST_EVENTS, bounded, plain
from _interleave.chain import Waiting, call_here, path_of_error
from _interleave.clock import CLOCK, SECOND, recording
from _interleave.names import HIDDEN as HIDDEN_NAMES
from _interleave.names import Names
from _interleave.values import locals_of, name_of, short

MOST_TIMELINES = 16
MOST_NAMES = 12
MOST_MEMBERS, DEEPEST_GROUP = 64, 16  # of an exception group
MOST_BYTES = 48_000_000


def error_line(error):
    """`ValueError: boom`."""
    try:
        text = str(error)
    except Exception:
        text = "<exception str() failed>"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def job_text(job):
    """`time.sleep(3)`: what a job of an executor calls."""
    if hasattr(job, "fn"):
        function, args, kwargs = job.fn, job.args, job.kwargs
    else:
        function, args, kwargs = job.task
    while True:
        if name_of(function) == "Context.run" and args:  # asyncio.to_thread
            function, args = args[0], args[1:]
        elif isinstance(function, functools.partial):
            args, kwargs = function.args + tuple(args), {**function.keywords, **kwargs}
            function = function.func
        else:
            break
    given = [short(a) for a in args] + [f"{k}={short(v)}" for k, v in kwargs.items()]
    return bounded(plain(f"{name_of(function)}({', '.join(given)})"), 200)


class Record:
    def __init__(self):
        self.timelines = 0     # begun so far
        self.open = False      # one runs
        self.late = False      # it was cut, and cleans up
        self.shown = False     # it is among the first sixteen
        self.start = 0
        self.passes = 0        # of the loop, in this timeline
        self.places = 0        # lines that are declared in it
        self.numbers = itertools.count(1)  # of tasks without a name
        self.alive = weakref.WeakSet()
        self.ids = weakref.WeakKeyDictionary()   # task of this timeline -> number
        self.made = 0
        self.workers = set()   # numbers of those that run a job
        self.current = None    # the task that steps
        self.woken = None      # the task that steps, where its wake-up is queued already
        self.cause = None      # of what the callback that runs does
        self.outcome = None
        self.stuck_at = self.cut_at = None
        self.blocking = False
        self.holders = weakref.WeakKeyDictionary()  # lock -> tasks
        self.names = Names(self)
        self.bound = weakref.WeakSet()              # tasks that a name was told of
        self.on_too_much = None
        self.on_first = lambda: None                # attach.py
        self.number_of = lambda thing: None         # objects.py
        self.flush = lambda task: None              # output.py
        self.events = 0
        self.bytes = 0
        self.notes_before = []
        self.aside = False     # what runs now is no timeline's, though one is open
        self.retells = False   # what is written now was told as a warning

    # --- timelines ---

    def begin(self, title, call, line, loop=None, main=True):
        self.finish()
        if self.timelines == 0:
            self.on_first()
        self.open, self.late = True, False
        self.shown = self.timelines < MOST_TIMELINES
        self.start = CLOCK.now if CLOCK.virtual else CLOCK.read()
        self.outcome = self.stuck_at = self.cut_at = None
        self.ids = weakref.WeakKeyDictionary()
        self.made = self.passes = self.places = 0
        self.workers = set()
        self.bound = weakref.WeakSet()
        self.names.begin()
        self.timelines += 1
        self.loop = loop
        self.declare("timeline", title=bounded(plain(title), 200), call=bounded(plain(call), 200),
                     **({"line": line} if line else {}), **({} if main else {"main": False}))
        if not main:
            self.tell_alive()

    def tell_alive(self):
        """What was made before, and lives on in this timeline."""
        for task in sorted(self.alive, key=hash):
            if task not in self.ids and not task.done() and \
                    (self.loop is None or task.get_loop() is self.loop):
                self.create(task, again=True)

    def finish(self):
        """Ends the timeline that is open, if one is."""
        if not self.open:
            return
        outcome, text = self.outcome or ("done", None)
        more = {} if text is None else {"text": bounded(plain(text))}
        if self.stuck_at is not None:
            more["stuck_at"] = self.stuck_at
        elif self.cut_at is not None:
            more["t"] = self.cut_at  # what it did while it was cleaned up is not told
        self.late = False
        self.add("end", outcome=outcome, **more)
        self.open = False
        if not any(not task.done() for task in self.alive):
            self.numbers = itertools.count(1)

    def fail(self, error):
        if self.outcome is None:
            self.outcome = "error", error_line(error)

    def cut(self, outcome, text):
        """The timeline goes no further; what follows is its cleaning up."""
        if self.outcome is None and self.open:
            self.outcome = outcome, text
            if outcome == "stuck":
                self.stuck_at = self.now()
            else:
                self.cut_at = self.now()
            self.late = True

    # --- events ---

    def virtual(self):
        return CLOCK.virtual

    def now(self):
        return max(0, (CLOCK.now if CLOCK.virtual else CLOCK.read()) - self.start) / SECOND

    def tells(self):
        """Whether what happens now is told."""
        return self.open and self.shown and not self.late and recording()

    def place(self, line):
        """The fields that tell a place. Lines of the text that is shown are places by number."""
        if line is None:
            return {}
        if isinstance(line, tuple):
            self.declare_lines(source.shown_lines())  # before places that nobody numbered
            return {"file": plain(line[0]), "line": line[1]}
        self.declare_lines(line)
        return {"place": line}

    def declare_lines(self, last):
        while self.places < last and self.shown:
            self.places += 1
            self.declare("place", place=self.places, line=self.places)

    def declare(self, event, **fields):
        if self.shown:
            CHANNEL.write({"event": event, "timeline": self.timelines - 1, **fields})

    def of_task(self, task):
        if task is None:
            return {}
        return {"task": plain(task.get_name() if hasattr(task, "_interleave_started")
                              else task._interleave_name), "id": self.ids[task]}

    def add(self, event, task=None, **more):
        if not self.open or not self.shown or not recording():
            return
        if self.late:
            if event != "print" or self.outcome[0] != "stuck":
                return
            more["late"] = True
        more.update(self.place(more.pop("line", None)))
        for link in more.get("chain") or ():
            link.update(self.place(link.pop("line", None)))
        line = {"timeline": self.timelines - 1, "t": self.now()}
        if task is not None and task in self.ids:
            line.update(self.of_task(task))
        line["event"] = event
        for key, value in more.items():
            if value is not None:
                line[key] = value
        CHANNEL.write(line)
        self.events += 1

    def too_much(self):
        return self.events > MOST_EVENTS or self.bytes > MOST_BYTES

    def by(self, task):
        return {} if task is None or task not in self.ids else \
            {"by": plain(task.get_name()), "by_id": self.ids[task]}

    # --- tasks ---

    def create(self, task, again=False):
        if not hasattr(task, "_interleave_name"):
            task._interleave_started = True
        self.alive.add(task)
        if not self.open or self.late:
            return
        first = self.made == 0
        self.ids[task] = self.made
        self.made += 1
        maker = None if again else self.current
        self.add("create", task, coro=bounded(plain(task._interleave_call), 200),
                 **self.by(maker), **({} if maker is None else self.place_here()))
        if again and getattr(task, "_fut_waiter", None) is not None:
            self.add("step", task, again=True)
            self.tell_waiting(task)
        elif first and not again:
            self.tell_notes()
            self.tell_alive()

    def tell_notes(self):
        notes, self.notes_before = self.notes_before, []
        for text in notes:
            self.add("note", next(iter(self.ids), None), text=text)

    @staticmethod
    def place_here():
        place = call_here()
        return {} if place is None else {"line": place[1]}

    def enter(self, task, eager=False, thrown=False):
        """The task gets the floor. What `leave` needs to give it back."""
        if self.open and task not in self.ids:
            self.create(task, again=True)
        outer = self.current
        if eager and outer is not None:
            self.add("await", outer, kind="yield", label="eager start", eager=True)
        self.current, self.woken = task, None
        if not eager:
            CLOCK.begin_work()
        self.add("step", task, thrown=thrown or None, eager=eager or None, **{"pass": self.passes},
                 line=None if eager else self.line_of(task))
        if self.too_much():
            self.on_too_much()
        return outer

    @staticmethod
    def line_of(task):
        line = getattr(task, "_interleave_line", None)
        if line is None:
            frame = getattr(task.get_coro(), "cr_frame", None)
            if frame is not None and source.is_mine(frame.f_code.co_filename):
                line = source.line_of(frame.f_code.co_filename, frame.f_lineno)
        return line

    def leave(self, task, outer):
        """The task's step is over."""
        eager = not hasattr(task, "_interleave_started")
        task._interleave_started = True
        if outer is None:
            CLOCK.end_work()
        self.flush(task)
        if task.done():
            self.names.look(task, ())
        if not task.done():
            self.tell_waiting(task)
        elif task.cancelled():
            self.add("cancelled", task)
        elif task._exception is not None:
            self.tell_error(task, task._exception)
        else:
            self.add("done", task)
        self.current, self.woken = outer, None
        if eager and outer is not None:
            self.add("wake", outer, waker="task", eager=True, **self.by(task))
            self.add("step", outer, eager=True, **{"pass": self.passes})

    def tell_error(self, task, error):
        text = bounded(plain(error_line(error)))
        if self.tells():
            path = path_of_error(error)
            if path:
                self.tell_raised("raise", task, text, path)
                self.tell_inside(task, error)
        self.add("error", task, text=text)

    def tell_raised(self, event, task, text, path, **more):
        self.add(event, task, text=text, line=path[-1]["line"] if path else None,
                 chain=path if len(path) > 1 else None, **more)

    def tell_inside(self, task, error, depth=1):
        """What failed inside of a group, each where it came up."""
        if not isinstance(error, BaseExceptionGroup) or depth > DEEPEST_GROUP:
            return
        for inner in error.exceptions[:MOST_MEMBERS]:
            self.tell_raised("inside", task, bounded(plain(error_line(inner))),
                             path_of_error(inner), depth=depth)
            self.tell_inside(task, inner, depth + 1)

    def tell_waiting(self, task):
        if not self.tells():
            return
        waiting = Waiting(task)
        task._interleave_line = waiting.line
        on = self.number_of(waiting.object) if waiting.object is not None else None
        told = {"kind": waiting.kind, "label": bounded(plain(waiting.text), 200),
                "call": bounded(plain(waiting.call), 200) if waiting.call else None,
                "line": waiting.line, "on": on}
        if len(waiting.chain) > 1:
            told["chain"] = waiting.chain
        if waiting.frames:
            self.bind_names(task, waiting.frames[-1])
        self.names.look(task, waiting.frames)
        self.add("await", task, **told)
        if self.woken is task:
            self.woken = None
            self.add("wake", task, waker="callback")

    def bind_names(self, task, frame):
        """The first name that holds a task is told of it."""
        for name, value in itertools.islice(list(locals_of(frame).items()), 4 * MOST_NAMES):
            if type(value) is type(task) and value in self.ids and name not in HIDDEN_NAMES and \
                    not name.startswith(("_", ".")):
                self.bind(value, name)

    def bind(self, task, name):
        if task not in self.bound:
            self.bound.add(task)
            self.add("bind", task, text=name)

    def wake(self, task):
        """A wake-up of the task was queued."""
        if task is self.current:
            self.woken = task
            return
        if self.open and not self.late and task not in self.ids:
            self.create(task, again=True)
        if self.current is not None:
            self.add("wake", task, waker="task", **self.by(self.current))
        else:
            self.add("wake", task, waker=self.cause or "callback")

    def cancel(self, task, cause, refused):
        if self.open and task in self.ids:
            self.add("cancel", task, cause=cause, refused=refused or None, **self.by(self.current))

    # --- what holds the loop ---

    def block(self, label):
        """The task that steps holds the loop from here, until `unblock`. False: no task does."""
        if self.current is None or self.blocking or not self.tells():
            return False
        self.blocking = True
        self.blocked = {"kind": "block", "label": label, **self.where()}
        self.add("block", self.current, **self.blocked)
        return True

    def unblock(self):
        self.blocking = False
        self.add("block_end", self.current, **self.blocked)

    def where(self):
        place = call_here()
        return {} if place is None else {"call": bounded(plain(place[0]), 200), "line": place[1]}

    def waited(self, nanosecs):
        self.add("waited", seconds=nanosecs / SECOND)

    def worked_outside_tasks(self):
        CLOCK.end_work()
        self.flush(None)

    # --- threads ---

    def job(self, job, begins):
        """A job of an executor begins or ends, in its own thread."""
        if job.maker is None or not self.tells() or job.maker not in self.ids:
            return
        if begins:
            job.worker = min(set(range(len(self.workers) + 1)) - self.workers)
            self.workers.add(job.worker)
            job.label, job.timeline = job_text(job), self.timelines
        elif getattr(job, "timeline", None) != self.timelines:
            return
        else:
            self.workers.discard(job.worker)
        self.add("thread" if begins else "thread_end", job.maker, worker=job.worker,
                 kind="thread", label=job.label, call=job.label)

    # --- locks ---

    def holders_of(self, lock):
        try:
            return self.holders.get(lock, ())
        except TypeError:
            return ()

    def hold(self, lock):
        if self.current is not None:
            self.holders.setdefault(lock, []).append(self.current)

    def give_back(self, lock):
        """Whether someone had it."""
        holders = self.holders.get(lock)
        if not holders:
            return False
        holders.remove(self.current if self.current in holders else holders[0])
        return True

    # --- what is told besides ---

    def note(self, text):
        text = bounded(plain(text), 500)
        if self.open and self.current is not None:
            self.add("note", self.current, text=text, **self.place_here())
        else:
            self.notes_before.append(text)

    def warn(self, text, line=None):
        text = bounded(plain(text))
        if self.tells():
            self.add("warning", self.current, text=text, line=line)


RECORD = Record()
