"""The commands and options of the program, its exit codes and where it writes."""
import json
import os
import re
import pty
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
LECTURE = os.path.join(SOURCE, "scenarios", "06-side-by-side.json")
GOOD = {
    "title": "Small",
    "coroutines": {"main()": [{"sleep": 1}, {"print": "hello"}]},
    "timelines": [{"title": "Only", "run": "main()"}],
}


def run(*args, stdin=None, env=None, **more):
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")}
    environment.update(env or {})
    return subprocess.run([PROGRAM, *args], input=stdin, env=environment, text=True,
                          capture_output=True, timeout=120, **more)


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return self.path(name)

    def scenario(self, name="small.json", **changes):
        return self.write(name, {**GOOD, **changes})

    def fails(self, result, code, *words):
        self.assertEqual(result.returncode, code, result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)
        self.assertEqual(result.stdout, "")


class Usage(Folder):
    def test_help_names_every_command_and_option(self):
        result = run("--help")
        self.assertEqual(result.returncode, 0)
        for word in ("run", "check", "trace", "export", "new", "list", "schema", "completions",
                     "--speed", "--paused", "--still", "--full-screen"):
            self.assertIn(word, result.stdout)
        self.assertEqual(result.stderr, "")

    def test_help_of_a_command(self):
        result = run("export", "--help")
        for word in ("--output", "--at", "--size", "--theme", "--blank", "--steps", "--fps"):
            self.assertIn(word, result.stdout)
        self.assertNotIn("--speed", result.stdout)

    def test_version(self):
        result = run("--version")
        self.assertRegex(result.stdout,
                         r"^interleave \d+\.\d+\.\d+, proven against CPython 3\.14\.\d+\n$")

    def test_wrong_usage_names_what_is_near(self):
        self.fails(run("export", LECTURE, "-o", "x.png", "--sze", "1x1"), 2, "--size")
        self.fails(run("exprt", LECTURE, "-o", "x.png"), 2, "export")
        self.fails(run("export", LECTURE, "-o", "x.pgn"), 2, "did you mean png?")
        self.fails(run("export", LECTURE, "-o", self.path("x.png"), "--theme", "drak"), 2, "dark")
        self.fails(run("export", LECTURE, "-o", self.path("x.png"), "--panels", "pyton"), 2,
                   "python")
        self.fails(run("completions", "zhs"), 2, "zsh")
        self.fails(run("export", LECTURE, "-o", "x.jpeg"), 2, "png serves in its place")
        self.fails(run("export", LECTURE, "-o", "x.png", "--output"), 2, "interleave export --help")
        self.fails(run("export", LECTURE, "-o", "x.png", "--fps", "3"), 2, "gif mp4 webm webp")
        self.fails(run("export", LECTURE, "-o", "x.svg", "--once"), 2, "goes with --animate")

    def test_values_are_checked_before_files(self):
        for option, values in {
            "--size": ["1920", "319x180", "320x179", "16385x320", "16384x16384", "axb", "1e3x1e3",
                       "1920x1080x2", "-1920x1080", "99999999999999999999x1080"],
            "--at": ["-1", "soon", "1e999", ""],
            "--scale": ["0", "9", "nan"],
            "--timeline": ["0", "17", "a", "1,,2"],
            "--max-steps": ["0", "-3", "1.5"],
            "--max-memory": ["0", "1.5"],
            "--magnify": ["1", "0:1", "1:", "1:-1", "x:1", "17:0"],
        }.items():
            for value in values:
                result = run("export", "no-such-file", "-o", self.path("x.png"),
                             f"{option}={value}")
                self.fails(result, 2, option)

    def test_an_instant_is_magnified_where_something_happens(self):
        out = self.path("x.png")
        for instant in ("2:0.5", "4:1"):
            self.fails(run("export", LECTURE, "-o", out, "--magnify", instant), 2, "--magnify")
        for way in ([], ["--at", "2"], ["--window"]):
            drawn = run("export", LECTURE, "--dump", "picture", "--magnify", "2:1", *way).stdout
            self.assertIn('"at 1 s, in this order"', drawn)

    def test_options_belong_to_commands(self):
        self.fails(run("run", LECTURE, "--size", "640x360"), 2, "--size", "run")
        self.fails(run("check"), 2, "FILE")
        self.fails(run("trace", LECTURE, LECTURE), 2)
        self.fails(run("export", LECTURE), 2, "-o")
        self.fails(run("export", LECTURE, "-o"), 2, "--output")
        self.fails(run("list", "--paused=1"), 2, "--paused")

    def test_options_belong_to_formats(self):
        out = self.path("x.png")
        for option in (["--fps", "10"], ["--outlines"], ["--width", "90"], ["--length", "3"],
                       ["--paper", "a4"]):
            self.fails(run("export", LECTURE, "-o", out, *option), 2, option[0])
        for option in (["--theme", "dark"], ["--size", "640x360"], ["--timeline", "1"],
                       ["--at", "1"], ["--panels", "all"]):
            self.fails(run("export", LECTURE, "-o", self.path("x.py"), *option), 2, option[0])
        for options in (["--once"], ["--animate", "--fragments"], ["--fragments", "--steps"],
                        ["--outlines", "--embed-fonts"], ["--animate", "--at=1"]):
            self.fails(run("export", LECTURE, "-o", self.path("x.svg"), *options), 2,
                       options[-1].split("=")[0])
        self.fails(run("export", LECTURE, "-o", self.path("x.pdf"), "--paper", "a4", "--size",
                       "640x360"), 2, "--paper", "--size")
        self.fails(run("export", LECTURE, "-o", "-"), 2, "--format")
        self.fails(run("export", LECTURE, "-o", self.path("x")), 2, "--format")
        self.assertFalse(os.path.exists(out))

    def test_completions_know_the_options(self):
        for shell in ("bash", "zsh", "fish"):
            result = run("completions", shell)
            self.assertEqual(result.returncode, 0)
            for word in ("export", "max-steps", "contrast"):
                self.assertIn(word, result.stdout, shell)
            if shutil.which(shell):
                self.write("completion", result.stdout)
                syntax = subprocess.run([shell, "-n", self.path("completion")],
                                        capture_output=True, text=True)
                self.assertEqual(syntax.stderr, "")

    def test_bash_completes(self):
        for words, wanted in (("export --th", "--theme"), ("export --format p", "png pdf py"),
                              ("export --format png,sv", "png,svg"), ("export --format = pd", "pdf"),
                              ("export --panels loop,n", "loop,narration loop,none"),
                              ("export --for rev", "reveal"), ("compl", "completions")):
            count = len(words.split())
            script = run("completions", "bash").stdout + (
                f'\nCOMP_WORDS=(interleave {words}); COMP_CWORD={count}; _interleave; '
                'echo "${COMPREPLY[@]}"')
            done = subprocess.run(["bash", "-c", script], capture_output=True, text=True,
                                  cwd=self.folder)
            self.assertEqual(done.stdout.strip(), wanted, words)

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish_completes(self):
        script = run("completions", "fish").stdout
        for words, wanted in (("export --th", "--theme"), ("export --format pd", "pdf"),
                              ("export --format png,sv", "png,svg"), ("export --for rev", "reveal")):
            done = subprocess.run(["fish", "-c", f'{script}\ncomplete -C "interleave {words}"'],
                                  capture_output=True, text=True, cwd=self.folder,
                                  env={**os.environ, "HOME": self.folder})
            self.assertEqual(done.stdout.split()[:1], [wanted], (words, done.stderr))

    def test_the_manual_page_tells_every_command_and_option(self):
        page = run("man").stdout
        if shutil.which("groff"):
            checked = subprocess.run(["groff", "-man", "-ww", "-Tascii", "-P-cbou"],
                                     input=page, text=True, capture_output=True)
            self.assertEqual(checked.stderr, "")
            page = checked.stdout
        for word in ("export", "completions", "max-steps", "panels", "--for reveal stands for",
                     "INTERLEAVE_PYTHON", "no display"):
            self.assertIn(word, page.replace("\\-", "-"))


