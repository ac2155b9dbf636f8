"""What names hold, told where that changes: of each call of a task, and of the program's own file.
Nothing of the learner's runs for it (values.py)."""

import itertools
import sys
import types
import weakref

from _interleave.channel import plain
from _interleave.values import locals_of, short

MOST_NAMES = 16     # of a call, of the file
MOST_LOOKED_AT = 64
MOST_CALLS = 6      # of a task: the outermost
MOST_TOLD = 20_000  # changes, in a timeline
HIDDEN = ("self", "cls")
SILENT = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType, type,
          types.CoroutineType, types.GeneratorType, types.AsyncGeneratorType)
PLAIN = (bool, int, float, complex, str, bytes, type(None), list, tuple, set, frozenset, dict)


def held_by(names, kinds=object):
    """The names worth telling, and what they hold in few words."""
    held = {}
    for name, value in itertools.islice(list(names.items()), MOST_LOOKED_AT):
        kind = type(value)  # isinstance would ask the value itself
        if name in HIDDEN or name.startswith(("_", ".")) or issubclass(kind, SILENT) or \
                not issubclass(kind, kinds):
            continue
        text = plain(short(value))
        if text == f"<{kind.__name__}>":
            continue  # that says nothing
        held[name] = text
        if len(held) == MOST_NAMES:
            break
    return held


class Names:
    def __init__(self, record):
        self.record = record
        self.begin()

    def begin(self):
        """A new timeline: all is told anew."""
        self.told = weakref.WeakKeyDictionary()  # task -> by depth: name -> text
        self.shared = {}
        self.count = 0

    def full(self):
        if self.count >= MOST_TOLD and self.count < MOST_TOLD * 2:
            self.count = MOST_TOLD * 2
            self.record.add("values_end")
        return self.count >= MOST_TOLD

    def tell(self, task, depth, before, held):
        more = {"depth": depth} if depth else {}
        for name, text in held.items():
            if before.get(name) != text:
                self.count += 1
                self.record.add("value", task, name=name, text=text, **more)
        for name in before:
            if name not in held:
                self.count += 1
                self.record.add("value", task, name=name, gone=True, **more)

    def look(self, task, frames):
        """The task gives the floor back: `frames` are its calls', the outermost first."""
        if self.full() or not self.record.tells() or task not in self.record.ids:
            return
        before = self.told.get(task, [])
        held = [held_by(locals_of(frame)) for frame in frames[:MOST_CALLS]]
        for depth in range(max(len(before), len(held))):
            self.tell(task, depth, before[depth] if depth < len(before) else {},
                      held[depth] if depth < len(held) else {})
        self.told[task] = held
        self.look_at_shared()

    def look_at_shared(self):
        """Of the file's own names those that hold data."""
        module = sys.modules.get("__main__")
        held = held_by(vars(module), PLAIN) if module is not None else {}
        self.tell(None, 0, self.shared, held)
        self.shared = held
