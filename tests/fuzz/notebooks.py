"""Notebooks as they should not be: read, or refused in one line, by the recorder's own reader.

    notebooks.py PROGRAM ROOT [--seed N] [--count N]

Each is a mutation of a good one. Its cells, its title and its code are asked for in this process; one
in `RUNS` is opened by the program, which may end it only as it ends any file.
"""
import argparse
import importlib
import importlib.machinery
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

from mutate import mutated

RUNS = 400
OWN = (b"<interleave>", b"_interleave", b"wrote into its own trace")


def book(*cells):
    made = [{"cell_type": kind, "metadata": {"tags": []}, "source": text} |
            ({"outputs": [{"output_type": "stream", "text": ["x"]}], "execution_count": 1}
             if kind == "code" else {}) for kind, text in cells]
    return {"cells": made, "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4,
            "nbformat_minor": 5}


GOOD = [
    book(("markdown", ["# A lecture\n", "text"]), ("code", "import asyncio"),
         ("code", ["#: A note\n", "await asyncio.sleep(1)\n", "5"])),
    book(("raw", "x"), ("code", "%%time\n%matplotlib inline\nx = %time 1 + 1\n!ls"),
         ("code", "%%html\n<b>no</b>"), ("code", "import asyncio\nasync def f():\n    %time 1\n"
                                         "    await asyncio.sleep(0.1)\nawait f()\n'''a\nb'''")),
    book(("code", "# Title\nimport asyncio\nasyncio.run(asyncio.sleep(1))"), ("code", ""),
         ("code", "def g(:\n"), ("markdown", "no heading\n## one")),
    book(("code", "-" * 20000 + "1"), ("code", "[" * 150 + "]" * 150), ("code", "x" + ".y" * 20000),
         ("code", "9" * 5000), ("code", "x = '\ud800'\n%time await asyncio.sleep(1)"))]


def reader(root):
    """The modules of assets/recorder, as the program loads them."""
    spec = importlib.machinery.ModuleSpec("_interleave", None, is_package=True)
    spec.submodule_search_locations = [str(root / "assets/recorder")]
    sys.modules["_interleave"] = importlib.util.module_from_spec(spec)
    return importlib.import_module("_interleave.notebook")


def read(notebook, data):
    """Whether it was taken for a notebook."""
    try:
        text = importlib.util.decode_source(data)
    except (SyntaxError, ValueError):
        return False
    try:
        cells, title = notebook.cells_of(text), notebook.title_of(text)
    except notebook.NotANotebook as error:
        assert str(error) and "\n" not in str(error), repr(str(error))
        return False
    assert isinstance(title, str)
    assert isinstance(notebook.shown(cells), str)
    for number, source in cells:
        try:
            notebook.Cell(number, source).compile()
        except notebook.source.UNREADABLE:
            pass  # told as the cell's own failure
    return True


def run(program, data):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "book.ipynb")
        path.write_bytes(data)
        done = subprocess.run([program, "run", path], capture_output=True, timeout=60, cwd=folder,
                              stdin=subprocess.DEVNULL, check=False)
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1), (done.returncode, said)
    assert not any(word in said for word in OWN), said.decode(errors="replace")
    assert not any(byte < 32 and byte not in b"\n\t" for byte in said), said


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")
    notebook = reader(options.root.resolve())
    taken = 0
    for number in range(options.seed, options.seed + options.count):
        data = mutated(number, GOOD)
        data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        try:
            taken += read(notebook, data)
            if number % RUNS == 0:
                run(options.program.resolve(), data)
        except Exception as error:
            print(f"--seed {number} --count 1: {error!r}\n{data[:2000]!r}")
            raise
    print(f"{options.count} notebooks, {taken} of them taken for one")
    assert taken, json.dumps(GOOD)


if __name__ == "__main__":
    main()
