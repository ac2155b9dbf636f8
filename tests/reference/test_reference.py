"""scenarios/README.md is what the program says, and every example in it is so."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from blocks import JSON, PYTHON, SECTION, blocks, whole

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])


def run(*args):
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True, timeout=60, check=False)


TEXT = run("explain", "all").stdout


def explain(word):
    return run("explain", word)


class Reference(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, text, name="example.json"):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def test_the_page_is_what_the_program_says(self):
        page = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
        self.assertEqual(page, TEXT, "run tests/reference/pictures.py INTERLEAVE ROOT --update")

    def test_the_readme_links_it_at_once(self):
        first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40]
        self.assertIn("(scenarios/README.md)", "\n".join(first_screen))

    def test_every_step_has_its_entry(self):
        schema = run("schema").stdout
        steps = [heading for heading, _, _ in blocks(TEXT)]
        self.assertEqual(len(steps), len(set(steps)))
        self.assertGreater(len(steps), 25)
        for step in steps:
            self.assertIn(f'"{step}"', schema)

    def test_every_example_of_a_step_runs(self):
        for heading, example, _ in blocks(TEXT):
            result = run("run", self.file(whole(example)))
            self.assertEqual((heading, result.returncode, result.stderr), (heading, 0, ""),
                             result.stdout)
            if heading not in ("run", "run_until_complete"):  # they show how it goes wrong
                self.assertNotIn("warning", result.stdout, heading)

    def test_every_example_of_the_tour_runs(self):
        tour = TEXT.split("## Steps")[0]
        examples = JSON.findall(tour)
        self.assertGreater(len(examples), 3)
        for example in examples:
            self.assertEqual(run("run", self.file(example)).returncode, 0, example)
            self.assertEqual(run("check", self.file(example)).stderr, "", example)

    def test_the_python_of_every_example_is_python(self):
        for heading, body in SECTION.findall(TEXT):
            code = PYTHON.search(body)[1]
            compile("async def main():\n" + "".join("    " + line + "\n"
                                                    for line in code.splitlines()), heading, "exec")

    def test_every_example_of_a_function_gives_what_it_says(self):
        rows = re.findall(r"^\| `([\w.]+)` \|.*?; `(.+?)` is `(.+?)` \|$", TEXT, re.M)
        self.assertGreater(len(rows), 20)
        steps = ",".join(json.dumps({"print": "{" + example + "}"}) for _, example, _ in rows)
        result = run("trace", self.file(whole(steps)))
        printed = [event["text"] for event in map(json.loads, result.stdout.splitlines())
                   if event["event"] == "print"]
        self.assertEqual(printed, [gives for _, _, gives in rows])

    def test_nothing_is_left_out(self):
        for line in TEXT.splitlines():
            self.assertFalse(re.match(r"\| `[^`]+` \|\s*\|$", line), line)

    def test_explain(self):
        for word, words in (("gather", "await asyncio.gather"), ("len", "number of items"),
                            ("list.append", "adds an item"), ("append", "list.append"),
                            ("E0042", "and, or, not"), ("e15", "comma"), ("OSError", "Exception"),
                            ("png", "picture"), ("until", "of a timeline"), ("limits", "--max-memory"),
                            ("mistakes", "E0001"), ("methods", "Queue.put")):
            result = explain(word)
            self.assertEqual((word, result.returncode, result.stderr), (word, 0, ""))
            self.assertIn(words, result.stdout)

    def test_explain_guesses(self):
        result = explain("gathr")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("did you mean gather?", result.stderr)
        self.assertEqual(explain("E9999").returncode, 2)
        self.assertEqual(explain("").returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
