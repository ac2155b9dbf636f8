"""Every format, opened by a reader that is not ours."""
import base64
import json
import os
import pathlib
import re
import xml.etree.ElementTree as ElementTree

from tools import HOSTILE, PROGRAM, ROOT, SCENARIOS, Case, foreign, main, run


class Png(Case):
    def test_every_lesson_is_a_valid_png_of_the_asked_size(self):
        run("export", *SCENARIOS, "-o", f"{self.out}/", "--size", "1280x720")
        pictures = sorted(self.out.glob("*.png"))
        self.assertEqual([p.stem for p in SCENARIOS], [p.stem for p in pictures])
        for picture in pictures:
            said = foreign("pngcheck", "-v", picture)
            self.assertIn("1280 x 720", said)
            self.assertIn("pHYs", said)
            self.assertNotIn("tIME", said)

    def test_a_slide_of_a_lesson_is_indexed_and_small(self):
        run("export", *SCENARIOS, "-o", f"{self.out}/")
        for picture in self.out.glob("*.png"):
            data = picture.read_bytes()
            self.assertEqual(3, data[25], picture.name)  # of IHDR: colours by number
            self.assertLess(len(data), 155_000, picture.name)

    def test_stdout(self):
        data = run("export", SCENARIOS[0], "-o", "-", "--format", "png")
        self.assertTrue(data.startswith(b"\x89PNG\r\n"))


class Svg(Case):
    def test_every_lesson_is_strict_xml_small_and_harmless(self):
        for scenario in SCENARIOS:
            picture = self.out / f"{scenario.stem}.svg"
            run("export", scenario, "-o", picture)
            foreign("xmllint", "--noout", "--nonet", picture)
            text = picture.read_text()
            shapes = re.findall(r'<path fill="[^"]+" transform="[^>]+>', text)  # of words
            self.assertLess(len(text) - sum(map(len, shapes)), 60_000, scenario.name)
            self.assertLess(len(text), 90_000, scenario.name)
            self.assertNotRegex(text, r"<script|href|javascript:|on\w+=")

    def test_hostile_text_stays_text(self):
        source = self.out / "hostile.json"
        source.write_text(json.dumps(HOSTILE))
        run("export", source, "-o", self.out / "hostile.svg")
        foreign("xmllint", "--noout", "--nonet", self.out / "hostile.svg")
        names = {node.tag.split("}")[1] for node in
                 ElementTree.parse(self.out / "hostile.svg").iter()}
        self.assertNotIn("script", names)
        self.assertNotIn("b", names)

    def test_outlines_hold_no_text(self):
        run("export", SCENARIOS[0], "-o", self.out / "a.svg", "--outlines")
        foreign("xmllint", "--noout", self.out / "a.svg")
        self.assertNotIn("<text", (self.out / "a.svg").read_text())

    def names(self, *arguments):
        """What an SVG names for itself: ids, classes, key frames, font families."""
        text = run("export", *arguments, "-o", "-", "--format", "svg").decode()
        names = set(re.findall(r'\bid="([^"]+)"|@keyframes (\S+?){|font-family:([^;]+);', text))
        for group in re.findall(r'class="([^"]+)"', text):
            names |= {("", word, "") for word in group.split()}
        return {"".join(name) for name in names}

    def test_two_in_one_page_do_not_disturb_each_other(self):
        for options in (["--animate"], ["--embed-fonts"], ["--animate", "--once"], []):
            one = self.names(SCENARIOS[5], *options)
            other = self.names(SCENARIOS[6], *options)
            self.assertGreater(len(one), 1)
            self.assertEqual(set(), one & other, options)

    def test_it_tells_what_it_is(self):
        text = run("export", SCENARIOS[5], "-o", "-", "--format", "svg").decode()
        root = ElementTree.fromstring(text)
        self.assertEqual("img", root.get("role"))
        told = {node.get("id"): node.text for node in root if node.get("id")}
        title, description = (told[name] for name in root.get("aria-labelledby").split())
        self.assertEqual("Two tasks beat two awaits", title)
        self.assertIn("three ways", description)
        self.assertIn("Three timelines on an axis from 0 to 3 s.", description)
        self.assertIn("Two waits go on together from 0 s to 1 s.", description)
        sheet = run("export", SCENARIOS[5], "-o", "-", "--format", "svg", "--blank").decode()
        self.assertNotIn("go on together", sheet)

    def test_hostile_words_beside_the_picture_are_clean(self):
        source = self.out / "hostile.json"
        source.write_text(json.dumps(HOSTILE | {"title": "a\u202eb\u0085c\u2066", "description":
                                                "\u200f\u009b\n!"}))
        text = run("export", source, "-o", "-", "--format", "svg").decode()
        self.assertEqual([], re.findall("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x7f-\x9f]", text))

    def test_no_pattern_and_no_style_sheet(self):
        for scenario in SCENARIOS:
            text = run("export", scenario, "-o", "-", "--format", "svg").decode()
            self.assertNotRegex(text, "<pattern|<style")

    def test_text_stays_near_where_inter_is_not(self):
        """In librsvg, which knows of no textLength, with DejaVu alone: none leaves the picture."""
        settings = self.out / "fonts.conf"
        settings.write_text(f"<fontconfig><dir>{PROGRAM.parent}/fonts/none</dir><dir>{self.out}"
                            f"</dir><cachedir>{self.out}/cache</cachedir></fontconfig>")
        for font in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
            (self.out / font).symlink_to(PROGRAM.parent / "fonts" / font)
        for scenario in SCENARIOS[::3]:
            svg, png = self.out / "a.svg", self.out / "a.png"
            run("export", scenario, "-o", svg)
            foreign("rsvg-convert", svg, "-o", png, env=os.environ | {"FONTCONFIG_FILE": settings})
            edge = foreign("convert", png, "-gravity", "east", "-crop", "12x0+0+0", "+repage",
                           "-format", "%k", "info:")
            self.assertEqual("1", edge, scenario.name)

    def test_fonts_inside_are_fonts(self):
        text = run("export", SCENARIOS[5], "-o", "-", "--format", "svg", "--embed-fonts").decode()
        rules = re.findall(r"@font-face{font-family:(\S+?);font-weight:([\d ]+);"
                           r"src:url\(data:font/woff;base64,([^)]+)\)}", text)
        self.assertGreater(len(rules), 4)
        for number, (family, _, data) in enumerate(rules):
            self.assertIn(f'font-family="{family},', text)
            path = self.out / f"{number}.woff"
            path.write_bytes(base64.b64decode(data))
            self.assertLess(path.stat().st_size, 20_000)
            self.assertRegex(foreign("fc-scan", "--format", "%{family}|%{fontformat}", path),
                             r"(Inter|Hack).*\|(CFF|TrueType)")

    def test_fragments_are_steps_that_a_page_shows(self):
        lesson = ROOT / "tests/lecture.json"
        text = run("export", lesson, "-o", "-", "--format", "svg", "--fragments").decode()
        root = ElementTree.fromstring(text)
        steps = {int(node.get("data-fragment-index")) for node in root.iter()
                 if "fragment" in node.get("class", "").split()}
        self.assertEqual({0, 1, 2}, steps)  # from 0 s to 1, 2 and 3 s

    def test_animated_plays_by_css_alone(self):
        run("export", SCENARIOS[0], "-o", self.out / "a.svg", "--animate")
        foreign("xmllint", "--noout", self.out / "a.svg")
        text = (self.out / "a.svg").read_text()
        self.assertIn("@keyframes", text)
        self.assertNotIn("<script", text)


