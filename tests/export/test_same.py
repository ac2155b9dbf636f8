"""The same scenario gives the same bytes: in every locale, time zone and folder, whatever the
environment holds, and with every compiler that has built the program here.

    test_same.py PROGRAM ROOT

`cmake --preset clang && cmake --build --preset clang` and its like, before, add a compiler each.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ROOT = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
# Fractions on the axis, letters of many kinds, random numbers, threads, every panel.
LESSONS = ["06-side-by-side", "11-time-limit"]
FORMATS = {"png": ["--size", "960x540", "--panels", "all"], "svg": ["--at", "0.05"], "pdf": [],
           "gif": ["--size", "320x180", "--fps", "2"], "txt": [], "py": [], "jsonl": [], "json": []}
MIXED = """{"title": "Größe 二 1,5", "seed": 7, "coroutines": {"main()": [
  {"let": {"x": "random.random() / 3"}}, {"print": "{x} {x:,.3f} {1e300 / 3:e} {'\\u0130i'.lower()}"},
  {"sleep": "x"}, {"to_thread": 0.1}, {"print": "{time.perf_counter()} {sorted(['b', 'ä', 'a'])}"}]},
  "timelines": [{"run": "main()"}]}"""
LOCALES = str(PROGRAM.parent / "locale")  # made by unit.base.test_number; without it, C's
ENVIRONMENTS = [
    {"LC_ALL": "C", "TZ": "Asia/Kolkata", "COLUMNS": "20", "MALLOC_PERTURB_": "90"},
    {"LC_ALL": "de_DE.UTF-8", "LOCPATH": LOCALES, "TZ": "nonsense", "LANGUAGE": "de"},
    {"LANG": "tr_TR.UTF-8", "HOME": "/nonexistent", "XDG_DATA_HOME": "/nonexistent",
     "SDL_VIDEODRIVER": "nonsense", "TMPDIR": "/nonexistent"}]


def others():
    """Programs that other presets have built of the sources as they are."""
    found = [ROOT / "build" / preset / "interleave" for preset in ("", "clang", "asan", "tests")]
    newest = max(path.stat().st_mtime for path in (ROOT / "src").rglob("*.[ch]"))
    return [path for path in found if path.exists() and path != PROGRAM and
            path.stat().st_mtime > newest]


def export(program, lesson, folder, environment, name="out"):
    """Every format, as bytes."""
    made = {}
    for ending, options in FORMATS.items():
        target = folder / f"{name}.{ending}"
        subprocess.run([program, "export", lesson, "-o", target, *options], cwd=folder, check=True,
                       env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
        made[ending] = target.read_bytes()
        target.unlink()
    return made


class Same(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def same(self, first, second, what):
        for ending in FORMATS:
            self.assertEqual(first[ending], second[ending], f"{ending}: {what}")

    def mixed(self):
        path = self.folder / "mixed.json"
        path.write_text(MIXED, encoding="utf-8")
        return path

    def test_environments(self):
        lesson = self.mixed()
        first = export(PROGRAM, lesson, self.folder, {})
        for environment in ENVIRONMENTS:
            self.same(first, export(PROGRAM, lesson, self.folder, environment), environment)

    def test_folders(self):
        lesson, deep = self.mixed(), self.folder / "größe" / "with blanks"
        deep.mkdir(parents=True)
        first = export(PROGRAM, lesson, self.folder, {})
        copy = deep / "mixed.json"
        copy.write_bytes(lesson.read_bytes())
        os.umask(os.umask(0o077))
        self.same(first, export(PROGRAM, pathlib.Path("mixed.json"), deep, {}, "other"), deep)

    def test_compilers(self):
        for name in LESSONS:
            lesson = ROOT / "scenarios" / f"{name}.json"
            first = export(PROGRAM, lesson, self.folder, {})
            for program in others():
                self.same(first, export(program, lesson, self.folder, {}), program)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
