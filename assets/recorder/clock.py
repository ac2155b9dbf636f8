"""The virtual clock, in whole nanoseconds, and the functions of Python that read it. It moves when
all wait (see threads.py), when something outside was really waited for, and by what a step that
holds the loop really took."""

import sys
import time

from _interleave import real

SECOND = 1_000_000_000
MILLISECOND = 1_000_000
NOTICED = 50 * MILLISECOND  # what a step has to take before it counts
GRAIN = 10 * MILLISECOND    # to which that is rounded
RECENTLY = 3 * MILLISECOND  # that is as good as now
LOOKS = 2000                # at the clock, in one step, before each look moves it
# Where the clocks start: a fixed date, so that a program says the same each time; and a monotonic
# clock that has run for a day or so, as on any machine.
DATE = (2026, 1, 5, 9, 0, 0, 0, 0, -1)
MONOTONIC = 100_000 * SECOND


def nanoseconds(seconds):
    return round(seconds * SECOND)


class Meter:
    """How long the main thread has really worked since the last `begin`."""

    asked = known = 0

    def begin(self):
        self.wall = real.perf_counter_ns()
        self.cpu = real.thread_time_ns()
        self.queued = None
        self.switches = real.switches()
        self.looks = 0

    def count_queued(self):
        """How long others had the machine so far; asked the system for now and then only."""
        if self.wall - self.asked > RECENTLY:
            self.asked, self.known = self.wall, real.queued_ns()
        self.queued = self.known

    def forgive(self):
        """The main thread waited; that is no work of its own."""
        self.wall = real.perf_counter_ns()
        self.switches = real.switches()

    def spent(self):
        """Nanoseconds; 0 below what is noticed. Waiting for a busy machine is not the program's."""
        cpu = real.thread_time_ns() - self.cpu
        wall = real.perf_counter_ns() - self.wall
        if max(cpu, wall) < NOTICED:
            return 0
        if self.switches is not None and self.switches == real.switches():
            wall = cpu  # it never waited: it was the machine that did others' work
        queued = real.queued_ns()
        other = queued - self.queued if self.queued is not None else 0
        waited = wall - cpu - other
        return cpu + waited if waited >= NOTICED else cpu if cpu >= NOTICED else 0


