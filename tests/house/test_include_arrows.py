"""include_arrows.py sees what it is there for."""
import pathlib
import tempfile
import unittest

from include_arrows import breaches


def house(files):
    root = pathlib.Path(tempfile.mkdtemp())
    for name, text in files.items():
        path = root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return list(breaches(root))


class Arrows(unittest.TestCase):
    def test_an_allowed_arrow_is_silent(self):
        self.assertEqual([], house({"base/a.h": "", "draw/b.c": '#include "base/a.h"\n'}))

    def test_a_forbidden_arrow(self):
        found = house({"view/a.h": "", "draw/b.c": '#include "view/a.h"\n'})
        self.assertEqual(1, len(found))
        self.assertIn("draw/ may not use view/", found[0])

    def test_a_forbidden_arrow_inside_a_room(self):
        found = house({"scenario/tree/a.h": "",
                       "scenario/json/b.c": '#include "scenario/tree/a.h"\n'})
        self.assertEqual(1, len(found))
        self.assertIn("scenario/json/ may not use scenario/tree/", found[0])

    def test_a_circle(self):
        found = house({"base/a.h": '#include "base/b.h"\n', "base/b.h": '#include "base/a.h"\n'})
        self.assertEqual(["a circle: base/a.h -> base/b.h -> base/a.h"], found)

    def test_an_outer_library(self):
        self.assertEqual(1, len(house({"view/a.c": "#include <SDL2/SDL.h>\n"})))
        self.assertEqual(1, len(house({"sim/a.c": "#include <cjson/cJSON.h>\n"})))

    def test_a_missing_file(self):
        self.assertEqual(1, len(house({"base/a.c": '#include "base/none.h"\n'})))


if __name__ == "__main__":
    unittest.main()
