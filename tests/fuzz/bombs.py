"""Every bomb ends at a limit that is named, with its place; what it costs until then is counted.

    bombs.py PROGRAM                 a few of each kind, small: instructions a step, by callgrind
    bombs.py PROGRAM --all [NAME..]  all of them as large as they come, under the default limits:
                                     within 10 s of CPU and the memory that is documented

The first is the same on every machine, however busy. `--keep FOLDER` keeps the scenarios.
"""
import argparse
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

from bomb_table import bombs, missing

SMALL = {"size": 15_000, "steps": 5_000}
LARGE = 3_000_000
SECONDS = 10
# --max-memory counts what the runs hold; the program itself holds some more, and a picture's
# timelines and drawing come to that again.
MEGABYTES = {"run": 256 + 128, "trace": 256 + 128, "export": 256 + 384}
INSTRUCTIONS = 20_000   # a step; a million of them take less than 10 s
EACH = {"export -o x.svg": 16, "export -o x.svg --animate": 64, "trace": 16}  # every so many of them with these commands, too
# What was quadratic or free at some time, and one of each other kind.
SAMPLE = ["big.strip(big)", "wide.split(digits)", "table.update(table)", "int(digits)",
          "expression-index", "expression-collide", "expression-name", "big % 3", "step-raise",
          "growing-tree", "whole-callbacks-taken-away", "whole-callbacks-of-callbacks"]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("name", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--keep")
    return parser.parse_intermixed_args()


def of_limit(text):
    """Whether some line says that a limit was reached; that it has a place and says what to do."""
    told = re.search(r"limit: (.*)", text)
    wrong = []
    if told and not re.search(r"\(line \d+\)|:\d+:\d+", told[1]):
        wrong.append(f"no place: {told[1][:200]}")
    if told and not re.search(r"--max-steps|--max-memory|nested|goes on|await|64 bits|in a thread", told[1]):
        wrong.append(f"no limit's name: {told[1][:200]}")
    return wrong


def bound():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def look_large(program, command, path):
    """What is wrong, CPU seconds, MiB."""
    verb, *options = command.split()
    with open(path.parent / "said", "w+b") as said:
        child = subprocess.Popen([program, verb, path, *options], preexec_fn=bound, cwd=path.parent,
                                 stdout=said if verb == "run" else subprocess.DEVNULL,
                                 stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(max(0, said.seek(0, os.SEEK_END) - 4000))
        text = said.read().decode(errors="replace")
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024
    wrong = of_limit(text)
    if child.returncode not in (0, 1):
        wrong.append(f"exit code {child.returncode}: {text[-200:]!r}")
    if megabytes > MEGABYTES[verb]:
        wrong.append(f"{megabytes} MiB")
    return wrong, seconds, megabytes


def every(program, table, folder):
    found, worst, most = 0, (0, ""), (0, "")
    for number, (name, text) in enumerate(table.items()):
        path = folder / "bomb.json"
        path.write_text(text)
        for command in ["run"] + [each for each, n in EACH.items()
                                  if number % n == 0 or name.startswith("whole-")]:
            wrong, seconds, megabytes = look_large(program, command, path)
            worst = max(worst, (seconds, f"{name} {command}"))
            most = max(most, (megabytes, f"{name} {command}"))
            for line in wrong:
                print(f"{name} {command}: {line}", flush=True)
            found += bool(wrong)
    print(f"{len(table)} bombs, {found} findings; slowest {worst[1]} {worst[0]:.1f} s, "
          f"largest {most[1]} {most[0]} MiB")
    return found > 0


def instructions(program, path):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                           program, "run", path, "--max-steps", str(SMALL["steps"])],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          errors="replace")
    return int(re.search(r"Collected : (\d+)", done.stderr)[1]), done


def sampled(program, table, folder):
    """Where valgrind does not serve (AddressSanitizer) or more is counted than the program's own (by
    gcov), at least that they end."""
    built = pathlib.Path(program).read_bytes()
    counts = shutil.which("valgrind") and not any(word in built for word in (b"__asan_init", b"__gcov_init"))
    empty = folder / "empty.json"
    empty.write_text('{"coroutines": {"main()": []}, "timelines": [{"run": "main()"}]}')
    start = instructions(program, empty)[0] if counts else 0
    found = False
    for name in SAMPLE:
        path = folder / "bomb.json"
        path.write_text(table[name])
        if counts:
            count, done = instructions(program, path)
        else:
            done = subprocess.run([program, "run", path, "--max-steps", str(SMALL["steps"])],
                                  capture_output=True, text=True, errors="replace", timeout=60)
            count = start
        each = (count - start) / SMALL["steps"]
        wrong = of_limit(done.stdout)
        if "limit: " not in done.stdout:
            wrong.append(f"no limit: {done.stdout[-200:]!r} {done.stderr[-300:]!r}")
        if each > INSTRUCTIONS:
            wrong.append("not counted")
        print(f"{name}: {each:,.0f} instructions a step; {wrong or 'fine'}")
        found |= bool(wrong)
    return found


def main():
    options = arguments()
    options.program = os.path.abspath(options.program)  # each runs in a folder of its own
    missed = missing(options.program)
    if missed:
        print("no bomb for", *missed)
    table = bombs(options.program, LARGE if options.all else SMALL["size"])
    folder = pathlib.Path(options.keep or tempfile.mkdtemp()).resolve()
    try:
        if options.all:
            chosen = {name: text for name, text in table.items()
                      if not options.name or any(part in name for part in options.name)}
            wrong = every(options.program, chosen, folder)
        else:
            wrong = sampled(options.program, table, folder)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    return bool(missed) or wrong


if __name__ == "__main__":
    sys.exit(main())
