"""Makes a failing scenario small: takes away whatever it fails without."""

import copy
import time

BLOCKS = ("do", "then", "else", "try", "finally")
CLAUSES = ("except", "except*")


def blocks(node):
    """Every list of steps below a coroutine's body, outermost first."""
    yield node
    for step in node:
        for key in BLOCKS:
            if isinstance(step.get(key), list):
                yield from blocks(step[key])
        for key in CLAUSES:
            for body in step.get(key, {}).values():
                yield from blocks(body)


def all_blocks(scenario):
    for body in scenario["coroutines"].values():
        yield from blocks(body)


def insides(step):
    """The blocks that could stand in the step's own place."""
    found = [step[key] for key in BLOCKS if isinstance(step.get(key), list)]
    for key in CLAUSES:
        found += list(step.get(key, {}).values())
    return found


def smaller_steps(scenario):
    count = sum(1 for _ in all_blocks(scenario))
    for n in range(count):
        length = len(list(all_blocks(scenario))[n])
        size = length
        while size >= 1:
            for start in range(0, length - size + 1, size):
                smaller = copy.deepcopy(scenario)
                del list(all_blocks(smaller))[n][start:start + size]
                yield smaller
            size //= 2
        for at in range(length):
            for inside in range(len(insides(list(all_blocks(scenario))[n][at]))):
                smaller = copy.deepcopy(scenario)
                block = list(all_blocks(smaller))[n]
                block[at:at + 1] = insides(block[at])[inside]
                yield smaller


def smaller_options(scenario):
    count = sum(1 for _ in all_blocks(scenario))
    for n in range(count):
        for at, step in enumerate(list(all_blocks(scenario))[n]):
            for key in list(step)[1:]:
                smaller = copy.deepcopy(scenario)
                del list(all_blocks(smaller))[n][at][key]
                yield smaller
            for key in CLAUSES:
                for head in list(step.get(key, {})) if len(step.get(key, {})) > 1 else []:
                    smaller = copy.deepcopy(scenario)
                    del list(all_blocks(smaller))[n][at][key][head]
                    yield smaller
            verb = next(iter(step))
            if isinstance(step[verb], list) and verb not in BLOCKS:
                for item in range(len(step[verb])):
                    smaller = copy.deepcopy(scenario)
                    del list(all_blocks(smaller))[n][at][verb][item]
                    yield smaller


def smaller_tops(scenario):
    for key in ("title", "description", "view", "executor", "seed", "let"):
        if key in scenario:
            yield {k: v for k, v in scenario.items() if k != key}
    for key in ("coroutines", "let"):
        for name in scenario.get(key, {}):
            if len(scenario[key]) > 1:
                yield {**scenario, key: {k: v for k, v in scenario[key].items() if k != name}}
    for n, timeline in enumerate(scenario["timelines"]):
        rest = scenario["timelines"][:n] + scenario["timelines"][n + 1:]
        if rest:
            yield {**scenario, "timelines": rest}
        for key in list(timeline):
            less = {k: v for k, v in timeline.items() if k != key}
            if key != "run":
                yield {**scenario, "timelines":
                       scenario["timelines"][:n] + [less] + scenario["timelines"][n + 1:]}


def shrink(scenario, fails, seconds=40):
    """The smallest found in that time for which `fails` is still true."""
    until = time.monotonic() + seconds
    smaller_found = True
    while smaller_found:
        smaller_found = False
        for ways in (smaller_tops, smaller_steps, smaller_options):
            again = True
            while again:
                again = False
                for smaller in ways(scenario):
                    if time.monotonic() > until:
                        return scenario
                    if fails(smaller):
                        scenario, again, smaller_found = smaller, True, True
                        break
    return scenario
