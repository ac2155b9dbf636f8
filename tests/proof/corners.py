"""Corners that random programs seldom reach, each a scenario written by hand."""


def one(*main, let=None, **coroutines):
    """A scenario of one timeline; further coroutines by name, their heads in HEADS."""
    bodies = {HEADS.get(name, name): steps for name, steps in coroutines.items()}
    scenario = {"coroutines": {**bodies, "main": list(main)}, "timelines": [{"run": "main()"}]}
    return {**scenario, "let": let} if let else scenario


HEADS = {
    "say": "say(d, w)", "boom": "boom(d, m='boom')", "stubborn": "stubborn(d)", "f": "f()",
    "user": "user(n, d=0)", "wait_on": "wait_on(t)", "deep": "deep(n)", "two": "two(a, b=2)",
}
SAY = [{"sleep": "d"}, {"print": "{w}"}, {"return": "w"}]
BOOM = [{"sleep": "d"}, {"raise": "ValueError(m)"}]
STUBBORN = [{"try": [{"sleep": "d"}], "except": {"CancelledError as e": [
    {"print": "no {e!r}"}, {"sleep": 1}]}}, {"return": "'stayed'"}]


def caught(*steps, kind="BaseException"):
    return {"try": list(steps), "except": {f"{kind} as e": [{"print": "{e!r}"}]}}


