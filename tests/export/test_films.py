"""Films: right size, rate and length; the same bytes again; a clear word where ffmpeg fails."""
import json
import os
import pathlib
import subprocess

from tools import ROOT, Case, foreign, main, run

LESSON = ROOT / "scenarios/06-side-by-side.json"
SMALL = ("--size", "480x270", "--length", "3")


def probe(film):
    said = foreign("ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", film)
    return json.loads(said)["streams"][0]


class Films(Case):
    def film(self, name, *options):
        run("export", LESSON, "-o", self.out / name, *SMALL, *options)
        return self.out / name

    def test_mp4(self):
        film = self.film("a.mp4")
        stream = probe(film)
        self.assertEqual(("h264", 480, 270, "yuv420p", "30/1"),
                         tuple(stream[k] for k in ("codec_name", "width", "height", "pix_fmt",
                                                   "avg_frame_rate")))
        self.assertEqual(150, int(stream["nb_read_frames"]))  # 3 s and 2 s of the end
        head = film.read_bytes()
        self.assertLess(head.index(b"moov"), head.index(b"mdat"))
        self.assertEqual(head, self.film("b.mp4").read_bytes())

    def test_odd_sizes_are_made_even(self):
        run("export", LESSON, "-o", self.out / "a.mp4", "--size", "481x271", "--length", "1",
            "--fps", "10")
        stream = probe(self.out / "a.mp4")
        self.assertEqual((482, 272), (stream["width"], stream["height"]))

    def test_gif(self):
        film = self.film("a.gif")
        stream = probe(film)
        self.assertEqual(("gif", 480, 270), (stream["codec_name"], stream["width"],
                                             stream["height"]))
        self.assertAlmostEqual(5, float(stream["duration"]), delta=0.05)
        self.assertTrue(30 < int(stream["nb_read_frames"]) <= 100)  # those that differ
        self.assertEqual(film.read_bytes(), self.film("b.gif").read_bytes())

    def test_gif_needs_no_other_program(self):
        run("export", LESSON, "-o", self.out / "a.gif", *SMALL,
            env=dict(os.environ, PATH="/nowhere"))
        self.assertEqual(b"GIF89a", (self.out / "a.gif").read_bytes()[:6])

    def test_gif_changes_only_what_changed(self):
        one, other = self.film("a.gif", "--fps", "10"), self.film("b.gif", "--fps", "20")
        self.assertLess(one.stat().st_size, 220_000)
        self.assertLess(other.stat().st_size, 2 * one.stat().st_size)

    def test_loops(self):
        endless, once = self.film("a.gif"), self.film("b.gif", "--loop", "1")
        twice = self.film("c.gif", "--loop", "2")
        self.assertIn(b"NETSCAPE2.0\x03\x01\x00\x00", endless.read_bytes())
        self.assertNotIn(b"NETSCAPE", once.read_bytes())
        self.assertIn(b"NETSCAPE2.0\x03\x01\x01\x00", twice.read_bytes())
        webp = self.film("a.webp", "--loop", "3", "--fps", "2").read_bytes()
        at = webp.index(b"ANIM")
        self.assertEqual(3, int.from_bytes(webp[at + 12:at + 14], "little"))
        run("export", LESSON, "-o", self.out / "a.mp4", "--loop", "2", code=2)

    def test_a_pause_holds_the_film(self):
        def length(name, **note):
            scenario = {"coroutines": {"main()": [{"sleep": 1}, {"note": "Look " * 20} | note,
                                                  {"sleep": 1}]},
                        "timelines": [{"run": "main()"}]}
            source = self.out / "pause.json"
            source.write_text(json.dumps(scenario))
            run("export", source, "-o", self.out / name, *SMALL)
            return float(probe(self.out / name)["duration"])
        running, held = length("a.gif"), length("b.gif", pause=True)
        self.assertAlmostEqual(5, running, delta=0.1)
        self.assertAlmostEqual(1 + 100 / 16, held - running, delta=0.1)

    def test_webm(self):
        stream = probe(self.film("a.webm", "--fps", "10"))
        self.assertEqual(("vp9", 50), (stream["codec_name"], int(stream["nb_read_frames"])))

    def test_webp(self):
        data = self.film("a.webp", "--fps", "5").read_bytes()
        self.assertTrue(data.startswith(b"RIFF") and b"ANIM" in data[:64])

    def test_the_end_is_the_still_picture(self):
        film = self.film("a.gif")
        last = self.out / "last.png"
        foreign("ffmpeg", "-v", "error", "-i", film, "-update", "1", last)
        run("export", LESSON, "-o", self.out / "still.png", "--size", "480x270")
        said = foreign("sh", "-c", f"compare -metric AE -fuzz 6% {last} {self.out}/still.png null: "
                                   "2>&1 || true")
        self.assertLess(float(said.split()[0]), 480 * 270 * 0.01, said)


