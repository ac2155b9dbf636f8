"""Every bundled lesson's picture is the stored one.

    test_stored.py BINARY ROOT [--update]

Numbers may differ by a tenth of a pixel: compilers round differently.
"""

import difflib
import re
import sys
from pathlib import Path

import recorded

NUMBER = re.compile(r"-?\d+\.\d+")


def same(stored, now):
    if NUMBER.sub("#", stored) != NUMBER.sub("#", now):
        return False
    pairs = zip(NUMBER.findall(stored), NUMBER.findall(now))
    return all(abs(float(a) - float(b)) < 0.16 for a, b in pairs)


def differences(stored, now):
    stored, now = stored.splitlines(), now.splitlines()
    if len(stored) == len(now) and all(map(same, stored, now)):
        return []
    return list(difflib.unified_diff(stored, now, "stored", "now", n=0, lineterm=""))[:24]


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    update = "--update" in sys.argv[3:]
    here = Path(__file__).parent
    lessons = sorted((root / "scenarios").glob("*.json"))
    assert lessons, "no lessons found"
    failed = 0
    for lesson in lessons:
        now = recorded.record(program, lesson, "--size", "1920x1080")
        path = here / f"{lesson.stem}.txt"
        if update:
            path.write_text(now, encoding="utf-8")
            continue
        stored = path.read_text(encoding="utf-8") if path.exists() else ""
        found = differences(stored, now)
        if found:
            failed += 1
            print(f"{lesson.name} differs from {path.name}:", *found, sep="\n")
    for path in here.glob("*.txt"):
        lesson = root / "scenarios" / f"{path.stem}.json"
        if path.name != "CMakeLists.txt" and not lesson.exists():
            if update:
                path.unlink()
            else:
                failed += 1
                print(f"{path.name} is the picture of no lesson")
    print(f"{len(lessons)} lessons, {failed} differ")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
