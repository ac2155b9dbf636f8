"""Loads the rest of the recorder as the package `_interleave`, from a descriptor, without a file.

    python3 -c BOOT SOURCES-DESCRIPTOR ARGUMENT...

The descriptor gives NAME and TEXT of each module, all separated by NUL."""

import importlib.abc
import importlib.machinery
import os
import sys


class Sources(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    def __init__(self, parts):
        self.texts = dict(zip(parts[::2], parts[1::2]))

    def find_spec(self, name, path=None, target=None):
        package, _, module = name.partition(".")
        if package != "_interleave" or module and module not in self.texts:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=not module)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__.partition(".")[2]
        if name:
            exec(compile(self.texts[name], f"<interleave>/{name}.py", "exec"), module.__dict__)


def load(descriptor):
    with open(descriptor, "rb") as file:
        parts = file.read().decode().split("\0")
    sys.meta_path.insert(0, Sources(parts))


if __name__ == "__main__":
    load(int(sys.argv[1]))
    from _interleave import program

    program.main(sys.argv[2:])
