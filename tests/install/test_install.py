"""Installed in an empty root, used there as a user would, and removed without a trace: by cmake,
and as the Debian package."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

CMAKE, BUILD, ROOT, SANITIZED = sys.argv[1:5]
SHARE = "usr/share"
WANTED = [
    "usr/bin/interleave", f"{SHARE}/interleave/scenarios/06-side-by-side.json",
    f"{SHARE}/interleave/fonts/Inter-Regular.otf",
    f"{SHARE}/interleave/scenario.schema.json", f"{SHARE}/man/man1/interleave.1",
    f"{SHARE}/bash-completion/completions/interleave",
    f"{SHARE}/zsh/vendor-completions/_interleave",
    f"{SHARE}/fish/vendor_completions.d/interleave.fish",
    f"{SHARE}/applications/interleave.desktop", f"{SHARE}/mime/packages/interleave.xml",
    f"{SHARE}/icons/hicolor/scalable/apps/interleave.svg", f"{SHARE}/doc/interleave/copyright",
]


def do(*command, **options):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=200,
                          **options)
    if done.returncode:
        raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


def files(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir())


class Installed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.root, self.home = self.folder / "root", self.folder / "home"
        self.home.mkdir()
        self.user = {"HOME": str(self.home), "PATH": f"{self.root}/usr/bin:/usr/bin:/bin",
                     "LC_ALL": "C.UTF-8"}
        self.user |= {name: os.environ[name] for name in ("ASAN_OPTIONS",) if name in os.environ}

    def use(self):
        there = files(self.root)
        for name in WANTED:
            self.assertIn(name, there)
        self.assertEqual([], [name for name in there if not name.startswith(("usr/", "var/"))])
        self.use_program()
        self.use_shells()
        self.use_desktop()
        self.use_window()
        self.assertEqual(there, files(self.root))  # nothing was written beside it

    def use_program(self):
        lessons = do("interleave", "list", env=self.user).splitlines()
        self.assertGreater(len(lessons), 30)
        do("interleave", "new", "mine.json", "--from", "4", env=self.user, cwd=self.home)
        do("interleave", "export", "mine.json", "gather", "-o", "out/", "--size", "640x360",
           env=self.user, cwd=self.home)
        self.assertEqual(2, len(list((self.home / "out").glob("*.png"))))
        schema = self.root / SHARE / "interleave/scenario.schema.json"
        self.assertEqual(do("interleave", "schema", env=self.user), schema.read_text())

    def use_shells(self):
        share = self.root / SHARE
        done = do("bash", "-c", f"source {share}/bash-completion/completions/interleave; "
                                "COMP_WORDS=(interleave export --format pd); COMP_CWORD=3; "
                                "_interleave; echo ${COMPREPLY[@]}", env=self.user)
        self.assertEqual("pdf\n", done)
        page = (share / "man/man1/interleave.1").read_text()
        self.assertTrue(page.startswith(".TH INTERLEAVE 1 "))
        self.assertIn("\\-\\-embed\\-fonts", page)

    def use_desktop(self):
        share = self.root / SHARE
        if shutil.which("desktop-file-validate"):
            self.assertEqual("", do("desktop-file-validate",
                                    share / "applications/interleave.desktop"))
        if shutil.which("update-mime-database"):
            shutil.copytree(share / "mime", self.folder / "mime")
            do("update-mime-database", self.folder / "mime")
            self.assertIn("80:application/x-interleave+json:*.interleave.json",
                          (self.folder / "mime/globs2").read_text())
        do("xmllint", "--noout", "--nonet", share / "mime/packages/interleave.xml")
        do("rsvg-convert", share / "icons/hicolor/scalable/apps/interleave.svg", "-o",
           self.folder / "icon.png")

    def use_window(self):
        reading, writing = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0",
                                   "1280x800x24"], pass_fds=[writing], stderr=subprocess.DEVNULL)
        self.addCleanup(server.kill)
        os.close(writing)
        with os.fdopen(reading) as said:
            display = said.readline().strip()
        environment = self.user | {"DISPLAY": f":{display}", "SDL_VIDEODRIVER": "x11"}
        window = subprocess.Popen(["interleave", "gather", "--paused"], env=environment,
                                  stderr=subprocess.PIPE, text=True)
        self.addCleanup(window.kill)
        found = do("xdotool", "search", "--sync", "--onlyvisible", "--name", "gather",
                   env=environment).split()
        self.assertTrue(found)
        do("xdotool", "key", "ctrl+q", env=environment)
        with window.stderr:
            self.assertEqual((0, ""), (window.wait(20), window.stderr.read()))
        server.terminate()
        server.wait(20)

    def test_by_cmake(self):
        build = self.folder / "list"
        environment = dict(os.environ, DESTDIR=str(self.root))
        do(CMAKE, "--install", BUILD, "--prefix", "/usr", env=environment)
        shutil.move(f"{BUILD}/install_manifest.txt", build)
        self.use()
        do(CMAKE, f"-DLIST={build}", "-P", f"{ROOT}/assets/install/uninstall.cmake",
           env=environment)
        self.assertEqual([], files(self.root))
        self.assertEqual([], [path for path in self.root.rglob("interleave")])

    @unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "dpkg-dev is not installed")
    @unittest.skipIf(SANITIZED == "1", "a package is made of what ships")
    def test_as_a_package(self):
        do("cpack", "--config", f"{BUILD}/CPackConfig.cmake", "-B", self.folder / "packed")
        package = next((self.folder / "packed").glob("interleave_*.deb"))
        told = do("dpkg-deb", "-f", package, "Depends", "Recommends")
        late = [re.search(r'LATE_FILE "(.+)"', path.read_text())
                for path in pathlib.Path(ROOT).glob("src/*/*.c")]
        for library in filter(None, late):  # opened when needed, which dpkg-shlibdeps does not see
            owner = do("dpkg", "-S", library[1]).split(":")[0]
            self.assertRegex(told, rf"Depends:.*\b{re.escape(owner)}\b")
        for word in ("libsdl2-2.0-0", "libsdl2-ttf-2.0-0", "libcairo2", "libcjson1", "ffmpeg"):
            self.assertIn(word, told)
        for line in do("dpkg-deb", "-c", package).splitlines():
            self.assertRegex(line, r"^(d|-)rw[x-]r-[x-]r-[x-] root/root ")
        for name in ("info", "updates", "triggers"):
            (self.root / "var/lib/dpkg" / name).mkdir(parents=True)
        for name in ("status", "available"):
            (self.root / "var/lib/dpkg" / name).touch()
        dpkg = ("dpkg", f"--root={self.root}", "--force-depends", "--force-not-root",
                "--force-script-chrootless", "--log=/dev/null")
        do(*dpkg, "-i", package)
        self.use()
        do(*dpkg, "-P", "interleave")
        self.assertEqual([], [name for name in files(self.root)
                              if not name.startswith("var/lib/dpkg/") or "interleave" in name])
        self.assertEqual([], list(self.root.rglob("interleave*")))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