class Pdf(Case):
    def info(self, pdf):
        said = foreign("pdfinfo", pdf).splitlines()
        return {name: value.strip() for name, value in (line.split(":", 1) for line in said)}

    def test_every_lesson_is_a_page_with_text_and_fonts_inside(self):
        pdf = self.out / "all.pdf"
        run("export", *SCENARIOS, "-o", pdf, "--paper", "16:9")
        info = self.info(pdf)
        self.assertEqual((str(len(SCENARIOS)), "960 x 540 pts"), (info["Pages"], info["Page size"]))
        self.assertIn("One coroutine", info["Title"])
        self.assertEqual("Sat Jan  1 00:00:00 2000 UTC", info["CreationDate"].replace("GMT", "UTC"))
        for line in foreign("pdffonts", pdf).splitlines()[2:]:
            self.assertRegex(line, r" yes yes yes +\d+ +0$")  # embedded, subset, with its text
        for page, scenario in enumerate(SCENARIOS, 1):
            text = foreign("pdftotext", "-f", page, "-l", page, pdf, "-")
            self.assertIn(json.loads(scenario.read_text())["title"], text)

    def test_sizes(self):
        for options, size in ((("--size", "640x360"), "640 x 360 pts"),
                              (("--paper", "4:3"), "720 x 540 pts"),
                              (("--paper", "a4"), "842 x 595 pts (A4)")):
            run("export", SCENARIOS[0], "-o", self.out / "a.pdf", *options)
            self.assertEqual(size, self.info(self.out / "a.pdf")["Page size"])

    def test_steps_are_pages(self):
        pdf = self.out / "a.pdf"
        run("export", ROOT / "tests/lecture.json", "-o", pdf, "--steps")
        self.assertEqual("4", self.info(pdf)["Pages"])
        self.assertIn("2 s, 33% less", self.info(pdf)["Subject"])  # the run, not its first step
        self.assertNotIn("One", foreign("pdftotext", "-l", "1", pdf, "-").split())
        self.assertIn("One", foreign("pdftotext", "-f", "4", pdf, "-").split())

    def test_any_script_can_be_searched(self):
        source = self.out / "scripts.json"
        words = ["\u05e9\u05dc\u05d5\u05dd", "\u0416\u0434\u0430\u0442\u044c", "caf\u00e9", "ffi"]
        source.write_text(json.dumps({
            "title": " ".join(words), "coroutines": {"main()": [{"sleep": 1}]},
            "timelines": [{"run": "main()"}]}))
        run("export", source, "-o", self.out / "a.pdf")
        text = foreign("pdftotext", self.out / "a.pdf", "-")
        for word in words:
            self.assertIn(word, text)

    def test_hostile_text_stays_text(self):
        source = self.out / "hostile.json"
        source.write_text(json.dumps(HOSTILE))
        run("export", source, "-o", self.out / "a.pdf")
        self.assertEqual("none", self.info(self.out / "a.pdf")["Form"])
        self.assertIn("<script>", self.info(self.out / "a.pdf")["Title"])
        self.assertEqual("no", self.info(self.out / "a.pdf")["JavaScript"])


