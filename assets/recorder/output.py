"""What the program says: each print is one event, other writes to standard output one a line."""

import builtins
import io
import sys

from _interleave import real
from _interleave.channel import CHANNEL, bounded, plain
from _interleave.clock import MAIN, recording
from _interleave.record import RECORD
from _interleave.tasks import current_task

own_print = builtins.print
MOST_OUTSIDE = 5000  # events of output between timelines
ECHO = [False]  # whether it goes to the real streams, too


def say(text, end="\n", task=None, stream="stdout"):
    RECORD.bytes += len(text)
    if RECORD.too_much() and real.get_ident() == MAIN:
        RECORD.on_too_much()
    text = bounded(plain(text + end))
    opened = {"open": True}
    if text.endswith("\n"):
        text, opened = text[:-1], {}
    if not RECORD.open or RECORD.aside:
        if RECORD.events_outside < MOST_OUTSIDE:
            RECORD.events_outside += 1
            CHANNEL.write({"event": "output", "text": text, "stream": stream, **opened})
        return
    if stream == "stderr" or task is None or task not in RECORD.ids:
        RECORD.add("output", task, text=text, stream=stream, **opened)
    else:
        thread = {"thread": True} if real.get_ident() != MAIN else {}
        RECORD.add("print", task, text=text, **opened, **thread, **RECORD.place_here())


RECORD.events_outside = 0


class Stream(io.TextIOWrapper):
    """Python's own stream, which tells the trace what is written to it."""

    def __init__(self, own, name):
        super().__init__(own.buffer, own.encoding, own.errors, None, own.line_buffering)
        self.stream_name = name
        self.parts = {}  # task -> what it wrote of a line that is not ended

    @property
    def name(self):
        return f"<{self.stream_name}>"

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not recording():
            return super().write(text)
        if ECHO[0]:
            super().write(text)
        if RECORD.retells and RECORD.tells():
            return len(text)  # it was told as a warning
        task = None if RECORD.retells else current_task()
        whole = self.parts.pop(task, "") + text
        *lines, rest = whole.split("\n")
        for line in lines:
            say(line, task=task, stream=self.stream_name)
        if len(rest) > 100_000:
            say(rest, "", task, self.stream_name)
        elif rest:
            self.parts[task] = rest
        return len(text)

    def flush_task(self, task):
        rest = self.parts.pop(task, None)
        if rest:
            say(rest, "", task, self.stream_name)

    def flush_all(self):
        for task in list(self.parts):
            self.flush_task(task)


STREAMS = []


def flush_task(task):
    for stream in STREAMS:
        if stream.parts:
            stream.flush_task(task)


def flush_all():
    for stream in STREAMS:
        stream.flush_all()


def print_(*values, sep=" ", end="\n", file=None, flush=False):
    if not recording() or not STREAMS or sys.stdout is not STREAMS[0] or \
            (file is not None and file is not STREAMS[0]):
        own_print(*values, sep=sep, end=end, file=file, flush=flush)
        return
    buffer = io.StringIO()
    own_print(*values, sep=sep, end="", file=buffer)
    text, end = buffer.getvalue(), "\n" if end is None else end
    if not isinstance(end, str):
        raise TypeError(f"end must be None or a string, not {type(end).__name__}")
    task = current_task()
    stream = STREAMS[0]
    if ECHO[0]:
        io.TextIOWrapper.write(stream, text + end)
        if flush:
            stream.flush()
    if stream.parts:
        text = stream.parts.pop(task, "") + text
    say(text, end, task)


def patch_output(echo):
    ECHO[0] = echo
    RECORD.flush = flush_task
    print_.__name__ = print_.__qualname__ = "print"
    print_.__module__ = "builtins"
    print_.__doc__ = own_print.__doc__
    builtins.print = print_
    for name in ("stdout", "stderr"):
        own = getattr(sys, name)
        if not isinstance(own, io.TextIOWrapper):
            continue
        stream = Stream(own, name)
        STREAMS.append(stream)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
