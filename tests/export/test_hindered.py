"""Every format there is, hindered while it is written: by a limit, a signal, a reader that goes away,
a disk that is full, an ffmpeg that does nothing. The old file or the new one, exit code 3 (or that of
the signal) with a sentence, and nothing beside it."""
import os
import resource
import signal
import subprocess
import time

from tools import FILMS, FORMATS, PROGRAM, ROOT, WAYS, Case, a_page, main

LESSON = ROOT / "scenarios/06-side-by-side.json"
STARTS = {"png": b"\x89PNG", "svg": b"<", "pdf": b"%PDF", "gif": b"GIF89a", "webm": b"\x1aE\xdf\xa3",
          "webp": b"RIFF", "html": b"<", "json": b"{", "jsonl": b"{"}


def every():
    """(format, options), short enough to be made many times."""
    for name in FORMATS:
        small = ["--size", "320x180"] if name in ("png", "svg", "pdf", *FILMS) else []
        film = ["--length", "1", "--fps", "5"] if name in FILMS else []
        for way in WAYS.get(name, [[]]):
            yield name, [*small, *film, *way]


class Hindered(Case):
    def setUp(self):
        super().setUp()
        self.page, self.out = self.out / "page", self.out / "out"
        self.page.mkdir()
        self.out.mkdir()
        a_page(self.page)

    def export(self, target, name, options, **more):
        return subprocess.run([PROGRAM, "export", LESSON, "-o", target, "--format", name, *options],
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=60, **more)

    def failed(self, done, what):
        self.assertEqual(3, done.returncode, (what, done.stderr))
        self.assertRegex(done.stderr, rb"\Ainterleave: error: [^\n]+\n\Z", what)

    def test_standard_output(self):
        """Into a file and into a pipe: the same, but for films, which can't go back in either."""
        for name, options in every():
            with self.subTest(name=name, options=options):
                with open(self.out / "file", "wb") as file:
                    into = self.export("-", name, options, stdout=file)
                piped = self.export("-", name, options, stdout=subprocess.PIPE)
                self.assertEqual((0, 0), (into.returncode, piped.returncode), piped.stderr)
                data = (self.out / "file").read_bytes()
                self.assertEqual(data, piped.stdout)
                self.assertTrue(data.startswith(STARTS.get(name, b"")) and data, data[:20])
                if name not in ("mp4", "webm", "webp"):
                    self.export(self.out / "named", name, options)
                    self.assertEqual(data, (self.out / "named").read_bytes())

    def test_a_device_and_a_named_pipe(self):
        for name, options in every():
            with self.subTest(name=name, options=options):
                done = self.export("/dev/null", name, options)
                self.assertEqual((0, b""), (done.returncode, done.stderr))
                self.failed(self.export("/dev/full", name, options), name)

    def test_a_reader_that_goes_away(self):
        for name, options in every():
            reading, writing = os.pipe()
            os.close(reading)
            with self.subTest(name=name, options=options):
                self.failed(self.export("-", name, options, stdout=writing), name)
            os.close(writing)

    def test_standard_streams_that_are_closed(self):
        """What is opened next must not take their numbers: a sentence would go into the picture."""
        small, wrong = ["--size", "320x180"], self.page / "wrong.json"
        wrong.write_text("{")
        for name, more in (("png", []), ("mp4", ["--length", "1"]), ("pdf", [wrong])):
            target, made = self.out / f"a.{name}", []
            for closed in ("", "0>&-", "1>&-", "2>&-", "0>&- 1>&- 2>&-"):
                command = ["sh", "-c", f'exec "$@" {closed}', "sh", PROGRAM, "export", LESSON, "-o",
                           target, *small, *more]
                done = subprocess.run(command, timeout=60, stderr=subprocess.DEVNULL)
                self.assertEqual(int(more == [wrong]), done.returncode, (name, closed))
                made.append(target.read_bytes())
            self.assertEqual([made[0]] * len(made), made, name)
        done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", PROGRAM, "run", LESSON],
                              stderr=subprocess.PIPE)
        self.failed(done, "run")

    def test_past_the_limit_of_a_file(self):
        """As `ulimit -f` sets it."""
        for name, options in every():
            for most in (0, 100):
                with self.subTest(name=name, options=options, most=most):
                    target = self.out / "old"
                    target.write_text("old")
                    self.failed(self.export(target, name, options, preexec_fn=lambda most=most:
                                            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))),
                                name)
                    self.assertEqual("old", target.read_text())
                    self.assertEqual([target], list(self.out.iterdir()))

    def test_a_signal_leaves_nothing_behind(self):
        target = self.out / "old"
        for name, options in every():
            if name in FILMS:
                options[options.index("--length") + 1] = "60"
            target.write_text("old")
            for number, after in ((signal.SIGINT, 0.02), (signal.SIGTERM, 0.06), (signal.SIGHUP, 0.1)):
                with self.subTest(name=name, options=options, number=number):
                    child = subprocess.Popen([PROGRAM, "export", LESSON, "-o", target, "--format",
                                              name, *options], stderr=subprocess.PIPE)
                    time.sleep(after)
                    child.send_signal(number)
                    said = child.communicate(timeout=60)[1]
                    # It may not have begun to listen, or be done.
                    self.assertIn(child.returncode, (128 + number, -number, 0), said)
                    self.assertEqual([target], list(self.out.iterdir()))
            left = target.read_bytes()
            if left != b"old":
                self.export(target, name, options)
                self.assertEqual(target.read_bytes(), left, name)

    def test_an_ffmpeg_that_does_nothing(self):
        ways = {"nothing": "cat >/dev/null", "not even read": ":", "fails": "exit 1",
                "ends half way": "head -c 1000 >/dev/null; exit 0", "is ended": "kill -9 $$",
                "says much": "cat >/dev/null; yes '\033]0;x\007' | head -c 100000 >&2; exit 1"}
        fake = self.page / "ffmpeg"
        environment = {**os.environ, "PATH": f"{self.page}:{os.environ['PATH']}"}
        for way, script in ways.items():
            fake.write_text(f"#!/bin/sh\n{script}\n")
            fake.chmod(0o755)
            for target in (self.out / "old", "-"):
                with self.subTest(way=way, target=target):
                    (self.out / "old").write_text("old")
                    done = self.export(target, "mp4", ["--size", "320x180"], env=environment,
                                       stdout=subprocess.PIPE)
                    self.failed(done, way)
                    self.assertNotIn(b"\x1b", done.stderr)
                    self.assertEqual(b"", done.stdout)
                    self.assertEqual("old", (self.out / "old").read_text())
                    self.assertEqual([self.out / "old"], list(self.out.iterdir()))

    def test_every_film_without_ffmpeg(self):
        environment = {**os.environ, "PATH": str(self.page)}
        for name, options in every():
            if name in ("mp4", "webm", "webp"):
                done = self.export(self.out / "a", name, options, env=environment)
                self.failed(done, name)
                self.assertIn(b"install it", done.stderr)
                self.assertEqual([], list(self.out.iterdir()))


if __name__ == "__main__":
    main()
