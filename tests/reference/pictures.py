"""The pictures of scenarios/README.md and README.md, drawn anew and compared byte for byte.

    pictures.py INTERLEAVE ROOT             compare
    pictures.py INTERLEAVE ROOT --update    draw them, and write scenarios/README.md as well
"""
import pathlib
import subprocess
import sys
import tempfile

from blocks import blocks, whole

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FOLDER = ROOT / "scenarios" / "reference"
SHOWN = {"assets/two-tasks.png": ["--size", "1280x720"],  # in README.md
         "assets/two-tasks.gif": ["--size", "960x540", "--length", "6", "--fps", "10"]}


def text():
    return subprocess.run([PROGRAM, "explain", "all"], capture_output=True, check=True).stdout


def draw(name, steps):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "example.json"
        source.write_text(whole(steps), encoding="utf-8")
        picture = pathlib.Path(folder) / "out.svg"
        subprocess.run([PROGRAM, "export", str(source), "-o", str(picture), "--size", "1280x400"],
                       check=True, capture_output=True)
        return picture.read_bytes()


def show(name, options):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / pathlib.Path(name).name
        lesson = ROOT / "scenarios/06-side-by-side.json"
        subprocess.run([PROGRAM, "export", lesson, "-o", out, *options], check=True)
        return out.read_bytes()


def main():
    update = "--update" in sys.argv
    if update:
        FOLDER.mkdir(exist_ok=True)
        (ROOT / "scenarios" / "README.md").write_bytes(text())
    wrong, drawn = [], set()
    for heading, example, has_picture in blocks(text().decode()):
        if not has_picture:
            continue
        path, picture = FOLDER / f"{heading}.svg", draw(heading, example)
        drawn.add(path.name)
        if update:
            path.write_bytes(picture)
        elif not path.exists() or path.read_bytes() != picture:
            wrong.append(f"{path.relative_to(ROOT)} is not what the program draws")
    for name, options in SHOWN.items():
        path, picture = ROOT / name, show(name, options)
        if len(picture) > 300_000:
            wrong.append(f"{name} is larger than a page should load")
        if update:
            path.write_bytes(picture)
        elif not path.exists() or path.read_bytes() != picture:
            wrong.append(f"{name} is not what the program draws")
    for path in FOLDER.glob("*.svg"):
        if path.name not in drawn:
            wrong.append(f"{path.relative_to(ROOT)} belongs to no entry")
    if len(drawn) < 10:
        wrong.append(f"only {len(drawn)} pictures")
    print("\n".join(wrong) if wrong else f"{len(drawn)} pictures, each as the program draws it")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
