"""Writes expressions.tsv: what CPython 3.14 makes of many expressions, for test_expressions.c.

    python3.14 expressions.py written.txt > expressions.tsv

written.txt holds those that people thought of; the rest is made at random.
A line is an expression, or `f:` and the inside of an f-string; a tab; then the repr of its value,
the last line of its traceback, or `limit` where a whole number leaves 64 bits or is complex
anywhere on the way. The same seed gives the same file.
"""
import ast
import asyncio
import builtins
import operator
import random
import sys
import warnings

warnings.simplefilter("ignore")


# Addresses, and what a CPython of 32 bits (as Pyodide's is) says otherwise.
UNLIKE = (" at 0x", "ssize_t", "MemoryError", "index-sized integer", "Too many decimal digits")


class Limit(BaseException):
    pass


class Skip(BaseException):
    """No expression of the language, or one that would take too long."""


NAMES = {n: getattr(builtins, n) for n in
         "len range str int float bool repr abs min max sum sorted round enumerate zip list "
         "isinstance BaseException Exception ValueError TypeError KeyError IndexError LookupError "
         "ArithmeticError ZeroDivisionError RuntimeError OSError ConnectionError TimeoutError "
         "ExceptionGroup BaseExceptionGroup".split()}
NAMES |= {n: getattr(asyncio, n) for n in
          "CancelledError InvalidStateError QueueEmpty QueueFull BrokenBarrierError".split()}
NAMES["random"] = random

BINARY = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
          ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
          ast.Pow: operator.pow}
COMPARE = {ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
           ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Is: operator.is_,
           ast.IsNot: operator.is_not, ast.In: lambda a, b: a in b,
           ast.NotIn: lambda a, b: a not in b}


def checked(value):
    if isinstance(value, complex):
        raise Limit
    if isinstance(value, int) and not -2**63 <= value < 2**63:
        raise Limit
    if isinstance(value, (list, tuple)):
        for item in value:
            checked(item)
    return value


def walk(node):
    """Evaluates node by node, so that every value on the way can be looked at."""
    match node:
        case ast.Constant():
            return checked(node.value)
        case ast.Name():
            if node.id not in NAMES:
                raise Skip(node.id)
            return NAMES[node.id]
        case ast.Attribute():
            return getattr(walk(node.value), node.attr)
        case ast.Subscript():
            container = walk(node.value)
            return checked(container[walk(node.slice)])
        case ast.List():
            return [walk(e) for e in node.elts]
        case ast.UnaryOp(op=ast.Not()):
            return not walk(node.operand)
        case ast.UnaryOp():
            value = walk(node.operand)
            return checked(-value if isinstance(node.op, ast.USub) else +value)
        case ast.BinOp():
            left = walk(node.left)
            right = walk(node.right)
            if isinstance(node.op, ast.Pow) and isinstance(left, int) and isinstance(right, int):
                if abs(left) > 1 and right > 64:
                    raise Limit
            if isinstance(node.op, ast.Mult):
                for a, b in (left, right), (right, left):
                    if isinstance(a, (str, list)) and isinstance(b, int) and b > 1000:
                        raise Skip
            if isinstance(left, str) and isinstance(right, float) and not abs(right) < 2**63:
                if set("diu") & set(left):
                    raise Skip
            return checked(BINARY[type(node.op)](left, right))
        case ast.BoolOp():
            for value in node.values:
                result = walk(value)
                if bool(result) == isinstance(node.op, ast.Or):
                    break
            return result
        case ast.IfExp():
            return walk(node.body if walk(node.test) else node.orelse)
        case ast.Compare():
            left = walk(node.left)
            for op, right in zip(node.ops, node.comparators):
                right = walk(right)
                result = COMPARE[type(op)](left, right)
                if not result:
                    break
                left = right
            return result
        case ast.Call():
            function = walk(node.func)
            positional = []
            for argument in node.args:
                if isinstance(argument, ast.Starred):
                    positional.extend(walk(argument.value))
                else:
                    positional.append(walk(argument))
            named = {k.arg: walk(k.value) for k in node.keywords}
            return checked(function(*positional, **named))
        case ast.JoinedStr():
            return "".join(walk(v) for v in node.values)
        case ast.FormattedValue():
            value = walk(node.value)
            spec = walk(node.format_spec) if node.format_spec else ""
            value = {-1: lambda v: v, 114: repr, 115: str, 97: ascii}[node.conversion](value)
            return format(value, spec)
    raise Skip(ast.dump(node))


def outcome(text):
    source = "f" + repr(text[2:]).replace("\\\\", "\\") if text.startswith("f:") else text
    tree = ast.parse(source, mode="eval").body
    try:
        return repr(walk(tree))
    except Limit:
        return "limit"
    except Exception as error:
        text = str(error).replace("(68, 'Result not representable')",
                                  "(34, 'Numerical result out of range')")
        return type(error).__name__ + (": " + text if text else "")