class Running(Folder):
    def test_run_prints_times_totals_and_savings(self):
        result = run("run", LECTURE)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("  1.0 s  One\n  3.0 s  Two\n  3.0 s  total\n", result.stdout)
        self.assertIn("2.0 s  total, 33% less", result.stdout)
        self.assertEqual(result.stderr, "")

    def test_what_got_stuck_saved_nothing(self):
        result = run("run", "deadlock")
        self.assertEqual(result.returncode, 1)
        self.assertIn("  stuck: no task can ever run again", result.stdout)
        self.assertTrue(result.stdout.endswith("  1.0 s  total\n"), result.stdout)

    def test_a_lesson_by_name_and_standard_input(self):
        self.assertEqual(run("run", "06-side-by-side").stdout, run("run", LECTURE).stdout)
        self.assertEqual(run("run", "side-by-side").stdout, run("run", LECTURE).stdout)
        with open(LECTURE, encoding="utf-8") as file:
            self.assertEqual(run("run", "-", stdin=file.read()).stdout,
                             run("run", LECTURE).stdout)

    def test_an_error_in_the_run_is_exit_1(self):
        path = self.scenario(coroutines={"main()": [{"raise": "ValueError('boom')"}]})
        result = run("run", path)
        self.assertEqual(result.returncode, 1)
        self.assertIn("ValueError: boom", result.stdout)

    def test_stuck_and_limit_are_exit_1(self):
        path = self.scenario(coroutines={"main()": [{"await": "Future()"}]})
        result = run("run", path)
        self.assertEqual(result.returncode, 1)
        self.assertIn("stuck", result.stdout)
        path = self.scenario(coroutines={"main()": [{"while": "True", "do": [{"let": {"x": 1}}]}]})
        result = run("run", path, "--max-steps", "1000")
        self.assertEqual(result.returncode, 1)
        self.assertIn("limit", result.stdout)
        path = self.scenario(coroutines={"main()": [
            {"let": {"x": "[]"}}, {"while": "True", "do": [{"let": {"x": "[x, x]"}}]}]})
        result = run("run", path, "--max-memory", "4")
        self.assertEqual(result.returncode, 1)
        self.assertIn("needs more than 4 MiB of memory", result.stdout)

    def test_warnings_are_shown(self):
        path = self.scenario(coroutines={"main()": [{"call": "other()"}], "other()": []})
        self.assertIn("never awaited", run("run", path).stdout)

    def test_a_task_that_is_left_over_is_shown_where_it_stands(self):
        file = self.scenario(
            coroutines={"nap()": [{"print": "in bed"}, {"sleep": 5}],
                        "main()": [{"create_task": "nap()"}, {"sleep": 1}]},
            timelines=[{"run": "main()", "entry": "run_until_complete"}])
        told = run("run", file).stdout
        self.assertRegex(told, r'note: in Task-2\n.*\{"sleep": 5\}')

    def test_nothing_in_a_scenario_reaches_the_terminal_raw(self):
        path = self.scenario(
            title="a\x1b[31mb", timelines=[{"title": "\u202eevil\x07", "run": "main()"}],
            coroutines={"main()": [{"print": "\u001b]0;x\u0007"}]})
        out = run("run", path).stdout
        for char in "\x1b\x07\u202e":
            self.assertNotIn(char, out)

    def test_colour_only_on_a_terminal(self):
        def on_terminal(**env):
            leader, follower = pty.openpty()
            subprocess.run([PROGRAM, "run", LECTURE], stdout=follower, stderr=follower,
                           env={**os.environ, "TERM": "xterm", **env}, timeout=60)
            os.close(follower)
            text = b""
            try:
                while chunk := os.read(leader, 65536):
                    text += chunk
            except OSError:
                pass
            os.close(leader)
            return text
        self.assertNotIn("\x1b", run("run", LECTURE).stdout)
        self.assertIn(b"\x1b[1m", on_terminal())
        self.assertNotIn(b"\x1b", on_terminal(NO_COLOR="1"))

    def test_trace_is_json_lines(self):
        result = run("trace", LECTURE)
        events = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(sum(event["event"] == "end" for event in events), 3)

    def test_check_is_silent_when_all_is_well(self):
        result = run("check", LECTURE, self.scenario())
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_check_tells_mistakes_and_goes_on(self):
        wrong = self.scenario("wrong.json", timelines=[{"run": "man()"}])
        result = run("check", wrong, LECTURE, "--diagnostics", "short")
        self.fails(result, 1, "wrong.json:1:", "error:")
        self.fails(run("check", self.path("none.json"), wrong), 3, "none.json")

    def test_check_hints_at_races(self):
        path = self.scenario(coroutines={
            "late()": [{"sleep": 1}, {"sleep": 1}],
            "main()": [{"gather": ["late()", "early()"]}],
            "early()": [{"sleep": 2}]})
        result = run("check", path, "--diagnostics", "json")
        self.fails(result, 0, "race")
        self.assertEqual(json.loads(result.stderr.splitlines()[0])["severity"], "hint")

    SLIPS = """{
	"title": 'Grüße',
  "corutines": {
    "main()": [
      {"slep": 1,}
      {"print": "hi", "labl": "x"},   
      {"await": "man()"}
    ]
  },
  "timelines": [{"run": "main()"}]
}"""

    def test_fix_writes_what_is_certain_and_keeps_every_other_byte(self):
        path = self.write("slips.json", self.SLIPS)
        result = run("check", "--fix", "--diagnostics", "short", path)
        self.fails(result, 1, "6 places mended", "slips.json:7:18: error: nothing here is called")
        wanted = (self.SLIPS.replace("'Grüße'", '"Grüße"').replace("corutines", "coroutines")
                  .replace('"slep": 1,}', '"sleep": 1},').replace("labl", "label"))
        with open(path, encoding="utf-8", newline="") as file:
            self.assertEqual(file.read(), wanted)
        again = run("check", "--fix", path)
        self.assertNotIn("mended", again.stderr)

    def test_a_byte_order_mark_is_a_warning(self):
        plain = json.dumps(GOOD)
        path = self.write("mark.json", "\ufeff" + plain)
        result = run("check", "--diagnostics", "short", path)
        self.fails(result, 0, "mark.json:1:1: warning: the file begins with a byte order mark")
        self.assertEqual(run("run", path).stdout, run("run", self.scenario()).stdout)
        self.fails(run("check", "--fix", path), 0, "1 place mended")
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), plain)

    def test_fix_leaves_a_good_file_alone(self):
        path = self.scenario()
        before = os.stat(path)
        self.assertEqual(run("check", "--fix", path).returncode, 0)
        self.assertEqual(os.stat(path).st_mtime_ns, before.st_mtime_ns)
        self.fails(run("check", "--fix", "-", stdin="{}"), 2, "standard input")

    def test_fixes_for_editors(self):
        path = self.write("slips.json", self.SLIPS)
        result = run("check", "--diagnostics", "json", path)
        told = [json.loads(line) for line in result.stderr.splitlines()]
        fix = {"line": 3, "column": 3, "end_line": 3, "end_column": 14, "text": '"coroutines"'}
        self.assertIn(fix, [mistake.get("fix") for mistake in told])
        self.assertEqual({mistake["code"] for mistake in told},
                         {"E0007", "E0015", "E0016", "E0051", "E0068", "E0070", "E0091"})

    def test_a_cap_says_how_many_more(self):
        steps = [{"await": f"nothing_{i}()"} for i in range(80)]
        result = run("check", "--diagnostics", "short",
                     self.scenario(coroutines={"main()": steps}))
        self.fails(result, 1, "and 30 more mistakes")
        self.assertEqual(len(result.stderr.splitlines()), 51)

    def test_until(self):
        endless = {"main()": [{"while": True, "do": [{"sleep": 1}, {"print": "tick"}]}]}
        path = self.scenario(coroutines=endless)
        result = run("run", path, "--until", "2.5")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("until: goes on after 2.5 s", result.stdout)
        self.assertEqual(result.stdout.count("tick"), 2)
        self.fails_run(run("run", path), "printed 10000 lines")
        own = self.scenario("own.json", coroutines=endless, until=3,
                            timelines=[{"run": "main()"}, {"run": "main()", "until": 1}])
        result = run("run", own)
        self.assertEqual((result.returncode, result.stdout.count("tick")), (0, 4))
        last = [json.loads(line) for line in run("trace", own).stdout.splitlines()][-1]
        self.assertEqual((last["t"], last["outcome"]), (1, "until"))
        for wrong in ("0", "-1", "soon"):
            self.fails(run("run", path, "--until", wrong), 2, "virtual seconds")

    def fails_run(self, result, *words):
        self.assertEqual(result.returncode, 1)
        for word in words:
            self.assertIn(word, result.stdout)

    def test_limits_are_told_and_can_be_raised(self):
        path = self.scenario(coroutines={"main()": [
            {"for": "i in range(15000)", "do": [{"print": "x"}]}]})
        self.fails_run(run("run", path), "limit: it has printed 10000 lines", "(line 1)")
        self.assertEqual(run("run", path, "--max-steps", "2000000").returncode, 0)

    def test_the_locale_changes_nothing(self):
        for locale in ("de_DE.UTF-8", "C", "tr_TR.UTF-8"):
            self.assertEqual(run("run", LECTURE, env={"LC_ALL": locale}).stdout,
                             run("run", LECTURE).stdout)

    def test_a_full_device_is_exit_3(self):
        for args in (["run", LECTURE], ["trace", LECTURE], ["--help"], ["list"], ["schema"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([PROGRAM, *args], stdout=full, stderr=subprocess.PIPE,
                                      text=True)
            self.assertEqual(done.returncode, 3, args)
            self.assertIn("error", done.stderr)

    def test_a_closed_pipe_is_an_error_and_no_signal(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([PROGRAM, "trace", LECTURE], stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        self.assertEqual(done.returncode, 3)


class Files(Folder):
    def test_unreadable_files_are_exit_3(self):
        self.fails(run("run", self.path("none.json")), 3, "none.json")
        self.fails(run("run", self.folder), 3)
        self.fails(run("run", "side-by-sid"), 3, "side-by-side")

    def test_new_starts_a_file_and_never_overwrites(self):
        path = self.path("mine.json")
        result = run("new", path)
        self.assertEqual((result.returncode, result.stdout), (0, ""))
        self.assertEqual(result.stderr, f"interleave: wrote {path}; `interleave {path}` plays it and "
                                        "follows your changes\n")
        self.assertEqual(run("run", path).returncode, 0)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["$schema"], "./interleave.schema.json")
        schema = self.path("interleave.schema.json")
        with open(schema, encoding="utf-8") as file:
            self.assertEqual(file.read(), run("schema").stdout)
        self.fails(run("new", path), 3, "mine.json")
        for before, after in (('{"urn:interleave:scenario": 1}', run("schema").stdout), ("x", "x")):
            with open(schema, "w", encoding="utf-8") as file:  # an older one, somebody else's
                file.write(before)
            os.remove(path)
            self.assertEqual(run("new", path).returncode, 0)
            with open(schema, encoding="utf-8") as file:
                self.assertEqual(file.read(), after)
        self.assertEqual(run("new", self.path("two.json"), "--from", "05-gather").returncode, 0)
        with open(self.path("two.json"), "rb") as copy, open(
                os.path.join(SOURCE, "scenarios", "05-gather.json"), "rb") as lesson:
            self.assertEqual(copy.read(), lesson.read().replace(b"./reference/", b"./", 1))
        self.fails(run("new", self.path("three.json"), "--from", "nothing"), 3, "nothing")
        out = json.loads(run("new", "-").stdout)
        self.assertEqual((out["title"], "$schema" in out), ("Two tasks beat two awaits", False))

    def test_new_refuses_what_is_no_scenario(self):
        for name, better in (("d.py", "d.json"), ("d", "d.json"), ("a.b/d", "a.b/d.json"),
                             ("d.ipynb", "d.json")):
            self.fails(run("new", name, cwd=self.folder), 2, f"interleave new {better}\n")
        self.write("d.py", "import asyncio\n")
        self.fails(run("new", "d.py", cwd=self.folder), 2, "new d.json --from d.py\n")
        self.assertEqual(os.listdir(self.folder), ["d.py"])

    def test_a_lesson_by_its_number(self):
        for number in ("6", "06"):
            self.assertEqual(run("run", number).stdout, run("run", "06-side-by-side").stdout)
        self.assertEqual(run("new", self.path("a.json"), "--from", "14").returncode, 0)
        with open(self.path("a.json"), "rb") as copy, open(
                os.path.join(SOURCE, "scenarios", "14-queue.json"), "rb") as lesson:
            self.assertEqual(copy.read(), lesson.read().replace(b"./reference/", b"./", 1))
        for none in ("0", "99", "000"):
            self.fails(run("run", none), 3, f"no lesson {none}", "interleave list")
        self.write("6", json.dumps(GOOD))  # a file goes first
        self.assertIn("hello", run("run", "6", cwd=self.folder).stdout)

    def test_list_has_every_lesson(self):
        out = run("list").stdout.splitlines()
        names = [line.split()[0] for line in out]
        self.assertEqual(sorted(names),
                         sorted(name[:-5] for name in os.listdir(os.path.join(SOURCE, "scenarios"))
                                if name.endswith(".json")))
        chapters = [re.split(r" {2,}", line)[1] for line in out]
        of = dict(zip(names, chapters))
        self.assertEqual((of["05-gather"], of["08-blocking"], of["39-crawler"]),
                         ("Waiting together", "One loop, one thread", "Bigger programs"))
        self.assertEqual(names.index("20-not-parallel"), names.index("08-blocking") + 1)
        begins = [c for i, c in enumerate(chapters) if i == 0 or chapters[i - 1] != c]
        self.assertEqual(len(begins), len(set(begins)), "a chapter stands together")

    def test_quiz_asks_and_tells_the_rule(self):
        plain = os.path.join(SOURCE, "tests/lecture.json")  # asks nothing itself
        done = run("quiz", plain, stdin="3\n9\n\n2\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Sequential: when is it over?\n(seconds) > right", done.stdout)
        self.assertIn("Waits of different tasks overlap", done.stdout)
        self.assertIn("passed", done.stdout)
        self.assertTrue(done.stdout.endswith("2 of 4 right\n"), done.stdout[-40:])

    def test_quiz_asks_the_files_own_question_first(self):
        with open(LECTURE, encoding="utf-8") as file:
            lesson = json.load(file)
        path = os.path.join(tempfile.mkdtemp(), "own.json")

        def ask(stdin, **question):
            with open(path, "w", encoding="utf-8") as file:
                json.dump({**lesson, "chapter": "First", "question": {"text": "Well?", **question}},
                          file)
            done = run("quiz", path, stdin=stdin)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            return done.stdout
        out = ask("3\n", about="end", why="They add up.")
        self.assertTrue(out.startswith("0.0 s  Well?\n(seconds) > right. They add up.\n"), out)
        self.assertNotIn("Sequential: when is it over?", out)
        self.assertIn("wrong. They add up. It is over at 3 s", ask("2\n", about="end",
                                                                   why="They add up."))
        out = ask("2\n", about="end", answers=[1, 3], timeline="Sequential")
        self.assertIn("  1  1 s\n  2  3 s\n> right", out)
        out = ask("1\n", about="end", answers=[3, 2], timeline=3)
        self.assertIn("wrong: it is 2, 2 s. Waits of different tasks overlap", out)
        out = ask("2\n", about="print", after=1, answers=["One", "None", "Two"])
        self.assertIn("wrong: it is 3, Two. That line does not come any more.", out)
        out = ask("2\n", about="who", timeline="gather()", after=0)
        self.assertIn("Well?\n  1  with_gather()\n  2  say_after(1, 'One')\n  3  ", out)
        self.assertIn("> right", out)
        out = ask("2\n", answers=["yes", "no"], right=1, why="So it is.")
        self.assertIn("Well?\n  1  yes\n  2  no\n> wrong: it is 1, yes. So it is.", out)
        ask("", about="end", answers=[1, 2])
        self.assertIn("none of the answers is right: it is 3.0 s", run("check", path).stderr)
        ask("", about="print", after=3)
        self.assertIn("nothing to choose between", run("check", path).stderr)
        ask("", about="print", answers=["One", "Two"])
        self.assertEqual(run("check", path).stderr, "")

    def test_quiz_grades_predictions(self):
        lesson = LECTURE
        answers = os.path.join(tempfile.mkdtemp(), "a.json")

        def grade(predictions):
            with open(answers, "w", encoding="utf-8") as file:
                file.write(predictions if isinstance(predictions, str)
                           else json.dumps(predictions))
            return run("quiz", lesson, "--answers", answers)
        done = grade({"Sequential": {"prints": ["One", "Two"], "total": 3},
                      "3": {"ends": {"Task-2": 1, "say_after(2, 'Two')": 2}, "total": 2}})
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (0, "5 of 5 right"))
        done = grade({"gather()": {"prints": ["Two", "One"], "total": 3}})
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (1, "0 of 2 right"))
        self.assertIn("Timers ring by their time", done.stdout)
        self.assertIn("Waits of different tasks overlap", done.stdout)
        for wrong, words in (({"none": {"total": 1}}, "no timeline is called that"),
                             ({"1": {"sum": 1}}, '"prints", "ends" and "total"'),
                             ({"1": {"ends": {"x": 1}}}, "no task of this timeline"),
                             ("[]", "a file of predictions is an object"), ("{", "a.json:1:")):
            done = grade(wrong)
            self.assertEqual(done.returncode, 1, wrong)
            self.assertIn(words, done.stderr)
        self.assertEqual(run("quiz", lesson, "--answers", answers + ".none").returncode, 3)

    def test_a_thread_that_ends_while_others_are_ready_is_a_race(self):
        path = self.path("thread.json")
        job = [{"to_thread": 0}, {"print": "thread"}]
        main = [{"create_task": "job()", "as": "j"}, {"for": "i in range(4)", "do": [{"sleep": 0}]},
                {"await": "j"}]
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"coroutines": {"job()": job, "main()": main},
                       "timelines": [{"run": "main()"}, {"run": "job()"}]}, file)
        events = [json.loads(line) for line in run("trace", path).stdout.splitlines()]
        racing = [(event["timeline"], event["task"], event["t"]) for event in events
                  if event.get("race")]
        self.assertEqual(racing, [(0, "Task-2", 0.0)])

    def test_schema_is_json(self):
        self.assertIn("$schema", json.loads(run("schema").stdout))

    def test_dump(self):
        for stage in ("scenario", "code", "trace", "timeline", "picture"):
            result = run("run", LECTURE, "--dump", stage)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertGreater(len(result.stdout), 200)
        self.fails(run("run", LECTURE, "--dump", "pictur"), 2, "picture")

    def test_no_display_is_exit_4_and_says_export(self):
        for env in ({}, {"SDL_VIDEODRIVER": "dummy"}, {"SDL_VIDEODRIVER": "offscreen"}):
            result = run(LECTURE, env=env)
            self.fails(result, 4, "export")
            self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_a_wrong_file_is_told_before_the_display(self):
        self.fails(run(self.scenario(timelines=[])), 1, "error")
        self.fails(run(self.path("none.json")), 3)

    def test_missing_fonts_are_named(self):
        self.fails(run("export", LECTURE, "-o", self.path("x.png"),
                       env={"INTERLEAVE_FONTS": self.folder}), 3, ".otf")


