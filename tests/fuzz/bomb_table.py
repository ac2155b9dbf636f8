"""Scenarios that would work for ever if something in the language cost more than it counts: every
step, function, method, operator, exception and object, on a large text, a large list, many times.

`bombs(program, size)` gives {name: scenario}. What there is comes from the program's own lists, so
that what is new in the language is in the table, too, or is missed (`missing`).
"""
import json
import subprocess

# Names that every bomb may use, of about `size` characters or a tenth of it in items.
VALUES = {
    "big": "'ab' * (size // 2)",
    "wide": "'é' * (size // 2)",
    "blank": "' ' * size",
    "digits": "'1' * size",
    "holes": "'{}' * (size // 2)",
    "items": "list(range(size // 10))",
    "words": "['ab'] * (size // 10)",
    "many": "tuple(items)",
    "group": "set(items)",
    "table": "{i: big for i in items}",
    "same": "[big] * (size // 10)",
    "twins": "[items] * (size // 10)",
}
RECEIVERS = {"str": ["big", "wide", "blank", "holes"], "list": ["items", "words", "same"],
             "tuple": ["many"], "set": ["group"], "dict": ["table"]}
ARGUMENTS = ["", "big", "wide", "blank", "digits", "items", "words", "same", "group", "table", "-1",
             "'a'", "'b', big", "'ab', ''", "0, big", "lambda x: x, items", "*items"]
FEW_ARGUMENTS = ["", "big", "*items"]
OBJECTS = {
    "Future": "Future()", "Task": "create_task(nap())", "Lock": "Lock()", "Event": "Event()",
    "Condition": "Condition()", "Semaphore": "Semaphore(1)", "Queue": "Queue()",
    "Barrier": "Barrier(2)", "TaskGroup": None, "Timeout": None,
    "BaseException": "ExceptionGroup(big, errors)",
}
BLOCKS = {"TaskGroup": {"task_group": "thing"}, "Timeout": {"timeout": 1, "as": "thing"}}
BINARY = ["+", "-", "*", "/", "//", "%", "**", "&", "^", "|", "==", "!=", "<", "<=", ">",
          ">=", "in", "not in", "is", "is not", "and", "or"]
OPERANDS = [("big", "big[:-1]"), ("big", "wide"), ("items", "items[:-1]"), ("words", "same"),
            ("many", "many[1:]"), ("group", "group"), ("table", "table"), ("big", "3"),
            ("3", "big"), ("items", "3"), ("-1", "items"), ("'b' * 99", "big"),
            ("twins", "twins[:-1]")]
