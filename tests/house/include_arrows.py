"""The arrows between the rooms of src/, read from the includes: only those the house allows, no
circle, and the outer libraries only where they belong."""
import pathlib
import re
import sys

USES = {
    "base": set(),
    "scenario": {"base"},
    "trace": {"base"},
    "recorder": {"base"},
    "python": {"scenario", "base"},
    "code": {"scenario", "base"},
    "sim": {"code", "python", "scenario", "trace", "base"},
    "listing": {"scenario", "base"},
    "steps": {"sim", "code", "python", "listing", "scenario", "base"},
    "timeline": {"trace", "base"},
    "draw": {"base"},
    "view": {"timeline", "listing", "draw", "base"},
    "lesson": {"recorder", "steps", "sim", "listing", "scenario", "view", "timeline", "trace", "base"},
    "export": {"view", "listing", "draw", "timeline", "trace", "base"},
    "reference": {"export", "steps", "sim", "python", "listing", "scenario", "base"},
}
USES["player"] = set(USES)
USES["window"] = {"player", "view", "draw", "base"}
USES["web"] = set(USES) - {"window", "reference"}
USES["app"] = set(USES) - {"web"}
# Between the folders of one room; the room's own files are a folder, too.
INSIDE = {
    "scenario": {"scenario/expr"},
    "scenario/mistakes": set(),
    "scenario/json": {"scenario/mistakes"},
    "scenario/expr": {"scenario/mistakes"},
    "scenario/tree": {"scenario", "scenario/json", "scenario/expr", "scenario/mistakes"},
}
OUTER = {"SDL": {"draw", "window"}, "emscripten": {"web"}, "cJSON": {"scenario"}, "cjson": {"scenario"}, "png": {"export"},
         "fontconfig": {"draw"}, "cairo": {"draw"}, "cgif": {"export"}, "ft2build": {"draw"}}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def breaches(root):
    graph = {}
    for path in sorted((root / "src").rglob("*.[ch]")) + sorted((root / "src").rglob("*.def")):
        room = path.relative_to(root / "src").parts[0]
        name = path.relative_to(root)
        for kind, target in INCLUDE.findall(path.read_text()):
            if kind == '"':
                if not (root / "src" / target).exists():
                    yield f"{name}: includes {target}, which is not in src/"
                    continue
                other = target.split("/")[0]
                graph.setdefault(str(path.relative_to(root / "src")), set()).add(target)
                if other != room and other not in USES[room]:
                    yield f"{name}: {room}/ may not use {other}/ ({target})"
                folder, inside = (str(pathlib.PurePath(p).parent) for p in
                                  (path.relative_to(root / "src"), target))
                if other == room and folder != inside and inside not in INSIDE.get(folder, ()):
                    yield f"{name}: {folder}/ may not use {inside}/ ({target})"
            else:
                for library, rooms in OUTER.items():
                    if target.startswith(library) and room not in rooms:
                        yield f"{name}: only {', '.join(sorted(rooms))} may include <{target}>"
    yield from circles(graph)


def circles(graph):
    state = {}

    def visit(node, trail):
        state[node] = "open"
        for other in sorted(graph.get(node, ())):
            if state.get(other) == "open":
                yield "a circle: " + " -> ".join(trail[trail.index(other):] + [other])
            elif other not in state:
                yield from visit(other, trail + [other])
        state[node] = "closed"

    for node in sorted(graph):
        if node not in state:
            yield from visit(node, [node])


if __name__ == "__main__":
    root = pathlib.Path(sys.argv[1])
    found = list(breaches(root))
    print("\n".join(found))
    files = len(list((root / "src").rglob("*.[ch]")))
    print(f"{files} files read, {len(found)} breaches")
    sys.exit(bool(found) or files == 0)
