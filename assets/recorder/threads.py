"""Threads take turns on the virtual clock. They are Python's own: one that sleeps, waits or joins
is parked with its deadline, and who waits in the main thread drives the clock: to the next
deadline where all are parked, else by what is really waited for. A job of an executor starts when
the main thread next waits.

The locks in here are `_thread`'s, which nothing replaces."""

import itertools
import threading
import weakref
from concurrent.futures import thread as pools

from _interleave import real
from _interleave.clock import CLOCK, MAIN, nanoseconds, recording, virtual

RUNNING, PARKED, IDLE, ENDED = "running", "parked", "idle", "ended"
SETTLES = 0.05   # seconds that threads may really run before that counts
PATIENT = 1.0    # the same of a machine that does not let them run
LOOK = 0.002     # between two looks at a thread that seems to sleep
LOOKS = 4        # until it is believed
SLICE = 0.02     # of a real wait
GIVES_UP = 0.3   # seconds that a parked thread waits for somebody who drives, and that nothing
                 # happens before a run is told to be stuck


class Seat:
    """What is known of one thread."""

    def __init__(self, thread, task):
        self.daemon, self.task = thread.daemon, task
        self.state = RUNNING
        self.lock = self.deadline = None
        self.order = 0
        self.expired = False  # woken by its deadline
        self.joins = None     # the thread whose end it waits for
        self.gate = None      # the job that it is about to begin
        self.native = None
        self.slept = None     # how long it had run when it was last seen to sleep for good
        self.job = None


