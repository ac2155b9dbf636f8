"""Writes src/python/unicode_tables.h: what CPython says of characters.

    python3.14 unicode_tables.py > ../../../src/python/unicode_tables.h

A map is written as runs: from `first` to `last`, each `step`-th character, `by` further on; what
becomes several characters stands apart. A property is written as ranges.
"""
import sys
import unicodedata

POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def runs(change):
    """[(first, last, step, by)] of the characters that become another one."""
    found = []
    for c in POINTS:
        text = change(chr(c))
        if len(text) != 1 or ord(text) == c:
            continue
        by = ord(text) - c
        if found:
            first, last, step, known = found[-1]
            if by == known and (c - last == step or (first == last and c - last <= 2)):
                found[-1] = (first, c, c - last, by)
                continue
        found.append((c, c, 1, by))
    return found


def ranges(holds):
    found = []
    for c in POINTS:
        if not holds(chr(c)):
            continue
        if found and found[-1][1] == c - 1:
            found[-1] = (found[-1][0], c)
        else:
            found.append((c, c))
    return found


def cased(c):
    return ("1" + c + "\u03a3").lower()[-1] == "\u03c2"


def ignorable(c):
    return not cased(c) and ("A" + c + "\u03a3").lower()[-1] == "\u03c2"


def lines(items, width=96):
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > width:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)


def literal(text):
    return '"' + "".join(f"\\x{b:02X}" for b in text.encode()) + '"'


MAPS = {"upper": str.upper, "lower": str.lower, "title": str.title}
PROPERTIES = {"cased": cased, "ignorable": ignorable, "alpha": str.isalpha,
              "decimal": str.isdecimal, "digit": str.isdigit, "numeric": str.isnumeric,
              "capital": str.isupper, "small": str.islower,
              "titled": lambda c: c.istitle() and not c.isupper()}

print(f"/* Made by tests/unit/python/unicode_tables.py with CPython {sys.version.split()[0]}, "
      f"Unicode {unicodedata.unidata_version}. */")
print("#ifndef PYTHON_UNICODE_TABLES_H\n#define PYTHON_UNICODE_TABLES_H\n")
for name, change in MAPS.items():
    print(f"static const CaseRun {name}_runs[] = {{")
    lines(f"{{0x{a:X}, 0x{b:X}, {step}, {by}}}" for a, b, step, by in runs(change))
    print("};\n")
    print(f"static const CaseText {name}_texts[] = {{")
    lines(f"{{0x{c:X}, {literal(change(chr(c)))}}}" for c in POINTS
          if len(change(chr(c))) != 1)
    print("};\n")
for name, holds in PROPERTIES.items():
    print(f"static const CharRange {name}_ranges[] = {{")
    lines(f"{{0x{a:X}, 0x{b:X}}}" for a, b in ranges(holds))
    print("};\n")
check = 14695981039346656037
for c in POINTS:
    for change in MAPS.values():
        for byte in change(chr(c)).encode():
            check = (check ^ byte) * 1099511628211 % 2**64
print(f"/* All three maps of all characters in turn, in UTF-8, by FNV-1a: {check} */\n")
print("#endif")
