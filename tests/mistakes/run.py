"""Runs `interleave check` over every wrong file here and compares what it says, word for word.

    run.py INTERLEAVE            compare
    run.py INTERLEAVE --write    write what it says now; look at the difference before keeping it
"""

import difflib
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LEAST = 60


def check(program, path, form):
    run = subprocess.run(
        [program, "check", "--diagnostics", form, path.name],
        cwd=HERE, capture_output=True, timeout=20, check=False)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def compare(program, path, form, expected, write):
    code, out, err = check(program, path, form)
    problems = []
    right = 0 if ": error: " not in err else 1
    if code != right or ": " not in err:
        problems.append(f"exit code {code}, not {right}")
    if out:
        problems.append(f"standard output is not empty: {out[:200]!r}")
    if write:
        expected.write_text(err, encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
    if err != wanted:
        problems += difflib.unified_diff(
            wanted.splitlines(), err.splitlines(), "expected", "said", lineterm="")
    if not wanted:
        problems.append(f"{expected.name} is missing or empty")
    return [f"{path.name} ({form}): {problem}" for problem in problems]


def main():
    program, write = sys.argv[1], "--write" in sys.argv[2:]
    files = sorted(HERE.glob("*.json"))
    problems = []
    if len(files) < LEAST:
        problems.append(f"only {len(files)} wrong files, at least {LEAST} are needed")
    for path in files:
        problems += compare(program, path, "short", path.with_suffix(".expected"), write)
        human = path.with_suffix(".human")
        if human.exists():
            problems += compare(program, path, "human", human, write)
    print("\n".join(problems) if problems else f"{len(files)} wrong files, each told as it should be")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
