"""Random scenarios, the same for the same seed: `python3 generate.py SEED` prints one."""

import json
import random
import sys

from objects import ObjectSteps
from steps import Context

MAKERS = {
    "lock": "Lock()", "sem": "Semaphore(2)", "bsem": "BoundedSemaphore(1)", "ev": "Event()",
    "cond": "Condition()", "q": "Queue()", "q2": "Queue(maxsize=2)", "pq": "PriorityQueue()",
    "lq": "LifoQueue(maxsize=1)", "bar": "Barrier(2)", "total": "0", "found": "[]",
}
KINDS = {
    "lock": "lock", "sem": "semaphore", "bsem": "semaphore", "ev": "event", "cond": "condition",
    "q": "queue", "q2": "queue", "pq": "queue", "lq": "queue", "bar": "barrier", "total": "int",
    "found": "list",
}
HELPERS = {
    "at_once(n)": [{"return": "n"}],
    "settle(f, d, n)": [
        {"sleep": "d"},
        {"if": "f.done()", "then": [{"print": "settled before"}],
         "else": [{"call": "f.set_result(n)"}]}],
    "canceller(t, d)": [{"sleep": "d"}, {"print": "cancel {t.cancel()}"}],
    "watcher(t, d)": [
        {"sleep": "d"},
        {"try": [{"await": "t", "as": "r"}, {"print": "saw {r}"}],
         "except": {"Exception as e": [{"print": "saw {e!r}"}]}}],
}
PARAMETERS = [[], [("d", "delay")], [("d", "delay"), ("n", "int")], [("s", "str")],
              [("n", "int"), ("s", "str")], [("t", "task")], [("d", "delay"), ("t", "task")],
              [("xs", "list")]]


def signature(name, parameters, rng):
    standard = {"delay": ["1", "0.5"], "int": ["0", "-1", "2.5"], "str": ["'s'", "\"it's\""],
                "task": ["None"], "list": ["None", "0"]}
    with_default, parts = False, []
    for parameter, kind in parameters:
        with_default = with_default or rng.random() < 0.15
        parts.append(f"{parameter}={rng.choice(standard[kind])}" if with_default else parameter)
    return f"{name}({', '.join(parts)})" if parts or rng.random() < 0.5 else name


def leaf(rng, steps):
    """What most tasks are: a little waiting, and something said."""
    body = [{"sleep": "d"}, {"print": "{n} " + steps.new("w")}]
    if rng.random() < 0.2:
        body.append({"raise": "ValueError(n)"})
    elif rng.random() < 0.3:
        body = [{"try": body, rng.choice(["finally"]): [{"print": "end {n}"}]}]
    elif rng.random() < 0.15:
        body = [{"try": body, "except": {"CancelledError": [{"print": "no"}, {"sleep": 1}]}}]
    return body + [{"return": "n"}]


def crowd(rng, steps, known):
    """A main that starts many workers at once, cancels some, and waits for all."""
    workers = sorted(known)
    body = [{"let": {"ts": "[]"}}]
    for _ in range(rng.randint(2, 6)):
        task = steps.new("t")
        body.append({"create_task": steps.call({}), "as": task})
        body.append({"call": f"ts.append({task})"})
        if rng.random() < 0.3:
            body.append({"sleep": rng.choice([0, 0, 0.5, 1])})
        if rng.random() < 0.4:
            when = rng.choice([0, 0, 0.5, 1, 1, 2])
            body.append({"create_task": f"canceller({task}, {when})"})
    body += steps.block({"ts": "tasks"}, Context(left=3)) if workers else []
    return body + [{"gather": "*ts", "return_exceptions": True, "as": "rs"}, {"print": "{rs}"}]


def scenario(seed):
    rng = random.Random(seed)
    dense = seed % 3 == 0
    names = rng.sample(sorted(MAKERS), rng.choice([1, 1, 2, 3] if dense else [0, 1, 2, 3, 3, 4, 6]))
    shared = {name: KINDS[name] for name in names}
    coroutines, known = {}, {}
    steps = ObjectSteps(rng, shared, known, dense)
    coroutines["leaf(d, n=0)"] = leaf(rng, steps)
    known["leaf"] = [("d", "delay"), ("n", "int")]
    for number in range(rng.randint(0, 3)):
        parameters = rng.choice(PARAMETERS)
        scope = {name: "float" if kind == "delay" else kind for name, kind in parameters}
        body = steps.block(scope, Context(left=rng.choice([3, 5, 8])))
        if rng.random() < 0.6:
            body.append({"return": steps.expr(rng.choice(["int", "str", "list"]), scope, 1)})
        coroutines[signature(f"c{number}", parameters, rng)] = body
        known[f"c{number}"] = parameters
    mains = ["main"] if rng.random() < 0.85 else ["main", "second"]
    for name in mains:
        coroutines[name] = (crowd(rng, steps, known) if dense else
                            steps.block({}, Context(left=rng.choice([4, 8, 12, 16]))))
    text = json.dumps(coroutines)
    for head, body in HELPERS.items():
        if head.partition("(")[0] + "(" in text:
            coroutines[head] = body
    return whole(rng, coroutines, names, mains)


def whole(rng, coroutines, names, mains):
    result = {"title": "random", "coroutines": coroutines}
    if names:
        result["let"] = {name: MAKERS[name] for name in names}
        if rng.random() < 0.1:
            result["let"]["done"] = "Future()"
    if rng.random() < 0.3:
        result["executor"] = {"max_workers": rng.choice([1, 2, 3])}
    if rng.random() < 0.3:
        result["seed"] = rng.choice([1, 42, -7, 2**31, 10**12])
    if rng.random() < 0.05:
        result["description"] = "Made at random.\nTwice."
    if rng.random() < 0.05:
        result["view"] = {"length": 12}
    timelines = []
    for name in mains:
        timeline = {"run": f"{name}()"}
        if rng.random() < 0.5:
            timeline["title"] = rng.choice(["One", "A # title", "new\nline"])
        if rng.random() < 0.15:
            timeline["entry"] = rng.choice(["run", "run_until_complete", "run_until_complete"])
        if rng.random() < 0.1:
            timeline["executor"] = {"max_workers": 1}
        timelines.append(timeline)
    result["timelines"] = timelines
    return result


if __name__ == "__main__":
    print(json.dumps(scenario(int(sys.argv[1])), indent=1, ensure_ascii=False))
