"""No two files of a room need each other, directly or by way of others.

A file needs another where it uses a function that the other defines, whatever header declares it:
so a header shared by several files (writer.h) hides no circle. What is shared belongs into a file
of its own below both. Read from the text, by the house's style: a function begins in column 0.

Allowed are the circles below: there the matter itself goes round."""
import pathlib
import re
import sys

ALLOWED = [
    # the grammar: an expression holds what stands between operators, which holds expressions
    {"scenario/expr/displays.c", "scenario/expr/parse.c", "scenario/expr/primary.c",
     "scenario/expr/template.c"},
    # likewise written: an f-string holds expressions, and is one
    {"scenario/expr/expr_write.c", "scenario/expr/template_write.c"},
    # likewise looked up: a lambda is an expression around an expression
    {"scenario/tree/resolve.c", "scenario/tree/scope.c"},
    # values: errors are values with texts, lists hold errors, texts show lists
    # tables compare what they hold, and are compared
    {"python/compare.c", "python/exception.c", "python/hash.c", "python/list.c", "python/range.c",
     "python/set_like.c",
     "python/table.c", "python/text.c", "python/value.c"},
    # calls: sorted() calls its key, which may be any builtin, method or lambda; a lambda evaluates
    # an expression, which may call anything
    {"python/bind.c", "python/builtins.c", "python/builtins_items.c", "python/builtins_random.c",
     "python/each.c", "python/eval.c", "python/eval_call.c", "python/eval_display.c",
     "python/index.c", "python/iterators.c", "python/lambda.c",
     "python/methods.c", "python/sort.c"},
    # asyncio itself goes round: a future queues its callbacks in the loop, the loop steps tasks, a
    # task resumes frames, which await futures; and each of them tells the trace what it did
    {"sim/call.c", "sim/drive.c", "sim/future.c", "sim/gather.c", "sim/loop.c", "sim/races.c",
     "sim/run_code.c", "sim/say.c", "sim/sends.c", "sim/task.c", "sim/task_step.c",
     "sim/threads.c", "sim/told.c", "sim/told_causes.c", "sim/waits.c"},
]

DEFINED = re.compile(r"^(?!static\b|typedef\b|enum\b)[A-Za-z_][\w\s*]*?\b(\w+)\([^;{}]*\)\s*\n\{",
                     re.M)
STATIC = re.compile(r"^static\b[\w\s*]*?\b(\w+)\([^;{}]*\)\s*\n\{", re.M)
WORD = re.compile(r"[A-Za-z_]\w*")
INLINE = re.compile(r"^static inline\b[\w\s*]*?\b(\w+)\([^;{}]*\)\s*\n\{(.*?)^\}", re.M | re.S)
NO_CODE = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)


def inlined(src):
    """What the functions in headers use: name -> words."""
    found = {}
    for path in sorted(src.rglob("*.h")):
        for name, body in INLINE.findall(NO_CODE.sub(" ", path.read_text())):
            found[name] = set(WORD.findall(body))
    return found


def with_inlined(used, inline):
    """The words, and those that come in by way of functions in headers."""
    more = set(used)
    while more:
        more = set().union(*(inline.get(word, set()) for word in more)) - used
        used |= more
    return used


def needs(root):
    """File -> the files of its room that it needs, each with the functions."""
    src = root / "src"
    files, inline = {}, inlined(src)
    for path in sorted(src.rglob("*.c")):
        text = NO_CODE.sub(" ", path.read_text())
        files[path.relative_to(src).as_posix()] = (set(DEFINED.findall(text)),
                                                   with_inlined(set(WORD.findall(text)), inline)
                                                   - set(STATIC.findall(text)))
    home = {}
    for name, (defined, _) in files.items():
        for function in defined:
            home.setdefault((name.split("/")[0], function), name)
    graph = {}
    for name, (defined, used) in files.items():
        graph[name] = {}
        for function in sorted(used - defined):
            other = home.get((name.split("/")[0], function))
            if other:
                graph[name].setdefault(other, []).append(function)
    return graph


def knots(graph):
    """The sets of files each of which leads to every other (Tarjan)."""
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in graph[node]:
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            at = stack.index(node)
            if len(stack) > at + 1:
                found.append(set(stack[at:]))
            del stack[at:]

    sys.setrecursionlimit(10000)
    for node in sorted(graph):
        if node not in order:
            visit(node)
    return found


def breaches(root, allowed=ALLOWED):
    graph = needs(root)
    for knot in knots(graph):
        if knot in allowed:
            continue
        yield "these files need each other: " + ", ".join(sorted(knot))
        for name in sorted(knot):
            for other in sorted(knot & set(graph[name])):
                yield f"    {name} needs {other}: {', '.join(graph[name][other])}"


if __name__ == "__main__":
    root = pathlib.Path(sys.argv[1])
    found = list(breaches(root))
    print("\n".join(found))
    files = len(list((root / "src").rglob("*.c")))
    print(f"{files} files read, {sum(not line.startswith(' ') for line in found)} circles")
    sys.exit(bool(found) or files == 0)
