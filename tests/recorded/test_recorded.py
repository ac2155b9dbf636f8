"""What `trace --all` writes, opened like a scenario, is the same: its pictures byte for byte, what
`run` says, and the trace itself, written again. And the plain lines are among the whole ones."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

BINARY, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FOLDERS = {"scenarios": 1, "tests/corners": 3, "tests/traces": 9}  # every so many of each
PLAIN = {"create", "step", "print", "done", "cancelled", "error", "end"}


def run(*arguments):
    made = subprocess.run([BINARY, *map(str, arguments)], capture_output=True)
    return made.returncode, made.stdout, made.stderr.decode()


def scenarios():
    for folder, every in FOLDERS.items():
        yield from sorted((ROOT / folder).glob("*.json"))[::every]
    yield ROOT / "tests/traces/r3-00038.json"  # prints in tasks made while it is cleaned up


def without_places(text):
    """What `run` says, without the lines below an error that show where in the source it was: a
    recording has no source beside it."""
    return [line for line in text.splitlines() if not line.startswith(b"    ")]


class Recorded(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "t.jsonl"

    def tearDown(self):
        self.folder.cleanup()

    def test_the_same_everywhere(self):
        for scenario in scenarios():
            with self.subTest(scenario.name):
                code, whole, error = run("trace", "--all", scenario)
                self.assertEqual(0, code, error)
                self.path.write_bytes(whole)
                head, rest = whole.split(b"\n", 1)
                code, again, error = run("trace", "--all", self.path)
                self.assertEqual((0, rest), (code, again.split(b"\n", 1)[1]), error)
                for asked in (("export", "--format", "txt", "-o", "-"), ("trace",)):
                    self.assertEqual(run(*asked, scenario)[1], run(*asked, self.path)[1], asked)
                self.assertEqual(without_places(run("run", scenario)[1]),
                                 without_places(run("run", self.path)[1]))

    def test_the_same_picture(self):
        for scenario in sorted((ROOT / "scenarios").glob("*.json")):
            with self.subTest(scenario.name):
                self.path.write_bytes(run("trace", "--all", scenario)[1])
                pictures = [run("export", "--format", "png", "--size", "960x540", "-o", "-", file)
                            for file in (scenario, self.path)]
                self.assertEqual(0, pictures[0][0], pictures[0][2])
                self.assertEqual(pictures[0][1], pictures[1][1], pictures[1][2])

    def test_plain_lines_are_among_them(self):
        for scenario in scenarios():
            with self.subTest(scenario.name):
                plain = [json.loads(line) for line in run("trace", scenario)[1].splitlines()]
                whole = [json.loads(line)
                         for line in run("trace", "--all", scenario)[1].splitlines()]
                whole = [event for event in whole if event["event"] in PLAIN]
                self.assertEqual(len(plain), len(whole))
                for one, other in zip(plain, whole):
                    self.assertEqual(one, {key: other[key] for key in one})

    def test_what_only_a_scenario_can(self):
        self.path.write_bytes(run("trace", "--all", ROOT / "scenarios/05-gather.json")[1])
        code, _, error = run("export", self.path, "-o", self.path.with_suffix(".py"))
        self.assertEqual(3, code)
        self.assertIn("this is a recorded trace", error)

    def test_a_mark_before_the_first_line(self):
        whole = run("trace", "--all", ROOT / "scenarios/05-gather.json")[1]
        for mark in (b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"):
            self.path.write_bytes(mark + whole)
            code, again, error = run("trace", "--all", self.path)
            self.assertEqual((0, whole.split(b"\n", 1)[1]), (code, again.split(b"\n", 1)[1]), error)

    def test_mistakes_have_their_place(self):
        text = run("trace", "--all", ROOT / "scenarios/05-gather.json")[1].decode()
        lines = text.splitlines(keepends=True)
        lines[20] = lines[20].replace('"event": ', '"event" ')
        self.path.write_text("".join(lines))
        code, _, error = run("check", "--diagnostics", "short", self.path)
        self.assertEqual(1, code)
        self.assertRegex(error, r"t\.jsonl:21:\d+: error: : is missing here")
        self.path.write_bytes(run("trace", ROOT / "scenarios/05-gather.json")[1])
        code, _, error = run("check", "--diagnostics", "short", self.path)
        self.assertEqual(1, code)
        self.assertIn("trace --all", error)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
