"""What is noted of a run: the events of its timelines, Python's warnings. Runs inside CPython 3.14
(Pyodide)."""

import itertools
import re
from asyncio import tasks

from clock import CLOCK, seconds_text

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
