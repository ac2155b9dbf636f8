"""The two that are compared: the program `interleave`, and CPython 3.14 under node."""

import json
import re
import select
import subprocess
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIELDS = ("timeline", "t", "task", "event", "text", "by", "outcome")
EVENTS = {"create", "step", "print", "done", "cancelled", "error", "end"}


class Refused(Exception):
    """interleave would not take the scenario, or failed."""


class PythonFailed(Exception):
    """The exported program could not be run."""


def contract(event):
    """What of an event is compared."""
    kept = {field: event[field] for field in FIELDS if field in event}
    kept["t"] = Decimal(kept["t"])
    if kept["event"] == "end" and kept["outcome"] != "error":
        kept.pop("text", None)
    return kept


def parse(lines):
    events = [json.loads(line, parse_float=Decimal) for line in lines if line]
    events = [dict(event, t=event.get("stuck_at", event["t"])) for event in events
              if not event.get("late")]  # where it is stuck, the clock here stops
    return [contract(event) for event in events if event["event"] in EVENTS]


def until_stuck(events):
    """A recorded trace without the prints of its clean-up: where a timeline was stuck, the recorder
    still let asyncio.run cancel what was left, and noted what that printed, but no step of it."""
    if not events or events[-1].get("outcome") != "stuck":
        return events
    last = len(events) - 1
    while last and events[last - 1]["event"] == "print" and not has_floor(events, last - 1):
        last -= 1
    return events[:last] + [{**events[-1], "t": events[last - 1]["t"]}]


def has_floor(events, index):
    """Whether the task that prints there was given the floor for it."""
    for event in reversed(events[:index]):
        if event["event"] == "step":
            return event["task"] == events[index]["task"]
        if event["event"] in ("done", "cancelled", "error"):
            return False
    return False


class Interleave:
    def __init__(self, program):
        self.program = program

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], capture_output=True, timeout=120)
        if done.returncode not in (0, 1) or (done.returncode == 1 and not done.stdout):
            raise Refused(f"{' '.join(arguments)}: exit {done.returncode}\n"
                          + done.stderr.decode(errors="replace")[-2000:])
        return done.stdout.decode()

    def trace(self, path):
        return parse(self.run("trace", "--max-steps", "200000", str(path)).split("\n"))

    def warnings(self, path):
        """The texts of Python's warnings, of all timelines."""
        dump = self.run("run", str(path), "--dump", "trace", "--max-steps", "200000")
        return re.findall(r"^\d+ \S+ .+? warning (.*?)(?: #\d+)?$", dump, re.MULTILINE)

    def python(self, path):
        return self.run("export", str(path), "-o", "-", "--format", "py", "--max-steps", "200000")


class Invariants:
    """Asks of every scenario's traces what must hold of any (invariants.c)."""

    def __init__(self, program):
        self.process = program and subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def broken(self, path):
        """None where all holds."""
        if not self.process:
            return None
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        return None if answer == "fine" else answer or "the program ended"

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()


class Python:
    """One process for many programs; made anew if a program hangs."""

    def __init__(self, node, folder):
        self.command = [node, str(HERE / "run.mjs"), str(folder), str(HERE)]
        self.process = None
        self.version = None

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.version = self.answer(120)["version"]

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def answer(self, seconds):
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            self.stop()
            raise PythonFailed(f"no answer within {seconds} s")
        line = self.process.stdout.readline()
        if not line:
            self.stop()
            raise PythonFailed("node ended")
        return json.loads(line)

    def run(self, program):
        """(events, the program's lines that ran, Python's warnings)"""
        if self.process is None:
            self.start()
        self.process.stdin.write(json.dumps(program).encode() + b"\n")
        self.process.stdin.flush()
        answer = self.answer(20)
        if "failure" in answer:
            raise PythonFailed(answer["failure"])
        return [contract(event) for event in answer["events"]], answer["lines"], answer["warnings"]
