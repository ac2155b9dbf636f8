"""Python files, notebooks and recorded traces through the program: what is said, what it leaves."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from recording import PROGRAMS, ROOT
from test_recorder import LECTURE, notebook

PROGRAM = os.path.abspath(sys.argv[1])
PYTHON = "/usr/bin/python3"
# Where Debian's 3.11 does otherwise than the 3.14 of the scenarios: wait_for makes a task there.
# There wait_for makes a task of its own.
DIFFERS_ON_3_11 = {"11-time-limit", "35-two-locks", "36-slow-client"}
HELLO = "import asyncio\nasync def main():\n    await asyncio.sleep(1)\n    print('hello')\n" \
        "asyncio.run(main())\n"
CALLBACKS = """import asyncio, sys
async def work():
    await asyncio.sleep(1)
    print("to stderr", file=sys.stderr)
    return 5
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon")
    loop.call_later(0.5, print, "later")
    task = asyncio.create_task(work())
    task.add_done_callback(lambda task: print("done:", task.result()))
    await asyncio.sleep(2)
asyncio.run(main())
"""


def environment(**more):
    return {**os.environ, "INTERLEAVE_PYTHON": PYTHON, **more}


def interleave(*arguments, env=None, **more):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, env=env or environment(), **more)


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def says(self, result, code, *words):
        self.assertEqual(result.returncode, code, result.stderr)
        for word in words:
            self.assertIn(word, result.stdout + result.stderr)

    def runs(self, command, seconds=5):
        """Whether a process with these words still runs after a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = subprocess.run(["pgrep", "-f", command], capture_output=True).returncode == 0
            if not found:
                return False
            time.sleep(0.1)
        return True


