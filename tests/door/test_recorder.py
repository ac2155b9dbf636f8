"""Python programs recorded on the virtual clock: what they print, how long they take, what the
trace says of them."""

import importlib.util
import json
import os
import pathlib
import tempfile
import time
import unittest

from recording import PROGRAMS, QUESTIONS, bare, breach, record, record_text

NOTHING_OUTSIDE = ("classes", "waiting", "executors", "stuck", "forever", "warn",
                   "clocks")


class Case(unittest.TestCase):
    def recorded(self, recording, code=0):
        self.assertIsNone(breach(recording), recording.err)
        self.assertEqual(recording.code, code, recording.err)
        self.assertIsNotNone(recording.exit())
        return recording

    def program(self, name, *options, code=0):
        return self.recorded(record(PROGRAMS / f"{name}.py", *options), code)

    def text(self, text, *options, code=0, **more):
        return self.recorded(record_text(text, *options, **more), code)


class Programs(Case):
    def test_output_is_bare_pythons(self):
        text = "import asyncio, time\nasync def tick(n):\n    for i in range(3):\n" \
               "        await asyncio.sleep(n)\n        print(n, i)\n" \
               "async def main():\n    await asyncio.gather(tick(0.1), tick(0.16))\n" \
               "    print(await asyncio.to_thread(lambda: time.sleep(0.1)))\n" \
               "    print(asyncio.current_task(), [1, {'a'}])\nasyncio.run(main())\n"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "program.py")
            path.write_text(text)
            theirs, mine = bare(path), record(path, "--echo")
        self.assertEqual(mine.out, theirs.stdout)
        self.assertEqual(mine.err, theirs.stderr)

    def test_classes(self):
        run = self.program("classes")
        self.assertEqual(run.ends(), [("done", 6.7)])
        self.assertEqual(run.titles(), ["Everything"])
        self.assertEqual(run.lines[0]["title"], "A client with everything")
        coros = [line["coro"] for line in run.events("create")]
        self.assertEqual(coros, ["main()", "Client.fetch(1)", "Client.fetch(2)"])
        self.assertIn("first", [line["task"] for line in run.events("create", "rename")])
        labels = {line["label"] for line in run.events("await")}
        self.assertLessEqual({"sleep(0.1)", "sleep(n)", "async with self.lock", "future"}, labels)
        self.assertEqual([o["name"] for o in run.events("object")], ["self.lock"])
        self.assertEqual([line["text"] for line in run.events("output")], ["done 2", "soon"])

    def test_waiting(self):
        run = self.program("waiting")
        self.assertEqual(run.lines[0]["title"], "What tasks wait for")
        self.assertEqual(run.lines[0]["description"], "One of each.")
        self.assertEqual(run.titles(), ["All of them"])
        kinds = {line["kind"] for line in run.events("await")}
        self.assertLessEqual({"queue", "sleep", "wait", "event", "semaphore", "gather", "shield",
                              "completed"}, kinds)
        self.assertEqual(run.ends(), [("done", 9.1)])
        self.assertEqual([(n["text"], n["place"]) for n in run.events("note")],
                         [("wait_for gives up, too", 30)])
        self.assertEqual([line["text"] for line in run.events("put")], ["'a'", "'b'", "'c'"])
        self.assertEqual([line["value"] for line in run.events("get")], [0, 0, 0])
        self.assertTrue(run.events("arm"))
        self.assertEqual(run.events("cancel")[0]["cause"], "limit")

    def test_executors(self):
        run = self.program("executors")
        self.assertEqual(run.prints(), ["worked 1", "worked 3", "worked 2", "[3, 1, 2]", "got 0",
                                        "got 1", "got 2"])
        self.assertEqual(run.ends(), [("done", 6.0)])
        outside = [line["text"] for line in run.events("output") if "timeline" not in line]
        self.assertEqual(outside, ["worked 1", "done 1", "worked 2", "done 2", "mine", "timer"])
        jobs = [(line["label"], line["t"]) for line in run.events("thread")]
        self.assertEqual(jobs[:3], [("work(3)", 0.0), ("work(1)", 0.0), ("work(2)", 1.0)])

    def test_sockets(self):
        run = self.program("sockets")
        self.assertEqual(run.prints(), ["HELLO 0", "HELLO 1", "HELLO 2", "silent"])
        # From 3.12 on the server's end waits for the connections that are open.
        end = 6.0 if " 3.11." in run.lines[0]["made_by"] else 7.0
        self.assertEqual(run.ends(), [("done", end)])
        self.assertFalse(run.events("waited"))

    def test_a_child_is_waited_for(self):
        run = self.program("child")
        self.assertEqual(run.prints(), ["out 0"])
        outcome, end = run.ends()[0]
        self.assertTrue(100.1 < end < 130, end)
        self.assertTrue(0.1 < sum(line["seconds"] for line in run.events("waited")) < 30)

    @unittest.skipUnless(importlib.util.find_spec("aiohttp") or os.path.exists(
        "/usr/lib/python3/dist-packages/aiohttp"), "python3-aiohttp is not installed")
    def test_aiohttp(self):
        run = self.program("web")
        self.assertEqual(run.prints()[0], str(["hello"] * 5))
        outcome, end = run.ends()[0]
        self.assertTrue(1.0 <= end < 1.4, end)

    def test_clocks(self):
        run = self.program("clocks")
        self.assertEqual(run.prints()[0], "[3602.0, 3602.0, 3602.0, 3602.0]")
        self.assertEqual(run.prints()[1], "[3602000000, 3602000000, 3602000000]")
        self.assertEqual(run.prints()[2], "1:00:02 True True datetime True True UTC")
        self.assertEqual(run.prints()[3], "['first armed', 'second armed']")

    def test_work_that_holds_the_loop_counts(self):
        run = self.program("burn")
        self.assertEqual(run.prints()[0], "burnt True")
        outcome, end = run.ends()[0]
        self.assertTrue(3.2 < end < 6, end)
        self.assertEqual(run.events("block")[1]["label"], "sleep(1)")
        run = self.program("burn", "--cpu", "zero")
        self.assertEqual(run.ends()[0][1] // 1, 3)

    def test_loops_of_ones_own(self):
        run = self.program("forever")
        self.assertEqual(run.titles(), ["Until it is stopped", "Short", "The rest"])
        self.assertEqual(run.ends(), [("done", 3.0), ("done", 2.0), ("done", 3.0)])

    def test_warnings(self):
        run = self.program("warn")
        texts = [line["text"] for line in run.events("warning")]
        self.assertEqual(texts, ["coroutine 'fail' was never awaited",
                                 "Task exception was never retrieved: ValueError: lost"])
        self.assertEqual(run.events("raise")[0]["place"], 5)

    def test_again_the_same_bytes(self):
        for name in NOTHING_OUTSIDE:
            with self.subTest(name):
                file = PROGRAMS / f"{name}.py"
                self.assertEqual(record(file).data, record(file).data)

    def test_random_is_seeded(self):
        text = "import asyncio, random\nasync def main(): print(random.random(), {'a', 'b'})\n" \
               "asyncio.run(main())\n"
        self.assertEqual(self.text(text).prints(), self.text(text).prints())


    def test_what_is_passed_on_keeps_its_own_name(self):
        run = self.text("import asyncio\nasync def f(first, then):\n    async with first:\n"
                        "        await asyncio.sleep(1)\n        async with then: pass\n"
                        "async def main():\n    x, y = asyncio.Lock(), asyncio.Lock()\n"
                        "    await asyncio.gather(f(x, y), f(y, x))\nasyncio.run(main())\n")
        self.assertEqual(run.ends()[0][0], "stuck")
        self.assertEqual([line["name"] for line in run.events("object")], ["x", "y"])
        run = self.text("import asyncio\nasync def f(queue): await queue.get()\nasync def main():\n"
                        "    jobs = asyncio.Queue()\n    task = asyncio.create_task(f(jobs))\n"
                        "    await asyncio.sleep(1)\n    jobs.put_nowait(1)\n    await task\n"
                        "asyncio.run(main())\n")
        self.assertEqual([line["name"] for line in run.events("object")], ["jobs"])

    def test_the_end_of_a_loop_is_no_timeline(self):
        run = self.text("import asyncio\nasync def f(): await asyncio.sleep(1)\n"
                        "try:\n    asyncio.run(None)\nexcept ValueError as error:\n"
                        "    print(error)\nloop = asyncio.new_event_loop()\n"
                        "loop.run_until_complete(f())\n"
                        "loop.run_until_complete(loop.shutdown_asyncgens())\n"
                        "loop.run_until_complete(loop.shutdown_default_executor())\n"
                        "loop.close()\n")
        self.assertEqual(run.titles(), ["f()"])
        self.assertEqual(run.ends(), [("done", 1.0)])


class Questions(Case):
    """What people ask about: each file says and returns what it does in the bare Python."""

    def test_each_is_as_without_us(self):
        for path in sorted(QUESTIONS.glob("*.py")):
            with self.subTest(path.stem):
                given = os.path.relpath(path)
                theirs, mine = bare(given), record(given, "--echo")
                self.assertEqual((mine.out, mine.err, mine.code),
                                 (theirs.stdout, theirs.stderr, theirs.returncode))
                self.assertIsNone(breach(mine))

    def test_timers_that_no_loop_has_compare_as_ever(self):
        run = self.text("import asyncio\nasync def main():\n"
                        "    loop = asyncio.get_running_loop()\n"
                        "    one, other = (asyncio.TimerHandle(1, print, (), loop) for _ in 'ab')\n"
                        "    print(one < other, one <= other, one > other, one == other)\n"
                        "asyncio.run(main())\n")
        self.assertEqual(run.prints(), ["False True False True"])

    def test_a_module_of_its_own_goes_before_pythons(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("random.py", "MINE = 5\n"), ("json/__init__.py", "MINE = 6\n"),
                               ("main.py", "import random, json\nprint(random.MINE, json.MINE)\n"),
                               ("asyncio.py", "import asyncio\nasyncio.run(None)\n")):
                path = pathlib.Path(folder, name)
                path.parent.mkdir(exist_ok=True)
                path.write_text(text)
            self.assertEqual(record(f"{folder}/asyncio.py").exit()["text"],
                             bare(f"{folder}/asyncio.py").stderr)
            os.remove(f"{folder}/asyncio.py")
            run = self.recorded(record(f"{folder}/main.py"))
        self.assertEqual([line["text"] for line in run.events("output")], ["5 6"])


class Warnings(Case):
    def test_a_coroutine_that_a_refused_run_drops_has_its_line(self):
        run = self.text("import asyncio\nasync def f(): pass\nasync def main():\n"
                        "    try:\n        asyncio.run(f())\n    except RuntimeError:\n"
                        "        pass\nasyncio.run(main())\n")
        self.assertEqual([(e["text"], e["place"]) for e in run.events("warning")],
                         [("coroutine 'f' was never awaited", 7)])


class Output(Case):
    def test_one_event_a_print(self):
        run = self.text("import asyncio, sys\n"
                        "async def main():\n"
                        "    print('a', 1, sep='-'); print('b', end=''); print('c', end=' ')\n"
                        "    sys.stdout.write('one\\ntwo'); sys.stdout.write(' three\\n')\n"
                        "    print('no', file=sys.stderr); sys.stdout.write('rest')\n"
                        "asyncio.run(main())\n")
        self.assertEqual([(e["text"], e.get("open", False)) for e in run.events("print")],
                         [("a-1", False), ("b", True), ("c ", True), ("one", False),
                          ("two three", False), ("rest", True)])
        self.assertEqual([(e["text"], e["stream"]) for e in run.events("output")],
                         [("no", "stderr")])

    def test_echo_is_what_python_prints(self):
        text = "import asyncio\nasync def main():\n    for i in range(3):\n" \
               "        await asyncio.sleep(0)\n        print(i, end=',')\n    print()\n" \
               "asyncio.run(main())\nprint('\\u00e9')\n"
        self.assertEqual(self.text(text, "--echo").out, "0,1,2,\n\u00e9\n")

    def test_gigabytes_end(self):
        run = record_text("import asyncio\nasync def main():\n    while True: print('x' * 9**6)\n"
                          "asyncio.run(main())\n")
        self.assertEqual(run.ends()[0][0], "limit")
        self.assertLess(len(run.data), 1_000_000)

    def test_hostile_texts(self):
        run = self.text("import asyncio\nasync def main(): print('\\ud800\\x1b[31m\\0')\n"
                        "asyncio.run(main())\n")
        self.assertEqual(run.prints(), ["?\x1b[31m\0"])

    def test_no_code_of_the_learners_runs_for_a_value(self):
        run = self.text("import asyncio\nclass Odd:\n    def __repr__(self): print('ran'); 1/0\n"
                        "    __eq__ = __hash__ = __len__ = __bool__ = __repr__\n"
                        "async def f(x): await asyncio.sleep(1)\n"
                        "async def main():\n    odd = Odd()\n    await asyncio.create_task(f(odd))\n"
                        "asyncio.run(main())\n")
        self.assertEqual(run.prints(), [])
        self.assertEqual(run.events("create")[1]["coro"], "f(x)")


class Errors(Case):
    def same_as_bare(self, text, name="program.py"):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, name)
            path.write_text(text)
            theirs, mine = bare(path), record(path)
        self.assertEqual(mine.exit()["text"], theirs.stderr)
        self.assertEqual(mine.code, theirs.returncode)
        return mine

    def test_tracebacks_are_pythons(self):
        self.same_as_bare("import asyncio\ndef boom():\n    raise ValueError('boom')\n"
                          "async def main():\n    await asyncio.sleep(1)\n    boom()\n"
                          "asyncio.run(main())\n")
        self.same_as_bare("import asyncio\nasync def f():\n    try:\n        1/0\n"
                          "    except ZeroDivisionError as e:\n        raise KeyError(1) from e\n"
                          "async def main():\n    async with asyncio.TaskGroup() as g:\n"
                          "        g.create_task(f())\n"
                          "asyncio.run(main())\n")
        self.same_as_bare("x = 1\nimport nothing_of_that_name\n")

    def test_syntax_errors_are_pythons(self):
        self.same_as_bare("import asyncio\nasync def main(:\n    pass\n")
        self.same_as_bare("x = 1\nx = = 2\n")

    def test_exits(self):
        self.assertEqual(self.text("import sys; sys.exit(3)", code=3).exit()["code"], 3)
        self.assertEqual(record_text("raise SystemExit('no')").code, 1)
        run = record_text("import asyncio, os\nasync def main():\n    print('x')\n"
                          "    await asyncio.sleep(1)\n    os._exit(7)\nasyncio.run(main())\n")
        self.assertEqual((run.code, run.exit()["how"]), (7, "os._exit"))
        self.assertEqual(run.ends(), [("limit", 1.0)])

    def test_traceback_module_shows_no_frames_of_ours(self):
        run = self.text("import asyncio, traceback\nasync def main():\n"
                        "    try: await asyncio.wait_for(asyncio.Lock().acquire(), 1); 1/0\n"
                        "    except Exception: traceback.print_exc()\n    traceback.print_stack()\n"
                        "asyncio.run(main())\n")
        self.assertNotIn("interleave", " ".join(e["text"] for e in run.events("output")))