EXPRESSIONS = {
    "not": "not big", "negate": "-len(big)", "plus": "+len(items)",
    "if-else": "big if items else wide",
    "chain": "big == big[:-1] < big <= big", "index": "wide[size // 2 - 1]",
    "index-list": "items[-1]",
    "slice": "wide[1:]", "slice-step": "wide[::2]", "slice-back": "wide[::-1]",
    "slice-list": "items[1:]", "slice-list-back": "items[::-1]",
    "display-list": "[*items, *words]",
    "display-tuple": "(*items, *big)", "display-set": "{*items, *big}",
    "display-dict": "{'a': big, 'b': items}", "list-of": "[x for x in big]",
    "list-of-lists": "[[x for x in items] for y in items]", "set-of": "{x for x in wide}",
    "dict-of": "{x: big for x in items}", "generator": "sum(x for x in items)",
    "filtered": "[x for x in items if str(x) in big]",
    "lambda": "(lambda a, b: a + b)(big, wide)",
    "lambda-deep": "(lambda f: f(f, 900))(lambda f, n: f(f, n - 1) + [n] if n else items)",
    "lambda-key": "sorted(items, key=lambda x: big)", "sorted-same": "sorted(same)",
    "max-same": "max(same)", "max-key": "max(items, key=lambda x: -x)", "attribute": "big.upper",
    "attribute-repr": "f'{big.upper}'", "f-string": "f'{big}{wide!r}{items!s:>9}'",
    "f-nested": "f'{big:>SIZE}'", "repr-twins": "repr(twins)", "str-same": "str(same)",
    "format-width": "f'{1:SIZE}'", "format-cut": "f'{big:.1}'", "format-wide": "f'{wide:.1}'",
    "format-digits": "f'{1.5:.SIZEf}'", "format-comma": "f'{9 ** 9:>0SIZE,}'",
    "percent": "'%s' % big", "percent-width": "'%SIZEd' % 1", "percent-digits": "'%.SIZEf' % 1.5",
    "percent-many": "('%s' * 99) % tuple(same[:99])", "percent-holes": "('%d' * 999) % big",
    "int-digits": "int(digits)", "float-digits": "float(digits)", "power": "3 ** 39",
    "hash-tuple": "{tuple(same)}", "hash-same": "{(big, i) for i in items}",
    "key-error": "table[big]", "collide": "{i * 2 ** 40: i for i in items}",
    "range-in": "1.5 in range(size)", "range-sum": "sum(range(size))",
    "range-list": "list(range(size))",
    "zip": "list(zip(items, words, big))", "map": "list(map(str, items))",
    "map-big": "list(map(len, same))",
    "filter": "list(filter(len, same))", "enumerate": "list(enumerate(big))",
    "reversed": "list(reversed(items))", "any": "any(map(len, [''] * len(items)))",
    "all": "all(same)",
    "next": "next(x for x in items if x < 0)", "iter-in": "-1 in iter(items)",
    "zip-star": "list(zip(*twins[:99]))", "pairs-equal": "table.items() == table.items()",
    "keys-in": "-1 in table.values()", "deep-compare": "nest == nest2", "deep-repr": "repr(nest)",
    "deep-sort": "sorted([nest, nest2])", "group-of": "ExceptionGroup(big, errors)",
    "group-repr": "repr(ExceptionGroup(big, errors))", "error-repr": "repr(ValueError(same))",
    "error-str": "str(KeyError(big))", "error-chain": "[e.args for e in errors]",
    "random-choice": "random.choice(big)", "random-wide": "random.choice(wide)",
    "isinstance": "isinstance(1, (int, str) * 999)", "unpack-call": "max(*items)",
    "name": "create_task(nap(), name=big)", "nothing": "None",
    "function-deep": "grow(0)", "function-deep-list": "nested(0)", "function-spin": "spin()",
    "function-fib": "fib(40)", "function-key": "sorted(items, key=other)",
    "function-waste": "waste(items)", "function-forks": "[waste([x]) for x in items]",
}
FUNCTIONS = {
    "grow(n)": [{"return": "grow(n + 1)"}], "nested(n)": [{"return": "[[[[nested(n + 1)]]]]"}],
    "spin()": [{"while": "True", "do": []}], "other(x)": [{"return": "-x"}],
    "fib(n)": [{"return": "n if n < 2 else fib(n - 1) + fib(n - 2)"}],
    "waste(xs)": [{"while": "True", "do": [{"let": {"y": "xs[:]"}}]}],
}
# One loop a verb, and a storm of tasks where the verb can wait.
VERBS = {
    "print": [{"print": "{big}"}], "sleep": [{"sleep": 1e-9, "label": "{big}"}],
    "block": [{"block": 1e-9}], "await": [{"await": "echo(big)", "as": "y"}],
    "create_task": [{"create_task": "nap()", "name": "{big}"}],
    "gather": [{"gather": "nap()", "for": "i in range(99)"}],
    "wait": [{"wait": "*[nap_task] * 999", "timeout": 0}],
    "wait_for": [{"wait_for": "nap()", "timeout": 0}],
    "timeout": [{"timeout": 0, "do": [{"sleep": 1}]}],
    "timeout_at": [{"timeout_at": "time.monotonic()", "do": [{"sleep": 1}]}],
    "task_group": [{"task_group": "tg", "do": [{"create_task": "nap()", "in": "tg"}]}],
    "as_completed": [{"as_completed": "*[nap_task] * 999", "as": "r", "do": [{"break": True}]}],
    "shield": [{"create_task": "guard(nap_task)", "as": "s"}, {"sleep": 0}, {"cancel": "s"}],
    "to_thread": [{"to_thread": 1e-9}],
    "cancel": [{"cancel": "current_task()", "msg": "{big}"}, {"sleep": 0}],
    "async_with": [{"async_with": "Lock()", "do": [{"sleep": 0}]}],
    "let": [{"let": {"y": "items", "a, b": "big[:2]", "items[0]": "a"}}],
    "call": [{"call": "items.count(-1)"}], "for": [{"for": "i in wide", "do": []}],
    "while": [{"while": "items == items[:]", "do": []}],
    "async_for": [{"async_for": "i in ticks(1)", "do": []}],
    "yield": [{"async_for": "i in ticks(size)", "do": [{"break": True}]}, {"sleep": 0}],
    "break": [{"for": "i in same", "do": [{"break": True}]}],
    "continue": [{"for": "i in items", "do": [{"continue": True}]}],
    "if": [{"if": "big == wide", "then": []}],
    "try": [{"try": [{"raise": "ValueError(big)"}], "except": {
        "ValueError as e": [{"let": {"last": "[e, last]"}}]}}],
    "raise": [{"try": [{"raise": "ExceptionGroup('g', errors)"}], "except*": {
        "KeyError": [], "ValueError as e": []}}],
    "return": [{"await": "echo(same)", "as": "y"}], "run": [{"run": "nap()"}],
    "run_until_complete": [{"run_until_complete": "nap()"}], "note": [{"note": "{big}{wide}"}],
}
GROWING = {
    "text": [{"let": {"big": "big + big"}}], "list": [{"call": "items.extend(items)"}],
    "tree": [{"let": {"items": "[items, items]"}}],
    "text-replaced": [{"let": {"big": "big.replace('a', big)"}}],
    "text-joined": [{"let": {"big": "big.join(words)"}}],
    "set": [{"call": "group.add((len(group), big))"}],
    "dict": [{"let": {"table": "{len(table): table, 'big': big}"}}],
    "tasks": [{"create_task": "nap()"}],
    "coroutines": [{"call": "words.append(nap())"}],
    "futures": [{"call": "words.append(Future())"}],
    "queue": [{"call": "queue.put_nowait(big)"}],
    "priority": [{"call": "ranked.put_nowait(big)"}],
    "priority-lists": [{"call": "ranked.put_nowait(items)"}],
    "exceptions": [{"let": {"last": "ValueError(last, last)"}}],
    "groups": [{"let": {"last": "ExceptionGroup('g', [last, last])"}}],
    "lambdas": [{"let": {"last": "lambda: last"}}],
    "closures": [{"call": "words.append(lambda x=big: x)"}],
    "generators": [{"call": "words.append(x for x in items)"}],
    "maps": [{"let": {"last": "map(str, last)"}}], "zips": [{"let": {"last": "zip(last)"}}],
    "threads": [{"create_task": "thread()"}],
    "done-callbacks": [{"call": "nap_task.add_done_callback(words.append)"}],
    "locks": [{"create_task": "hold(lock)"}, {"sleep": 0}],
    "waiters": [{"create_task": "event.wait()"}, {"sleep": 0}],
    "names": [{"create_task": "nap()", "name": "{len(words)}{big}"}],
    "prints": [{"print": "{big}"}, {"call": "words.append('x')"}], "notes": [{"note": "again"}],
    "sleeps": [{"sleep": 1}], "forks": [{"create_task": "fork()"}, {"sleep": 0}],
    "callbacks": [{"create_task": "guard(nap_task)"}, {"sleep": 0}],
    "insert-front": [{"call": "items.insert(0, big)"}],
    "pop-front": [{"call": "items.append(items.pop(0))"}],
    "remove-last": [{"call": "items.remove(items[-1])"}, {"call": "items.append(-1)"}],
    "del-first": [{"call": "table.update({table.pop(next(iter(table))): 1})"}],
}
# Scenarios as wholes: what stands beside the coroutines, and many timelines at once.
FOREVER = {"while": "True", "do": [{"sleep": 1e-9}]}
WHOLE = {
    "callbacks-of-callbacks": {"functions": {"again(f)": [
        {"let": {"g": "Future()"}}, {"call": "g.add_done_callback(again)"},
        {"call": "g.add_done_callback(again)"}, {"call": "g.set_result(1)"}]},
        "main": [{"call": "again(1)"}, {"sleep": 1}]},
    "callbacks-make-tasks": {"functions": {"again(f)": [
        {"let": {"t": "create_task(nap())"}}, {"call": "t.add_done_callback(again)"},
        {"call": "t.add_done_callback(again)"}]}, "nap": [],
        "main": [{"call": "again(1)"}, {"sleep": 9}]},
    "callbacks-taken-away": {"functions": {"one(f)": [], "other(f)": []}, "main": [
        {"let": {"f": "Future()"}},
        {"for": "i in range(100000)", "do": [{"call": "f.add_done_callback(one)"}]},
        {"while": "True", "do": [{"call": "f.remove_done_callback(other)"}]}]},
    "callbacks-raise": {"functions": {"bad(f)": [{"raise": "ValueError('x' * 1000000)"}]}, "main": [
        {"while": "True", "do": [{"let": {"f": "Future()"}}, {"call": "f.add_done_callback(bad)"},
                                 {"call": "f.set_result(1)"}, {"sleep": 0}]}]},
    "own-exceptions": {
        "exceptions": {f"E{i}": f"E{i - 1}" if i else "Exception" for i in range(100)}, "main": [
            {"let": {"last": "1"}}, {"while": "True", "do": [
                {"try": [{"raise": "E98(last)"}],
                 "except": {"E99": [], "E0 as e": [{"let": {"last": "[e]"}}]}}]}]},
    "walked-never-ends": {"walked(n)": [{"try": [{"yield": "n"}], "finally": [
        {"while": "True", "do": [{"sleep": 0}]}]}], "main": [
            {"while": "True", "do": [{"async_for": "x in walked(1)", "do": [{"break": True}]},
                                     {"sleep": 0}]}]},
    "equal-diamonds": {"main": [{"let": {"a": "[]", "b": "[]"}}, {"for": "i in range(60)", "do": [
        {"let": {"a": "[a, a]", "b": "[b, b]"}}]}, {"let": {"x": "a == b"}}]},
    "diamonds-of-groups": {"main": [{"let": {"a": "ValueError(1)"}}, {"for": "i in range(60)", "do": [
        {"let": {"a": "ExceptionGroup('x', [a, a])"}}]},
        {"try": [{"raise": "a"}], "except*": {"KeyError": []}}]},
    "timelines-spin": {"timelines": 16, "main": [{"while": "True", "do": []}]},
    "timelines-sleep": {"timelines": 16, "main": [FOREVER]},
    "timelines-of-tasks": {"timelines": 16, "nap": [{"sleep": 1}], "main": [
        {"while": "True", "do": [{"create_task": "nap()"}, {"sleep": 0}]}]},
    "timelines-of-texts": {"timelines": 16, "main": [{"let": {"kept": "[]"}}, {"while": "True", "do": [
        {"call": "kept.append('x' * 1000)"}, {"sleep": 1e-9}]}]},
}
COROUTINES = {
    "nap()": [{"sleep": 1}], "echo(x)": [{"return": "x"}], "guard(t)": [{"shield": "t"}],
    "thread()": [{"to_thread": 1}],
    "ticks(n)": [{"for": "i in range(n)", "do": [{"yield": "n"}]}],
    "fork()": [{"create_task": "fork()"}, {"create_task": "fork()"}, {"sleep": 0}],
    "hold(lock)": [{"async_with": "lock", "do": [{"sleep": 1}]}],
}
SETUP = {"errors": "[ValueError(i) for i in items]", "last": "ValueError(1)", "lock": "Lock()",
    "event": "Event()", "queue": "Queue()", "ranked": "PriorityQueue()", "nest": "[]",
    "nest2": "[]"}


