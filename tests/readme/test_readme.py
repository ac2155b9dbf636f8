"""README.md and src/README.md: commands that run, output that is so, files that are there."""
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ROOT, CMAKE = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
PAGE, HOUSE = (ROOT / "README.md").read_text(), (ROOT / "src/README.md").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
LESSON = next(text for kind, text in BLOCKS if kind == "json")
HEADLESS = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


class Page(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "build").mkdir()
        (self.folder / "build/interleave").symlink_to(PROGRAM)
        (self.folder / "mine.json").write_text(LESSON)

    def do(self, command, **options):
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=100,
                              stdin=subprocess.DEVNULL, **{"env": HEADLESS} | options)


class Readme(Page):
    def test_every_link_leads_somewhere(self):
        for page, text in ((ROOT, PAGE), (ROOT / "src", HOUSE)):
            for link in re.findall(r"\]\(([^)#:]+)\)", text):
                self.assertTrue((page / link).exists(), link)
        self.assertEqual(2, len(re.findall(r"^!\[[^]]+\]\(assets/", PAGE, re.M)))

    def test_the_limits_are_the_program_s(self):
        promised = PAGE.partition("\n## Security\n")[2].partition("\n## ")[0]
        attacked = (ROOT / "tests/fuzz/README.md").read_text()
        numbers = dict(re.findall(r"^LIMIT\((\w+), (\d+),", (ROOT / "src/sim/limits.def").read_text(), re.M))
        self.assertEqual({"STEPS", "TURNS", "PRINTS", "MEGABYTES"}, {*numbers})
        for number in numbers.values():
            self.assertIn(f" {int(number):,} ", promised.replace("\n", " "))
        self.assertIn(f"`--max-memory` is {int(numbers['MEGABYTES']):,};", attacked)

    def test_output_is_what_the_program_prints(self):
        blocks = [text for kind, text in BLOCKS if kind == "console"]
        self.assertEqual(2, len(blocks))
        for block in blocks:
            command, _, wanted = block.partition("\n")
            if "check" in command:
                wrong = LESSON.replace('"sleep"', '"sleeep"')
                (self.folder / "mine.json").write_text(wrong)
            done = self.do(shlex.split(command.removeprefix("$ ")))
            self.assertEqual(wanted, done.stdout + done.stderr)

    def test_the_commands_of_the_first_scenario_run(self):
        commands = [line.split("#")[0].strip() for kind, text in BLOCKS if kind == "sh"
                    for line in text.splitlines()
                    if re.search(r"mine\.(json|png|py) +#", line) and "--from" not in line]
        self.assertGreater(len(commands), 4)
        for command in commands:
            done = self.do(shlex.split(command))
            played = command == "build/interleave mine.json"
            self.assertEqual(4 if played else 0, done.returncode, (command, done.stderr))
        self.assertTrue({"mine.png", "mine.py"} <= {p.name for p in self.folder.iterdir()})

    def test_lessons_by_number_and_explained_words(self):
        for command in re.findall(r"`build/(interleave (?:list|explain|new)[^`]*)`", PAGE):
            done = self.do(shlex.split(f"build/{command}"))
            self.assertEqual(0, done.returncode, (command, done.stderr))

    def test_a_step_means_the_python_beside_it(self):
        pairs = re.findall(r'`(\{"[^`]+\})`\s+is\s+`([^`]+)`', PAGE)
        self.assertEqual(3, len(pairs))
        for step, python in pairs:
            scenario = {"coroutines": {"fetch(n)": [{"sleep": "n"}], "main()": [json.loads(step)]},
                        "timelines": [{"run": "main()"}]}
            (self.folder / "step.json").write_text(json.dumps(scenario))
            done = self.do(["build/interleave", "export", "step.json", "-o", "-", "--format", "py"])
            self.assertIn(f"    {python}\n", done.stdout)


