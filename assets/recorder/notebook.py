"""A notebook's cells, run one after the other in one loop that already runs, as a kernel does it.
Each cell that awaits, or tries to run a coroutine, is a timeline."""

import ast
import asyncio
import contextlib
import inspect
import json
import re

from _interleave import source
from _interleave.channel import bounded, plain
from _interleave.errors import line_of_error, text_of
from _interleave.loops import Depth
from _interleave.output import flush_all, say
from _interleave.record import RECORD
from _interleave.stop import STOP, Stopped

FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
KERNEL = "__interleave_kernel__"  # a task without a lane


class NotANotebook(Exception):
    pass


def _texts(text, kind):
    """The text of each cell of that kind."""
    try:
        cells = [(c["cell_type"], "".join(c["source"])) for c in json.loads(text)["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotANotebook(str(error)) from None
    return [words for found, words in cells if found == kind]


def cells_of(text):
    """(number, text) of each cell of code."""
    return list(enumerate(_texts(text, "code"), 1))


def is_python(text):
    try:
        ast.parse(text)
    except source.UNREADABLE:
        return False
    return True


def without_magic(text):
    """Lines that only a notebook understands become comments; what they measure or keep runs."""
    if is_python(text):
        return text
    first, _, rest = text.lstrip().partition("\n")
    if first.startswith("%%") and not re.match(r"%%(time|timeit|capture|prun)\b", first):
        return "\n".join("# " + line for line in text.splitlines())
    if first.startswith("%%"):
        return f"# {first}\n{without_magic(rest)}"
    return "\n".join(map(_without_magic, text.splitlines()))


def _without_magic(line):
    words = line.lstrip()
    indent = line[:len(line) - len(words)]
    timed = re.match(r"(\w+ *= *)?%time +(.+)", words)
    if timed:
        return indent + (timed[1] or "") + timed[2]
    if words.startswith(("%", "!")):
        return f"{indent}pass  # {words}" if indent else f"# {words}"
    return line


def headline(text):
    """The comment that a cell begins with, or None."""
    for line in text.splitlines():
        words = line.strip().lstrip("#: ").strip()
        if not line.strip().startswith("#"):
            break
        if words and not words.startswith(("%", "!")):
            return words
    return None


def title_of(text):
    """The first heading of the notebook."""
    for words in _texts(text, "markdown"):
        for line in words.splitlines():
            if line.startswith("#"):
                return line.lstrip("#").strip()
    return ""


def shown(cells):
    """All cells as one text; where each begins in it is noted."""
    lines = []
    for number, text in cells:
        lines.append(f"# In [{number}]")
        source.shift(filename_of(number), len(lines))
        lines += without_magic(text).split("\n") + [""]
    return "\n".join(lines)


def filename_of(number):
    return f"Cell In[{number}]"


class Cell:
    def __init__(self, number, text):
        self.number, self.text = number, without_magic(text)
        self.begun = False
        self.filename = filename_of(number)
        source.remember(self.filename, self.text)

    def compile(self):
        """Code of all but a last expression, and that of it."""
        try:
            tree = ast.parse(self.text, self.filename)
        except source.UNREADABLE as error:
            raise error.with_traceback(None) from None
        tree = source.with_notes(tree, self.text)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr) and \
                not self.text.rstrip().endswith(";"):
            last = ast.Expression(tree.body.pop().value)
        parts = [compile(tree, self.filename, "exec", FLAGS, True)]
        if last is not None:
            parts.append(compile(last, self.filename, "eval", FLAGS, True))
        return parts

    def begin(self):
        title = headline(self.text) or f"In [{self.number}]"
        self.begun = True
        STOP.begin()
        RECORD.begin(title, f"In [{self.number}]", source.line_of(self.filename, 1))

    def tell(self):
        RECORD.add("cell", number=self.number, text=bounded(plain(self.text)))

    def tried(self):
        """It calls asyncio.run or run_until_complete, though a loop runs: Python's own refusal is
        worth a lane."""
        task = asyncio.current_task()
        if self.begun or not task._interleave_hidden:
            return
        RECORD.aside = False
        self.begin()
        task._interleave_hidden = False
        task._interleave_call = f"In [{self.number}]"
        task.set_name(f"Task-{next(RECORD.numbers)}")
        RECORD.create(task)
        RECORD.enter(task)
        self.tell()

    async def run(self, scope):
        try:
            parts = self.compile()
            awaits = any(code.co_flags & inspect.CO_COROUTINE for code in parts)
            coro = _run(parts, scope, not awaits)
            if awaits:
                self.begin()
                coro.__qualname__ = coro.__name__ = f"In [{self.number}]"
            else:
                coro.__name__ = KERNEL
            task = asyncio.get_running_loop().create_task(coro)
            if self.begun:
                self.tell()
            value = await task
        except Stopped:
            raise
        except BaseException as error:
            self.fail(error)
            return
        if value is not None:
            scope["_"] = value
            self.tell_result(bounded(plain(repr(value))))

    def tell_result(self, text):
        flush_all()
        if RECORD.open and self.begun:
            RECORD.add("result", number=self.number, text=text)
        else:
            with aside():
                say(text)

    def fail(self, error):
        flush_all()
        if self.begun:
            RECORD.fail(error)
        text = bounded(plain(text_of(error)), 8000)
        if RECORD.open and RECORD.shown and self.begun:
            RECORD.add("cell_error", number=self.number, text=text)
        else:
            STOP.failed(text, line_of_error(error))
        error.__traceback__ = None  # what only its frames hold goes with them


@contextlib.contextmanager
def aside(on=True):
    """A cell that does not await has no part in the timeline before it."""
    flush_all()
    RECORD.aside = on
    try:
        yield
    finally:
        flush_all()
        RECORD.aside = False


async def _run(parts, scope, apart):
    value = None
    for code in parts:
        with aside(apart):
            value = eval(code, scope)
        if inspect.iscoroutine(value) and code.co_flags & inspect.CO_COROUTINE:
            value = await value
    return value


def run_notebook(cells, scope):
    async def kernel():
        for number, text in cells:
            cell = Cell(number, text)
            Depth.tried = cell.tried
            await cell.run(scope)
        rest = {t for t in asyncio.all_tasks() if not getattr(t, "_interleave_hidden", True)}
        if rest:
            await asyncio.wait(rest)

    coro = kernel()
    coro.__name__ = KERNEL
    Depth.value += 1
    try:
        asyncio.Runner().run(coro)
    except Stopped:
        pass
    finally:
        Depth.value -= 1
        Depth.tried = None
        RECORD.finish()
