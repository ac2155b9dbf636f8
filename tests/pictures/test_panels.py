"""No panel cuts in silence: in three small windows with all panels, every timeline is told in each
panel (or a bar says that there is more), every print is shown or counted, the told line of the
listing is in sight, and nothing is one word wide.

    test_panels.py BINARY ROOT
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import recorded

SIZES = ("1280x720", "1024x768", "700x1040")
GROUP = re.compile(r'group "panel (\w+)"')
BAR = re.compile(r"rect \S+,\S+ (\S+)x(\S+) radius (\S+) ")
LETTERS = 22  # of code, that a panel is wide at least


def panels(picture):
    """name -> (ground's box, the panel's lines)."""
    found, name, depth = {}, None, 0
    for line in map(str.strip, picture.splitlines()):
        if match := GROUP.match(line):
            name, depth = match[1], 0
            found[name] = []
        elif name and line.startswith("group"):
            depth += 1
        elif name and line == "ungroup":
            depth -= 1
            name = name if depth >= 0 else None
        elif name:
            found[name].append(line)
    for name, lines in found.items():
        box = tuple(map(float, recorded.RECT.match(lines[0]).groups()[:4]))
        yield name, box, lines


def has_bar(lines, box):
    """Two narrow rounded bars at the right edge."""
    bars = [match for line in lines if (match := BAR.match(line))
            and float(match[1]) < 8 and float(match[2]) > 2 * float(match[1])]
    return len(bars) >= 2 and box is not None


def breaches(name, box, lines, run):
    texts = [word.text for word in recorded.words("\n".join(lines))]
    joined, bar = " ".join(texts), has_bar(lines, box)
    letter = min((float(TEXT[5]) for line in lines if (TEXT := recorded.TEXT.match(line))),
                 default=10) * 0.6
    if box[2] < LETTERS * letter:
        yield f"{name} is {box[2]:.0f} wide"
    for word in recorded.words("\n".join(lines)):
        if word.left < box[0] - 1 or word.right > box[0] + box[2] + 1 or word.top < box[1] - 1 \
                or word.bottom > box[1] + box[3] + 1:
            yield f"{name}: {word} stands outside"
    titles = run["titles"]
    if name in ("loop", "output", "narration") and len(titles) > 1 and not bar:
        for title in titles:
            if run["begun"] and not any(title[:12] in text for text in texts):
                yield f"{name} does not tell {title!r}: {texts}"
    if name == "output":
        counted = sum(map(int, re.findall(r"\+(\d+) (?:above|below)", joined)))
        shown = sum(any(text and text.rstrip("…")[:200] and (line.startswith(text.rstrip("…")))
                        for text in texts) for line in run["prints"])
        if not bar and counted + shown < len(run["prints"]):
            yield f"output: {shown} shown and {counted} counted of {run['prints']}"
    if name == "python" and run["alive"] and not any("radius" in line and "#dde8f5" in line
                                                     for line in lines):
        yield "python: no current line is in sight"


def events(program, scenario):
    done = subprocess.run([program, "trace", str(scenario)], capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    scenarios = sorted((root / "scenarios").glob("*.json"))
    scenarios += [root / "tests/pictures/cases" / f"{name}.json"
                  for name in ("many-timelines", "dropped-print", "notes")]
    faults = pictures = 0
    for scenario in scenarios:
        told = json.loads(scenario.read_text())["timelines"]
        titles = [line.get("title", line["run"]) for line in told]
        trace = events(program, scenario)
        end = max(event["t"] for event in trace)
        for size in SIZES:
            for at, way in ((end / 2, ()), (end, ()), (end / 2, ("--window",))):
                picture = recorded.record(program, scenario, "--size", size, *way, "--panels", "all",
                                          "--at", f"{at:.9f}")
                ends = [event["t"] for event in trace if event["event"] == "end"]
                run = {"titles": titles, "begun": True,
                       "alive": at < min(ends) and len(titles) < 7,
                       "prints": [event["text"] for event in trace
                                  if event["event"] == "print" and event["t"] <= at]}
                pictures += 1
                for panel in panels(picture):
                    for breach in breaches(*panel, run):
                        faults += 1
                        print(f"{scenario.name} {size} {way} at {at:g}: {breach}")
    print(f"{pictures} pictures, {faults} faults")
    return faults > 0 or pictures < 100


if __name__ == "__main__":
    sys.exit(main())
