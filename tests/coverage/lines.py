"""Which lines of src/ the tests reach, by gcov, and which they don't though nothing excuses them.
src/window, which is SDL's shell, is left out.

    cmake --preset coverage && cmake --build --preset coverage && ctest --preset coverage -j 2
    python3 tests/coverage/lines.py build/coverage [--unreached [FILE ...]] [--propose]

unreached.txt lists what no test reaches, each with its reason. Ends with 1 below LEAST per cent, where
a line is not reached and not listed, or is listed and reached.
"""
import argparse
import collections
import fnmatch
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTED = pathlib.Path(__file__).with_name("unreached.txt")
LEAST = 95
LEFT_OUT = ("src/window/",)


class File:
    """How often each line ran, and in which function it stands."""

    def __init__(self):
        self.counts = collections.Counter()
        self.functions = {}

    def add(self, report):
        for line in report["lines"]:
            self.counts[line["line_number"]] += line["count"]
            if line.get("function_name"):
                self.functions[line["line_number"]] = line["function_name"]

    def unreached(self):
        return sorted(line for line, count in self.counts.items() if not count)


def counted(build):
    """{name: File}, over all programs that were built."""
    found = collections.defaultdict(File)
    data = [str(path) for path in build.rglob("*.gcda")]
    for start in range(0, len(data), 50):
        said = subprocess.run(["gcov", "--json-format", "--stdout", *data[start:start + 50]],
                              cwd=build, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              check=False).stdout
        for text in said.splitlines():
            report = json.loads(text)
            for file in report["files"]:
                path = (build / report["current_working_directory"] / file["file"]).resolve()
                if path.is_relative_to(ROOT / "src"):
                    found[str(path.relative_to(ROOT))].add(file)
    return {name: file for name, file in found.items() if not name.startswith(LEFT_OUT)}


Line = collections.namedtuple("Line", "file number function text")


def unreached(found):
    for name, file in sorted(found.items()):
        text = (ROOT / name).read_text().splitlines()
        for number in file.unreached():
            yield Line(name, number, file.functions.get(number, "-"), text[number - 1].strip())


class Entry:
    """`FILE FUNCTION: TEXT`, where TEXT may be `*`: all of the function that is not reached."""

    def __init__(self, number, text, sometimes):
        self.number, self.text, self.sometimes = number, text, sometimes
        where, _, self.line = text.partition(": ")
        self.file, _, self.function = where.partition(" ")
        self.used = False

    def excuses(self, line):
        return (fnmatch.fnmatchcase(line.file, self.file) and self.function in ("*", line.function)
                and self.line in ("*", line.text))


def listed():
    """The entries of unreached.txt. A paragraph is a reason, in lines that begin with `#`, and what
    it excuses; one that begins with `# sometimes` may be reached as well."""
    entries, sometimes, reason = [], False, False
    for number, text in enumerate(LISTED.read_text().splitlines(), 1):
        if text.startswith("#"):
            sometimes = text.startswith("# sometimes") or (reason and sometimes)
            reason = True
        elif text:
            assert entries or reason, f"{LISTED.name}:{number}: no reason is given"
            entries.append(Entry(number, text, sometimes))
            reason = False
        else:
            reason = sometimes = False
    return entries


def judge(lines, entries):
    """Says what is not as it is listed, and how much."""
    wrong = excused = 0
    for line in lines:
        by = [entry for entry in entries if entry.excuses(line)]
        for entry in by:
            entry.used = True
        excused += bool(by)
        if not by:
            wrong += 1
            print(f"not reached, not listed: {line.file}:{line.number}: {line.function}: {line.text}")
    for entry in entries:
        if not entry.used and not entry.sometimes:
            wrong += 1
            print(f"listed and reached: {LISTED.name}:{entry.number}: {entry.text}")
    print(f"{excused} lines are not reached for a reason that is listed; {wrong} are not as listed")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--unreached", nargs="*")
    options = parser.parse_args()
    found = counted(options.build.resolve())
    lines = list(unreached(found))
    if options.unreached is not None:
        for line in lines:
            if not options.unreached or any(part in line.file for part in options.unreached):
                print(f"{line.file}:{line.number}: {line.function}: {line.text}")
        return 0
    wrong = judge(lines, listed())
    count = sum(len(file.counts) for file in found.values())
    reached = count - len(lines)
    print(f"{reached} of {count} lines reached, {100 * reached / max(count, 1):.1f} %")
    return bool(wrong) or 100 * reached < LEAST * count


if __name__ == "__main__":
    sys.exit(main())
