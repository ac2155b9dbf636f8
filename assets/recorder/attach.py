"""Records a program that somebody else starts, on the real clock: the first Python process that
finds INTERLEAVE_RECORD in its environment. Loaded by boot.py in its role as `sitecustomize`."""

import atexit
import importlib.machinery
import importlib.util
import os
import sys

from _interleave import errors, loops, objects, outside, output, patches, program, source, stop
from _interleave import tasks, threads
from _interleave.channel import CHANNEL
from _interleave.clock import CLOCK, RECORDING
from _interleave.record import RECORD
from _interleave.stop import STOP
from _interleave.threads import WORLD


class Main:
    """The program, as program.tell_start wants it."""

    virtual = False

    def __init__(self):
        main = sys.modules.get("__main__")
        self.file = getattr(main, "__file__", None) or " ".join(sys.argv) or "python"


def tell_start():
    """At the first timeline: only then is it known what runs."""
    main, text = Main(), ""
    source.show(main.file)
    if main.file.endswith(".py"):
        text = "".join(source.linecache.getlines(main.file))
    program.tell_start(main, text, source.text_of(main.file).head() if text else ("", ""))


def note_error(own):
    def excepthook(kind, error, trace):
        attached.failed = error
        own(kind, error, trace)

    return excepthook


class attached:
    failed = None


def at_exit():
    if CHANNEL.early is not None:
        tell_start()
    error = attached.failed
    if error is None:
        STOP.write_exit(0, "end")
    else:
        STOP.write_exit(1, "error", errors.text_of(error))
    RECORDING[0] = False


def attach(path):
    CHANNEL.open(os.open(path, os.O_WRONLY | os.O_APPEND))
    RECORDING[0] = True
    CLOCK.start(False)
    RECORD.on_first = STOP.on_early_exit = tell_start
    threads.patch_threads(tasks.current_task)
    WORLD.on_job = RECORD.job
    errors.patch_tracebacks()
    errors.patch_warnings()
    loops.patch_loop()
    tasks.patch_tasks()
    loops.patch_runs()
    objects.patch_objects()
    RECORD.number_of = objects.NUMBERS.of
    stop.patch_exit()
    patches.patch_imports(False)
    output.patch_output(True)
    sys.excepthook = note_error(sys.excepthook)
    atexit.register(at_exit)


def next_sitecustomize(folder):
    """The one that would have been loaded without us."""
    sys.path[:] = [entry for entry in sys.path if entry != folder]
    sys.modules.pop("sitecustomize", None)
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize")
    if spec is None:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)
