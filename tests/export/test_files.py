"""Files are replaced whole or not at all."""
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import time

from tools import PROGRAM, ROOT, SCENARIOS, Case, main, run

LESSON = ROOT / "scenarios/06-side-by-side.json"


class Files(Case):
    def test_links_are_followed_and_permissions_kept(self):
        real = self.out / "real.png"
        real.write_text("old")
        real.chmod(0o640)
        link = self.out / "link.png"
        link.symlink_to(real.name)
        run("export", LESSON, "-o", link)
        self.assertTrue(link.is_symlink())
        self.assertTrue(real.read_bytes().startswith(b"\x89PNG"))
        self.assertEqual(0o640, stat.S_IMODE(real.stat().st_mode))

    def test_killed_at_any_moment_the_old_file_is_whole(self):
        target = self.out / "a.png"
        run("export", LESSON, "-o", target)
        old = target.read_bytes()
        for delay in (0.0, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08):
            child = subprocess.Popen([PROGRAM, "export", LESSON, "-o", target],
                                     stderr=subprocess.DEVNULL)
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
            child.wait()
            self.assertEqual(old, target.read_bytes())
            self.assertLessEqual(len(list(self.out.iterdir())), 2)
        run("export", LESSON, "-o", target)
        self.assertEqual([target], list(self.out.iterdir()))

    def test_a_signal_leaves_nothing_behind(self):
        """No temporary, no child: at any moment, for pictures and films."""
        for number in (signal.SIGINT, signal.SIGTERM):
            for name, after in (("a.mp4", 0.15), ("a.mp4", 0.6), ("a.gif", 0.3), ("a.webp", 0.4)):
                with self.subTest(name=name, number=number, after=after):
                    program = subprocess.Popen([PROGRAM, "export", LESSON, "-o", self.out / name,
                                                "--length", "60"], stderr=subprocess.DEVNULL,
                                               start_new_session=True)
                    time.sleep(after)
                    program.send_signal(number)
                    self.assertEqual(128 + number, program.wait(20))
                    self.assertEqual([], list(self.out.iterdir()))
                    self.assertEqual([], self.children_of(program.pid))

    def children_of(self, session):
        """Processes of the session, but for those that are ending."""
        for _ in range(50):
            found = [p for p in pathlib.Path("/proc").glob("[0-9]*/stat")
                     if self.session_of(p) == session]
            if not found:
                break
            time.sleep(0.05)
        return found

    def session_of(self, stat):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            return None
        return None if state == "Z" else int(session)

    def test_a_folder_by_a_file_s_name(self):
        (self.out / "a.svg").mkdir()
        run("export", LESSON, "-o", self.out / "a.svg", code=2)
        run("export", LESSON, "-o", f"{self.out}/a.svg/", "--size", "320x180")
        self.assertEqual(1, len(list((self.out / "a.svg").iterdir())))

    def test_a_pipe_without_a_writer_is_not_waited_for(self):
        os.mkfifo(self.out / "fifo")
        for command in ("check", "run", "trace"):
            done = subprocess.run([PROGRAM, command, self.out / "fifo"], capture_output=True,
                                  text=True, timeout=20)
            self.assertEqual(3, done.returncode)
            self.assertIn("is a pipe", done.stderr)
        said = subprocess.run(["bash", "-c", f"{PROGRAM} check <(cat {LESSON})"])
        self.assertEqual(0, said.returncode)

    def test_a_font_that_is_none(self):
        fonts = self.out / "fonts"
        shutil.copytree(pathlib.Path(PROGRAM).parent / "fonts", fonts)
        (fonts / "Inter-Bold.otf").unlink()
        (fonts / "Inter-Bold.otf").write_bytes(b"")
        for name in ("a.png", "a.svg", "a.pdf", "a.gif"):
            target = self.out / name
            target.write_text("old")
            done = subprocess.run([PROGRAM, "export", LESSON, "-o", target], capture_output=True,
                                  text=True, env={**os.environ, "INTERLEAVE_FONTS": str(fonts)})
            self.assertEqual(3, done.returncode, name)
            self.assertIn("Inter-Bold.otf is no font", done.stderr)
            self.assertEqual("old", target.read_text())

    def test_fonts_of_the_system(self):
        """They are found without fontconfig's cache, and none is made."""
        text = LESSON.read_text().replace('"title": "', '"title": "\u0e01 \u4e8c ')
        lesson, cache, config = (self.out / name for name in ("a.json", "cache", "fonts.conf"))
        lesson.write_text(text)
        cache.mkdir()
        config.write_text(f"<fontconfig><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>"
                          "<include ignore_missing='yes'>/etc/fonts/conf.d</include></fontconfig>")
        pictures = []
        for setting in ({}, {"FONTCONFIG_FILE": str(config)}):
            subprocess.run([PROGRAM, "export", lesson, "-o", self.out / "a.png"], check=True,
                           env={**os.environ, **setting})
            pictures.append((self.out / "a.png").read_bytes())
        self.assertEqual(*pictures)
        self.assertEqual([], list(cache.iterdir()))

    def test_a_full_disk(self):
        run("export", LESSON, "-o", "/dev/full", "--format", "png", code=3)

    def test_a_device_is_written_through(self):
        run("export", LESSON, "-o", "/dev/null", "--format", "png")
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_a_pipe_is_written_through(self):
        pipe = self.out / "pipe"
        os.mkfifo(pipe)
        child = subprocess.Popen([PROGRAM, "export", LESSON, "-o", pipe, "--format", "svg"])
        data = pipe.read_bytes()
        self.assertEqual(0, child.wait(timeout=60))
        self.assertTrue(data.startswith(b"<svg") or data.startswith(b"<?xml"))
        self.assertTrue(stat.S_ISFIFO(pipe.stat().st_mode))

    def test_the_scenario_itself_is_never_overwritten(self):
        copy = self.out / "mine.json"
        copy.write_bytes(LESSON.read_bytes())
        other = self.out / "link.json"
        other.symlink_to(copy)
        run("export", copy, "-o", copy, code=2)
        run("export", copy, "-o", other, code=2)
        self.assertEqual(LESSON.read_bytes(), copy.read_bytes())

    def test_a_folder_that_is_not_there(self):
        run("export", LESSON, "-o", self.out / "no" / "a.png", code=3)

    def test_a_wrong_scenario_writes_nothing(self):
        wrong = self.out / "wrong.json"
        wrong.write_text("{")
        run("export", wrong, "-o", self.out / "a.png", code=1)
        self.assertEqual([wrong], list(self.out.iterdir()))


if __name__ == "__main__":
    main()