class World:
    def __init__(self):
        self.seats = {}        # of threads that live: ident -> Seat
        self.starting = []     # of threads without an ident yet
        self.order = itertools.count()
        self.bell = real.allocate_lock()
        self.bell.acquire()
        self.counting = real.allocate_lock()
        self.driving = False
        self.counted = 0       # until then real time is on the clock
        self.main_joins = None  # the seat whose end the main thread waits for
        self.really = 0        # depth of what must wait for real
        self.pools = weakref.WeakSet()
        self.on_stuck = None   # called where nothing can ever happen again: raises
        self.outside = lambda: False
        self.on_job = lambda job, begins: None
        self.main_native = getattr(threading.main_thread(), "native_id", None)

    # --- what threads do ---

    def seat(self):
        return self.seats.get(real.get_ident())

    def ring(self):
        try:
            self.bell.release()
        except RuntimeError:
            pass

    def park(self, seat, lock, deadline):
        """True where the lock was released, False where the deadline came first."""
        seat.lock, seat.deadline, seat.order = lock, deadline, next(self.order)
        seat.expired = False
        seat.state = PARKED
        if seat.joins is not None and seat.joins.state is ENDED:
            self.release(seat)  # it ended before anybody could see who waits for it
        self.ring()
        seen, since = None, real.monotonic()
        while not lock.acquire(True, SETTLES):
            seen = self.watch(seen)
            if not self.driving and self.gives_up(seat, real.monotonic() - since):
                seat.expired = seat.gate is None
                break
        seat.state, seat.lock, seat.deadline = RUNNING, None, None
        return not seat.expired

    def gives_up(self, seat, waited):
        """The main thread works all the time, and waits for nothing that is known here: then time
        is real."""
        if seat.gate is not None:
            return waited > GIVES_UP
        if seat.deadline is None or seat.state is not PARKED or \
                waited * 1e9 < seat.deadline - CLOCK.now or waited < GIVES_UP:
            return False
        CLOCK.now = max(CLOCK.now, seat.deadline)
        return True

    def watch(self, seen):
        """A parked thread looks whether the main thread waits for a lock, where nobody drives."""
        if self.driving or self.main_native is None:
            return None
        ran = real.ran_ns(self.main_native)
        if ran is None or ran != seen or not real.waits_for_a_lock(self.main_native):
            return ran
        self.driving = True
        self.counted = real.monotonic_ns()
        try:
            self.step_on(None)
        finally:
            CLOCK.meter.forgive()
            self.driving = False
        return None

    def wait(self, lock, deadline):
        """Until `lock` can be had: True; or the virtual deadline (None: never) has come: False."""
        seat = self.seat()
        if seat is None and real.get_ident() == MAIN:
            return self.drive(lambda: lock.acquire(False), deadline)
        return self.park(seat, lock, deadline)

    def queued(self, pool, change):
        """Jobs that a pool has and no worker took yet."""
        with self.counting:
            pool._interleave_queued = max(0, pool._interleave_queued + change)

    def sleep(self, duration):
        if not isinstance(duration, (int, float)) and not hasattr(duration, "__index__") \
                or not duration >= 0 or duration >= 1 << 33:
            real.sleep(duration)  # raises what Python raises
            return
        seat = self.seat()
        CLOCK.charge() if seat is None else None
        deadline = CLOCK.now + nanoseconds(duration)
        if seat is not None:
            lock = real.allocate_lock()
            lock.acquire()
            self.park(seat, lock, deadline)
        elif real.get_ident() == MAIN:
            blocks = CLOCK.block(f"sleep({duration!r})")
            try:
                self.drive(lambda: False, deadline)
            finally:
                if blocks:
                    CLOCK.unblock()
        else:
            real.sleep(duration)

    # --- what drives them ---

    def release(self, seat, expired=False):
        with self.counting:
            if seat.state is not PARKED:
                return  # somebody was faster
            seat.expired = expired
            seat.state = RUNNING
            seat.lock.release()

    def unsettled(self):
        """The threads that run, or are about to."""
        busy = [s for s in self.starting if s.state is RUNNING]
        for seat in list(self.seats.values()):
            if seat.state is RUNNING:
                busy.append(seat)
            elif seat.joins is not None and seat.joins.state in (IDLE, ENDED) and \
                    seat.joins not in busy:
                busy.append(seat.joins)  # whose end is near, though the machine may let it wait
        if self.main_joins is not None and self.main_joins.state is IDLE:
            busy.append(self.main_joins)
        return busy

    def pools_unsettled(self):
        for pool in list(self.pools):
            if pool._interleave_queued > 0 and any(
                    seat.state is IDLE for seat in map(seat_of, list(pool._threads)) if seat):
                return True
        return False

    def settle(self):
        """Waits until no thread runs. False where some work on, or wait for the outside."""
        start = before = real.monotonic()
        had, looks, ran = 0.0, {}, {}
        while True:
            busy = self.unsettled()
            if not busy and not self.pools_unsettled():
                return True
            verdict = None if self.pools_unsettled() else self.asleep(busy, looks)
            if verdict is not None:
                return verdict
            if self.bell.acquire(True, LOOK):
                continue
            now = real.monotonic()
            if not self.starves(busy, ran):
                had += min(now - before, 2 * LOOK)
            before = now
            if had >= SETTLES or now - start >= PATIENT:
                return False

    @staticmethod
    def starves(busy, ran):
        """Whether the machine let none of them run since the last look."""
        starves = True
        for seat in busy:
            if seat.native is None:
                continue  # it is not even started
            now = real.ran_ns(seat.native)
            if now is None or now != ran.get(seat, now) or real.sleeps(seat.native):
                starves = False
            ran[seat] = now
        return starves

    def asleep(self, busy, looks):
        """None: some run. True: all wait for locks of ours. False: for something outside."""
        locked = bool(busy)
        for seat in busy:
            if seat.native is None:
                return None
            ran = real.ran_ns(seat.native)
            if ran is None or not real.sleeps(seat.native):
                return None
            before = looks.get(seat)
            looks[seat] = (ran, before[1] + 1 if before and before[0] == ran else 1)
            if looks[seat][1] < LOOKS and seat.slept != ran:
                locked = None
                continue
            seat.slept = ran
            if locked and not real.waits_for_a_lock(seat.native):
                locked = False
        return locked if busy and locked is not None else None

    def gates(self):
        return sorted((s for s in list(self.seats.values()) if s.state is PARKED and s.gate),
                      key=lambda s: s.gate.order)

    def poll(self):
        """Starts what waits to be started, one after the other; whether all is settled."""
        if not self.seats and not self.starting:
            return True
        settled = self.settle()
        while gates := self.gates():
            self.release(gates[0])
            settled = self.settle()
        return settled

    def due(self):
        """The seat to be woken first."""
        waiting = [s for s in list(self.seats.values())
                   if s.state is PARKED and s.deadline is not None]
        return min(waiting, key=lambda s: (s.deadline, s.order), default=None)

    def wake_due(self):
        settled = True
        while True:
            seat = self.due()
            if seat is None or seat.deadline > CLOCK.now:
                return settled
            self.release(seat, expired=True)
            settled = self.poll()

    def stays(self):
        """Whether nothing happens for a good while: on a busy machine a thread that works can look
        like one that waits for a lock, and a run is never taken up again."""
        def states():
            return [(seat, seat.state, seat.order,
                     real.ran_ns(seat.native) if seat.state is RUNNING and seat.native else None)
                    for seat in self.starting + list(self.seats.values())]
        if not self.seats and not self.starting:
            return True
        before = states()
        return not self.bell.acquire(True, GIVES_UP) and states() == before

    def step_on(self, deadline, pause=None):
        """One step of the clock, at most to `deadline`. False: nothing can ever happen."""
        settled = self.poll()
        seat = self.due()
        target = deadline
        if seat is not None and (target is None or seat.deadline < target):
            target = seat.deadline
        if settled and not self.outside():
            if target is None:
                return False
            CLOCK.move(target)
            self.counted = real.monotonic_ns()
        else:
            self.wait_really(target, pause)
        self.wake_due()
        return True

    def wait_really(self, target, pause):
        """A slice of it; what has passed since the clock was last right counts."""
        most = SLICE if target is None else min(SLICE, max(0, target - CLOCK.now) / 1e9)
        start = real.monotonic_ns()
        pause(most) if pause else self.bell.acquire(True, most)
        now = real.monotonic_ns()
        if target is not None and most < SLICE and now - start >= most * 1e9:
            CLOCK.wait_really(target - CLOCK.now, target)
        else:
            CLOCK.wait_really(now - self.counted, target)
        self.counted = now

    def drive(self, done, deadline, pause=None):
        """The main thread waits: True when done() says so, False at the deadline."""
        CLOCK.charge()
        outer, self.driving = self.driving, True
        self.counted = real.monotonic_ns()
        try:
            while True:
                self.poll()
                if done():
                    return True
                if deadline is not None and CLOCK.now >= deadline:
                    return False
                if not self.step_on(deadline, pause):
                    if done():  # once only: it may take a lock
                        return True
                    if self.stays():
                        self.on_stuck()
        finally:
            self.driving = outer
            if CLOCK.works:
                CLOCK.begin_work()

    def user_threads(self):
        """Those that a program waits for at its end, and jobs that are not done."""
        busy = [s for s in self.starting + list(self.seats.values())
                if s.state in (RUNNING, PARKED) and (s.job or s.gate or not s.daemon)]
        return busy or self.pools_unsettled()


