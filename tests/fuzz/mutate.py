"""Hostile scenarios made from good ones: the tree of the JSON with branches swapped, copied, taken
out, and leaves replaced by what somebody might put there to do harm."""
import copy
import json
import random

from hostile import BIDI, CODE, CONTROLS, ESCAPES, MARKUP, NUMBERS

TEXTS = [ESCAPES, BIDI, MARKUP, CODE, CONTROLS, "", " ", "{", "}", "{{", "{}", "{x", "{x!q}", "'",
         "x" * 5000, "\ud800", "\U0001F600" * 50, "e\u0301" * 500, "-", "__import__('os')",
         "__class__", "main()", "main", "*main()", "*[]", "lambda: 0", "x.__class__.__bases__",
         "a\nimport os", "os.system('x')", "print", "asyncio.run", "while", "class"]
EXPRESSIONS = ["main()", "current_task()", "[]", "[[]] * 1000", "Future()", "Lock()", "Queue(-1)",
               "Semaphore(0)", "Barrier(2)", "Event()", "Condition()", "range(10 ** 9)", "'%s' * 9",
               "'x' * 10 ** 7", "[0] * 10 ** 6", "2 ** 63", "1 / 0", "ValueError()",
               "ExceptionGroup('g', [ValueError(), ExceptionGroup('h', [KeyError()])])",
               "CancelledError()", "BaseException()", "current_task().cancel()", "None", "True",
               "time.perf_counter()", "random.random()", "isinstance(1, Exception)", "-1", "1e-9",
               "sorted([3, 1, 'a'])", "[1, 2][::1]", "str", "len", "x", "t", "i", "r", "rs"]
STEPS = [{"cancel": "current_task()"}, {"await": "current_task()"}, {"raise": "CancelledError()"},
         {"raise": True}, {"return": "main"}, {"break": True}, {"continue": True}, {"sleep": 0},
         {"await": "main()"}, {"create_task": "main()"}, {"gather": []}, {"wait": []},
         {"gather": ["main()", "main()"]}, {"shield": "main()"}, {"wait_for": "main()", "timeout": 0},
         {"timeout": 0, "do": [{"sleep": 1}]}, {"task_group": "tg", "do": []}, {"block": 1e9},
         {"to_thread": 1e9}, {"while": "True", "do": []}, {"while": "True", "do": [{"sleep": 1}]},
         {"for": "i in range(10 ** 9)", "do": []}, {"async_with": "Lock()", "do": []},
         {"try": [{"sleep": 1}], "finally": [{"return": 1}]}, {"run": "main()"},
         {"try": [{"await": "main()"}], "except*": {"Exception": []}}, {"call": "main()"},
         {"as_completed": ["main()"], "do": [{"break": True}]}, {"note": "{x}", "pause": True}]


def nodes(tree, found=None):
    """(container, key) of everything in the tree."""
    found = [] if found is None else found
    for key, value in (tree.items() if isinstance(tree, dict) else enumerate(tree)):
        found.append((tree, key))
        if isinstance(value, (dict, list)):
            nodes(value, found)
    return found


def blocks(tree):
    return [holder[key] for holder, key in nodes(tree) if isinstance(holder[key], list) and
            holder[key] and isinstance(holder[key][0], dict)]


def words(rng, text):
    """The text with one piece of it exchanged."""
    if not text:
        return rng.choice(EXPRESSIONS)
    at = rng.randrange(len(text))
    end = min(len(text), at + rng.choice([0, 1, 1, 3, 9]))
    piece = rng.choice(["", "(", ")", "[", "]", ".", ",", " ", "0", "9" * 30, "*", "**", "not ", "'",
                        "{", "}", "{x}", "\\", "if", rng.choice(EXPRESSIONS), rng.choice(TEXTS)])
    return text[:at] + piece + text[end:]


def hostile_leaf(rng):
    return rng.choice([
        lambda: rng.choice(NUMBERS), lambda: rng.choice(TEXTS), lambda: rng.choice(EXPRESSIONS),
        lambda: rng.choice(EXPRESSIONS),
        lambda: rng.choice([0, -1, 1e-9, 5e-10, 9.2e9, 1e300, 2**63 - 1, 2**63, -2**63, True,
                            None, 1, 0.1, [], {}, [[]], [1, "x"], {"sleep": 1}])])()


def change(rng, tree, donor):
    spots = nodes(tree)
    holder, key = rng.choice(spots)
    way = rng.randrange(11)
    if way == 0:
        other, other_key = rng.choice(spots)
        holder[key], other[other_key] = copy.deepcopy(other[other_key]), copy.deepcopy(holder[key])
    elif way == 1:
        other, other_key = rng.choice(nodes(donor))
        holder[key] = copy.deepcopy(other[other_key])
    elif way == 2:
        del holder[key]
    elif way == 3 and isinstance(holder, dict):
        holder[rng.choice(TEXTS + ["for", "timeout", "as", "label", "name", "in"])] = holder[key]
    elif way == 4 and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    elif way in (5, 6, 7) and blocks(tree):
        block = rng.choice(blocks(tree))
        block.insert(rng.randrange(len(block) + 1), copy.deepcopy(rng.choice(STEPS)))
    elif way == 8 and isinstance(holder[key], str):
        holder[key] = words(rng, holder[key])
    elif way == 9 and blocks(tree):
        block = rng.choice(blocks(tree))
        at = rng.randrange(len(block))
        step = block[at]
        block[at] = rng.choice([
            {"for": f"i in range({rng.choice([0, 3, 50, 2000])})", "do": [step]},
            {"while": "True", "do": [step]}, {"timeout": rng.choice([0, 1e-9, 1]), "do": [step]},
            {"try": [step], "except": {"BaseException as e": [{"print": "{e!r}"}, step]}},
            {"try": [step], "except*": {"Exception as e": [{"print": "{e}"}]}},
            {"try": [step], "finally": [step]}, {"task_group": "tg", "do": [step]}])
    else:
        holder[key] = hostile_leaf(rng)


def bytes_changed(rng, text):
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(data))
        data[at:at + rng.choice([0, 1, 4])] = rng.choice(
            [b"", b"\x00", b"\x1b", b"\xff", b"\xc2\x9b", b"[" * 100, b'"', b"\\u0000", b"{", b"}"])
    return bytes(data)


def mutated(seed, sources):
    """The text number `seed`, from a list of trees."""
    rng = random.Random(seed)
    tree = copy.deepcopy(rng.choice(sources))
    for _ in range(rng.choice([1, 1, 2, 3, 5, 9])):
        if tree:
            change(rng, tree, rng.choice(sources))
    text = json.dumps(tree, ensure_ascii=rng.random() < 0.5)
    return bytes_changed(rng, text) if rng.random() < 0.1 else text
