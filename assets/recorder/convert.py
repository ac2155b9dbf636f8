"""A Python file as a scenario, where it can be one: by Python's own `ast`, line by line. What a
scenario has no step for is left out, with the reason.

    --convert N       the descriptor the result goes to
    --text N          the descriptor of the text
    --without L,L     lines whose statements are left out

The result: how many lines were left out, each as LINE and WHY behind a tab; how many lines the
scenario has, the source line of each; the scenario."""

import ast
import getopt
import json
import os
import sys

from _interleave import source

KNOWN = {"asyncio", "time", "random"}
BOUND = ("sleep", "gather", "wait", "wait_for", "shield")


class No(Exception):
    """The statement cannot be a step: why."""


def plain_name(node):
    """`asyncio.sleep` and `sleep` are both "sleep"; of a method, None."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and \
            node.value.id in KNOWN:
        return node.attr
    return None


def thread_seconds(call):
    """What a job in a thread sleeps: it can do nothing else."""
    if len(call.args) == 2 and plain_name(call.args[0]) == "sleep" and not call.keywords:
        return call.args[1]
    raise No("a thread of a scenario can only sleep: `asyncio.to_thread(time.sleep, 3)`")


class _Bare(ast.NodeTransformer):
    """Without `asyncio.`, which a scenario does not write."""

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "asyncio":
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return node

    def visit_Call(self, node):
        if plain_name(node.func) == "to_thread":
            thread_seconds(node)
        self.generic_visit(node)
        return node

    def visit_Await(self, node):
        raise No("an `await` inside of an expression: give it a line of its own")

    visit_Yield = visit_YieldFrom = visit_NamedExpr = lambda self, node: self.refuse()

    def refuse(self):
        raise No("an expression that a scenario does not have")


def text_of(node):
    return ast.unparse(_Bare().visit(ast.parse(ast.unparse(node), mode="eval").body))


def value(node):
    """An expression where JSON has it: numbers as they are, the rest as text."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float, bool, type(None)) and \
            node.value == node.value and abs(node.value or 0) < 1 << 53:
        return node.value
    return text_of(node)


def template(node):
    """What `print` gets, as an f-string's text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace("{", "{{").replace("}", "}}")
    if isinstance(node, ast.JoinedStr):
        return "".join(template(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        convert = "" if node.conversion < 0 else "!" + chr(node.conversion)
        form = ":" + template(node.format_spec) if node.format_spec else ""
        return "{" + text_of(node.value) + convert + form + "}"
    return "{" + text_of(node) + "}"


def comprehension(node):
    """(element, "i in xs") of a list or generator with one simple `for`, or None."""
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)) and len(node.generators) == 1 and \
            not node.generators[0].ifs and not node.generators[0].is_async:
        made = node.generators[0]
        return node.elt, f"{target(made.target)} in {text_of(made.iter)}"
    return None


def target(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Tuple) and all(isinstance(item, ast.Name) for item in node.elts):
        return ", ".join(item.id for item in node.elts)
    raise No("only names can be bound in a scenario")


def names(node):
    if isinstance(node, ast.Tuple):
        return [target(item) for item in node.elts]
    return target(node)


def keywords(call, *allowed):
    found = {}
    for keyword in call.keywords:
        if keyword.arg not in allowed:
            raise No(f"`{keyword.arg or '**'}` has no place in a scenario's step")
        found[keyword.arg] = keyword.value
    return found


def awaitables(arguments, step, verb):
    """What gather and the like are given: a list, `*ts`, or one of each of a `for`."""
    if len(arguments) == 1 and isinstance(arguments[0], ast.Starred):
        each = comprehension(arguments[0].value)
        if each:
            step[verb], step["for"] = text_of(each[0]), each[1]
        else:
            step[verb] = "*" + text_of(arguments[0].value)
    else:
        step[verb] = [text_of(item) for item in arguments]


def of_list(node, step, verb):
    """The same where Python is given one list."""
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        step[verb] = [text_of(item) for item in node.elts]
    elif each := comprehension(node):
        step[verb], step["for"] = text_of(each[0]), each[1]
    else:
        step[verb] = text_of(node)


# --- awaits and calls ---


def await_step(node):
    """The step of `await NODE`."""
    name = plain_name(node.func) if isinstance(node, ast.Call) else None
    make = globals().get(f"await_{name}") if name else None
    return make(node) if make else {"await": text_of(node)}


def await_sleep(call):
    if len(call.args) != 1 or call.keywords:
        return {"await": text_of(call)}
    return {"sleep": value(call.args[0])}


def await_gather(call):
    step = {}
    awaitables(call.args, step, "gather")
    for key, node in keywords(call, "return_exceptions").items():
        step[key] = value(node)
    return step


def await_wait(call):
    step = {}
    of_list(call.args[0], step, "wait")
    for key, node in keywords(call, "timeout", "return_when").items():
        step[key] = (plain_name(node) or ast.literal_eval(node)) if key == "return_when" \
            else value(node)
    return step


def await_wait_for(call):
    given = keywords(call, "timeout")
    limit = given.get("timeout") or (call.args[1] if len(call.args) > 1 else None)
    if limit is None:
        raise No("`wait_for` needs its timeout")
    return {"wait_for": text_of(call.args[0]), "timeout": value(limit)}


def await_shield(call):
    return {"shield": text_of(call.args[0])}


def await_to_thread(call):
    return {"to_thread": value(thread_seconds(call))}


def create_step(call):
    """create_task, ensure_future, and a group's; None for other calls."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else plain_name(call.func)
    if name not in ("create_task", "ensure_future") or not call.args:
        return None
    step = {"create_task": text_of(call.args[0])}
    for key, node in keywords(call, "name").items():
        step[key] = template(node)
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(owner, ast.Name) and owner.id not in KNOWN and "loop" not in owner.id:
        step["in"] = owner.id
    return step


