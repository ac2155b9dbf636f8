"""libFuzzer on what reads what others wrote.

    cmake --preset fuzz && cmake --build --preset fuzz
    python3 tests/fuzz/fuzz.py build/fuzz PROGRAM [--seconds 60] [--seed N] [TARGET ...]

PROGRAM tells the words of the language. The corpus grows in BUILD/corpus; what is found lies in
BUILD/found, and belongs, once mended, in tests/fuzz/kept/TARGET, which every run of the tests
replays. Ends with 1 where something was found.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

import bomb_table

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = {"load": 6000, "run": 6000, "expression": 400, "drag": 3000, "script": 1500, "trace": 20000}
MEGABYTES = 1500
SLOWEST = 20  # seconds for one input, by a build with sanitizers on a busy machine
COMMANDS = ["to 300 200", "by 10 0", "by -90 4", "on span 0 0 1 @ 0.9 0.5", "on span-end 0 0",
            "on axis", "on seek-bar", "on knob", "on window", "bar loop", "bar speed 2", "down", "up",
            "down shift", "click", "click ctrl", "double", "wheel 0 1", "wheel 1 -1 ctrl", "wait 1",
            "rest", "state", "picture"]


def texts(tree):
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, (dict, list)):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(part)


def keys():
    table = (ROOT / "src/player/keys.def").read_text()
    return [key for line in re.findall(r'^ACTION\(\w+, "([^"]*)"', table, re.M) for key in line.split()]


def words(program):
    for what in ("functions", "exceptions", "steps"):
        yield from bomb_table.words_of(program, what)
    for name in bomb_table.words_of(program, "methods"):
        yield "." + name.partition(".")[2]
    yield from keys()
    yield from COMMANDS
    yield from ("coroutines", "timelines", "\\u0000", "lambda x: ", " for x in ", "{x!r:>9}", "**", "//",
                "not in ", "\ufeff", '{"event": "trace",', '"outcome"', '"maker"')


def quoted(word):
    return '"' + "".join(c if " " <= c < "\x7f" and c not in '"\\' else f"\\x{ord(c) & 255:02X}"
                         for c in word) + '"'


def seeds(target):
    lessons = sorted(ROOT.glob("scenarios/*.json")) + sorted(ROOT.glob("tests/corners/*.json"))
    if target in ("load", "run"):
        return [path.read_bytes() for path in lessons]
    if target == "trace":
        return [path.read_bytes() for path in sorted(ROOT.glob("tests/*/*.jsonl"))]
    if target == "drag":
        return [path.read_bytes() * 2 for path in lessons[:20]]
    if target == "script":
        return [("\n".join([*COMMANDS[i:i + 6], f"key {key}", "down", "by 30 0", "up", "state"]) + "\n")
                .encode() for i, key in enumerate(keys() * 2) if i < len(COMMANDS)]
    found = {text for path in lessons for text in texts(json.loads(path.read_text())) if len(text) < 200}
    return [text.encode() for text in sorted(found | set(bomb_table.EXPRESSIONS.values()))]


def prepare(build, target, dictionary):
    corpus = build / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    (build / "found").mkdir(exist_ok=True)
    kept = ROOT / "tests/fuzz/kept" / target
    old = [path.read_bytes() for path in kept.iterdir()] if kept.exists() else []
    for number, data in enumerate([*seeds(target), *old]):
        (corpus / f"seed-{number}").write_bytes(data)
    return [build / "tests/fuzz" / f"fuzz_{target}", corpus, f"-dict={dictionary}",
            f"-artifact_prefix={build}/found/{target}-", f"-max_len={TARGETS[target]}",
            f"-timeout={SLOWEST}", f"-rss_limit_mb={MEGABYTES}", "-print_final_stats=1",
            "-detect_leaks=1", "-verbosity=1"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("target", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_intermixed_args()
    build, wrong = options.build.resolve(), False
    dictionary = build / "words.dict"
    dictionary.write_text("".join(quoted(word) + "\n" for word in dict.fromkeys(words(options.program))))
    for target in options.target or TARGETS:
        command = [*prepare(build, target, dictionary), f"-max_total_time={options.seconds}",
                   f"-seed={options.seed}"]
        environment = {**os.environ, "UBSAN_OPTIONS": "print_stacktrace=1"}
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=environment, check=False)
        said = done.stdout.decode(errors="replace")
        (build / f"{target}.log").write_text(said)
        counts = dict(re.findall(r"stat::(\w+):\s*(\d+)", said))
        cover = re.findall(r"cov: (\d+)", said)
        print(f"{target}: {counts.get('number_of_executed_units', '?')} inputs, "
              f"{cover[-1] if cover else '?'} edges, peak {counts.get('peak_rss_mb', '?')} MiB"
              f"{'' if done.returncode == 0 else '; FOUND: ' + said[-1500:]}", flush=True)
        wrong |= done.returncode != 0
    return wrong


if __name__ == "__main__":
    sys.exit(main())