class Programs(Folder):
    def test_run(self):
        result = interleave("run", self.file("hello.py", "print('before')\n" + HELLO))
        self.says(result, 0, "1.0 s  hello", "1.0 s  total", "Outside of the timelines\n  before")
        self.assertEqual(result.stderr, "")

    def test_what_is_written_to_standard_error_outside_of_the_timelines(self):
        words = "import sys\nprint('to err', file=sys.stderr)\n" + HELLO + "sys.exit('bad luck')\n"
        result = interleave("run", self.file("errors.py", words))
        self.says(result, 1, "Outside of the timelines\n  to err")
        self.assertEqual((result.stdout + result.stderr).count("bad luck"), 1)

    def test_trace(self):
        result = interleave("trace", PROGRAMS / "classes.py")
        self.says(result, 0)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(lines[0]["coro"], "main()")
        self.assertEqual(lines[-1], {"timeline": 0, "t": 6.7, "event": "end", "outcome": "done"})

    def test_all_of_the_trace_opens_again(self):
        for name in ("classes", "waiting", "executors", "stuck", "warn", "forever"):
            with self.subTest(name):
                whole = interleave("trace", "--all", PROGRAMS / f"{name}.py").stdout
                again = self.file("again.jsonl", whole)
                self.assertEqual(interleave("trace", again).stdout,
                                 interleave("trace", PROGRAMS / f"{name}.py").stdout)

    def test_nothing_of_it_is_lost_in_the_whole_trace(self):
        path = self.file("boom.py", '"""A title.\n\nMore of it."""\nprint("before")\n' + HELLO +
                         "1/0\n")
        whole = interleave("trace", "--all", path).stdout
        again = self.file("again.jsonl", whole)
        self.assertEqual(interleave("trace", "--all", again).stdout, whole)
        first, second = interleave("run", path), interleave("run", again)
        self.assertEqual((second.stdout, second.stderr, second.returncode),
                         (first.stdout, first.stderr, first.returncode))
        pictures = [interleave("export", file, "--panels", "python", "--format", "svg", "-o", "-")
                    for file in (path, again)]
        self.assertEqual(pictures[0].stdout, pictures[1].stdout)
        real = interleave("trace", "--all", "--clock", "real", path).stdout
        self.assertEqual(json.loads(real.splitlines()[0])["clock"], "real")

    def test_pictures_show_the_file_itself(self):
        for form in ("svg", "png"):
            out = self.folder / f"out.{form}"
            self.says(interleave("export", PROGRAMS / "waiting.py", "-o", out, "--panels",
                                 "python"), 0)
            self.assertTrue(out.stat().st_size)
        picture = (self.folder / "out.svg").read_text()
        self.assertIn("asyncio.Queue(1)", picture)

    def test_pictures_are_the_same_each_time(self):
        for name in ("one.svg", "two.svg"):
            interleave("export", PROGRAMS / "executors.py", "-o", self.folder / name)
        self.assertEqual((self.folder / "one.svg").read_bytes(),
                         (self.folder / "two.svg").read_bytes())

    def test_a_notebook(self):
        result = interleave("run", self.file("lecture.ipynb", LECTURE))
        self.says(result, 1, "asyncio.run() cannot be called from a running event loop",
                  "3.0 s  total", "2.0 s  total")

    def test_cells_without_a_timeline_tell_their_errors(self):
        fails = notebook("import asyncio\ndef half(x):\n    return 1 / x", "half(0)",
                         "await asyncio.sleep(1)", "def wrong(:\n    pass")
        result = interleave("run", self.file("fails.ipynb", fails))
        self.says(result, 1, '  File "Cell In[2]", line 1, in <module>\n    half(0)\n',
                  '  File "Cell In[1]", line 3, in half\n    return 1 / x\n',
                  "ZeroDivisionError: division by zero", '  File "Cell In[4]", line 1\n',
                  "SyntaxError: invalid syntax", "1.0 s  total")
        self.assertNotIn("ast.py", result.stderr)
        only = self.file("only.ipynb", notebook("import asyncio", "asyncio.nothing"))
        self.says(interleave("run", only), 1, 'File "Cell In[2]", line 1', "AttributeError")
        short = interleave("run", "--diagnostics", "short", only).stderr
        self.assertIn("only.ipynb:cell 2:1:1: error: AttributeError: module", short)
        told = json.loads(interleave("run", "--diagnostics", "json", only).stderr)
        self.assertEqual((told["cell"], told["line"], told["column"]), (2, 1, 1))

    def test_what_python_cannot_read(self):
        deep = "-" * 20000 + "1"
        for name, text, told in (("list.ipynb", "[]", "this is no notebook: "),
                                 ("cell.ipynb", '{"cells": [{"cell_type": "markdown"}]}',
                                  "this is no notebook: 'source'"),
                                 ("coding.py", "# coding: nope\n", "SyntaxError: unknown encoding"),
                                 ("deep.py", deep, "Error"), ("deep.ipynb", notebook(deep), "Error")):
            result = interleave("run", self.file(name, text))
            self.says(result, 1, told)
            self.assertNotIn("its own trace", result.stderr)

    def test_what_callbacks_print_is_in_the_picture(self):
        path = self.file("callbacks.py", CALLBACKS)
        result = interleave("run", path)
        self.says(result, 0, "0.0 s  soon", "0.5 s  later", "1.0 s  done: 5", "1.0 s  to stderr")
        out = self.folder / "out.svg"
        for panels in ((), ("--panels", "output")):
            self.says(interleave("export", path, "-o", out, *panels), 0)
            for words in ("soon", "later", "done: 5", "to stderr"):
                self.assertIn(f">{words}<", out.read_text())
        self.assertIn("Callbacks print soon at 0 s, later at 0.5 s, done: 5 at 1 s.",
                      out.read_text())
        interleave("export", path, "-o", self.folder / "out.txt")
        self.assertIn("done: 5", (self.folder / "out.txt").read_text())

    def test_what_a_callback_prints_is_a_step_of_its_own(self):
        path = self.file("callbacks.py", CALLBACKS)
        out = self.folder / "out.svg"
        interleave("export", path, "-o", out, "--panels", "narration", "--at", "0.5")
        self.assertIn("a callback prints later", out.read_text().replace("\u00a0", " "))
        interleave("export", path, "-o", self.folder / "out.json")
        events = json.loads((self.folder / "out.json").read_text())["traceEvents"]
        row = [e["tid"] for e in events if e.get("args") == {"name": "callbacks"}]
        self.assertEqual([(e["name"], e["ts"]) for e in events if [e["tid"]] == row
                          and e["ph"] == "i"], [("soon", 0), ("later", 5e5), ("done: 5", 1e6)])
        script = self.file("script", "key Home\n" + "key Right\n" * 4 + "state\n")
        result = interleave(path, "--paused", "--script", script,
                            env=environment(XDG_STATE_HOME=str(self.folder)))
        self.assertEqual(json.loads(result.stdout.splitlines()[-1])["t"], 0.5)

    def test_progress_and_colours_stand_in_pictures_as_on_a_terminal(self):
        path = self.file("progress.py", HELLO.replace(
            "print('hello')", "print('\\rhalf\\r1/2 done', end='')\n"
                              "    print(' \\x1b[1;31mred\\x1b[0m ')"))
        out = self.folder / "out.svg"
        self.says(interleave("export", path, "-o", out), 0)
        self.assertIn(">1/2 done<", out.read_text())
        self.assertIn("> red <", out.read_text().replace("\u00a0", " "))

    def test_a_forgotten_await_has_its_line(self):
        path = self.file("forgot.py", HELLO.replace("    print", "    main()\n    print"))
        self.says(interleave("run", path), 0, "warning: coroutine 'main' was never awaited\n"
                  "    in Task-1: line 4\n")

    def test_until_and_clock(self):
        path = self.file("hello.py", HELLO.replace("sleep(1)", "sleep(0.2)"))
        self.says(interleave("run", path, "--until", "0.1"), 0, "goes on after 0.1 s")
        self.says(interleave("run", path, "--clock", "real"), 0, "hello")
        self.says(interleave("run", path, "--until", "x"), 2, "virtual seconds")

    def test_pictures_say_which_clock_that_is(self):
        path = self.file("hello.py", HELLO.replace("sleep(1)", "sleep(0.2)"))
        out = self.folder / "out.svg"
        for options, words in (((), "on a virtual clock"),
                               (("--clock", "real"), "measured on the real clock")):
            interleave("export", path, "-o", out, *options)
            self.assertTrue(words in out.read_text())
        interleave("export", PROGRAMS / "child.py", "-o", out)
        self.assertTrue("waited really for " in out.read_text())

    def test_imports_come_from_its_folder(self):
        self.file("beside.py", "NAME = 'beside'\n")
        path = self.file("main.py", HELLO.replace("'hello'", "NAME").replace(
            "import asyncio", "import asyncio\nfrom beside import NAME"))
        self.says(interleave("run", path), 0, "1.0 s  beside")

    def test_a_scenario_starts_no_python(self):
        lesson = ROOT / "scenarios" / "03-two-awaits.json"
        self.says(interleave("run", lesson, "--python", "/nothing"), 0, "3.0 s  total")


