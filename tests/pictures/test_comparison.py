"""What pictures say of lengths: per cent for shorter, the difference for longer, never a ratio;
different lengths in different words; units as people say them; a hidden baseline by its name.

    test_comparison.py BINARY ROOT
"""

import re
import sys
from pathlib import Path

import recorded

SAID = {
    "words-of-comparison": ["8 s", "3 s", "63% less", "5 s saved", "7.96 s", "under 1% less",
                            "11.5 s", "3.5 s longer", "8.4 s", "0.4 s longer", "16 s",
                            "8 s longer"],
    "rounded-alike": ["59 min 59.9 s", "1 h 0.4 s", "25 h 1 min", "12.3 ms", "2 min",
                      "24 h 1 min longer", "97% less"],
    "us-days": ["3 d", "4 ms", "over 99% less", "0 d", "1", "2"],
}
RATIO = re.compile(r"[0-9.]+ ?[x×] longer|\bus\b|0\.25 (min|h)|\d+\.?\d*% longer")
WAYS = (("--size", "1920x1080"), ("--size", "1080x1920"), ("--size", "1024x768"))


def faults(root, program):
    for name, expected in SAID.items():
        path = root / "tests" / "pictures" / "cases" / f"{name}.json"
        for way in WAYS:
            texts = [word.text for word in recorded.words(recorded.record(program, path, *way))]
            for text in texts:
                if RATIO.search(text):
                    yield f"{name} {way[1]}: says {text}"
            if way is WAYS[0]:
                yield from (f"{name}: does not say {text}" for text in expected
                            if text not in texts)
    lesson = root / "scenarios" / "06-side-by-side.json"
    texts = [word.text for word in
             recorded.words(recorded.record(program, lesson, "--timeline", "2"))]
    if "33% less than Sequential" not in texts:
        yield f"a hidden baseline is not named: {texts}"
    stuck = root / "scenarios" / "15-deadlock.json"
    for word in recorded.words(recorded.record(program, stuck)):
        if re.search(r"\(line \d+\)", word.text):
            yield f"a line of the scenario in a still: {word.text}"


def main():
    found = list(faults(Path(sys.argv[2]), sys.argv[1]))
    print(*found, f"{len(found)} faults", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
