"""Random expressions of the scenario language, by the type of their value. A scope is a dictionary
from names to types; what a name may hold is told by the types below."""

WORDS = ["'a'", "'b'", "'One'", "'two words'", "''", "'it\\'s'", "\"it's\"", "'{x}'", "'é€'",
         "'x y z'", "'tab\\t'"]
INTS = ["0", "1", "2", "3", "7", "10", "-1"]
FLOATS = ["0.5", "1.0", "0.1", "2.25", "1e-07", "3.0", "-0.5", "1e16"]
FORMATS = {
    "int": ["", "", "!r", "!s", ":>5", ":03d", ":,", ":+d", ":x", ":<4", ":^6", ":.1f", ":_>7"],
    "float": ["", "!r", ":.2f", ":.1f", ":g", ":.3e", ":>8.2f", ":+.1f", ":.0%", ":,.1f", ":08.3f"],
    "str": ["", "", "!r", "!s", "!a", ":>6", ":<6", ":^7", ":.2", ":*^9"],
    "bool": ["", "!r"],
    "list": ["", "!r", "!s"],
    "exc": ["", "!r", "!s"],
}


class Expressions:
    def __init__(self, rng):
        self.rng = rng

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, items):
        return self.rng.choice(items)

    def names(self, scope, kind):
        return [name for name, its in scope.items() if its == kind]

    def name_or(self, scope, kind, otherwise):
        names = self.names(scope, kind)
        if names and self.chance(0.6):
            return self.pick(names)
        return otherwise()

    def expr(self, kind, scope, depth=2):
        return getattr(self, kind)(scope, depth)

    # --- by type ---

    def int(self, scope, depth=2):
        if depth <= 0 or self.chance(0.35):
            return self.name_or(scope, "int", lambda: self.pick(INTS))
        a, b = self.int(scope, depth - 1), self.int(scope, depth - 1)
        some = self.list(scope, depth - 1)
        return self.pick([
            f"{a} + {b}", f"{a} - {b}", f"({a}) * ({b})", f"({a}) // ({b})", f"({a}) % ({b})",
            f"({a}) ** 2", f"-({a})", f"+({a})", f"abs({a})", f"min({a}, {b})", f"max({a}, {b})",
            f"sum({some})", f"len({some})", f"len({self.str(scope, depth - 1)})",
            f"int({self.float(scope, depth - 1)})", f"int({self.pick(WORDS[:2])})",
            f"round({self.float(scope, depth - 1)})", f"({some}).count({a})", f"({some}).index({a})",
            f"({some})[{self.pick(['0', '-1', '1', '5'])}]", f"{a} if {self.bool(scope, 1)} else {b}",
            f"max({some})", f"min({some})", f"len(range({a}))", f"random.randint(1, 6)",
            f"random.choice({some})", f"int('12') + {b}", f"sum({some}, {a})",
            f"round({self.pick(FLOATS)})", f"({a}) * {self.bool(scope, 0)}",
        ])

    def float(self, scope, depth=2):
        if depth <= 0 or self.chance(0.3):
            return self.name_or(scope, "float", lambda: self.pick(FLOATS))
        a, b = self.float(scope, depth - 1), self.float(scope, depth - 1)
        n = self.int(scope, depth - 1)
        return self.pick([
            f"{a} + {b}", f"({a}) * ({n})", f"({n}) / ({b})", f"({a}) - {n}", f"float({n})",
            f"round({a}, 2)", f"abs({a})", "random.random()", "random.uniform(1, 2)",
            "time.perf_counter()", f"sum([{a}, {b}, {n}])", f"({a}) // ({b})", f"({a}) % ({b})",
            f"float('1.5')", f"round({a}, {self.pick(['0', '1', '3'])})", f"2 ** ({a})",
            f"max({a}, {b})", f"-({a})", f"sum([0.1] * {self.pick(['3', '10'])})",
        ])

    def bool(self, scope, depth=2):
        a, b = self.int(scope, depth - 1), self.int(scope, depth - 1)
        s, some = self.str(scope, depth - 1), self.list(scope, depth - 1)
        deeper = [] if depth <= 0 else [
            f"{self.bool(scope, depth - 1)} and {self.bool(scope, depth - 1)}",
            f"{self.bool(scope, depth - 1)} or {self.bool(scope, depth - 1)}",
            f"not {self.bool(scope, depth - 1)}",
        ]
        return self.pick(deeper + [
            f"{a} == {b}", f"{a} != {b}", f"{a} < {b}", f"{a} <= {b}", f"{a} > {b}", f"{a} >= {b}",
            f"{a} in {some}", f"{a} not in {some}", f"{a} is None", f"{a} is not None",
            f"0 <= {a} < {b}", f"bool({a})", f"isinstance({a}, int)", f"isinstance({s}, int)",
            f"{s} == {self.str(scope, 0)}", f"'a' in {s}", f"({s}).startswith('a')",
            f"({s}).endswith('e')", "True", "False", f"{some} == {self.list(scope, 0)}",
            f"{self.float(scope, 0)} < {a}", f"isinstance({self.float(scope, 0)}, float)",
            f"{s} < {self.str(scope, 0)}", f"isinstance({some}, list)",
        ])

    def str(self, scope, depth=2):
        if depth <= 0 or self.chance(0.35):
            return self.name_or(scope, "str", lambda: self.pick(WORDS))
        s, n = self.str(scope, depth - 1), self.int(scope, depth - 1)
        return self.pick([
            f"str({n})", f"repr({s})", f"str({self.float(scope, depth - 1)})", f"({s}).upper()",
            f"({s}).lower()", f"({s}).strip()", f"', '.join([{s}, {self.pick(WORDS)}])",
            f"({s}).replace('a', 'bb')", f"{s} + {self.pick(WORDS)}", f"({s}) * 2",
            f"({s})[0]", f"({s}).split()[0]", f"repr({self.list(scope, 0)})",
            f"str({self.bool(scope, 0)})", f"{s} if {self.bool(scope, 0)} else 'no'",
            f"repr({self.float(scope, depth - 1)})", f"str(None)", f"'-'.join('abc')",
            f"str({n} == {n})", f"max({s}, 'b')",
        ])

    def list(self, scope, depth=2):
        if depth <= 0 or self.chance(0.3):
            return self.name_or(scope, "list", lambda: self.pick(["[]", "[1]", "[3, 1, 2]"]))
        a, b = self.int(scope, depth - 1), self.int(scope, depth - 1)
        some = self.list(scope, depth - 1)
        return self.pick([
            f"[{a}, {b}]", f"list(range({self.pick(['0', '3', '4'])}))", f"sorted({some})",
            f"{some} + [{a}]", f"[{a}] * 2", f"sorted([{a}, {b}, 2])", f"list({some})",
            f"list(range({self.pick(['1, 4', '0, 6, 2', '5, 0, -2'])}))", f"[{a}, {b}, {a}]",
        ])

    def exception(self, scope):
        kind = self.pick(["ValueError", "KeyError", "IndexError", "RuntimeError", "TypeError",
                          "OSError", "ConnectionError", "TimeoutError", "LookupError",
                          "ArithmeticError", "ZeroDivisionError", "Exception", "BaseException",
                          "CancelledError", "InvalidStateError", "QueueEmpty", "QueueFull",
                          "QueueShutDown", "BrokenBarrierError", "ValueError", "ValueError",
                          "UnboundLocalError", "NameError", "AttributeError"])
        return self.pick([f"{kind}('boom')", f"{kind}({self.int(scope, 1)})", f"{kind}()", kind,
                          f"{kind}({self.str(scope, 1)}, 2)"])

    def group(self, scope, depth=1):
        inner = [self.pick(["ValueError('v')", "KeyError('k')", "OSError(1)", "TypeError('t')",
                            "ValueError(2)"]) for _ in range(self.rng.randint(1, 3))]
        if depth and self.chance(0.4):
            inner.append(self.group(scope, depth - 1))
        kind = self.pick(["ExceptionGroup", "ExceptionGroup", "BaseExceptionGroup"])
        if kind == "BaseExceptionGroup" and self.chance(0.5):
            inner.append("CancelledError()")
        return f"{kind}('{self.pick(['g', 'many', ''])}', [{', '.join(inner)}])"

    # --- text with values ---

    def text(self, scope, word):
        """An f-string; `word` tells one print from another."""
        parts = [word.replace("{", "{{").replace("}", "}}")]
        for _ in range(self.rng.randint(0, 2)):
            kind = self.pick(["int", "int", "str", "float", "bool", "list"])
            value = self.expr(kind, scope, self.pick([0, 0, 1]))
            if '"' in value or "{" in value or "\\" in value:
                value = self.pick(self.names(scope, "int") or ["1"])
                kind = "int"
            parts.append("{" + value + self.pick(FORMATS[kind]) + "}")
        if self.chance(0.05):
            parts.append("{{}}")
        return " ".join(parts)