WORLD = World()


def seat_of(thread):
    return thread.__dict__.get("_interleave_seat")


# --- what takes the place of Python's ---


def patch_threads(current_task):
    _patch_thread(current_task)
    _patch_condition()
    _patch_pools(current_task)


def _patch_thread(current_task):
    own_start, own_join = threading.Thread.start, threading.Thread.join
    own_run = threading.Thread._bootstrap_inner

    def start(self):
        if not recording() or seat_of(self):
            return own_start(self)
        seat = Seat(self, current_task())
        self._interleave_seat = seat
        if getattr(self, "_target", None) is pools._worker:
            seat.state = IDLE
        WORLD.starting.append(seat)
        WORLD.really += 1
        try:
            own_start(self)
        except BaseException:
            seat.state = ENDED
            if seat in WORLD.starting:
                WORLD.starting.remove(seat)
            raise
        finally:
            WORLD.really -= 1
            if real.get_ident() == MAIN:
                CLOCK.meter.forgive()  # the system took its time to start it

    def bootstrap(self):
        seat = seat_of(self)
        if seat is None or not recording():
            return own_run(self)
        seat.native = threading.get_native_id() if hasattr(threading, "get_native_id") else None
        WORLD.seats[real.get_ident()] = seat
        WORLD.starting.remove(seat)
        try:
            own_run(self)
        finally:
            seat.state = ENDED
            WORLD.seats.pop(real.get_ident(), None)
            for other in list(WORLD.seats.values()):
                if other.joins is seat and other.state is PARKED:
                    WORLD.release(other)
            WORLD.ring()

    def join(self, timeout=None):
        seat = seat_of(self)
        if not virtual() or seat is None or self is threading.current_thread():
            return own_join(self, timeout)
        deadline = None if timeout is None else CLOCK.now + max(0, nanoseconds(timeout))
        mine = WORLD.seat()
        if mine is None and real.get_ident() == MAIN:
            WORLD.main_joins = seat
            try:
                ended = WORLD.drive(lambda: seat.state is ENDED, deadline)
            finally:
                WORLD.main_joins = None
        elif mine is None or seat.state is ENDED:
            ended = True
        else:
            lock = real.allocate_lock()
            lock.acquire()
            mine.joins = seat
            ended = WORLD.park(mine, lock, deadline)
            mine.joins = None
        return own_join(self) if ended else None

    threading.Thread.start, threading.Thread.join = start, join
    threading.Thread._bootstrap_inner = bootstrap


