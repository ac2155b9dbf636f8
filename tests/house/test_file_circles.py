"""file_circles.py sees what it is there for."""
import pathlib
import tempfile
import unittest

from file_circles import breaches


def house(files, **options):
    root = pathlib.Path(tempfile.mkdtemp())
    for name, text in files.items():
        path = root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return list(breaches(root, **options))


DOWN = "int low(void)\n{\n    return 1;\n}\n"
UP = "int high(void)\n{\n    return low();\n}\n"


class Circles(unittest.TestCase):
    def test_one_way(self):
        self.assertEqual([], house({"base/down.c": DOWN, "base/up.c": UP}))

    def test_there_and_back(self):
        back = DOWN.replace("1", "high()")
        found = house({"base/down.c": back, "base/up.c": UP})
        self.assertEqual("these files need each other: base/down.c, base/up.c", found[0])
        self.assertIn("    base/down.c needs base/up.c: high", found)

    def test_by_way_of_a_third(self):
        found = house({"base/a.c": "int a(void)\n{\n    return b();\n}\n",
                       "base/b.c": "int b(void)\n{\n    return c();\n}\n",
                       "base/c.c": "int c(void)\n{\n    return a();\n}\n"})
        self.assertIn("base/a.c, base/b.c, base/c.c", found[0])

    def test_what_is_allowed(self):
        back = DOWN.replace("1", "high()")
        files = {"base/down.c": back, "base/up.c": UP}
        self.assertEqual([], house(files, allowed=[{"base/down.c", "base/up.c"}]))

    def test_names_in_comments_and_texts_are_none(self):
        talk = DOWN.replace("1", 'sizeof "high()" /* high() */')
        self.assertEqual([], house({"base/down.c": talk, "base/up.c": UP}))

    def test_by_way_of_a_header(self):
        header = "static inline int middle(void)\n{\n    return high();\n}\n"
        found = house({"base/down.c": DOWN.replace("1", "middle()"), "base/up.c": UP,
                       "base/middle.h": header})
        self.assertIn("    base/down.c needs base/up.c: high", found)

    def test_statics_of_one_name(self):
        own = "static int high(void)\n{\n    return 1;\n}\n" + DOWN.replace("1", "high()")
        files = {"base/down.c": own, "base/up.c": UP}
        self.assertEqual([], house(files))


if __name__ == "__main__":
    unittest.main()
