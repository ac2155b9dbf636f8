"""The lessons and programs in CPython 3.14 (the npm package pyodide, under node): the recorder's
trace of a lesson's export against the lesson's own. That Python has no threads, sockets and
processes; what needs those is listed, and runs on Debian's Python only."""

import json
import pathlib
import subprocess
import sys
import unittest

from recording import PROGRAMS, ROOT, SOURCES, Recording, breach

PROGRAM, NODE, PYODIDE = sys.argv[1:4]
NOT_HERE = {"08-blocking", "20-not-parallel", "22-thread-pool"}  # threads
KEPT = ("timeline", "t", "task", "event", "text", "by", "outcome")
PLAIN = ("create", "step", "print", "done", "cancelled", "error", "end")


def plain(lines):
    """Of each plain line, what is compared."""
    kept = []
    for line in lines:
        if line["event"] not in PLAIN or line.get("late"):
            continue
        line = {key: line[key] for key in KEPT if key in line} | {"t": line.get("stuck_at",
                                                                                line["t"])}
        if line.get("outcome") in ("stuck", "limit"):
            line.pop("text", None)
        kept.append(line)
    return kept


def interleave(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          check=True).stdout


class Node(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        here = pathlib.Path(__file__).parent
        cls.node = subprocess.Popen([NODE, here / "node.mjs", PYODIDE, SOURCES, here],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.version = json.loads(cls.node.stdout.readline())["version"]

    @classmethod
    def tearDownClass(cls):
        cls.node.stdin.close()
        cls.node.wait()
        cls.node.stdout.close()

    def run_here(self, name, text):
        self.node.stdin.write(json.dumps([name, text]) + "\n")
        self.node.stdin.flush()
        lines = json.loads(self.node.stdout.readline())
        self.assertIsInstance(lines, list, lines)
        for number, line in enumerate(lines):
            line["n"] = number
        data = "".join(json.dumps(line) + "\n" for line in lines)
        recording = Recording(lines[-1]["code"], "", lines[-1].get("text"), data.encode())
        self.assertIsNone(breach(recording))
        return recording

    def test_is_3_14(self):
        self.assertTrue(self.version.startswith("3.14"), self.version)

    def test_lessons(self):
        for path in sorted((ROOT / "scenarios").glob("*.json")):
            if path.stem in NOT_HERE or '"coroutines"' not in path.read_text():
                continue
            with self.subTest(path.stem):
                text = interleave("export", path, "-o", "-", "--format", "py")
                ours = [json.loads(line) for line in interleave("trace", path).splitlines()]
                theirs = self.run_here("lesson.py", text).lines
                self.assertEqual(plain(ours), plain(theirs))

    def test_programs(self):
        for name in ("classes", "waiting", "forever", "warn", "stuck", "eager"):
            with self.subTest(name):
                run = self.run_here(f"{name}.py", (PROGRAMS / f"{name}.py").read_text())
                self.assertEqual(run.exit()["code"], 0, run.exit())
        run = self.run_here("eager.py", (PROGRAMS / "eager.py").read_text())
        self.assertEqual(run.prints(), ["child 0", "child 1", "both"])
        self.assertEqual(run.ends(), [("done", 1.0)])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
