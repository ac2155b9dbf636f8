"""Everything that keys and mouse do, by scripts that run without a window (src/player/script.h)."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
PYTHON, OUTPUT, LOOP, NARRATION, VALUES = 1, 2, 4, 8, 16
OURS = tempfile.TemporaryDirectory()
LESSONS = shutil.copytree(os.path.join(SOURCE, "scenarios"), os.path.join(OURS.name, "lessons"))
LECTURE = shutil.copy(os.path.join(SOURCE, "tests/lecture.json"),
                      os.path.join(LESSONS, "06-side-by-side.json"))  # without its notes

NOTES = {
    "title": "Notes",
    "coroutines": {"main()": [
        {"note": "first"}, {"sleep": 1}, {"note": "second", "pause": True}, {"sleep": 1},
        {"note": "third"}, {"sleep": 1}]},
    "timelines": [{"run": "main()"}],
}


class Stage(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return self.path(name)

    def raw(self, script, *args):
        text = "size 1920 1080\n" + "\n".join(script) + "\n"
        env = {**os.environ, "XDG_STATE_HOME": self.folder, "INTERLEAVE_SCENARIOS": LESSONS}
        done = subprocess.run([PROGRAM, *args, "--script", self.write("script", text)],
                              capture_output=True, text=True, timeout=120, env=env,
                              cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def play(self, script, *args):
        """Runs `script`; the states it printed."""
        return [json.loads(line) for line in self.raw(script, *(args or (LECTURE, "--paused")))
                .splitlines() if line.startswith("{")]

    def last(self, script, *args):
        return self.play([*script, "state"], *args)[-1]

    def at(self, script, *args):
        state = self.last(script, *args)
        return state["t"], state["step"]

    def picture(self, script, *args):
        out = self.raw([*script, "picture"], *(args or (LECTURE, "--paused")))
        return out[out.index("picture "):]


class Time(Stage):
    def test_play_and_pause(self):
        state = self.last(["key Space", "wait 4", "key Space", "wait 1"])
        self.assertFalse(state["playing"])
        self.assertGreater(state["t"], 0)
        self.assertTrue(self.last([], LECTURE)["playing"])

    def test_fitted_takes_12_seconds(self):
        self.assertTrue(self.last(["wait 11.8"], LECTURE)["playing"])
        state = self.last(["wait 12.2"], LECTURE)
        self.assertFalse(state["playing"])
        self.assertEqual(state["t"], 3)

    def test_dwells_on_each_step(self):
        self.assertEqual(self.at(["key Space", "wait 0.2"]), (0, 1))
        self.assertEqual(self.at(["key Space", "wait 0.45"]), (0, 2))
        self.assertEqual(self.at(["key Space", "wait 0.75"]), (0, 3))
        self.assertNotEqual(self.at(["key d", "key Space", "wait 0.2"]), (0, 1))

    def test_backwards(self):
        state = self.last(["key End", "key r", "wait 2"])
        self.assertTrue(state["playing"])
        self.assertEqual(state["direction"], -1)
        self.assertLess(state["t"], 3)
        self.assertEqual(self.at(["key r", "wait 13"]), (0, 0))

    def test_speed(self):
        self.assertEqual(self.last(["key 1"])["speed"], 1)
        self.assertEqual(self.last(["key 1", "key ]"])["speed"], 1.5)
        self.assertEqual(self.last(["key 1", "key ["])["speed"], 0.7)
        self.assertEqual(self.last(["key 1"] + ["key ]"] * 20)["speed"], 20)
        self.assertEqual(self.last(["key 1"] + ["key ["] * 20)["speed"], 0.1)
        self.assertEqual(self.last(["key 1", "key f"])["speed"], 0)
        self.assertEqual(self.last([], LECTURE, "--speed", "2")["speed"], 2)
        state = self.last(["key d", "key 1", "key Space", "wait 1.5"])
        self.assertAlmostEqual(state["t"], 1.5, delta=0.05)

    def test_events_and_instants(self):
        self.assertEqual(self.at(["key Right"]), (0, 1))
        self.assertEqual(self.at(["key Right"] * 3), (0, 3))
        self.assertEqual(self.at(["key Right"] * 4), (1, 1))
        self.assertEqual(self.at(["key Right"] * 4 + ["key Left"]), (0, 3))
        self.assertEqual(self.at(["key Shift+Right"] * 2), (1, "all"))
        self.assertEqual(self.at(["key Shift+Right"] * 4), (3, "all"))
        self.assertEqual(self.at(["key End", "key Shift+Left"]), (2, "all"))
        self.assertEqual(self.at(["key End", "key Home"]), (0, 0))

    def test_the_same_however_one_got_there(self):
        ways = [["key Shift+Right"] * 2, ["key End", "key Shift+Left", "key Shift+Left"],
                ["key End"] + ["key Shift+Left"] * 3 + ["key Shift+Right"],
                ["key Right"] * 20 + ["key Left"] * 3]
        pictures = {self.picture([*way, "wait 9"]) for way in ways}
        self.assertEqual(len(pictures), 1)

    def test_clicker(self):
        path = self.write("notes.json", NOTES)
        times = [state["t"] for state in self.play(
            ["key PageDown", "wait 2.1", "state"] * 4 + ["key PageUp", "wait 2.1", "state"] * 4,
            path, "--paused")]
        self.assertEqual(times, [0, 1, 2, 3, 2, 1, 0, 0])
        self.assertEqual(self.at(["key PageDown", "wait 2.1"] * 3), (2, "all"))

    def test_a_step_is_played_to_and_a_second_press_completes_it(self):
        path = self.write("notes.json", NOTES)
        way = ["key PageDown", "key PageDown"]
        times = [state["t"] for state in self.play(
            [*way, "wait 0.6", "state", "wait 0.1", "state", "key PageDown", "state"],
            path, "--paused")]
        self.assertTrue(0 < times[0] < times[1] < 1, times)
        self.assertEqual(times[2], 1)
        self.assertEqual(self.last(way, path, "--paused", "--still")["t"], 1)
        self.assertIn('"step 2 of 4"', self.picture([*way, "key PageDown"], path, "--paused"))

    def test_two_notes_of_one_instant_are_told_in_turn(self):
        path = self.write("two.json", {
            "coroutines": {"a()": [{"note": "of the first", "pause": True}, {"sleep": 1}],
                           "b()": [{"note": "of the second", "pause": True}, {"sleep": 1}]},
            "timelines": [{"run": "a()"}, {"run": "b()"}]})

        def caption(*keys):
            drawn = self.picture(list(keys), path, "--paused", "--still")
            return drawn.partition('group "caption"')[2].partition("ungroup")[0]
        self.assertIn("of the first", caption("key PageDown"))
        self.assertIn("of the second", caption("key PageDown", "key PageDown"))
        self.assertIn("of the first", caption("key PageDown", "key PageDown", "key PageUp"))
        self.assertIn("of the first", caption("key Space", "wait 1"))
        self.assertIn("of the second", caption("key Space", "wait 1", "key Space", "wait 1"))
        state = self.last(["key Space", "wait 1"] + ["key Space", "wait 1"] * 2, path, "--paused")
        self.assertGreater(state["t"], 0)

    def test_notes(self):
        path = self.write("notes.json", NOTES)
        self.assertEqual(self.last(["key n", "key n"], path, "--paused")["t"], 1)
        self.assertEqual(self.last(["key End", "key N"], path, "--paused")["t"], 2)
        self.assertIn("no notes", self.last(["key n"])["message"])

    def test_the_newest_note_is_a_large_caption(self):
        path = self.write("notes.json", NOTES)

        def caption(*keys):
            drawn = self.picture(list(keys), path, "--paused")
            return drawn.partition('group "caption"')[2].partition("ungroup")[0]
        self.assertEqual(caption(), "")
        self.assertIn("first", caption("key n"))
        self.assertIn("second", caption("key n", "key n"))
        self.assertNotIn("first", caption("key n", "key n"))
        self.assertIn("third", caption("key End"))

    def test_a_long_note_takes_several_lines(self):
        words = " ".join(["and so it goes on"] * 12)
        path = self.write("long.json", {**NOTES, "coroutines": {"main()": [{"note": words}]}})
        drawn = self.picture(["key End"], path, "--paused")
        caption = drawn.partition('group "caption"')[2].partition("ungroup")[0]
        lines = re.findall('^ *text .*? "(.*)" #', caption, re.M)
        self.assertGreater(len(lines), 1)
        self.assertEqual(" ".join(lines), words)

    def test_a_note_with_pause_stops_play(self):
        path = self.write("notes.json", NOTES)
        state = self.last(["wait 20"], path)
        self.assertEqual((state["t"], state["playing"]), (1, False))
        self.assertEqual(self.last(["wait 20", "key Space", "wait 20"], path)["t"], 3)

    def test_loop(self):
        state = self.last(["key l", "wait 15"], LECTURE)
        self.assertTrue(state["playing"])
        self.assertLess(state["t"], 2)

    def test_rest_when_nothing_moves(self):
        rest = float(self.raw(["wait 9.1", "rest"], LECTURE, "--paused"))
        self.assertGreater(rest, 0.01)
        self.assertLessEqual(rest, 0.2)
        self.assertEqual(float(self.raw(["key Right", "rest"], LECTURE, "--paused")), 0)


class Mouse(Stage):
    def test_seek_bar(self):
        self.assertEqual(self.at(["on seek-bar @ 0.5 0.5", "click"])[0], 1.5)
        times = [state["t"] for state in self.play(
            ["on seek-bar @ 0.2 0.5", "down", "state", "by 200 0", "state", "up", "by 99 0",
             "state"])]
        self.assertLess(times[0], times[1])
        self.assertEqual(times[1], times[2])

    def test_seek_resumes_play(self):
        self.assertTrue(self.last(["on seek-bar", "click", "wait 0.1"], LECTURE)["playing"])

    def test_axis_snaps_to_what_happens(self):
        state = self.last(["key End", "on axis @ 0.5 0.5", "down", "by 40 0"])
        self.assertGreater(state["t"], 0)
        self.assertLess(state["t"], 3)

    def test_each_column_has_its_axis(self):
        first, second = self.play(["key End", "key c", "on axis @ 0.5 0.5", "click", "state",
                                   "key End", "to 300 934", "click", "state"])
        self.assertAlmostEqual(first["t"], 1.5, delta=0.02)
        self.assertLess(second["t"], 1.2)

    def test_playhead_can_be_taken(self):
        before, after = self.play(["on seek-bar", "click", "on playhead @ 0.5 0.1", "down",
                                   "state", "by 150 0", "state"])
        self.assertGreater(after["t"], before["t"])

    def test_play_button_speed_and_help(self):
        self.assertTrue(self.last(["on play", "click"])["playing"])
        self.assertEqual(self.last(["on speed", "click", "bar speed 4", "click"])["speed"], 2)
        self.assertEqual(self.last(["on speed", "click", "key Escape"])["speed"], 0)

    def test_the_control_bar_comes_with_the_mouse_and_goes(self):
        self.assertNotIn("control bar", self.picture([]))
        self.assertIn("control bar", self.picture(["to 900 300"]))
        self.assertNotIn("control bar", self.picture(["to 900 300", "wait 3.2"]))
        self.assertIn("control bar", self.picture(["bar loop", "wait 9"]))
        self.assertLessEqual(float(self.raw(["to 900 300", "wait 1", "rest"], LECTURE, "--paused",
                                            "--still").split()[-1]), 2)

    def test_every_button_acts_and_names_its_key(self):
        state = self.last(["bar loop", "click", "bar python", "click", "bar steps_axis", "click",
                           "bar theme", "click", "bar fit_speed", "click", "bar speed 1", "click",
                           "bar next_event", "click"])
        self.assertEqual((state["loop"], state["panels"], state["axis"], state["theme"],
                          state["speed"], state["step"]), (True, OUTPUT, "steps", "dark", 0.25, 1))
        self.assertTrue(self.last(["bar gallery", "click"])["gallery"])
        self.assertTrue(self.last(["bar help", "click"])["help"])
        shown = self.picture(["bar next_event"])
        self.assertIn('"next event"', shown)
        self.assertIn('"Right"', shown)
        self.assertIn('"loop"', self.picture(["key l"]))

    def test_the_seek_bar_is_the_axis_and_a_minimap(self):
        self.assertEqual(self.at(["on axis @ 0.5 0.5", "down", "up"]),
                         self.at(["on axis @ 0.5 0.5", "by 0 52", "down", "up"]))
        before, after = self.play(["key Home", "key +", "key +", "key +", "state",
                                   "on window @ 0.7 0.5", "down", "by 100 0", "up", "state"])
        self.assertGreater(after["from"], before["from"])
        self.assertEqual(after["t"], before["t"])

    def test_a_run_of_no_length_is_sought_by_its_steps(self):
        file = self.write("zero.json", {
            "coroutines": {"main()": [{"sleep": 0}, {"print": "'a'"}, {"sleep": 0},
                                      {"print": "'b'"}]},
            "timelines": [{"run": "main()"}]})
        first = self.at(["on seek-bar @ 0.3 0.5", "down", "up"], file, "--paused")
        later = self.at(["on seek-bar @ 0.6 0.5", "down", "up"], file, "--paused")
        self.assertEqual((first[0], later[0]), (0, 0))
        self.assertLess(first[1], later[1])

    def test_wheel_zooms_at_the_pointer(self):
        state = self.last(["on axis @ 0.5 0.5", "wheel 0 5 ctrl"])
        self.assertLess(state["to"] - state["from"], 2)
        self.assertEqual(self.last(["on axis", "wheel 0 5 ctrl", "key u"])["to"], 0)
        self.assertEqual(self.last(["on axis", "wheel 0 5 ctrl", "key 0"])["to"], 0)
        self.assertEqual(self.last(["on axis", "wheel 0 5 ctrl", "wheel 0 -9 ctrl"])["to"], 0)

    def test_the_wheel_scrolls_what_it_is_over(self):
        for place in ("axis @ 0.5 0.5", "lane 0 0", "panel", "python", "output"):
            state = self.last([f"on {place}", "wheel 0 -3"])
            self.assertEqual((state["from"], state["to"]), (0, 0), place)
        zoomed, along = self.play(["on axis", "wheel 0 5 ctrl", "state", "wheel 0 -2", "state"])
        self.assertGreater(along["from"], zoomed["from"])
        self.assertAlmostEqual(along["to"] - along["from"], zoomed["to"] - zoomed["from"])

    def test_a_double_click_shows_the_whole_run(self):
        state = self.last(["key End", "key +", "key +", "on lane 0 0 @ 0.6 0.5", "double"])
        self.assertEqual((state["from"], state["to"]), (0, 0))
        shown = self.picture(["key End", "on lane 0 0 @ 0.6 0.5", "double", "on axis", "wait 1"])
        self.assertNotIn("Task-1: done", shown)  # it pins no details

    def test_a_playhead_out_of_sight_is_marked(self):
        away = ["key End", "on axis @ 0.1 0.5", "wheel 0 9 ctrl"]
        state = self.last([*away, "on away", "down", "up"])
        self.assertGreaterEqual(state["to"], 3)

    def test_a_range_covers_the_lanes_only(self):
        lines = self.picture(["key End", "on lane 0 0 @ 0.6 0.5", "down ctrl", "by 100 0"])
        band = re.findall(r"(?m)^rect (\S+),(\S+) (\S+)x(\S+) .*33$", lines)[-1]
        self.assertGreater(float(band[1]), 60)
        self.assertLess(float(band[1]) + float(band[3]), 960)

    def test_zoom_never_leaves_the_run(self):
        state = self.last(["on axis"] + ["wheel 0 9 ctrl"] * 30)
        self.assertGreaterEqual(state["from"], 0)
        self.assertLessEqual(state["to"], 3)
        self.assertLess(state["from"], state["to"])
        state = self.last(["key +"] * 5 + ["key ,"] * 50)
        self.assertEqual(state["from"], 0)
        state = self.last(["key +"] * 5 + ["key ;"] * 50)
        self.assertAlmostEqual(state["to"], 3, places=6)

    def test_a_range_is_zoomed_into(self):
        state = self.last(["key End", "on lane 0 0 @ 0.6 0.5", "down ctrl", "by 100 0", "up"])
        self.assertGreater(state["from"], 0)
        self.assertLess(state["to"] - state["from"], 1)

    def test_dragging_pans_a_zoomed_axis(self):
        zoomed, panned = self.play(["key End", "key +", "key +", "state",
                                    "on lane 0 0 @ 0.6 0.5", "down", "by 150 0", "up", "state"])
        self.assertLess(panned["from"], zoomed["from"])

    def test_details_by_click(self):
        shown = self.picture(["key End", "on span 1 2", "click"])
        self.assertIn("made by Task-1", shown)
        self.assertIn("sleeps: sleep(2)", shown)
        self.assertNotIn("made by Task-1", self.picture(["key End", "on span 1 2", "click",
                                                         "key Escape"]))

    def test_an_instant_opens_under_the_pointer(self):
        shown = self.picture(["key End", "on instant 1", "wait 0.1"])
        self.assertIn("s, in this order", shown)
        self.assertNotIn("s, in this order", self.picture(["key End", "on instant 1",
                                                           "on lane 1 0", "wait 0.1"]))

    def test_details_when_the_pointer_rests(self):
        self.assertNotIn("made by", self.picture(["key End", "on lane 1 2", "wait 0.2"]))
        rests = ["key End", "on lane 1 2", "wait 0.6"]
        self.assertIn("made by", self.picture(rests))
        self.assertNotIn("made by", self.picture([*rests, "key Left", "wait 2"]))
        self.assertIn("made by", self.picture([*rests, "key Left", "by 1 0", "wait 0.6"]))

    def test_to_the_waker(self):
        state = self.last(["key End", "on lane 1 0 @ 0.4 0.5", "key w"])
        self.assertEqual(state["t"], 1)
        self.assertIn("Task-2", state["message"])


class Look(Stage):
    def test_the_narration_tells_each_timeline_in_type_of_24_among_four_panels(self):
        for lesson in ("07-twelve-urls", "13-semaphore", "16-race"):
            path = os.path.join(LESSONS, lesson + ".json")
            drawn = self.picture(["key e", "key a", "key Shift+Right"], path, "--paused")
            panel = drawn.partition('group "panel narration"')[2].partition("ungroup")[0]
            sizes = [float(size) for size in re.findall(r"start words-500 ([\d.]+)", panel)]
            self.assertGreaterEqual(min(sizes), 24, panel)
            self.assertNotIn("…\"", panel)
            with open(path, encoding="utf-8") as file:
                timelines = json.load(file)["timelines"]
            for timeline in timelines if len(timelines) > 1 else ():
                self.assertIn('"' + timeline["title"] + ": ", panel)

    def test_lanes_fold_to_their_maker(self):
        nested = self.write("nested.json", {
            "title": "Nested",
            "coroutines": {"leaf()": [{"sleep": 1}],
                           "branch()": [{"create_task": "leaf()", "as": "a"}, {"await": "a"}],
                           "main()": [{"create_task": "branch()", "as": "b"},
                                      {"create_task": "leaf()", "as": "c"},
                                      {"await": "b"}, {"await": "c"}]},
            "timelines": [{"run": "main()"}]})

        def lanes(*script):
            drawn = self.picture(["key End", *script], nested, "--paused")
            return set(re.findall(r'group "lane (\d+)"', drawn)), re.findall(r' \+\d', drawn)
        self.assertEqual(lanes(), ({"0", "1", "2", "3"}, []))
        self.assertEqual(lanes("on lane 0 0", "key m"), ({"0"}, [" +3"]))
        branch = ["on lane 0 1", "key m"]
        self.assertEqual(lanes(*branch)[1], [" +1"])
        self.assertEqual(len(lanes(*branch)[0]), 3)
        self.assertEqual(lanes(*branch, "on lane 0 0", "key m"), ({"0"}, [" +3"]))
        self.assertEqual(lanes(*branch, "key m"), lanes())
        self.assertEqual(lanes("on lane 0 0", "key m", "on lane 0 0", "key m"), lanes())
        self.assertIn("no lane", self.last(["on lane 0 3", "key m"], nested, "--paused")["message"])
        self.assertIn("point at", self.last(["key m"], nested, "--paused")["message"])

    def test_panels(self):
        self.assertEqual(self.last([])["panels"], PYTHON | OUTPUT)
        for key, panel in (("p", PYTHON), ("o", OUTPUT), ("e", LOOP), ("a", NARRATION),
                           ("v", VALUES)):
            self.assertEqual(self.last([f"key {key}"])["panels"], (PYTHON | OUTPUT) ^ panel)
        self.assertEqual(self.last([], LECTURE, "--panels", "loop")["panels"], LOOP)

    def test_values_at_the_playhead(self):
        lesson = os.path.join(LESSONS, "12-lost-update.json")

        def told(*script):
            drawn = self.picture(["key v", *script], lesson, "--paused", "--panels", "none")
            panel = drawn.partition('group "panel values"')[2]
            return [text for text in re.findall(r'"([^"]*)"', panel[:panel.index("ungroup")])]
        steps = [told(*["key Right"] * n) for n in range(7)]
        self.assertEqual(steps[0][:3], ["No lock", "balance = ", "100"])
        self.assertNotIn("seen = ", steps[0])
        self.assertIn("withdraw(30)", steps[2])
        self.assertEqual(steps[3].count("seen = "), 3)
        self.assertEqual(steps[4][1:4], ["balance = ", "100 → ", "70"])
        self.assertEqual(steps[5][1:4], ["balance = ", "70 → ", "80"])
        self.assertIn("lock: held by Task-2; 1 waits", steps[3])
        self.assertEqual(steps[4], told("key End", *["key Left"] * 20, *["key Right"] * 4))
        keys = [f"key {key}" for key in "poea"] + ["key Right"] * 3
        plain = told("size 900 420", *keys)
        self.assertNotEqual(plain, told("size 900 420", *keys, "on values", "wheel 0 -4"))

    def test_a_failure_leads_to_its_line(self):
        scenario = self.write("fails.json", """{
            "coroutines": {
                "fail(n)": [{"sleep": "n"},
                            {"raise": "ValueError('no answer')"}],
                "main()": [{"create_task": "fail(1)", "as": "t"}, {"await": "t"}]},
            "timelines": [{"run": "main()"}]}""")
        for lane in ("0 0", "0 1"):
            shown = self.picture(["key End", f"on lane {lane}", "wait 1"],
                                 scenario, "--paused")
            self.assertIn("ValueError: no answer, line 4 of fail(1)", shown)
        early = self.picture(["wait 1"], scenario, "--paused", "--panels", "python")
        late = self.picture(["key End"], scenario, "--paused", "--panels", "python")
        bands = [re.findall(r"(?m)^\s*rect .* #[0-9a-f]{6}/38$", one) for one in (early, late)]
        self.assertEqual([len(found) for found in bands], [0, 1])

    def test_what_a_callback_prints_has_a_place(self):
        scenario = self.write("callback.json", """{
            "functions": {"hello(t)": [{"print": "called back"}]},
            "coroutines": {
                "work()": [{"sleep": 1}],
                "main()": [{"create_task": "work()", "as": "t"},
                           {"call": "t.add_done_callback(hello)"}, {"await": "t"}]},
            "timelines": [{"run": "main()"}]}""")
        for panels, times in (("none", 1), ("output", 2)):
            shown = self.picture(["key End"], scenario, "--paused", "--panels", panels)
            self.assertEqual(shown.count('"called back"'), times)
        self.assertNotIn("called back", self.picture([], scenario, "--paused", "--panels", "none"))

    def test_what_failed_inside_and_warnings_lead_to_their_lines(self):
        scenario = self.write("inside.json", """{
            "coroutines": {
                "nap(n)": [{"sleep": "n"}],
                "main()": [{"call": "nap(9)"},
                           {"task_group": "tg", "do": [
                             {"create_task": "nap(5)", "in": "tg"}, {"sleep": 1},
                             {"raise": "KeyError('body')"}]}]},
            "timelines": [{"run": "main()"}]}""")
        shown = self.picture(["key End", "on lane 0 0", "wait 1"], scenario, "--paused")
        self.assertIn("inside: KeyError: 'body', line 7", shown)
        early = self.picture(["wait 1"], scenario, "--paused", "--panels", "python")
        late = self.picture(["key End"], scenario, "--paused", "--panels", "python")
        bands = [re.findall(r"(?m)^\s*rect .* #[0-9a-f]{6}/38$", one) for one in (early, late)]
        self.assertEqual(len(bands[0]), 0)
        self.assertGreaterEqual(len(bands[1]), 3)  # the group's line may be wrapped
        self.assertEqual(len(set(band.split()[-1] for band in bands[1])), 2)  # errors, warnings

    def test_details_tell_the_values_of_a_lane(self):
        shown = self.picture(["key Right", "key Right", "on lane 0 1", "wait 1"],
                             os.path.join(LESSONS, "12-lost-update.json"), "--paused")
        self.assertIn('"seen = 100"', shown)
        self.assertIn('"amount = 30"', shown)

    def test_themes_and_axes(self):
        self.assertEqual([self.last(["key t"] * n)["theme"] for n in range(4)],
                         ["light", "dark", "contrast", "light"])
        self.assertEqual(self.last(["key x"])["axis"], "steps")
        self.assertEqual(self.last(["key x", "key x"])["axis"], "time")
        self.assertEqual(self.last([], LECTURE, "--theme", "dark")["theme"], "dark")

    def test_bars_travel_from_one_axis_to_the_other(self):
        def bar(*script, still=()):
            shown = self.picture(["key End", *script], LECTURE, "--paused", "--panels", "none",
                                 *still)
            return float(re.search(r"(?m)^ *hatch [\d.]+,[\d.]+ ([\d.]+)x", shown)[1])
        time, steps = bar(), bar("key x", "wait 1")
        between = [bar("key x", f"wait {wait}") for wait in (0.1, 0.2, 0.3)]
        self.assertEqual(sorted(between), between if time < steps else between[::-1])
        for width in between:
            self.assertTrue(min(time, steps) < width < max(time, steps), (time, between, steps))
        self.assertEqual(bar("key x", still=["--still"]), steps)
        self.assertEqual(bar("key x", "wait 1", "key x", "wait 1"), time)

    def test_the_axis_of_steps_keeps_savings_and_lengths(self):
        shown = self.picture(["key End", "key x", "wait 1"], LECTURE, "--paused", "--panels", "none")
        self.assertIn('"1 s saved"', shown)
        self.assertIn('"sleep(2) · 2 s"', shown)

    def test_steps_axis_can_be_scrubbed(self):
        state = self.last(["key End", "key x", "on axis @ 0.3 0.5", "click"])
        self.assertIsInstance(state["step"], int)

    def test_help_lists_every_key(self):
        shown = self.picture(["key ?"])
        table = open(os.path.join(SOURCE, "src", "player", "keys.def"), encoding="utf-8")
        with table:
            rows = re.findall(r'^ACTION\(\w+, "(\S+)[^"]*", "\w+", "([^"]+)"', table.read(),
                              re.MULTILINE)
        self.assertGreater(len(rows), 40)
        for key, words in rows:
            self.assertIn(words[:16], shown)
            self.assertIn(f'"{key}', shown)
        self.assertFalse(self.last(["key ?", "key Escape"])["help"])
        self.assertFalse(self.last(["key F1", "key x"])["help"])

    def test_blank(self):
        for key in ("b", "."):
            shown = self.picture([f"key {key}"])
            self.assertLess(len(shown.splitlines()), 4)
            self.assertIn("#000000", shown)
        self.assertFalse(self.last(["key b", "key Right"])["blanked"])
        self.assertEqual(self.at(["key b", "key Right"]), (0, 0))

    def test_escape_never_quits(self):
        self.assertFalse(self.last(["key Escape"] * 10)["quit"])
        self.assertEqual(self.last(["key Escape"] * 10)["panels"], PYTHON | OUTPUT)
        self.assertTrue(self.last(["key Ctrl+Q"])["quit"])

    def test_a_question_is_read_whole(self):
        for name in sorted(os.listdir(LESSONS)):
            if not name.endswith(".json"):
                continue
            shown = self.picture(["size 1280 720", "key h"], os.path.join(LESSONS, name), "--paused")
            card = shown.partition('group "question"')[2].partition("\nungroup")[0]
            self.assertIn('"', card)
            self.assertNotIn("…", card, name)

    def test_predict_asks_the_files_own_question_first(self):
        with open(LECTURE, encoding="utf-8") as file:
            own = {"text": "Which waits?", "answers": ["one", "two"], "right": 2, "why": "So it is."}
            path = self.write("own.json", {**json.load(file), "question": own})
        ask = self.picture(["key h"], path, "--paused")
        self.assertIn('"Which waits?"', ask)
        self.assertIn('"press its number, or click"', ask)
        self.assertEqual(self.last(["key h", "key 2"], path, "--paused")["quiz"], [1, 1])
        self.assertIn("So it is.", self.picture(["key h", "key 2"], path, "--paused"))
        wrong = ["key h", "key 1"]
        self.assertEqual(self.last(wrong, path, "--paused")["quiz"], [0, 1])
        self.assertIn("two. So it is.", self.picture(wrong, path, "--paused"))
        self.assertIn('"Sequential: when is it over?"',
                      self.picture([*wrong, "key PageDown"], path, "--paused"))

    def test_predict_asks_tells_and_keeps_score(self):
        ask = self.picture(["key h"])
        self.assertIn('"Sequential: when is it over?"', ask)
        self.assertIn('"click on the axis"', ask)
        told = ["key h", "on axis @ 0.6667 0.5", "down", "up"]
        self.assertEqual(self.last(told)["quiz"], [1, 1])
        wrong = ["key h", "on axis @ 0.2 0.5", "down", "up"]
        self.assertEqual(self.last(wrong)["quiz"], [0, 1])
        self.assertIn("their times add up", self.picture(wrong))
        who = ["key h"] + ["key PageDown"] * 6
        shown = self.picture(who)
        self.assertIn('"Tasks: who runs next?"', shown)
        self.assertEqual(self.last([*who, "key 2"])["quiz"], [1, 4])
        self.assertEqual(self.last([*who, "on lane 1 1", "down", "up"])["quiz"], [1, 4])
        state = self.last([*who, "key 1"])
        self.assertEqual((state["quiz"], state["step"]), ([0, 4], 2))
        self.assertIn("Who waits runs only when that is there", self.picture([*who, "key 1"]))
        state = self.last([*who, "key 1", "key PageDown"])
        self.assertTrue(state["predict"])
        for pressed, head in (("key PageDown", "The answer:"), ("key 1", "Not so.")):
            self.assertIn(f'"{head}"', self.picture([*who, pressed]))

    def test_predict_can_be_left_without_revealing(self):
        before, after = self.play(["key h", "state", "key Escape", "state"])
        self.assertTrue(before["predict"])
        self.assertFalse(after["predict"])
        self.assertEqual((before["t"], before["step"]), (after["t"], after["step"]))
        state = self.last(["key h", "key t", "key F11"])
        self.assertEqual((state["predict"], state["theme"]), (True, "dark"))
        self.assertFalse(self.last(["key h"] + ["key PageDown"] * 80)["predict"])

    def test_the_event_loop_on_the_stage(self):
        self.assertEqual(self.last(["key g"])["stage"], 1)
        self.assertEqual(self.last(["key g", "key Tab"])["stage"], 2)
        self.assertEqual(self.last(["key g", "on timeline 2", "click"])["stage"], 3)
        self.assertEqual(self.last(["key g", "key g"])["stage"], 0)
        self.assertEqual(self.last(["key g", "key Escape"])["stage"], 0)
        there = ["key g", "key Tab", "key Right"]
        shown = self.picture([*there, "wait 1"])
        for words in ('"Ready queue"', '"is the next to run"', '"waits for its turn"',
                      '"say_after(2, \'Two\')"'):
            self.assertIn(words, shown)
        shown = self.picture([*there, "key Right", "key Right", "wait 1"])
        self.assertIn('"1 s left of 1 s"', shown)
        back = self.picture([*there, "key Right", "key Right", "key Left", "key Left", "wait 1"])
        self.assertEqual(back, self.picture([*there, "wait 1"]))

    def test_chips_move_from_place_to_place(self):
        def chip(*script):
            shown = self.picture(["key g", "key Tab", "key Right", *script])
            return [line for line in shown.splitlines() if "frame" in line][1:]
        moving, still = chip("key Right", "wait 0.1"), chip("key Right", "wait 1")
        self.assertNotEqual(moving, still)

    def test_the_stage_stands_in_the_middle_and_its_bars_on_the_axis(self):
        shown = self.picture(["size 2560 1080", "key g", "key End", "key +", "wait 1"])
        boxes = [[float(number) for number in found] for found in re.findall(
            r"^ *rect ([-\d.]+),([-\d.]+) ([-\d.]+)x([-\d.]+)", shown, re.MULTILINE)][1:]
        left, right = min(box[0] for box in boxes), max(box[0] + box[2] for box in boxes)
        self.assertAlmostEqual(left, 2560 - right, delta=1)
        sentence = max(box[1] + box[3] for box in boxes if box[0] == left)
        below = [box for box in boxes if box[1] > sentence and box[3] > 6.5]
        axis = next(box for box in boxes if box[2] == 1500)
        self.assertGreater(len(below), 2)
        for box in below:
            self.assertGreaterEqual(box[0], axis[0])
            self.assertLessEqual(box[0] + box[2], axis[0] + axis[2] + 0.1)

    def test_chips_move_while_it_plays_and_arrive(self):
        """Between two stops time passes and nothing happens: that begins no way anew."""
        def shown(seconds):
            return self.picture(["key g", "key d", "key 1", "key Space", f"wait {seconds}"],
                                os.path.join(LESSONS, "08-blocking.json"), "--paused")
        def frames(seconds):
            return [line for line in shown(seconds).splitlines() if "frame" in line]
        self.assertEqual(shown(3.4).count('"hog()"'), 1)
        self.assertIn('"holds the loop"', shown(3.4))
        after = [frames(seconds) for seconds in (1.1, 1.2, 1.49)]
        self.assertNotEqual(after[0], after[1])
        self.assertNotEqual(after[1], after[2])

    def test_on_the_steps_axis_a_narrow_bar_tells_its_length(self):
        path = self.write("far.json", {
            "coroutines": {"main()": [{"gather": ["fetch('https://a.example.org/index')",
                                                  "fetch('https://b.example.org/index')"]}],
                           "fetch(url)": [{"sleep": 7, "label": "get the page"}]},
            "timelines": [{"run": "main()"}]})
        shown = self.picture(["size 900 600", "key x", "key End", "wait 1"], path, "--paused")
        self.assertRegex(shown, r'(?m)^ *text .*code-400.*"7 s"')

    def test_the_clock_of_a_run_without_length(self):
        path = self.write("zero.json", {"coroutines": {"main()": [{"print": "a"}, {"sleep": 0}]},
                                        "timelines": [{"run": "main()"}]})
        shown = self.picture(["key End"], path, "--paused")
        self.assertIn('"0 s"', shown)
        self.assertNotIn("µs", shown)

    def test_spotlight(self):
        self.assertTrue(self.last(["key s"])["spotlight"])
        self.assertNotEqual(self.picture(["key End", "key s", "on lane 1 1"]),
                            self.picture(["key End", "on lane 1 1"]))

    def test_magnifier_follows_the_playhead(self):
        self.assertTrue(self.last(["key i"])["magnifies"])
        there = ["key End", "key Shift+Left"]
        self.assertIn('"at 2 s, in this order"', self.picture(["key i", *there]))
        self.assertIn('"at 1 s, in this order"', self.picture(["key i", *there, there[1]]))
        self.assertNotIn("in this order", self.picture(["key i", "key End"]))
        self.assertNotIn("in this order", self.picture(["key i", "key i", *there]))

    def test_details_keep_off_the_lanes_beside(self):
        rest = ["key End", "on lane 1 1", "wait 1"]
        shown = self.picture(rest).splitlines()
        told = next(line for line in shown if '"made by Task-1' in line)
        label = next(line for line in shown if '"say_after(2, \'Two\')"' in line)
        below = [float(line.split()[1].split(",")[1]) for line in (told, label)]
        self.assertGreater(abs(below[0] - below[1]), 40)
        self.assertEqual(sum('"say_after(2, \'Two\')"' in line for line in shown), 2)

    def test_sizes(self):
        for width, height in ((1280, 720), (1920, 1080), (3840, 2160), (1024, 768), (900, 1600),
                              (320, 180)):
            shown = self.picture([f"size {width} {height}", "key ?", "key ?", "key e", "key a"])
            self.assertTrue(shown.startswith(f"picture {width}.0x{height}.0"))
        bigger = self.picture(["key Ctrl++", "wait 9"])
        self.assertNotEqual(bigger, self.picture(["wait 9"]))
        self.assertEqual(self.picture(["key Ctrl++", "key Ctrl+0", "wait 9"]),
                         self.picture(["wait 9"]))

    def test_still_has_no_motion(self):
        moving = self.picture(["key Right"], LECTURE, "--paused")
        settled = self.picture(["key Right", "wait 1"], LECTURE, "--paused")
        still = self.picture(["key Right"], LECTURE, "--paused", "--still")
        self.assertEqual(still, settled)
        self.assertEqual(self.picture(["key Right", "wait 1"], LECTURE, "--paused", "--still"),
                         still)
        self.assertTrue(moving)


class Huge(Stage):
    """Whatever scale was asked for: nothing stands outside the window."""

    def outside(self, picture):
        """What is not cut to a clip, and begins beyond the canvas."""
        width, height = map(float, picture.split(maxsplit=2)[1].split("x"))
        clips = 0
        for line in picture.splitlines():
            word, _, rest = line.strip().partition(" ")
            clips += (word == "clip") - (word == "unclip")
            where = re.match(r"(-?[\d.]+),(-?[\d.]+)", rest)
            if where and not clips and not (-9 <= float(where[1]) <= width + 9
                                            and -9 <= float(where[2]) <= height + 9):
                yield line

    def test_nothing_is_outside(self):
        for size in ("1920 1080", "640 360", "800 2000"):
            for scale in ("3", "8"):
                for keys in ((), ("key F1",), ("key n",), ("key Q", "wait 1")):
                    at = [f"size {size}", *keys, "wait 0.3"]
                    seen = self.picture(at, LECTURE, "--scale", scale)
                    self.assertEqual(list(self.outside(seen)), [], (size, scale, keys))
                self.assertEqual(list(self.outside(
                    self.picture([f"size {size}", "key End", "wait 1"], "--scale", scale))), [])


class Gallery(Stage):
    def test_lessons_with_titles(self):
        shown = self.raw(["picture"])
        self.assertIn("Two tasks wait together", shown)
        self.assertIn("33% less", shown)

    def test_keys(self):
        def title(*script):
            text = self.raw([*script, "state"])
            return json.loads(text.splitlines()[-1])
        self.assertTrue(title()["gallery"])
        state = title("key Return")
        self.assertFalse(state["gallery"])
        self.assertTrue(state["playing"])
        self.assertIn("One coroutine", state["title"])
        self.assertIn("In a notebook", title("key Right", "key Return")["title"])
        self.assertTrue(title("key Return", "key Backspace")["gallery"])
        self.assertFalse(title("key Return", "key Backspace", "key Backspace")["gallery"])

    def test_search(self):
        def state(*script):
            return json.loads(self.raw([*script, "state"]).splitlines()[-1])
        found = state("text d", "text e", "text a", "text d", "key Return")
        self.assertIn("Deadlock", found["title"])
        self.assertEqual(state("text x", "text y", "key Backspace")["search"], "x")
        self.assertTrue(state("text q", "text q", "text q", "key Return")["gallery"])
        self.assertEqual(state("text q", "key Escape")["search"], "")

    def test_mouse(self):
        state = json.loads(self.raw(["to 700 300", "click", "state"]).splitlines()[-1])
        self.assertFalse(state["gallery"])

    def test_drop(self):
        path = self.write("notes.json", NOTES)
        state = json.loads(self.raw([f"drop {path}", "state"]).splitlines()[-1])
        self.assertEqual(state["title"], "Notes - interleave")
        state = json.loads(self.raw([f"drop {path}.none", "state"]).splitlines()[-1])
        self.assertIn("No such file", state["message"])

    def test_what_is_no_scenario_leaves_the_picture(self):
        path = self.write("list.txt", "eggs, milk")
        state = self.last([f"drop {path}"])
        self.assertIn("that can't be played: ", state["message"])
        self.assertIn("list.txt:1:1", state["message"])
        self.assertEqual(state["title"], "Two tasks beat two awaits - interleave")

    def test_this_folder_and_what_was_open_stand_beside_the_lessons(self):
        self.write("mine.json", {**NOTES, "title": "Of my own"})
        self.write("other.json", {"a": 1})
        elsewhere = os.path.join(self.folder, "elsewhere")
        os.mkdir(elsewhere)
        far = os.path.join(elsewhere, "far.json")
        with open(far, "w", encoding="utf-8") as file:
            json.dump({**NOTES, "title": "From far away"}, file)
        shown = self.raw(["picture"])
        for words in ('"In this folder"', '"Of my own"', '"First steps"', '"Drop a file here'):
            self.assertIn(words, shown)
        self.assertNotIn('"other"', shown)
        self.assertNotIn("Opened lately", shown)
        self.raw([f"drop {far}"])
        shown = self.raw(["picture"])
        self.assertIn('"Opened lately"', shown)
        self.assertIn('"From far away"', shown)
        state = json.loads(self.raw(["key Return", "state"]).splitlines()[-1])
        self.assertEqual(state["title"], "Of my own - interleave")

    def test_a_card_that_is_left_is_its_poster_again(self):
        first = self.raw(["wait 7", "picture"])
        again = self.raw(["wait 7", "key Right", "wait 1", "key Left", "wait 7", "picture"])
        self.assertEqual(first, again)
        left = self.raw(["wait 2", "key Right", "wait 7", "key Left", "wait 7", "picture"])
        self.assertEqual(first, left)

    def test_the_search_box_has_a_caret(self):
        self.assertIn('"type to search"', self.raw(["picture"]))
        self.assertNotIn('"type to search"', self.raw(["text q", "picture"]))

    def test_selected_one_plays_once(self):
        self.assertEqual(float(self.raw(["rest"])), 0)
        self.assertGreater(float(self.raw(["wait 7", "rest"])), 1000)


class Following(Stage):
    def edited(self, *script):
        with open(LECTURE, encoding="utf-8") as file:
            text = file.read()
        path = self.write("a.json", text)
        self.write("b.json", text.replace("(2, 'Two')", "(5, 'Two')"))
        self.write("wrong.json", text.replace('"coroutines"', '"corutines"'))
        return self.last(script, path, "--paused")

    def copy(self, name):
        return f"copy {self.path(name)} {self.path('a.json')}"

    def test_an_edit_shows_within_half_a_second(self):
        state = self.edited("key t", "key a", "wait 1", "key End", "key Shift+Left", "key +",
                            self.copy("b.json"), "wait 0.5", "key End")
        self.assertEqual(state["t"], 6)
        self.assertEqual((state["theme"], state["panels"]), ("dark", 11))
        self.assertGreater(state["to"], 0)

    def test_the_time_is_kept(self):
        state = self.edited("key Shift+Right", "key Shift+Right", "key Shift+Right",
                            self.copy("b.json"), "wait 1")
        self.assertEqual(state["t"], 2)

    def test_a_wrong_file_leaves_the_picture_up(self):
        state = self.edited("key End", self.copy("wrong.json"), "wait 1")
        self.assertIn("a.json:", state["banner"])
        self.assertIn("error", state["banner"])
        self.assertIn("coroutines", state["banner"])
        self.assertEqual(state["t"], 3)
        state = self.edited(self.copy("wrong.json"), "wait 1", self.copy("b.json"), "wait 1",
                            "key End")
        self.assertEqual((state["banner"], state["t"]), ("", 6))

    def test_a_key_mends_what_is_certain(self):
        state = self.edited("key End", self.copy("wrong.json"), "wait 1", "key y", "wait 1")
        self.assertEqual((state["banner"], state["t"]), ("", 3))
        with open(self.path("a.json"), encoding="utf-8") as file:
            self.assertIn('"coroutines"', file.read())
        state = self.edited("key y")
        self.assertIn("nothing", state["message"])

    def test_a_banner_counts(self):
        self.write("two.json", '{"corutines": {"main()": [{"slep": 1}]},'
                               ' "timelines": [{"run": "man()"}]}')
        state = self.edited(self.copy("two.json"), "wait 1")
        self.assertIn("(y mends 2) a.json:1:2", state["banner"].replace(self.path(""), ""))
        self.assertTrue(state["banner"].endswith(" - and 2 more"), state["banner"])

    def test_a_vanished_file_is_waited_for(self):
        gone = f"delete {self.path('a.json')}"
        state = self.edited(gone, "wait 1")
        self.assertIn("vanished", state["banner"])
        state = self.edited(gone, "wait 1", self.copy("b.json"), "wait 1", "key End")
        self.assertEqual((state["banner"], state["t"]), ("", 6))


class WhatIf(Stage):
    def setUp(self):
        super().setUp()
        with open(LECTURE, encoding="utf-8") as file:
            self.text = file.read()
        self.file = self.write("a.json", self.text)

    def drag(self, *script, region="span-end 1 1", by=140):
        return self.last(["key End", f"on {region}", "down", f"by {by} 0", *script], self.file,
                         "--paused")

    def saved(self):
        with open(self.file, encoding="utf-8") as file:
            return file.read()

    def test_the_number_in_the_call_follows(self):
        state = self.drag("up", "key Ctrl+S")
        self.assertFalse(state["unsaved"])
        changed = [(a, b) for a, b in zip(self.text.splitlines(), self.saved().splitlines())
                   if a != b]
        self.assertEqual(len(changed), 3)
        for before, after in changed:
            self.assertRegex(after, r"say_after\(1\.\d+, 'One'\)")
            self.assertEqual(re.sub(r"say_after\(1\.\d+", "say_after(1", after), before)

    def test_totals_move_at_once(self):
        state = self.drag(region="span-end 0 0", by=-70)
        self.assertLess(state["t"], 3)
        self.assertTrue(state["unsaved"])
        self.assertEqual(self.saved(), self.text)

    def test_the_same_quantity_moves_in_every_timeline(self):
        state = self.drag("up", "key Ctrl+S")
        saved = self.saved()
        import collections
        before = collections.Counter(re.findall(r"say_after\(([^,]+),", self.text))
        after = collections.Counter(re.findall(r"say_after\(([^,]+),", saved))
        self.assertEqual(sorted(before.values()), sorted(after.values()))
        self.assertFalse(state["unsaved"])
        state = self.drag("up")
        self.assertIn("in 3 timelines, at 3 places of the file", state["message"])
        state = self.drag("up", "key Ctrl+Z")
        self.assertFalse(state["unsaved"])

    def test_the_value_is_at_the_pointer_and_the_run_before_a_ghost(self):
        script = ["key End", "on span-end 0 0", "down", "by -90 0"]
        shown = self.picture(script, self.file, "--paused")
        self.assertIn('"in 3 timelines"', shown)
        self.assertIn('group "ghost"', shown)
        self.assertNotIn('group "ghost"', self.picture([*script, "up", "key Ctrl+S"], self.file,
                                                        "--paused"))

    def test_the_bar_of_a_thread_can_be_taken(self):
        file = self.write("thread.json", {
            "coroutines": {"main()": [{"to_thread": 2}, {"print": "'done'"}]},
            "timelines": [{"run": "main()"}]})
        state = self.last(["key End", "on span-end 0 0", "down", "by -200 0", "up", "key Ctrl+S"],
                          file, "--paused")
        self.assertFalse(state["unsaved"])
        with open(file, encoding="utf-8") as text:
            self.assertNotIn('"to_thread": 2}', text.read())

    def test_undo_and_redo(self):
        self.assertFalse(self.drag("up", "key Ctrl+Z")["unsaved"])
        self.assertTrue(self.drag("up", "key Ctrl+Z", "key Ctrl+Y")["unsaved"])
        self.assertIn("nothing", self.last(["key Ctrl+Z"], self.file, "--paused")["message"])
        self.drag("up", "key Ctrl+Z", "key Ctrl+S")
        self.assertEqual(self.saved(), self.text)

    def test_a_loop_over_a_literal_list(self):
        self.file = self.write("a.json", json.dumps({
            "coroutines": {
                "work(delay)": [{"sleep": "delay"}],
                "main()": [{"gather": "work(d)", "for": "d in [1, 2, 3]"}]},
            "timelines": [{"run": "main()"}]}))
        self.drag("up", "key Ctrl+S", region="span-end 0 2", by=-60)
        self.assertRegex(self.saved(), r"\[1, 1\.\d+, 3\]")

    def test_a_default_and_a_let(self):
        self.file = self.write("a.json", json.dumps({
            "coroutines": {
                "work(delay=2)": [{"sleep": "delay"}],
                "main()": [{"await": "work()"}, {"let": {"x": 1}}, {"block": "x"}]},
            "timelines": [{"run": "main()"}]}))
        self.drag("up", "key Ctrl+S", region="span-end 0 0 1", by=-90)
        self.assertRegex(self.saved(), r"work\(delay=1\.\d+\)")

    def test_a_thread_and_a_block(self):
        self.file = self.write("a.json", json.dumps({
            "coroutines": {
                "main()": [{"to_thread": 3}, {"block": 1}]},
            "timelines": [{"run": "main()"}]}))
        self.drag("up", "key Ctrl+S", region="span 0 0 1 @ 0.999 0.5", by=-90)
        self.assertRegex(self.saved(), r'"to_thread": 2\.\d+')
        self.drag("up", "key Ctrl+S", region="span-end 0 0 3 @ 0.3 0.5", by=-90)
        self.assertRegex(self.saved(), r'"block": 0\.\d+')

    def test_a_calculated_length_says_why(self):
        self.file = self.write("a.json", json.dumps({
            "coroutines": {"main()": [{"sleep": "1 + 1"}]}, "timelines": [{"run": "main()"}]}))
        state = self.drag("up", region="span-end 0 0")
        self.assertFalse(state["unsaved"])
        self.assertIn("calculated", state["message"])

    def test_bundled_lessons_stay_as_they_are(self):
        self.file = LECTURE
        self.assertTrue(self.drag("up", "key Ctrl+S")["unsaved"])
        self.assertEqual(self.saved(), self.text)

    def test_a_change_outside_is_merged(self):
        for old, new in (("Two tasks beat", "2 tasks beat"), ("'One'", "'Eins'")):
            self.file = self.write("a.json", self.text)
            other = self.write("b.json", self.text.replace(old, new))
            state = self.drag("up", f"copy {other} {self.file}", "wait 1", "key Ctrl+S")
            self.assertEqual((state["banner"], state["unsaved"]), ("", False))
            saved = self.saved()
            self.assertIn(new, saved)
            self.assertNotEqual(saved, self.text.replace(old, new))
            self.assertEqual(len(saved.splitlines()), len(self.text.splitlines()))
        self.file = self.write("a.json", self.text)
        state = self.drag("up", f"copy {other} {self.file}", "wait 1", "key Ctrl+Z", "key Ctrl+S")
        self.assertIn("nothing to save", state["message"])

    def test_where_it_cannot_be_merged_both_are_kept(self):
        theirs = self.text.replace("say_after(2", "say_after(7").replace("say_after(1", "say_after(8")
        other = self.write("b.json", theirs)
        copy = f"copy {other} {self.file}"
        state = self.drag("up", copy, "wait 1")
        self.assertIn("Ctrl+S keeps yours", state["banner"])
        self.file = self.write("a.json", self.text)
        state = self.drag("up", copy, "wait 1", "key Ctrl+S")
        self.assertEqual((state["banner"], state["unsaved"]), ("", False))
        self.assertEqual(self.saved(), theirs)
        with open(self.path("a-mine.json"), encoding="utf-8") as file:
            self.assertNotIn(file.read(), (theirs, self.text))
        self.file = self.write("a.json", self.text)
        state = self.drag("up", copy, "wait 1", "key Ctrl+R")
        self.assertEqual((state["banner"], state["unsaved"]), ("", False))

    def test_the_question_is_read_whole(self):
        for size in ("1280 720", "1024 768", "1920 1080"):
            shown = self.picture([f"size {size}", "key End", "on span-end 1 1", "down", "by 140 0",
                                  "up", "key Ctrl+Q"], self.file, "--paused")
            self.assertIn('"The lengths that you dragged are not saved"', shown)

    def test_an_unsaved_change_shows_and_leaving_asks(self):
        self.assertIn("Ctrl+S", self.drag("up")["message"])
        self.assertEqual(self.drag("up", "key h")["message"], "")
        state = self.drag("up", "key Ctrl+Q")
        self.assertEqual((state["asks"], state["quit"], state["message"]), (True, False, ""))
        self.assertTrue(state["title"].startswith("* "))
        self.assertTrue(self.drag("up", "key Ctrl+Q", "key Ctrl+Q")["quit"])
        state = self.drag("up", "key Ctrl+Q", "key Escape")
        self.assertEqual((state["asks"], state["quit"], state["unsaved"]), (False, False, True))
        notes = self.write("notes.json", NOTES)
        state = self.drag("up", f"drop {notes}", "key Return")
        self.assertEqual(state["title"], "Notes - interleave")
        state = self.drag("up", "key Ctrl+Q", "key Ctrl+S")
        self.assertTrue(state["quit"])
        self.assertNotEqual(self.saved(), self.text)


class Uncommon(Stage):
    """Keys that are pressed where they have nothing to do say so; the others do what they say."""

    def said(self, *script, file=LECTURE):
        return self.last(list(script), file, "--paused")["message"]

    def test_keys_that_have_nothing_to_do_say_so(self):
        for keys, words in ((["key w"], "point at a waiting lane first"),
                            (["key u"], "no earlier view"),
                            (["key x", "key +"], "the axis of steps always shows them all"),
                            (["key x", "on lane 1", "wheel 0 1 ctrl"],
                             "the axis of steps always shows them all"),
                            (["key Ctrl+R"], "no dragged lengths to drop"),
                            (["key j"], "does not follow the playhead"),
                            (["key j", "key j"], "follows the playhead")):
            self.assertEqual(self.said(*keys), words, keys)

    def test_what_woke_a_lane(self):
        path = self.write("woken.json", {
            "coroutines": {"main()": [{"let": {"e": "Event()"}}, {"create_task": "late(e)"},
                                      {"sleep": 1}, {"await": "e.wait()"}],
                           "late(e)": [{"sleep": 2}, {"await": "Event().wait()"}]},
            "timelines": [{"run": "main()"}]})
        for keys, words in ((["key Right", "key Right", "on lane 0 0", "key w"], "woken by time"),
                            (["key End", "on lane 0 0 @ 0.9 0.5", "key w"],
                             "nothing ever wakes it")):
            self.assertEqual(self.said(*keys, file=path), words, keys)
        self.assertEqual(self.said("key End", "on lane 0 0 @ 0.02 0.5", "key w"),
                         "it does not wait here")

    def test_zooming_out_and_back(self):
        whole = self.last([])
        near = self.last(["key End", "key +", "key +", "wait 1"])
        self.assertLess(near["to"] - near["from"], 3)
        wider = self.last(["key End", "key +", "key +", "wait 1", "key -", "wait 1"])
        self.assertGreater(wider["to"] - wider["from"], near["to"] - near["from"])
        back = self.last(["key End", "key +", "wait 1", "key u", "wait 1"])
        self.assertEqual((back["from"], back["to"]), (whole["from"], whole["to"]))

    def test_lanes_scroll_by_keys_and_wheel(self):
        def shown(*script):
            return self.picture(list(script), LECTURE, "--paused", "--scale", "3")
        top, down = shown(), shown("key Down", "key Down")
        self.assertNotEqual(top, down)
        self.assertEqual(top, shown("key Down", "key Down", "key Up", "key Up"))
        self.assertNotEqual(top, shown("on lane 0", "wheel 0 -3"))

    def test_a_wrong_file_that_is_dropped_changes_nothing(self):
        wrong = self.write("wrong.json", '{"coroutines": {')
        state = self.last([f"drop {wrong}", "wait 1"])
        self.assertIn("that can't be played: ", state["message"])
        self.assertEqual((state["banner"], state["title"]),
                         ("", "Two tasks beat two awaits - interleave"))

    def test_close_takes_one_thing_after_the_other(self):
        self.assertFalse(self.last(["key F1", "key Escape"])["help"])
        self.assertFalse(self.last(["key s", "key Escape"])["spotlight"])
        self.assertFalse(self.last(["key b", "click"])["blanked"])

    def test_unsaved_lengths_are_asked_about(self):
        path = shutil.copy(LECTURE, self.path("drag.json"))
        drag = ["key End", "on span-end 1 1", "down", "by 140 0", "up", "key Ctrl+Q"]
        asked = self.last(drag, path, "--paused")
        self.assertEqual((asked["asks"], asked["quit"]), (True, False))
        found = re.findall(r"text ([\d.]+),([\d.]+) \S+ \S+ \S+ \"([^\"]*)\"",
                           self.picture(drag, path, "--paused"))
        answers = {words: (x, y) for x, y, words in found}
        keep = next(at for words, at in answers.items() if "without" in words.lower()
                    or "discard" in words.lower() or "don't" in words.lower())
        gone = self.last([*drag, f"to {keep[0]} {keep[1]}", "click"], path, "--paused")
        self.assertTrue(gone["quit"])

    def test_the_gallery_by_keys_and_wheel(self):
        def titles(*script):
            return self.raw([*script, "wait 1", "picture"])
        top = titles()
        self.assertNotEqual(top, titles("key Down"))
        self.assertEqual(top, titles("key Down", "key Up"))
        self.assertNotEqual(top, titles("key PageDown"))
        self.assertNotEqual(top, titles("to 900 600", "wheel 0 -3"))
        self.assertEqual(json.loads(self.raw(["text crawl", "key Backspace", "state"])
                                    .splitlines()[-1])["search"], "craw")
        self.assertTrue(json.loads(self.raw(["key F1", "state"]).splitlines()[-1])["help"])
        self.assertNotEqual(top, titles("key Ctrl++"))


class Keeping(Stage):
    def test_the_picture_and_its_command(self):
        with open(LECTURE, encoding="utf-8") as file:
            path = self.write("a.json", file.read())
        state = self.last(["size 640 360", "key Shift+Right", "key Shift+Right", "key t", "key k"],
                          path, "--paused")
        kept = self.path("a-1.png")
        self.assertTrue(os.path.exists(kept), state["message"])
        said, command = state["message"].split("; made again by: ")
        self.assertEqual(said, f"kept as {kept}")
        self.assertTrue(command.startswith("interleave export "), command)
        with open(kept, "rb") as file:
            before = file.read()
        os.remove(kept)
        subprocess.run(command.replace("interleave", PROGRAM, 1), shell=True, check=True)
        with open(kept, "rb") as file:
            self.assertEqual(file.read(), before)
        self.assertIn("--at 1.0 ", command)
        state = self.last(["key Ctrl+C"], path, "--paused")
        self.assertTrue(state["clipboard"].startswith("interleave export "))

    def again(self, script, *more):
        """Keeps what the script leaves; the command makes the same bytes, and is given back."""
        with open(LECTURE, encoding="utf-8") as file:
            path = self.write("a.json", file.read())
        state = self.last(["size 960 540", *script, "key k"], path, "--paused", *more)
        kept = self.path("a-1.png")
        with open(kept, "rb") as file:
            before = file.read()
        os.remove(kept)
        command = state["message"].split("; made again by: ")[1]
        subprocess.run(command.replace("interleave", PROGRAM, 1), shell=True, check=True,
                       stderr=subprocess.DEVNULL)
        with open(kept, "rb") as file:
            self.assertEqual(file.read(), before, command)
        os.remove(kept)
        return command

    def test_all_that_is_seen_is_kept(self):
        for script, option in {
            ("key End", "key +", "key +"): "--from",
            ("key Right", "key Right"): "--at 0.0#2",
            ("key PageDown", "wait 3", "key PageDown", "wait 3"): "--step 2",
            ("key g", "key Tab", "key Right", "key Right", "wait 1"): "--stage 2",
            ("key x", "key End"): "--axis steps",
            ("key End", "on lane 1 0", "key m"): "--fold 2:1",
            ("key End", "key s", "on lane 1 2"): "--highlight 2:3",
            ("key End", "on python", "wheel 0 -2"): "--scroll",
            ("key Ctrl++", "key c", "key e"): "--layout columns",
            ("key End", "on instant 1 @ 0.2 0.5"): "--magnify 2:",
            ("key End", "key +", "key v", "on instant 1"): "--magnify 2:",
            ("key v", "key Right", "key Right"): "--panels python,values,output",
            ("key End", "on span-end 0 0", "down", "by -90 0", "up"): "--set",
        }.items():
            self.assertIn(option, self.again(script), script)

    def test_a_kept_picture_is_what_was_seen(self):
        """The same draw commands, but for pointer and controls."""
        lesson = os.path.join(LESSONS, "13-semaphore.json")
        for file, script in ((LECTURE, ["key End", "key +", "key x", "key x", "key e"]),
                             (LECTURE, ["key End", "on instant 1 @ 0.2 0.5"]),
                             (LECTURE, ["key End", "on lane 1 2", "key s"]),
                             (LECTURE, ["key End", "on lane 1 0", "key m", "key x", "on axis"]),
                             (LECTURE, ["key v", "key a", "key Right", "key Right", "key t"]),
                             (LECTURE, ["key Right", "key Right", "key g", "wait 1"]),
                             (lesson, ["key End", "key R", "key c"])):
            with open(file, encoding="utf-8") as source:
                path = self.write("a.json", source.read())
            state = self.last([*script, "key Ctrl+C"], path, "--paused")
            command = state["clipboard"].replace("interleave export",
                                                 f"{PROGRAM} export --dump picture", 1)
            command = re.sub(r" -o \S+", "", command)
            done = subprocess.run(command, shell=True, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            seen = self.picture([*script, "wait 5"], path, "--paused")
            for own in ("minimap", "control bar"):
                seen = re.sub(rf'(?m)^group "{own}"\n(?:  .*\n)*ungroup\n', "", seen)
            self.assertEqual(seen.splitlines(), done.stdout.splitlines(), script)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
