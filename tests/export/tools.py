"""What the export tests share: the program, the lessons, a folder of their own, foreign readers."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ROOT = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
SCENARIOS = sorted((ROOT / "scenarios").glob("*.json"))

# Every format there is, and the ways to write it that are written otherwise.
FORMATS = re.findall(r"FORMAT\((\w+)\)", (ROOT / "src/export/formats.def").read_text())
WAYS = {"svg": [[], ["--animate"], ["--fragments"], ["--embed-fonts"], ["--outlines"]]}
FILMS = ("gif", "mp4", "webm", "webp")

# Text that tries to leave every context it may land in.
HOSTILE = {
    "title": "</title><script>alert(1)</script> & \"'\u202e\u0007 ]]> --> \n{x}",
    "coroutines": {
        "say(what)": [{"sleep": 1, "label": "<b>\"&'{what}\"\u0000".replace("\u0000", "")},
                      {"print": "'''\"\"\"\\N{{x}} <i>&amp; {what}"}],
        "main()": [{"await": "say('\\'<!--')"},
                   {"note": "#\n__import__('os').abort()"}],
    },
    "timelines": [{"title": "<&>\"'", "run": "main()"}],
}


def run(*arguments, code=0, **options):
    """Runs the program; its standard output as bytes."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=300,
                          stdin=subprocess.DEVNULL, **options)
    if done.returncode != code:
        raise AssertionError(f"{arguments}: exit {done.returncode}, not {code}\n"
                             f"{done.stderr.decode(errors='replace')}")
    return done.stdout


def foreign(*command, **options):
    """Another program that must be content with what we made; its standard output as text."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300,
                          **options)
    if done.returncode:
        raise AssertionError(f"{command[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def a_page(folder):
    """Makes `html` of a page of the test's own, so that none has to be built for browsers."""
    (folder / "lesson.html").write_text("<title><!--title--></title><script><!--lessons--></script>")
    os.environ["INTERLEAVE_WEB"] = str(folder)


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = pathlib.Path(self.folder.name)


def main():
    os.environ.pop("DISPLAY", None)
    unittest.main(argv=sys.argv[:1], verbosity=2)
