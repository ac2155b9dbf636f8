"""Two programs make the same bytes of every lesson, in every format that needs no other program, and
of what is compared with CPython.

    machine.py PROGRAM ROOT OTHER...

OTHER is a command with its first arguments: an emulator, and what it runs.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

TEXTS = ("svg", "txt", "py", "json", "jsonl")
FORMATS = ("png", "pdf", "gif", *TEXTS)
WAYS = {
    "dark": ["--size", "960x540", "--panels", "all", "--theme", "dark", "--at", "0.5"],
    "steps": ["--size", "1280x720", "--axis", "steps", "--layout", "columns"],
}


def commands(scenario, folder, pictures):
    yield ["trace", "--all", scenario]
    yield ["run", scenario]
    outputs = [part for ending in (FORMATS if pictures else TEXTS)
               for part in ("-o", folder / f"whole.{ending}")]
    yield ["export", scenario, *outputs, "--size", "640x360", "--fps", "2", "--length", "3"]
    for name, options in WAYS.items() if pictures else ():
        yield ["export", scenario, "-o", folder / f"{name}.png", "-o", folder / f"{name}.svg", *options]


def made(program, scenario, folder, pictures):
    """{what: bytes}"""
    found = {}
    for command in commands(scenario, folder, pictures):
        done = subprocess.run([*program, *command], capture_output=True)
        found[f"{len(found)}: {command[0]}"] = (done.returncode, done.stdout, done.stderr)
    for path in folder.iterdir():
        # Cairo calls a font in a PDF by what it adds up in the processor's own width.
        found[path.name] = re.sub(rb"/[A-Z]{6}\+", b"/", path.read_bytes())
        path.unlink()
    return found


def main():
    program, root, *other = sys.argv[1:]
    root = pathlib.Path(root)
    subprocess.run([*other, "--version"], check=True, stdout=subprocess.DEVNULL)
    scenarios = [path for folder in ("scenarios", "tests/corners", "tests/traces")
                 for path in sorted((root / folder).glob("*.json"))]
    results = different = 0
    with tempfile.TemporaryDirectory() as name:
        for scenario in scenarios:
            pictures, folder = scenario.parent.name == "scenarios", pathlib.Path(name)
            here = made([program], scenario, folder, pictures)
            there = made(other, scenario, folder, pictures)
            results += len(here)
            for what in sorted({*here, *there}):
                if here.get(what) != there.get(what):
                    different += 1
                    print(f"{scenario.name}: {what} differs", flush=True)
    print(f"{len(scenarios)} scenarios, {results} results compared, {different} differ")
    return different > 0


if __name__ == "__main__":
    sys.exit(main())
