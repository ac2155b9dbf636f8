"""Files are replaced whole or not at all."""
import os
import pathlib
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