# --- random expressions ---

dice = random.Random(14)
pick = dice.choice

WHOLE = ["0", "1", "2", "3", "-1", "-2", "-7", "5", "10", "17", "100", "255", "1000", "12345",
         "9007199254740993", "9223372036854775807", "-9223372036854775807", "4611686018427387904",
         "True", "False"]
FLOATS = ["0.0", "-0.0", "1.0", "0.5", "1.5", "2.5", "-2.5", "0.1", "0.2", "0.3", "3.14159",
          "1e16", "1e22", "1e-7", "123456.789", "1e300", "-1e-300", "5e-324", "2.675", "1e100",
          "float('inf')", "float('-inf')", "float('nan')", "9007199254740992.0", "1234567890.0"]
TEXTS = ["''", "'a'", "'b'", "'abc'", "'Hello World'", "'é'", "'a,b,,c'", "' x  y '", "'12'",
         "'-7'", "'1.5'", "\"it's\"", "'x\\ny'", "'Straße'", "'日本'", "'%d'", "'%s-%s'", "'%5.2f'"]
OTHER = ["None", "ValueError", "ValueError('x')", "KeyError('k')", "len", "int", "OSError(5, 'no')",
         "ValueError()", "TypeError(1, 'b')", "range(5)", "range(10, 0, -3)", "range(0)",
         "ExceptionGroup('g', [ValueError(1), KeyError('k')])"]
LISTS = ["[]", "[1]", "[1, 2, 3]", "['b', 'a']", "[1, 'a']", "[[1, 2], [3]]", "[0.1, 0.2, 0.3]",
         "list('abc')", "list(range(4))", "list(enumerate('ab'))", "list(zip([1, 2], 'ab'))",
         "[None, 1]", "[True, False]", "[3, 1.5, 2]", "list(enumerate([5], 2))[0]",
         "[2, 2.0, True]"]


def atom():
    return pick(pick([WHOLE, WHOLE, WHOLE, FLOATS, FLOATS, TEXTS, TEXTS, LISTS, LISTS, OTHER]))


def number():
    return pick(pick([WHOLE, FLOATS]))


def expression(depth):
    if depth == 0:
        return atom()
    kind = dice.randrange(10)
    if kind < 4:
        return binary(depth)
    return [unary, compare, call, method, index, choice][kind - 4](depth)


def operand(depth):
    text = expression(depth - 1)
    return text if depth == 1 and text[0] != "-" else f"({text})"


def binary(depth):
    op = pick(["+", "-", "*", "/", "//", "%", "**"])
    if dice.random() < 0.6:
        return f"({number()}) {op} ({number()})"
    return f"{operand(depth)} {op} {operand(depth)}"


def unary(depth):
    return pick(["-", "+", "not "]) + operand(depth)


def compare(depth):
    text = operand(depth)
    for _ in range(pick([1, 1, 2])):
        text += f" {pick(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'])} {operand(depth)}"
    return text


def call(depth):
    one = lambda: expression(depth - 1)
    return pick([
        lambda: f"{pick(['len', 'str', 'int', 'float', 'bool', 'repr', 'abs', 'min', 'max', 'sum', 'sorted', 'round', 'list'])}({one()})",
        lambda: f"{pick(['int', 'float', 'round', 'abs', 'str'])}({number()})",
        lambda: f"round({number()}, {pick(['0', '1', '2', '-1', '-2', '5', '-5', '15', 'None'])})",
        lambda: f"{pick(['min', 'max'])}({one()}, {one()})",
        lambda: f"sum({pick(LISTS)}, {one()})",
        lambda: f"sorted({pick(LISTS)}, reverse={one()})",
        lambda: f"isinstance({one()}, {pick(['int', 'str', 'float', 'list', 'bool', 'Exception', 'LookupError', 'BaseException', 'range', one()])})",
        lambda: f"list(zip({one()}, {one()}))",
        lambda: f"list(range({pick(WHOLE[:11])}, {pick(WHOLE[:11])}, {pick(WHOLE[:8])}))",
        lambda: f"{pick(['min', 'max'])}({pick(LISTS)}, default={one()})",
        lambda: f"sum([{', '.join(number() for _ in range(dice.randrange(1, 6)))}])",
        lambda: f"{pick(list(NAMES)[17:-2])}({pick(['', one(), one() + ', ' + one()])})",
        lambda: f"{pick(['len', 'min', 'round', 'sum', 'sorted', 'int', 'range', 'enumerate', 'abs'])}({', '.join(one() for _ in range(dice.randrange(4)))})",
    ])()


