"""Hostile scenarios written by hand: each a function that gives the file's text.

A case is wrong, endless, huge, or carries what a terminal, an SVG or a Python file must never
receive. `BIG` marks those that need time or memory; they are left out of the bounded run.
"""
import json

CASES = {}
BIG = set()

# One of each kind of character that may steer a terminal, turn text round, or hide in it.
CONTROLS = "".join(chr(code) for code in
                   [*range(1, 32), *range(127, 160), 0x61C, 0x200B, 0x200E, 0x200F,
                    *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFB,
                    0xFFFE, 0xFFFF, 0xE0001, 0x10FFFF])
MARKUP = "</text><script>alert(1)</script><!-- ]]> --> &amp; &#1; \" ' onload='x' javascript:1"
CODE = "\\\"\"\"'''\n\r\x0c\u2028import os; os.system('true')\n#{{}}\\"
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m\x1b[?1049h\x1bP+q\x1b\\"
BIDI = "\u202e\u2066 gnp.exe \u2069\u202c\u200f"
HOSTILE_TEXT = ESCAPES + BIDI + MARKUP + CODE


def case(function=None, *, big=False):
    def add(made):
        name = made.__name__.replace("_", "-")
        CASES[name] = made
        if big:
            BIG.add(name)
        return made
    return add(function) if function else add


def program(steps, coroutines=None, **top):
    """One coroutine `main()` of these steps beside others."""
    return json.dumps({"coroutines": {**(coroutines or {}), "main()": steps},
                       "timelines": [{"run": "main()"}], **top})


def times(count, steps, name="i"):
    return {"for": f"{name} in range({count})", "do": steps}


# --- texts ---

def everywhere(text, call="main('')"):
    """The same text in every place that takes one."""
    braces = text.replace("{", "{{").replace("}", "}}")
    quoted = "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    return json.dumps({
        "title": text, "description": text,
        "let": {"shared": quoted},
        "coroutines": {
            "work(x)": [{"sleep": 1, "label": braces}, {"print": "{x}{x!r}"},
                        {"raise": "ValueError(x)"}],
            "main(y)": [
                {"note": braces}, {"print": braces, "label": braces},
                {"print": "{shared}{shared!r:>40}{shared:.9}"},
                {"create_task": f"work({quoted})", "as": "t", "name": braces, "label": braces},
                {"create_task": "work(shared)", "as": "u", "name": "{shared}"},
                {"call": "u.set_name(shared)"},
                {"sleep": 0.5}, {"cancel": "t", "msg": braces},
                {"gather": ["t", "u"], "return_exceptions": True, "as": "rs"},
                {"print": "{rs}"}, {"create_task": f"work({quoted})"}, {"sleep": 2},
                {"raise": f"ExceptionGroup({quoted}, [ValueError({quoted}), rs[1]])"}]},
        "timelines": [{"title": text, "description": text, "run": call},
                      {"title": text * 2, "run": f"main({quoted})"}]})


@case
def text_controls():
    return everywhere(CONTROLS)


@case
def text_markup():
    return everywhere(MARKUP)


@case
def text_code():
    return everywhere(CODE)


@case
def text_hostile():
    return everywhere(HOSTILE_TEXT)


@case
def text_combining():
    return everywhere("a" + "\u0301\u0489" * 3000 + "\U0001F468\u200d" * 300)


@case
def text_long():
    return everywhere("w" * 100000)


@case
def text_long_lines():
    return everywhere("many words " * 9000 + "\n" * 5000)


@case(big=True)
def text_megabytes():
    return everywhere("x" * 900000)


@case
def key_hostile():
    return json.dumps({HOSTILE_TEXT: 1, "coroutines": {HOSTILE_TEXT: [{HOSTILE_TEXT: 1}]},
                       "timelines": [{"run": HOSTILE_TEXT}]})


@case
def name_hostile():
    return program([{"await": HOSTILE_TEXT}, {"print": "{" + HOSTILE_TEXT + "}"},
                    {"let": {HOSTILE_TEXT: "1"}}, {"create_task": "main()", "as": HOSTILE_TEXT}])


@case
def name_long():
    name = "n" * 100000
    return json.dumps({"coroutines": {f"{name}({name}a)": [{"let": {name + "b": "1"}},
                                                          {"print": "{" + name + "b}"}],
                                      "main()": [{"await": f"{name}(1)"}]},
                       "timelines": [{"run": "main()"}]})


@case
def name_unicode():
    return json.dumps({"coroutines": {"größe(ñ)": [{"print": "{ñ}"}],
                                      "main()": [{"await": "größe(1)"}]},
                       "timelines": [{"run": "main()"}]})


