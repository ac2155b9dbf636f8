"""Holds every good scenario, and some wrong ones, against what `interleave schema` prints."""

import json
import pathlib
import subprocess
import sys

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])

TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
}
NOTES = {"$schema", "$id", "title", "description", "markdownDescription", "$defs",
         "defaultSnippets", "errorMessage", "then"}


class Schema:
    """As much of JSON Schema 2020-12 as the schema uses; an unknown keyword is an error."""

    def __init__(self, root):
        self.root = root

    def fits(self, value, schema):
        if isinstance(schema, bool):
            return schema
        return all(
            getattr(self, "check_" + key.replace("$", ""))(value, given, schema)
            for key, given in schema.items() if key not in NOTES)

    def check_ref(self, value, given, _):
        target = self.root
        for part in given.removeprefix("#/").split("/"):
            target = target[part]
        return self.fits(value, target)

    def check_type(self, value, given, _):
        return any(TYPES[name](value) for name in ([given] if isinstance(given, str) else given))

    def check_properties(self, value, given, _):
        return not isinstance(value, dict) or all(
            self.fits(value[key], schema) for key, schema in given.items() if key in value)

    def check_additionalProperties(self, value, given, schema):
        if not isinstance(value, dict):
            return True
        rest = [value[key] for key in value if key not in schema.get("properties", {})]
        return not rest if given is False else all(self.fits(item, given) for item in rest)

    def check_required(self, value, given, _):
        return not isinstance(value, dict) or all(key in value for key in given)

    def check_items(self, value, given, _):
        return not isinstance(value, list) or all(self.fits(item, given) for item in value)

    def check_anyOf(self, value, given, _):
        return any(self.fits(value, schema) for schema in given)

    def check_allOf(self, value, given, _):
        return all(self.fits(value, schema) for schema in given)

    def check_not(self, value, given, _):
        return not self.fits(value, given)

    def check_if(self, value, given, schema):
        return not self.fits(value, given) or self.fits(value, schema["then"])

    def check_enum(self, value, given, _):
        return value in given

    def check_const(self, value, given, _):
        return value == given and isinstance(value, type(given))

    def check_minItems(self, value, given, _):
        return not isinstance(value, list) or len(value) >= given

    def check_maxItems(self, value, given, _):
        return not isinstance(value, list) or len(value) <= given

    def check_minProperties(self, value, given, _):
        return not isinstance(value, dict) or len(value) >= given

    def check_minimum(self, value, given, _):
        return not TYPES["number"](value) or value >= given

    def check_maximum(self, value, given, _):
        return not TYPES["number"](value) or value <= given

    def check_exclusiveMinimum(self, value, given, _):
        return not TYPES["number"](value) or value > given


def scenario(*steps, **top):
    return {"coroutines": {"main()": list(steps)}, "timelines": [{"run": "main()"}], **top}


WRONG = [
    [], {}, {"coroutines": {}}, scenario({"pritn": "x"}), scenario({"print": 5}),
    scenario({"print": "a", "sleep": 1}), scenario({"sleep": 1, "sa": "x"}),
    scenario({"break": False}), scenario({"for": "i in x"}), scenario("sleep"), scenario({}),
    scenario(titel="x"), scenario(seed="1"), scenario(view={"theme": "blue"}),
    scenario(executor={"max_workers": 0}), scenario(timelines=[]),
    scenario(timelines=[{"title": "x"}]), scenario({"sleep": {"a": 1}}),
    scenario({"wait": "*ts", "return_when": "SOME"}),
]


def main():
    printed = subprocess.run([PROGRAM, "schema"], capture_output=True, timeout=20, check=True)
    root = json.loads(printed.stdout)
    schema = Schema(root)
    files = [*ROOT.glob("tests/traces/*.json"), *ROOT.glob("scenarios/*.json")]
    problems = [f"{path.name} is refused" for path in files
                if not schema.fits(json.loads(path.read_text(encoding="utf-8")), root)]
    problems += [f"taken: {json.dumps(wrong)}" for wrong in WRONG if schema.fits(wrong, root)]
    if (ROOT / "scenarios/reference/interleave.schema.json").read_bytes() != printed.stdout:
        problems.append("scenarios/reference/interleave.schema.json, which the lessons name, is not "
                        "what `interleave schema` prints")
    for lesson in ROOT.glob("scenarios/*.json"):
        named = json.loads(lesson.read_text(encoding="utf-8")).get("$schema", "")
        if not named or not (lesson.parent / named).is_file():
            problems.append(f"{lesson.name} names no schema that is there")
    if len(files) < 150:
        problems.append(f"only {len(files)} scenarios found")
    print("\n".join(problems) or f"{len(files)} scenarios taken, {len(WRONG)} wrong ones refused")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
