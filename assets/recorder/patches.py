"""Modules that are changed, or refused, when the program loads them."""

import importlib.abc
import importlib.machinery
import random
import sys

from _interleave import clock, outside
from _interleave.clock import recording

REFUSED = {
    "uvloop": "uvloop runs its loop outside of Python, where its tasks and its clock can be "
              "neither watched nor set; the program runs as it is without uvloop",
    "nest_asyncio": "nest_asyncio puts a loop and tasks of its own in the place of asyncio's; "
                    "what it is there for, `await` does in a notebook",
}


def seed(module):
    """The same program shows the same run each time."""
    module.seed(0)


CHANGED = {
    "datetime": clock.patch_datetime,
    "subprocess": outside.patch_subprocess,
    "multiprocessing.connection": outside.patch_connection,
}


class Refused(ImportError):
    """Outside of what can be recorded."""

    __module__ = "interleave"


class _Loader(importlib.abc.Loader):
    def __init__(self, own, change):
        self.own, self.change = own, change

    def __getattr__(self, name):
        return getattr(self.own, name)

    def create_module(self, spec):
        return self.own.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self.own
        self.own.exec_module(module)
        self.change(module)


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, changed):
        self.changed = changed

    def find_spec(self, name, path=None, target=None):
        refused = name in REFUSED and recording()
        if not refused and name not in self.changed:
            return None
        spec = None
        for finder in sys.meta_path:
            if finder is not self and hasattr(finder, "find_spec"):
                spec = finder.find_spec(name, path, target)
                if spec is not None:
                    break
        if spec is None:
            return None
        if refused:
            from _interleave.channel import CHANNEL

            CHANNEL.write({"event": "refused", "name": name, "text": REFUSED[name]})
            raise Refused(REFUSED[name], name=name)
        spec.loader = _Loader(spec.loader, self.changed[name])
        return spec


def patch_imports(virtual):
    changed = CHANGED if virtual else {}
    for name, change in changed.items():
        if name in sys.modules:
            change(sys.modules[name])
    if virtual:
        seed(random)
    sys.meta_path.insert(0, Finder(changed))
