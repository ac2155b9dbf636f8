"""Loads the rest of the recorder as the package `_interleave`, from a descriptor, without a file.

    python3 -c BOOT SOURCES-DESCRIPTOR ARGUMENT...

The descriptor gives NAME and TEXT of each module, all separated by NUL.

It is also the `sitecustomize` of a program that `interleave record` starts: then the modules are in
the file beside it, and what is recorded goes to INTERLEAVE_RECORD."""

import sys

EARLY = frozenset(sys.modules)  # what Python itself loads at its start

import importlib.abc
import importlib.machinery
import os


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
        if not name:
            module.early = EARLY
        else:
            exec(compile(self.texts[name], "<interleave>/%s.py" % name, "exec"), module.__dict__)


def load(descriptor):
    with open(descriptor, "rb") as file:
        parts = file.read().decode().split("\0")
    sys.meta_path.insert(0, Sources(parts))


def attach():
    folder = os.path.dirname(os.path.abspath(__file__))
    trace = os.environ.pop("INTERLEAVE_RECORD", None)
    try:
        os.close(os.open(os.path.join(folder, "claimed"), os.O_CREAT | os.O_EXCL))
    except OSError:
        trace = None
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    paths = [path for path in paths if path != folder]
    if trace is not None:  # the first that comes has it; what it starts runs as ever
        if any(paths):
            os.environ["PYTHONPATH"] = os.pathsep.join(paths)
        else:
            os.environ.pop("PYTHONPATH", None)
    load(os.path.join(folder, "modules"))
    from _interleave import attach

    if trace is not None:
        attach.attach(trace)
    attach.next_sitecustomize(folder)


if __name__ == "sitecustomize" and sys.version_info >= (3, 11):
    attach()
elif __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("this is Python %d.%d.%d, and a recording needs 3.11 or later"
                 % sys.version_info[:3])
    load(int(sys.argv[1]))
    if sys.argv[2] == "--convert":
        from _interleave import convert as part
    else:
        from _interleave import program as part

    part.main(sys.argv[2:])
