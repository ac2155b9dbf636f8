"""Many lanes of several timelines are still read: heads, strips and gaps give them their room; a
short call is never cut; what can be read in place is.

    test_room.py BINARY ROOT
"""

import json
import re
import sys
import tempfile
from pathlib import Path

import recorded

SIZE = re.compile(r'text \S+ \w+ code-\d+ (\S+) "(.*)" #')


def code_sizes(picture):
    return {found[2]: float(found[1]) for line in picture.splitlines()
            if (found := SIZE.match(line.strip()))}


def many_lanes(program, root):
    for name, call in (("24-how-many-at-once", "fetch(1, limit)"),
                       ("35-two-locks", "eat('Ann', left, right)"),
                       ("20-not-parallel", "wait('A')"), ("38-rate-limit", "call(1)")):
        scenario = root / "scenarios" / f"{name}.json"
        picture = recorded.record(program, scenario, "--size", "1280x720")
        size = code_sizes(picture).get(call, 0)
        if size < 10.5:
            yield f"{name}: {call} is written {size} px high in a picture of 720"
    if any(word.text == "prints" for word in recorded.words(picture)):
        yield "a column for prints that stand in their lanes"
    two = recorded.record(program, root / "scenarios" / "35-two-locks.json", "--size", "1280x720")
    texts = [word.text for word in recorded.words(two)]
    if texts.count("Ben gives up") != 1 or "lock" not in texts or "event loop" not in texts:
        yield f"the two locks lose something: {texts}"


def short_calls(program):
    """Sleeps of all lengths beside each other: each call is there as it is, or not at all."""
    sleeps = [{"sleep": length} for length in (0.5, 0.25, 0.75, 1.25, 0.125, 0.5, 2.5, 0.375)]
    file = {"coroutines": {"main": sleeps},
            "timelines": [{"title": "Sleeps", "run": "main()"}]}
    with tempfile.TemporaryDirectory() as folder:
        scenario = Path(folder) / "sleeps.json"
        scenario.write_text(json.dumps(file))
        for size in ("1920x1080", "1280x720", "1024x768", "700x1040", "480x320"):
            texts = [word.text for word in
                     recorded.words(recorded.record(program, scenario, "--size", size))]
            cut = [text for text in texts if text.startswith("sleep") and "…" in text]
            if cut or "sleep(2.5)" not in texts:
                yield f"{size}: {cut or texts}"


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    wrong = [*many_lanes(program, root), *short_calls(program)]
    print(*wrong, sep="\n")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
