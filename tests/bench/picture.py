"""What a picture costs, whole process, in CPU seconds, beside rsvg-convert painting the same
picture from our SVG: ratios in one run.

    python3 tests/bench/picture.py build/interleave

Not a test: nothing is asserted."""
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def cpu(command, times=7):
    best = float("inf")
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        png, svg = pathlib.Path(folder) / "a.png", pathlib.Path(folder) / "a.svg"
        print(f"{'':28}{'png':>9}{'rsvg':>9}{'ratio':>7}{'bytes':>9}")
        for lesson in sorted((ROOT / "scenarios").glob("*.json")):
            subprocess.run([program, "export", lesson, "-o", svg], check=True)
            ours = cpu([program, "export", lesson, "-o", png, "--size", "1920x1080"])
            theirs = cpu(["rsvg-convert", svg, "-o", pathlib.Path(folder) / "b.png"], 3)
            print(f"{lesson.stem:28}{ours * 1e3:7.0f}ms{theirs * 1e3:7.0f}ms{theirs / ours:6.1f}x"
                  f"{png.stat().st_size:9}", flush=True)


if __name__ == "__main__":
    main()