def call_step(call):
    name = plain_name(call.func)
    if name == "print":
        keywords(call)
        return {"print": " ".join(template(node) for node in call.args)}
    if name == "sleep" and isinstance(call.func, ast.Attribute) and call.func.value.id == "time":
        return {"block": value(call.args[0])}
    if isinstance(call.func, ast.Attribute) and call.func.attr == "cancel" and not call.keywords:
        step = {"cancel": text_of(call.func.value)}
        return {**step, "msg": template(call.args[0])} if call.args else step
    return create_step(call) or {"call": text_of(call)}


def bound(node):
    """The step that gives the value of an expression statement or assignment."""
    if isinstance(node, ast.Await):
        return await_step(node.value)
    if isinstance(node, ast.Call):
        step = create_step(node)
        if step:
            return step
    each = comprehension(node)
    if each and isinstance(each[0], ast.Call) and (step := create_step(each[0])):
        return {**step, "for": each[1]}
    return None


# --- statements ---


class Steps:
    """The steps of a block: each a dictionary with "line"; what cannot be is left out."""

    def __init__(self, result):
        self.result = result

    def block(self, body):
        steps = []
        for node in body:
            if node.lineno in self.result.without:
                self.result.refuse(node, self.result.without[node.lineno])
                continue
            steps += [self.result.note_step(text, node) for text in self.result.notes_above(node)]
            try:
                made = getattr(self, f"of_{type(node).__name__}", self.of_other)(node)
            except No as why:
                self.result.refuse(node, str(why))
                continue
            except (ValueError, TypeError, IndexError, RecursionError):
                self.result.refuse(node, "a form that a scenario does not have")
                continue
            for step in made if isinstance(made, list) else [made]:
                steps.append({**step, "line": node.lineno})
        return steps

    def of_other(self, node):
        raise No({"With": "a plain `with`: scenarios have only `async with`",
                  "FunctionDef": "a function inside of another",
                  "AsyncFunctionDef": "a coroutine inside of another",
                  "ClassDef": "a class", "Delete": "`del`", "Assert": "`assert`",
                  "Match": "`match`"}.get(type(node).__name__,
                                          "a statement that a scenario does not have"))

    def of_Pass(self, node):
        return {"let": {"_": None}}

    def of_Import(self, node):
        if all(name.name in KNOWN for name in node.names):
            return []
        raise No("a module besides asyncio, time and random")

    def of_ImportFrom(self, node):
        return [] if node.module in KNOWN else self.of_Import(ast.Import([ast.alias("?")]))

    def of_Global(self, node):
        return []

    of_Nonlocal = of_other

    def of_Expr(self, node):
        if isinstance(node.value, ast.Constant):
            return []  # a docstring
        step = bound(node.value)
        if step:
            return step
        if isinstance(node.value, ast.Call):
            return self.of_call(node.value)
        raise No("an expression whose value nobody takes")

    def of_call(self, call):
        """`print(await f())` is an await and a print."""
        if len(call.args) == 1 and isinstance(call.args[0], ast.Await):
            first = {**await_step(call.args[0].value), "as": "result"}
            call.args[0] = ast.Name("result", ast.Load())
            return [first, call_step(call)]
        return call_step(call)

    def of_Assign(self, node):
        if len(node.targets) != 1:
            raise No("several targets in one assignment")
        step = bound(node.value)
        if step:
            return {**step, "as": names(node.targets[0])}
        if not isinstance(node.targets[0], ast.Name):
            raise No("only names can be bound in a scenario")
        return {"let": {node.targets[0].id: value(node.value)}}

    def of_AnnAssign(self, node):
        if node.value is None:
            return []
        return self.of_Assign(ast.Assign([node.target], node.value))

    def of_AugAssign(self, node):
        if not isinstance(node.target, ast.Name):
            raise No("only names can be bound in a scenario")
        both = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        return {"let": {node.target.id: text_of(ast.fix_missing_locations(both))}}

    def of_Return(self, node):
        if node.value is None:
            return {"return": None}
        step = bound(node.value)
        if step:
            return [{**step, "as": "result"}, {"return": "result"}]
        return {"return": value(node.value)}

    def of_If(self, node):
        step = {"if": text_of(node.test), "then": self.block(node.body)}
        return {**step, "else": self.block(node.orelse)} if node.orelse else step

    def of_While(self, node):
        if node.orelse:
            raise No("`else` of a loop")
        return {"while": text_of(node.test), "do": self.block(node.body)}

    def of_For(self, node):
        if node.orelse:
            raise No("`else` of a loop")
        if isinstance(node.iter, ast.Call) and plain_name(node.iter.func) == "as_completed":
            return self.as_completed(node)
        return {"for": f"{target(node.target)} in {text_of(node.iter)}",
                "do": self.block(node.body)}

    def as_completed(self, node):
        step, first = {}, node.body[0]
        of_list(node.iter.args[0], step, "as_completed")
        for key, limit in keywords(node.iter, "timeout").items():
            step[key] = value(limit)
        taken = getattr(first, "value", None)
        if not (isinstance(taken, ast.Await) and isinstance(taken.value, ast.Name)
                and taken.value.id == target(node.target)):
            raise No("`as_completed` whose body does not begin with awaiting what it gives")
        if isinstance(first, ast.Assign):
            step["as"] = names(first.targets[0])
        return {**step, "do": self.block(node.body[1:])}

    def of_AsyncFor(self, node):
        raise No("`async for`")

    def of_Break(self, node):
        return {"break": True}

    def of_Continue(self, node):
        return {"continue": True}

    def of_Raise(self, node):
        if node.cause:
            raise No("`raise ... from`")
        return {"raise": text_of(node.exc) if node.exc else True}

    def of_Try(self, node):
        step = {"try": self.block(node.body)}
        word = "except*" if type(node).__name__ == "TryStar" else "except"
        if node.handlers:
            step[word] = {self.handler(h): self.block(h.body) for h in node.handlers}
        if node.orelse:
            step["else"] = self.block(node.orelse)
        if node.finalbody:
            step["finally"] = self.block(node.finalbody)
        return step

    of_TryStar = of_Try

    @staticmethod
    def handler(node):
        if node.type is None:
            kinds = "BaseException"
        elif isinstance(node.type, ast.Tuple):
            kinds = ", ".join(text_of(kind) for kind in node.type.elts)
        else:
            kinds = text_of(node.type)
        return kinds + (f" as {node.name}" if node.name else "")

    def of_AsyncWith(self, node):
        step = None
        for item in reversed(node.items):
            inner = self.block(node.body) if step is None else [{**step, "line": node.lineno}]
            step = {**self.entered(item), "do": inner}
        return step

    @staticmethod
    def entered(item):
        call = item.context_expr
        name = plain_name(call.func) if isinstance(call, ast.Call) else None
        if name == "timeout" and item.optional_vars is None:
            return {"timeout": value(call.args[0])}
        if name == "TaskGroup" and item.optional_vars is not None:
            return {"task_group": target(item.optional_vars)}
        if item.optional_vars is not None:
            raise No("`as` of an `async with` that is no task group")
        return {"async_with": text_of(call)}


