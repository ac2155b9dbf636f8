"""Runs an exported program, statement by statement, so that a timeline's error does not end the
next. Runs inside CPython 3.14 (Pyodide)."""

import ast
import builtins
import gc
import sys
import warnings
from asyncio import events, tasks

import traced
from clock import CLOCK, virtual_time
from record import RECORD, Stuck, TooLong, error_line, without_addresses


def trace_print(*values, sep=" ", end="\n", file=None, flush=False):
    if file is not None:
        return
    task = None
    if events._get_running_loop() is not None:
        task = tasks.current_task()
    if task is not None:
        RECORD.add("print", task, text=without_addresses(sep.join(map(str, values))))


def note_warning(message, category, *place, **more):
    if category is RuntimeWarning:
        RECORD.warnings.append(str(message))


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


traced.patch()
sys.monitoring.use_tool_id(sys.monitoring.COVERAGE_ID, "proof")
sys.monitoring.register_callback(sys.monitoring.COVERAGE_ID, sys.monitoring.events.LINE, line_ran)
sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, sys.monitoring.events.LINE)
sys.setrecursionlimit(900)
