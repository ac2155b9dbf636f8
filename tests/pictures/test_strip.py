"""The loop's strip keeps to its run, in every scenario that the tests know; a comb is no block.

    test_strip.py BINARY ROOT
"""

import sys
from pathlib import Path

import recorded

SHAPES = ("1920x1080", "1280x720", "1024x768", "700x1040")


def strays(picture):
    """What of a strip lies outside of the run that its line stands for."""
    for lines in recorded.groups(picture, "loop"):
        line = recorded.LINE.match(lines[0]) if lines else None
        if not line:
            continue
        left, _, right, _ = map(float, line.groups())
        for box in recorded.rects(lines):
            if box[0] < left - 0.6 or box[2] > max(right, left + 4) + 0.6:
                yield f"{box} is not in {left}..{right}"


def stray_in_any(program, root):
    scenarios = recorded.known(root, "scenarios", "tests/traces", "tests/pictures/cases")
    assert len(scenarios) > 150, "too few scenarios found"
    for shape in SHAPES:
        for scenario, picture in recorded.record_all(program, scenarios, "--size", shape):
            for stray in strays(picture):
                yield f"{scenario.name} {shape}: {stray}"
                break


def covered(picture, group):
    """How much of a lane's or strip's length lies below opaque shapes, of 1; softer ones are no
    part of a comb but the ground that its teeth stand on."""
    lines = next(recorded.groups(picture, group))
    boxes = [(*box, 1) for line in lines if "/" not in line for box in recorded.rects([line])]
    boxes += [box for box in recorded.stretches(lines) if box[4] > 0.2]
    boxes = [box for box in boxes if box[3] - box[1] > 10]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    return sum((b[2] - b[0]) * b[4] for b in boxes) / (right - left)


def cases(program, root):
    here = root / "tests" / "pictures" / "cases"
    many = recorded.record(program, here / "wakes-like-blocking.json")
    for group in ("loop", "lane 0"):
        if covered(many, group) > 0.5:
            yield f"500 wake-ups look like a block in {group}: {covered(many, group):.2f}"
    bar = recorded.record(program, here / "dropped-bar.json")
    lane = next(recorded.groups(bar, "lane 0"))
    widths = sorted(right - left for left, _, right, _ in recorded.rects(lane))
    if widths[-1] < 1000:
        yield f"the sleep of 10 s has no bar: {widths}"
    short = recorded.record(program, here / "strip-past-the-end.json")
    if not any("steps" in word.text for word in recorded.words(short)):
        yield "the steps of the short run are not counted"


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    wrong = [*cases(program, root), *stray_in_any(program, root)]
    print(*wrong, sep="\n")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