class Result:
    def __init__(self, text, name, without):
        self.text, self.name, self.without = source.Text(text), name, without
        self.notes = source.notes(text)
        self.refused = []
        self.coroutines, self.timelines, self.let = {}, [], {}
        self.functions, self.exceptions = {}, {}
        self.steps = Steps(self)
        self.module = ast.parse(text)
        self.walk(self.module.body)

    def refuse(self, node, why):
        self.refused.append((node.lineno, why))

    def notes_above(self, node):
        lines = sorted(line for line in self.notes if line < node.lineno)
        return [self.notes.pop(line) for line in lines]

    @staticmethod
    def note_step(text, node):
        return {"note": text.replace("{", "{{").replace("}", "}}"), "line": node.lineno}

    def walk(self, body):
        for node in body:
            try:
                if node.lineno in self.without:
                    raise No(self.without[node.lineno])
                self.top(node)
            except No as why:
                self.refuse(node, str(why))
            except (ValueError, TypeError, IndexError, RecursionError):
                self.refuse(node, "a form that a scenario does not have")

    def top(self, node):
        if isinstance(node, ast.AsyncFunctionDef):
            self.function(node, self.coroutines)
        elif isinstance(node, ast.FunctionDef):
            self.function(node, self.functions)
        elif isinstance(node, ast.ClassDef):
            self.exception(node)
        elif isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            self.walk(node.body)
        elif isinstance(node, ast.With) and "Runner" in ast.unparse(node.items[0]):
            self.walk(node.body)
        elif isinstance(node, ast.Try):
            self.walk(node.body)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if not self.run(node, node.value) and "loop" not in ast.unparse(node.value):
                self.let[node.targets[0].id] = node.lineno, value(node.value)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if not self.run(node, node.value) and "loop" not in ast.unparse(node.value.func):
                raise No("it stands outside of all coroutines")
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            self.steps.block([node]) if not isinstance(node, (ast.Import, ast.ImportFrom)) \
                else getattr(self.steps, f"of_{type(node).__name__}")(node)

    def run(self, node, call):
        """asyncio.run(main()) is a timeline."""
        name = call.func.attr if isinstance(call, ast.Call) and \
            isinstance(call.func, ast.Attribute) else None
        if name not in ("run", "run_until_complete"):
            return False
        if not isinstance(call.args[0], ast.Call):
            raise No("what runs is no call of a coroutine")
        run = text_of(call.args[0])
        timeline = {"title": self.text.comment_above(node.lineno) or run, "run": run}
        if name == "run_until_complete":
            timeline["entry"] = name
        self.timelines.append({**timeline, "line": node.lineno})
        return True

    def exception(self, node):
        """`class Overloaded(Exception): pass`."""
        is_bare = all(isinstance(part, ast.Pass) or isinstance(part, ast.Expr) and
                      isinstance(part.value, ast.Constant) for part in node.body)
        if len(node.bases) != 1 or not isinstance(node.bases[0], ast.Name) or node.keywords or \
                node.decorator_list or not is_bare:
            raise No("a class, but for an exception without anything of its own")
        self.exceptions[node.name] = node.lineno, node.bases[0].id

    def function(self, node, among):
        if node.decorator_list:
            self.refuse(node, "its decorators are left out")
        given = node.args
        if given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs:
            raise No("parameters that a scenario does not have")
        for argument in given.args:
            argument.annotation = None
        among[f"{node.name}({ast.unparse(given)})"] = node.lineno, self.steps.block(node.body)


