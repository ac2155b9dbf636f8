"""Runs the program on a scenario in every way, and says what it must never do.

`Watch.look(name, text)` gives the list of what went wrong: crashes, sanitizer reports, time and
memory beyond the limits, wrong exit codes, files beside or without the named one, and bytes that
no terminal, SVG or Python program must get.
"""
import ast
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ElementTree

# Steers a terminal, or turns its text round: all of C0 but the newline, DEL, C1, bidi.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SVG_TAGS = {"svg", "title", "desc", "style", "defs", "clipPath", "rect", "line", "path", "circle",
            "text", "tspan", "g", "polygon", "polyline", "use", "symbol", "pattern"}
PYTHON_NAMES = {"__name__", "__main__"}
PYTHON_MODULES = {"asyncio", "time", "random", "traceback", "sys", "ThreadPoolExecutor"}
PYTHON_FORBIDDEN = {"eval", "exec", "compile", "open", "__import__", "getattr", "globals", "input",
                    "breakpoint"}
ANIMATED = ["--at", "0", "--panels", "python,output,loop,narration", "--theme", "dark"]

COMMANDS = {
    "trace": ["trace", "IN"],
    "run": ["run", "IN"],
    "check": ["check", "IN"],
    "check-short": ["check", "--diagnostics", "short", "IN"],
    "check-json": ["check", "--diagnostics", "json", "IN"],
    "dump-scenario": ["--dump", "scenario", "IN"],
    "dump-trace": ["--dump", "trace", "IN"],
    "dump-timeline": ["--dump", "timeline", "IN"],
    "dump-picture": ["--dump", "picture", "IN"],
    "png": ["export", "IN", "-o", "out.png"],
    "png-panels": ["export", "IN", "-o", "out.png", "--size", "320x180", *ANIMATED],
    "svg": ["export", "IN", "-o", "out.svg"],
    "svg-panels": ["export", "IN", "-o", "out.svg", "--outlines", *ANIMATED],
    "svg-animate": ["export", "IN", "-o", "out.svg", "--animate"],
    "txt": ["export", "IN", "-o", "out.txt"],
    "txt-ascii": ["export", "IN", "-o", "out.txt", "--ascii", "--width", "40"],
    "py": ["export", "IN", "-o", "out.py"],
    "json": ["export", "IN", "-o", "out.json"],
    "jsonl": ["export", "IN", "-o", "out.jsonl"],
}


def check_text(text):
    found = UNSAFE.search(text)
    return f"{ascii(found[0])} in {ascii(text[max(0, found.start() - 40):][:80])}" if found else ""


def check_terminal(data):
    try:
        return check_text(data.decode())
    except UnicodeDecodeError as error:
        return f"no UTF-8: {error}"


def check_svg(data):
    for element in ElementTree.fromstring(data).iter():
        tag = element.tag.rpartition("}")[2]
        if tag not in SVG_TAGS:
            return f"<{tag}>"
        for key, value in element.attrib.items():
            if key.lower().startswith("on"):
                return f"attribute {key}"
            if key.endswith("href") and not value.startswith("#"):
                return f"link {value[:60]}"
        if tag == "style" and re.search(r"@import|url\((?!#|data:font)|expression", element.text or ""):
            return "style " + element.text[:200]
    return ""


def check_python(data):
    text = data.decode()
    if found := check_text(text.replace("\t", "")):
        return found
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name in node.names:
                if name.name.partition(".")[0] not in PYTHON_MODULES:
                    return f"import {name.name}"
        if isinstance(node, ast.Name) and (node.id in PYTHON_FORBIDDEN or
                                           node.id.startswith("__") and node.id not in PYTHON_NAMES):
            return f"name {node.id}"
        if isinstance(node, ast.Attribute) and node.attr.startswith("__"):
            return f"attribute {node.attr}"
    return ""


def check_png(data):
    return "" if data.startswith(b"\x89PNG\r\n") and data[-8:-4] == b"IEND" else "no PNG"


def check_json(data):
    json.loads(data)
    return check_text(data.decode())


def check_lines(data):
    for line in data.decode().split("\n")[:-1]:
        json.loads(line)
    return check_text(data.decode())


CHECKS = {"svg": check_svg, "py": check_python, "png": check_png, "json": check_json,
          "jsonl": check_lines, "txt": check_terminal}


