"""The entries of the reference: of each step its heading, its example, and whether it has a picture."""
import re

SECTION = re.compile(r"^### (\w+)\n(.*?)(?=^##)", re.M | re.S)
JSON = re.compile(r"```json\n(.*?)```", re.S)
PYTHON = re.compile(r"```python\n(.*?)```", re.S)


def blocks(text):
    for heading, body in SECTION.findall(text):
        yield heading, JSON.search(body)[1], f"reference/{heading}.svg" in body


def whole(steps):
    return ('{"coroutines": {"fetch(n)": [{"sleep": "n"}, {"return": "n * 2"}], "ticks(n)": ['
            '{"for": "i in range(n)", "do": [{"sleep": 1}, {"yield": "i"}]}], "main()": [\n'
            + steps + ']}, "timelines": [{"run": "main()"}]}\n')
