"""Every question of every lesson, answered with each of its choices: the right one is what comes in
the trace, and the sentence told to every other one is true of it. Whatever can't be judged is a
fault, too.

    test_quiz.py BINARY ROOT
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM, ROOT = sys.argv[1], sys.argv[2]
UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600, "d": 86400}
TIME = r"((?:[\d.]+ (?:ns|us|µs|ms|s|min|h|d) ?)+)"
CALL = r"(.+?\)(?: \([^()]+\))?)"
ALWAYS = ("gather gives its results in the order of its arguments",
          "One task runs its lines one after another")


def seconds(words):
    return sum(float(number) * UNITS[unit]
               for number, unit in re.findall(r"([\d.]+) (\S+)", words))


def near(a, b):
    return abs(a - b) <= 1e-6 + 1e-2 * abs(b)  # as words round it


class Run:
    """One timeline of a trace."""

    def __init__(self, events):
        self.events = events
        self.end = events[-1]["t"]
        self.call = {e["id"]: e["coro"] for e in events if e["event"] == "create"}
        self.name = {e["id"]: e["task"] for e in events if e["event"] == "create"}
        self.prints = [e for e in events if e["event"] == "print"]
        self.steps = [e for e in events if e["event"] == "step"]

    def tasks(self, words):
        """The tasks that a call, perhaps with a name behind it, may mean."""
        named = re.fullmatch(r"(.+\)) \(([^()]+)\)", words)
        found = [i for i, call in self.call.items() if call == words] or [
            i for i, call in self.call.items()
            if named and call == named[1] and self.name[i] == named[2]]
        assert found, f"no task {words}"
        return found

    def of(self, task, *kinds):
        return [e for e in self.events if e.get("id") == task and e["event"] in kinds]

    def sleeps_till(self, task, t):
        """It sleeps, and is woken, or due, or cancelled at t."""
        begun = [e for e in self.of(task, "await") if e["kind"] == "sleep" and e["t"] <= t]
        ended = [e for e in self.of(task, "wake", "late", "cancel", "step") if
                 near(e.get("due", e["t"]), t)]
        return bool(begun and ended) or near(t, self.end)

    def woken_by(self, task, waker):
        return any(e.get("by_id") == waker for e in self.of(task, "wake"))

    def first_step(self, task):
        return next((n for n, e in enumerate(self.events)
                     if e["event"] == "step" and e["id"] == task), len(self.events))

    def holds(self, task, begin, end):
        blocks = [e for e in self.of(task, "block", "block_end")]
        return any(near(e["t"], begin) for e in blocks) and any(near(e["t"], end) for e in blocks)

    def queued_before(self, first, second):
        """Some time `first` was made ready, then `second`, and then stepped in that order."""
        order = [(e["event"], e["id"]) for e in self.events
                 if e.get("id") in (first, second) and e["event"] in ("wake", "create", "await",
                                                                       "step")]
        steps = [i for kind, i in order if kind == "step"]
        return any(steps[n] == first and second in steps[n + 1:] for n in range(len(steps)))

    def waits_for(self, task, label):
        return any(e["label"] in (label, "await " + label) for e in self.of(task, "await"))


def any_of(run, test, *calls):
    groups = [run.tasks(call) for call in calls]
    if len(groups) == 1:
        return any(test(a) for a in groups[0])
    return any(test(a, b) for a in groups[0] for b in groups[1])


def blocks_of(run):
    total, begun = 0, {}
    for e in run.events:
        if e["event"] == "block":
            begun[e["id"]] = e["t"]
        elif e["event"] == "block_end":
            total += e["t"] - begun.pop(e["id"])
    return total


def waits_of(run):
    """Seconds of sleeps and blocks: by task."""
    sums, begun = {}, {}
    for e in run.events:
        task = e.get("id")
        if e["event"] == "block" or (e["event"] == "await" and e["kind"] == "sleep"):
            begun[task] = e["t"]
        elif task in begun and e["event"] in ("block_end", "late", "wake", "step", "end"):
            sums[task] = sums.get(task, 0) + e.get("due", e["t"]) - begun.pop(task)
    return sums


SENTENCES = (
    (rf"Timers ring by their time(?:, not by who began to sleep first)?: {CALL} sleeps till {TIME}\.",
     lambda run, a, t: any_of(run, lambda x: run.sleeps_till(x, seconds(t)), a)),
    (rf"Who sleeps is left alone till its time has come: {CALL} sleeps till {TIME}\.",
     lambda run, a, t: any_of(run, lambda x: run.sleeps_till(x, seconds(t)), a)),
    (rf"Both timers ring at {TIME}, and they come in the order in which they were set: "
     rf"{CALL} first\.",
     lambda run, t, a: any_of(run, lambda x: run.sleeps_till(x, seconds(t)), a)),
    (rf"Both timers ring at {TIME}: either may come first\.",
     lambda run, t: any(e.get("race") for e in run.steps)),
    (rf"Who waits runs only when that is there: {CALL} is woken only when {CALL} has run\.",
     lambda run, a, b: any_of(run, run.woken_by, a, b)),
    (rf"Who waits runs only when it is woken: {CALL} is woken only after that\.",
     lambda run, a: any_of(run, lambda x: run.of(x, "wake"), a)),
    (rf"Who waits runs only when that is there: {CALL} still waits for (.+)\.",
     lambda run, a, label: any_of(run, lambda x: run.waits_for(x, label), a)),
    (rf"Who has the floor keeps it till it has to wait, and `await` goes on at once where it can: "
     rf"{CALL} only stands in the ready queue\.",
     lambda run, a: any_of(run, lambda x: run.first_step(x) > 1, a)),
    (rf"A created task waits its turn: {CALL} was put behind what was in the ready queue already, "
     rf"and {CALL} comes first\.",
     lambda run, a, b: any_of(run, lambda x, y: x != y and run.first_step(y) < run.first_step(x),
                              a, b)),
    (rf"The ready queue keeps its order: {CALL} stood in it before {CALL}\.",
     lambda run, a, b: any_of(run, lambda x, y: x != y and run.queued_before(x, y), a, b)),
    (rf"Nothing runs before it is made: {CALL} is made only at {TIME}\.",
     lambda run, a, t: any_of(run, lambda x: near(run.of(x, "create")[0]["t"], seconds(t)), a)),
    (rf"What has ended does not run again: {CALL} is over\.",
     lambda run, a: any_of(run, lambda x: run.of(x, "done", "error", "cancelled"), a)),
    (rf"A thread works beside the loop: {CALL} goes on when the thread is done\.",
     lambda run, a: any_of(run, lambda x: run.of(x, "thread"), a)),
    (rf"The loop was held: {CALL} has it from {TIME} to {TIME}, and nobody else can run till then\.",
     lambda run, a, b, e: any_of(run, lambda x: run.holds(x, seconds(b), seconds(e)), a)),
    (rf"{CALL} comes to that line only at {TIME}, after (.+)\.",
     lambda run, a, t, label: any_of(
         run, lambda x: any(near(p["t"], seconds(t)) for p in run.of(x, "print"))
         and run.waits_for(x, label), a)),
    (r"That line does not come any more\.", lambda run: True),
    (rf"When the main task is over, what is left is cancelled, not waited for\. {{}}",
     lambda run: any(e["event"] == "cancel" and e["cause"] == "shutdown" for e in run.events)),
    (r"When the main task is over, nobody waits for what is left\. {}",
     lambda run: any(not run.of(x, "done", "error", "cancelled") for x in run.call)),
    (r"Waits of different tasks overlap: together they take as long as the longest, not as long as "
     r"their sum\. {}",
     lambda run: near(max(waits_of(run).values()), run.end)
     and sum(waits_of(run).values()) > run.end),
    (r"Waits of different tasks overlap: together they take less than their sum\. {}",
     lambda run: sum(waits_of(run).values()) > run.end + 1e-9),
    (r"What blocks holds the loop, and nobody else runs meanwhile(?:: blocks add up)?\. {}",
     lambda run: blocks_of(run) * 2 > run.end),
    (r"One task does one thing after another: each `await` waits for its own, and their times add "
     r"up\. {}", lambda run: any(near(t, run.end) for t in waits_of(run).values())),
    (r"It is over when its main task is, after all that this one waits for\. {}",
     lambda run: run.of(0, "done", "error", "cancelled")
     and near(run.of(0, "done", "error", "cancelled")[0]["t"], run.end)),
    (r"It is over when its main task is, what was left has been cancelled, and threads are done\. {}",
     lambda run: run.of(0, "done", "error", "cancelled")
     and run.of(0, "done", "error", "cancelled")[0]["t"] < run.end),
)
OVER = rf"It is over at {TIME}\."


def is_true(run, sentence):
    if sentence.startswith(ALWAYS):
        return True
    over = re.search(OVER + "$", sentence)
    if over and not near(seconds(over[1]), run.end):
        return False
    for pattern, test in SENTENCES:
        match = re.fullmatch(pattern.replace("{}", OVER.replace("(", "(?:", 1)), sentence)
        if match:
            return bool(test(run, *match.groups()))
    return None


def ask(path, answers):
    done = subprocess.run([PROGRAM, "quiz", path], input="\n".join(answers) + "\n",
                          capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def questions(path):
    found = []
    for line in ask(path, [""] * 1000).splitlines():
        line = re.sub(r"^(\(seconds\) > |> )", "", line)
        if match := re.match(r"^([\d.]+) s  (.*)$", line):
            found.append({"after": float(match[1]), "words": match[2], "options": []})
        elif match := re.match(r"^  (\d)  (.*)$", line):
            found[-1]["options"].append(match[2])
    return found


def verdicts(path, answers):
    """`right`, or what a wrong answer is told; one a question."""
    for line in ask(path, answers).splitlines():
        line = re.sub(r"^(\(seconds\) > |> )", "", line)
        if line.startswith(("right", "wrong")):
            yield line


def runs_of(path):
    done = subprocess.run([PROGRAM, "trace", "--all", path], capture_output=True, text=True,
                          check=True)
    found, titles = {}, {}
    for event in map(json.loads, done.stdout.splitlines()):
        if event["event"] == "timeline":
            titles[event["timeline"]] = event["title"]
        elif "t" in event:
            found.setdefault(event["timeline"], []).append(event)
    return {titles[i]: Run(events) for i, events in found.items()}


def is_right(run, question, option):
    """What is told to be right is what comes in the trace."""
    after, words = question["after"], question["words"]
    if words.endswith("who runs next?"):
        tasks = run.tasks(option)
        pairs = zip(run.steps, run.steps[1:])
        return any(a["t"] <= after + 1e-9 and b["t"] >= after - 1e-9 and b["id"] in tasks
                   for a, b in pairs)
    others = [o for o in question["options"] if o != option]
    return any(not any(p["text"] in others and after + 1e-9 < p["t"] < then["t"] - 1e-9
                       for p in run.prints)
               for then in run.prints if then["text"] == option and then["t"] >= after - 1e-9)


def judge(path):
    runs, asked = runs_of(path), questions(path)
    name = os.path.basename(path)
    tries = max([len(q["options"]) for q in asked] + [3])
    for number in range(tries):
        answers = [str(min(number + 1, len(q["options"]))) if q["options"]
                   else ("1e-7", "999999", "0.7")[number % 3] for q in asked]
        told = list(verdicts(path, answers))
        if len(told) != len(asked):
            yield f"{name}: {len(asked)} questions, {len(told)} verdicts"
            return
        for question, answer, verdict in zip(asked, answers, told):
            title = question["words"].rpartition(": ")[0]
            run = runs.get(title) or next(iter(runs.values()))
            about = f"{name}: {question['after']} s {question['words']} {answer}: {verdict}"
            if verdict.startswith("right"):
                option = question["options"][int(answer) - 1] if question["options"] else None
                if option is not None and not is_right(run, question, option):
                    yield f"{about}: {option} is not what comes"
                continue
            if match := re.match(r"wrong: it is (\d), ", verdict):
                right = question["options"][int(match[1]) - 1]
                sentence = verdict[match.end() + len(right) + 2:]
                if not is_right(run, question, right):
                    yield f"{about}: {right} is not what comes"
            else:
                sentence = verdict.removeprefix("wrong. ")
            true = is_true(run, sentence)
            if not true:
                yield f"{about}: {'not known' if true is None else 'not true'}"


def main():
    paths = sorted(glob.glob(os.path.join(ROOT, "scenarios", "*.json")))
    paths += sorted(glob.glob(os.path.join(ROOT, "tests", "quiz", "*.json")))
    faults = asked = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            with open(path, encoding="utf-8") as file:
                scenario = json.load(file)
            scenario.pop("question", None)  # in words of its author
            bare = os.path.join(folder, os.path.basename(path))
            with open(bare, "w", encoding="utf-8") as file:
                json.dump(scenario, file)
            asked += len(questions(bare))
            for fault in judge(bare):
                faults += 1
                print(fault)
    print(f"{len(paths)} files, {asked} questions, {faults} faults")
    return faults > 0 or asked < 100


if __name__ == "__main__":
    sys.exit(main())