class Written(Case):
    def test_what_a_task_writes_is_its_own_but_for_warnings(self):
        run = self.text("import asyncio, logging, sys, warnings\nasync def main():\n"
                        "    logging.error('logged')\n    sys.stdout.write('out\\n')\n"
                        "    warnings.warn('old')\n    asyncio.sleep(1)\nasyncio.run(main())\n")
        self.assertEqual([line["text"] for line in run.events("output", "print") if "id" in line],
                         ["ERROR:root:logged", "out"])
        self.assertEqual([line["text"] for line in run.events("warning")],
                         ["old", "coroutine 'sleep' was never awaited"])


class Calls(Case):
    def test_what_has_no_words_goes_by_its_parameter(self):
        run = self.text("import asyncio\nclass Thing: pass\nasync def work(name, things, *, lock):\n"
                        "    await asyncio.sleep(1)\nasync def main():\n"
                        "    await asyncio.gather(work('a', Thing(), lock=asyncio.Lock()))\n"
                        "asyncio.run(main())\n")
        self.assertEqual([line["coro"] for line in run.events("create")],
                         ["main()", "work('a', things, lock=lock)"])


class Notes(Case):
    def test_a_note_stands_where_it_is_written(self):
        run = self.text("import asyncio\nasync def main():\n    async with asyncio.timeout(\n"
                        "            #: about the limit\n            9):\n        #: inside\n"
                        "        await asyncio.sleep(1)\n    for i in range(1):\n"
                        "        #: in the loop\n        print(i)\n    if i:  #: not\n"
                        "        pass\nasyncio.run(main())\n")
        self.assertEqual([(note["t"], note["place"], note["text"]) for note in run.events("note")],
                         [(0.0, 3, "about the limit"), (0.0, 7, "inside"),
                          (1.0, 10, "in the loop"), (1.0, 11, "not")])