class Mistakes(Folder):
    def test_python_is_absent_or_broken(self):
        path = self.file("hello.py", HELLO)
        self.says(interleave("run", path, "--python", "/no/python"), 1, "/no/python",
                  "No such file", "--python PATH")
        self.says(interleave("run", path, "--python", "/bin/false"), 1, "/bin/false",
                  "Python 3.11 or later")

    def test_python_is_too_old(self):
        old = self.file("old", "#!/bin/sh\necho 'this is Python 3.9.2, and a recording needs 3.11 "
                               "or later' >&2\nexit 1\n")
        old.chmod(0o755)
        self.says(interleave("run", self.file("hello.py", HELLO), "--python", old), 1, "3.9.2")

    def test_errors_are_pythons(self):
        path = self.file("wrong.py", "import asyncio\nasync def main(:\n    pass\n")
        result = interleave("run", path)
        bare = subprocess.run([PYTHON, path], capture_output=True, text=True)
        self.assertEqual(result.stderr, bare.stderr)
        self.assertEqual(result.returncode, 1)
        result = interleave("run", path, "--diagnostics", "short")
        self.assertIn("wrong.py:2:1: error: SyntaxError: invalid syntax", result.stderr)

    def test_an_error_of_a_timeline(self):
        path = self.file("boom.py", HELLO.replace("print('hello')", "1/0"))
        result = interleave("run", path)
        self.says(result, 1, "error: ZeroDivisionError: division by zero", "1.0 s  total")
        bare = subprocess.run([PYTHON, path], capture_output=True, text=True)
        self.assertEqual(result.stderr, bare.stderr)

    def test_what_is_inside_of_a_group_is_told(self):
        path = self.file("group.py", """import asyncio
async def bad():
    await asyncio.sleep(1)
    raise ValueError('same')
async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(bad())
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(bad())
        group.create_task(bad())
        group.create_task(inner())
asyncio.run(main())
""")
        self.says(interleave("run", path), 1, """  error: ExceptionGroup: unhandled errors in a TaskGroup (3 sub-exceptions)
    at 1.0 s in Task-1: main() line 9
      inside: ValueError: same
        at 1.0 s in Task-2: bad() line 4
      inside: ValueError: same
        at 1.0 s in Task-3: bad() line 4
      inside: ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
        at 1.0 s in Task-4: inner() line 6
        inside: ValueError: same
          at 1.0 s in Task-""")

    def test_nothing_to_show(self):
        self.says(interleave("run", self.file("plain.py", "x = 1\n")), 1, "asyncio.run(...)")

    def test_refusals_are_told(self):
        path = self.file("two.py", "import asyncio, threading\n"
                         "t = threading.Thread(target=lambda: asyncio.run(asyncio.sleep(1)))\n"
                         "t.start(); t.join()\n")
        self.says(interleave("run", path), 1, "an event loop runs in a second thread")

    def test_forged_traces_are_told(self):
        path = self.file("forge.py", "import asyncio, os\nasync def main():\n"
                         "    await asyncio.sleep(1)\n    for fd in range(3, 1024):\n"
                         "        try: os.write(fd, b'{\"event\": \"exit\", \"code\": 0}\\n')\n"
                         "        except OSError: pass\nasyncio.run(main())\n")
        self.says(interleave("run", path), 1, "wrote into its own trace")

    def test_killed_ones_are_shown_up_to_there(self):
        path = self.file("killed.py", "import asyncio, os, signal\nasync def main():\n"
                         "    await asyncio.sleep(1)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
                         "asyncio.run(main())\n")
        self.says(interleave("run", path), 1, "the program ended here all at once")

    def test_control_characters_do_not_come_through(self):
        path = self.file("hello.py", HELLO.replace("'hello'", "'\\x1b[31m'"))
        self.assertNotIn("\x1b", interleave("run", path).stdout)

    def test_its_children_end_with_it(self):
        path = self.file("child.py", "import asyncio, subprocess\nasync def main():\n"
                         "    subprocess.Popen(['sleep', '86399'])\n    await asyncio.sleep(0)\n"
                         "asyncio.run(main())\n")
        self.says(interleave("run", path), 0)
        self.assertFalse(self.runs("^sleep 86399$"))

    def test_an_interrupt_ends_both(self):
        path = self.file("endless.py", "import asyncio, subprocess\nasync def main():\n"
                         "    subprocess.Popen(['sleep', '86398'])\n    while True: pass\n"
                         "asyncio.run(main())\n")
        process = subprocess.Popen([PROGRAM, "run", str(path)], env=environment())
        end = time.monotonic() + 20
        while time.monotonic() < end and subprocess.run(
                ["pgrep", "-f", "^sleep 86398$"], capture_output=True).returncode:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=20), -signal.SIGINT)
        self.assertFalse(self.runs("^sleep 86398$"))
        self.assertFalse(self.runs(str(path)))