@case
def raw_bytes():
    return b'{"title": "\xff\xfe\xc0\x80\xed\xa0\x80\xf5\x1b[2J"}\x00\x9b'


@case
def raw_escapes():
    return ("{\x1b]0;x\x07" + "\u202e: \x9b2J\n").encode()


# --- numbers ---

NUMBERS = ["1e308", "-1e308", "1e999", "-1e999", "5e-324", "1e-9", "1e-10", "0.4e-9", "9.2e9",
           "9223372036.854775807", "9223372036.854775808", "9223372037", "-0.0", "0",
           "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1" * 400,
           "float('nan')", "float('inf')", "-float('inf')", "1e400", "True", "None", "'1'", "[1]"]


@case
def durations():
    lines = {"main()": []}
    for i, number in enumerate(NUMBERS):
        lines[f"c{i}()"] = [{"try": [step], "except": {"BaseException as e": [{"print": "{e!r}"}]}}
                            for step in ({"sleep": number}, {"block": number},
                                         {"to_thread": number},
                                         {"wait_for": "Future()", "timeout": number},
                                         {"timeout": number, "do": [{"sleep": 1}]})]
        if "1" * 400 == number or "e999" in number or "e400" in number:
            del lines[f"c{i}()"]
    names = [name for name in lines if name != "main()"]
    return json.dumps({"coroutines": lines,
                       "timelines": [{"run": name} for name in names[:16]]})


@case
def durations_together():
    return program([{"create_task": f"nap({number})"} for number in NUMBERS[:14]
                    if "e999" not in number and "e308" not in number] +
                   [{"sleep": 1e9}], {"nap(x)": [{"sleep": "x"}, {"print": "{x}"}]})


@case
def centuries():
    return program([times(200, [{"sleep": 9e9}])])


@case
def centuries_blocked():
    return program([times(200, [{"block": 9e9}])])


@case
def centuries_threads():
    return program([{"gather": "t(i)", "for": "i in range(40)"}],
                   {"t(i)": [{"to_thread": 9e9}]}, executor={"max_workers": 1})


@case
def far_and_near():
    return program([{"create_task": "nap(9e9)"}, {"create_task": "nap(1e-9)"},
                    {"create_task": "nap(2e-9)"}, {"sleep": 9.2e9}],
                   {"nap(x)": [{"sleep": "x"}, {"print": "{x}"}]})


@case
def nanoseconds():
    return program([{"gather": "nap(i)", "for": "i in range(2000)"}],
                   {"nap(i)": [{"sleep": "i * 1e-9"}]})


@case
def arithmetic():
    exprs = ["2 ** 62 * 2", "2 ** 64", "2 ** -1", "0 ** -1", "(-1) ** 0.5", "10.0 ** 400",
             "9223372036854775807 + 1", "-9223372036854775807 - 2", "abs(-9223372036854775807 - 1)",
             "(-9223372036854775807 - 1) // -1", "(-9223372036854775807 - 1) % -1", "1 // 0",
             "1 % 0", "1.0 % 0", "1e308 * 10 // 1", "int(1e300)", "int(float('nan'))",
             "round(1e300)", "round(2.5, 400)", "round(2.5, -400)", "round(1e300, 5)",
             "round(12345, -9223372036854775807)", "int('9' * 400)", "float('9' * 400)",
             "int(' 1_0 ')", "'x' * 9223372036854775807", "[0] * 9223372036854775807",
             "'x' * -1", "range(9223372036854775807)[-1]", "len(range(9223372036854775807))",
             "len(range(-9223372036854775807, 9223372036854775807))", "range(0, 10, -9223372036854775807 - 1)", "list(range(3))[99]",
             "[1][-9223372036854775807]", "'abc'[9223372036854775807]", "'%d' % 1", "'%s%s' % 1",
             "'%999999999d' % 1", "'%.999999999f' % 1.0", "random.randint(2, 1)",
             "random.randint(-9223372036854775807 - 1, 9223372036854775807)",
             "random.choice([])", "random.uniform(1e308, -1e308)", "max([])", "min(1)",
             "sorted([1, 'a'])", "max([1, None])", "float('nan') in [float('nan')]",
             "str(5e-324)", "repr(1.7976931348623157e308)", "'a'.split('')", "''.join([1])",
             "'a'.replace('', 'b' * 1000)", "isinstance(1, (int, [str]))", "isinstance(1, 1)",
             "Semaphore(-1)", "Semaphore('a')", "Queue('a')", "Queue(9223372036854775807)",
             "Barrier(0)", "Barrier(-5)", "Barrier(1.5)", "Future(1)", "zip([1], 5)",
             "enumerate(5)", "print", "main", "main.x", "current_task().result()",
             "ExceptionGroup('a', [])", "ExceptionGroup('a', [1])", "ExceptionGroup(1, [ValueError()])",
             "ExceptionGroup('a', [CancelledError()])", "BaseExceptionGroup('a', [CancelledError()])"]
    return program([{"try": [{"let": {"x": expr}}, {"print": "{x!r} {x}"}],
                     "except": {"BaseException as e": [{"print": "{e!r}"}]}} for expr in exprs])


