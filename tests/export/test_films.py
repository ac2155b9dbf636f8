"""Films: right size, rate and length; the same bytes again; a clear word where ffmpeg fails."""
import json
import os
import pathlib
import time

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
        self.assertEqual(("gif", 480, 270, 125), (stream["codec_name"], stream["width"],
                                                  stream["height"], int(stream["nb_read_frames"])))
        self.assertEqual(film.read_bytes(), self.film("b.gif").read_bytes())

    def test_webm(self):
        stream = probe(self.film("a.webm", "--fps", "10"))
        self.assertEqual(("vp9", 50), (stream["codec_name"], int(stream["nb_read_frames"])))

    def test_webp(self):
        data = self.film("a.webp", "--fps", "5").read_bytes()
        self.assertTrue(data.startswith(b"RIFF") and b"ANIM" in data[:64])

    def test_the_end_is_the_still_picture(self):
        film = self.film("a.gif")
        last = self.out / "last.png"
        foreign("ffmpeg", "-v", "error", "-sseof", "-0.2", "-i", film, "-update", "1", last)
        run("export", LESSON, "-o", self.out / "still.png", "--size", "480x270")
        said = foreign("sh", "-c", f"compare -metric AE -fuzz 6% {last} {self.out}/still.png null: "
                                   "2>&1 || true")
        self.assertLess(float(said.split()[0]), 480 * 270 * 0.01, said)


class Faults(Case):
    def fails(self, *path, wanted):
        environment = dict(os.environ, PATH=":".join(map(str, path)))
        target = self.out / "a.mp4"
        target.write_text("what was there before")
        import subprocess
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

    def test_killed_half_way(self):
        self.fails(self.stand_in("head -c 1000000 >/dev/null; kill -9 $$\n"), "/usr/bin", "/bin",
                   wanted="ffmpeg failed")


if __name__ == "__main__":
    main()
