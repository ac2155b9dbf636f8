"""Random steps with asyncio's objects, and those that hold blocks."""

from steps import CATCH, Steps


class ObjectSteps(Steps):
    def shared_name(self, *kinds):
        names = [n for kind in kinds for n in self.names(self.shared, kind)]
        return self.pick(names) if names else None

    def do_state(self, scope, context):
        """What an object says of itself."""
        name = self.shared_name("lock", "semaphore", "event", "condition", "queue", "barrier")
        if not name:
            return self.do_print(scope, context)
        kind = self.shared[name]
        asks = {"lock": ["locked()"], "semaphore": ["locked()"], "event": ["is_set()"],
                "condition": ["locked()"],
                "queue": ["qsize()", "empty()", "full()", "maxsize"],
                "barrier": ["parties", "n_waiting", "broken"]}[kind]
        return {"print": "{" + f"{name}.{self.pick(asks)}" + "}"}

    def do_lock_step(self, scope, context):
        name = self.shared_name("lock", "semaphore")
        if not name:
            return self.do_sleep(scope, context)
        if self.chance(0.15):
            return {"call": f"{name}.release()"}
        if self.chance(0.1):
            return {"await": f"{name}.acquire()"}
        return [{"await": f"{name}.acquire()"},
                {"try": self.body(scope, context, loop=False),
                 "finally": [{"call": f"{name}.release()"}]}]

    def do_event_step(self, scope, context):
        name = self.shared_name("event")
        if not name:
            return self.do_sleep(scope, context)
        return self.pick([{"call": f"{name}.set()"}, {"call": f"{name}.set()"},
                          {"call": f"{name}.clear()"}, {"await": f"{name}.wait()"},
                          {"wait_for": f"{name}.wait()", "timeout": self.delay(scope)}])

    def do_queue_step(self, scope, context):
        name = self.shared_name("queue")
        if not name:
            return self.do_sleep(scope, context)
        item = self.pick([self.int(scope, 0), self.int(scope, 1), "[2, 'b']"])
        got = {"await": f"{name}.get()", "as": self.new("x")}
        step = self.pick([
            {"await": f"{name}.put({item})"}, {"await": f"{name}.put({item})"}, got, got,
            {"call": f"{name}.put_nowait({item})"},
            {"call": f"{name}.get_nowait()", "as": self.new("x")}, {"call": f"{name}.task_done()"},
            {"wait_for": f"{name}.get()", "timeout": self.delay(scope)},
            {"wait_for": f"{name}.join()", "timeout": 2},
            {"wait_for": f"{name}.put({item})", "timeout": 1}])
        if self.chance(0.05):
            step = {"call": f"{name}.shutdown({self.pick(['', 'True', 'immediate=True'])})"}
        if step is got:
            scope[got["as"]] = "any"
            return [got, {"print": "got {" + got["as"] + "}"}]
        return step

    def do_condition_step(self, scope, context):
        name = self.shared_name("condition")
        if not name:
            return self.do_sleep(scope, context)
        inside = self.pick([
            [{"await": f"{name}.wait()"}], [{"call": f"{name}.notify()"}],
            [{"call": f"{name}.notify_all()"}], [{"call": f"{name}.notify(2)"}],
            [{"wait_for": f"{name}.wait()", "timeout": self.delay(scope)}]])
        if self.chance(0.1):
            return inside[0]
        if self.chance(0.1):
            return [{"await": f"{name}.acquire()"}] + inside + [{"call": f"{name}.release()"}]
        return {"async_with": name, "do": inside + [self.do_print(scope, context)]}

    def do_barrier_step(self, scope, context):
        name = self.shared_name("barrier")
        if not name:
            return self.do_sleep(scope, context)
        if self.chance(0.15):
            return {"await": f"{name}.{self.pick(['reset()', 'reset()', 'abort()'])}"}
        if self.chance(0.3):
            return {"async_with": name, "do": [self.do_print(scope, context)]}
        return self.bound({"await": f"{name}.wait()"}, scope, "any", 0.5)

    def do_future(self, scope, context):
        futures = self.names(scope, "future")
        if not futures or self.chance(0.25):
            name = self.new("f")
            scope[name] = "future"
            return {"let": {name: "Future()"}}
        name = self.pick(futures)
        return self.pick([
            {"call": f"{name}.set_result({self.int(scope, 1)})"},
            {"call": f"{name}.set_exception({self.exception(scope)})"},
            {"call": f"{name}.cancel()"}, {"await": name},
            {"wait_for": name, "timeout": self.delay(scope)},
            {"print": f"{{{name}.done()}} {{{name}.cancelled()}}"}])

    def do_later(self, scope, context):
        """Tasks with something of the coroutine's in their hands."""
        t = self.new("t")
        futures, tasks = self.names(scope, "future"), self.names(scope, "task")
        if futures and self.chance(0.5):
            call = f"settle({self.pick(futures)}, {self.pick([0, 1, 1, 2])}, {self.int(scope, 0)})"
        elif tasks:
            call = self.pick(["canceller({}, {})", "watcher({}, {})"]).format(
                self.pick(tasks), self.pick([0, 0.5, 1, 1, 2]))
        else:
            call = self.call(scope)
        scope[t] = "task"
        return {"create_task": call, "as": t}

    def do_with(self, scope, context):
        name = self.shared_name("lock", "semaphore", "condition", "barrier")
        if not name:
            return self.do_timeout(scope, context)
        return {"async_with": name, "do": self.body(scope, context)}

    # --- with blocks ---

    def do_for(self, scope, context):
        i, x = self.new("i"), self.new("x")
        some = self.list(scope, 1)
        loop, bound = self.pick([
            (f"{i} in range({self.pick('0123')})", {i: "int"}), (f"{i} in {some}", {i: "int"}),
            (f"{i}, {x} in enumerate({some})", {i: "int", x: "int"}),
            (f"{i}, {x} in zip({some}, 'abc')", {i: "int", x: "str"}),
            (f"{i}, {x} in enumerate('ab', 1)", {i: "int", x: "str"}),
            (f"{x} in 'xy'", {x: "str"}), (f"{i} in [2, 1]", {i: "int"})])
        lists = self.names(scope, "tasks")
        if lists and self.chance(0.3):
            loop, bound = f"{x} in {self.pick(lists)}", {x: "task"}
        inner = {**scope, **bound}
        return {"for": loop, "do": self.block(inner, context.inside(loop=True))}

    def do_while(self, scope, context):
        n = self.new("n")
        inner = dict(scope)
        count = {"let": {n: f"{n} + 1"}}
        body = [count] + self.block(inner, context.inside(loop=True))
        test = self.pick([f"{n} < 2", f"{n} < 3", f"{n} < 2 and {self.bool(scope, 1)}"])
        return [{"let": {n: "0"}}, {"while": test, "do": body}]

    def do_if(self, scope, context):
        step = {"if": self.bool(self.every(scope), 2), "then": self.body(scope, context)}
        if self.chance(0.5):
            step["else"] = self.body(scope, context)
        return step

    def clauses(self, scope, context, types):
        clauses = {}
        for _ in range(self.rng.randint(1, 2)):
            e = self.new("e")
            inner = {**scope, e: "exc"}
            head = self.pick(types)
            body = self.block(inner, context.inside(handling=True))
            if self.chance(0.6):
                head += f" as {e}"
                body.insert(0, {"print": self.pick(["{%s!r}", "{%s}", "{%s!r} {%s.args}"])
                                .replace("%s", e)})
            clauses[head] = body
        return clauses

    def do_try(self, scope, context):
        step = {"try": self.body(scope, context)}
        if self.chance(0.85):
            step["except"] = self.clauses(scope, context, CATCH)
            if self.chance(0.25):
                step["else"] = self.body(scope, context)
        if "except" not in step or self.chance(0.35):
            step["finally"] = self.body(scope, context)
        return step

    def do_try_star(self, scope, context):
        inside = self.body(scope, context)
        if self.chance(0.7):
            inside.append({"raise": self.group(scope)})
        types = [t for t in CATCH if "Group" not in t] + ["ExceptionGroup"] * self.chance(0.1)
        step = {"try": inside,
                "except*": self.clauses(scope, context.inside(star=True, loop=False), types)}
        if self.chance(0.3):
            group = self.new("e")
            step["except*"] = {**step["except*"], f"Exception as {group}": [
                {"print": f"{{len({group}.exceptions)}} {{{group}.exceptions!r}}"}]}
        if self.chance(0.2):
            step["else"] = self.body(scope, context)
        if self.chance(0.2):
            step["finally"] = self.body(scope, context)
        return step

    def do_timeout(self, scope, context):
        step = {"timeout": self.pick([self.delay(scope), 1, 1, 2, None]),
                "do": self.body(scope, context)}
        if self.chance(0.5):
            return {"try": [step], "except": {"TimeoutError as e": [{"print": "late {e!r}"}]}}
        return step

    def do_group(self, scope, context):
        name = self.new("tg")
        step = {"task_group": name, "do": self.body(scope, context, group=name)}
        if self.chance(0.5):
            return {"try": [step], self.pick(["except", "except*"]): {
                "Exception as e": [{"print": "{e!r}"}]}}
        return step

    def do_completed(self, scope, context):
        found = self.awaitables(scope, spread=False)
        step = {"as_completed": found.pop("what"), **found}
        if self.chance(0.3):
            step["timeout"] = self.delay(scope)
        inner = dict(scope)
        self.bound(step, inner, "any", 0.7)
        step["do"] = self.block(inner, context.inside(loop=True))
        return step
