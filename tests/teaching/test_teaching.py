"""The lessons, and scenarios/teaching.md: the lessons that it names are there, its commands run as they stand, its
right answers are graded right, and the figures that it has the class find are the run's."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ROOT = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
PAGE = (ROOT / "scenarios/teaching.md").read_text()
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", PAGE, re.M | re.S)


def interleave(*arguments, folder=ROOT):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, timeout=60)


def totals(path):
    """Title of each timeline, and its total in seconds, as `run` prints them."""
    out = interleave("run", str(path)).stdout
    return [float(total) for total in re.findall(r"^\s*([\d.]+) s  total", out, re.M)]


class Guide(unittest.TestCase):
    def test_the_lessons_are_there(self):
        lessons = {path.stem for path in (ROOT / "scenarios").glob("[0-9]*.json")}
        named = set(re.findall(r"`(\d\d-[a-z-]+)`", PAGE))
        self.assertGreater(len(named), 20)
        self.assertLessEqual(named, lessons)

    def test_the_commands_run(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for _, file, text in BLOCKS:
                if file:
                    (folder / file).write_text(text)
            commands = [line.split() for kind, _, text in BLOCKS if kind == "sh"
                        for line in text.splitlines()]
            self.assertGreater(len(commands), 5)
            for command in commands:
                done = interleave(*command[1:], folder=folder)
                self.assertEqual((done.returncode, done.stderr), (0, ""), command)
            for sheet in ("sheets.pdf", "solutions.pdf"):
                self.assertGreater((folder / sheet).stat().st_size, 5000, sheet)

    def test_a_wrong_answer_is_graded_wrong(self):
        with tempfile.TemporaryDirectory() as name:
            file = pathlib.Path(name) / "guess.json"
            file.write_text(json.dumps({"Tasks": {"total": 3}}))
            done = interleave("quiz", "06-side-by-side", "--answers", str(file))
            self.assertEqual(done.returncode, 1)
            self.assertIn("0 of 1 right", done.stdout)

    def test_its_figures(self):
        lesson = lambda name: ROOT / "scenarios" / f"{name}.json"
        self.assertEqual(totals(lesson("03-two-awaits")), [3, 3])
        self.assertEqual(totals(lesson("06-side-by-side")), [3, 2, 2])
        self.assertEqual(totals(lesson("20-not-parallel")), [2, 4, 2])
        self.assertEqual(totals(lesson("07-twelve-urls")), [720, 115])
        with tempfile.TemporaryDirectory() as name:
            dragged = pathlib.Path(name) / "dragged.json"
            dragged.write_text(lesson("07-twelve-urls").read_text().replace('"block": 5', '"block": 1'))
            self.assertEqual(totals(dragged)[1], 67)
        self.assertIn("80 left", interleave("run", "12-lost-update").stdout)


class Lessons(unittest.TestCase):
    def test_each_compares_narrates_and_asks(self):
        for path in sorted((ROOT / "scenarios").glob("[0-9]*.json")):
            lesson = json.loads(path.read_text())
            with self.subTest(lesson=path.stem):
                self.assertLessEqual({"title", "description", "chapter", "question"}, set(lesson))
                self.assertIn(len(lesson["timelines"]), (2, 3))
                self.assertIn('"note"', path.read_text())

    def test_the_run_agrees_with_each_question(self):
        judged = re.compile("none of the answers is right|nothing to choose between")
        for path in sorted((ROOT / "scenarios").glob("[0-9]*.json")):
            self.assertNotRegex(interleave("check", str(path)).stderr, judged, path.stem)
        with tempfile.TemporaryDirectory() as name:
            wrong = pathlib.Path(name) / "wrong.json"
            wrong.write_text((ROOT / "scenarios/03-two-awaits.json").read_text()
                             .replace("[1.5, 2, 3]", "[1.5, 2]"))
            self.assertRegex(interleave("check", str(wrong)).stderr, judged)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