def caught(steps):
    return [{"try": steps, "except": {"BaseException as error": [{"let": {"y": "error"}}]}}]


def used(steps, name):
    return name in json.dumps(steps)


def program(steps, size, before=()):
    """main() makes the values that `steps` speak of, and does them for ever."""
    body = [{"while": "True", "do": steps}]
    wanted = []
    everything = {**VALUES, **SETUP}
    for name, text in reversed(everything.items()):
        if used([*body, *before, *wanted], name):
            wanted.insert(0, {"let": {name: text}})
    if used(body, "nest"):
        wanted.append({"for": "i in range(1900)", "do": [
            {"let": {"nest": "[nest]", "nest2": "[nest2]"}}]})
    if used(body, "nap_task"):
        wanted.append({"create_task": "nap()", "as": "nap_task"})
    main = [*wanted, *before, *body]
    functions = {name: body for name, body in FUNCTIONS.items()
                 if used(steps, name.partition("(")[0] + "(") or used(steps, "key=other")}
    text = json.dumps({"let": {"size": str(size)}, "functions": functions, "coroutines": {**COROUTINES, "main()": main},
                       "timelines": [{"run": "main()"}]}, indent=1)
    return text.replace("SIZE", str(size))


def whole(parts):
    coroutines = {name if "(" in name else f"{name}()": steps for name, steps in parts.items()
                  if isinstance(steps, list)}
    return json.dumps({name: parts[name] for name in ("functions", "exceptions") if name in parts} |
                      {"coroutines": coroutines,
                       "timelines": [{"run": "main()"}] * parts.get("timelines", 1)}, indent=1)