def one_each(exprs):
    """A timeline an expression, since each may end its own."""
    return json.dumps({"coroutines": {f"c{i}": [{"let": {"x": expr}}, {"print": "{x}"}]
                                      for i, expr in enumerate(exprs)},
                       "timelines": [{"run": f"c{i}()"} for i in range(len(exprs))]})


@case
def limits():
    return one_each(["2 ** 64", "9223372036854775807 + 1", "(-8) ** 0.5", "'x' * 9223372036854775807",
                     "[0] * 9223372036854775807", "list(range(9223372036854775807))",
                     "sum(range(9223372036854775807))", "sorted(range(9223372036854775807))",
                     "max(range(9223372036854775807))", "list(enumerate(range(9223372036854775807)))",
                     "list(zip(range(9223372036854775807), range(9223372036854775807)))",
                     "1.5 in range(9223372036854775807)", "'%999999999d' % 1"])


@case
def formats():
    specs = ["999999999", "9999999999999999999999", ".999999999", ".999999999f", "0999999999",
             "x^999999999", ">9", "é>9", "\u202e>9", "=+#010,.3e", "_x", "c", "n", "%", "b", "X",
             ",d", "-", "+", " ", "z.2f", "s", ".0s", "10.3s", ".1.1", "qq", "\x1b>5"]
    values = ["1", "-1.5", "'text'", "[1]", "None", "True", "float('nan')", "1e308"]
    steps = []
    for spec in specs:
        for value in values:
            steps.append({"try": [{"let": {"x": value}}, {"print": "{x:" + spec + "}"}],
                          "except": {"BaseException as e": [{"print": "{e!r}"}]}})
    return program(steps)


@case
def format_wide():
    return json.dumps({"coroutines": {f"c{i}": [{"let": {"x": value}}, times(10, [{"print": text}])]
                                      for i, (value, text) in enumerate([
                                          ("1", "{x:>99999999}"), ("1.5", "{x:.99999999f}"),
                                          ("'a'", "{x:99999999}"), ("1.5", "{x:+.99999999e}")])},
                       "timelines": [{"run": f"c{i}()"} for i in range(4)]})


# --- depth ---

@case
def deep_json():
    return "[" * 100000


@case
def deep_objects():
    return '{"coroutines":' * 5000


@case
def deep_steps():
    steps = [{"print": "x"}]
    for _ in range(25):
        steps = [{"if": "True", "then": steps}]
    return program(steps)


@case
def deep_expression():
    return program([{"print": "{" + "(" * 150 + "1" + ")" * 150 + "}"},
                    {"let": {"x": "[" * 180 + "]" * 180}}, {"print": "{x}"}])


@case
def deep_signs():
    return program([{"let": {"x": "-" * 5000 + "1"}}])


@case
def deep_not():
    return program([{"let": {"x": "not " * 5000 + "1"}}])


@case
def long_chain():
    return program([{"let": {"x": "+".join(["1"] * 20000)}}])


@case
def long_power():
    return program([{"let": {"x": "**".join(["1"] * 5000)}}])


@case
def long_attributes():
    return program([{"let": {"x": "x" + ".args" * 20000}}])


@case
def long_if():
    return program([{"let": {"x": "1 if 1 else " * 5000 + "1"}}])


@case
def recursive_await():
    return program([{"await": "down(0)"}], {"down(n)": [{"await": "down(n + 1)"}]})


@case
def recursive_await_deep():
    return program([{"await": "down(0)"}],
                   {"down(n)": [{"if": "n < 900", "then": [{"await": "down(n + 1)"}],
                                 "else": [{"sleep": 1}, {"raise": "ValueError(n)"}]}]})


@case
def recursive_try():
    return program([{"await": "down(0)"}],
                   {"down(n)": [{"try": [{"await": "down(n + 1)"}],
                                 "finally": [{"await": "down(n + 1)"}]}]})


@case
def recursive_catch():
    """Exponential: every depth tries again when the recursion error comes."""
    return program([{"await": "down()"}],
                   {"down()": [{"try": [{"await": "down()"}],
                                "except": {"RuntimeError": [{"await": "down()"}],
                                           "Exception": [{"await": "down()"}]}}]})


