"""Recorded pictures: how the tests get one from the program, and what they read out of it."""

import re
import subprocess
import unicodedata
from dataclasses import dataclass

TEXT = re.compile(r"text (\S+),(\S+) (start|middle|end) (\S+) (\S+) \"(.*)\" (#\w+)")
CLIP = re.compile(r"clip (\S+),(\S+) (\S+)x(\S+)")


def record(program, scenario, *options):
    """The picture as text: one draw command a line."""
    command = [program, "export", str(scenario), "--dump", "picture", *options]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}: exit {done.returncode}\n"
                             f"{done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def record_all(program, scenarios, *options, stage="picture"):
    """(scenario, picture) of each, all made by one process."""
    command = [program, "export", *map(str, scenarios), "--dump", stage, *options]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(options)}: exit {done.returncode}\n"
                             f"{done.stderr.decode(errors='replace')}")
    parts = re.split(r"^file .*\n", done.stdout.decode(), flags=re.MULTILINE)[1:]
    assert len(parts) == len(scenarios), f"{len(parts)} pictures of {len(scenarios)}"
    return zip(scenarios, parts)


def known(root, *folders):
    """The scenarios of these folders."""
    return [path for folder in folders for path in sorted((root / folder).glob("*.json"))]


@dataclass
class Word:
    """A piece of text and the box its letters stand in."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def overlaps(self, other, slack=0.6):
        return (self.left + slack < other.right and other.left + slack < self.right
                and self.top + slack < other.bottom and other.top + slack < self.bottom)


RECT = re.compile(r"rect (\S+),(\S+) (\S+)x(\S+)(?: radius \S+)? (#\w+)$")
CIRCLE = re.compile(r"circle (\S+),(\S+) radius (\S+) (#\w+)$")


def columns(text):
    """As draw's stand-in for fonts counts them: 0.6 em each."""
    def one(char):
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
            return 0
        return 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return sum(map(one, text))


def words(picture):
    """All words that are to be seen, in the order in which they are drawn."""
    clips = []
    for line in picture.splitlines():
        line = line.strip()
        if line == "unclip":
            clips.pop()
        elif found := CLIP.match(line):
            x, y, width, height = map(float, found.groups())
            clips.append((x, y, x + width, y + height))
        elif found := TEXT.match(line):
            x, y, anchor, _, size, text, _ = found.groups()
            text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
            text = text.replace('\\"', '"').replace("\\\\", "\\")
            size, width = float(size), columns(text) * 0.6 * float(size)
            left = float(x) - {"start": 0, "middle": width / 2, "end": width}[anchor]
            word = Word(text, left, left + width, float(y) - 0.74 * size, float(y) + 0.2 * size)
            if all(word.left < clip[2] and word.right > clip[0] and word.top < clip[3]
                   and word.bottom > clip[1] for clip in clips):
                yield word


def covers(picture):
    """Pairs of a word and an opaque shape that is drawn over it later."""
    seen = []
    for line in picture.splitlines():
        line = line.strip()
        if TEXT.match(line):
            seen += words(line)
        elif found := RECT.match(line):
            x, y, width, height = map(float, found.groups()[:4])
            shape = Word(line, x, x + width, y, y + height)
            yield from ((word, line) for word in seen if word.overlaps(shape, 1))
        elif found := CIRCLE.match(line):
            x, y, radius = map(float, found.groups()[:3])
            shape = Word(line, x - radius * 0.8, x + radius * 0.8, y - radius * 0.8,
                         y + radius * 0.8)
            yield from ((word, line) for word in seen if word.overlaps(shape, 1))


LINE = re.compile(r"line (\S+),(\S+) (\S+),(\S+) ")


def groups(picture, name):
    """The lines of each group of that name, without those around them."""
    lines, found, depth = picture.splitlines(), None, 0
    for line in map(str.strip, lines):
        if found is None:
            if line == f'group "{name}"':
                found, depth = [], 1
            continue
        depth += line.startswith("group ") - (line == "ungroup")
        if depth == 0:
            yield found
            found = None
        else:
            found.append(line)


def stretches(lines):
    """(left, top, right, bottom, cover) of each stretch of one colour of columns of pixels."""
    for line in lines:
        if found := re.match(r"columns (\S+),(\S+) \S+x(\S+) ", line.strip()):
            x, y, height = map(float, found.groups())
            for count, alpha in re.findall(r" (\d+) of #\w{6}(?:/(\w\w))?", line):
                yield x, y, x + int(count), y + height, int(alpha or "ff", 16) / 255
                x += int(count)


def rects(lines):
    """(left, top, right, bottom) of each filled rectangle, and of those without full colour."""
    for line in lines:
        if found := re.match(r"rect (\S+),(\S+) (\S+)x(\S+) ", line.strip()):
            x, y, width, height = map(float, found.groups())
            yield x, y, x + width, y + height
