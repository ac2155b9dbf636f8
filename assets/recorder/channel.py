"""The trace: one JSON object a line, each in one write to a descriptor of its own."""

import json
import os

from _interleave import real
from _interleave.clock import CLOCK, MAIN, RECORDING

MOST_EVENTS = 200_000
MOST_TEXT = 2000
HIGH = 900
SLOW = 1_000_000  # nanoseconds of a write


def bounded(text, most=MOST_TEXT):
    return text if len(text) <= most else text[:most] + "…"


def plain(text):
    """What JSON and a terminal can take."""
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode()


def encoder():
    """JSON's own makes a new one for each line, which takes as long as the line."""
    make = json.encoder.c_make_encoder
    if make is None:
        return json.JSONEncoder(ensure_ascii=True, check_circular=False).encode
    encode = make(None, None, json.encoder.encode_basestring_ascii, None, ": ", ", ", False, False,
                  True)
    return lambda line: "".join(encode(line, 0))


class Channel:
    def __init__(self):
        self.descriptor = None
        self.count = 0
        self.early = []  # what comes before the head is told; None: it is
        self.lock = real.allocate_lock()
        self.encode = encoder()

    def open(self, descriptor):
        """Moves it up, where a program that closes or fills its own does not come."""
        os.set_inheritable(descriptor, False)
        self.descriptor = descriptor
        try:
            import fcntl

            self.descriptor = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, HIGH)
            real.close(descriptor)
        except (ImportError, OSError):
            pass  # the limit of descriptors is lower

    def write(self, line):
        """`line`: a dictionary. Its number in the trace is added."""
        if self.descriptor is None or not RECORDING[0]:
            return
        if self.early is not None and line["event"] not in ("trace", "source"):
            self.early.append(line)
            return
        with self.lock:
            line["n"] = self.count
            data = (self.encode(line) + "\n").encode()
            self.count += 1
            start = real.perf_counter_ns()
            while data:
                try:
                    data = data[real.write(self.descriptor, data):]
                except BrokenPipeError:
                    real.exit_now(1)  # nobody reads any more
                except OSError:
                    self.descriptor = None  # the program closed it
                    return
            if real.perf_counter_ns() - start > SLOW and real.get_ident() == MAIN:
                CLOCK.meter.forgive()  # who reads was slow

    def headed(self):
        """The head is told: what came before it can follow."""
        early, self.early = self.early, None
        for line in early or ():
            self.write(line)

    def forget(self):
        """In a forked child."""
        descriptor, self.descriptor = self.descriptor, None
        self.lock = real.allocate_lock()
        if descriptor is not None:
            try:
                real.close(descriptor)
            except OSError:
                pass


CHANNEL = Channel()
