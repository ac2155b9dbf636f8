"""Runs a program as `__main__`, recorded.

    --trace N         the descriptor of the trace
    --clock virtual|real
    --until NANOSECONDS   of each timeline
    --echo            what it prints goes to its standard output and error, too
    --cpu zero        work takes no time
    --text N          a descriptor that gives the text in the place of FILE's
    FILE ARGUMENT..."""

import ast
import asyncio
import atexit
import builtins
import contextlib
import gc
import getopt
import importlib.machinery
import importlib.util
import os
import sys
import threading
import traceback
import types

import _interleave
from _interleave import errors, loops, notebook, objects, outside, output, patches, ports, source
from _interleave import stop, tasks, threads
from _interleave.channel import CHANNEL, bounded, plain
from _interleave.clock import CLOCK, RECORDING, patch_readers, patch_time
from _interleave.record import RECORD
from _interleave.stop import STOP, Stopped
from _interleave.threads import WORLD

FORMAT = 1
MOST_SOURCE = 1_000_000  # characters of a program's text


class Options:
    def __init__(self, arguments):
        named, rest = getopt.getopt(arguments, "", ["trace=", "clock=", "until=", "echo", "cpu=",
                                                 "text="])
        given = dict(named)
        self.trace = int(given["--trace"])
        self.virtual = given.get("--clock", "virtual") == "virtual"
        self.until = int(given["--until"]) if "--until" in given else None
        self.echo = "--echo" in given
        self.text = int(given["--text"]) if "--text" in given else None
        CLOCK.count_work = given.get("--cpu") != "zero"
        self.file = os.path.join(os.getcwd(), rest[0])  # as Python has it
        self.arguments = rest


def patch(options):
    RECORDING[0] = True
    CLOCK.start(options.virtual)
    STOP.until = options.until
    threads.patch_threads(tasks.current_task)
    WORLD.on_job = RECORD.job
    CLOCK.block = lambda label: RECORD.block(label or "working")
    CLOCK.unblock, CLOCK.on_waited = RECORD.unblock, RECORD.waited
    errors.patch_errors()
    outside.patch_outside()
    if options.virtual:
        patch_time(WORLD.sleep)
        patch_readers()
        tasks.patch_order()
        ports.patch_ports()
    loops.patch_loop()
    tasks.patch_tasks()
    loops.patch_runs()
    objects.patch_objects()
    RECORD.number_of = objects.NUMBERS.of
    stop.patch_exit()
    patches.patch_imports(options.virtual)
    output.patch_output(options.echo)
    builtins.__interleave_note__ = RECORD.note


def give_way(folder):
    """A module beside the program goes before one of Python's that only we have loaded."""
    early = getattr(_interleave, "early", sys.modules)
    with os.scandir(folder) as entries:
        names = [entry.name.removesuffix(".py") for entry in entries
                 if entry.name.endswith(".py") or os.path.exists(entry.path + "/__init__.py")]
    for name in names:
        if name in sys.modules and name not in early:
            del sys.modules[name]


def make_main(filename):
    module = types.ModuleType("__main__")
    module.__file__ = filename
    module.__builtins__ = builtins
    module.__loader__ = importlib.machinery.SourceFileLoader("__main__", filename)
    module.__spec__ = module.__cached__ = None
    if sys.version_info < (3, 14):
        module.__annotations__ = {}
    sys.modules["__main__"] = module
    return module


def tell_start(options, text, head):
    source.show(options.file, text.count("\n") + 1)
    version = ".".join(map(str, sys.version_info[:3]))
    name = plain(os.path.basename(options.file))
    title, description = head
    CHANNEL.write({"event": "trace", "version": FORMAT, "made_by": f"CPython {version}",
                   "clock": "virtual" if options.virtual else "real", "file": name,
                   "title": bounded(plain(title), 200),
                   "description": bounded(plain(description), 1000)})
    if len(text) <= MOST_SOURCE:
        CHANNEL.write({"event": "source", "file": name, "text": plain(text)})
    CHANNEL.headed()


