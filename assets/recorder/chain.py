"""What a suspended task waits for: its chain of awaits, from the outermost coroutine to the future,
in the words of the source."""

import asyncio
import gc
import sys
import weakref

from _interleave import source
from _interleave.channel import bounded, plain
from _interleave.values import call_text, frame_text, locals_of, short

KINDS = {  # the coroutine of Python's own that the learner's waits in
    "sleep": "sleep", "__sleep0": "yield", "wait": "wait", "_wait": "wait", "wait_for": "task",
    "Lock.acquire": "lock", "Event.wait": "event", "Condition.wait": "condition",
    "Condition.wait_for": "condition", "Semaphore.acquire": "semaphore",
    "BoundedSemaphore.acquire": "semaphore", "Queue.get": "queue", "Queue.put": "queue",
    "Queue.join": "queue", "Barrier.wait": "barrier", "TaskGroup.__aexit__": "group",
    "to_thread": "thread", "as_completed.<locals>._wait_for_one": "completed",
    "_AsCompletedIterator._wait_for_one": "completed",
}
MOST_LINKS = 40
MOST_CHAIN = 12  # of them that are told


def inner(awaiting):
    """What a coroutine, generator or asynchronous generator waits for."""
    for name in ("cr_await", "gi_yieldfrom", "ag_await"):
        if hasattr(awaiting, name):
            return getattr(awaiting, name)
    if type(awaiting).__name__ in ("async_generator_asend", "async_generator_athrow",
                                   "anext_awaitable", "coroutine_wrapper"):
        for found in gc.get_referents(awaiting):
            if type(found).__name__ in ("async_generator", "coroutine", "async_generator_asend",
                                        "generator"):
                return found
    return None


def frame_of(awaiting):
    for name in ("cr_frame", "gi_frame", "ag_frame"):
        frame = getattr(awaiting, name, None)
        if frame is not None:
            return frame
    return None


_calls = weakref.WeakKeyDictionary()


def call_of(awaiting):
    """`say_after(1, 'One')`, as it was when it was first seen."""
    try:
        text = _calls.get(awaiting)
        if text is None:
            text = _calls[awaiting] = call_text(awaiting)
        return text
    except TypeError:
        return call_text(awaiting)


class Link:
    def __init__(self, awaiting, frame):
        self.awaiting, self.frame = awaiting, frame
        self.code = frame.f_code
        self.mine = source.is_mine(self.code.co_filename)

    def tell(self):
        told = {"call": bounded(plain(call_of(self.awaiting)), 120),
                "line": source.line_of(self.code.co_filename, self.frame.f_lineno)}
        text = source.awaited(self.frame, self.frame.f_lasti)
        if text:
            told["text"] = plain(text)
        return told


def links(task):
    found, awaiting = [], task.get_coro()
    while awaiting is not None and len(found) < MOST_LINKS:
        frame = frame_of(awaiting)
        if frame is not None:
            found.append(Link(awaiting, frame))
        awaiting = inner(awaiting)
    return found


def _kind(library, waiter, text):
    for link in library:
        kind = KINDS.get(link.code.co_qualname)
        if kind:
            return "yield" if kind == "sleep" and waiter is None else kind
    if isinstance(waiter, asyncio.Task):
        return "task"
    if waiter is not None and type(waiter).__name__ == "_GatheringFuture":
        return "gather"
    if text and text.startswith("shield("):
        return "shield"
    if text and "run_in_executor(" in text:
        return "thread"
    if waiter is None:
        return "yield"
    return "io" if library else "future"


def _object(library):
    """The lock, queue or event that the innermost of Python's own coroutines belongs to."""
    for link in library:
        own = locals_of(link.frame).get("self") if link.code.co_qualname in KINDS else None
        if own is not None:
            return own
    return None


class Waiting:
    """All that is told of a suspended task."""

    def __init__(self, task):
        all_links = links(task)
        last = max((n for n, link in enumerate(all_links) if link.mine), default=None)
        mine = [link for link in all_links if link.mine]
        library = all_links if last is None else all_links[last + 1:]
        waiter = getattr(task, "_fut_waiter", None)
        self.chain = [link.tell() for link in mine[:MOST_CHAIN - 1] + mine[MOST_CHAIN - 1:][-1:]]
        text = self.chain[-1].get("text") if mine else None
        self.kind = _kind(library, waiter, text)
        self.text = text or (call_of(library[0].awaiting) if library else short(waiter))
        self.call = self.chain[-1]["call"] if mine else None
        self.line = self.chain[-1]["line"] if mine else None
        self.object = _object(library)
        self.frames = [link.frame for link in mine]


def call_here():
    """The innermost function of the learner's that runs, as a call, and its line."""
    frame = sys._getframe(1)
    while frame is not None:
        filename = frame.f_code.co_filename
        if source.is_mine(filename):
            return frame_text(frame), source.line_of(filename, frame.f_lineno)
        frame = frame.f_back
    return None


def path_of_error(error):
    """The learner's frames from the task's own call to where an exception came up."""
    found, trace = [], error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        filename = frame.f_code.co_filename
        if source.is_mine(filename):
            found.append({"call": bounded(plain(frame_text(frame)), 120),
                          "line": source.line_of(filename, trace.tb_lineno)})
        trace = trace.tb_next
    return found[:MOST_CHAIN - 1] + found[MOST_CHAIN - 1:][-1:]
