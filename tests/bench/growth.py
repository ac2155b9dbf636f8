"""How time grows: shapes of program with a thousand, ten thousand and a hundred thousand of
what they have many of.

    python3 tests/bench/growth.py build/interleave [SHAPE ...]

Prints CPU seconds for each size, and the power of N by which they grow between the last two: 1 is
linear, N log N reads as about 1.1, 2 is quadratic. Nothing is asserted."""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SIZES = (1_000, 10_000, 100_000)
FLOOR = 0.03  # what starting takes: below it no growth can be told


def times(steps, count="N"):
    return [{"for": f"i in range({count})", "do": steps}]


def caught(steps, error="TimeoutError"):
    return [{"try": steps, "except": {error: []}}]


SHAPES = {
    "sleepers": {"nap(d)": [{"sleep": "d"}],
                 "main()": [{"gather": "nap(1 + i * 0.001)", "for": "i in range(N)"}]},
    "same deadline": {"nap()": [{"sleep": 1}],
                      "main()": [{"gather": "nap()", "for": "i in range(N)"}]},
    "yields": {"main()": times([{"sleep": 0}])},
    "sleeps": {"main()": times([{"sleep": 0.001}])},
    "coroutines": {"f(n)": [{"return": "n"}], "main()": times([{"await": "f(i)"}])},
    "queue": {"put(q)": times([{"await": "q.put(i)"}]), "get(q)": times([{"await": "q.get()"}]),
              "main()": [{"let": {"q": "Queue(maxsize=10)"}}, {"gather": ["put(q)", "get(q)"]}]},
    "queue filled": {"main()": [{"let": {"q": "Queue()"}}] + times([{"await": "q.put(i)"}])
                     + times([{"await": "q.get()"}])},
    "priority queue": {"main()": [{"let": {"q": "PriorityQueue()"}}]
                       + times([{"await": "q.put((i * 7919) % 100003)"}])
                       + times([{"await": "q.get()"}])},
    "one lock": {"w(k)": [{"async_with": "k", "do": [{"sleep": 0}]}],
                 "main()": [{"let": {"k": "Lock()"}}, {"gather": "w(k)", "for": "i in range(N)"}]},
    "waiters that give up, first to last": {
        "w(k, d)": caught([{"timeout": "d", "do": [{"async_with": "k", "do": []}]}]),
        "main()": [{"let": {"k": "Lock()"}}, {"async_with": "k", "do": [
            {"gather": "w(k, 1 + i * 0.001)", "for": "i in range(N)"}]}]},
    "waiters that give up, last to first": {
        "w(k, d)": caught([{"timeout": "d", "do": [{"async_with": "k", "do": []}]}]),
        "main()": [{"let": {"k": "Lock()"}}, {"async_with": "k", "do": [
            {"gather": "w(k, 1 + (N - i) * 0.001)", "for": "i in range(N)"}]}]},
    "time limits": {"main()": times([{"timeout": 10, "do": [{"sleep": 0.001}]}])},
    "time limits on one task": {
        "long()": [{"sleep": 1000000}],
        "w(t, d)": caught([{"wait": ["t"], "timeout": "d"}]),
        "main()": [{"create_task": "long()", "as": "t"},
                   {"gather": "w(t, 1 + i * 0.001)", "for": "i in range(N)"}]},
    "cancelled": {"nap()": [{"sleep": 100}],
                  "main()": [{"create_task": "nap()", "for": "i in range(N)", "as": "ts"},
                             {"sleep": 0}, {"for": "t in ts", "do": [{"cancel": "t"}]}]},
    "an event for all": {"w(e)": [{"await": "e.wait()"}],
                         "main()": [{"let": {"e": "Event()"}},
                                    {"create_task": "w(e)", "for": "i in range(N)", "as": "ts"},
                                    {"sleep": 0}, {"call": "e.set()"}, {"gather": ["*ts"]}]},
    "list as a queue": {"main()": [{"let": {"x": "list(range(N))"}}]
                        + times([{"call": "x.pop(0)"}])},
    "list appended": {"main()": [{"let": {"x": "[]"}}] + times([{"call": "x.append(i)"}])},
    "text that grows": {"main()": [{"let": {"s": "''"}}] + times([{"let": {"s": "s + 'x'"}}])},
    "prints": {"main()": times([{"print": "line {i}"}])},
    "as completed": {"nap(d)": [{"sleep": "d"}],
                     "main()": [{"create_task": "nap(1 + i * 0.001)", "for": "i in range(N)",
                                 "as": "ts"},
                                {"as_completed": ["*ts"], "as": "r", "do": []}]},
    "as completed, no step between": {
        "f(n)": [{"return": "n"}],
        "main()": [{"create_task": "f(i)", "for": "i in range(N)", "as": "ts"}, {"sleep": 0},
                   {"as_completed": ["*ts"], "as": "r", "do": []}]},
    "waited for by name": {
        "nap(d)": [{"sleep": "d"}],
        "main()": [{"create_task": "nap(1 + i * 0.001)", "for": "i in range(N)", "as": "ts"},
                   {"wait": ["*ts"], "as": "done, pending"}, {"print": "{len(done)}"}]},
    "functions": {"def f(n)": [{"let": {"m": "n + 1"}}, {"return": "m * 2"}],
                  "main()": [{"let": {"s": 0}}] + times([{"let": {"s": "s + f(i)"}}])},
    "functions that ask each other": {
        "def f(n)": [{"if": "n < 2", "then": [{"return": 1}]}, {"return": "f(n - 1) + 1"}],
        "main()": [{"let": {"s": 0}}] + times([{"let": {"s": "s + f(20)"}}], "N // 20")},
    "exceptions": {"main()": times(caught([{"raise": "ValueError('no')"}], "ValueError"))},
    "exceptions, each its own text": {
        "main()": times(caught([{"raise": "ValueError(i)"}], "ValueError"))},
    "exceptions of tasks": {
        "f(i)": [{"sleep": 0}, {"raise": "ValueError(i)"}],
        "main()": [{"gather": "f(i)", "for": "i in range(N)", "return_exceptions": True,
                    "as": "rs"}]},
    "a group of exceptions": {
        "f(i)": [{"sleep": 0}, {"raise": "ValueError(i)"}],
        "main()": caught([{"task_group": "tg", "do": [{"create_task": "f(i)", "for": "i in range(N)",
                                                       "in": "tg"}]}],
                         "ExceptionGroup")},
    "async generator": {"count(n)": [{"for": "i in range(n)", "do": [{"yield": "i"}]}],
                        "main()": [{"async_for": "i in count(N)", "do": []}]},
    "async generators, many": {
        "count(n)": [{"for": "i in range(n)", "do": [{"yield": "i"}, {"sleep": 0}]}],
        "read()": [{"async_for": "i in count(3)", "do": []}],
        "main()": [{"gather": "read()", "for": "i in range(N)"}]},
    "done callbacks": {
        "def note(t)": [{"call": "seen.append(1)"}],
        "nap()": [{"sleep": 1}],
        "main()": [{"create_task": "nap()", "for": "i in range(N)", "as": "ts"},
                   {"for": "t in ts", "do": [{"call": "t.add_done_callback(note)"}]},
                   {"sleep": 2}]},
    "done callbacks on one task": {
        "def note(t)": [{"call": "seen.append(1)"}],
        "nap()": [{"sleep": 1}],
        "main()": [{"create_task": "nap()", "as": "t"}]
                  + times([{"call": "t.add_done_callback(note)"}]) + [{"sleep": 2}]},
    "condition waited for": {
        "w(c)": [{"async_with": "c", "do": [{"await": "c.wait_for(lambda: seen)"}]}],
        "main()": [{"let": {"c": "Condition()"}},
                   {"create_task": "w(c)", "for": "i in range(N)", "as": "ts"}, {"sleep": 1},
                   {"async_with": "c", "do": [{"call": "seen.append(1)"},
                                              {"call": "c.notify_all()"}]},
                   {"gather": ["*ts"]}]},
    "moments": {"main()": times([{"timeout_at": "time.monotonic() + 10", "do": [{"sleep": 0.001}]}])},
    "a limit set anew": {
        "main()": [{"timeout": 10, "as": "cm",
                    "do": times([{"call": "cm.reschedule(time.monotonic() + 10)"}, {"sleep": 0.001}])}]},
    "two names at once": {"main()": [{"let": {"a": 0, "b": 1}}]
                          + times([{"let": {"a, b": "b, a"}}])},
    "places in a list": {"main()": [{"let": {"x": "[0] * N"}}] + times([{"let": {"x[i]": "i"}}])},
    "a dict filled": {"main()": [{"let": {"d": "{}"}}] + times([{"let": {"d[i]": "i"}}])},
    "comprehensions": {"main()": [{"let": {"x": "[i * 2 for i in range(N) if i % 2]"}},
                                  {"let": {"n": "sum(i for i in x)"}}]},
    "values of a list that grows": {
        "main()": [{"let": {"x": "[]"}}] + times([{"call": "x.append(i)"}, {"sleep": 0.001}])},
    "values of many tasks": {
        "w(i)": [{"let": {"y": "[i]"}}, {"sleep": "1 + i"}, {"let": {"y": "i"}}],
        "main()": [{"gather": "w(i)", "for": "i in range(N)"}]},
}