class Values(Case):
    def values(self, text):
        run = self.text(text)
        return [(line.get("id"), line.get("depth", 0), line["name"],
                 "gone" if line.get("gone") else line["text"]) for line in run.events("value")]

    def test_what_names_hold(self):
        self.assertEqual(self.values(
            "import asyncio\nfound = []\nasync def inner(n):\n    twice = 2 * n\n"
            "    await asyncio.sleep(1)\n    found.append(twice)\n"
            "async def main():\n    x = 1\n    await inner(x)\n    x = 'done'\n"
            "    await asyncio.sleep(1)\nasyncio.run(main())\n"),
            [(0, 0, "x", "1"), (0, 1, "n", "1"), (0, 1, "twice", "2"), (None, 0, "found", "[]"),
             (0, 0, "x", "'done'"), (0, 1, "n", "gone"), (0, 1, "twice", "gone"),
             (None, 0, "found", "[2]"), (0, 0, "x", "gone")])

    def test_nothing_of_the_programs_own_runs_for_it(self):
        self.assertEqual(self.values(
            "import asyncio\nclass Loud:\n    def __repr__(self): print('repr'); return 'x'\n"
            "    __class__ = property(lambda self: print('class'))\n"
            "    def __eq__(self, other): print('eq'); return True\n    __hash__ = None\n"
            "async def main():\n    loud, all = Loud(), [Loud()]\n    await asyncio.sleep(1)\n"
            "asyncio.run(main())\n"), [(0, 0, "all", "[<Loud>]"), (0, 0, "all", "gone")])

    def test_there_is_an_end_to_them(self):
        run = self.text("import asyncio\nasync def main():\n    for i in range(25_000):\n"
                        "        await asyncio.sleep(0)\nasyncio.run(main())\n")
        self.assertEqual(len(run.events("value")), 20_000)
        self.assertEqual(len(run.events("values_end")), 1)

    def test_who_has_come_to_a_barrier(self):
        run = self.text("import asyncio\nasync def meet(barrier, n):\n    await asyncio.sleep(n)\n"
                        "    await barrier.wait()\nasync def main():\n    gate = asyncio.Barrier(2)\n"
                        "    await asyncio.gather(meet(gate, 1), meet(gate, 2))\n"
                        "    await gate.abort()\nasyncio.run(main())\n")
        self.assertEqual([(line["kind"], line["name"], line["capacity"])
                          for line in run.events("object")], [("barrier", "gate", 2)])
        self.assertEqual([(line["t"], line["event"], line["value"], line["id"])
                          for line in run.events("arrive", "leave", "break")],
                         [(1.0, "arrive", 1, 1), (2.0, "arrive", 2, 2), (2.0, "leave", 1, 2),
                          (2.0, "leave", 0, 1), (2.0, "break", 0, 0)])


