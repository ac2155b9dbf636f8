"""A lesson's SVG where DejaVu is the only font and textLength is not heeded, as librsvg reads it:
no word leaves the picture or the box that it stands in, or touches another word."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

PROGRAM, SCENARIOS = map(pathlib.Path, sys.argv[1:3])
FONTS = pathlib.Path("/usr/share/fonts/truetype/dejavu")
SVG, SPACE = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/XML/1998/namespace}space"
SIZES = {"1280x720": slice(None), "1920x1080": slice(None, None, 3)}  # there every third does
WIDE, MOST = 2400, 100  # of a sheet of texts: pixels of a row, and rows
ANCHORS = {"start": 200, "middle": 1200, "end": 2200}
INKED = bytes(value > 96 for value in range(256))
SLACK = 0.75  # pixels: letters' own edges


class Text:
    def __init__(self, element):
        get = element.get
        self.words = element.text
        self.anchor = get("text-anchor", "start")
        self.x, self.y, self.size = (float(get(name)) for name in ("x", "y", "font-size"))
        self.look = tuple((name, get(name)) for name in ("font-size", "font-weight", "font-family")
                          if get(name)) + ((("xml:space", "preserve"),) if get(SPACE) else ())
        width = float(get("textLength"))
        self.left = self.x - {"start": 0, "middle": 0.5, "end": 1}[self.anchor] * width
        self.right = self.left + width
        self.seen = get("fill-opacity") != "0"

    def key(self):
        return self.words, self.anchor, self.look

    def row(self, baseline):
        look = "".join(f' {name}="{value}"' for name, value in self.look)
        return (f'<text x="{ANCHORS[self.anchor]}" y="{baseline}" text-anchor="{self.anchor}"'
                f"{look}>{escape(self.words)}</text>")

    def grow(self, inks):
        """Where it has ink in the other font, if it is drawn as text at all."""
        self.first, self.last = self.left, self.right
        if self.seen and self.key() in inks:
            first, last = inks[self.key()]
            self.first, self.last = self.x + first, self.x + last


def read(path):
    root = ElementTree.parse(path).getroot()
    texts = [Text(text) for text in root.iter(SVG + "text") if text.get("textLength")]
    boxes = [tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))
             for rect in root.iter(SVG + "rect") if rect.get("x")]
    return root.get("font-family"), texts, boxes


def draw(texts, families, folder, environment):
    """First and last ink of each text, from its anchor."""
    sheet, drawn = folder / "sheet.svg", folder / "sheet.png"
    high = int(1.5 * max(text.size for text in texts))
    sheet.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" '
                     f'height="{len(texts) * high}" font-family="{escape(families)}">'
                     + "".join(text.row(int((i + 0.75) * high)) for i, text in enumerate(texts))
                     + "</svg>")
    subprocess.run(["rsvg-convert", sheet, "-o", drawn], check=True, env=environment)
    cover = subprocess.run(["convert", drawn, "-alpha", "extract", "-depth", "8", "gray:-"],
                           check=True, capture_output=True).stdout.translate(INKED)
    inks = {}
    for i, text in enumerate(texts):
        columns = 0
        for start in range(i * high * WIDE, (i + 1) * high * WIDE, WIDE):
            columns |= int.from_bytes(cover[start:start + WIDE], "big")
        columns = columns.to_bytes(WIDE, "big")
        if any(columns):
            inks[text.key()] = (columns.index(1) - ANCHORS[text.anchor],
                                columns.rindex(1) + 1 - ANCHORS[text.anchor])
    return inks


def box_of(text, boxes):
    """The narrowest one that holds it in our font."""
    middle = text.y - 0.3 * text.size
    around = [(w, x) for x, y, w, h in boxes
              if y <= middle <= y + h and x <= text.left + 0.01 and text.right - 0.01 <= x + w]
    width, left = min(around)
    return left, left + width


def beside(one, other):
    """On one line, and apart in our font."""
    return abs(one.y - other.y) < 0.6 * min(one.size, other.size) and (
        one.right <= other.left or other.right <= one.left)


class OtherFonts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "fonts").mkdir()
        for name in ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold"):
            (cls.folder / "fonts" / f"{name}.ttf").symlink_to(FONTS / f"{name}.ttf")
        rules = cls.folder / "fonts.conf"
        rules.write_text(f"<fontconfig><dir>{cls.folder}/fonts</dir>"
                         f"<cachedir>{cls.folder}/cache</cachedir></fontconfig>")
        cls.environment = {**os.environ, "FONTCONFIG_FILE": str(rules)}
        cls.drawings, unique, lessons = {}, {}, sorted(SCENARIOS.glob("*.json"))
        for size, which in SIZES.items():
            subprocess.run([PROGRAM, "export", *lessons[which], "--format", "svg", "--size", size,
                            "-o", f"{cls.folder}/{size}/"], check=True)
            for lesson in lessons[which]:
                families, texts, boxes = read(cls.folder / size / f"{lesson.stem}.svg")
                cls.drawings[f"{lesson.stem} {size}"] = texts, boxes
                unique.update({text.key(): text for text in texts if text.seen})
        every, cls.inks = sorted(unique.values(), key=lambda text: text.size), {}
        for start in range(0, len(every), MOST):
            cls.inks.update(draw(every[start:start + MOST], families, cls.folder,
                                 cls.environment))
        for texts, _ in cls.drawings.values():
            for text in texts:
                text.grow(cls.inks)

    def test_the_other_font_is_wider(self):
        wider = [text for texts, _ in self.drawings.values() for text in texts
                 if text.last - text.first > 1.1 * (text.right - text.left)]
        self.assertGreater(len(wider), 100)

    def test_words_keep_inside_their_boxes(self):
        left = [(name, text.words) for name, (texts, boxes) in self.drawings.items()
                for text in texts for box in [box_of(text, boxes)]
                if text.first < min(box[0], text.left) - SLACK
                or text.last > max(box[1], text.right) + SLACK]
        self.assertEqual(left, [])

    def test_words_do_not_touch(self):
        touching = [(name, one.words, other.words) for name, (texts, _) in self.drawings.items()
                    for one in texts for other in texts
                    if one.left < other.left and beside(one, other)
                    and one.last > other.first - min(1, other.left - one.right)]
        self.assertEqual(touching, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
