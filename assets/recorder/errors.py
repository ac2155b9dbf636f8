"""Errors and warnings as Python tells them, without the recorder's own frames."""

import sys
import threading
import traceback
import warnings
from asyncio import base_events

from _interleave import source
from _interleave.chain import path_of_error
from _interleave.clock import recording
from _interleave.record import RECORD, error_line

OWN = "<interleave>"


def _is_own(frame):
    return frame.f_code.co_filename.startswith(OWN) or \
        frame.f_code.co_filename == "<string>" and "Sources" in frame.f_globals


def patch_tracebacks():
    own = traceback.StackSummary._extract_from_extended_frame_gen.__func__

    def extract(cls, frames, **options):
        return own(cls, ((frame, place) for frame, place in frames if not _is_own(frame)),
                   **options)

    traceback.StackSummary._extract_from_extended_frame_gen = classmethod(extract)


def _without_own(trace):
    """The importing machinery and the recorder stand above the learner's first frame."""
    while trace is not None and _is_own(trace.tb_frame):
        trace = trace.tb_next
    return trace


def text_of(error):
    error.__traceback__ = _without_own(error.__traceback__)
    return "".join(traceback.format_exception(type(error), error, error.__traceback__))


def line_of_error(error):
    """Where in the text that is shown."""
    lines = [step["line"] for step in path_of_error(error)]
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        lines.append(source.line_of(error.filename, error.lineno))
    lines = [line for line in lines if isinstance(line, int)]
    return lines[-1] if lines else None


def show(kind, error, trace):
    """sys.excepthook."""
    sys.stderr.write(text_of(error.with_traceback(trace)))


def show_of_thread(args, /):
    """threading.excepthook."""
    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread else threading.get_ident()
    error = args.exc_value if args.exc_value is not None else args.exc_type()
    sys.stderr.write(f"Exception in thread {name}:\n" + text_of(error))


def line_here():
    """The innermost line of the learner's that runs, or None."""
    frame = sys._getframe(1)
    while frame is not None and not source.is_mine(frame.f_code.co_filename):
        frame = frame.f_back
    return None if frame is None else source.line_of(frame.f_code.co_filename, frame.f_lineno)


def line_of(message):
    if message.filename.startswith(OWN):
        return line_here()
    return source.line_of(message.filename, message.lineno) \
        if source.is_mine(message.filename) else None


def retell(own, *arguments):
    """Python's own words for what was told already."""
    before, RECORD.retells = RECORD.retells, True
    try:
        return own(*arguments)
    finally:
        RECORD.retells = before


def patch_warnings():
    own = warnings._showwarnmsg_impl

    def show_warning(message):
        if recording():
            RECORD.warn(str(message.message), line_of(message))
        if message.filename.startswith(OWN):
            message.filename, message.lineno = "sys", 1  # as where no line of the program runs
        retell(own, message)

    warnings._showwarnmsg_impl = show_warning
    own_handler = base_events.BaseEventLoop.call_exception_handler

    def call_exception_handler(self, context):
        if recording():
            text = context.get("message", "")
            error = context.get("exception")
            if error is not None:
                text += f": {error_line(error)}"
            RECORD.warn(text)
        return retell(own_handler, self, context)

    base_events.BaseEventLoop.call_exception_handler = call_exception_handler


def patch_errors():
    patch_tracebacks()
    patch_warnings()
    sys.excepthook = show
    threading.excepthook = show_of_thread
