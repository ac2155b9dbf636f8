"""Which rows of the scenario format were reached: looked for in the lines of the exported programs
that CPython really ran, and, for what leaves no line there, in the scenarios themselves."""

import re

EXCEPTIONS = """BaseException Exception ValueError TypeError KeyError IndexError LookupError
ArithmeticError ZeroDivisionError RuntimeError OSError ConnectionError TimeoutError CancelledError
InvalidStateError QueueEmpty QueueFull QueueShutDown BrokenBarrierError ExceptionGroup
BaseExceptionGroup UnboundLocalError NameError AttributeError""".split()
FUNCTIONS = "len range str int float bool repr abs min max sum sorted round enumerate zip list isinstance"
DOTTED = ["random.random", "random.uniform", "random.randint", "random.choice", "random.seed",
          "time.perf_counter", "asyncio.current_task"]
MAKERS = "Lock Event Condition Semaphore BoundedSemaphore Queue PriorityQueue LifoQueue Barrier Future"
OBJECTS = {  # names that programs of generate.py give them, and what is asked of each
    r"t\d+|x\d+": "done cancelled result exception cancel cancelling uncancel get_name set_name",
    r"[fghk]\d*": "done cancelled result exception cancel set_result set_exception",
    "lock": "acquire release locked",
    "ev": "set clear is_set wait",
    "cond": "acquire release locked wait notify notify_all",
    "sem": "acquire release locked",
    "bsem": "acquire release locked",
    "q2?": "put get put_nowait get_nowait qsize empty full join task_done shutdown",
    "pq": "put get put_nowait get_nowait", "lq": "put get put_nowait get_nowait",
    "bar": "wait reset abort",
    r"found|v\d+": "append pop extend insert clear count index sort reverse",
}
TEXT_METHODS = "upper lower strip split join startswith endswith replace"
ATTRIBUTES = {"q2?": "maxsize", "bar": "parties n_waiting broken", r"e\d+": "args exceptions"}
OPERATORS = {
    "+": r" \+ ", "-": " - ", "*": r" \* ", "/": " / ", "//": " // ", "%": " % ",
    "**": r" \*\* ", "unary -": r"[ (=]-[\w(]", "unary +": r"[ (=]\+[\w(]", "==": " == ",
    "!=": " != ", "<": " < ", "<=": " <= ", ">": " > ", ">=": " >= ", "in": r"if .* in |\{.* in | = .* in ",
    "not in": " not in ", "is": " is (?!not)", "is not": " is not ", "and": " and ", "or": " or ",
    "not": r"\bnot (?!in)", "if else": r" if .* else ", "chained": r"\d <= .* < ", "index": r"\[-?\d+\]",
    "list": r"\[\d, ", "star": r"\*ts\d+", "named argument": r"\w\(\w+=",
}
STEPS = {
    "print": r"^print\(", "print f": r"^print\(f", "sleep": r"await asyncio\.sleep\(",
    "sleep as": r"= await asyncio\.sleep\(", "block": r"^time\.sleep\(",
    "await": r"^await (leaf|c\d)\(", "await as": r"= await (leaf|c\d)\(", "await task": r"await t\d+",
    "create_task": r"asyncio\.create_task\(", "create_task as": r"^\w+ = asyncio\.create_task\(",
    "create_task name": r"create_task\(.*name=", "create_task for": r"create_task\(.* for \w+ in ",
    "create_task in": r"tg\d+\.create_task\(", "create_task in for": r"tg\d+\.create_task\(.* for ",
    "gather": r"asyncio\.gather\(", "gather as": r"= await asyncio\.gather\(",
    "gather for": r"gather\(.* for \w+ in ", "gather *": r"gather\(\*ts",
    "gather return_exceptions": r"gather\(.*return_exceptions=True",
    "wait": r"asyncio\.wait\(", "wait as": r", \w+ = await asyncio\.wait\(",
    "wait FIRST_COMPLETED": r"FIRST_COMPLETED", "wait FIRST_EXCEPTION": r"FIRST_EXCEPTION",
    "wait ALL_COMPLETED": r"ALL_COMPLETED", "wait timeout": r"asyncio\.wait\(.*timeout=",
    "wait *": r"asyncio\.wait\(.*\*ts", "wait_for": r"asyncio\.wait_for\(",
    "wait_for as": r"= await asyncio\.wait_for\(", "timeout": r"async with asyncio\.timeout\(",
    "task_group": r"async with asyncio\.TaskGroup\(\) as ",
    "as_completed": r"asyncio\.as_completed\(", "as_completed timeout": r"as_completed\(.*timeout=",
    "as_completed *": r"as_completed\(\[?\*ts", "shield": r"asyncio\.shield\(",
    "shield as": r"= await asyncio\.shield\(", "to_thread": r"asyncio\.to_thread\(time\.sleep, ",
    "to_thread as": r"= await asyncio\.to_thread", "cancel": r"\.cancel\(\)",
    "cancel msg": r"\.cancel\((f?['\"]|msg)", "cancel as": r"= .*\.cancel\(",
    "async_with": r"^async with (lock|sem|bsem|cond|bar):", "let": r"^v\d+ = ",
    "let shared": r"^total = total", "call": r"^\w+\.append\(", "call as": r"^r\d+ = (len|\d)",
    "for": r"^for \w+ in ", "for unpacked": r"^for \w+, \w+ in ", "while": "^while ",
    "break": "^break$", "continue": "^continue$", "if": "^if ", "else": "else|^print|^if",
    "try": "^try:", "except": "^except [A-Z(a]", "except as": "^except .* as ",
    "except several": r"^except \(", "except*": r"^except\* ", "raise": r"^raise .", "raise alone": r"^raise$",
    "return": "^return", "run": r"^asyncio\.run\(", "finally": "^finally|^print",
    "run_until_complete": r"^asyncio\.get_event_loop\(\)\.run_until_complete\(",
    "entry run_until_complete": r"^loop\.run_until_complete\(",
    "executor": r"max_workers=[123]\)", "f !r": r"!r\}", "f !s": r"!s\}", "f !a": r"!a\}",
    "f format": r":[^'\" ]*\.\df\}",
    "f brace": r"\{\{",
}
KEYS = ["title", "description", "let", "executor", "seed", "view", "label", "note", "pause", "msg",
        "else", "finally", "entry"]


