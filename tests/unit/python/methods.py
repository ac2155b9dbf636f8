"""Writes methods.tsv: what CPython 3.14 makes of the expressions in methods.txt, for
test_expressions.c: methods of texts, lists, sets and dicts, and builtins, with too few arguments,
too many, and of the wrong kind.

    python3.14 methods.py methods.txt > methods.tsv

A line is an expression, a tab, and the repr of its value or the last line of its traceback.
"""
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")


def said(expression):
    try:
        return repr(eval(expression, {}))
    except Exception as error:
        return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
    print(f"{line}\t{said(line)}")