def seconds(program, shape, size, folder):
    path = folder / "shape.json"
    parts = {name: SHAPES[shape][name] for name in SHAPES[shape]}
    spec = {"let": {"seen": "[]"}, "timelines": [{"run": "main()"}],
            "functions": {name[4:]: parts.pop(name) for name in list(parts)
                          if name.startswith("def ")},
            "coroutines": parts}
    path.write_text(re.sub(r"\bN\b", str(size), json.dumps(spec)))
    command = ["run", path]
    if shape.startswith("values"):  # told only where a picture shows them
        command = ["export", path, "--panels", "values", "-o", folder / "shape.svg"]
    process = subprocess.Popen([program, *command, "--max-steps", "1000000000", "--max-memory",
                                "4096"], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return None
    return used.ru_utime + used.ru_stime


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'':38}" + "".join(f"{size:>10,}" for size in SIZES) + f"{'power':>8}")
        for shape in sys.argv[2:] or SHAPES:
            taken = [seconds(program, shape, size, pathlib.Path(folder)) for size in SIZES]
            if None in taken:
                print(f"{shape:38} failed")
                continue
            power = math.log10(taken[2] / max(taken[1], FLOOR))
            print(f"{shape:38}" + "".join(f"{one:9.2f}s" for one in taken) + f"{power:8.1f}",
                  flush=True)


if __name__ == "__main__":
    main()