DRAG = """import asyncio


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)


async def main():
    await asyncio.gather(say_after(1, 'One'), say_after(2, 'Two'))


asyncio.run(main())
"""


class Window(Folder):
    def play(self, path, *script):
        text = "\n".join(["size 1920 1080", "key End", *script, "state"]) + "\n"
        result = interleave(path, "--paused", "--script", self.file("script", text),
                            env=environment(XDG_STATE_HOME=str(self.folder)), cwd=self.folder)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout.splitlines()[-1])

    def test_a_dragged_number_is_written_into_the_file(self):
        path = self.file("drag.py", DRAG)
        state = self.play(path, "on span-end 0 2", "down", "by 140 0", "up", "wait 1",
                          "key Ctrl+S")
        changed = [line for line in path.read_text().splitlines() if line not in DRAG]
        self.assertEqual(len(changed), 1)
        self.assertRegex(changed[0], r"say_after\(1, 'One'\), say_after\(2\.\d+, 'Two'\)")
        self.assertGreater(state["t"], 2)
        self.assertFalse(state["unsaved"])

    def test_numbers_of_the_line_itself_and_by_name(self):
        cases = {"sleep(1)": "sleep(1)", "sleep(delay=1)": None}
        for text, found in cases.items():
            path = self.file("own.py", f"import asyncio\nasync def main():\n"
                                       f"    await asyncio.{text}\nasyncio.run(main())\n")
            self.play(path, "on span-end 0 0", "down", "by 100 0", "up", "wait 1", "key Ctrl+S")
            self.assertEqual(text not in path.read_text(), found is not None)
        path = self.file("class.py", "import asyncio\nclass A:\n"
                                     "    async def wait(self, *, long):\n"
                                     "        await asyncio.sleep(long)\n"
                                     "async def main():\n    await A().wait(long=2)\n"
                                     "asyncio.run(main())\n")
        self.play(path, "on span-end 0 0", "down", "by 100 0", "up", "wait 1", "key Ctrl+S")
        self.assertRegex(path.read_text(), r"wait\(long=2\.\d+\)")

    def test_a_save_is_followed_and_a_slip_keeps_the_picture(self):
        path, longer = self.file("drag.py", DRAG), self.file("longer.py", DRAG.replace("2,", "5,"))
        wrong = self.file("wrong.py", DRAG.replace("(main())", "(main("))
        state = self.play(path, f"copy {longer} {path}", "wait 1", "wait 1")
        self.assertEqual(state["t"], 5)
        state = self.play(path, f"copy {wrong} {path}", "wait 1", "wait 1")
        self.assertIn("SyntaxError", state["banner"])
        self.assertEqual(state["t"], 5)

    def test_a_dropped_program_asks(self):
        path, other = self.file("drag.py", DRAG), self.file("other.py", "open('ran', 'w')\n" +
                                                            HELLO)
        ran = self.folder / "ran"
        state = self.play(path, f"drop {other}")
        self.assertTrue(state["asks"])
        state = self.play(path, f"drop {other}", "key Escape")
        self.assertFalse(state["asks"])
        self.assertEqual(state["title"], "drag.py - interleave")
        self.assertFalse(ran.exists())
        state = self.play(path, f"drop {other}", "key Return", "wait 0.1")
        self.assertEqual(state["title"], "other.py - interleave")