@case
def recursive_tasks():
    return program([{"create_task": "main()", "as": "t"}, {"await": "t"}])


@case
def recursive_gather():
    return program([{"gather": ["main()", "main()"]}])


@case
def recursive_groups():
    return program([{"task_group": "tg", "do": [{"create_task": "main()", "in": "tg"},
                                               {"sleep": 1}]}])


@case
def recursive_wait_for():
    return program([{"wait_for": "main()", "timeout": 1}])


@case
def recursive_shield():
    return program([{"shield": "main()"}])


@case
def recursive_call():
    return program([{"call": "main()", "as": "c"}, {"await": "c"}])


# --- circles ---

@case
def self_await():
    return program([{"await": "current_task()"}])


@case
def self_await_caught():
    return program([{"while": "True", "do": [{"try": [{"await": "current_task()"}],
                                              "except": {"RuntimeError": [{"print": "x"}]}}]}])


@case
def circle_await():
    return json.dumps({"let": {"ts": "[]"},
                       "coroutines": {"w(i)": [{"sleep": 0}, {"await": "ts[(i + 1) % len(ts)]"}],
                                      "main()": [{"create_task": "w(i)", "for": "i in range(50)",
                                                  "as": "ts"}, {"sleep": 1},
                                                 {"call": "ts[0].cancel()"}, {"sleep": 1}]},
                       "timelines": [{"run": "main()"}]})


@case
def circle_gather():
    return json.dumps({"let": {"ts": "[]"},
                       "coroutines": {"w()": [{"sleep": 0}, {"gather": "*ts"}],
                                      "main()": [{"create_task": "w()", "for": "i in range(30)",
                                                  "as": "ts"}, {"sleep": 1},
                                                 {"call": "ts[0].cancel()"}, {"gather": "*ts"}]},
                       "timelines": [{"run": "main()"}]})


@case
def circle_list():
    return program([{"let": {"x": "[]"}}, {"call": "x.append(x)"}, {"call": "x.append([x, x])"},
                    {"print": "{x} {x!r}"}, {"let": {"y": "[x]"}}, {"call": "y.append(y)"},
                    {"try": [{"print": "{x == y}"}], "except": {"BaseException as e":
                                                              [{"print": "{e!r}"}]}},
                    {"try": [{"print": "{sorted([x, y])}"}], "except": {"BaseException as e":
                                                                      [{"print": "{e!r}"}]}},
                    {"try": [{"print": "{y in x} {x.index(y)} {max([x, y])}"}],
                     "except": {"BaseException as e": [{"print": "{e!r}"}]}},
                    {"return": "x"}])


@case
def deep_list():
    return program([{"let": {"x": "[]", "y": "[]"}},
                    times(30000, [{"let": {"x": "[x]", "y": "[y]"}}]),
                    {"try": [{"print": "{x == y}"}],
                     "except": {"BaseException as e": [{"print": "{e!r}"}]}},
                    {"try": [{"print": "{x}"}],
                     "except": {"BaseException as e": [{"print": "{e!r}"}]}},
                    {"try": [{"let": {"z": "ValueError(x)"}}, {"print": "{z} {z!r}"},
                             {"print": "{max([x, y])}"}],
                     "except": {"BaseException as e": [{"print": "{e!r}"}]}},
                    {"raise": "ValueError(x)"}])


@case
def deep_groups():
    return program([{"let": {"e": "ValueError('x')"}},
                    times(10000, [{"let": {"e": "ExceptionGroup('g', [e, e])"}}]),
                    {"try": [{"raise": "e"}], "except*": {"KeyError": [{"print": "no"}]}}])


@case
def deep_groups_tree():
    return program([{"let": {"e": "ValueError('x')"}},
                    times(40, [{"let": {"e": "ExceptionGroup('g', [e, e])"}}]),
                    {"try": [{"raise": "e"}], "except*": {"ValueError as g": [{"print": "{g!r}"}]}}])


@case
def deep_groups_caught():
    return program([{"let": {"e": "ValueError('x')"}},
                    times(10000, [{"let": {"e": "ExceptionGroup('g', [e, KeyError(1)])"}}]),
                    {"try": [{"raise": "e"}],
                     "except*": {"ValueError as g": [{"print": "{g}"}, {"raise": True}],
                                 "KeyError": [{"raise": "TypeError()"}]}}])


@case
def deep_context():
    return program([times(20000, [{"try": [{"raise": "ValueError(i)"}],
                                   "except": {"ValueError as e": [{"let": {"last": "e"}}]}}]),
                    {"raise": "last"}])


