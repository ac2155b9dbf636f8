"""Every note of a still is told, numbered as at its instant; one alone needs no number.

    test_notes.py BINARY ROOT
"""

import sys
from pathlib import Path

import recorded

NOTES = {"Breakfast for two.", "All three are under way.", "The eggs goes on the stove.",
         "The tea goes on the stove.", "The toast goes on the stove.", "The eggs is ready.",
         "The tea is ready.", "The toast is ready.", "Serve.", "One by one."}


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
    print(*wrong, sep="\n")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
