"""Every folder of src/ says what lives in it, and src/README.md says the same.

One header of each folder begins

    /* FOLDER/: what lives there.
     * In: what comes in. Out: what goes out.

and the table of "Inside" in src/README.md has that folder with those words, in the same order of
columns; it has no other folder."""
import pathlib
import re
import sys

HEAD = re.compile(r"/\* ([a-z_/]+)/: (.*?)\.\s+(?:\* )?In: (.*?)\.\s+(?:\* )?Out: (.*?)\."
                  r"(?= \*/|\s*\n \*\n)", re.S)
ROW = re.compile(r"^\| `([a-z_/]+)/` \| (.*?) \| (.*?) \| (.*?) \|$", re.M)


def on_one_line(text):
    return re.sub(r"\s*\n \* ?", " ", text).strip()


def folders(root):
    src = root / "src"
    return sorted({path.parent.relative_to(src).as_posix() for path in src.rglob("*.[ch]")})


def heads(root, folder):
    """What the headers of a folder say of it: a list of (what, in, out)."""
    found = []
    for path in sorted((root / "src" / folder).glob("*.h")):
        match = HEAD.match(path.read_text())
        if match:
            found.append((path, match[1], tuple(on_one_line(match[i]) for i in (2, 3, 4))))
    return found


def faults(root):
    readme = (root / "src" / "README.md").read_text()
    rows = {folder: texts for folder, *texts in ROW.findall(readme.split("## Inside")[-1])}
    here = folders(root)
    for folder in here:
        said = heads(root, folder)
        if len(said) != 1:
            yield (f"src/{folder}/: one header begins with /* {folder}/: what. In: x. Out: y. "
                   f"and {len(said)} do")
            continue
        path, name, texts = said[0]
        if name != folder:
            yield f"{path.relative_to(root)}: calls its folder {name}/"
        elif folder not in rows:
            yield f"src/README.md: \"Inside\" lacks | `{folder}/` | {' | '.join(texts)} |"
        elif tuple(rows[folder]) != texts:
            yield f"src/README.md: \"Inside\" says otherwise: | `{folder}/` | {' | '.join(texts)} |"
    for folder in rows:
        if folder not in here:
            yield f"src/README.md: \"Inside\" has {folder}/, and src/ has not"


if __name__ == "__main__":
    root = pathlib.Path(sys.argv[1])
    found = list(faults(root))
    print("\n".join(found))
    print(f"{len(folders(root))} folders read, {len(found)} faults")
    sys.exit(bool(found) or not folders(root))