class Clock:
    def __init__(self):
        self.now = 0
        self.virtual = True
        self.waited = 0  # really, for something outside
        self.owed = 0    # of that, not yet on the clock: it is rounded
        self.meter = Meter()
        self.count_work = True
        self.started = real.monotonic_ns()
        self.on_move = None  # called with the instant that is to be reached
        self.block = lambda label: False  # the task that steps holds the loop ...
        self.unblock = lambda: None       # ... until here
        self.on_waited = lambda nanosecs: None
        self.works = False  # in a step or a callback: the loop's own work takes no time

    def start(self, virtual):
        self.virtual = virtual
        self.started = real.monotonic_ns()
        self.date = round(real.mktime(DATE)) * SECOND
        self.meter.begin()

    def move(self, until):
        if until > self.now:
            if self.on_move:
                until = self.on_move(until)
            self.now = max(self.now, until)

    def begin_work(self):
        self.works = True
        meter = self.meter
        meter.begin()
        if self.virtual and self.count_work:
            meter.count_queued()

    def end_work(self):
        self.charge()
        self.works = False

    def charge(self):
        """Puts what the main thread worked on the clock: what that was, in nanoseconds."""
        if not self.virtual or not self.count_work or not self.works:
            return 0
        spent = self.meter.spent()
        if not spent:
            return 0
        spent = (spent + GRAIN // 2) // GRAIN * GRAIN
        looks = self.meter.looks
        self.begin_work()
        self.meter.looks = looks
        blocks = self.block(None)
        self.move(self.now + spent)
        if blocks:
            self.unblock()
        return spent

    def wait_really(self, nanosecs, most):
        """Puts a real wait on the clock, which goes no further than to `most` (None: any)."""
        self.owed += nanosecs
        rounded = (self.owed + GRAIN // 2) // GRAIN * GRAIN
        until = self.now + rounded
        if most is not None and until >= most:
            until = most
            self.owed = 0
        else:
            self.owed -= rounded
        waited = max(0, until - self.now)
        self.waited += waited
        self.move(until)
        if waited:
            self.on_waited(waited)

    def read(self):
        """Now, as a running program sees it."""
        if not self.virtual:
            return real.monotonic_ns() - self.started
        if real.get_ident() == MAIN:
            self.charge()
        self.meter.looks += 1
        if self.meter.looks > LOOKS:
            self.move(self.now + MILLISECOND)
        return self.now


CLOCK = Clock()
MAIN = real.get_ident()
RECORDING = [False]  # what a forked child sets back


def recording():
    return RECORDING[0]


def virtual():
    return RECORDING[0] and CLOCK.virtual


def loop_time():
    return (MONOTONIC + CLOCK.now) / SECOND if CLOCK.virtual else real.monotonic()


def _replaced(name, function):
    own = getattr(time, name)

    def replacement(*args):
        return function(*args) if virtual() else own(*args)

    replacement.__name__ = replacement.__qualname__ = name
    replacement.__module__ = "time"
    replacement.__doc__ = own.__doc__
    replacement.__text_signature__ = getattr(own, "__text_signature__", None)
    setattr(time, name, replacement)


def _seconds_of_day(seconds):
    return (CLOCK.date + CLOCK.read()) / SECOND if seconds is None else seconds


def patch_time(sleep):
    """`sleep(seconds)` waits in virtual time."""
    _replaced("time", lambda: (CLOCK.date + CLOCK.read()) / SECOND)
    _replaced("time_ns", lambda: CLOCK.date + CLOCK.read())
    _replaced("monotonic", lambda: (MONOTONIC + CLOCK.read()) / SECOND)
    _replaced("monotonic_ns", lambda: MONOTONIC + CLOCK.read())
    _replaced("perf_counter", lambda: CLOCK.read() / SECOND)
    _replaced("perf_counter_ns", CLOCK.read)
    _replaced("localtime", lambda seconds=None: real.localtime(_seconds_of_day(seconds)))
    _replaced("gmtime", lambda seconds=None: real.gmtime(_seconds_of_day(seconds)))
    _replaced("ctime", lambda seconds=None: real.ctime(_seconds_of_day(seconds)))
    _replaced("asctime", lambda t=None: real.asctime(time.localtime() if t is None else t))
    _replaced("strftime", lambda form, t=None: real.strftime(form, time.localtime()
                                                             if t is None else t))
    _replaced("sleep", sleep)


def patch_readers():
    """Modules that took a clock before it was replaced, and those that must keep the real one."""
    for name, module, attribute in (("threading", time.monotonic, "_time"),
                                    ("queue", time.monotonic, "time"),
                                    ("sched", time.monotonic, "_time")):
        if name in sys.modules:
            setattr(sys.modules[name], attribute, module)
    if "logging" in sys.modules:
        logging = sys.modules["logging"]
        nanosecs = isinstance(logging._startTime, int)
        logging._startTime = time.time_ns() if nanosecs else time.time()


def patch_datetime(module):
    """`datetime` types are C's: subclasses that differ in `now` and `today` take their place."""
    import copyreg

    own_datetime, own_date = module.datetime, module.date

    class Lenient(type):
        own = None

        def __instancecheck__(cls, value):
            return isinstance(value, cls.own) if cls.own else type.__instancecheck__(cls, value)

        def __subclasscheck__(cls, other):
            return issubclass(other, cls.own) if cls.own else type.__subclasscheck__(cls, other)

    class datetime(own_datetime, metaclass=Lenient):
        @classmethod
        def now(cls, tz=None):
            if not virtual():
                return super().now(tz)
            return cls._at(CLOCK.date + CLOCK.read(), tz)

        @classmethod
        def utcnow(cls):
            if not virtual():
                return super().utcnow()
            return cls._at(CLOCK.date + CLOCK.read(), module.timezone.utc).replace(tzinfo=None)

        @classmethod
        def today(cls):
            return cls.now()

        @classmethod
        def _at(cls, instant, tz):
            seconds, rest = divmod(instant, SECOND)
            return cls.fromtimestamp(seconds, tz).replace(microsecond=rest // 1000)

    class date(own_date, metaclass=Lenient):
        @classmethod
        def today(cls):
            if not virtual():
                return super().today()
            return cls.fromtimestamp(time.time())

    for new, own in ((datetime, own_datetime), (date, own_date)):
        new.__module__, new.__qualname__ = "datetime", new.__name__
        Lenient.own = None
        setattr(module, new.__name__, new)
        copyreg.pickle(own, lambda value, new=new: (new, value.__reduce__()[1]))
    datetime.own, date.own = own_datetime, own_date
    # A class of one's own that inherits from either must go by itself again.
    datetime.__init_subclass__ = classmethod(lambda cls, **more: setattr(cls, "own", None))
    date.__init_subclass__ = classmethod(lambda cls, **more: setattr(cls, "own", None))