@case
def gather_nested():
    steps = [{"let": {"x": "Future()"}}, {"create_task": "w(x)", "as": "t"}]
    return program(steps + [times(3000, [{"create_task": "w(t)", "as": "t"}]),
                            {"sleep": 1}, {"call": "t.cancel()"}, {"await": "t"}],
                   {"w(x)": [{"await": "x"}]})


@case
def gather_nested_gathers():
    return program([{"create_task": "nap()", "as": "t"},
                    times(3000, [{"create_task": "w(t)", "as": "t"}]), {"sleep": 1},
                    {"call": "t.cancel()"}, {"sleep": 1}],
                   {"w(x)": [{"gather": ["x", "x", "x"]}], "nap()": [{"sleep": 1000}]})


@case
def gather_same():
    return program([{"create_task": "nap()", "as": "t"},
                    {"gather": "t", "for": "i in range(100000)"}],
                   {"nap()": [{"sleep": 1}]})


@case
def wait_same():
    return program([{"create_task": "nap()", "as": "t"},
                    {"wait": "*[t] * 100000"}],
                   {"nap()": [{"sleep": 1}]})


@case
def gather_many_of_many():
    return program([{"create_task": "nap()", "for": "i in range(300)", "as": "ts"},
                    {"create_task": "all(ts)", "for": "i in range(300)", "as": "gs"},
                    {"gather": "*gs"}],
                   {"nap()": [{"sleep": 1}], "all(ts)": [{"gather": "*ts"}]})


# --- growth ---

@case
def grow_text():
    return program([{"let": {"x": "'ab'"}}, {"while": "True", "do": [{"let": {"x": "x + x"}}]}])


@case
def grow_text_printed():
    return program([{"let": {"x": "'ab'"}},
                    {"while": "True", "do": [{"let": {"x": "x + x"}}, {"print": "{x}"}]}])


@case
def grow_list():
    return program([{"let": {"x": "[1]"}}, {"while": "True", "do": [{"call": "x.extend(x)"}]}])


@case
def grow_list_sum():
    return program([{"let": {"x": "[1]"}}, {"while": "True", "do": [{"let": {"x": "x + x"}}]}])


@case
def grow_tree():
    return program([{"let": {"x": "[1]"}}, {"while": "True", "do": [{"let": {"x": "[x, x]"}}]}])


@case
def grow_tree_printed():
    return program([{"let": {"x": "[1]"}}, times(60, [{"let": {"x": "[x, x]"}}]),
                    {"print": "{x}"}])


@case
def grow_tree_compared():
    return program([{"let": {"x": "[1]", "y": "[1]"}},
                    times(60, [{"let": {"x": "[x, x]", "y": "[y, y]"}}]), {"print": "{x == y}"}])


@case
def grow_replace():
    return program([{"let": {"x": "'a'"}},
                    {"while": "True", "do": [{"let": {"x": "x.replace('a', 'aa' * 100)"}}]}])


@case
def grow_join():
    return program([{"let": {"x": "'ab'"}},
                    {"while": "True", "do": [{"let": {"x": "x.join([x, x, x])"}}]}])


@case
def grow_format():
    return program([{"let": {"x": "'ab'"}},
                    times(30, [{"print": "{x}{x}{x!r:>1000000}"}, {"let": {"x": "x + x"}}])])


@case
def grow_names():
    return program([{"let": {"x": "'n'"}},
                    {"while": "True", "do": [{"let": {"x": "x + x"}},
                                             {"create_task": "nap()", "name": "{x}"}]}],
                   {"nap()": [{"sleep": 1}]})


@case
def grow_tasks():
    return program([{"while": "True", "do": [{"create_task": "nap()"}]}], {"nap()": [{"sleep": 1}]})


@case
def grow_tasks_kept():
    return program([{"let": {"ts": "[]"}},
                    {"while": "True", "do": [{"create_task": "nap()", "as": "t"},
                                             {"call": "ts.append(t)"}]}], {"nap()": [{"sleep": 1}]})


@case
def grow_fork():
    return program([{"await": "fork()"}],
                   {"fork()": [{"create_task": "fork()"}, {"create_task": "fork()"}, {"sleep": 0}]})


@case
def grow_coroutines():
    return program([{"let": {"cs": "[]"}},
                    {"while": "True", "do": [{"call": "main()", "as": "c"},
                                             {"call": "cs.append(c)"}]}])


@case
def grow_forgotten():
    return program([times(300000, [{"call": "nap()"}])], {"nap()": [{"sleep": 1}]})


@case
def grow_futures():
    return program([{"let": {"fs": "[]"}}, {"while": "True", "do": [{"call": "fs.append(Future())"}]}])


@case
def grow_unfetched():
    return program([times(20000, [{"create_task": "bad(i)"}]), {"sleep": 1}],
                   {"bad(i)": [{"raise": "ValueError('lost ' * 20)"}]})