def words_of(program_path, what):
    text = subprocess.run([program_path, "explain", what], stdout=subprocess.PIPE, text=True,
                          check=True).stdout
    return [line.split()[0] for line in text.split("\n") if line.startswith("  ") and line.strip()
            and not line.startswith("   ")]


def method_bombs(name):
    kind, _, method = name.partition(".")
    if kind in RECEIVERS:
        for place, receiver in enumerate(RECEIVERS[kind]):
            for number in range(place, len(ARGUMENTS), 3 if place else 1):
                call = f"{receiver}.{method}({ARGUMENTS[number]})"
                yield call, caught([{"let": {"y": call}}]), ()
        return
    made = OBJECTS[kind]
    for arguments in FEW_ARGUMENTS:
        call, shown = f"thing.{method}({arguments})", f"{name}({arguments})"
        if made is None:
            yield shown, caught([{**BLOCKS[kind], "do": [{"call": call}]}]), ()
            continue
        before = ({"let": {"thing": made}},)
        yield shown, caught([{"let": {"y": call}}]), before
        yield f"await {shown}", caught([{"timeout": 0.001, "do": [{"await": call}]}]), before


def table_of(program_path):
    """(name, steps, steps before) of every bomb."""
    for name in words_of(program_path, "methods"):
        yield from method_bombs(name)
    for name in words_of(program_path, "functions") + words_of(program_path, "exceptions"):
        for arguments in ARGUMENTS if name.islower() else FEW_ARGUMENTS:
            call = f"{name}({arguments})"
            yield call, caught([{"let": {"y": call}}, {"let": {"y": "f'{y}'"}}]), ()
    for op in BINARY:
        for left, right in OPERANDS:
            yield f"{left} {op} {right}", caught([{"let": {"y": f"{left} {op} {right}"}}]), ()
    for name, text in EXPRESSIONS.items():
        yield f"expression-{name}", caught([{"let": {"y": text}}]), ()
    for name, steps in VERBS.items():
        yield f"step-{name}", caught(steps), ()
        yield f"bare-{name}", steps, ()
    for name, steps in GROWING.items():
        yield f"growing-{name}", caught(steps), ()


def bombs(program_path, size):
    found = {}
    for name, steps, before in table_of(program_path):
        found[name] = program(steps, size, before)
    return found | {f"whole-{name}": whole(parts) for name, parts in WHOLE.items()}


def missing(program_path):
    """What the program has and no bomb stands for."""
    return ([verb for verb in words_of(program_path, "steps") if verb not in VERBS] +
            [name for name in words_of(program_path, "methods")
             if name.partition(".")[0] not in {**RECEIVERS, **OBJECTS}])