class Verify(Folder):
    def test_lessons_on_3_11(self):
        for path in sorted((ROOT / "scenarios").glob("*.json")):
            if '"coroutines"' not in path.read_text():
                continue
            with self.subTest(path.stem):
                result = interleave("verify", path)
                if path.stem in DIFFERS_ON_3_11:
                    self.says(result, 1, "Python 3.11", "it may differ here")
                else:
                    self.says(result, 0, ": the same: ", " events, Python 3.11.")

    def test_a_planted_difference_is_found(self):
        self.file("sitecustomize.py", "import asyncio\nown = asyncio.sleep\n"
                  "async def sleep(delay, result=None):\n"
                  "    return await own(delay if delay < 2 else 3, result)\n"
                  "asyncio.sleep = sleep\n")
        result = interleave("verify", ROOT / "scenarios" / "03-two-awaits.json",
                            env=environment(PYTHONPATH=str(self.folder)))
        self.says(result, 1, "different after 4 events", '"t": 3.0', '"t": 4.0')

    def test_only_scenarios(self):
        self.says(interleave("verify", self.file("hello.py", HELLO)), 1, "only a scenario")


class Record(Folder):
    def test_a_program_as_it_runs(self):
        self.file("sitecustomize.py", "import sys\nsys.mine = True\n")
        path = self.file("trip.py", "'''A trip'''\nimport sys\n" + HELLO.replace(
            "sleep(1)", "sleep(0.1)").replace("'hello'", "'mine', sys.mine, sys.argv[1:]"))
        out = self.folder / "trip.jsonl"
        result = interleave("record", "-o", out, "--", PYTHON, path, "an", "argument",
                            env=environment(PYTHONPATH=str(self.folder)))
        self.says(result, 0)
        self.assertEqual(result.stdout, "mine True ['an', 'argument']\n")
        head = json.loads(out.read_text().splitlines()[0])
        self.assertEqual((head["clock"], head["title"]), ("real", "A trip"))
        self.says(interleave("run", out), 0, "mine True", "total")

    def test_only_the_first_python_is_recorded(self):
        path = self.file("hello.py", HELLO.replace("sleep(1)", "sleep(0)"))
        out = self.folder / "trip.jsonl"
        self.says(interleave("record", "-o", out, "--", "sh", "-c",
                             f"{PYTHON} {path}; {PYTHON} {path}; exit 5"), 5, "hello\nhello")
        self.assertEqual(interleave("run", out).stdout.count("hello"), 1)

    def test_what_cannot_be_recorded(self):
        out = self.folder / "trip.jsonl"
        self.says(interleave("record", "-o", out, "--", "true"), 1, "started no Python")
        self.says(interleave("record", "-o", out, "--", "/no/command"), 3, "/no/command")
        self.says(interleave("record", "-o", out, "--", "/no/\x1b[31m\u202e"), 3,
                  "error: /no/\\x1b[31m\\u202e: No such file")
        self.says(interleave("record", "--", "true"), 2, "-o TRACE")
        self.assertFalse(out.exists())

    def test_the_folder_for_temporary_files(self):
        out, gone = self.folder / "trip.jsonl", self.folder / "gone"
        self.says(interleave("record", "-o", out, "--", "true",
                             env=environment(TMPDIR=str(gone))), 3, f"{gone}/interleave-trace-")
        self.assertFalse(out.exists())