class Frames(Case):
    """The frames as they are handed over: an encoder that only keeps them."""

    def test_first_and_last_are_the_whole_picture(self):
        folder = self.out / "bin"
        folder.mkdir()
        (folder / "ffmpeg").write_text(f"#!/bin/sh\ncat >{self.out}/raw\nfor o; do :; done\n"
                                       'echo film >"${o#file:}"\n')
        (folder / "ffmpeg").chmod(0o755)
        path = {"env": dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}")}
        for lesson in sorted((ROOT / "scenarios").glob("*.json"))[::4]:
            run("export", lesson, "-o", self.out / "a.webp", "--size", "480x270", "--fps", "5",
                "--length", "4", **path)
            raw, size = (self.out / "raw").read_bytes(), 480 * 270 * 4
            self.assertEqual(0, len(raw) % size)
            still = self.out / "still.png"
            run("export", lesson, "-o", still, "--size", "480x270")
            pixels = subprocess.run(["ffmpeg", "-v", "error", "-i", still, "-f", "rawvideo",
                                     "-pix_fmt", "bgra", "-"], capture_output=True).stdout
            rows = 480 * 4 * 220  # above the legend, which tells all that the film shows
            apart = sum(abs(a - b) for a, b in zip(pixels[:rows:97], raw[:rows:97])) / (rows / 97)
            self.assertLess(apart, 1, lesson.name)  # of 255: the poster; a PNG's colours are near
            self.assertEqual(raw[:size], raw[-size:], lesson.name)  # after all that was patched
            self.assertNotEqual(raw[:size], raw[size:2 * size], lesson.name)


class Faults(Case):
    def fails(self, *path, wanted):
        environment = dict(os.environ, PATH=":".join(map(str, path)))
        target = self.out / "a.mp4"
        target.write_text("what was there before")
        from tools import PROGRAM
        done = subprocess.run([PROGRAM, "export", LESSON, "-o", target, *SMALL], env=environment,
                              capture_output=True, text=True, timeout=200)
        self.assertEqual(3, done.returncode, done.stderr)
        self.assertIn(wanted, done.stderr)
        self.assertEqual("what was there before", target.read_text())
        self.assertEqual(["a.mp4"], [p.name for p in self.out.iterdir() if p.is_file()])

    def stand_in(self, text):
        folder = self.out / "bin"
        folder.mkdir()
        script = folder / "ffmpeg"
        script.write_text("#!/bin/sh\n" + text)
        script.chmod(0o755)
        return folder

    def test_absent(self):
        self.fails(self.out / "nowhere", wanted="ffmpeg")

    def test_failing(self):
        self.fails(self.stand_in("echo no space left >&2; exit 1\n"), wanted="no space left")

    def test_nothing_written(self):
        self.fails(self.stand_in("cat >/dev/null\n"), "/usr/bin", "/bin", wanted="without a film")

    def test_ends_well_but_early(self):
        self.fails(self.stand_in('for o; do :; done\nhead -c 99 >"${o#file:}"\n'), "/usr/bin", "/bin",
                   wanted="before the last picture")

    def test_a_name_is_a_file_whatever_it_looks_like(self):
        for name in ("m:x.mp4", "-dash.mp4", "http:/x.mp4", "-dir/x.mp4"):
            (self.out / name).parent.mkdir(exist_ok=True)
            run("export", LESSON, f"--output={name}", *SMALL, "--fps", "2", cwd=self.out)
            self.assertEqual("h264", probe("file:" + str(self.out / name))["codec_name"])

    def test_killed_half_way(self):
        self.fails(self.stand_in("head -c 1000000 >/dev/null; kill -9 $$\n"), "/usr/bin", "/bin",
                   wanted="ffmpeg failed")


if __name__ == "__main__":
    main()