ADDRESSES = """import asyncio, socket
async def answer(reader, writer):
    print("from", writer.get_extra_info("peername"))
    writer.write(await reader.read(9))
    writer.close()
async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    print("at", address)
    for _ in range(2):
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"hi")
        print(await reader.read(9), writer.get_extra_info("sockname"))
        writer.close()
    server.close()
    one, other = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
    one.bind(("127.0.0.1", 0))
    other.sendto(b"x", one.getsockname())
    data, sender = one.recvfrom(9)
    one.sendto(b"y", sender)
    print(data, sender, other.recv(9))
    code = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])))"
    server = await asyncio.start_server(lambda r, w: print("a child came"), "127.0.0.1", 0)
    import sys
    address = server.sockets[0].getsockname()
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", code, *map(str, address))
    print(await child.wait())
asyncio.run(main())
"""


class Ports(Case):
    def test_addresses_are_the_same_each_time(self):
        prints = [self.text(ADDRESSES).prints() for _ in range(2)]
        self.assertEqual(*prints)
        self.assertIn("from ('127.0.0.1', 64000)", prints[0])
        self.assertIn("b'hi' ('127.0.0.1', 64001)", prints[0])
        self.assertIn("b'x' ('127.0.0.1', 64002) b'y'", prints[0])

    def test_a_child_finds_the_real_port(self):
        run = self.text(ADDRESSES)
        self.assertEqual(run.prints()[-1], "0")