class Written(Folder):
    def test_what_is_logged_stands_in_the_picture(self):
        out = self.folder / "out.svg"
        self.says(interleave("export", self.file("log.py", HELLO.replace(
            "print('hello')", "import logging; logging.error('logged here')")), "-o", out), 0)
        self.assertIn("logged here", out.read_text())


class Outside(Folder):
    WAITS = ("import asyncio, sys\nasync def main():\n    child = await "
             "asyncio.create_subprocess_exec(sys.executable, '-c', 'import time; "
             "time.sleep(0.2)')\n    await child.wait()\n    await asyncio.sleep(1)\n"
             "asyncio.run(main())\n")

    def test_pictures_say_where_it_was_really_waited(self):
        out = self.folder / "out.svg"
        for text, waits in ((self.WAITS, True), (HELLO, False)):
            self.says(interleave("export", self.file("x.py", text), "-o", out), 0)
            picture = out.read_text()
            self.assertEqual("waited really for" in picture, waits)
            self.assertEqual(">waited really<" in picture, waits)
            self.assertIn("on a virtual clock", picture)

    def test_what_leaves_the_session_ends_too(self):
        seconds = f"30{os.getpid()}"
        path = self.file("stray.py", "import asyncio, subprocess\nasync def main():\n"
                         f"    subprocess.Popen(['sleep', '{seconds}'], start_new_session=True)\n"
                         "    await asyncio.sleep(1)\n    print('started')\nasyncio.run(main())\n")
        self.says(interleave("run", path), 0, "started")
        self.assertFalse(self.runs(f"sleep {seconds}"))


DAEMON = """import os
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
os.execve('/bin/sleep', ['sleep', 'SECONDS'], {})
"""
STRAYS = f"""import asyncio, os, signal, subprocess, sys
async def main():
    subprocess.Popen(['env', '-i', 'setsid', 'sleep', 'SECONDS'])
    subprocess.Popen(['sleep', 'SECONDS'], start_new_session=True)
    subprocess.run([sys.executable, '-c', {DAEMON!r}])
    await asyncio.sleep(1)
    print('started')
    END
asyncio.run(main())
"""


