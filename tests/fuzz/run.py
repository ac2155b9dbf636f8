"""Nothing in a scenario may harm: hand-written hostile ones, then mutations of good ones.

    run.py PROGRAM SOURCE [--seed N] [--count N | --seconds S] [--case NAME] [--all] [--wide]

Without options it is the bounded test. `--seed N --count M` looks at mutations N to N + M - 1,
`--case` at one written by hand, `--all` at every case with every command; `--keep FOLDER` puts the
scenarios that something was found with there. `--wide` allows the memory and time that the
program without sanitizers may take, `--memory BYTES` bounds its address space.
"""
import argparse
import glob
import json
import os
import random
import sys
import time

from hostile import BIG, CASES
from mutate import mutated
from watch import COMMANDS, Watch


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("source")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--case", action="append")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--limit", type=float, default=20)
    parser.add_argument("--memory", type=int)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--command", action="append")
    parser.add_argument("--keep")
    return parser.parse_args()


def sources(folder):
    paths = sorted(glob.glob(f"{folder}/tests/traces/*.json") + glob.glob(f"{folder}/scenarios/*.json"))
    trees = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            trees.append(json.load(file))
    return trees


def by_hand(options):
    if options.case:
        return options.case
    return [name for name in CASES if options.all or name not in BIG]


def commands_for(options, number):
    """Every command for one asked for; else trace and run, and two of the rest in turn."""
    if options.command:
        return options.command
    if options.all or options.case:
        return list(COMMANDS)
    rest = [name for name in COMMANDS if name not in ("trace", "run")]
    return ["trace", "run", *random.Random(number).sample(rest, 2)]


def main():
    options = arguments()
    steps = ["--max-steps", str(options.steps)] if options.steps else []
    watch = Watch(options.program, seconds=options.limit, memory=options.memory, options=steps)
    found = []

    def look(name, text, number):
        wrong = watch.look(name, text, commands_for(options, number))
        for line in wrong:
            print(line, flush=True)
        if wrong and options.keep:
            with open(os.path.join(options.keep, name + ".json"), "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        found.extend(wrong)

    looked = 0
    if not options.count:
        for number, name in enumerate(by_hand(options)):
            look(name, CASES[name](), number)
            looked += 1
    if not options.case:
        trees, began = sources(options.source), time.monotonic()
        seed = options.seed
        while seed < options.seed + options.count if options.count else \
                time.monotonic() - began < options.seconds:
            look(f"mutation-{seed}", mutated(seed, trees), seed)
            seed += 1
            looked += 1
    watch.close()
    print(f"{looked} scenarios, {len(found)} findings; slowest {watch.worst[1]} "
          f"{watch.worst[0]:.1f} s, largest {watch.most[1]} {watch.most[0]} kB")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