@case
def grow_waiters():
    return program([{"let": {"l": "Lock()"}}, {"await": "l.acquire()"},
                    {"create_task": "w(l)", "for": "i in range(20000)", "as": "ts"}, {"sleep": 1},
                    {"for": "t in ts", "do": [{"cancel": "t"}]}, {"sleep": 1}],
                   {"w(l)": [{"async_with": "l", "do": [{"sleep": 1}]}]})


@case
def grow_queue():
    return program([{"let": {"q": "Queue()"}},
                    {"while": "True", "do": [{"call": "q.put_nowait('x')"}]}])


@case
def grow_priority():
    return program([{"let": {"q": "PriorityQueue()"}},
                    times(200000, [{"call": "q.put_nowait((i * 7919) % 1000)"}]),
                    times(200000, [{"await": "q.get()"}])])


@case
def grow_insert():
    return program([{"let": {"x": "[]"}}, times(200000, [{"call": "x.insert(0, i)"}]),
                    {"print": "{len(x)}"}])


@case
def slow_in():
    return program([{"let": {"x": "list(range(300000))", "n": "0"}},
                    {"while": "True", "do": [{"let": {"n": "n + (-1 in x)"}}]}])


@case
def slow_sort():
    return program([{"let": {"x": "list(range(1000000))"}},
                    {"while": "True", "do": [{"call": "x.reverse()"}, {"call": "x.sort()"}]}])


@case
def slow_copy():
    return program([{"let": {"x": "list(range(1000000))"}},
                    {"while": "True", "do": [{"let": {"y": "x + [1]"}}]}])


@case
def slow_text():
    return program([{"let": {"x": "'a' * 3000000"}},
                    {"while": "True", "do": [{"let": {"y": "x.upper()"}}]}])


@case
def slow_find():
    return program([{"let": {"x": "'a' * 1000000", "y": "'a' * 500000 + 'b'"}},
                    {"while": "True", "do": [{"let": {"z": "y in x"}}]}])


@case
def slow_repr():
    return program([{"let": {"x": "list(range(1000000))"}},
                    {"while": "True", "do": [{"let": {"y": "len(str(x))"}}]}])


@case
def slow_range_in():
    return program([{"let": {"x": "range(9223372036854775807)"}},
                    {"while": "True", "do": [{"let": {"y": "1.5 in x"}}]}])


@case
def slow_sum():
    return program([{"let": {"x": "sum(range(9223372036854775807))"}}])


@case
def slow_lists():
    return program([{"while": "True", "do": [{"let": {"x": "list(range(100000))"}}]}])


# --- loops and storms ---

@case
def spin():
    return program([{"while": "True", "do": [{"let": {"x": "1"}}]}])


@case
def spin_empty():
    return program([{"while": "True", "do": []}])


@case
def spin_for():
    return program([{"for": "i in range(9223372036854775807)", "do": []}])


@case
def spin_for_grows():
    return program([{"let": {"x": "[1]"}}, {"for": "i in x", "do": [{"call": "x.append(i)"}]}])


@case
def spin_create_for():
    return program([{"create_task": "nap()", "for": "i in range(9223372036854775807)"}],
                   {"nap()": [{"sleep": 1}]})


@case
def spin_gather_for():
    return program([{"gather": "nap()", "for": "i in range(9223372036854775807)"}],
                   {"nap()": [{"sleep": 1}]})


@case
def spin_zero():
    return program([{"while": "True", "do": [{"sleep": 0}]}])


@case
def spin_print():
    return program([{"while": "True", "do": [{"print": "on and on and on {1}"}]}])


@case
def spin_print_wide():
    return program([{"let": {"x": "'x' * 1000000"}}, {"while": "True", "do": [{"print": "{x}"}]}])


@case
def spin_sleep():
    return program([{"while": "True", "do": [{"sleep": 1}]}])


@case
def spin_note():
    return program([{"while": "True", "do": [{"note": "again", "pause": True}]}])


@case
def spin_two():
    return program([{"gather": "w()", "for": "i in range(50)"}],
                   {"w()": [{"while": "True", "do": [{"sleep": 0.001}]}]})


@case
def spin_caught():
    return program([{"while": "True", "do": [{"try": [{"raise": "ValueError()"}],
                                              "except": {"ValueError": []}}]}])


@case
def spin_finally():
    return program([{"while": "True", "do": [{"try": [{"sleep": 1}], "finally": [{"continue": True}]}]}])


@case
def spin_timeline_of_sixteen():
    return json.dumps({"coroutines": {"main()": [{"while": "True", "do": [{"let": {"x": "1"}}]}]},
                       "timelines": [{"run": "main()"}] * 16})