CONTROL = {
    "finally-return": one(
        {"await": "f()", "as": "r"}, {"print": "{r}"},
        f=[{"try": [{"return": "'try'"}], "finally": [{"return": "'finally'"}]}]),
    "finally-return-swallows": one(
        {"await": "f()", "as": "r"}, {"print": "{r}"},
        f=[{"try": [{"raise": "ValueError('lost')"}], "finally": [{"return": "1"}]}]),
    "finally-break": one(
        {"for": "i in range(3)", "do": [
            {"try": [{"raise": "ValueError(i)"}], "finally": [{"print": "{i}"}, {"break": True}]}]},
        {"print": "after"}),
    "finally-continue": one(
        {"for": "i in range(3)", "do": [
            {"try": [{"return": "i"}], "finally": [{"print": "{i}"}, {"continue": True}]}]},
        {"print": "after"}),
    "break-through-finally": one(
        {"for": "i in range(3)", "do": [{"for": "k in range(2)", "do": [
            {"try": [{"if": "k == 0", "then": [{"continue": True}]}, {"break": True}],
             "finally": [{"sleep": 0}, {"print": "{i} {k}"}]}]}]}),
    "else-raises": one(caught({"try": [{"print": "a"}], "except": {"ValueError": [{"print": "no"}]},
                               "else": [{"raise": "ValueError('else')"}],
                               "finally": [{"print": "f"}]})),
    "raise-again": one(caught(
        {"try": [{"raise": "KeyError('k')"}], "except": {"LookupError": [
            {"try": [{"raise": "ValueError('v')"}], "except": {"ValueError": [{"print": "inner"}]}},
            {"raise": True}]}})),
    "raise-again-in-callee": one(
        caught({"try": [{"raise": "KeyError('k')"}], "except": {"KeyError": [{"await": "f()"}]}}),
        caught({"await": "f()"}), f=[{"sleep": 0}, {"raise": True}]),
    "raise-again-in-task": one(
        caught({"try": [{"raise": "KeyError('k')"}], "except": {"KeyError": [
            {"create_task": "f()", "as": "t"}, {"await": "t"}]}}), f=[{"raise": True}]),
    "raise-again-in-finally": one(caught(
        {"try": [{"raise": "KeyError('k')"}], "finally": [caught({"raise": True})]})),
    "raise-nothing": one(caught({"raise": True}), caught({"raise": "1"}), caught({"raise": "ValueError"}),
                         caught({"raise": "ValueError('a', 2)"}), caught({"raise": "len"})),
    "name-unbound-after-except": one(
        {"let": {"e": "1"}}, {"try": [{"raise": "ValueError(2)"}],
                              "except": {"ValueError as e": [{"print": "{e}"}]}},
        {"try": [{"print": "{e}"}], "except": {"UnboundLocalError as x": [{"print": "{x}"}]}}),
    "handler-types": one(
        caught({"try": [{"raise": "ValueError(1)"}], "except": {"int": [{"print": "no"}]}}),
        caught({"try": [{"raise": "ValueError(1)"}], "except": {"KeyError, 5": [{"print": "no"}]}}),
        caught({"try": [{"raise": "ValueError(1)"}], "except": {
            "ValueError, 5": [{"print": "no"}]}}),
        {"let": {"kinds": "ValueError"}},
        {"try": [{"raise": "ValueError(1)"}], "except": {"kinds": [{"print": "by a name"}]}}),
    "list-grows": one(
        {"let": {"xs": "[1, 2]"}},
        {"for": "x in xs", "do": [{"if": "x < 3", "then": [{"call": "xs.append(x + 2)"}]},
                                  {"print": "{x}"}]},
        {"for": "x in xs", "do": [{"call": "xs.pop(0)"}, {"print": "{x} {xs}"}]}),
    "unpack": one(
        {"for": "a, b in [[1, 2], 'xy']", "do": [{"print": "{a} {b}"}]},
        caught({"for": "a, b in [[1]]", "do": []}), caught({"for": "a, b in [[1, 2, 3]]", "do": []}),
        caught({"for": "a, b in [1]", "do": []}), caught({"for": "a in 5", "do": []}),
        {"await": "f()", "as": "a, b"}, {"print": "{b} {a}"}, f=[{"return": "[1, 'z']"}]),
    "shared": one(
        {"create_task": "user(1)", "as": "a"}, {"create_task": "user(2)", "as": "b"},
        {"gather": ["a", "b"]}, {"print": "{total} {found}"},
        {"for": "total in [5, 6]", "do": []}, {"print": "{total}"}, {"await": "f()"},
        let={"total": "0", "found": "[]"},
        user=[{"let": {"x": "total"}}, {"sleep": 0}, {"let": {"total": "x + n"}},
              {"call": "found.append(n)"}], f=[{"print": "shared {total}"}]),
    "star-splits": one(
        {"try": [{"raise": "ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [KeyError(2), "
                           "ValueError(3)]), OSError(4)])"}],
         "except*": {"ValueError as e": [{"print": "{e!r}"}], "KeyError as e": [{"print": "{e!r}"}],
                     "OSError": [{"print": "os"}]}}, {"print": "after"}),
    "star-rest": one(caught(
        {"try": [{"raise": "ExceptionGroup('g', [ValueError(1), KeyError(2)])"}],
         "except*": {"ValueError": [{"print": "v"}]}})),
    "star-raises": one(caught(
        {"try": [{"raise": "ExceptionGroup('g', [ValueError(1), KeyError(2), OSError(3)])"}],
         "except*": {"ValueError": [{"raise": "TypeError('new')"}],
                     "KeyError": [{"raise": True}]}})),
    "star-raises-all": one(caught(
        {"try": [{"raise": "ExceptionGroup('g', [ValueError(1), KeyError(2)])"}],
         "except*": {"ValueError as e": [{"raise": "e"}], "KeyError": [{"raise": "OSError(9)"}]}})),
    "star-again-all": one(caught(
        {"try": [{"raise": "ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [KeyError(2)])])"}],
         "except*": {"ValueError": [{"raise": True}], "KeyError": [{"raise": True}]}})),
    "star-naked": one(
        {"try": [{"raise": "ValueError(1)"}], "except*": {"ValueError as e": [{"print": "{e!r}"}]}},
        caught({"try": [{"raise": "ValueError(1)"}], "except*": {"KeyError": []}}),
        caught({"try": [{"raise": "ValueError(1)"}], "except*": {"ValueError": [{"raise": True}]}}),
        caught({"try": [{"raise": "ValueError(1)"}],
                "except*": {"ValueError": [{"raise": "KeyError(2)"}]}})),
    "star-of-group-type": one(caught(
        {"try": [{"raise": "ValueError(1)"}], "except*": {"ExceptionGroup": []}})),
    "star-base": one(caught(
        {"try": [{"raise": "BaseExceptionGroup('b', [CancelledError(), ValueError(1)])"}],
         "except*": {"CancelledError as e": [{"print": "{e!r}"}]}}),
        caught({"raise": "ExceptionGroup('g', [CancelledError()])"}),
        caught({"raise": "ExceptionGroup('g', [])"}), caught({"raise": "ExceptionGroup('g', [1])"}),
        caught({"raise": "ExceptionGroup(1, [ValueError()])"}),
        caught({"raise": "ExceptionGroup('g')"})),
    "star-sleeps": one(
        {"try": [{"task_group": "tg", "do": [{"create_task": "boom(1)", "in": "tg"},
                                             {"create_task": "boom(1, 'b')", "in": "tg"}]}],
         "except*": {"ValueError as e": [{"sleep": 1}, {"print": "{e.exceptions}"}]},
         "finally": [{"print": "end"}]}, boom=BOOM),
    "notebook": one(caught({"run": "f()"}), caught({"run_until_complete": "f()"}),
                    caught({"run": "5"}), caught({"run_until_complete": "5"}), f=[{"sleep": 1}]),
    "while-awaits": one(
        {"let": {"n": "0"}},
        {"while": "True", "do": [{"let": {"n": "n + 1"}}, {"sleep": "n * 0.5"},
                                 {"if": "n == 2", "then": [{"continue": True}]}, {"print": "{n}"},
                                 {"if": "n > 3", "then": [{"break": True}]}]}),
    "recursion": one({"await": "deep(3)", "as": "r"}, {"print": "{r}"},
                     {"gather": ["deep(2)", "deep(1)"], "as": "rs"}, {"print": "{rs}"},
                     deep=[{"if": "n == 0", "then": [{"sleep": 1}, {"return": "0"}]},
                           {"await": "deep(n - 1)", "as": "r"}, {"return": "r + n"}]),
    "calls": one(
        {"await": "two(1)", "as": "r"}, {"print": "{r}"}, {"await": "two(b=1, a=5)", "as": "r"},
        {"print": "{r}"}, {"await": "two(*[7, 8])", "as": "r"}, {"print": "{r}"},
        {"let": {"g": "two"}}, {"await": "g(3)", "as": "r"}, {"print": "{r}"},
        caught({"await": "g()"}), caught({"await": "g(1, 2, 3)"}), caught({"await": "g(1, a=2)"}),
        caught({"await": "g(1, c=2)"}), caught({"await": "5"}), caught({"await": "None"}),
        two=[{"return": "a * 10 + b"}]),
    "names-of-python": {
        "coroutines": {"print(time)": [{"print": "{time}"}, {"sleep": "time"}, {"block": 1}],
                       "ThreadPoolExecutor()": [{"await": "print(1)"}, {"create_task": "print(2)", "as": "random"},
                                     {"await": "random"}, {"print": "{sum([1.5, 2])}"}],
                       "loop(runner)": [{"to_thread": "runner"}]},
        "timelines": [{"run": "ThreadPoolExecutor()"}, {"run": "loop(2)", "entry": "run_until_complete"}]},
    "text-is-no-code": {
        "title": "\"\"\"\nimport os\n\\", "description": "a\r\nraise SystemExit(1)\u2028x = 1",
        "coroutines": {"main": [
            {"note": "one\nprint('two')\rprint('three')"}, {"print": "'); raise SystemExit('"},
            {"print": "\"'); {'x'} \\ \\n {{}} \t\u0007\u2028"}, {"print": "{\"it's\"} '{'\\''}'"},
            {"print": "{'a\\nb'!r} {'\"'}{'\\\\'}"}, {"print": "'{1:>3}\" {'x':'^5}"}]},
        "timelines": [{"run": "main()", "title": "a\nraise SystemExit(2)"}]},
    "errors-between-timelines": {
        "coroutines": {"main(n)": [{"print": "{n}"}, {"print": "{1 / n}"}]},
        "timelines": [{"run": "main(0)"}, {"run": "main(1)"},
                      {"run": "main(0)", "entry": "run_until_complete"}, {"run": "main(2)"}]},
}
TASKS = {
    "cancel-before-start": one(
        {"create_task": "say(1, 'a')", "as": "t"}, {"cancel": "t", "as": "x"}, {"print": "{x}"},
        caught({"await": "t"}), {"print": "{t.cancelled()} {t.done()}"}, {"cancel": "t", "as": "x"},
        {"print": "{x}"}, say=SAY),
    "cancel-twice": one(
        {"create_task": "stubborn(3)", "as": "t"}, {"sleep": 1}, {"cancel": "t", "msg": "one"},
        {"cancel": "t", "msg": "two"}, {"print": "{t.cancelling()}"}, {"await": "t", "as": "r"},
        {"print": "{r} {t.cancelling()} {t.cancelled()}"}, stubborn=STUBBORN),
    "cancel-again-inside": one(
        {"create_task": "stubborn(3)", "as": "t"}, {"sleep": 1}, {"cancel": "t"}, {"sleep": 0.5},
        {"cancel": "t", "msg": "really"}, caught({"await": "t"}), stubborn=STUBBORN),
    "cancel-self": one(
        {"create_task": "f()", "as": "t"}, caught({"await": "t"}), {"print": "{t.cancelled()}"},
        f=[{"cancel": "current_task()", "msg": "me"}, {"print": "still here"}, {"return": "1"}]),
    "uncancel-takes-back": one(
        {"create_task": "f()", "as": "t"}, caught({"await": "t"}),
        f=[{"cancel": "current_task()"}, {"call": "current_task().uncancel()", "as": "n"},
           {"sleep": 1}, {"print": "{n} {current_task().cancelling()}"}]),
    "cancel-after-wake-up": one(
        {"let": {"f": "Future()"}}, {"create_task": "wait_on(f)", "as": "t"}, {"sleep": 0},
        {"call": "f.set_result(5)"}, {"cancel": "t"}, caught({"await": "t"}),
        wait_on=[{"await": "t", "as": "r"}, {"print": "{r}"}]),
    "future-of-two": one(
        {"let": {"f": "Future()"}}, {"create_task": "wait_on(f)", "as": "a"},
        {"create_task": "wait_on(f)", "as": "b"}, {"sleep": 0}, {"cancel": "a"},
        {"gather": ["a", "b"], "return_exceptions": True, "as": "rs"},
        {"print": "{rs} {f.cancelled()}"}, wait_on=[{"await": "t"}]),
    "await-itself": one(caught({"await": "current_task()"})),
    "results": one(
        {"create_task": "boom(1)", "as": "t"}, caught({"print": "{t.result()}"}),
        caught({"print": "{t.exception()}"}), caught({"await": "t"}),
        {"print": "{t.exception()!r}"}, caught({"print": "{t.result()}"}),
        caught({"call": "t.set_name(5)"}), {"print": "{t.get_name()}"}, boom=BOOM),
    "futures": one(
        {"let": {"f": "Future()"}}, caught({"print": "{f.result()}"}),
        caught({"print": "{f.exception()}"}), {"call": "f.set_result(1)"},
        {"print": "{f.result()} {f.exception()} {f.cancel()}"}, caught({"call": "f.set_result(2)"}),
        {"let": {"g": "Future()"}}, {"call": "g.set_exception(KeyError('k'))"},
        caught({"await": "g"}), {"let": {"h": "Future()"}}, {"print": "{h.cancel('m')}"},
        caught({"await": "h"}), caught({"call": "h.set_exception(ValueError)"}),
        {"let": {"k": "Future()"}}, {"call": "k.set_exception(ValueError)"}, caught({"await": "k"}),
        {"let": {"l": "Future()"}}, caught({"call": "l.set_exception(5)"})),
    "gather-cancelled": one(
        {"create_task": "f()", "as": "g"}, {"sleep": 1}, {"cancel": "g", "msg": "stop"},
        caught({"await": "g"}), {"sleep": 5}, say=SAY, stubborn=STUBBORN,
        f=[{"gather": ["say(3, 'a')", "stubborn(3)"]}]),
    "gather-cancelled-collecting": one(
        {"create_task": "f()", "as": "g"}, {"sleep": 1}, {"cancel": "g"}, caught({"await": "g"}),
        say=SAY, stubborn=STUBBORN,
        f=[{"gather": ["say(3, 'a')", "stubborn(3)"], "return_exceptions": True, "as": "r"},
           {"print": "{r}"}]),
    "gather-of-done": one(
        {"create_task": "say(0, 'a')", "as": "a"}, {"create_task": "boom(0)", "as": "b"},
        {"sleep": 1}, {"gather": ["a", "a"], "as": "r"}, {"print": "{r}"},
        caught({"gather": ["a", "b", "say(1, 'on')"]}), {"sleep": 2}, {"gather": [], "as": "r"},
        {"print": "{r}"}, caught({"gather": ["5"]}), say=SAY, boom=BOOM),
    "gather-child-cancelled": one(
        {"create_task": "say(2, 'a')", "as": "a"}, {"create_task": "f()", "as": "t"}, {"sleep": 1},
        {"cancel": "a", "msg": "lost"}, caught({"await": "t"}), say=SAY,
        f=[{"gather": ["current_task()"] if False else ["say(1, 'x')"]},
           {"gather": ["say(1, 'y')"], "return_exceptions": True, "as": "r"}, {"print": "{r}"}]),
    "gather-cancelled-child-collected": one(
        {"create_task": "say(2, 'a')", "as": "a"}, {"create_task": "user(a)", "as": "t"},
        {"sleep": 1}, {"cancel": "a", "msg": "lost"}, {"await": "t"}, say=SAY,
        user=[{"gather": ["n", "say(1, 'b')"], "return_exceptions": True, "as": "r"},
              {"print": "{r}"}]),
    "orphans": one(
        {"create_task": "say(0, 'runs')"}, {"create_task": "say(5, 'not')"},
        {"create_task": "f()"}, say=SAY,
        f=[{"try": [{"sleep": 9}], "finally": [{"print": "cleaning"}, {"sleep": 2},
                                              {"create_task": "say(0, 'late')"}]}]),
    "orphan-fails-cleaning": one(
        {"create_task": "f()"}, {"sleep": 1},
        f=[{"try": [{"sleep": 9}], "finally": [{"raise": "ValueError('in cleanup')"}]}]),
    "main-cancels-itself": one({"cancel": "current_task()"}, {"sleep": 1}),
    "main-raises-cancelled": one({"raise": "CancelledError('bye')"}),
    "main-raises-base": one({"create_task": "f()"}, {"raise": "BaseException('b')"}, f=[{"sleep": 1}]),
    "task-raises-base": one({"create_task": "f()", "as": "t"}, caught({"await": "t"}),
                            f=[{"raise": "BaseException('b')"}]),
    "coroutine-twice": one(
        {"let": {"c": "say(1, 'a')"}}, {"await": "c"}, caught({"await": "c"}),
        caught({"create_task": "c"}), caught({"gather": ["c"]}), say=SAY),
    "coroutine-in-two": one(
        {"let": {"c": "say(1, 'a')"}}, {"create_task": "wait_on(c)", "as": "x"},
        {"create_task": "wait_on(c)", "as": "y"},
        {"gather": ["x", "y"], "return_exceptions": True, "as": "r"}, {"print": "{r}"}, say=SAY,
        wait_on=[{"await": "t", "as": "r"}, {"return": "r"}]),
    "create-of-wrong": one(caught({"create_task": "5"}), caught({"create_task": "current_task()"}),
                           caught({"shield": "5"}), caught({"wait": ["f()"]}), caught({"wait": []}),
                           caught({"wait": ["5"]}), caught({"as_completed": ["5"], "do": []}),
                           caught({"wait_for": "5", "timeout": 1}),
                           caught({"wait_for": "5", "timeout": 0}), f=[]),
    "names": one(
        {"create_task": "f()", "as": "a", "name": "{1 + 1}x"}, {"create_task": "f()", "as": "b"},
        {"create_task": "f()", "for": "i in range(2)", "name": "w{i}", "as": "ts"},
        {"print": "{a.get_name()} {b.get_name()} {ts[1].get_name()}"}, {"call": "b.set_name('B')"},
        {"gather": ["a", "b", "*ts"]}, f=[{"sleep": 1}, {"print": "{current_task().get_name()}"}]),
}
LIMITS = {
    "timeout-nested-same": one(
        caught({"timeout": 1, "do": [caught({"timeout": 1, "do": [{"sleep": 5}]}, kind="TimeoutError"),
                                     {"print": "between"}]}), {"print": "on"}),
    "timeout-inner-first": one(
        caught({"timeout": 2, "do": [caught({"timeout": 1, "do": [{"sleep": 5}]}), {"sleep": 5}]})),
    "timeout-swallowed": one(
        {"timeout": 1, "do": [caught({"sleep": 5}, kind="CancelledError"), {"sleep": 1}]},
        {"print": "{current_task().cancelling()}"}),
    "timeout-zero": one(caught({"timeout": 0, "do": [{"print": "in"}, {"sleep": 0}, {"print": "no"}]}),
                        caught({"timeout": -1, "do": [{"print": "in"}]}),
                        {"timeout": None, "do": [{"sleep": 1}]},
                        caught({"timeout": "'x'", "do": []})),
    "timeout-and-cancel": one(
        {"create_task": "f()", "as": "t"}, {"sleep": 1}, {"cancel": "t"}, caught({"await": "t"}),
        f=[{"timeout": 1, "do": [{"sleep": 5}]}]),
    "timeout-other-error": one(caught({"timeout": 1, "do": [
        {"try": [{"sleep": 5}], "finally": [{"raise": "KeyError('k')"}]}]})),
    "timeout-block": one(caught({"timeout": 1, "do": [{"block": 3}, {"print": "late"}, {"sleep": 0},
                                                     {"print": "no"}]})),
    "wait_for-task": one(
        {"create_task": "say(3, 'a')", "as": "t"}, caught({"wait_for": "t", "timeout": 1}),
        {"print": "{t.cancelled()}"}, {"create_task": "stubborn(3)", "as": "t"},
        {"wait_for": "t", "timeout": 1, "as": "r"}, {"print": "{r}"}, say=SAY, stubborn=STUBBORN),
    "wait_for-zero": one(
        caught({"wait_for": "say(0, 'never')", "timeout": 0}),
        {"create_task": "say(0, 'done')", "as": "t"}, {"sleep": 0}, {"sleep": 0},
        {"wait_for": "t", "timeout": 0, "as": "r"}, {"print": "{r}"},
        {"create_task": "stubborn(3)", "as": "t"}, {"sleep": 0},
        {"wait_for": "t", "timeout": -1, "as": "r"}, {"print": "{r}"}, say=SAY, stubborn=STUBBORN),
    "wait_for-tie": one(
        {"create_task": "say(1, 'a')", "as": "t"}, {"sleep": 0},
        caught({"wait_for": "t", "timeout": 1}), {"wait_for": "say(1, 'b')", "timeout": None},
        caught({"wait_for": "say(1, 'c')", "timeout": 1}), say=SAY),
    "wait-modes": one(
        {"create_task": "boom(1)", "as": "b"}, {"create_task": "say(2, 'a')", "as": "a"},
        {"create_task": "say(3, 'c')", "as": "c"},
        {"wait": ["c", "a", "b"], "return_when": "FIRST_EXCEPTION", "as": "d, p"},
        {"for": "t in p", "do": [{"print": "{t.get_name()}"}]},
        {"wait": ["c", "a"], "timeout": 0, "as": "d, p"}, {"print": "{len(d)} {len(p)} {a in p}"},
        {"cancel": "a"}, {"wait": ["c", "a"], "return_when": "FIRST_EXCEPTION", "as": "d, p"},
        {"for": "t in d", "do": [{"print": "{t.get_name()} {t.cancelled()}"}]}, say=SAY, boom=BOOM),
    "shield-cancelled": one(
        {"create_task": "say(3, 'goes on')", "as": "t"}, {"create_task": "wait_on(t)", "as": "w"},
        {"sleep": 1}, {"cancel": "w", "msg": "off"}, caught({"await": "w"}), {"await": "t"},
        {"create_task": "wait_on(t)", "as": "w"}, {"await": "w"}, say=SAY,
        wait_on=[{"shield": "t", "as": "r"}, {"print": "{r}"}]),
    "shield-inner-cancelled": one(
        {"create_task": "say(3, 'a')", "as": "t"}, {"create_task": "wait_on(t)", "as": "w"},
        {"sleep": 1}, {"cancel": "t", "msg": "inner"}, caught({"await": "w"}), say=SAY,
        wait_on=[{"shield": "t"}]),
    "as_completed-timeout": one(
        caught({"as_completed": ["say(3, 'c')", "say(1, 'a')", "say(2, 'b')"], "timeout": 2,
                "as": "r", "do": [{"print": "got {r}"}]}), {"sleep": 3}, say=SAY),
    "as_completed-errors": one(
        {"as_completed": ["boom(1)", "say(1, 'a')", "say(0, 'z')"], "as": "r",
         "do": [{"print": "got {r}"}, {"sleep": 2}]}, say=SAY, boom=BOOM),
    "as_completed-same": one(
        {"create_task": "say(1, 'a')", "as": "t"},
        {"as_completed": ["t", "t", "say(0.5, 'b')"], "as": "r", "do": [{"print": "got {r}"}]},
        {"as_completed": [], "do": []}, say=SAY),
    "group-outside-cancel": one(
        {"create_task": "f()", "as": "t"}, {"sleep": 1}, {"cancel": "t", "msg": "out"},
        caught({"await": "t"}), boom=BOOM, stubborn=STUBBORN,
        f=[caught({"task_group": "tg", "do": [{"create_task": "user(1)", "in": "tg"}]},
                  kind="ExceptionGroup"), {"print": "{current_task().cancelling()}"}, {"sleep": 1},
           {"print": "not reached"}],
        user=[{"try": [{"sleep": 5}], "finally": [{"raise": "ValueError(n)"}]}]),
    "group-body-error": one(
        caught({"task_group": "tg", "do": [{"create_task": "say(3, 'a')", "in": "tg"},
                                           {"create_task": "boom(0)", "in": "tg"},
                                           {"raise": "KeyError('body')"}]}), say=SAY, boom=BOOM),
    "group-child-adds": one(
        {"task_group": "tg", "do": [{"create_task": "wait_on(tg)", "in": "tg"}]},
        caught({"create_task": "say(0, 'no')", "in": "tg"}), say=SAY,
        wait_on=[{"sleep": 1}, {"create_task": "say(1, 'more')", "in": "t", "as": "x"},
                 {"print": "{x.get_name()}"}]),
    "group-shutting-down": one(
        caught({"task_group": "tg", "do": [{"create_task": "boom(0)", "in": "tg"},
                                           caught({"sleep": 1}),
                                           caught({"create_task": "say(0, 'no')", "in": "tg"})]}),
        say=SAY, boom=BOOM),
    "group-child-cancelled": one(
        {"task_group": "tg", "do": [{"create_task": "say(2, 'a')", "in": "tg", "as": "a"},
                                    {"create_task": "say(1, 'b')", "in": "tg"}, {"sleep": 0},
                                    {"cancel": "a"}]}, {"print": "fine"}, say=SAY),
    "group-base-error": one(
        caught({"task_group": "tg", "do": [{"create_task": "f()", "in": "tg"}, {"sleep": 1}]}),
        f=[{"raise": "BaseException('b')"}]),
    "group-return": one(
        {"await": "f()", "as": "r"}, {"print": "{r}"}, say=SAY,
        f=[{"task_group": "tg", "do": [{"create_task": "say(1, 'a')", "in": "tg"},
                                       {"return": "7"}]}]),
    "threads": {
        "executor": {"max_workers": 2}, "coroutines": {
            "job(d, n)": [{"to_thread": "d"}, {"print": "{n}"}],
            "main": [{"create_task": "job(3, 'a')", "as": "a"}, {"create_task": "job(1, 'b')"},
                     {"create_task": "job(1, 'c')", "as": "c"},
                     {"create_task": "job(2, 'd')", "as": "d"}, {"sleep": 0}, {"block": 0.5},
                     {"cancel": "d"}, {"sleep": 1}, {"cancel": "a"}, caught({"to_thread": -1}),
                     caught({"to_thread": "'x'"}), {"block": 0.5}, {"print": "main"}]},
        "timelines": [{"run": "main()"}, {"run": "main()", "entry": "run_until_complete"},
                      {"run": "main()", "executor": {"max_workers": 1}}]},
    "blocks": one(caught({"block": -1}), caught({"block": "'x'"}), {"block": 0},
                  {"create_task": "say(1, 'a')"}, {"create_task": "say(2, 'b')"}, {"sleep": 0},
                  {"block": 5}, {"print": "{time.perf_counter()}"}, say=SAY),
    "sleeps": one(caught({"sleep": "'x'"}), caught({"sleep": None}), caught({"sleep": "float('nan')"}),
                  {"sleep": -1}, {"sleep": True}, {"sleep": 1e-9}, {"sleep": 1e-10},
                  {"sleep": 0.1}, {"sleep": 0.2}, {"print": "{time.perf_counter()}"},
                  {"sleep": 0.3, "as": "x"}, {"print": "{x}"}, {"sleep": 4000000}, {"sleep": 0.5}),
}
OBJECTS = {
    "lock-order": one(
        {"create_task": "user(i)", "for": "i in range(4)", "as": "ts"}, {"sleep": 0.5},
        {"cancel": "ts[1]"}, {"gather": "*ts", "return_exceptions": True, "as": "r"},
        {"print": "{r}"}, caught({"call": "lock.release()"}), let={"lock": "Lock()"},
        user=[{"async_with": "lock", "do": [{"print": "{n}"}, {"sleep": 1}]},
              {"async_with": "lock", "do": [{"print": "again {n}"}]}]),
    "lock-woken-cancelled": one(
        {"await": "lock.acquire()"}, {"create_task": "user(1)", "as": "a"},
        {"create_task": "user(2)", "as": "b"}, {"sleep": 0}, {"call": "lock.release()"},
        {"print": "{lock.locked()}"}, {"cancel": "a"}, {"await": "b"}, let={"lock": "Lock()"},
        user=[{"async_with": "lock", "do": [{"print": "{n}"}]}]),
    "condition-notify-cancelled": one(
        {"create_task": "user(i)", "for": "i in range(3)", "as": "ts"}, {"sleep": 0},
        {"async_with": "c", "do": [{"call": "c.notify()"}]}, {"cancel": "ts[0]"}, {"sleep": 1},
        {"async_with": "c", "do": [{"call": "c.notify_all()"}]},
        {"gather": "*ts", "return_exceptions": True, "as": "r"}, {"print": "{r}"},
        caught({"call": "c.notify()"}), caught({"await": "c.wait()"}), let={"c": "Condition()"},
        user=[{"async_with": "c", "do": [{"await": "c.wait()", "as": "x"}, {"print": "{n} {x}"}]}]),
    "semaphore-burst": one(
        {"create_task": "user(i)", "for": "i in range(5)", "as": "ts"}, {"sleep": 0},
        {"call": "s.release()"}, {"call": "s.release()"}, {"call": "s.release()"},
        {"print": "{s.locked()}"}, {"sleep": 0}, {"cancel": "ts[3]"}, {"call": "s.release()"},
        {"call": "s.release()"}, {"gather": "*ts", "return_exceptions": True, "as": "r"},
        {"print": "{r}"}, let={"s": "Semaphore(0)"},
        user=[{"await": "s.acquire()", "as": "x"}, {"print": "{n} {x}"}]),
    "semaphore-bounds": one(caught({"let": {"s": "Semaphore(-1)"}}), {"let": {"s": "BoundedSemaphore(1)"}},
                            caught({"call": "s.release()"}), {"let": {"s": "Semaphore()"}},
                            {"print": "{s.locked()}"}),
    "event-set-clear": one(
        {"create_task": "user(1)", "as": "a"}, {"create_task": "user(2)", "as": "b"}, {"sleep": 1},
        {"call": "ev.set()"}, {"call": "ev.clear()"}, {"print": "{ev.is_set()}"},
        {"gather": ["a", "b"]}, let={"ev": "Event()"},
        user=[{"await": "ev.wait()", "as": "x"}, {"print": "{n} {x}"}]),
    "queue-lost-place": one(
        {"create_task": "user(1)", "as": "a"}, {"create_task": "user(2)", "as": "b"}, {"sleep": 0},
        {"call": "q.put_nowait('x')"}, {"print": "{q.get_nowait()}"}, {"sleep": 0},
        {"await": "q.put('y')"}, {"await": "q.put('z')"}, {"gather": ["a", "b"]},
        {"print": "{q.qsize()} {q.empty()} {q.full()} {q.maxsize}"}, let={"q": "Queue(1)"},
        user=[{"await": "q.get()", "as": "x"}, {"print": "{n} {x}"}]),
    "queue-join": one(
        {"create_task": "user(0.5)", "as": "w"}, {"for": "i in range(3)", "do": [{"await": "q.put(i)"}]},
        {"await": "q.join()"}, {"print": "joined"}, {"cancel": "w"}, caught({"call": "q.task_done()"}),
        caught({"call": "q.get_nowait()"}), let={"q": "Queue(maxsize=1)"},
        user=[{"while": "True", "do": [{"await": "q.get()", "as": "x"}, {"sleep": "n"},
                                       {"print": "{x}"}, {"call": "q.task_done()"}]}]),
    "queue-shutdown": one(
        {"await": "q.put(1)"}, {"await": "q.put(2)"}, {"create_task": "f()", "as": "t"},
        {"sleep": 0}, {"call": "q.shutdown()"}, caught({"await": "t"}), caught({"await": "q.put(3)"}),
        {"await": "q.get()", "as": "x"}, {"print": "{x}"}, {"call": "q.shutdown(immediate=True)"},
        caught({"await": "q.get()"}), caught({"await": "q.join()"}), caught({"call": "q.get_nowait()"}),
        let={"q": "Queue(2)"}, f=[{"await": "q.put(9)"}]),
    "queue-orders": one(
        {"for": "i in [3, 1, 2, 1]", "do": [{"await": "p.put(i)"}, {"await": "l.put(i)"}]},
        {"while": "not p.empty()", "do": [{"await": "p.get()", "as": "a"}, {"await": "l.get()", "as": "b"},
                                          {"print": "{a} {b}"}]},
        {"call": "p.put_nowait('a')"}, caught({"call": "p.put_nowait(1)"}),
        {"call": "p.put_nowait([2, 'b'])"} if False else {"print": "{p.qsize()}"},
        let={"p": "PriorityQueue()", "l": "LifoQueue()"}),
    "priority-pairs": one(
        {"for": "i in [[2, 'b'], [1, 'z'], [1, 'a']]", "do": [{"await": "p.put(i)"}]},
        {"for": "i in range(3)", "do": [{"print": "{p.get_nowait()}"}]}, let={"p": "PriorityQueue()"}),
    "barrier": one(
        {"create_task": "user(i)", "for": "i in range(3)", "as": "ts"}, {"sleep": 0},
        {"print": "{bar.n_waiting} {bar.parties} {bar.broken}"}, {"await": "bar.reset()"}, {"sleep": 1},
        {"gather": "*ts", "return_exceptions": True, "as": "r"}, {"print": "{r}"},
        {"gather": "user(i)", "for": "i in range(4)", "as": "r"}, {"print": "{r}"},
        {"await": "bar.abort()"}, caught({"await": "bar.wait()"}), {"print": "{bar.broken}"},
        caught({"let": {"x": "Barrier(0)"}}), let={"bar": "Barrier(4)"},
        user=[{"await": "bar.wait()", "as": "x"}, {"print": "{n} {x}"}, {"return": "x"}]),
    "barrier-cancel": one(
        {"create_task": "user(i)", "for": "i in range(2)", "as": "ts"}, {"sleep": 0},
        {"cancel": "ts[0]"}, {"sleep": 0}, {"create_task": "user(9)", "as": "z"},
        {"create_task": "user(8)", "as": "y"},
        {"gather": ["*ts", "y", "z"], "return_exceptions": True, "as": "r"}, {"print": "{r}"},
        let={"b": "Barrier(3)"}, user=[{"async_with": "b", "do": [{"print": "{n}"}]}]),
    "with-of-wrong": one(caught({"async_with": "5", "do": []}), caught({"async_with": "Event()", "do": []}),
                         caught({"async_with": "Lock()", "do": [{"raise": "KeyError(1)"}]})),
    "stuck": one({"create_task": "user(1)", "as": "t"}, {"await": "ev.wait()"}, let={"ev": "Event()"},
                 user=[{"await": "current_task()"}]),
    "objects-repr": one(
        {"print": "{Lock()} {Event()} {Condition()} {Semaphore(2)} {BoundedSemaphore()}"},
        {"print": "{Queue()} {PriorityQueue(3)} {LifoQueue()} {Barrier(2)} {Future()}"},
        {"await": "q.put(1)"}, {"await": "lock.acquire()"}, {"create_task": "user(1)", "as": "t"},
        {"sleep": 0}, {"print": "{q} {lock} {t} {[t]} {user} {len}"}, {"let": {"f": "Future()"}},
        {"call": "f.set_result('x')"}, {"print": "{f} {ValueError} {[lock]!r}"}, {"cancel": "t"},
        {"let": {"c": "user(2)"}}, {"print": "{c} {random.random} {q.get} {print}"}
        if False else {"print": "{t!r:>20}"}, let={"q": "Queue(2)", "lock": "Lock()"},
        user=[{"async_with": "lock", "do": []}]),
}
CORNERS = {**CONTROL, **TASKS, **LIMITS, **OBJECTS}