def run_from(module, tree, filename):
    """Runs the statements of a file; after a cut timeline those that follow."""
    flags = 0
    while True:
        try:
            code = compile(tree, filename, "exec", flags, True)
            exec(code, module.__dict__)
            return
        except Stopped as stopped:
            RECORD.finish()
            flags |= code.co_flags & _future_flags()
            if not go_on(tree, stopped, filename):
                return


def _future_flags():
    import __future__

    return sum({getattr(__future__, name).compiler_flag
                for name in __future__.all_feature_names})


def go_on(tree, stopped, filename):
    """Drops what ran, where a whole statement of the file was cut. False: nothing is left."""
    line, trace = None, stopped.__traceback__
    while trace is not None and line is None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    if line is None:
        return False
    tree.body = [node for node in tree.body if node.lineno > line]
    stopped.__traceback__ = None
    return bool(tree.body)


def read(options):
    """The file's text, its cells where it is a notebook, and its title and description."""
    with open(options.file if options.text is None else options.text, "rb") as file:
        data = file.read()
    text = importlib.util.decode_source(data)
    source.remember(options.file, text)
    if options.file.endswith(".ipynb"):
        cells = notebook.cells_of(text)
        return notebook.shown(cells), cells, (notebook.title_of(text), "")
    return text, None, source.text_of(options.file).head()


def run_file(options, module):
    """The exit code, and what Python says of an error."""
    source.show(options.file)
    try:
        text, cells, head = read(options)
    except (notebook.NotANotebook, *source.UNREADABLE) as error:
        tell_start(options, "", ("", ""))
        raise error.with_traceback(None) from None
    tell_start(options, text, head)
    if cells is not None:
        notebook.run_notebook(cells, module.__dict__)
        return
    try:
        tree = ast.parse(text, options.file)
    except source.UNREADABLE as error:
        raise error.with_traceback(None) from None
    run_from(module, source.with_notes(tree, text), options.file)


def guarded(function, *arguments):
    """Runs it: the exit code, how it ended, and Python's own words of an error."""
    try:
        function(*arguments)
        return 0, "end", None
    except SystemExit as error:
        code = error.code
        if code is None or isinstance(code, int):
            return code or 0, "exit", None
        sys.stderr.write(f"{code}\n")
        return 1, "exit", plain(str(code))
    except Stopped:
        return 0, "end", None
    except notebook.NotANotebook as error:
        return 1, "error", f"this is no notebook: {error}"
    except BaseException as error:
        text = errors.text_of(error)
        STOP.line = errors.line_of_error(error)
        if isinstance(error, SyntaxError) and source.is_shown(error.filename):
            text = "".join(traceback.format_exception_only(error))
        if output.ECHO[0]:
            real_error(text)
        return 130 if isinstance(error, KeyboardInterrupt) else 1, "error", text


def real_error(text):
    own = sys.__stderr__
    try:
        super(output.Stream, own).write(text)
        own.flush()
    except (OSError, ValueError, TypeError):
        pass


def wait_for_threads():
    """As Python does at its end."""
    if WORLD.user_threads():
        WORLD.drive(lambda: not WORLD.user_threads(), None)
    threading._shutdown()


def finish(module):
    """What the end of a program does yet: threads, atexit, and what its names still hold."""
    RECORD.finish()
    STOP.begin()
    guarded(wait_for_threads)
    guarded(atexit._run_exitfuncs)
    for name in [n for n in vars(module) if not n.startswith("__")]:
        vars(module)[name] = None
    asyncio.events._set_running_loop(None)
    gc.collect()


def main(arguments):
    options = Options(arguments)
    CHANNEL.open(options.trace)
    sys.argv = options.arguments
    sys.path[0] = os.path.dirname(os.path.realpath(options.file))
    module = make_main(options.file)
    patch(options)
    with contextlib.suppress(OSError):
        give_way(sys.path[0])
    result = guarded(run_file, options, module)
    finish(module)
    STOP.write_exit(*result)
    RECORDING[0] = False
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
    os._exit(result[0] & 0xFF)
