"""Many lanes and many timelines: equal siblings are one lane with a count, whoever differs stays
visible, and no timeline goes without a word. How a lane ends, and what it waits for, stay visible beside
what it prints.

    test_lanes.py BINARY ROOT
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import recorded

SHAPES = ("1920x1080", "1280x720", "1024x768", "700x1040")


def texts(program, scenario, *options):
    return [word.text for word in recorded.words(recorded.record(program, scenario, *options))]


def written(folder, name, scenario):
    path = Path(folder) / f"{name}.json"
    path.write_text(json.dumps(scenario), encoding="utf-8")
    return path


def joined(program, cases):
    """(case, what must be read in it)"""
    wanted = {
        "100-tasks": ("×100", "con()", "seq()"),
        "heartbeat-flood": ("×200", "heartbeat()", "process()", "flood()"),
        "many-timelines": tuple(f"{n} s" for n in range(1, 9)),
    }
    for name, words in wanted.items():
        for shape in SHAPES:
            seen = texts(program, cases / f"{name}.json", "--size", shape)
            for word in words:
                if not any(word in text for text in seen):
                    yield f"{name} {shape}: no {word!r} in {seen}"


def odd_one_out(program, folder):
    """Of 300 that sleep alike one fails, and one sleeps far longer: both keep their lanes."""
    scenario = written(folder, "odd", {
        "coroutines": {
            "fetch(i)": [{"sleep": "9 if i == 41 else 1"},
                         {"if": "i == 123", "then": [{"raise": "ValueError('lost')"}]}],
            "main()": [{"gather": "fetch(i)", "for": "i in range(300)",
                        "return_exceptions": True}]},
        "timelines": [{"run": "main()"}]})
    seen = texts(program, scenario)
    for word in ("fetch(41)", "fetch(123)", "×298"):
        if not any(word in text for text in seen):
            yield f"odd one out: no {word!r} in {seen}"


def crowd(program, folder):
    """Three thousand that end at all times: counted, sleeping hatched, and none left out."""
    scenario = written(folder, "crowd", {
        "coroutines": {"f(i)": [{"sleep": "1 + i % 37 / 10 + i / 1000"}, {"sleep": "i % 5 / 3"}],
                       "main()": [{"gather": "f(i)", "for": "i in range(3000)"}]},
        "timelines": [{"run": "main()"}]})
    picture = recorded.record(program, scenario)
    seen = [word.text for word in recorded.words(picture)]
    census = next(recorded.groups(picture, "census"), [])
    hatched = sum(line.startswith("hatch") for line in census)
    if not {"sleeping", "done"} <= set(seen) or hatched < 20:
        yield f"a crowd: {hatched} hatched stretches, {seen}"


def sixteen(program, folder):
    """Each of as many timelines as there may be is told, or counted."""
    scenario = written(folder, "sixteen", {
        "coroutines": {"f(n)": [{"sleep": "n"}], "g(n)": [{"gather": ["f(n)", "f(n)"]}]},
        "timelines": [{"run": f"g({n})"} for n in range(1, 17)]})
    for options in [("--size", shape) for shape in SHAPES] + [("--panels", "output")]:
        seen = texts(program, scenario, *options)
        shown = sum(any(text == f"g({n})" for text in seen) and f"{n} s" in seen
                    for n in range(1, 17))
        counted = any(text.startswith(f"and {16 - shown} more timeline") for text in seen)
        if shown < 8 or (shown < 16 and not counted):
            yield f"16 timelines {options}: {shown} shown, and {seen[-9:]}"


def print_shop(program, folder):
    """The last one prints in a short bar, between its waiting and its end."""
    scenario = written(folder, "shop", {
        "coroutines": {
            "customer(name, pages)": [
                {"sleep": 0.2},
                {"async_with": "machines", "do": [{"print": "{name} prints"},
                                                  {"sleep": "pages * 0.5"}]}],
            "each()": [{"await": f"customer('{name}', {pages})"}
                       for name, pages in (("Ada", 2), ("Bo", 4), ("Cy", 1))],
            "all()": [{"gather": ["customer('Ada', 2)", "customer('Bo', 4)", "customer('Cy', 1)"]}]},
        "let": {"machines": "Semaphore(2)"},
        "timelines": [{"run": "each()"}, {"run": "all()"}]})
    for shape in SHAPES[:2]:
        picture = recorded.record(program, scenario, "--size", shape)
        flags = [word for word in recorded.words(picture) if word.text.endswith(" prints")]
        ends = [tuple(map(float, found)) for found in
                re.findall(r"ring ([\d.]+),([\d.]+) radius ([\d.]+)", picture)]
        if len(flags) != 6 or len(ends) < 5:
            yield f"print shop {shape}: {len(flags)} flags, {len(ends)} ends"
        for flag in flags:
            for x, y, radius in ends:
                beside = flag.left - 8 > x + radius or flag.right + 8 < x - radius
                if flag.top < y < flag.bottom and not beside:
                    yield f"print shop {shape}: {flag} hides how its lane ends"
        drawn = Path(folder) / "shop.svg"
        subprocess.run([program, "export", scenario, "-o", drawn, "--size", shape], check=True)
        if "waits for machines" not in drawn.read_text(encoding="utf-8"):
            yield f"print shop {shape}: what is waited for is not told"


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        wrong = [*joined(program, root / "tests" / "pictures" / "cases"),
                 *odd_one_out(program, folder), *crowd(program, folder),
                 *sixteen(program, folder), *print_shop(program, folder)]
    print(*wrong, sep="\n")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
