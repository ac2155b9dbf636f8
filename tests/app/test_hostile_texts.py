"""What may steer a terminal, turn its text round, end a line or leave a text: in every place of a
scenario that takes one, in names of files and in options. Nothing of it comes out, in no command, no
format there is and not in the window.

    test_hostile_texts.py PROGRAM ROOT
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ROOT = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
sys.path[:0] = [str(ROOT / "tests/fuzz")]
from hostile import CODE, MARKUP, everywhere  # noqa: E402
from watch import (check_json, check_lines, check_png, check_python, check_svg,  # noqa: E402
                   check_terminal, check_text)

FORMATS = re.findall(r"FORMAT\((\w+)\)", (ROOT / "src/export/formats.def").read_text())
COMMANDS = re.findall(r'COMMAND\(\w+, "(\w+)"', (ROOT / "src/app/commands.def").read_text())
KINDS = {
    "C0": "".join(map(chr, range(1, 32))), "DEL and C1": "".join(map(chr, range(127, 160))),
    "sequences": "\x1b]0;owned\x07\x1b[2J\x9b31m\x1bP+q\x1b\\\x90\x9d", "a line's end": "a\r\nb\x85c\u2028d\u2029",
    "turned round": "\u202e\u2066gnp\u2069\u202c\u200f\u200e\u061c\u202a\u202b\u202d\u2067\u2068",
    "no letters": "\ufeff\ufffe\uffff\ufff9\ufdd0\U000e0001\U0001fffe\U0010ffff", "NUL": "a\0b", "markup": MARKUP,
    "code": CODE}
MARK = "Xyzzy"  # to be found nowhere in what has no place for words


def check_pdf(data, path):
    """Title, subject and bookmarks."""
    told = subprocess.run(["pdfinfo", "-enc", "UTF-8", path], capture_output=True, check=True).stdout
    return check_text(told.decode().replace("\r\n", "\n"))


def check_chunks(data):
    at, found = 8, check_png(data)
    while at < len(data) and not found:
        length, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        if kind in (b"tEXt", b"iTXt"):
            found = check_text(data[at + 8:at + 8 + length].replace(b"\0", b"").decode())
        at += length + 12
    return found


def check_html(data):
    text = data.decode()
    lessons = json.loads(re.search(r"<script>(.*?)</script>", text, re.S)[1])
    return check_text(text) or ("" if text.count("<") == 4 and lessons else "markup")


def check_mark(data):
    return "words" if MARK.encode() in data or MARK.encode("utf-16-be") in data else ""


CHECKS = {"png": check_chunks, "svg": check_svg, "py": check_python, "json": check_json,
          "jsonl": check_lines, "txt": check_terminal, "html": check_html, "gif": check_mark,
          "mp4": check_mark, "webm": check_mark, "webp": check_mark}


class Texts(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        page = "<title><!--title--></title><script><!--lessons--></script>"
        (self.folder / "lesson.html").write_text(page)
        self.environment = {**os.environ, "INTERLEAVE_WEB": str(self.folder), "TERM": "xterm",
                            "XDG_STATE_HOME": str(self.folder), "NO_COLOR": ""}
        self.environment.pop("DISPLAY", None)

    def start(self, *arguments, lines=False, **more):
        """The exit code; what was said is looked at."""
        options = {"stdin": subprocess.DEVNULL, **more}
        done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=self.environment,
                              capture_output=True, timeout=300, **options)
        self.assertIn(done.returncode, range(5), (arguments, done.stderr[-500:]))
        for text in (done.stdout, done.stderr):
            self.assertEqual("", check_terminal(text), arguments)
        if lines:
            self.assertEqual("", check_lines(done.stdout), arguments)
        return done.returncode

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return path

    def test_commands(self):
        for kind, text in KINDS.items():
            with self.subTest(kind=kind):
                path = self.write("a.json", everywhere(text))
                for command in ("run", "check", "quiz"):
                    self.start(command, path)
                self.start("quiz", path, input=f"{text}\n".encode(), stdin=None)
                self.start("trace", "--all", path, lines=True)
                for stage in ("scenario", "trace", "timeline", "picture"):
                    self.start("--dump", stage, path)
                self.start("quiz", path, "--answers", self.write("b.json", json.dumps(
                    {text: {"prints": [text], "ends": {text: 1}, "total": text}})))
                self.start("export", path, "-o", "a.txt", "--at", "99")

    def test_formats(self):
        every = "".join(KINDS.values()).replace("\0", "")
        path = self.write("a.json", everywhere(MARK + every))
        for name in FORMATS:
            film = ["--size", "320x180", "--length", "1", "--fps", "1"]
            for way in {"svg": [["--animate"], ["--fragments"]], "png": [["--panels", "all"]],
                        "gif": [film], "mp4": [film], "webm": [film], "webp": [film]}.get(name, [[]]):
                with self.subTest(name=name, way=way):
                    out = self.folder / f"out.{name}"
                    self.assertEqual(0, self.start("export", path, "-o", out, *way))
                    data = out.read_bytes()
                    found = check_pdf(data, out) if name == "pdf" else CHECKS[name](data)
                    self.assertEqual("", found)

    def test_mistakes(self):
        for kind, text in KINDS.items():
            words = [json.dumps({text: 1}), json.dumps({"coroutines": {"main()": [{text: 1}]}}),
                     f'{{"title": "{text}', text, f'{{"a": {text}}}', f"import {text}",
                     json.dumps({"coroutines": {text: []}, "timelines": [{"run": text}]}),
                     json.dumps({"coroutines": {"main()": [
                         {"await": text}, {"let": {text: text}}, {"print": "{" + text + "}"},
                         {"print": 1, text: 2}, {"call": f"x.{text}()"}, {"raise": f"E('{text}"}]},
                         "timelines": [{"run": "main()", text: 1}]}),
                     json.dumps({"event": "trace", "version": 1, "title": text}) + "\n" + text]
            for number, word in enumerate(words):
                path = self.write("a.json", word)
                with self.subTest(kind=kind, number=number):
                    for how in ("human", "short", "json"):
                        self.start("check", "--diagnostics", how, path)
                    self.start("check", "--fix", path)
                    self.start("export", path, "-o", "out.png")
                    self.start("verify", path, "--python", "/bin/false")

    def test_options_and_names_of_files(self):
        """In each option of each command, as FILE and as the name of what is written."""
        lesson = ROOT / "scenarios/03-two-awaits.json"
        options = re.findall(r'OPTION\(\w+, "([\w-]+)"',
                             (ROOT / "src/app/options.def").read_text())
        self.assertGreater(len(options), 30)
        for kind, text in KINDS.items():
            text = text.replace("\0", "")
            with self.subTest(kind=kind):
                for command in COMMANDS:
                    self.start(command, "/nothing/" + text, "--script", "/dev/null")
                self.start(text)
                for option in options:
                    self.start("export", lesson, "-o", "/nothing/a.png", f"--{option}={text}")
                for name in (f"a{text}.json", "/nothing/" + text + ".png", f".{text}"):
                    self.start("export", lesson, "-o", name)
                    self.start("record", "-o", name, "--", "/nothing/" + text)
                self.start("run", lesson, "--python", text)
                odd = self.folder / f"odd {text.replace('/', '')}.json"
                odd.write_bytes(lesson.read_bytes())
                for command in ("run", "check", "trace", "quiz"):
                    self.start(command, odd)
                self.start("export", odd, self.write("wrong.json", "{"), "-o", "out.pdf")
                self.start("export", odd, "-o", f"{self.folder}/", "--format", "png,txt,svg")
                for path in self.folder.glob("odd *"):
                    path.unlink()

    def test_window(self):
        keys = self.write("keys", "size 1280 720\nkey End\nstate\npicture\nkey p\nkey ?\nstate\n")
        for kind, text in KINDS.items():
            with self.subTest(kind=kind):
                self.start(self.write("a.json", everywhere(text)), "--script", keys)
                self.start(self.write("b.json", json.dumps({text: text})), "--script", keys)

    def test_a_folder_of_lessons(self):
        """What a hostile folder of scenarios does to the list and to the gallery."""
        folder = self.folder / "lessons"
        folder.mkdir()
        os.mkfifo(folder / "01-pipe.json")
        (folder / "02-zero.json").symlink_to("/dev/zero")
        (folder / "03-circle.json").symlink_to("03-circle.json")
        (folder / "04-folder.json").mkdir()
        (folder / "05-deep.json").write_text("[" * 5_000_000)
        (folder / "06-long-{}.json".format("x" * 200)).write_text("{")
        for number, text in enumerate(KINDS.values()):
            name = text.replace("\0", "").replace("/", "")[:40]
            scenario = {"chapter": text, **json.loads(everywhere(text))}
            (folder / f"{number + 10}-{name}.json").write_text(json.dumps(scenario))
        self.environment["INTERLEAVE_SCENARIOS"] = str(folder)
        self.assertEqual(0, self.start("list"))
        for name in ("01", "circle", "03-circle", "x" * 5000, "../a", "04-folder"):
            self.assertEqual(3, self.start("check", name))
        keys = ["size 1280 720", "state", "picture", *["key Down", "key Return", "state", "key Escape"] * 16]
        self.assertEqual(0, self.start("--script", self.write("keys", "\n".join(keys) + "\n")))

    def test_many_notes(self):
        """Each of them is looked at once, not for each of the others."""
        path = self.write("a.json", json.dumps({"coroutines": {"main()": [{"note": "n"}] * 200_000},
                                                "timelines": [{"run": "main()"}]}))
        self.assertEqual(0, self.start("export", path, "-o", "out.png"))

    def test_bytes_that_are_no_letters(self):
        raw = b'{"title": "\xff\xfe\xc0\x80\xed\xa0\x80\xf5\x1b[2J", "\x9b": "\xe2\x80\xae"}\x9b'
        path = self.folder / "a.json"
        path.write_bytes(raw)
        for command in ("run", "check", "trace", "quiz"):
            self.assertEqual(1, self.start(command, path))
        name = os.fsencode(self.folder) + b"/\xff\xe2\x80\x1b.json"
        for command in ("run", "check"):
            self.assertEqual(3, self.start(command, name))
        self.start("export", ROOT / "scenarios/03-two-awaits.json", "-o", name)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