class Exports(Folder):
    def test_one_file(self):
        out = self.path("x.png")
        self.assertEqual(run("export", LECTURE, "-o", out, "--size", "640x360").returncode, 0)
        with open(out, "rb") as file:
            head = file.read(24)
        self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual((int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")),
                         (640, 360))

    def test_standard_output(self):
        done = subprocess.run([PROGRAM, "export", LECTURE, "-o", "-", "--format", "png", "--size",
                               "320x180"], capture_output=True)
        self.assertEqual(done.stdout[:4], b"\x89PNG")

    def test_a_folder_takes_one_picture_each(self):
        other = self.scenario()
        self.assertEqual(run("export", LECTURE, other, "-o", self.path("out") + "/", "--size",
                             "320x180").returncode, 0)
        self.assertEqual(sorted(os.listdir(self.path("out"))),
                         ["06-side-by-side.png", "small.png"])
        self.fails(run("export", LECTURE, other, "-o", self.path("one.png")), 2, "folder")

    def test_a_terminal_is_told_which_file_is_at_hand(self):
        leader, follower = pty.openpty()
        subprocess.run([PROGRAM, "export", LECTURE, self.scenario(), "-o", self.path("out") + "/",
                        "--size", "320x180"], stderr=follower, timeout=60, check=True)
        os.close(follower)
        told = os.read(leader, 65536).decode()
        os.close(leader)
        self.assertEqual([line.strip() for line in told.split("\r") if line.strip()],
                         ["1 of 2: 06-side-by-side", "2 of 2: small"])
        self.assertEqual(told.split("\r")[-1], "")

    def test_two_of_one_name_are_refused(self):
        os.mkdir(self.path("deep"))
        self.scenario(), self.scenario("deep/small.json")
        self.fails(run("export", self.path("small.json"), self.path("deep/small.json"), "-o",
                       self.path("out") + "/"), 2, "both")

    def test_the_scenario_is_never_overwritten(self):
        path = self.scenario()
        with open(path, "rb") as file:
            before = file.read()
        os.symlink(path, self.path("link.json"))
        self.fails(run("export", path, "-o", path, "--format", "png"), 2, "itself")
        self.fails(run("export", path, "-o", self.path("link.json"), "--format", "png"), 2)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_steps_are_numbered(self):
        self.assertEqual(run("export", LECTURE, "-o", self.path("x.png"), "--steps", "--size",
                             "320x180").returncode, 0)
        self.assertEqual(sorted(os.listdir(self.folder)),
                         [f"x-0{i}.png" for i in range(1, 4)])  # two notes, and the end
        self.fails(run("export", LECTURE, "-o", "-", "--format", "png", "--steps"), 2)
        self.fails(run("export", LECTURE, "-o", self.path("y.png"), "--steps", "--at", "1"), 2)

    def test_one_wrong_file_does_not_stop_the_others(self):
        wrong = self.scenario("wrong.json", timelines=[])
        result = run("export", wrong, LECTURE, "-o", self.path("out") + "/", "--size", "320x180")
        self.fails(result, 1, "wrong.json")
        self.assertEqual(os.listdir(self.path("out")), ["06-side-by-side.png"])

    def test_what_was_ignored_is_said(self):
        out = self.path("x.png")
        self.fails(run("export", LECTURE, "-o", out, "--at", "3.1"), 2, "--at", "3 s")
        self.fails(run("export", LECTURE, "-o", out, "--theme", "dark", "--theme", "light"), 2,
                   "dark", "light")
        self.assertFalse(os.path.exists(out))
        self.assertEqual(run("export", LECTURE, "-o", out, "--at", "3", "--size",
                             "320x180").returncode, 0)

    def test_several_outputs(self):
        outs = [self.path(name) for name in ("a.PNG", "a.svg", "a.txt")]
        self.assertEqual(run("export", LECTURE, "-o", outs[0], "-o", outs[1], "-o", outs[2],
                             "--size", "320x180", "--width", "90").returncode, 0)
        for out, head in zip(outs, (b"\x89PNG", b"<svg")):
            with open(out, "rb") as file:
                self.assertEqual(file.read(4), head)
        self.assertEqual(run("export", LECTURE, "tasks", "-o", self.path("all") + "/",
                             "-o", self.path("all.pdf"), "--format", "pdf,svg"
                             ).returncode, 2)  # a file takes one format
        self.assertEqual(run("export", LECTURE, "two-tasks", "-o", self.path("all") + "/",
                             "--format", "svg,pdf").returncode, 0)
        self.assertEqual(sorted(os.listdir(self.path("all"))),
                         ["04-two-tasks.pdf", "04-two-tasks.svg", "06-side-by-side.pdf",
                          "06-side-by-side.svg"])
        self.fails(run("export", LECTURE, "-o", outs[0], "-o", outs[0]), 2, "twice")
        self.fails(run("export", LECTURE, "-o", self.path("all"), "--format", "png,pgf"), 2,
                   "pdf")

    def test_one_document_of_many_files_goes_on_past_a_wrong_one(self):
        wrong, out = self.scenario("wrong.json", timelines=[]), self.path("all.pdf")
        self.fails(run("export", LECTURE, wrong, "two-tasks", "-o", out), 1, "wrong.json")
        said = subprocess.run(["pdfinfo", out], capture_output=True, text=True).stdout
        self.assertRegex(said, r"Pages: +2\n")
        os.unlink(out)
        self.fails(run("export", wrong, "-o", out), 1, "wrong.json")
        self.assertFalse(os.path.exists(out))

    def test_a_timeline_that_is_not_there(self):
        self.fails(run("export", LECTURE, "-o", self.path("x.png"), "--timeline", "4"), 2,
                   "--timeline")

    def test_an_unwritable_place_is_exit_3(self):
        for out in ("none/x.png", "none/deep/x.png", "none/deep/"):
            self.fails(run("export", LECTURE, "-o", self.path(out)), 3,
                       f"there is no folder {self.path('none')};",
                       f"`mkdir -p {os.path.dirname(self.path(out.rstrip('/')))}`")
        self.fails(run("export", LECTURE, "-o", "/dev/full", "--format", "png"), 3)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