class Stopping(Case):
    def test_stuck_then_the_rest_of_the_file(self):
        run = self.program("stuck")
        self.assertEqual(run.ends(), [("stuck", 0.0), ("done", 1.0)])
        self.assertEqual(run.events("end")[0]["text"], "no task can ever run again: Task-1 waits "
                         "for asyncio.Event().wait() (line 10)".replace("asyncio.", ""))
        self.assertTrue(run.events("print")[0]["late"])

    def test_until(self):
        run = self.text("import asyncio\nasync def main():\n    while True:\n"
                        "        await asyncio.sleep(1)\n        print('tick')\n"
                        "asyncio.run(main())\nasyncio.run(main())\n", "--until", "3500000000")
        self.assertEqual(run.ends(), [("until", 3.5), ("until", 3.5)])
        self.assertEqual(run.events("end")[0]["text"], "goes on after 3.5 s")
        self.assertEqual(len(run.prints()), 6)

    def test_what_it_takes_to_clean_up_is_not_seen(self):
        run = record_text("import asyncio\nasync def main():\n    while True:\n"
                          "        try: await asyncio.sleep(1)\n"
                          "        except BaseException: pass\n"
                          "asyncio.run(main())\n", "--until", "5000000000")
        self.assertEqual(run.ends(), [("until", 5.0)])

    def test_who_listens_is_shown_until_then(self):
        run = self.text("import asyncio\nasync def main():\n"
                        "    server = await asyncio.start_server(lambda r, w: None, 'localhost', 0)\n"
                        "    await server.serve_forever()\nasyncio.run(main())\n",
                        "--until", "2000000000")
        self.assertEqual(run.ends(), [("until", 2.0)])

    def test_a_day_is_the_most(self):
        run = record_text("import asyncio\nasync def main():\n    while True:\n"
                          "        try: await asyncio.sleep(9000)\n"
                          "        except BaseException: pass\nasyncio.run(main())\n")
        self.assertEqual(run.ends(), [("limit", 86400.0)])
        self.assertEqual(run.exit()["how"], "stopped")

    def test_who_swallows_all_in_a_sleep_is_ended(self):
        start = time.monotonic()
        run = record_text("import time, asyncio\nasync def main():\n    while True:\n"
                          "        try: time.sleep(9000)\n        except BaseException: pass\n"
                          "asyncio.run(main())\n")
        self.assertEqual(run.exit()["how"], "stopped")
        self.assertLess(time.monotonic() - start, 15)

    def test_too_many_events(self):
        run = record_text("import asyncio\nasync def main():\n    while True:\n"
                          "        await asyncio.sleep(0)\nasyncio.run(main())\n")
        self.assertEqual(run.ends()[0][0], "limit")
        self.assertLess(len(run.lines), 201_000)

    def test_sixteen_timelines(self):
        run = self.text("import asyncio\nfor n in range(20):\n    asyncio.run(asyncio.sleep(n))\n")
        self.assertEqual(len(run.titles()), 16)
        self.assertEqual(run.exit()["timelines"], 20)

    def test_a_fork_is_on_its_own(self):
        run = self.text("import asyncio, os, time, sys\nasync def main():\n"
                        "    await asyncio.sleep(1)\n    child = os.fork()\n    if child == 0:\n"
                        "        start = time.monotonic()\n        time.sleep(0.2)\n"
                        "        os._exit(0 if time.monotonic() - start >= 0.2 else 9)\n"
                        "    await asyncio.sleep(1)\n    print(os.waitpid(child, 0)[1])\n"
                        "asyncio.run(main())\n")
        self.assertEqual(run.prints(), ["0"])
        self.assertEqual(len(run.events("exit")), 1)

    def test_closed_and_forged_descriptors(self):
        run = record_text("import asyncio, os\nasync def main():\n    for fd in range(3, 900):\n"
                          "        try: os.write(fd, b'{\"event\": \"exit\"}\\n')\n"
                          "        except OSError: pass\n    print('on')\nasyncio.run(main())\n")
        self.assertIsNone(breach(run))
        self.assertEqual(run.prints(), ["on"])
        run = record_text("import asyncio, os\nasync def main():\n    print('before')\n"
                          "    os.closerange(3, 1024)\nasyncio.run(main())\n")
        self.assertEqual(run.prints(), ["before"])
        self.assertIsNone(run.exit())


