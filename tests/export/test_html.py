"""`export -o lesson.html`: what goes into the page, with a page of the test's own in place of the
one that is built for browsers (tests/web plays that)."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

BINARY, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
PAGE = "<html><title><!--title--></title><script id=l><!--lessons--></script></html>"


class Html(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        (self.folder / "lesson.html").write_text(PAGE)

    def export(self, *files, web=None):
        environment = dict(os.environ, INTERLEAVE_WEB=str(web or self.folder))
        return subprocess.run([BINARY, "export", *map(str, files), "-o", "out.html"],
                              cwd=self.folder, env=environment, capture_output=True, text=True)

    def lessons(self):
        text = (self.folder / "out.html").read_text()
        return text, json.loads(re.search(r"<script id=l>(.*)</script>", text, re.S)[1])

    def test_one_lesson_is_in_it_as_it_is(self):
        lesson = ROOT / "scenarios/06-side-by-side.json"
        done = self.export(lesson)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        text, lessons = self.lessons()
        self.assertEqual([["06-side-by-side.json", lesson.read_text()]], lessons)
        self.assertIn("<title>Two tasks beat two awaits</title>", text)

    def test_several_are_one_file_and_the_same_bytes_again(self):
        files = sorted((ROOT / "scenarios").glob("0[3-5]*.json"))
        self.export(*files)
        first, lessons = self.lessons()
        self.assertEqual([[f.name, f.read_text()] for f in files], lessons)
        self.export(*files)
        self.assertEqual(first, self.lessons()[0])

    def test_a_scenario_can_inject_nothing(self):
        evil = "</script><script>alert(1)</script><!--"
        scenario = {"title": evil, "coroutines": {"main()": [{"print": evil}]},
                    "timelines": [{"title": evil, "run": "main()"}]}
        (self.folder / "evil.json").write_text(json.dumps(scenario))
        self.assertEqual(0, self.export("evil.json").returncode)
        text, lessons = self.lessons()
        self.assertEqual(scenario, json.loads(lessons[0][1]))
        self.assertEqual(1, text.count("</script>"))
        self.assertEqual(1, text.count("<script"))
        self.assertNotIn("<!--", text)

    def test_a_python_file_comes_as_its_trace(self):
        (self.folder / "a.py").write_text("import asyncio\nasyncio.run(asyncio.sleep(1))\n")
        done = self.export("a.py")
        self.assertEqual(0, done.returncode, done.stderr)
        [[name, trace]] = self.lessons()[1]
        self.assertEqual("a.py.jsonl", name)
        self.assertTrue(trace.startswith('{"event": "trace",'), trace[:80])

    def test_without_the_page_it_says_how_to_get_it(self):
        done = self.export(ROOT / "scenarios/03-two-awaits.json", web=self.folder / "none")
        self.assertEqual(3, done.returncode)
        self.assertIn("cmake --preset web", done.stderr)
        self.assertFalse((self.folder / "out.html").exists())

    def test_a_damaged_page_is_said(self):
        (self.folder / "lesson.html").write_text("<html>")
        done = self.export(ROOT / "scenarios/03-two-awaits.json")
        self.assertEqual(3, done.returncode)
        self.assertIn("damaged", done.stderr)
        self.assertFalse((self.folder / "out.html").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
