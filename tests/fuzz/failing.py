"""Memory and files fail in turn, in the program and in its libraries: what is written is what was to
be written, or nothing is, and a sentence and exit code 3 tell.

    failing.py PROGRAM PRELOAD SOURCE [--all] [--only WORD]

PRELOAD is made of failing.c. Without --all, a few of each; with it, every operation on files and
every SHARE-th request for memory.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SHARE = 97
FEW = 3
# With letters that none of the program's own fonts has, for which the system's are looked at.
TITLE = "Two tasks \u4e8c\u3064 \U0001F600 \u0e01"
WAYS = {
    "check": ["check", "a.json"], "run": ["run", "a.json"], "trace": ["trace", "a.json"],
    "fix": ["check", "--fix", "a.json"],
    "png": ["export", "a.json", "-o", "out.png", "--size", "640x360", "--panels", "all"],
    "svg": ["export", "a.json", "-o", "out.svg", "--embed-fonts"],
    "outlines": ["export", "a.json", "-o", "out.svg", "--outlines"],
    "pdf": ["export", "a.json", "-o", "out.pdf"],
    "gif": ["export", "a.json", "-o", "out.gif", "--size", "320x180", "--fps", "2"],
    "txt": ["export", "a.json", "-o", "out.txt"], "py": ["export", "a.json", "-o", "out.py"],
    "jsonl": ["export", "a.json", "-o", "out.jsonl"],
    "window": ["a.json", "--script", "keys"],
}
KEYS = "key End\non span-end 0 0\ndown\nby -60 0\nup\nkey Ctrl+S\nkey k\nwait 1\nstate\n"


class Failing:
    def __init__(self, program, preload, source):
        self.program, self.preload = program, preload
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="interleave-failing-"))
        lesson = pathlib.Path(source, "scenarios/06-side-by-side.json").read_text()
        self.lesson = "\ufeff" + lesson.replace('"title": "', f'"title": "{TITLE} ', 1)

    def prepare(self):
        """The old files; what stood there is to stay or to be replaced whole."""
        for path in self.folder.iterdir():
            path.unlink()
        (self.folder / "a.json").write_text(self.lesson)
        (self.folder / "keys").write_text(KEYS)
        for ending in ("png", "svg", "pdf", "gif", "txt", "py", "jsonl"):
            (self.folder / f"out.{ending}").write_text("old")

    def start(self, way, what, number):
        """What is in the folder afterwards, and how many operations there were."""
        self.prepare()
        count = self.folder / "count"
        environment = {**os.environ, "FAIL_WHAT": what, "FAIL_AT": str(number),
                       "FAIL_COUNT": str(count), "LD_PRELOAD": self.preload,
                       "SOURCE_DATE_EPOCH": "0"}
        done = subprocess.run([self.program, *WAYS[way]], cwd=self.folder, env=environment,
                              capture_output=True, timeout=60)
        seen = int(count.read_text()) if count.exists() else 0
        count.unlink(missing_ok=True)
        files = {path.name: path.read_bytes() for path in sorted(self.folder.iterdir())}
        return done, files, seen

    def wrong(self, way, good, what, number):
        done, files, _ = self.start(way, what, number)
        found = []
        said = done.stderr.decode(errors="replace")
        if done.returncode == good[0].returncode:
            # Whatever failed, nothing of it shows; or it is the user who is told, in the window.
            if way != "window" and (files != good[1] or done.stdout != good[0].stdout):
                found.append(f"exit code {done.returncode}, and something else came out")
        elif done.returncode != 3:
            found.append(f"exit code {done.returncode}")
        elif "interleave: error: " not in said:
            found.append("no sentence")
        before = {"a.json": self.lesson.encode(), "keys": KEYS.encode()}
        for name, data in files.items():
            whole = [good[1].get(name), before.get(name, b"old")]
            if data not in whole and not (way == "window" and name.startswith("a")):
                found.append(f"{name} is neither the old one nor the new one")
            if name.startswith("."):
                found.append(f"{name} is left")
        return [f"{way}, {what} {number}: {line}: {said[-300:]!r}" for line in found]

    def look(self, way, what, every):
        good = self.start(way, what, 0)
        seen = good[2]
        assert seen and good[0].returncode == 0, (way, good[0])
        if every:
            numbers = range(1, seen + 1, SHARE if what == "memory" else 1)
        else:
            numbers = sorted({1 + (seen - 1) * i // (FEW - 1) * 9 // 10 for i in range(FEW)})
        found = []
        for number in numbers:
            found += self.wrong(way, good, what, number)
        return len(numbers), seen, found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("preload")
    parser.add_argument("source")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    # Each runs in a folder of its own.
    paths = map(os.path.abspath, (options.program, options.preload, options.source))
    failing, bad, looks = Failing(*paths), [], 0
    try:
        for way in WAYS:
            for what in ("memory", "files"):
                if options.only not in way:
                    continue
                count, seen, found = failing.look(way, what, options.all)
                looks += count
                bad += found
                print(f"{way}: {what} failed {count} times of {seen}; {len(found)} findings",
                      *found, sep="\n  ", flush=True)
    finally:
        shutil.rmtree(failing.folder)
    print(f"{looks} failures, {len(bad)} findings")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