class Text(Case):
    def test_columns_and_ascii(self):
        for scenario in SCENARIOS:
            for columns in (60, 80, 120):
                text = run("export", scenario, "-o", "-", "--format", "txt", "--width",
                           columns).decode()
                self.assertLessEqual(max(map(len, text.splitlines())), columns)
                self.assertNotRegex(text, r"[ \t]\n")
            run("export", scenario, "-o", "-", "--format", "txt", "--ascii").decode("ascii")

    def test_what_is_printed_is_there(self):
        text = run("export", ROOT / "scenarios/06-side-by-side.json", "-o", "-", "--format",
                   "txt").decode()
        self.assertEqual(3, len(re.findall(r"1 s +One", text)))
        self.assertIn("33% less", text)

    def test_the_legend_explains_every_sign_and_no_other(self):
        cut = ROOT / "tests/pictures/cases/legend-cut.json"
        text = run("export", cut, "-o", "-", "--format", "txt").decode()
        for words in ("- ready", "█ blocks the loop", "░ sleeps", "· awaits", "│ runs", "✓ done",
                      "✗ failed", "⊘ cancelled"):
            self.assertIn(words, text)
        early = run("export", cut, "-o", "-", "--format", "txt", "--at", "0.5").decode()
        self.assertIn("░ sleeps", early)
        self.assertNotIn("done", early)

    def test_units_in_ascii(self):
        source = self.out / "short.json"
        source.write_text(json.dumps({"coroutines": {"a()": [{"sleep": 0.0000195}]},
                                      "timelines": [{"run": "a()"}]}))
        text = run("export", source, "-o", "-", "--format", "txt").decode()
        self.assertIn("19.5 µs", text)
        text = run("export", source, "-o", "-", "--format", "txt", "--ascii").decode("ascii")
        self.assertIn("19.5 us", text)


class Json(Case):
    def test_chrome_trace_events(self):
        events = json.loads(run("export", ROOT / "scenarios/06-side-by-side.json", "-o", "-",
                                "--format", "json"))["traceEvents"]
        rows = {e["args"]["name"] for e in events if e.get("name") == "thread_name"}
        self.assertIn("Task-2  say_after(1, 'One')", rows)
        sleeps = [e for e in events if e["ph"] == "X" and e["cat"] == "sleeps"]
        self.assertEqual([1e6, 2e6] * 3, [e["dur"] for e in sleeps])
        self.assertEqual({e["id"] for e in events if e["ph"] == "s"},
                         {e["id"] for e in events if e["ph"] == "f"})

    def test_jsonl_is_the_trace(self):
        for scenario in SCENARIOS:
            self.assertEqual(run("trace", scenario),
                             run("export", scenario, "-o", "-", "--format", "jsonl"))


class Python(Case):
    def test_every_lesson_compiles_and_hostile_text_stays_text(self):
        source = self.out / "hostile.json"
        source.write_text(json.dumps(HOSTILE))
        for scenario in [*SCENARIOS, source]:
            program = run("export", scenario, "-o", "-", "--format", "py").decode()
            tree = compile(program, scenario.name, "exec", dont_inherit=True)
            self.assertNotIn("__import__", tree.co_names)


class SameBytes(Case):
    def test_any_locale_zone_and_folder(self):
        names = ["a.png", "a.svg", "a.pdf", "a.txt", "a.json", "a.jsonl", "a.py"]
        for extra in ("one", "two"):
            folder = self.out / extra
            folder.mkdir()
            environment = dict(os.environ)
            if extra == "two":
                environment |= {"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati"}
            for name in names:
                run("export", ROOT / "scenarios/07-twelve-urls.json", "-o", folder / name,
                    env=environment, cwd=folder if extra == "two" else None)
        for name in names:
            self.assertEqual((self.out / "one" / name).read_bytes(),
                             (self.out / "two" / name).read_bytes(), name)


