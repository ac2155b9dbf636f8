"""The pictures of scenarios/README.md, drawn anew and compared byte for byte.

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
    for path in FOLDER.glob("*"):
        if path.name not in drawn:
            wrong.append(f"{path.relative_to(ROOT)} belongs to no entry")
    if len(drawn) < 10:
        wrong.append(f"only {len(drawn)} pictures")
    print("\n".join(wrong) if wrong else f"{len(drawn)} pictures, each as the program draws it")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
