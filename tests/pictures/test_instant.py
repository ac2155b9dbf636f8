"""An instant whose order matters is opened up, and a run that is short beside the others is shown
once more by itself; neither where it says nothing.

    test_instant.py BINARY ROOT
"""

import sys
from pathlib import Path

import recorded


def opened(program, scenario, *options):
    picture = recorded.record(program, scenario, *options)
    return [[word.text for word in recorded.words("\n".join(lines))]
            for lines in recorded.groups(picture, "instant")]


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    lessons, wrong = root / "scenarios", []
    race = opened(program, lessons / "16-race.json")
    if len(race) != 1 or race[0][0] != "at 2 s, in this order" or "prints one nap" not in race[0]:
        wrong.append(f"the race is not opened: {race}")
    elif race[0].index("prints one nap") > race[0].index("prints two naps"):
        wrong.append(f"not in the loop's order: {race}")
    if opened(program, lessons / "05-gather.json"):
        wrong.append("an instant is opened that says nothing")
    if opened(program, lessons / "16-race.json", "--at", "1"):
        wrong.append("an instant is opened before it has come")
    for case, inset in (("100-tasks", True), ("many-timelines", False)):
        picture = recorded.record(program, root / "tests/pictures/cases" / f"{case}.json")
        found = list(recorded.groups(picture, "inset"))
        if bool(found) != inset:
            wrong.append(f"{case}: {len(found)} insets")
        for lines in found:
            boxes = [box for box in recorded.rects(lines) if box[3] - box[1] > 4]
            if max(box[2] for box in boxes) - min(box[0] for box in boxes) < 1500:
                wrong.append(f"{case}: the inset is no larger than the run")
    print(*wrong, sep="\n")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
