"""Every print is read in the picture or counted there, and numbered pins have their texts, in every
scenario that the tests know and every shape.

    test_prints.py BINARY ROOT
"""

import re
import sys
from collections import Counter
from pathlib import Path

import recorded

WAYS = (
    ("--size", "1920x1080"),
    ("--size", "1280x720", "--theme", "dark"),
    ("--size", "1024x768", "--theme", "contrast"),
    ("--size", "700x1040"),
    ("--size", "1920x1080", "--layout", "columns"),
)
LATE = re.compile(r" flags \d+$")
BEFORE = re.compile(r"(\d+) more before")


PRINT = re.compile(r"\d+ \S+ .*? print (.*?)(?: #\d+)?$")


def printed(trace):
    """How often each text is printed before the end of a timeline's picture."""
    return Counter(bare(found[1]) for line in trace.splitlines()
                   if (found := PRINT.match(line)) and not LATE.search(line))


def bare(text):
    """Without what a picture may show otherwise: spaces at which it is wrapped, controls."""
    return re.sub(r"[\s\x00-\x1f\x7f\ufffd]+|\\x..|\\u....|\\[a-z]", "", text)


def told(picture):
    """All that the picture says, as one text for each piece, wrapped lines joined, too."""
    pieces = Counter(bare(word.text) for word in recorded.words(picture))
    for lines in recorded.groups(picture, "prints"):
        column = [bare(word.text) for word in recorded.words("\n".join(lines))]
        for first in range(len(column)):
            for last in range(first + 2, min(first + 9, len(column) + 1)):
                pieces["".join(column[first:last])] += 1
    return pieces


def breaches(picture, texts):
    pieces = told(picture)
    uncounted = sum(int(found[1]) for word in recorded.words(picture)
                    if (found := BEFORE.search(word.text)))
    for text, times in texts.items():
        missing = times - pieces[text] if text else 0
        if missing > 0 and len(text) < 200:
            uncounted -= missing
            if uncounted < 0:
                yield f"{text!r} is printed {times} times and told {pieces[text]} times"


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    scenarios = recorded.known(root, "scenarios", "tests/traces", "tests/pictures/cases")
    assert len(scenarios) > 150, "too few scenarios found"
    texts = {scenario: printed(trace)
             for scenario, trace in recorded.record_all(program, scenarios, stage="trace")}
    printing = [scenario for scenario in scenarios if texts[scenario]]
    failed, prints = 0, sum(sum(found.values()) for found in texts.values())
    for way in WAYS:
        for scenario, picture in recorded.record_all(program, printing, *way):
            for breach in breaches(picture, texts[scenario]):
                failed += 1
                print(f"{scenario.name} {' '.join(way)}: {breach}")
                break
    assert prints > 800, f"too few prints: {prints}"
    print(f"{prints} prints, {failed} pictures that lose one")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
