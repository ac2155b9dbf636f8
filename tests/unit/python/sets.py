"""Writes sets.tsv: in which order CPython walks sets of numbers and tuples of them.

    python3 sets.py > sets.tsv        (3.11 and later, 64 bits: there numbers hash alike)

Before 3.14 the compiler made a display's frozenset anew; here it is taken in as 3.14 does.
"""
import random

random.seed(5)


def atom():
    kind = random.random()
    if kind < .55:
        return random.choice([random.randint(-5, 40), random.randint(-10**6, 10**6),
                              random.randint(-2**62, 2**62)])
    if kind < .75:
        return random.choice([0.5, 1.25, -3.0, 1e300, float(random.randint(0, 50)),
                              random.random() * 1e9, -random.random()])
    if kind < .85:
        return random.choice([True, False])
    return tuple(atom() for _ in range(random.randint(0, 3)))


for _ in range(300):
    left = [atom() for _ in range(random.choice([1, 3, 5, 8, 12, 30, 60]))]
    right = [atom() for _ in range(random.randint(0, 12))] + random.sample(left, len(left) // 2)
    text = random.choice(["{{{0}}}", "set([{0}])", "set([{0}]) | set([{1}])",
                          "set([{0}]) & set([{1}])", "set([{0}]) - set([{1}])",
                          "set([{0}]) ^ set([{1}])", "list(set([{0}]))",
                          "set([{0}]).copy()"])
    display = text.startswith("{") and len(left) >= 3
    text = text.format(", ".join(map(repr, left)), ", ".join(map(repr, right)))
    walked = set()
    walked.update(frozenset(left) if display else ())
    print(text, repr(walked if display else eval(text)), sep="\t")