class Strays(Folder):
    """Children with a session and an environment of their own, and orphans."""

    def seconds(self):
        return f"41{os.getpid()}"

    def strays(self, end):
        return self.file("stray.py", STRAYS.replace("SECONDS", self.seconds()).replace("END", end))

    def gone(self):
        self.assertFalse(self.runs(f"^(/bin/)?sleep {self.seconds()}$"))

    def started(self):
        """Whether all three run after a while."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            found = subprocess.run(["pgrep", "-cf", f"^(/bin/)?sleep {self.seconds()}$"],
                                   capture_output=True, text=True).stdout
            if found == "3\n":
                return True
            time.sleep(0.05)
        return False

    def test_they_end_with_the_program(self):
        self.says(interleave("run", self.strays("pass")), 0, "started")
        self.gone()

    def test_they_end_where_it_is_cut(self):
        self.says(interleave("run", self.strays("await asyncio.sleep(99)"), "--until", "1.5"), 0,
                  "started", "goes on after 1.5 s")
        self.gone()

    def test_they_end_with_us(self):
        path = self.strays("while True: pass")
        for number in (signal.SIGINT, signal.SIGKILL):
            process = subprocess.Popen([PROGRAM, "run", str(path)], env=environment())
            self.assertTrue(self.started())
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=20), -number)
            self.gone()
            self.assertFalse(self.runs(str(path)))

    def test_they_end_where_the_program_kills_who_keeps_them(self):
        path = self.file("keeper.py", HELLO.replace("    print", "    import os, signal, time\n"
                         "    os.kill(os.getppid(), signal.SIGKILL)\n    while True: pass\n    print"))
        self.says(interleave("run", path), 1, "the program ended here all at once")
        self.assertFalse(self.runs(str(path)))


class Convert(Folder):
    def test_a_lesson_and_back(self):
        """Exported to Python and read back, a lesson runs as before."""
        for name in ("03-two-awaits", "05-gather", "10-errors", "13-semaphore", "14-queue"):
            with self.subTest(name):
                lesson = ROOT / "scenarios" / f"{name}.json"
                code, back = self.folder / f"{name}.py", self.folder / f"{name}.json"
                interleave("export", lesson, "-o", code)
                result = interleave("new", back, "--from", code)
                self.says(result, 0)
                self.assertNotIn("left out", result.stderr)
                self.assertEqual(interleave("trace", back).stdout,
                                 interleave("trace", lesson).stdout)

    def test_jobs_of_threads_that_do_not_sleep_are_told(self):
        path = self.file("job.py", "import asyncio, time\ndef job(): pass\nasync def main():\n"
                         "    await asyncio.wait_for(asyncio.to_thread(time.sleep, 1), 2)\n"
                         "    await asyncio.wait_for(asyncio.to_thread(job), 2)\n"
                         "asyncio.run(main())\n")
        out = self.folder / "job.json"
        result = interleave("new", out, "--from", path)
        self.says(result, 0, "job.py:5: left out: a thread of a scenario can only sleep")
        self.assertNotIn("job.py:4", result.stderr)
        self.says(interleave("run", out), 0, "1.0 s  total")

    def test_functions_and_exceptions(self):
        path = self.file("own.py", """import asyncio
class Overloaded(Exception):
    "Too much of it."
def pause(n):
    if n > 1:
        raise Overloaded(n)
    return 2 ** n
async def main():
    try:
        for n in range(5):
            await asyncio.sleep(pause(n))
            print(n)
    except Overloaded as e:
        print('given up at', e)
asyncio.run(main())
""")
        back = self.folder / "own.json"
        result = interleave("new", back, "--from", path)
        self.says(result, 0)
        self.assertNotIn("left out", result.stderr)
        self.says(interleave("run", back), 0, "3.0 s  given up at 2")
        self.assertEqual(interleave("run", back).stdout, interleave("run", path).stdout)

    def test_what_is_left_out_is_said(self):
        path = self.file("mixed.py", HELLO.replace(
            "    print('hello')", "    with open('x') as f: pass\n    print('hello')"))
        result = interleave("new", self.folder / "mixed.json", "--from", path)
        self.says(result, 0, f"{path}:4: left out: a plain `with`")
        self.says(interleave("run", self.folder / "mixed.json"), 0, "1.0 s  hello")

    def test_what_is_none(self):
        out = self.folder / "none.json"
        self.says(interleave("new", out, "--from", self.file("x.py", "x = = 1\n")), 1, "line 1")
        self.says(interleave("new", out, "--from", self.file("y.py", "x = 1\n")), 1, "scenario")
        self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