class Fit(Case):
    def size(self, name, *options, lesson=SCENARIOS[0]):
        run("export", lesson, "-o", self.out / name, *options)
        return tuple(map(int, foreign("identify", "-format", "%w %h", self.out / name).split()))

    def test_the_height_that_the_content_takes(self):
        one = self.size("a.png", "--size", "1920xauto")
        three = self.size("b.png", "--size", "1920xauto", lesson=SCENARIOS[5])
        bare = self.size("c.png", "--size", "1920xauto", "--no-title", "--no-legend")
        half = self.size("d.png", "--size", "960xauto")
        self.assertTrue(one[0] == three[0] == bare[0] == 1920)
        self.assertTrue(200 < bare[1] < one[1] - 150 < three[1] - 500 < 1000, (one, three, bare))
        self.assertAlmostEqual(one[1] / 2, half[1], delta=2)
        # No empty band: ink in the last tenth, as in the first.
        for part in ("-gravity north", "-gravity south"):
            ink = foreign("sh", "-c", f"convert {self.out}/b.png {part} -crop x10%+0+0 +repage "
                                      "-format %k info:")
            self.assertGreater(int(ink), 20, part)
        run("run", SCENARIOS[0], "--size", "640xauto", code=2)
        run(SCENARIOS[0], "--size", "640xauto", "--script", "/dev/null", code=2)

    def test_what_is_left_out(self):
        title = json.loads(SCENARIOS[5].read_text())["title"]
        whole = run("export", SCENARIOS[5], "-o", "-", "--format", "svg").decode()
        bare = run("export", SCENARIOS[5], "-o", "-", "--format", "svg", "--no-title",
                   "--no-legend").decode()
        for word in (f">{title}</text>", ">done</text>"):
            self.assertIn(word, whole)
            self.assertNotIn(word, bare)
        self.assertIn(f">{title}</title>", bare)  # still told to those who don't see

    def test_transparent(self):
        for name in ("a.png", "a.svg", "a.pdf"):
            run("export", SCENARIOS[5], "-o", self.out / name, "--transparent", "--theme", "dark",
                "--size", "640x360")
        foreign("pngcheck", self.out / "a.png")
        foreign("rsvg-convert", self.out / "a.svg", "-o", self.out / "svg.png")
        foreign("pdftocairo", "-png", "-transp", "-singlefile", "-r", "72", self.out / "a.pdf",
                self.out / "pdf")
        for name in ("a.png", "svg.png", "pdf.png"):
            self.assertEqual("0", foreign("convert", self.out / name, "-format",
                                          "%[fx:p{2,2}.a]", "info:"), name)
        # Laid over the theme's own ground it is the opaque picture.
        run("export", SCENARIOS[5], "-o", self.out / "opaque.png", "--theme", "dark", "--size",
            "640x360")
        ground = foreign("convert", self.out / "opaque.png", "-format", "%[pixel:p{2,2}]", "info:")
        foreign("convert", self.out / "a.png", "-background", ground, "-flatten",
                self.out / "laid.png")
        said = foreign("sh", "-c", f"compare -metric AE -fuzz 4% {self.out}/laid.png "
                                   f"{self.out}/opaque.png null: 2>&1 || true")
        self.assertLess(float(said), 640 * 360 * 0.002)

    def test_sets_of_options(self):
        help_text = run("export", "--help").decode()
        for tool, name in (("beamer", "a.pdf"), ("reveal", "a.svg"), ("powerpoint", "a.png"),
                           ("docs", "b.svg")):
            run("export", SCENARIOS[5], "-o", self.out / name, "--for", tool)
            self.assertIn(f"--for {tool} stands for --size", help_text)
        self.assertEqual((2560, 1440), self.size("a.png", "--for", "powerpoint"))
        self.assertEqual((640, 360), self.size("b.png", "--for", "powerpoint", "--size", "640x360"))
        reveal = (self.out / "a.svg").read_text()
        self.assertIn("@font-face", reveal)
        self.assertNotIn(">Two tasks beat two awaits</text>", reveal)


class Sheets(Case):
    def test_steps_are_numbered(self):
        run("export", ROOT / "tests/lecture.json", "-o", self.out / "a.png", "--steps",
            "--size", "640x360")
        names = sorted(p.name for p in self.out.iterdir())
        self.assertEqual([f"a-{i + 1:02}.png" for i in range(len(names))], names)
        self.assertEqual(4, len(names))  # 0, 1, 2 and 3 s
        contents = [pathlib.Path(self.out / n).read_bytes() for n in names]
        self.assertEqual(len(contents), len(set(contents)))


if __name__ == "__main__":
    main()