# --- JSON as a hand would write it ---


class Writer:
    def __init__(self):
        self.lines, self.sources = [], []

    def line(self, text, line):
        self.lines.append(text)
        self.sources.append(line)

    def step(self, step, level, comma):
        line = step.pop("line")
        blocks = {key: step[key] for key in step if self.is_block(step[key])}
        pad = "  " * level
        if not blocks:
            self.line(pad + json.dumps(step, ensure_ascii=False) + comma, line)
            return
        flat = {key: step[key] for key in step if key not in blocks}
        text = json.dumps(flat, ensure_ascii=False)[1:-1]
        self.line(pad + "{" + (text + "," if text else ""), line)
        for number, (key, block) in enumerate(blocks.items()):
            last = number == len(blocks) - 1
            self.named(key, block, level + 1, line, "}" + comma if last else ",")

    def named(self, key, block, level, line, after):
        pad = "  " * level
        if isinstance(block, dict):
            self.line(f"{pad}{json.dumps(key)}: {{", line)
            for number, (inner, steps) in enumerate(block.items()):
                self.named(inner, steps, level + 1, line, "," if number < len(block) - 1 else "")
            self.line(pad + "}" + after, line)
            return
        self.line(f"{pad}{json.dumps(key, ensure_ascii=False)}: [", line)
        for number, step in enumerate(block):
            self.step(step, level + 1, "," if number < len(block) - 1 else "")
        self.line(pad + "]" + after, line)

    @staticmethod
    def is_block(item):
        if isinstance(item, dict):
            return bool(item) and all(isinstance(part, list) for part in item.values())
        return isinstance(item, list) and all(isinstance(part, dict) for part in item) and \
            bool(item)


