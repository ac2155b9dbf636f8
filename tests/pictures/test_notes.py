"""Every note of a still is told, numbered as at its instant; one alone needs no number.

    test_notes.py BINARY ROOT
"""

import json
import sys
import tempfile
from pathlib import Path

import recorded

NOTES = {"Breakfast for two.", "All three are under way.", "The eggs goes on the stove.",
         "The tea goes on the stove.", "The toast goes on the stove.", "The eggs is ready.",
         "The tea is ready.", "The toast is ready.", "Serve.", "One by one."}


LONG = ("{}: it is told in many words what is seen here, why it is so, what would be otherwise, "
        "and what to try next with this example; and then there is a little more to say.")


def long_ones(program, folder):
    """Long notes and warnings go on in the next line; what has no line at all is counted."""
    case = Path(folder) / "long.json"
    case.write_text(json.dumps({
        "coroutines": {
            "two()": [{"note": LONG.format("First")}, {"sleep": 1}, {"note": LONG.format("Next")}],
            "one()": [{"note": LONG.format("Alone")}, {"sleep": 1}],
            "a()": [{"sleep": 1}], "b()": [{"sleep": 1}], "c()": [{"sleep": 1}],
            "warned()": [{"call": "a()"}, {"call": "b()"}, {"call": "c()"}]},
        "timelines": [{"run": "two()"}, {"run": "one()"}, {"run": "warned()"}]}))
    for options in (("--size", "1920x1080"), ("--size", "1280x720"), ("--size", "700x1040"),
                    ("--size", "1280x720", "--layout", "columns"),
                    ("--size", "1280x720", "--window")):
        seen = " ".join(word.text for word in
                        recorded.words(recorded.record(program, case, *options)))
        wanted = [LONG.format("Next"), LONG.format("Alone"), "(+1 more)"]
        for text in wanted + ([] if "--window" in options else [LONG.format("First")]):
            if text not in seen:
                yield f"{' '.join(options)}: {text[:20]} is not told in full: {seen}"


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    case, wrong = root / "tests" / "pictures" / "cases" / "notes.json", []
    for shape in ("1920x1080", "1280x720", "1024x768", "700x1040"):
        seen = [word.text for word in recorded.words(recorded.record(program, case,
                                                                     "--size", shape))]
        if missing := NOTES - set(seen):
            wrong.append(f"{shape}: {missing} not told")
        for number in range(1, 8): # two timelines, each number at its instant and at its text
            if seen.count(str(number)) < 4:
                wrong.append(f"{shape}: {number} is told {seen.count(str(number))} times")
    early = [word.text for word in recorded.words(recorded.record(program, case, "--at", "1"))]
    if "Serve." in early:
        wrong.append("a note is told before its time")
    with tempfile.TemporaryDirectory() as folder:
        wrong += long_ones(program, folder)
    print(*wrong, sep="\n")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