BIG.add("spin-timeline-of-sixteen")


@case
def cancel_storm():
    return program([{"create_task": "stubborn()", "for": "i in range(200)", "as": "ts"},
                    {"sleep": 0},
                    times(200, [{"for": "t in ts", "do": [{"cancel": "t"}]}, {"sleep": 0}])],
                   {"stubborn()": [{"while": "True", "do": [
                       {"try": [{"sleep": 1}], "except": {"CancelledError": [{"print": "no"}]}}]}]})


@case
def cancel_each_other():
    return json.dumps({"let": {"ts": "[]"},
                       "coroutines": {"w()": [{"while": "True", "do": [
                           {"try": [{"sleep": 1}], "finally": [
                               {"for": "t in ts", "do": [{"cancel": "t"}]}]}]}],
                                      "main()": [{"create_task": "w()", "for": "i in range(300)",
                                                  "as": "ts"}, {"sleep": 1}]},
                       "timelines": [{"run": "main()"}]})


@case
def cancel_at_end():
    return program([{"create_task": "never()"}, {"sleep": 0}],
                   {"never()": [{"while": "True", "do": [
                       {"try": [{"sleep": 1}], "except": {"BaseException": [{"print": "no"}]}}]}]})


@case
def cancel_self():
    return program([{"while": "True", "do": [{"cancel": "current_task()"},
                                             {"try": [{"sleep": 0}],
                                              "except": {"CancelledError": [{"print": "x"}]}}]}])


@case
def shield_storm():
    return program([{"create_task": "nap()", "as": "t"},
                    times(20000, [{"create_task": "sh(t)", "as": "s"}, {"sleep": 0},
                                  {"cancel": "s"}])],
                   {"nap()": [{"sleep": 1}], "sh(t)": [{"shield": "t"}]})


@case
def timeouts_nested():
    steps = [{"sleep": 100}]
    for i in range(25):
        steps = [{"timeout": 1 + i * 1e-9, "do": steps}]
    return program(steps)


@case
def queues_odd():
    return program([{"let": {"a": "Queue(0)", "b": "Queue(-1)", "c": "Queue(1)",
                             "d": "PriorityQueue(-9)", "e": "LifoQueue(0)"}},
                    times(100, [{"call": "a.put_nowait(i)"}, {"call": "b.put_nowait(i)"},
                                {"call": "d.put_nowait(-i)"}, {"call": "e.put_nowait(i)"}]),
                    {"print": "{a} {b} {d} {e} {a.full()} {b.maxsize}"},
                    {"call": "d.put_nowait('x')"}])


@case
def queue_reentrant():
    """The heap of a priority queue while its items are compared: lists that hold the queue."""
    return program([{"let": {"q": "PriorityQueue()", "l": "[1]"}}, {"call": "l.append(l)"},
                    times(10, [{"call": "q.put_nowait(l)"}]),
                    {"call": "q.put_nowait([1, 2])"}, times(10, [{"await": "q.get()"}])])


@case
def sort_changing():
    return program([{"let": {"x": "[3, 1, 2]"}}, {"call": "x.append(x)"},
                    {"try": [{"call": "x.sort()"}], "except": {"BaseException as e":
                                                              [{"print": "{e!r} {x}"}]}},
                    {"let": {"y": "list(range(1000))"}},
                    {"for": "i in y", "do": [{"call": "y.pop()"}, {"call": "y.pop(0)"}]},
                    {"for": "i, v in enumerate(y)", "do": [{"call": "y.clear()"}]},
                    {"print": "{y}"}])


@case
def semaphores_odd():
    return program([{"let": {"s": "Semaphore(0)", "b": "BoundedSemaphore(1)"}},
                    {"create_task": "w(s)", "for": "i in range(3000)", "as": "ts"},
                    {"sleep": 0}, times(3000, [{"call": "s.release()"}]), {"sleep": 1},
                    {"call": "b.release()"}],
                   {"w(s)": [{"async_with": "s", "do": [{"sleep": 0}]}]})


@case
def condition_storm():
    return program([{"let": {"c": "Condition()"}},
                    {"create_task": "w(c)", "for": "i in range(2000)", "as": "ts"}, {"sleep": 0},
                    times(2000, [{"async_with": "c", "do": [{"call": "c.notify_all()"}]},
                                 {"sleep": 0}])],
                   {"w(c)": [{"async_with": "c", "do": [{"await": "c.wait()"}]}]})