class Watch:
    def __init__(self, program, *, seconds=20, memory=None, kilobytes=2_700_000, options=()):
        self.program = os.path.abspath(program)
        self.seconds, self.memory = seconds, memory
        self.kilobytes, self.options = kilobytes, list(options)
        self.folder = tempfile.mkdtemp(prefix="interleave-fuzz-")
        self.environment = {**os.environ, "UBSAN_OPTIONS": "print_stacktrace=1",
                            "ASAN_OPTIONS": "detect_leaks=1:exitcode=99:abort_on_error=0"}

    def close(self):
        shutil.rmtree(self.folder)

    def limit(self):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if self.memory:
            resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))

    def start(self, command, path):
        """(exit code, standard output and error, seconds, peak kilobytes); -9 where out of time."""
        arguments = [path if part == "IN" else part for part in command]
        out, err = (os.path.join(self.folder, name) for name in (".stdout", ".stderr"))
        began = time.monotonic()
        with open(out, "wb") as stdout, open(err, "wb") as stderr:
            child = subprocess.Popen([self.program, *arguments, *self.options], stdout=stdout,
                                     stderr=stderr, stdin=subprocess.DEVNULL, cwd=self.folder,
                                     env=self.environment, preexec_fn=self.limit)
            while True:
                pid, status, usage = os.wait4(child.pid, os.WNOHANG)
                if pid:
                    break
                if time.monotonic() - began > self.seconds:
                    child.send_signal(signal.SIGKILL)
                    pid, status, usage = os.wait4(child.pid, 0)
                    break
                time.sleep(0.002)
        child.returncode = os.waitstatus_to_exitcode(status)
        with open(out, "rb") as stdout, open(err, "rb") as stderr:
            texts = stdout.read(), stderr.read()
        return (child.returncode, *texts, time.monotonic() - began, usage.ru_maxrss)

    def judge(self, name, command, path):
        before = set(os.listdir(self.folder))
        code, out, err, seconds, kilobytes = self.start(command, path)
        produced = [entry for entry in os.listdir(self.folder) if entry not in before and
                    entry not in (".stdout", ".stderr")]
        wrong = []
        if code == -9 and seconds > self.seconds:
            wrong.append(f"takes more than {self.seconds} s")
        elif code not in (0, 1):
            wrong.append(f"exit code {code}")
        if b"Sanitizer" in err or b"runtime error" in err or b"Assertion" in err:
            wrong.append("sanitizer: " + err[-3000:].decode(errors="replace"))
        elif code not in (0, 1):
            wrong.append(ascii(err[-300:]))
        if kilobytes > self.kilobytes:
            wrong.append(f"{kilobytes} kB")
        if found := check_terminal(err):
            wrong.append("stderr: " + found)
        if name not in ("trace",) and (found := check_terminal(out)):
            wrong.append("stdout: " + found)
        named = command[command.index("-o") + 1] if "-o" in command else None
        if code == 0 and named and named not in produced:
            wrong.append("no file")
        if code == 1 and produced:
            wrong.append(f"exit code 1, and files {produced}")
        for entry in produced:
            full = os.path.join(self.folder, entry)
            if entry != named:
                wrong.append(f"file {entry}")
            elif code == 0:
                with open(full, "rb") as file:
                    data = file.read()
                try:
                    found = CHECKS[entry.rpartition(".")[2]](data)
                except RecursionError:
                    found = ""
                except Exception as error:
                    found = f"{type(error).__name__}: {error}"
                if found:
                    wrong.append(f"{entry}: {found}")
            os.remove(full)
        if name == "trace" and code == 0:
            try:
                self.ends = [json.loads(line)["outcome"] for line in out.decode().split("\n")
                             if '"end"' in line and json.loads(line)["event"] == "end"]
                if found := check_lines(out):
                    wrong.append("stdout: " + found)
            except ValueError as error:
                wrong.append(f"stdout: {error}")
        return code, wrong, seconds, kilobytes

    def look(self, name, text, commands=None):
        path = os.path.join(self.folder, "hostile.json")
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        found, loads = [], None
        for command in commands or COMMANDS:
            code, wrong, seconds, kilobytes = self.judge(command, COMMANDS[command], path)
            if command == "trace":
                loads = code
                self.slow = seconds
            elif loads in (0, 1) and code in (0, 1):
                expected = loads
                if command == "run" and loads == 0:
                    expected = int(any(end != "done" for end in self.ends))
                if code != expected:
                    wrong.append(f"exit code {code}, and {expected} expected")
            self.worst = max(getattr(self, "worst", (0, "")), (seconds, f"{name} {command}"))
            self.most = max(getattr(self, "most", (0, "")), (kilobytes, f"{name} {command}"))
            found += [f"{name} {command}: {line}" for line in wrong]
            if any("takes more" in line for line in wrong):
                break
        return found
