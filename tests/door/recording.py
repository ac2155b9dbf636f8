"""Records programs with the sources of assets/recorder, as the program itself does it."""

import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "assets" / "recorder"
PROGRAMS = pathlib.Path(__file__).parent / "programs"
QUESTIONS = pathlib.Path(__file__).parent / "questions"
PYTHON = os.environ.get("INTERLEAVE_TEST_PYTHON", "/usr/bin/python3")
ENVIRONMENT = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def bundle():
    parts = []
    for path in sorted(SOURCES.glob("*.py")):
        if path.name != "boot.py":
            parts += [path.stem, path.read_text()]
    return "\0".join(parts).encode()


class Recording:
    """What came of it: code, out, err, and `lines` of the trace, as dictionaries."""

    def __init__(self, code, out, err, data):
        self.code, self.out, self.err, self.data = code, out, err, data
        self.lines = [json.loads(line) for line in data.decode().splitlines()]

    def events(self, *kinds, timeline=None):
        return [line for line in self.lines if line["event"] in kinds
                and timeline in (None, line.get("timeline"))]

    def ends(self):
        return [(line["outcome"], line["t"]) for line in self.events("end")]

    def titles(self):
        return [line["title"] for line in self.events("timeline")]

    def prints(self):
        return [line["text"] for line in self.events("print")]

    def exit(self):
        return self.lines[-1] if self.lines and self.lines[-1]["event"] == "exit" else None


def record(file, *options, python=PYTHON, timeout=60, cwd=None, env=ENVIRONMENT):
    with tempfile.TemporaryFile() as sources, tempfile.TemporaryFile() as trace:
        sources.write(bundle())
        sources.seek(0)
        descriptors = sources.fileno(), trace.fileno()
        boot = (SOURCES / "boot.py").read_text()
        done = subprocess.run(
            [python, "-c", boot, str(descriptors[0]), "--trace", str(descriptors[1]), *options,
             str(file)], pass_fds=descriptors, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=timeout, cwd=cwd, env=env)
        trace.seek(0)
        return Recording(done.returncode, done.stdout, done.stderr, trace.read())


def record_text(text, *options, name="program.py", **more):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, name)
        path.write_text(text)
        return record(path, *options, **more)


def bare(file, python=PYTHON):
    """What Python says without us."""
    return subprocess.run([python, str(file)], capture_output=True, text=True, timeout=60,
                          stdin=subprocess.DEVNULL, env=ENVIRONMENT)


def breach(recording):
    """None, or what cannot be in a trace: the same that the reader of traces checks."""
    floor, states, t = None, {}, 0
    for number, line in enumerate(recording.lines):
        event, task = line["event"], line.get("id")
        if line["n"] != number:
            return f"line {number} is numbered {line['n']}"
        if event == "timeline":
            floor, states, t = None, {}, 0
        if line.get("t", t) < t:
            return f"time goes back: {line}"
        t = line.get("t", t)
        if line.get("late"):
            continue
        if event == "create":
            wanted, states[task] = None, "ready"
        elif event == "wake":
            wanted, after = "waiting", "ready"
        elif event == "step":
            wanted, after = "ready", "running"
        elif event in ("await", "done", "cancelled", "error"):
            wanted, after = "running", "waiting" if event == "await" else "over"
        else:
            continue
        if event == "create":
            continue
        if states.get(task) != wanted:
            return f"it is {states.get(task)}: {line}"
        if event == "step" and floor is not None:
            return f"{floor} has the floor: {line}"
        states[task] = after
        floor = task if event == "step" else floor if event == "wake" else None
    return None
