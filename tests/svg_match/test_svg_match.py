"""The painters of vectors against that of pixels: drawn by librsvg and poppler, SVG and PDF must look
like the PNG."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

from pictures import compare

SHEET, PROGRAM, FONTS, SCENARIOS = map(pathlib.Path, sys.argv[1:5])

# Of 255, on average over all channels; and the part of the pixels that may be off by over 96:
# hinting and places of letters between pixels differ, shapes and layout must not.
MEAN, FAR = 5.0, 0.015
HATCH = 1.5  # ... over hatched boxes alone, where hinting plays no part


class Match(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def check(self, png, vectors):
        rendered = self.out / (vectors.stem + "-rendered.png")
        if vectors.suffix == ".pdf":  # 72 to the inch: a pixel to the point
            subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", vectors,
                            rendered.with_suffix("")], check=True)
        else:
            subprocess.run(["rsvg-convert", vectors, "-o", rendered], check=True)
        mean, far = compare(png, rendered)
        print(f"{vectors.name}: mean {mean:.2f}, far {far:.2%}")
        self.assertLess(mean, MEAN, vectors.name)
        self.assertLess(far, FAR, vectors.name)

    def test_every_command(self):
        subprocess.run([SHEET, FONTS, self.out, "960"], check=True)
        self.check(self.out / "sheet.png", self.out / "sheet.svg")
        self.check(self.out / "sheet.png", self.out / "outlines.svg")
        self.check(self.out / "sheet.png", self.out / "sheet.pdf")

    def test_hatching(self):
        """The sheet's hatched bars between their labels and edges."""
        subprocess.run([SHEET, FONTS, self.out, "1920"], check=True)
        png, parts = self.out / "sheet.png", []
        for vectors, command in (
                ("sheet.svg", ["rsvg-convert", self.out / "sheet.svg", "-o"]),
                ("sheet.pdf", ["pdftoppm", "-r", "72", "-png", "-singlefile",
                               self.out / "sheet.pdf"])):
            drawn = self.out / f"{vectors}.png"
            subprocess.run([*command, drawn if vectors.endswith("svg") else
                            drawn.with_suffix("")], check=True)
            for x in (175, 330, 640):
                for source in (png, drawn):
                    part = self.out / f"part-{source.name}"
                    subprocess.run(["convert", source, "-crop", f"6x44+{x}+115", "+repage",
                                    "-type", "TrueColor", "-depth", "8", f"PNG24:{part}"],
                                   check=True)
                    parts.append(part)
                self.assertLess(compare(*parts[-2:])[0], HATCH, (vectors, x))

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