def methods():
    for name, asked in OBJECTS.items():
        for method in asked.split():
            yield f"{name}.{method}", rf"\b({name})\.{method}\("
    for name, asked in ATTRIBUTES.items():
        for attribute in asked.split():
            yield f"{name}.{attribute}", rf"\b({name})\.{attribute}\b"
    for method in TEXT_METHODS.split():
        yield f"text.{method}", rf"['\")]\.{method}\("


def rows():
    yield from (("step " + name, pattern) for name, pattern in STEPS.items())
    yield from ((f"function {name}", rf"\b{name}\(") for name in FUNCTIONS.split())
    yield from ((name, re.escape(name) + r"\(") for name in DOTTED)
    yield from ((f"maker {name}", rf"asyncio\.{name}\(") for name in MAKERS.split())
    yield from ((f"exception {name}", rf"\b{name}\b") for name in EXCEPTIONS)
    yield from ((f"operator {name}", pattern) for name, pattern in OPERATORS.items())
    yield from methods()


class Coverage:
    def __init__(self):
        self.counts = {name: 0 for name, _ in rows()}
        self.patterns = {name: re.compile(pattern) for name, pattern in rows()}
        self.keys = {key: 0 for key in KEYS}

    def add(self, scenario_text, program, lines):
        source = program.split("\n")
        ran = [source[number - 1].strip() for number in lines]
        text = "\n".join(line for line in ran if not line.startswith(("async def", "import")))
        for name, pattern in self.patterns.items():
            anchored = pattern.pattern.startswith("^")
            if any(pattern.search(line) for line in ran) if anchored else pattern.search(text):
                self.counts[name] += 1
        for key in KEYS:
            self.keys[key] += f'"{key}":' in scenario_text

    def reached(self):
        return sum(count > 0 for count in [*self.counts.values(), *self.keys.values()])

    def missed(self):
        return [name for name, count in {**self.counts, **self.keys}.items() if count == 0]

    def table(self):
        everything = {**self.counts, **{f"key {k}": n for k, n in self.keys.items()}}
        cells = [f"{name} {count}" for name, count in everything.items()]
        width = max(map(len, cells)) + 2
        columns = max(1, 100 // width)
        return "\n".join("".join(cell.ljust(width) for cell in cells[n:n + columns]).rstrip()
                         for n in range(0, len(cells), columns))