class Refusals(Case):
    def test_a_loop_in_a_second_thread(self):
        run = record_text("import asyncio, threading\n"
                          "t = threading.Thread(target=lambda: asyncio.run(asyncio.sleep(1)))\n"
                          "t.start(); t.join()\n")
        self.assertEqual(run.exit()["how"], "refused")
        self.assertIn("second thread", run.exit()["text"])

    def test_by_name(self):
        for name in ("uvloop", "nest_asyncio"):
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, f"{name}.py").write_text("def install(): pass\n")
                path = pathlib.Path(folder, "program.py")
                path.write_text(f"import asyncio, {name}\n")
                run = record(path)
            self.assertEqual(run.code, 1)
            self.assertIn(name, run.exit()["text"])
        self.assertIn("No module named 'uvloop'", record_text("import uvloop").exit()["text"])


class Threads(Case):
    def test_a_working_thread_is_waited_for(self):
        run = self.text("import asyncio, select, time\n"
                        "def outside(): select.select([], [], [], 0.3)\n"
                        "async def main():\n"
                        "    tick = asyncio.create_task(asyncio.sleep(50))\n"
                        "    await asyncio.to_thread(outside)\n    print(tick.done())\n"
                        "asyncio.run(main())\n")
        self.assertEqual(run.prints(), ["False"])
        self.assertTrue(0.2 < run.ends()[0][1] < 1.5, run.ends())

    def test_a_job_begins_when_the_loop_next_polls(self):
        run = self.text("import asyncio, time\nasync def main():\n"
                        "    loop = asyncio.get_running_loop()\n"
                        "    job = loop.run_in_executor(None, print, 'job')\n"
                        "    time.sleep(1)\n    print('main')\n    await job\n"
                        "asyncio.run(main())\n")
        self.assertEqual(run.prints(), ["job", "main"])
        run = self.text("import asyncio, concurrent.futures\n"
                        "pool = concurrent.futures.ThreadPoolExecutor()\n"
                        "job = pool.submit(print, 'job')\nprint(job.cancel())\npool.shutdown()\n")
        self.assertEqual([e["text"] for e in run.events("output")], ["True"])


