"""What happened because of what is in the picture: lateness and who is to blame, limits, who holds
what, circles, why something was saved, and no praise where something was lost.

    test_causes.py BINARY ROOT
"""

import sys
from pathlib import Path

import recorded

SHAPES = ("1920x1080", "1280x720", "1024x768", "700x1040")

# By case: what is read in every shape, and what in none.
WORDS = {
    "due-while-held": (("3 s late", "ready, but late", "was due", "loop held"), ("sleeps (4 s)",)),
    "late": (("time.sleep(3)", "loop held"), ()),
    "objects-as-arguments": (("eat(left, right)", "eat(right, left)", "waits for right",
                              "holds left and waits for right", "wait for each other"),
                             ("<Lock",)),
    "time-limit-unmarked": (("2 s are over", "time limit; solid: struck"), ()),
    "deadlock": (("eat(a, b)", "4 holds", "none of them can ever run again",
                  "wait for each other"), ("<Lock",)),
    "rails": (("left", "right", "ever run again"), ("<Lock",)),
    "nobody-sets-it": (("2 and 3 wait for ready: nobody is left to set it", "nobody is left to notify",
                        "2 of 3 have come; no more will"), ()),
    "ping-pong": (("2 waits for b, so for 3", "wait for each other"), ()),
    "nine-locks": (("and 4 more", "f, g, h, i"), ()),
    "queue-waitfor-lost": (("q", "queue", "put 4", "got 4"), ()),
}

LESSONS = {
    "05-gather": (("1 s saved", "both sleeps wait together", "2 wait together"), ()),
    "07-twelve-urls": (("10 min 5 s saved", "the 12 blocks of 5 s queue"), ()),
    "08-blocking": (("2.5 s late",), ()),
    "11-time-limit": (("a time limit cut work off",), ("3 s saved",)),
    "12-lost-update": (("lets one in at a time",), ()),
    "15-deadlock": (("neither can ever run again",), ()),
}


def read(program, scenario, *options):
    return " | ".join(word.text
                      for word in recorded.words(recorded.record(program, scenario, *options)))


def faults(program, root):
    for folder, cases in ((root / "tests/pictures/cases", WORDS), (root / "scenarios", LESSONS)):
        for name, (wanted, unwanted) in cases.items():
            for shape in SHAPES[:1] if folder.name == "scenarios" else SHAPES:
                seen = read(program, folder / f"{name}.json", "--size", shape)
                for word in wanted:
                    if word not in seen and word not in seen.replace(" | ", " "):
                        yield f"{name} {shape}: no {word!r} in {seen}"
                for word in unwanted:
                    if word in seen:
                        yield f"{name} {shape}: {word!r} is in {seen}"
    yield from spoilers(program, root)


def spoilers(program, root):
    """Nothing is saved, and nothing compared, before both timelines are over."""
    lesson = root / "scenarios/05-gather.json"
    for at, saved in (("1.9", False), ("2.5", False), ("3", True)):
        seen = read(program, lesson, "--at", at)
        for word in ("1 s saved", "33% less", "both sleeps wait together"):
            if (word in seen) != saved:
                yield f"05-gather at {at} s: {word!r} is {'' if word in seen else 'not '}there"
    seen = read(program, root / "tests/pictures/cases/rails.json", "--at", "0.5")
    for word in ("can ever run again", "waits for right"):
        if word in seen:
            yield f"rails at 0.5 s: {word!r} is there already"


def main(program, root):
    found = list(faults(program, Path(root)))
    print("\n".join(found))
    print(f"{len(WORDS) + len(LESSONS)} cases, {len(found)} faults")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
