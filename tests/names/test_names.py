"""Every attribute that Python's own values have is either there, or told as no part of the language:
before the run where no value here has it, else at the end of the timeline. Never as an
AttributeError, which a scenario could catch and Python would not raise."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1]
NAMES = json.loads(pathlib.Path("dir.json").read_text(encoding="utf-8"))["names"]
MAKERS = {
    "str": "'a'", "list": "[]", "tuple": "()", "set": "set()", "dict": "{}", "range": "range(1)",
    "int": "5", "float": "1.5", "bool": "True", "NoneType": "None", "enumerate": "enumerate([])",
    "zip": "zip([])", "map": "map(str, [])", "filter": "filter(None, [])",
    "reversed": "reversed([])", "list_iterator": "iter([])", "str_iterator": "iter('')",
    "dict_keys": "{}.keys()", "dict_values": "{}.values()", "dict_items": "{}.items()",
    "generator": "(i for i in [])", "function": "plain", "builtin_function_or_method": "len",
    "method": "Lock().acquire", "type": "ValueError", "Task": "current_task()",
    "Future": "Future()", "coroutine": "never()", "Lock": "Lock()", "Event": "Event()",
    "Condition": "Condition()", "Semaphore": "Semaphore()",
    "BoundedSemaphore": "BoundedSemaphore()", "Queue": "Queue()",
    "PriorityQueue": "PriorityQueue()", "LifoQueue": "LifoQueue()", "Barrier": "Barrier(1)",
    "BaseException": "BaseException()", "Exception": "Exception()", "OSError": "OSError()",
    "StopIteration": "StopIteration()", "StopAsyncIteration": "StopAsyncIteration()",
    "ExceptionGroup": "ExceptionGroup('', [ValueError()])", "NameError": "NameError()",
    "AttributeError": "AttributeError()", "ImportError": "ImportError()", "KeyError": "KeyError()", "Overloaded": "Overloaded()",
}
STEPS = {"TaskGroup": ("task_group", "x"), "Timeout": ("timeout", None)}
NOT_VALUES = {"_GatheringFuture", "async_generator"}
ALONE = 16  # timelines of a file
FEW = 10  # mistakes of a file that are surely told


def main(kind, names):
    """Steps that ask a value of the kind for each of the names."""
    asks = [{"try": [{"let": {"v": f"x.{name}"}}],
             "except": {"AttributeError": [{"print": f"DENIED {kind}.{name}"}]}} for name in names]
    if kind == "TaskGroup":
        return [{"task_group": "x", "do": asks}]
    if kind == "Timeout":
        return [{"timeout": None, "as": "x", "do": asks}]
    return [{"let": {"x": MAKERS[kind]}}, *asks]


def scenario(mains):
    return {"exceptions": {"Overloaded": "Exception"}, "functions": {"plain()": []},
            "coroutines": {"never()": [],
                           **{f"main{i}()": steps for i, steps in enumerate(mains)}},
            "timelines": [{"run": f"main{i}()"} for i in range(len(mains))]}


class Names(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = str(pathlib.Path(folder.name) / "names.json")

    def run_with(self, verb, mains):
        pathlib.Path(self.path).write_text(json.dumps(scenario(mains)), encoding="utf-8")
        return subprocess.run([PROGRAM, verb, "--diagnostics", "short", self.path] if verb == "check"
                              else [PROGRAM, verb, self.path], capture_output=True, text=True,
                              timeout=60, check=False)

    def unknown(self):
        """The names that no value of the language has."""
        names, found = sorted({name for kind in NAMES for name in NAMES[kind]
                               if not kind.startswith("module")}), set()
        for at in range(0, len(names), FEW):
            some = names[at:at + FEW]
            told = self.run_with("check", [main("str", some)]).stderr
            found |= {name for name in some
                      if re.search(rf"error: {name} is Python's, but not part", told)}
        return found

    def test_nothing_is_denied(self):
        unknown, asked, kinds = self.unknown(), [], set()
        self.assertIn("encode", unknown)
        self.assertNotIn("upper", unknown)
        for kind, names in NAMES.items():
            if kind.startswith("module") or kind in NOT_VALUES:
                continue
            kinds.add(kind)
            asked += [main(kind, [name]) for name in names if name not in unknown]
        self.assertEqual(kinds, set(MAKERS) | set(STEPS))
        self.assertGreater(len(asked), 150)
        limits = 0
        for at in range(0, len(asked), ALONE):
            done = self.run_with("trace", asked[at:at + ALONE])
            self.assertNotIn("DENIED", done.stdout)
            limits += done.stdout.count("is Python's, but not part of the language")
            self.assertNotIn('"outcome": "error"', done.stdout)
        self.assertGreater(limits, 2)

    def test_what_python_has_not_is_an_attribute_error(self):
        done = self.run_with("trace", [main(kind, ["nothing_such"]) for kind in ("str", "Lock")])
        self.assertEqual(done.stdout.count("DENIED"), 2, done.stderr)

    def test_modules(self):
        for module in ("builtins", "asyncio", "random", "time"):
            for name in NAMES["module " + module][::7]:
                call = name if module == "builtins" else f"{module}.{name}"
                told = self.run_with("check", [[{"let": {"v": call}}]]).stderr
                self.assertNotRegex(told, rf"has no '{name}'|nothing here is called '{name}'", call)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
