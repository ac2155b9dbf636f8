"""The SVG painter against the pixel painter: rendered by librsvg, the one must look like the other."""
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

SHEET, PROGRAM, FONTS, SCENARIOS = map(pathlib.Path, sys.argv[1:5])

# Of 255, on average over all channels; and the part of the pixels that may be off by over 96:
# hinting and places of letters between pixels differ, shapes and layout must not.
MEAN, FAR = 5.0, 0.015


def unfilter(kind, line, above, step):
    """One row of a PNG without its filter (PNG specification, 9.2)."""
    if kind == 1:
        for i in range(step, len(line)):
            line[i] = (line[i] + line[i - step]) & 255
    elif kind == 2:
        for i, up in enumerate(above):
            line[i] = (line[i] + up) & 255
    elif kind == 3:
        for i, up in enumerate(above):
            line[i] = (line[i] + ((line[i - step] if i >= step else 0) + up) // 2) & 255
    elif kind == 4:
        for i, up in enumerate(above):
            left, corner = (line[i - step], above[i - step]) if i >= step else (0, 0)
            guess = left + up - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up),
                          (abs(guess - corner), 2, corner))
            line[i] = (line[i] + nearest[2]) & 255
    return line


def decode(path):
    """Width, height and the bytes of RGB of an 8-bit PNG."""
    data, at, packed, palette = path.read_bytes(), 8, b"", b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        at += size + 12
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", body[:10])
            assert depth == 8
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            packed += body
    raw, step = zlib.decompress(packed), {2: 3, 3: 1, 6: 4}[colours]
    above, pixels = bytearray(width * step), bytearray()
    for y in range(height):
        start = y * (width * step + 1)
        above = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + width * step]), above,
                         step)
        if colours == 6:
            row = bytearray(width * 3)
            for channel in range(3):
                row[channel::3] = above[channel::4]
            pixels += row
        elif colours == 3:
            pixels += b"".join(palette[3 * i:3 * i + 3] for i in above)
        else:
            pixels += above
    return width, height, bytes(pixels)


def compare(one, other):
    """The mean difference, and the part of the bytes that differ by much."""
    (width, height, a), (width2, height2, b) = decode(one), decode(other)
    assert (width, height) == (width2, height2)
    differences = [abs(x - y) for x, y in zip(a, b) if x != y]
    return sum(differences) / len(a), sum(d > 96 for d in differences) / len(a)


class Match(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def check(self, png, svg):
        rendered = self.out / (svg.stem + "-rendered.png")
        subprocess.run(["rsvg-convert", svg, "-o", rendered], check=True)
        mean, far = compare(png, rendered)
        print(f"{svg.name}: mean {mean:.2f}, far {far:.2%}")
        self.assertLess(mean, MEAN, svg.name)
        self.assertLess(far, FAR, svg.name)

    def test_every_command(self):
        subprocess.run([SHEET, FONTS, self.out, "960"], check=True)
        self.check(self.out / "sheet.png", self.out / "sheet.svg")
        self.check(self.out / "sheet.png", self.out / "outlines.svg")

    def test_lessons(self):
        lessons = sorted(SCENARIOS.glob("*.json"))
        for lesson, theme in zip(lessons[3:9:2], ("light", "dark", "contrast")):
            png, svg = self.out / "lesson.png", self.out / f"{lesson.stem}-{theme}.svg"
            for out in (png, svg):
                subprocess.run([PROGRAM, "export", lesson, "-o", out, "--theme", theme, "--size",
                                "960x540"], check=True)
            self.check(png, svg)

    def test_a_wrong_picture_is_noticed(self):
        subprocess.run([SHEET, FONTS, self.out, "320"], check=True)
        svg = self.out / "sheet.svg"
        moved = svg.read_text().replace("<rect", '<rect transform="translate(2 2)"')
        svg.write_text(moved.replace("<text", '<text transform="translate(2 2)"'))
        with self.assertRaises(AssertionError):
            self.check(self.out / "sheet.png", svg)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
