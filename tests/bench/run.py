"""Whole programs against their peers, as ratios of CPU seconds: one command, one table.

    python3 tests/bench/run.py build/interleave [--rounds 3] [W1 W4 ...]

Each load stands in loads/: NAME.json for us, NAME.py for CPython on a virtual clock, simpy_NAME.py
for SimPy where it is installed (python3-simpy3). All sides run in turn, round after round, so that
a busy machine is busy for all of them; a ratio is the peer's time over ours within one round. The
table has each ratio's median and its spread (least to most). Nothing is asserted."""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys

LOADS = pathlib.Path(__file__).resolve().parent / "loads"
LIMITS = ["--max-steps", "1000000000", "--max-memory", "4096"]  # the loads are larger than what a run may do by default


def measured(command):
    """CPU seconds and the most memory in MiB of one process."""
    process = subprocess.Popen(list(map(str, command)), cwd=LOADS, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def has_simpy(python):
    return subprocess.run([python, "-c", "import simpy"], stderr=subprocess.DEVNULL).returncode == 0


def sides(program, python, simpy, name):
    yield "run", [program, "run", *LIMITS, f"{name}.json"]
    yield "trace", [program, "trace", *LIMITS, f"{name}.json"]
    yield "CPython", [python, f"{name}.py"]
    if simpy and (LOADS / f"simpy_{name}.py").exists():
        yield "SimPy", [python, f"simpy_{name}.py"]


def ratio(rounds, ours, theirs):
    if theirs not in rounds[0]:
        return "-"
    ratios = sorted(one[theirs][0] / max(one[ours][0], 0.001) for one in rounds)
    return f"{statistics.median(ratios):5.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default="/usr/bin/python3", help="the peer: Debian's CPython")
    arguments = parser.parse_intermixed_args()
    program = pathlib.Path(arguments.program).resolve()
    simpy = has_simpy(arguments.python)
    names = arguments.names or sorted(path.stem for path in LOADS.glob("*.json"))
    print(f"{'':6}{'run':>8}{'trace':>8}{'MiB':>6}  {'run, CPython = 1':22}"
          f"{'trace, CPython = 1':22}{'run, SimPy = 1':22}")
    for name in names:
        commands = dict(sides(program, arguments.python, simpy, name))
        rounds = [{side: measured(command) for side, command in commands.items()}
                  for _ in range(arguments.rounds)]
        middle = {side: statistics.median(one[side][0] for one in rounds) for side in rounds[0]}
        memory = max(one["run"][1] for one in rounds)
        print(f"{name:6}{middle['run']:7.2f}s{middle['trace']:7.2f}s{memory:6.0f}  "
              f"{ratio(rounds, 'run', 'CPython'):22}{ratio(rounds, 'trace', 'CPython'):22}"
              f"{ratio(rounds, 'run', 'SimPy'):22}", flush=True)


if __name__ == "__main__":
    main()
