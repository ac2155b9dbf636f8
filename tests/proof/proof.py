"""The proof: what `interleave trace` says of a scenario against what CPython 3.14 does when it runs
the program that `interleave export` made of it, event by event.

    python3 proof.py --interleave build/interleave --pyodide build/proof [--random 1000] [--seed 1]
                     [--recorded FOLDER] [--scenarios FOLDER] [FILE...]

A scenario that differs is made smaller and kept beside the build. Exit 1 where anything differs, or
where a row of the scenario format was not reached."""

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
import warnings
from pathlib import Path

import generate
from compare import first_difference, other_warnings
from corners import CORNERS
from coverage import Coverage
from machines import Interleave, Invariants, Python, PythonFailed, Refused, parse, until_stuck
from shrink import shrink

MOST_SHRUNK = 3
RANDOM_STRIDE = 1_000_000


class Proof:
    def __init__(self, options):
        self.interleave = Interleave(options.interleave)
        self.python = Python(options.node, options.pyodide)
        self.invariants = Invariants(options.invariants)
        self.keep = Path(options.keep)
        self.coverage = Coverage()
        self.programs = self.events = self.limits = self.endless = 0
        self.failures = []
        self.scratch = Path(tempfile.mkdtemp(prefix="interleave-proof-"))

    def outcome(self, path, recorded=None, count=True):
        """None where all agree, else what differs."""
        try:
            program = self.interleave.python(path)
            ours = self.interleave.trace(path)
            compile(program, "program", "exec")  # also by this Python: 3.11 has to take it
            theirs, lines, warned = self.python.run(program)
        except Refused as error:
            return f"refused: {error}"
        except SyntaxError as error:
            return f"syntax: {error!r}"
        except PythonFailed as error:
            if any(event.get("outcome") == "limit" for event in ours):
                self.endless += count
                return None  # both go on for ever
            return f"python failed: {error}"
        if count:
            self.programs += 1
            self.events += len(theirs)
            self.limits += any(event.get("outcome") == "limit" for event in ours)
            self.coverage.add(Path(path).read_text(), program, lines)
        if recorded is not None:
            wrong = first_difference(until_stuck(recorded), theirs)
            if wrong:
                return f"this CPython differs from the recorded trace (first is the record): {wrong}"
        broken = self.invariants.broken(path)
        if broken:
            return f"invariant: {broken}"
        return first_difference(ours, theirs) or self.warnings(path, ours, warned)

    def warnings(self, path, events, warned):
        """Only where all ended: what is left of a loop that stopped midway goes in any order."""
        scripts = '"run_until_complete"' in Path(path).read_text()
        ended = all(e["outcome"] in ("done", "error") for e in events if e["event"] == "end")
        if scripts or not ended:
            return None
        return other_warnings(self.interleave.warnings(path), warned)

    def check(self, name, path, recorded=None):
        wrong = self.outcome(path, recorded)
        if wrong is None:
            return
        print(f"\n{name}: {wrong}", flush=True)
        self.failures.append(name)
        mistake = wrong.startswith("refused") and "error:" in wrong
        if recorded is None and not mistake and len(self.failures) <= MOST_SHRUNK:
            self.shrink(name, path, wrong)

    def shrink(self, name, path, wrong):
        attempt = self.scratch / "attempt.json"
        kind = wrong.split(":")[0]

        def fails(scenario):
            attempt.write_text(json.dumps(scenario, ensure_ascii=False))
            found = self.outcome(attempt, count=False)
            if found is None or found.startswith("refused") and "error:" in found:
                return False
            same_kind = found.split(":")[0] == kind
            return same_kind or not kind.startswith(("refused", "python failed"))

        small = shrink(json.loads(Path(path).read_text()), fails)
        self.keep.mkdir(parents=True, exist_ok=True)
        kept = self.keep / f"{name}.json"
        kept.write_text(json.dumps(small, indent=1, ensure_ascii=False) + "\n")
        print(f"made small: {kept}\n{self.outcome(kept, count=False)}", flush=True)

    def recorded(self, folder):
        for path in sorted(Path(folder).glob("*.json")):
            lines = path.with_suffix(".jsonl").read_text().split("\n")
            self.check(path.name, path, parse(lines))

    def folder(self, folder):
        for path in sorted(Path(folder).glob("*.json")):
            self.check(path.name, path)

    def corners(self):
        for name, scenario in CORNERS.items():
            path = self.scratch / "corner.json"
            path.write_text(json.dumps(scenario, ensure_ascii=False))
            self.check(name, path)

    def random(self, seed, count):
        path = self.scratch / "random.json"
        for number in range(count):
            scenario = generate.scenario(seed * RANDOM_STRIDE + number)
            path.write_text(json.dumps(scenario, ensure_ascii=False))
            self.check(f"seed-{seed}-{number}", path)

    def close(self):
        self.python.stop()
        self.invariants.stop()
        shutil.rmtree(self.scratch, ignore_errors=True)


def fallen(proof):
    """The numbers of README.md that are not reached any more."""
    now = {"programs compared": proof.programs, "events compared": proof.events,
           "rows of the language reached": proof.coverage.reached()}
    text = (Path(__file__).parent / "README.md").read_text()
    kept = re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", text, re.MULTILINE)
    assert dict(kept).keys() == now.keys()
    return [f"{what}: {now[what]}, and README.md says {least}" for what, least in kept
            if now[what] < int(least)]


def report(proof, seconds, all_rows):
    print(f"\nCPython {proof.python.version}: {proof.programs} programs compared, "
          f"{proof.events} events, {proof.limits} up to a limit of ours, "
          f"{proof.endless} endless in both, "
          f"{len(proof.failures)} different, {seconds:.0f} s")
    missed = proof.coverage.missed() if all_rows else []
    if all_rows:
        print(f"{proof.coverage.reached()} rows of the language reached")
        print(f"\nRows of the format, and programs that reached each:\n{proof.coverage.table()}")
    less = fallen(proof) if all_rows else []
    for line in less:
        print(f"less than before: {line}")
    for name in missed:
        print(f"never reached: {name}")
    for name in proof.failures:
        print(f"different: {name}")
    said = proof.interleave.run("--version").strip()
    if all_rows and not said.endswith(f"CPython {proof.python.version}"):
        print(f"--version says: {said}")
        missed.append("version")
    return 1 if proof.failures or missed or less else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--interleave", required=True)
    parser.add_argument("--pyodide", required=True, help="the folder with node_modules")
    parser.add_argument("--invariants", help="the program made of invariants.c")
    parser.add_argument("--node", default="node")
    parser.add_argument("--recorded", help="scenarios with their recorded traces")
    parser.add_argument("--scenarios", action="append", default=[], help="a folder; may be repeated")
    parser.add_argument("--corners", action="store_true", help="those of corners.py")
    parser.add_argument("--random", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default="proof-failures", help="folder for what differs")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    warnings.simplefilter("ignore", SyntaxWarning)  # `1 is None` is a fine random expression
    start, proof = time.monotonic(), Proof(options)
    try:
        if options.recorded:
            proof.recorded(options.recorded)
        for folder in options.scenarios:
            proof.folder(folder)
        for path in options.files:
            proof.check(Path(path).stem, path)
        if options.corners:
            proof.corners()
        proof.random(options.seed, options.random)
        return report(proof, time.monotonic() - start, all_rows=options.random >= 1000)
    finally:
        proof.close()


if __name__ == "__main__":
    sys.exit(main())
