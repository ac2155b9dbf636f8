"""The program's text: what an awaiting line says, titles from comments, notes."""

import ast
import bisect
import io
import itertools
import linecache
import os
import re
import sysconfig
import tokenize

MOST = 80  # characters of an expression
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # the last two: nested too deeply

_PATHS = sysconfig.get_paths()
# The library may lie elsewhere than it says: all of it in an archive, as on a page.
_LIBRARY = tuple(os.path.join(folder, "") for folder in
                 [os.path.dirname(ast.__file__)] +
                 [_PATHS[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")
                  if _PATHS.get(name)])
_FOREIGN = ("<", os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)


class Text:
    """One file's tree, by line."""

    def __init__(self, text):
        self.lines = text.splitlines()
        try:
            self.tree = ast.parse(text)
        except UNREADABLE:
            self.tree = ast.Module([], [])
        self.awaits = {}      # line of the beginning -> nodes
        self.statements = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.stmt):
                self.statements.append(node)
            for first, part in _awaiting(node):
                self.awaits.setdefault(first, []).append((node, part))
        self.statements.sort(key=lambda n: (n.lineno, -(n.end_lineno or n.lineno)))

    def awaited(self, place):
        """`place`: line, end line, column, end column of what is awaited. The words of it."""
        line, end_line, column, end_column = place
        best, size = None, None
        for node, part in self.awaits.get(line, ()):
            if not _touches(node, part, place):
                continue
            length = (part.end_lineno - part.lineno, part.end_col_offset - part.col_offset)
            if best is None or length < size:
                best, size = (node, part), length
        if best is None:
            return None
        return words(*best)

    def statement(self, line):
        """The innermost statement that stands on the line."""
        starts = [n.lineno for n in self.statements]
        for node in reversed(self.statements[:bisect.bisect_right(starts, line)]):
            if node.lineno <= line <= node.end_lineno:
                return node
        return None

    def comment_above(self, line):
        """The comment whose last line stands directly above, as one text."""
        found = []
        while line >= 2 and (text := self.lines[line - 2].strip()).startswith("#"):
            if text.startswith("#:") or text.startswith("#!"):
                break
            found.insert(0, text.lstrip("#").strip())
            line -= 1
        return " ".join(part for part in found if part)

    def head(self):
        """Title and description that the file begins with: its docstring, or its comment."""
        text = ast.get_docstring(self.tree) or self._first_comment()
        title, _, rest = text.partition("\n")
        if title and not rest and len(title) > MOST:
            return "", title
        return title.strip().rstrip("."), re.sub(r"\s+", " ", rest).strip()

    def _first_comment(self):
        lines = []
        for line in self.lines:
            if not line.startswith("#"):
                if lines or line.strip():
                    break
                continue
            if not line.startswith(("#!", "#:")) and "coding" not in line:
                lines.append(line.lstrip("#").strip())
        # A comment directly above a statement is the statement's, but above an import the file's.
        first = next(iter(self.tree.body), None)
        if first is not None and not isinstance(first, (ast.Import, ast.ImportFrom)) and \
                self.comment_above(first.lineno):
            return ""
        return "\n".join(lines)


def _awaiting(node):
    """Where a node waits: (first line, the part that says for what)."""
    if isinstance(node, ast.Await):
        yield node.lineno, node.value
    elif isinstance(node, ast.AsyncFor):
        yield node.lineno, node.iter
        if node.iter.lineno != node.lineno:
            yield node.iter.lineno, node.iter
    elif isinstance(node, ast.AsyncWith):
        for item in node.items:
            yield node.lineno, item.context_expr
            if item.context_expr.lineno != node.lineno:
                yield item.context_expr.lineno, item.context_expr
    elif isinstance(node, ast.comprehension) and node.is_async:
        yield node.iter.lineno, node.iter


def _touches(node, part, place):
    line, end_line, column, end_column = place
    if isinstance(node, ast.Await):
        return (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset) == \
            (line, column, end_line, end_column)
    return True


def words(node, part):
    """As the source has it, on one line: `sleep(1)`, `async with lock`."""
    text = expression(part)
    if isinstance(node, ast.AsyncWith):
        return "async with " + text
    if isinstance(node, (ast.AsyncFor, ast.comprehension)):
        return "async for " + text
    return text


class _Short(ast.NodeTransformer):
    """`asyncio.sleep(1)` is `sleep(1)`; what gather and wait are given may be long."""

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id in ("asyncio", "time"):
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return node


def expression(node):
    try:
        text = ast.unparse(_Short().visit(ast.parse(ast.unparse(node), mode="eval").body))
    except UNREADABLE:
        return "…"
    if len(text) <= MOST:
        return text
    if isinstance(node, ast.Call):
        return expression(node.func) + "(…)"
    return text[:MOST - 1] + "…"