class Start(Page):
    """The first commands, with stand-ins for what would change the machine."""

    def stand_in(self, name):
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>{self.folder}/log\n'
                        + ('exec "$@"\n' if name == "sudo" else ""))
        path.chmod(0o755)

    def log(self, *stand_ins):
        for name in stand_ins:
            self.stand_in(name)
        (self.folder / "log").write_text("")
        for line in [text for kind, text in BLOCKS if kind == "sh"][:2]:
            done = self.do(["/bin/sh", "-c", line], env={"PATH": str(self.folder / "bin")})
            self.assertEqual(0, done.returncode, done.stderr)
        return (self.folder / "log").read_text().splitlines()

    def test_as_root_without_sudo_and_as_a_user_with_it(self):
        bare = self.log("apt-get", "cmake", "cpack")
        self.assertEqual("apt-get update", bare[0])
        self.assertEqual(["cmake --preset default", "cmake --build --preset default",
                          "cmake --build --preset default --target start", "cpack "], bare[2:6])
        self.assertRegex(bare[6], r"^apt-get install -y ./build/interleave_.*\.deb$")
        with_sudo = self.log("sudo")
        self.assertEqual(bare, [line for line in with_sudo if not line.startswith("sudo")])
        self.assertEqual(3, sum(line.startswith("sudo apt-get") for line in with_sudo))

    def test_its_packages_are_those_that_the_tests_install(self):
        wanted = re.search(r"--no-install-recommends ([^&]*)&&", PAGE)[1].split()
        installed = (ROOT / "tests/run").read_text().split()
        self.assertGreater(len(wanted), 12)
        self.assertEqual([], [name for name in wanted if name not in installed])

    def start(self, **variables):
        lessons = self.folder / "lessons"
        lessons.mkdir(exist_ok=True)
        (lessons / "one.json").write_text(LESSON)
        return self.do([CMAKE, f"-DPROGRAM={PROGRAM}", f"-DLESSONS={lessons}",
                        f"-DPICTURES={self.folder}/pictures", f"-DHERE={self.folder}", "-P",
                        f"{ROOT}/assets/start.cmake"], env=HEADLESS | variables)

    def test_where_there_is_no_display_it_says_how_to_see_the_pictures(self):
        for variables in ({}, {"DISPLAY": ":nowhere"}):
            done = self.start(**variables)
            self.assertEqual(0, done.returncode, done.stderr)
            for words in ("Painting 1 lessons", f"1 pictures in {self.folder}/pictures", "Next",
                          "new mine.json", "no display here", "scp -r", "http.server"):
                self.assertIn(words, done.stderr + done.stdout)
            self.assertEqual(["one.png"], os.listdir(self.folder / "pictures"))


class House(unittest.TestCase):
    def test_the_files_that_are_named_are_there(self):
        for name in re.findall(r"`((?:src|tests|scenarios)/[\w./-]*)`", HOUSE):
            if "NAME" in name:
                pattern = re.sub("NAME", "*", name)
                self.assertTrue(list(ROOT.glob(pattern)), name)
            else:
                self.assertTrue((ROOT / name).exists(), name)

    def test_every_list_has_its_door(self):
        lists = {str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("*.def")}
        self.assertEqual(set(), lists - set(re.findall(r"`([\w./]+\.def)`", HOUSE)),
                         "the doors of src/README.md")

    def test_every_folder_of_tests_is_told(self):
        told = set(re.findall(r"`(\w+)/`", HOUSE.split("## The house")[0]))
        there = {path.name for path in (ROOT / "tests").iterdir()
                 if path.is_dir() and list(path.glob("*"))} - {"__pycache__"}
        self.assertEqual(there, told - {"src", "tests"}, "the table of src/README.md")

    def test_the_presets_are_there(self):
        presets = json.loads((ROOT / "CMakePresets.json").read_text())
        names = {preset["name"] for preset in presets["configurePresets"]}
        told = re.search(r"Presets: (.*?)\.\s", HOUSE, re.S)[1]
        self.assertEqual(names, set(re.findall(r"`(\w+)`", told)))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