@case
def barriers_odd():
    return program([{"let": {"b": "Barrier(1000000)"}},
                    {"create_task": "w(b)", "for": "i in range(500)", "as": "ts"}, {"sleep": 1},
                    {"await": "b.reset()"}, {"gather": "*ts", "return_exceptions": True, "as": "r"},
                    {"print": "{r[0]!r}"}, {"await": "b.abort()"}, {"await": "b.wait()"}],
                   {"w(b)": [{"await": "b.wait()"}]})


@case
def threads_many():
    return program([{"gather": "w(i)", "for": "i in range(5000)"}],
                   {"w(i)": [{"to_thread": "i % 7"}]}, executor={"max_workers": 1000})


@case
def threads_endless():
    return program([times(100000, [{"create_task": "w()"}]), {"sleep": 0}],
                   {"w()": [{"to_thread": 1}]}, executor={"max_workers": 1})


@case
def as_completed_many():
    return program([{"create_task": "w(i)", "for": "i in range(3000)", "as": "ts"},
                    {"as_completed": "*ts", "as": "r", "do": [{"break": True}]}],
                   {"w(i)": [{"sleep": "i * 0.001"}, {"return": "i"}]})


@case
def run_inside():
    return program([times(1000, [{"try": [{"run": "main()"}],
                                  "except": {"RuntimeError as e": [{"let": {"x": "e"}}]}}]),
                    {"run_until_complete": "main()"}])


@case
def entry_odd():
    return json.dumps({"coroutines": {"nap(x)": [{"sleep": "x"}], "main()": [
        {"create_task": "nap(9e9)", "for": "i in range(1000)"}]},
        "timelines": [{"run": "main()", "entry": "run_until_complete"},
                      {"run": "nap(9e9)", "executor": {"max_workers": 1}}]})


# --- size ---

@case
def wide_many_tasks():
    return program([{"gather": "w(i)", "for": "i in range(10000)"}],
                   {"w(i)": [{"sleep": "i * 0.001"}, {"print": "{i}"}]})


@case(big=True)
def wide_sixteen():
    return json.dumps({"coroutines": {"w(i)": [{"sleep": "i * 0.001"}, {"print": "{i}"}],
                                      "main()": [{"gather": "w(i)", "for": "i in range(10000)"}]},
                       "timelines": [{"run": "main()", "title": f"t{i}"} for i in range(16)]})


@case
def wide_sixteen_small():
    return json.dumps({"coroutines": {"w(i)": [{"sleep": "i"}],
                                      "main()": [{"gather": "w(i)", "for": "i in range(500)"}]},
                       "timelines": [{"run": "main()", "title": "T" * 300}] * 16})


@case(big=True)
def wide_many_steps():
    return program([{"print": str(i)} for i in range(100000)])


@case
def wide_many_coroutines():
    return json.dumps({"coroutines": {f"c{i}": [{"await": f"c{i + 1}()"}] if i < 4999
                                      else [{"print": "end"}] for i in range(5000)},
                       "timelines": [{"run": "c0()"}]})


@case
def wide_doubling_coroutines():
    """Each calls the next twice: 2 ** 60 steps if run, if written out, if folded in line."""
    return json.dumps({"coroutines": {f"c{i}": [{"await": f"c{i + 1}()"}] * 2 if i < 59
                                      else [{"let": {"x": "1"}}] for i in range(60)},
                       "timelines": [{"run": "c0()"}]})


@case
def wide_unknown_names():
    return program([{"await": f"unknown_name_{i}()"} for i in range(20000)],
                   {f"known_name_{i}()": [] for i in range(2000)})


@case
def wide_unknown_keys():
    return json.dumps({f"key{i}": i for i in range(50000)})


@case
def wide_same_keys():
    return "{" + ",".join(['"title": "x"'] * 50000) + "}"


@case
def wide_list():
    return program([{"let": {"x": list(range(200000))}}, {"print": "{x}"}])


@case
def wide_parameters():
    names = ", ".join(f"p{i}" for i in range(300))
    return json.dumps({"coroutines": {f"main({names})": []}, "timelines": [{"run": "main()"}]})


@case
def wide_locals():
    return program([{"let": {f"x{i}": str(i)}} for i in range(5000)] + [{"await": "main()"}])


@case
def wide_text_token():
    return program([{"print": "{'" + "x" * 500000 + "'}"}, {"let": {"x": "'" + "y" * 500000 + "'"}}])


@case
def nearest_long():
    name = "abcdefghij" * 3000
    return program([{"await": name + "x()"}] * 40, {name + "()": [], name + "yy()": []})


@case
def view_odd():
    return program([{"sleep": 1}], view={"length": 1e308, "unit": "us", "theme": "dark"}, seed=2**63 - 1)


@case
def view_tiny():
    return program([{"sleep": 9e9}], view={"length": 5e-324, "unit": "us"}, seed=-2**63)
