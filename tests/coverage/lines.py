"""Which lines of src/ the tests reach, by gcov. src/window, which is SDL's shell, is left out.

    cmake --preset coverage && cmake --build --preset coverage && ctest --preset coverage -j 2
    python3 tests/coverage/lines.py build/coverage [--unreached [FILE ...]]

Ends with 1 below LEAST per cent.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEAST = 95
LEFT_OUT = ("src/window/",)


def counted(build):
    """{file: {line: how often}}, over all programs that were built."""
    found = collections.defaultdict(collections.Counter)
    data = [str(path) for path in build.rglob("*.gcda")]
    for start in range(0, len(data), 50):
        said = subprocess.run(["gcov", "--json-format", "--stdout", *data[start:start + 50]],
                              cwd=build, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              check=False).stdout
        for text in said.splitlines():
            report = json.loads(text)
            for file in report["files"]:
                path = (build / report["current_working_directory"] / file["file"]).resolve()
                if not path.is_relative_to(ROOT / "src"):
                    continue
                lines = found[str(path.relative_to(ROOT))]
                for line in file["lines"]:
                    lines[line["line_number"]] += line["count"]
    return {file: lines for file, lines in found.items() if not file.startswith(LEFT_OUT)}


def unreached(file, lines):
    text = (ROOT / file).read_text().splitlines()
    for number in sorted(line for line, count in lines.items() if count == 0):
        print(f"{file}:{number}: {text[number - 1].strip()}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--unreached", nargs="*")
    options = parser.parse_args()
    found = counted(options.build.resolve())
    if options.unreached is not None:
        for file, lines in sorted(found.items()):
            if not options.unreached or any(part in file for part in options.unreached):
                unreached(file, lines)
        return 0
    rows = [(sum(count > 0 for count in lines.values()), len(lines), file)
            for file, lines in found.items()]
    for reached, all_lines, file in sorted(rows, key=lambda row: row[0] - row[1]):
        if all_lines > reached:
            print(f"{file}: {reached} of {all_lines}")
    reached, all_lines = sum(row[0] for row in rows), sum(row[1] for row in rows)
    print(f"{reached} of {all_lines} lines reached, {100 * reached / max(all_lines, 1):.1f} %")
    return 100 * reached < LEAST * all_lines


if __name__ == "__main__":
    sys.exit(main())
