"""Random steps of the scenario language. A block is made for a scope: the names that are bound
there, with their types. What is made may fail when it runs, as Python's own exception; it is never
wrong before it runs, and never endless."""

from expressions import Expressions

DELAYS = [0, 0, 0.1, 0.5, 1, 1, 1, 1.5, 2, 2, 3, 0.3]
RISKY = {"print", "let", "await", "gather", "wait", "wait_for", "shield", "call", "cancel", "raise",
         "timeout", "task_group", "as_completed", "async_with", "sleep", "block"}
CATCH = ["ValueError", "Exception", "RuntimeError", "LookupError", "KeyError, IndexError",
         "OSError, ValueError", "CancelledError", "TimeoutError", "BaseException", "TypeError",
         "ArithmeticError", "ZeroDivisionError", "ConnectionError", "InvalidStateError",
         "QueueEmpty, QueueFull", "QueueShutDown", "BrokenBarrierError", "ExceptionGroup",
         "BaseExceptionGroup", "UnboundLocalError", "NameError", "AttributeError"]


class Context:
    """Where a block stands."""

    def __init__(self, loop=False, star=False, handling=False, group=None, depth=0, left=6):
        self.loop, self.star, self.handling = loop, star, handling
        self.group, self.depth, self.left = group, depth, left

    def inside(self, **changes):
        new = Context(**{**vars(self), **changes})
        new.depth += 1
        new.left = max(1, self.left // 2)
        return new


class Steps(Expressions):
    def __init__(self, rng, shared, coroutines, dense=False):
        super().__init__(rng)
        self.dense = dense  # little but waiting for each other
        self.shared = shared  # name -> type
        self.coroutines = coroutines  # name -> list of parameter types; those that may be called
        self.count = 0

    def new(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def delay(self, scope):
        if self.chance(0.15):
            return self.pick(self.names(scope, "int") or ["1"])
        if self.chance(0.02):
            return self.pick(["-1", "0.25 * 2", "1e-09", "'x'", "None", "0.1 + 0.2"])
        return self.pick(DELAYS)

    def call(self, scope):
        """A call of another coroutine, or of a plain sleep."""
        name = self.pick(list(self.coroutines))
        values = []
        for parameter, kind in self.coroutines[name]:
            if kind == "delay":
                value = str(self.pick(DELAYS))
            elif kind in ("int", "str", "float", "list"):
                value = self.expr(kind, scope, 0)
            else:
                value = self.pick(self.names({**self.shared, **scope}, kind) or ["None"])
            values.append(f"{parameter}={value}" if self.chance(0.1) and not values else value)
        if values and "=" in values[0]:
            values = values[:1] + [f"{p}={v}" for (p, _), v in
                                   zip(self.coroutines[name][1:], values[1:])]
        return f"{name}({', '.join(values)})"

    def object_steps(self):
        """Ways to use what the file shares; the more it shares, the more likely."""
        ways = {"lock": self.do_lock_step, "semaphore": self.do_lock_step,
                "event": self.do_event_step, "condition": self.do_condition_step,
                "queue": self.do_queue_step, "barrier": self.do_barrier_step,
                "int": self.do_shared_let, "list": self.do_list_method}
        steps = [way for kind in self.shared.values() for way in [ways[kind]] * 3]
        return steps + [self.do_state, self.do_with] if steps else []

    def every(self, scope):
        return {**self.shared, **scope}

    # --- blocks ---

    def block(self, scope, context):
        """Steps; what they bind stays in `scope`."""
        steps = []
        if self.chance(0.02):
            return steps
        for _ in range(self.rng.randint(1, context.left)):
            step = self.step(scope, context)
            steps.extend(self.guarded(step if isinstance(step, list) else [step]))
        return steps

    def guarded(self, steps):
        """Most mistakes are caught and told, so that the program goes on."""
        if not RISKY.intersection(*steps[:1]) or self.chance(0.25):
            return steps
        e = self.new("e")
        said = {"print": "{" + e + "!r}"}
        kinds = {0: [{"await": "at_once(1)"}], 4: [{"await": "at_once(2)", "as": e}],
                 7: [said, {"await": "at_once(3)"}]}
        handler = kinds.get(self.count % 10, [said])  # not by chance: all else stays as it was
        return [{"try": steps, "except": {f"Exception as {e}": handler}}]

    def step(self, scope, context):
        simple = [self.do_print] * 4 + [self.do_sleep] * 4 + [self.do_let] * 3 + [
            self.do_block, self.do_await, self.do_create, self.do_create, self.do_create_many,
            self.do_gather, self.do_gather, self.do_wait, self.do_wait_for, self.do_shield,
            self.do_thread, self.do_cancel, self.do_cancel, self.do_call, self.do_call,
            self.do_note, self.do_await_task, self.do_await_task, self.do_task_method,
            self.do_task_method, self.do_list_method, self.do_running, self.do_future,
            self.do_future, self.do_later, self.do_later, self.do_raise] + self.object_steps()
        if self.dense:
            simple = [self.do_print, self.do_sleep, self.do_sleep, self.do_wait_for, self.do_shield,
                      self.do_thread, self.do_later, self.do_await_task, self.do_cancel,
                      self.do_future] + self.object_steps() * 2
        nested = [self.do_for, self.do_while, self.do_if, self.do_if, self.do_try, self.do_try,
                  self.do_try_star, self.do_timeout, self.do_group, self.do_group,
                  self.do_completed, self.do_with]
        if self.dense:
            nested = [self.do_timeout, self.do_timeout, self.do_group, self.do_with, self.do_with,
                      self.do_try, self.do_completed]
        if context.loop and not context.star and self.chance(0.15):
            return self.do_jump(scope, context)
        if context.handling and self.chance(0.2):
            return {"raise": True}
        if not context.star and context.depth and self.chance(0.05):
            return {"return": self.pick([None, self.int(scope, 1), "'gone'"])}
        make = self.pick(nested if context.depth < 3 and self.chance(0.3) else simple)
        step = make(scope, context)
        if isinstance(step, dict) and self.chance(0.03):
            step["label"] = self.pick(["here", "a 'label'", "{{}}"])
        return step

    def body(self, scope, context, **changes):
        """A nested block. What it binds may or may not be bound behind it."""
        inner = dict(scope)
        steps = self.block(inner, context.inside(**changes))
        if self.chance(0.1):
            scope.update(inner)
        return steps

    # --- the simple ones ---

    def do_print(self, scope, context):
        return {"print": self.text(self.every(scope), self.new("p"))}

    def do_sleep(self, scope, context):
        step = {"sleep": self.delay(scope)}
        if self.chance(0.05):
            step["as"] = self.new("x")
            scope[step["as"]] = "none"
        return step

    def do_let(self, scope, context):
        kind = self.pick(["int", "int", "float", "str", "list", "list", "bool"])
        if self.chance(0.005):
            return {"print": "{" + self.pick(["2 ** 63", "10 ** 20 % 7", "-2 ** 63 - 1"]) + "}"}
        name = self.pick(self.names(scope, kind) or [self.new("v")])
        value = self.expr(kind, self.every(scope), 2)
        scope[name] = kind
        if self.chance(0.08):
            value, scope[name] = self.pick([
                (["1", "2"], "list"), (3, "int"), (2.5, "float"), (True, "bool"), (None, "none"),
                ([1, "2 + 3", 0.5], "list")])
        if self.chance(0.03):
            return {"let": {name: value, self.new("v"): self.int(scope, 1)}}
        return {"let": {name: value}}

    def do_shared_let(self, scope, context):
        names = self.names(self.shared, "int")
        if not names:
            return self.do_let(scope, context)
        name = self.pick(names)
        return {"let": {name: f"{name} + {self.pick(['1', '2', name])}"}}

    def do_block(self, scope, context):
        return {"block": self.delay(scope)}

    def do_await(self, scope, context):
        step = {"await": self.call(scope)}
        return self.bound(step, scope, "any", 0.5)

    def bound(self, step, scope, kind, chance):
        if self.chance(chance):
            step["as"] = self.new("r")
            scope[step["as"]] = kind
        return step

    def do_create(self, scope, context):
        step = {"create_task": self.call(scope), "as": self.new("t")}
        if context.group and self.chance(0.7):
            step["in"] = context.group
        if self.chance(0.15):
            step["name"] = self.pick(["first", "the {1 + 1}nd", "Task-99", "job-{0}"])
        if self.chance(0.1):
            del step["as"]
            return step
        scope[step["as"]] = "task"
        return step

    def do_create_many(self, scope, context):
        name, i = self.new("ts"), self.new("i")
        step = {"create_task": self.call({**scope, i: "int"}),
                "for": f"{i} in {self.pick(['range(2)', 'range(3)', self.list(scope, 1)])}",
                "as": name}
        if context.group and self.chance(0.5):
            step["in"] = context.group
        if self.chance(0.1):
            step["name"] = "{" + i + "}"
        scope[name] = "tasks"
        return step

    def awaitables(self, scope, tasks_only=False, spread=True):
        """Behind `gather`, `wait`, `as_completed`: a list, one starred name, a comprehension."""
        lists = self.names(scope, "tasks")
        if lists and self.chance(0.4):
            return {"what": f"*{self.pick(lists)}"}
        if spread and not tasks_only and self.chance(0.25):
            i = self.new("i")
            return {"what": self.call({**scope, i: "int"}), "for": f"{i} in range({self.pick('123')})"}
        tasks = self.names(scope, "task") + self.names(scope, "future")
        items = []
        if tasks_only and not tasks:
            tasks = ["current_task()"]
        for _ in range(self.rng.randint(0 if self.chance(0.1) else 1, 3)):
            if tasks and (tasks_only or self.chance(0.6)):
                items.append(self.pick(tasks))
            elif not tasks_only or self.chance(0.03):
                items.append(self.call(scope))
        if lists and self.chance(0.2):
            items.append(f"*{self.pick(lists)}")
        return {"what": items}

    def do_gather(self, scope, context):
        found = self.awaitables(scope)
        step = {"gather": found.pop("what"), **found}
        if self.chance(0.4):
            step["return_exceptions"] = self.pick([True, True, False])
        step = self.bound(step, scope, "results", 0.6)
        if "as" in step and self.chance(0.5):
            return [step, {"print": "{" + step["as"] + "}"}]
        return step

    def do_wait(self, scope, context):
        found = self.awaitables(scope, tasks_only=True)
        step = {"wait": found.pop("what"), **found}
        if self.chance(0.6):
            step["return_when"] = self.pick(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"])
        if self.chance(0.4):
            step["timeout"] = self.delay(scope)
        if self.chance(0.7):
            done, pending = self.new("d"), self.new("g")
            step["as"] = self.pick([[done, pending], f"{done}, {pending}"])
            x = self.new("x")
            walk = {"for": f"{x} in {self.pick([done, pending])}",
                    "do": [{"print": "{" + x + ".get_name()} {" + x + ".done()}"}]}
            tell = {"print": f"{{len({done})}} {{len({pending})}}"}
            scope[done] = scope[pending] = "set"
            return [step, self.pick([tell, walk])]
        return step

    def do_wait_for(self, scope, context):
        tasks = self.names(scope, "task") + self.names(scope, "future")
        what = self.pick(tasks) if tasks and self.chance(0.4) else self.call(scope)
        limit = self.pick([self.delay(scope), 1, 2, None]) if self.chance(0.9) else 0
        return self.bound({"wait_for": what, "timeout": limit}, scope, "any", 0.5)

    def do_shield(self, scope, context):
        tasks = self.names(scope, "task")
        what = self.pick(tasks) if tasks and self.chance(0.7) else self.call(scope)
        return self.bound({"shield": what}, scope, "any", 0.4)

    def do_thread(self, scope, context):
        return self.bound({"to_thread": self.delay(scope)}, scope, "none", 0.1)

    def do_cancel(self, scope, context):
        tasks = self.names(scope, "task") + ["current_task()"] * self.chance(0.1)
        if not tasks:
            return self.do_create(scope, context)
        step = {"cancel": self.pick(tasks)}
        if self.chance(0.3):
            step["msg"] = self.pick(["too late", "{1 + 1}"])
        return self.bound(step, scope, "bool", 0.2)

    def do_call(self, scope, context):
        names = self.names(self.shared, "list") + self.names(scope, "list")
        if names and self.chance(0.6):
            return self.do_list_method(scope, context)
        return self.bound({"call": self.pick([self.call(scope), f"len({self.list(scope, 1)})",
                                              self.int(scope, 1)])}, scope, "any", 0.3)

    def do_note(self, scope, context):
        step = {"note": self.pick(["Now.", "One\nand two", "a # b", "long " * 30, "{{x}}"])}
        if self.chance(0.3):
            step["pause"] = self.pick([True, False])
        return step

    def do_await_task(self, scope, context):
        tasks = self.names(scope, "task")
        if not tasks:
            return self.do_create(scope, context)
        return self.bound({"await": self.pick(tasks)}, scope, "any", 0.4)

    def do_task_method(self, scope, context):
        tasks = self.names(scope, "task") + self.names(scope, "future")
        if not tasks:
            return self.do_create(scope, context)
        t = self.pick(tasks)
        method = self.pick(["done()", "cancelled()", "result()", "exception()", "cancel()",
                            "cancelling()", "uncancel()", "get_name()", "done()", "cancelled()",
                            "exception()", "result()", "cancel('now')", "cancel(msg='then')"])
        if t in self.names(scope, "future") and self.chance(0.5):
            method = self.pick(["done()", "cancelled()", "cancel()", "result()", "exception()"])
        if self.chance(0.1):
            return {"call": f"{t}.set_name('renamed')"}
        return {"print": f"{self.new('m')} {{{t}.{method}!r}}"}

    def do_list_method(self, scope, context):
        names = self.names(self.shared, "list") + self.names(scope, "list")
        if not names:
            return self.do_let(scope, context)
        name, n = self.pick(names), self.int(scope, 0)
        method = self.pick([f"append({n})", f"append({n})", f"extend([{n}, 2])", f"insert(0, {n})",
                            "pop()", "pop(0)", "clear()", "sort()", "reverse()", f"index({n})",
                            f"count({n})", "sort(reverse=True)"])
        return {"call": f"{name}.{method}"}

    def do_running(self, scope, context):
        if not self.chance(0.2):
            return {"print": "{current_task().get_name()} {current_task().cancelling()}"}
        verb = self.pick(["run", "run_until_complete"])
        return {"try": [{verb: self.call(scope)}],
                "except": {"RuntimeError as e": [{"print": "{e}"}]}}

    def do_raise(self, scope, context):
        if self.chance(0.5):
            return self.do_print(scope, context)
        if self.chance(0.15):
            return {"raise": self.group(scope)}
        if self.chance(0.05):
            return {"raise": self.pick(["1", "'text'", "None"])}
        return {"raise": self.exception(scope)}

    def do_jump(self, scope, context):
        jump = {self.pick(["break", "continue"]): True}
        if self.chance(0.6):
            return {"if": self.bool(scope, 1), "then": [jump]}
        return jump