def _patch_condition():
    own_wait, own_notify = threading.Condition.wait, threading.Condition.notify

    def wait(self, timeout=None):
        if not virtual() or WORLD.really and real.get_ident() == MAIN or \
                WORLD.seat() is None and real.get_ident() != MAIN:
            return own_wait(self, timeout)
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = real.allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        saved = self._release_save()
        got = False
        try:
            deadline = None if timeout is None else CLOCK.now + max(0, nanoseconds(timeout))
            got = WORLD.wait(waiter, deadline)
            return got
        finally:
            self._acquire_restore(saved)
            if not got:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def notify(self, n=1):
        if recording() and self._is_owned():
            woken = set(map(id, list(self._waiters)[:n]))
            for seat in list(WORLD.seats.values()):
                if seat.state is PARKED and id(seat.lock) in woken:
                    seat.state = RUNNING  # before it can run: it must not be taken for parked
        own_notify(self, n)

    threading.Condition.wait, threading.Condition.notify = wait, notify


def _patch_pools(current_task):
    own_submit, own_shutdown = pools.ThreadPoolExecutor.submit, pools.ThreadPoolExecutor.shutdown
    submitting = threading.local()

    class WorkItem(pools._WorkItem):
        def __init__(self, *args):
            super().__init__(*args)
            self.pool = getattr(submitting, "pool", None)
            self.order = next(WORLD.order)
            self.maker = current_task()

        def run(self, *args):
            seat = WORLD.seat()
            if seat is None or self.pool is None or not recording():
                return super().run(*args)
            seat.state = RUNNING
            WORLD.queued(self.pool, -1)
            if virtual():
                lock = real.allocate_lock()
                lock.acquire()
                seat.gate = self
                WORLD.park(seat, lock, None)
                seat.gate = None
            seat.job, seat.task = self, self.maker
            cancelled = self.future.cancelled()
            try:
                if not cancelled:
                    WORLD.on_job(self, True)
                super().run(*args)
            finally:
                if not cancelled:
                    WORLD.on_job(self, False)
                seat.job = None
                seat.state = IDLE
                WORLD.ring()

    def submit(self, fn, /, *args, **kwargs):
        if not recording():
            return own_submit(self, fn, *args, **kwargs)
        if self not in WORLD.pools:
            self._interleave_queued = 0
            WORLD.pools.add(self)
        submitting.pool = self
        WORLD.queued(self, 1)
        try:
            return own_submit(self, fn, *args, **kwargs)
        except BaseException:
            WORLD.queued(self, -1)
            raise
        finally:
            submitting.pool = None

    def shutdown(self, wait=True, *, cancel_futures=False):
        own_shutdown(self, wait=False, cancel_futures=cancel_futures)
        if cancel_futures and self in WORLD.pools:
            WORLD.queued(self, -self._interleave_queued)
        if wait:
            own_shutdown(self, wait=True)

    for function, own in ((submit, own_submit), (shutdown, own_shutdown)):
        function.__name__, function.__qualname__ = own.__name__, own.__qualname__
    pools._WorkItem = WorkItem
    pools.ThreadPoolExecutor.submit = submit
    pools.ThreadPoolExecutor.shutdown = shutdown
