"""Python's own functions, kept before any of them is replaced, and what the system says of a
thread."""

import _thread
import os
import sys
import time

try:
    import resource
except ImportError:
    resource = None

RUSAGE_THREAD = getattr(resource, "RUSAGE_THREAD", None)
monotonic = time.monotonic
monotonic_ns = time.monotonic_ns
perf_counter_ns = time.perf_counter_ns
thread_time_ns = getattr(time, "thread_time_ns", time.process_time_ns)
time_ns = time.time_ns
sleep = time.sleep
localtime = time.localtime
gmtime = time.gmtime
strftime = time.strftime
ctime = time.ctime
asctime = time.asctime
mktime = time.mktime
write = os.write
close = os.close
exit_now = os._exit
getpid = os.getpid
allocate_lock = _thread.allocate_lock
get_ident = _thread.get_ident
stdout, stderr = sys.stdout, sys.stderr

# The number of the system call in which a thread waits for another one of its own process.
FUTEX = {"x86_64": "202", "aarch64": "98", "i686": "240", "armv7l": "240", "riscv64": "98"}
MACHINE = os.uname().machine if hasattr(os, "uname") else ""


def _read(path):
    try:
        with open(path, "rb") as file:
            return file.read(512).decode("ascii", "replace")
    except OSError:
        return ""


def queued_ns(thread="thread-self"):
    """How long the thread was ready to run while the machine was busy with others; 0 where the
    system does not tell."""
    fields = _read(f"/proc/{thread}/schedstat").split()
    return int(fields[1]) if len(fields) > 1 else 0


def switches():
    """How often this thread has waited for something by itself, or None."""
    return resource.getrusage(RUSAGE_THREAD).ru_nvcsw if RUSAGE_THREAD is not None else None


def ran_ns(native_id):
    """How long a thread of this process ran, or None where the system does not tell."""
    fields = _read(f"/proc/self/task/{native_id}/schedstat").split()
    return int(fields[0]) if fields else None


def sleeps(native_id):
    """Whether the system says that the thread waits for something."""
    stat = _read(f"/proc/self/task/{native_id}/stat")
    return stat.rpartition(")")[2].split()[:1] in (["S"], ["D"])


def waits_for_a_lock(native_id):
    """Whether it waits for another thread of this process."""
    call = _read(f"/proc/self/task/{native_id}/syscall").split()
    if call:
        return call[0] == FUTEX.get(MACHINE)
    return "futex" in _read(f"/proc/self/task/{native_id}/wchan")


class Time:
    """Stands in for the module `time` where real time is needed."""

    def __getattr__(self, name):
        return _TIME[name]


_TIME = dict(vars(time))