def method(depth):
    text, one = pick(TEXTS), lambda: expression(depth - 1)
    return pick([
        lambda: f"{text}.{pick(['upper', 'lower', 'strip', 'split'])}()",
        lambda: f"{text}.{pick(['strip', 'split', 'join', 'startswith', 'endswith'])}({pick([atom(), pick(TEXTS)])})",
        lambda: f"{text}.replace({pick(TEXTS)}, {pick(TEXTS)}{pick(['', ', 1', ', -1', ', 0'])})",
        lambda: f"{text}.split({pick(TEXTS + ['None'])}, {pick(WHOLE[:6])})",
        lambda: f"{pick(LISTS)}.{pick(['append', 'pop', 'extend', 'count', 'index', 'nothing'])}({one()})",
        lambda: f"{pick(LISTS)}.{pick(['pop', 'clear', 'sort', 'reverse', 'append'])}()",
        lambda: f"{pick(LISTS)}.insert({pick(WHOLE)}, {one()})",
        lambda: f"{pick(LISTS)}.index({one()}, {pick(WHOLE[:6])})",
        lambda: f"({one()}).{pick(['args', 'exceptions', 'nothing'])}",
        lambda: f"({one()})({one()})",
    ])()


def index(depth):
    return f"{pick([pick(LISTS), pick(TEXTS), 'range(5)', operand(depth)])}[{pick([pick(WHOLE[:8]), expression(depth - 1)])}]"


def choice(depth):
    a, b, c = operand(depth), operand(depth), operand(depth)
    return pick([f"{a} if {b} else {c}", f"{a} and {b}", f"{a} or {b}", f"{a} is None",
                 f"[{a}, {b}]", f"[{a}, {b}] {pick(['<', '==', '>='])} [{a}, {c}]"])


def spec():
    maybe = lambda *choices: pick(["", *choices])
    return (maybe("<", ">", "^", "=", "*<", "0>", "é^", "x=") + maybe("+", "-", " ") + maybe("", "z")
            + maybe("", "#") + maybe("", "0") + maybe("5", "12", "1", "20") + maybe("", ",", "_")
            + maybe(".0", ".1", ".2", ".10", ".3", ".", ".3_") + maybe(*"bcdeEfFgGnosxX%q"))


def formatted():
    value = pick([number(), number(), number(), pick(TEXTS[:10]), pick(LISTS), pick(OTHER)])
    conversion = pick(["", "", "", "", "", "!r", "!s", "!a"])
    style = spec() if dice.random() < 0.9 else ""
    return f"f:{pick(['', 'a ', '{{'])}{{({value}){conversion}{':' + style if style else ''}}}"


def percent():
    flags = "".join(c for c in "-+ #0" if dice.random() < 0.2)
    size = pick(["", "", "5", "10"]) + pick(["", "", ".0", ".2", ".5"])
    return f"'{pick(['', 'x', '%%'])}%{flags}{size}{pick('diuoxXeEfFgGcrsa')}' % ({atom()})"


def generated():
    for _ in range(900):
        yield expression(1)
    for _ in range(900):
        yield expression(2)
    for _ in range(400):
        yield f"({number()}) {pick(['+', '-', '*', '/', '//', '%', '**', '<', '==', '>='])} ({number()})"
    for _ in range(400):
        yield repr(dice.uniform(-1, 1) * 10.0 ** dice.randrange(-30, 30))
    for _ in range(200):
        yield f"round({dice.uniform(-1, 1) * 10.0 ** dice.randrange(-3, 9)!r}, {dice.randrange(-5, 9)})"
    for _ in range(150):
        yield f"{dice.getrandbits(63)} / {dice.getrandbits(dice.randrange(1, 63)) + 1}"
    for _ in range(900):
        yield formatted()
    for _ in range(300):
        yield percent()
    for _ in range(150):
        items = ", ".join(pick(WHOLE + FLOATS[:12] + (["'a'", "'b'", "None"] if dice.random() < 0.3
                                                      else [])) for _ in range(dice.randrange(12)))
        yield f"sorted([{items}]{pick(['', '', ', reverse=True'])})"
    for _ in range(60):
        yield pick(["random.random()", "random.uniform(1, 5)", "random.randint(1, 6)",
                    "random.randint(-1000000000000, 1000000000000)", "random.choice('abcdef')",
                    "random.choice([1, 2, 3])", "random.uniform(-0.5, 0.5)"])


def main():
    random.seed(0)
    seen = set()
    with open(sys.argv[1], encoding="utf-8") as file:
        written = [line.rstrip("\n") for line in file]
    for text in [*written, *generated()]:
        if text in seen and not text.startswith("random"):
            continue
        seen.add(text)
        try:
            result = outcome(text)
        except (Skip, SyntaxError):
            continue
        if any(words in result for words in UNLIKE):
            continue
        escape = lambda s: s.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        print(escape(text), escape(result), sep="\t")


main()
