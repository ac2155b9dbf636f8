"""The recipes of scenarios/embedding.md, run as they stand there: blocks with a name become files,
shell blocks run in their order, and what comes out is opened by the tools that it is for. A tool
that is not installed is told, and left out."""
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import types
import unittest
import xml.etree.ElementTree as ElementTree

PROGRAM, ROOT, REVEAL = (pathlib.Path(arg).resolve() for arg in sys.argv[1:4])
PAGE = (ROOT / "scenarios/embedding.md").read_text()
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", PAGE, re.M | re.S)


def needs(*tools):
    missing = [tool for tool in tools if not shutil.which(tool)]
    return unittest.skipIf(missing, f"not installed: {' '.join(missing)}")


class Recipes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        cls.addClassCleanup(cls.folder.cleanup)
        cls.out = pathlib.Path(cls.folder.name)
        (cls.out / "bin").mkdir()
        (cls.out / "bin/interleave").symlink_to(PROGRAM)
        os.environ["PATH"] = f"{cls.out}/bin:{os.environ['PATH']}"
        os.environ.pop("DISPLAY", None)
        for _, name, text in BLOCKS:
            if name:
                (cls.out / name).write_text(text)
        for kind, _, text in BLOCKS:
            if kind == "sh":
                cls.run_it("sh", "-euc", text)

    @classmethod
    def run_it(cls, *command, **options):
        done = subprocess.run(list(map(str, command)), cwd=cls.out, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=300, **options)
        if done.returncode:
            raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
        return done.stdout

    def test_the_page_has_them(self):
        self.assertGreater(len(BLOCKS), 12)
        for name in ("steps.pdf", "talk.svg", "steps.svg", "slide.png", "slide.mp4", "wait.svg",
                     "piped.svg", "talk.html"):
            self.assertGreater((self.out / name).stat().st_size, 1000, name)

    @needs("pdflatex")
    def test_beamer(self):
        self.run_it("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "talk.tex")
        self.assertIn("Pages:           4", self.run_it("pdfinfo", "talk.pdf"))
        words = self.run_it("pdftotext", "-f", "4", "-l", "4", "talk.pdf", "-")
        self.assertIn("33% less", words)
        self.assertNotIn("33% less", self.run_it("pdftotext", "-l", "1", "talk.pdf", "-"))

    def browse(self, address, *options):
        return self.run_it("chromium", "--headless", "--no-sandbox", "--disable-gpu",
                           "--disable-quic", "--no-first-run", "--hide-scrollbars",
                           "--disable-background-networking", "--window-size=1280,720",
                           f"--user-data-dir={self.out}/profile",
                           "--virtual-time-budget=5000", *options, address)

    def seen(self, dom):
        """The numbers of the steps that reveal.js shows in the page as it stands."""
        shown = re.findall(r'class="step step-(\d+) fragment visible', dom)
        return set(map(int, shown))

    @needs("chromium")
    def test_reveal(self):
        if not REVEAL.is_dir():
            self.skipTest("reveal.js is not installed")
        shutil.copytree(REVEAL, self.out / "reveal.js", dirs_exist_ok=True)
        page = (self.out / "talk.html").as_uri()
        for fragment, steps in ((0, {1}), (1, {1, 2}), (2, {1, 2, 3})):
            dom = self.browse(f"{page}#/0/0/{fragment}", "--dump-dom")
            self.assertEqual(steps, self.seen(dom), fragment)
        self.assertEqual(set(), self.seen(self.browse(page, "--dump-dom")))

    @needs("soffice")
    def test_impress(self):
        images = "".join(
            f'<draw:page draw:name="p{i}"><draw:frame svg:width="28cm" svg:height="15.75cm" svg:x="0"'
            f' svg:y="0"><draw:image xlink:href="{(self.out / name).as_uri()}"/></draw:frame>'
            "</draw:page>" for i, name in enumerate(("slide.png", "slide.svg")))
        spaces = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
                          for short, long in (("office", "office"), ("draw", "drawing"),
                                              ("svg", "svg-compatible")))
        (self.out / "deck.fodp").write_text(
            f'<?xml version="1.0"?><office:document {spaces} '
            'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" '
            'office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body>'
            f"<office:presentation>{images}</office:presentation></office:body></office:document>")
        self.run_it("soffice", f"-env:UserInstallation=file://{self.out}/office", "--headless",
                    "--convert-to", "pdf", "deck.fodp")
        self.run_it("pdftoppm", "-r", "40", "-png", "deck.pdf", "deck")
        colours = [int(self.run_it("identify", "-format", "%k", page))
                   for page in sorted(self.out.glob("deck-*.png"))]
        self.assertEqual(2, len(colours))
        self.assertGreater(min(colours), 200)  # two pictures, neither an empty frame

    @needs("mkdocs")
    def test_mkdocs(self):
        (self.out / "docs").mkdir()
        scenario = (self.out / "wait.json").read_text()
        (self.out / "docs/index.md").write_text(f"# Waits\n\n```interleave\n{scenario}```\n")
        self.run_it("mkdocs", "build", "-q")
        page = (self.out / "site/index.html").read_text()
        self.assertRegex(page, r'<div class="interleave"><svg [^>]*role="img"')
        self.assertIn("33% less", page)

    def test_a_cell_of_a_notebook(self):
        made = []
        display = types.ModuleType("IPython.display")
        display.SVG = made.append
        sys.modules |= {"IPython": types.ModuleType("IPython"), "IPython.display": display}
        spec = importlib.util.spec_from_file_location("cell", self.out / "cell.py")
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
        self.assertEqual("{http://www.w3.org/2000/svg}svg", ElementTree.fromstring(made[0]).tag)

    def test_pipes_are_exact(self):
        piped = (self.out / "piped.svg").read_bytes()
        self.run_it("interleave", "export", "wait.json", "-o", "direct.svg")
        self.assertEqual((self.out / "direct.svg").read_bytes(), piped)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