class RealClock(Case):
    def test_measures(self):
        run = self.text("import asyncio, time\nasync def main():\n"
                        "    await asyncio.gather(asyncio.sleep(0.2), asyncio.sleep(0.3))\n"
                        "    start = time.monotonic(); time.sleep(0.1)\n"
                        "    print(time.monotonic() - start >= 0.1)\nasyncio.run(main())\n",
                        "--clock", "real")
        self.assertEqual(run.lines[0]["clock"], "real")
        self.assertEqual(run.prints(), ["True"])
        self.assertTrue(0.4 <= run.ends()[0][1] < 2, run.ends())


def notebook(*cells):
    book = [{"cell_type": "markdown", "source": ["# Asyncio\n", "text"], "metadata": {}}]
    book += [{"cell_type": "code", "source": cell.splitlines(True), "outputs": [],
              "metadata": {}, "execution_count": None} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": book})


LECTURE = notebook(
    "%load_ext autoreload\nimport asyncio\n\nasync def say(delay, what):\n"
    "    await asyncio.sleep(delay)\n    print(what)",
    "# One coroutine\nasyncio.run(say(1, 'One'))",
    "# Two awaits\nawait say(1, 'One')\nawait say(2, 'Two')",
    "# Two tasks\nfirst = asyncio.create_task(say(1, 'One'))\n"
    "second = asyncio.create_task(say(2, 'Two'))\nawait first\nawait second",
    "# gather\nawait asyncio.gather(say(1, 'One'), say(2, 'Two'))")


class Notebooks(Case):
    def test_the_lecture(self):
        run = self.text(LECTURE, name="lecture.ipynb")
        self.assertEqual(run.lines[0]["title"], "Asyncio")
        self.assertEqual(run.titles(), ["One coroutine", "Two awaits", "Two tasks", "gather"])
        self.assertEqual(run.ends(), [("error", 0.0), ("done", 3.0), ("done", 2.0),
                                      ("done", 2.0)])
        self.assertEqual(run.events("end")[0]["text"],
                         "RuntimeError: asyncio.run() cannot be called from a running event loop")
        self.assertEqual(run.events("warning")[0]["text"],
                         "coroutine 'say' was never awaited")
        self.assertEqual([e["text"] for e in run.events("result")], ["[None, None]"])
        self.assertEqual(run.events("create", timeline=2)[0]["coro"], "In [4]")

    def test_lines_are_those_of_the_whole(self):
        run = self.text(LECTURE, name="lecture.ipynb")
        shown = run.lines[1]["text"].split("\n")
        for event in run.events("await", "print"):
            self.assertRegex(shown[event["place"] - 1], "await|print")

    def test_tasks_live_on_between_cells(self):
        run = self.text(notebook("import asyncio\nasync def back():\n    await asyncio.sleep(5)\n"
                                 "    print('back')", "task = asyncio.create_task(back())",
                                 "await asyncio.sleep(1)", "await asyncio.sleep(1)"),
                        name="n.ipynb")
        self.assertEqual(run.ends(), [("done", 1.0), ("done", 4.0)])
        self.assertEqual(run.prints(), ["back"])

    def test_magic(self):
        run = self.text(notebook("%matplotlib inline\nimport asyncio\nasync def say(what):\n"
                                 "    await asyncio.sleep(1)\n    print(what)\n    return what",
                                 "%%time\nawait say('cell')", "%time await say('line')",
                                 "x = %time await say('kept')\nprint(x)",
                                 "print('%d'\n      % 5); await say('operator')",
                                 "for i in [1]:\n    !ls\nawait say('block')",
                                 "%%bash\necho 'no Python'"), name="n.ipynb")
        self.assertEqual(run.ends(), [("done", 1.0)] * 5)
        self.assertEqual(run.prints(), ["cell", "line", "kept", "kept", "5", "operator", "block"])
        self.assertIsNone(run.exit().get("text"))

    def test_a_cell_that_does_not_await_says_nothing_in_the_timeline_before(self):
        run = self.text(notebook("import asyncio\nawait asyncio.sleep(1)", "print('aside')\n7"),
                        name="n.ipynb")
        self.assertEqual([(e["text"], e.get("timeline")) for e in run.events("output")],
                         [("aside", None), ("7", None)])

    def test_what_is_no_notebook(self):
        run = record_text("[]", name="n.ipynb")
        self.assertIn("no notebook", run.exit()["text"])


if __name__ == "__main__":
    unittest.main()