_texts = {}
_mine = {}
_places = {}


def text_of(filename):
    if filename not in _texts:
        lines = linecache.getlines(filename)
        _texts[filename] = Text("".join(lines))
    return _texts[filename]


def remember(filename, text):
    """A text that is in no file, or not as it is in the file."""
    linecache.cache[filename] = (len(text), None, text.splitlines(True), filename)
    _texts.pop(filename, None)
    _mine[filename] = True


_offsets = {}  # filename -> lines of the shown text above its own


def shift(filename, lines):
    """The file is a part of the text that is shown: `lines` of that stand above it."""
    _offsets[filename] = lines


_shown = [None, 0]  # the file whose text goes with the trace, and its lines


def show(filename, lines=0):
    _shown[:] = filename, lines


def is_shown(filename):
    return filename == _shown[0]


def shown_lines():
    """How many lines the text has that goes with the trace."""
    return _shown[1]


def line_of(filename, line):
    """A line of the text that is shown, by its number, or (file, line) of another."""
    if filename == _shown[0] or filename in _offsets:
        return line + _offsets.get(filename, 0)
    return os.path.basename(filename), line


def cell_of(line):
    """Of a notebook: the cell that a line of the shown text stands in, by its number, and the line in
    it. None: it is no notebook's."""
    above = [(lines, filename) for filename, lines in _offsets.items() if lines < line]
    if not above:
        return None
    lines, filename = max(above)
    return int(filename[len("Cell In["):-1]), line - lines


def is_mine(filename):
    """Whether a file is the learner's, and not of Python's or a package's."""
    if filename not in _mine:
        _mine[filename] = not (filename.startswith(_FOREIGN[0]) or filename.startswith(_LIBRARY)
                               or any(part in filename for part in _FOREIGN[1:]))
    return _mine[filename]


def awaited(frame, last):
    """What the suspended frame waits for, in the words of the source, or None."""
    code = frame.f_code
    key = code, last
    if key not in _places:
        place = next(itertools.islice(code.co_positions(), max(0, last // 2), None), None)
        found = None
        if place is not None and None not in place:
            found = text_of(code.co_filename).awaited(place)
        _places[key] = found
    return _places[key]


# --- notes: comments that begin with `#:` ---


def notes(text):
    """line -> the note that stands on it, or just above it."""
    found = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT and token.string.startswith("#:"):
                found[token.start[0]] = token.string[2:].strip()
    except (tokenize.TokenError, SyntaxError, IndentationError):
        pass
    return found


class _Notes(ast.NodeTransformer):
    """Puts a call before each statement that a note stands above, at its place."""

    def __init__(self, found):
        self.found = dict(found)

    def _block(self, body):
        out = []
        for node in body:
            first = min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", ())])
            texts = []
            for line in sorted(self.found):
                if self.last < line < first or first <= line <= self._head(node):
                    texts.append(self.found.pop(line))
            if texts and not _docstring(node, body):
                call = ast.parse(f"__interleave_note__({' '.join(texts)!r})").body[0]
                for part in ast.walk(call):
                    ast.copy_location(part, node)
                out.append(call)
            self.last = self._head(node)
            out.append(self.visit(node))
            self.last = node.end_lineno
        return out

    @staticmethod
    def _head(node):
        """The last line of a statement without its blocks."""
        blocks = ("body", "orelse", "finalbody", "handlers", "cases")
        if not any(isinstance(getattr(node, name, None), list) for name in blocks):
            return node.end_lineno
        parts = []
        for name, value in ast.iter_fields(node):
            if name not in blocks:
                parts += value if isinstance(value, list) else [value]
        return max([node.lineno] + [inner.end_lineno for part in parts if isinstance(part, ast.AST)
                                    for inner in ast.walk(part) if hasattr(inner, "end_lineno")])

    def generic_visit(self, node):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                setattr(node, name, self._block(block))
        for handler in getattr(node, "handlers", ()):
            self.last = handler.lineno
            handler.body = self._block(handler.body)
        for case in getattr(node, "cases", ()):
            case.body = self._block(case.body)
        return node

    def visit_Module(self, node):
        self.last = 0
        future = [n for n in node.body if isinstance(n, ast.ImportFrom)
                  and n.module == "__future__"]
        if future:
            self.found = {k: v for k, v in self.found.items() if k > future[-1].lineno}
        return self.generic_visit(node)

    def visit_FunctionDef(self, node):
        self.last = node.lineno
        return self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef


def _docstring(node, body):
    return node is body[0] and isinstance(node, ast.Expr) and \
        isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def with_notes(tree, text):
    found = notes(text)
    return _Notes(found).visit(tree) if found else tree
