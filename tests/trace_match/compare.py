"""Runs `interleave trace` on each NAME.json of a folder and compares with NAME.jsonl beside it.

    compare.py INTERLEAVE FOLDER [NAME-PREFIX...]

Events are compared in order, each by the fields that the recording has; times within 1e-9.
Events and fields that only ours has (as the format allows) are left out. Prints a line for every
difference and the counts; the exit status is 1 where anything differs.
"""
import json
import pathlib
import subprocess
import sys

EVENTS = {"create", "step", "print", "done", "cancelled", "error", "end"}
# The recording says these only where they hold; so must we.
OPTIONAL = {"task", "by", "text", "outcome"}


def read(text):
    lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    return [line for line in lines if line["event"] in EVENTS]


def same(want, got):
    for key in want.keys() | (got.keys() & OPTIONAL):
        if key == "text" and want["event"] == "end" and want["outcome"] in ("stuck", "limit"):
            continue  # the words of our own message
        if key == "t":
            if abs(want["t"] - got["t"]) > 1e-9:
                return False
        elif want.get(key) != got.get(key):
            return False
    return True


def difference(want, got):
    """The first place where they differ, in words, or None."""
    for number, (w, g) in enumerate(zip(want, got), 1):
        if not same(w, g):
            return f"event {number}\n    recorded {json.dumps(w)}\n    ours     {json.dumps(g)}"
    if len(want) != len(got):
        more, lines = ("recorded", want) if len(want) > len(got) else ("ours", got)
        rest = lines[min(len(want), len(got))]
        return f"{len(want)} events recorded, {len(got)} ours\n    {more} goes on {json.dumps(rest)}"
    return None


def check(program, scenario):
    """What is wrong with one scenario, or None; and how many events matched."""
    run = subprocess.run([program, "trace", str(scenario)], capture_output=True, timeout=60)
    if run.returncode != 0:
        error = run.stderr.decode("utf-8", "replace").strip()
        return f"exit status {run.returncode}: {error}", 0
    want = read(scenario.with_suffix(".jsonl").read_text(encoding="utf-8"))
    found = difference(want, read(run.stdout.decode("utf-8")))
    return found, 0 if found else len(want)


def main():
    program, folder, prefixes = sys.argv[1], pathlib.Path(sys.argv[2]), tuple(sys.argv[3:])
    scenarios = [path for path in sorted(folder.glob("*.json"))
                 if path.with_suffix(".jsonl").exists()
                 and (not prefixes or path.name.startswith(prefixes))]
    wrong = events = 0
    for scenario in scenarios:
        try:
            found, matched = check(program, scenario)
        except subprocess.TimeoutExpired:
            found, matched = "takes longer than a minute", 0
        events += matched
        if found:
            wrong += 1
            print(f"{scenario.name}: {found}")
    print(f"{len(scenarios) - wrong} of {len(scenarios)} scenarios match, {events} events")
    if not scenarios:
        print("no scenarios were found")
    sys.exit(1 if wrong or not scenarios else 0)


main()
