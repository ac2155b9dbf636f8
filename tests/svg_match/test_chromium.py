"""The SVG painter against the pixel painter, rendered by Chromium; and that an SVG plays in it.
Exit code 77, for "skipped", where there is no Chromium."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from pictures import compare

PROGRAM, SCENARIOS = map(pathlib.Path, sys.argv[1:3])
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MEAN, FAR = 3.0, 0.01  # as in test_svg_match.py
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--hide-scrollbars", "--window-size=1280,720")


class Chromium(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def export(self, name, *options):
        subprocess.run([PROGRAM, "export", SCENARIOS / "06-side-by-side.json", "-o",
                        self.out / name, "--size", "1280x720", *options], check=True)
        return self.out / name

    def screenshot(self, svg, *options):
        png = svg.with_suffix(".seen.png")
        subprocess.run([CHROMIUM, *QUIET, f"--user-data-dir={self.out}/profile",
                        f"--screenshot={png}", *options, svg.as_uri()], check=True,
                       stderr=subprocess.DEVNULL, timeout=120)
        return png

    def check(self, png, seen):
        mean, far = compare(png, seen)
        print(f"mean {mean:.2f}, far {far:.2%}")
        self.assertLess(mean, MEAN)
        self.assertLess(far, FAR)

    def test_text_and_outlines(self):
        png = self.export("a.png")
        self.check(png, self.screenshot(self.export("a.svg")))
        self.check(png, self.screenshot(self.export("b.svg", "--outlines")))

    def test_it_plays(self):
        svg, end = self.export("a.svg", "--animate", "--length", "60"), self.export("end.png")
        middle = self.screenshot(svg, "--virtual-time-budget=20000")
        self.assertGreater(compare(end, middle)[0], MEAN)

    def test_it_stands_still_for_who_asked_for_less_motion(self):
        svg, end = self.export("a.svg", "--animate"), self.export("end.png")
        self.check(end, self.screenshot(svg, "--force-prefers-reduced-motion"))


if __name__ == "__main__":
    if not CHROMIUM:
        print("no Chromium")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
