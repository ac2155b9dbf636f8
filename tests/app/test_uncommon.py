"""What is rarely asked for: each option refused with its reason, and the dumps of all that the tests
know."""
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
LECTURE = os.path.join(SOURCE, "scenarios", "06-side-by-side.json")

# Behind `export LECTURE -o x.png`: exit 2, and these words.
REFUSED = (
    ("--frob", "unknown option --frob"),
    ("-Q", "unknown option -Q"),
    ("--theme foo", "--theme foo is unknown; it is one of: light dark contrast"),
    ("--at 1#x", "expected the number of a step behind #"),
    ("--panels foo", "expected some of python,output,loop,narration, or all, or none"),
    ("--fold x", "expected lanes such as 2:1"),
    ("--fold 1:9", "there is no lane 1:9"),
    ("--highlight 9:9", "there is no lane 9:9"),
    ("--from -1", "expected virtual seconds from 0 on"),
    ("--from 2 --to 1", "expected virtual seconds after where it begins"),
    ("--to x", "expected virtual seconds"),
    ("--scroll x", "expected pixels of the lanes"),
    ("--set x", "LINE:COLUMN=2.5"),
    ("--set 1:1=5", "begins no number"),
    ("--stage 9", "the scenario has only 3 timelines"),
    ("--steps --step 9", "--step only one"),
    ("--step 99", "is told in 3 steps"),
    ("--format foo", "unknown format foo; there are: png svg"),
    ("--fps 3", "--fps does not go with the format png; it goes with gif"),
    ("--magnify 7:1", "nothing happens at that instant of timeline 7"),
    ("--size 3x3", "the least is 320x180"),
    ("--dump frob", "--dump frob is unknown"),
    (" ".join(f"-o {i}.png" for i in range(32)), "more than 32 times --output"),
)


def run(*args, **more):
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True, timeout=120,
                          stdin=subprocess.DEVNULL, **more)


class Refused(unittest.TestCase):
    def test_each_with_its_reason(self):
        with tempfile.TemporaryDirectory() as folder:
            for options, words in REFUSED:
                done = run("export", LECTURE, "-o", "x.png", *options.split(), cwd=folder)
                self.assertIn(words, done.stderr, options)
                self.assertEqual((done.returncode, done.stdout), (2, ""), options)
                self.assertEqual(os.listdir(folder), [], options)

    def test_what_would_never_end(self):
        many = '{"title": "A", "coroutines": {"main()": [%s]}, "timelines": [{"run": "main()"}]}'
        instants = many % '{"for": "i in range(1500)", "do": [{"sleep": 1}]}'
        pauses = many % ('{"for": "i in range(800)", "do": [{"sleep": 1},'
                         ' {"note": "A moment, please", "pause": true}]}')
        with tempfile.TemporaryDirectory() as folder:
            for text, options, words in (
                    (instants, "a.png --steps", "--steps: A is told in 1501 steps, and at most 1000"),
                    (instants, "a.pdf --steps", "--steps: A is told in 1501 steps"),
                    (instants, "a.svg --fragments", "--fragments: A is told in 1501 steps"),
                    (pauses, "a.mp4", "mp4: the notes with \"pause\" hold it for 1600 s"),
                    (pauses, "a.svg --animate", "svg: the notes")):
                path = os.path.join(folder, "a.json")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                done = run("export", "a.json", "-o", *options.split(), cwd=folder)
                self.assertIn(words, done.stderr, options)
                self.assertEqual((done.returncode, os.listdir(folder)), (2, ["a.json"]), options)
            done = run("export", "a.json", "-o", "a.png", "--step", "7", cwd=folder)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_what_is_no_command(self):
        done = run("frob", "a", "b")
        self.assertEqual(done.returncode, 2)
        self.assertIn("unknown command frob", done.stderr)
        self.assertEqual(run("export", LECTURE, "-o", "").returncode, 2)

    def test_files_that_are_not_there(self):
        for args in (("check", "none.json"), ("run", "none.json", "--dump", "trace"),
                     ("play", LECTURE, "--script", "none"), ("verify", "none.json"),
                     ("export", LECTURE, "-o", "none/x.png"), ("new", "none/x.json"),
                     ("quiz", LECTURE, "--answers", "none.json")):
            done = run(*args, cwd=os.path.dirname(PROGRAM))
            self.assertEqual(done.returncode, 3, (args, done.stderr))
            self.assertIn("none", done.stderr)

    def test_lists(self):
        for word in ("steps", "functions", "methods", "exceptions", "file", "limits", "mistakes",
                     "formats", "all"):
            done = run("explain", word)
            self.assertEqual((done.returncode, done.stderr), (0, ""), word)
            self.assertGreater(len(done.stdout.splitlines()), 5, word)


class Dumps(unittest.TestCase):
    """What a dump tells of a timeline stands in the trace it was folded from."""

    def dump(self, path, stage):
        done = run("run", path, "--dump", stage, "--max-steps", "100000")
        self.assertNotIn("error:", done.stderr, path)
        return done.stdout

    def test_of_every_corner(self):
        words = {}
        for path in sorted(glob.glob(os.path.join(SOURCE, "tests/corners/*.json")) +
                           glob.glob(os.path.join(SOURCE, "scenarios/*.json"))):
            folded = self.dump(path, "timeline")
            with open(path, encoding="utf-8") as file:
                count = len(json.load(file)["timelines"])
            self.assertEqual(sum(line.startswith("timeline ") for line in folded.splitlines()),
                             count, path)
            self.assertIn("coroutine", self.dump(path, "scenario"))
            for line in folded.splitlines():
                words[line.split()[0]] = words.get(line.split()[0], 0) + 1
        for word in ("lane", "resource", "change", "limit", "cancel", "circle", "warning",
                     "inside"):
            self.assertGreater(words.get(word, 0), 0, word)


class Answers(unittest.TestCase):
    def graded(self, prints):
        lesson = os.path.join(SOURCE, "scenarios", "05-gather.json")
        with open(lesson, encoding="utf-8") as file:
            title = json.load(file)["timelines"][1]["title"]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump({title: {"prints": prints}}, file)
            return run("quiz", lesson, "--answers", path)

    def test_each_wrong_order_has_its_rule(self):
        right = self.graded(["One", "Two", "['One', 'Two']"])
        self.assertEqual(right.returncode, 0, right.stdout + right.stderr)
        for prints, words in ((["One", "Two", "['Two', 'One']"],
                               "gather gives its results in the order of its arguments"),
                              (["One"], "it prints 3 lines, not 1"),
                              (["Two", "One", "['One', 'Two']"], "sleep")):
            wrong = self.graded(prints)
            self.assertEqual(wrong.returncode, 1, prints)
            self.assertIn(words, wrong.stdout, prints)


class Dense(unittest.TestCase):
    def test_a_page_of_very_many_spans(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("export", os.path.join(SOURCE, "tests/bench/dense.json"), "-o",
                       os.path.join(folder, "x.pdf"))
            self.assertEqual(done.returncode, 0, done.stderr)
            painted = subprocess.run(["pdftoppm", "-r", "20", os.path.join(folder, "x.pdf")],
                                     capture_output=True, check=True).stdout
            pixels = painted[-(len(painted) // 3 * 3 - 60):]
            self.assertGreater(len({pixels[i:i + 3] for i in range(0, len(pixels), 3)}), 20)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
