"""Instruction counts of the hot paths, before and after, by callgrind: a loss shows on a noisy
machine, too.

    python3 tests/bench/counts.py [BEFORE] [--keep FOLDER]

Builds BEFORE (a commit; the parent of HEAD) and the files as they stand, each in a folder of its
own, runs the loads of loads/, made small, under callgrind, and paints a lesson and a lane of very many
spans (dense.json, all of it and zoomed); prints both counts. Ends with 1 where one has grown by more
than 5 %."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from run import LIMITS

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOADS = ROOT / "tests/bench/loads"
ALLOWED = 1.05
SMALLER = 25
WINDOW = ("--window", "--size", "1920x1080", "-o")
PICTURES = {
    "lesson": ("scenarios/06-side-by-side.json", *WINDOW),
    "colours": ("scenarios/29-retry.json", "-o"),  # more than a palette has
    "dense": ("tests/bench/dense.json", *WINDOW),
    "zoomed": ("tests/bench/dense.json", "--from", "4", "--to", "6", *WINDOW),
}


def build(source, folder):
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run(["cmake", "-S", source, "-B", folder, "-G", "Ninja"], **quiet)
    subprocess.run(["cmake", "--build", folder, "--target", "interleave"], **quiet)
    return folder / "interleave"


def small(path):
    """The load with its large ranges divided."""
    return re.sub(r"range\((\d{4,})\)", lambda match: f"range({int(match[1]) // SMALLER})",
                  path.read_text())


def instructions(program, *arguments):
    result = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                             program, *arguments],
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                            env={**os.environ, "LC_ALL": "C"})
    if result.returncode:
        sys.exit(f"{' '.join(map(str, arguments))} ended with {result.returncode}: {result.stderr}")
    return int(re.search(r"Collected : (\d+)", result.stderr)[1])


def commands(folder):
    """(name, arguments) of all that is counted."""
    for path in sorted(LOADS.glob("*.json")):
        load = folder / path.name
        load.write_text(small(path))
        yield f"{path.stem} run", ("run", *LIMITS, load)
        yield f"{path.stem} trace", ("trace", *LIMITS, load)
    for name, (scenario, *options) in PICTURES.items():
        yield name, ("export", ROOT / scenario, *options, folder / "picture.png")


def has_grown(name, command, programs):
    before, now = (instructions(program, *command) for program in programs)
    change = now / before
    print(f"{name:12}{before:14,}{now:14,}{(change - 1) * 100:+8.1f} %"
          f"{'  grown' if change > ALLOWED else ''}", flush=True)
    return change > ALLOWED


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("before", nargs="?", default="HEAD~1")
    parser.add_argument("--keep", help="the folder to build in, kept for the next time")
    arguments = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(arguments.keep or temporary).resolve()
        tree = folder / "before"
        tree.mkdir(parents=True, exist_ok=True)
        archive = subprocess.run(["git", "-C", ROOT, "archive", arguments.before],
                                 check=True, stdout=subprocess.PIPE).stdout
        subprocess.run(["tar", "-x", "-C", tree], input=archive, check=True)
        programs = [build(tree, folder / "build-before"), build(ROOT, folder / "build-now")]
        print(f"{'':12}{arguments.before:>14}{'now':>14}")
        grown = [name for name, command in commands(folder) if has_grown(name, command, programs)]
        sys.exit(len(grown) > 0)


if __name__ == "__main__":
    main()
