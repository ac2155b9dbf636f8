"""The real window under Xvfb, with a real mouse and keyboard (xdotool), looked at in screenshots."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
LECTURE = os.path.join(SOURCE, "tests/lecture.json")
NEEDED = ("Xvfb", "xdotool", "xwd")
WIDTH, HEIGHT = 1280, 720


class Screen:
    """A screenshot: (r, g, b) of each pixel."""

    def __init__(self, data):
        head = int.from_bytes(data[0:4], "big")
        field = lambda i: int.from_bytes(data[4 * i:4 * i + 4], "big")
        self.width, self.height, self.pitch = field(4), field(5), field(12)
        self.bytes = field(11) // 8
        self.data = data[head + field(19) * 12:]

    def pixel(self, x, y):
        at = y * self.pitch + x * self.bytes
        blue, green, red = self.data[at:at + 3]
        return red, green, blue

    def columns(self, y, wanted):
        return [x for x in range(self.width) if wanted(self.pixel(x, y))]


def dark(pixel):
    return sum(pixel) < 120


class Window(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        reader, writer = os.pipe()
        cls.xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"],
            pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as said:
            cls.display = ":" + said.readline().strip()

    @classmethod
    def tearDownClass(cls):
        cls.xvfb.terminate()
        cls.xvfb.wait()
        shutil.rmtree(cls.folder)

    def setUp(self):
        self.program = None
        shutil.rmtree(os.path.join(self.folder, "interleave"), ignore_errors=True)

    def tearDown(self):
        if self.program and self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        if self.program:
            self.program.stderr.close()

    def env(self, **more):
        env = {k: v for k, v in os.environ.items() if k != "SDL_VIDEODRIVER"}
        return {**env, "DISPLAY": self.display, "XDG_STATE_HOME": self.folder, **more}

    def start(self, *args, **env):
        self.program = subprocess.Popen([PROGRAM, *args, "--still"], env=self.env(**env),
                                        stderr=subprocess.PIPE, text=True)
        self.wait_for(lambda: self.screen().columns(HEIGHT // 2, lambda p: sum(p) > 0), 20)

    def wait_for(self, true, seconds=5):
        until = time.monotonic() + seconds
        while not true():
            if self.program.poll() is not None:
                self.fail(f"it ended: {self.program.returncode} {self.program.stderr.read()}")
            if time.monotonic() > until:
                self.fail("it did not happen")
            time.sleep(0.05)

    def do(self, *command):
        subprocess.run(["xdotool", *map(str, command)], env=self.env(), check=True,
                       stdout=subprocess.DEVNULL, timeout=20)

    def screen(self):
        done = subprocess.run(["xwd", "-root", "-silent"], env=self.env(), capture_output=True,
                              timeout=20)
        return Screen(done.stdout)

    def title(self):
        """Of our window: without a window manager it has no owner to ask."""
        done = subprocess.run(["xdotool", "search", "--name", "interleave", "getwindowname"],
                              env=self.env(), capture_output=True, text=True, timeout=20)
        return done.stdout.strip()

    def playhead(self, left=0, top=0, width=WIDTH, height=HEIGHT):
        """The x of the playhead's line: the darkest column through the rows, whatever else stands
        before it here and there. A line between two columns is half as dark in each."""
        screen = self.screen()
        rows = range(top + int(height * 0.2), top + int(height * 0.82), 3)
        count, x = max((sum(sum(screen.pixel(left + x, y)) < 300 for y in rows), -x)
                       for x in range(width))
        return -x if count > len(rows) * 0.5 else None

    def seek_bar(self):
        """The y of the bar below the axis: the lowest long dark line."""
        screen = self.screen()
        return max(y for y in range(HEIGHT * 2 // 3, HEIGHT)
                   if len(screen.columns(y, dark)) > WIDTH // 4)

    def quit(self):
        self.do("key", "ctrl+q")
        self.assertEqual(self.program.wait(10), 0)

    def settle(self):
        time.sleep(0.4)

    def ticks(self):
        with open(f"/proc/{self.program.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def test_the_playhead_stands_where_it_should(self):
        self.start(LECTURE, "--paused", "--panels", "none")
        places = []
        for key in ("Home", "shift+Right", "shift+Right", "shift+Right", "End"):
            self.do("key", key)
            self.settle()
            places.append(self.playhead())
        start, zero, one, two, end = places
        self.assertEqual(start, zero)
        self.assertAlmostEqual((one - start) / (end - start), 1 / 3, delta=0.01)
        self.assertAlmostEqual((two - start) / (end - start), 2 / 3, delta=0.01)
        self.quit()

    def test_mouse_and_clicker(self):
        self.start(LECTURE, "--paused", "--panels", "none")
        self.do("key", "End")
        self.settle()
        end = self.playhead()
        self.do("key", "Prior")
        self.settle()
        before = self.playhead()
        self.assertLess(before, end)
        # The seek bar lies at the bottom; clicking its middle goes to half of the run.
        screen = self.screen()
        self.do("mousemove", int(WIDTH * 0.3), self.seek_bar(), "click", 1)
        self.settle()
        self.assertNotEqual(self.playhead(), before)
        self.assertEqual((screen.width, screen.height), (WIDTH, HEIGHT))
        self.quit()

    def test_it_plays_and_is_at_rest_when_it_does_not(self):
        self.start(LECTURE, "--panels", "none")
        first = self.playhead()
        self.wait_for(lambda: (self.playhead() or 0) > (first or 0) + 20, 8)
        self.do("key", "space")
        time.sleep(1)
        before = self.ticks()
        time.sleep(3)
        self.assertLessEqual(self.ticks() - before, 3)
        self.quit()

    def test_blank_help_and_escape(self):
        self.start(LECTURE, "--paused")
        self.do("key", "period")
        self.wait_for(lambda: not self.screen().columns(HEIGHT // 2, lambda p: sum(p) > 0))
        self.do("key", "period")
        self.wait_for(lambda: self.screen().columns(HEIGHT // 2, lambda p: sum(p) > 700))
        before = self.screen().data
        self.do("key", "question")
        self.wait_for(lambda: self.screen().data != before)
        self.do("key", "Escape")
        self.wait_for(lambda: self.screen().data == before)
        self.do("key", "Escape", "key", "Escape", "key", "Escape")
        self.settle()
        self.assertIsNone(self.program.poll())
        self.quit()

    def test_an_edit_in_place_shows_within_half_a_second(self):
        path = os.path.join(self.folder, "edited.json")
        shutil.copy(LECTURE, path)
        self.start(path, "--paused", "--panels", "none")
        self.do("key", "End")
        time.sleep(0.8)
        before = self.screen().data
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text[:100])
            file.flush()
            time.sleep(0.05)
            file.write(text[100:].replace("(2, 'Two')", "(4, 'Two')"))
        began = time.monotonic()
        self.wait_for(lambda: self.screen().data != before, 3)
        self.assertLess(time.monotonic() - began, 1.2)  # half a second, and slow machines
        self.quit()

    def test_whatever_takes_the_file_s_place_the_picture_stays(self):
        path = os.path.join(self.folder, "taken.json")
        shutil.copy(LECTURE, path)
        self.start(path, "--paused", "--panels", "none")
        for take in (os.mkfifo, os.mkdir, lambda name: os.symlink("/dev/zero", name)):
            os.unlink(path)
            take(path)
            time.sleep(0.8)
            self.do("key", "End")
            self.wait_for(lambda: (self.playhead() or 0) > WIDTH / 2)
            self.do("key", "Home")
            self.wait_for(lambda: (self.playhead() or WIDTH) < WIDTH / 2)
            if os.path.isdir(path) and not os.path.islink(path):
                os.rmdir(path)
            else:
                os.unlink(path)
            shutil.copy(LECTURE, path)
            time.sleep(0.8)
        self.quit()

    def test_a_bomb_that_is_saved_leaves_the_keys_alive(self):
        path = os.path.join(self.folder, "bomb.json")
        shutil.copy(LECTURE, path)
        self.start(path, "--paused", "--panels", "none")
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"title": "Bomb", "coroutines": {"main()": [{"while": "True", "do": []}]}, '
                       '"timelines": [' + ", ".join(['{"run": "main()"}'] * 16) + "]}")
        time.sleep(0.8)
        for key, wanted in (("End", True), ("Home", False)):
            self.do("key", key)
            self.wait_for(lambda: ((self.playhead() or 0) > WIDTH / 2) == wanted)
        self.wait_for(lambda: "Bomb" in self.title(), 60)
        self.quit()

    def test_the_gallery_opens_what_is_searched_for(self):
        self.start()
        self.do("type", "deadl")
        self.settle()
        self.do("key", "Return")
        self.wait_for(lambda: "Deadlock" in self.title())
        self.do("key", "BackSpace")
        self.wait_for(lambda: "Deadlock" not in self.title())
        self.quit()

    def test_size_and_panels_are_remembered(self):
        self.start(LECTURE, "--paused")
        self.do("key", "e")
        self.settle()
        self.quit()
        with open(os.path.join(self.folder, "interleave", "window"), encoding="ascii") as file:
            state = dict(line.split() for line in file)
        self.assertEqual(int(state["width"]), WIDTH)
        self.assertTrue(int(state["panels"]) & 4)

    def test_resizing(self):
        self.start(LECTURE, "--paused", "--size", "800x600", "--panels", "none")
        self.do("search", "--name", "interleave", "windowsize", 1000, 500)
        self.settle()
        self.do("key", "End")
        self.settle()
        done = subprocess.run(["xdotool", "search", "--name", "interleave",
                               "getwindowgeometry", "--shell"], env=self.env(),
                              capture_output=True, text=True, timeout=20)
        place = dict(line.split("=") for line in done.stdout.split() if "=" in line)
        self.assertEqual((place["WIDTH"], place["HEIGHT"]), ("1000", "500"))
        end = self.playhead(int(place["X"]), int(place["Y"]), 1000, 500)
        self.assertTrue(800 < end < 1000)
        self.quit()

    @unittest.skipIf(os.path.exists("/dev/dri") or os.path.exists("/dev/nvidiactl"),
                     "there is a graphics processor")
    def test_no_graphics_are_imitated(self):
        self.start(LECTURE)
        self.settle()
        with open(f"/proc/{self.program.pid}/maps", encoding="utf-8") as file:
            loaded = file.read()
        self.assertNotRegex(loaded, "libGLX|swrast|libgallium|libLLVM")
        self.quit()

    def test_a_signal_ends_it(self):
        self.start(LECTURE)
        self.program.send_signal(signal.SIGTERM)
        self.assertNotEqual(self.program.wait(5), None)


if __name__ == "__main__":
    if not all(map(shutil.which, NEEDED)):
        print("needs", *NEEDED)
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