def write_names(writer, key, held):
    if not held:
        return
    writer.line(f'  "{key}": {{', 1)
    for number, (name, (line, what)) in enumerate(held.items()):
        comma = "," if number < len(held) - 1 else ""
        writer.line(f"    {json.dumps(name)}: {json.dumps(what, ensure_ascii=False)}{comma}", line)
    writer.line("  },", 1)


def write_bodies(writer, key, bodies):
    writer.line(f'  "{key}": {{', 1)
    for number, (name, (line, steps)) in enumerate(bodies.items()):
        steps = steps or [{"let": {"_": None}, "line": line}]
        writer.named(name, steps, 2, line, "," if number < len(bodies) - 1 else "")
    writer.line("  },", 1)


def scenario(result):
    writer = Writer()
    title, description = result.text.head()
    writer.line("{", 1)
    writer.line(f'  "title": {json.dumps(title or result.name, ensure_ascii=False)},', 1)
    if description:
        writer.line(f'  "description": {json.dumps(description, ensure_ascii=False)},', 1)
    write_names(writer, "exceptions", result.exceptions)
    write_names(writer, "let", result.let)
    if result.functions:
        write_bodies(writer, "functions", result.functions)
    write_bodies(writer, "coroutines", result.coroutines)
    writer.line('  "timelines": [', 1)
    for number, timeline in enumerate(result.timelines):
        writer.step(timeline, 2, "," if number < len(result.timelines) - 1 else "")
    writer.line("  ]", 1)
    writer.line("}", 1)
    return writer


def main(arguments):
    named, rest = getopt.getopt(arguments, "", ["convert=", "text=", "without="])
    given = dict(named)
    with open(int(given["--text"]), "rb") as file:
        text = file.read().decode("utf-8-sig")
    without = dict.fromkeys((int(line) for line in given.get("--without", "").split(",") if line),
                            "a form that a scenario does not have")
    try:
        result = Result(text, os.path.basename(rest[0]), without)
    except SyntaxError as error:
        sys.exit(f"line {error.lineno or 1}: {error.msg}")
    written = scenario(result)
    out = [str(len(result.refused))] + [f"{line}\t{why}" for line, why in sorted(result.refused)]
    out += [str(len(written.lines))] + [str(line) for line in written.sources] + written.lines
    with open(int(given["--convert"]), "wb") as file:
        file.write(("\n".join(out) + "\n").encode())
