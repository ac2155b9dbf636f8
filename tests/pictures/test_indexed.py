"""A slide of a lesson is a PNG with a byte a pixel, in each theme, and below 155 kB.

    test_indexed.py BINARY ROOT
"""

import subprocess
import sys
import tempfile
from pathlib import Path

MOST_BYTES, PALETTE = 155_000, 3


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    lessons = sorted((root / "scenarios").glob("*.json"))
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for index, lesson in enumerate(lessons):
            path = Path(folder) / "slide.png"
            theme = ("light", "dark", "contrast")[index % 3]
            subprocess.run([program, "export", str(lesson), "-o", str(path), "--size",
                            "1920x1080", "--theme", theme], check=True)
            data = path.read_bytes()
            if data[25] != PALETTE or len(data) > MOST_BYTES:
                faults += 1
                print(f"{lesson.name} {theme}: colour type {data[25]}, {len(data)} bytes")
    print(f"{len(lessons)} slides, {faults} faults")
    return faults > 0 or len(lessons) < 10


if __name__ == "__main__":
    sys.exit(main())
