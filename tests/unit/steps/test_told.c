/* What a run tells of objects, limits, cancelling, errors, lateness and races. In the scenarios below
 * a backtick stands for JSON's quote; what follows `main()` are its steps. */
#include "steps/steps.h"

#include "sim/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The dump of main's trace. */
static char *told_with(const char *coroutines, SimOptions options)
{
    Builder json = {0}, out = {0}, why = {0};
    Diags diags = {0};
    builder_text(&json, "{\"coroutines\": {");
    for (const char *at = coroutines; *at; at++)
        builder_char(&json, *at == '`' ? '"' : *at);
    builder_text(&json, "}, \"timelines\": [{\"run\": \"main()\"}]}");
    Scenario *scenario = scenario_load(STR("test.json"), builder_view(&json), step_specs,
                                       step_verb_count, &diags);
    if (!scenario)
        fail_msg("%s\n%s", diags.list.items[0].what, json.at);
    options.collect_always = true;
    Trace *trace = sim_run(scenario, 0, step_ops, &options, NULL);
    if (!trace_check(trace, &why))
        fail_msg("%s", why.at);
    trace_dump(&out, trace, 0);
    trace_free(trace);
    scenario_free(scenario);
    diags_free(&diags);
    builder_free(&json);
    builder_free(&why);
    return out.at;
}

static void assert_told(const char *coroutines, const char *const *lines)
{
    char *text = told_with(coroutines, (SimOptions){0});
    const char *at = text;
    for (; *lines; lines++) {
        const char *found = strstr(at, *lines);
        if (!found)
            fail_msg("no (further) `%s` in\n%s", *lines, text);
        at = found + strlen(*lines);
    }
    free(text);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void a_sleep_that_falls_due_while_the_loop_is_held(void **state)
{
    (void)state;
    assert_told("`a()`: [{`sleep`: 1}], `b()`: [{`block`: 4}],"
                "`main()`: [{`gather`: [`a()`, `b()`]}]",
                LINES("0 4.0 Task-2 late since 1.0 by Task-3\n", "0 4.0 Task-2 wake"));
    assert_told("`w()`: [{`to_thread`: 1}], `b()`: [{`block`: 4}],"
                "`main()`: [{`gather`: [`w()`, `b()`]}]",
                LINES("0 4.0 Task-2 late since 1.0 by Task-3", "0 4.0 Task-2 wake"));
    char *text = told_with("`main()`: [{`sleep`: 1}]", (SimOptions){0});
    assert_null(strstr(text, "late"));
    free(text);
}

static void limits_are_armed_and_left_or_strike(void **state)
{
    (void)state;
    assert_told("`main()`: [{`timeout`: 2, `do`: [{`sleep`: 1}]},"
                "{`try`: [{`timeout`: 2, `do`: [{`sleep`: 5}]}],"
                " `except`: {`TimeoutError`: []}}]",
                LINES("0 0.0 Task-1 arm timeout 0 until 2.0", "0 1.0 Task-1 disarm 0",
                      "0 1.0 Task-1 arm timeout 1 until 3.0", "0 3.0 Task-1 strike 1",
                      "0 3.0 Task-1 cancel limit", "0 3.0 Task-1 step flags 2",
                      "0 3.0 Task-1 raise TimeoutError", "0 3.0 Task-1 caught TimeoutError"));
    assert_told("`f()`: [{`sleep`: 5}], `b()`: [{`block`: 4}],"
                "`main()`: [{`create_task`: `b()`},"
                "{`try`: [{`wait_for`: `f()`, `timeout`: 1}],"
                " `except`: {`TimeoutError`: []}}]",
                LINES("arm wait_for 0 until 1.0", "late since 1.0 by Task-2",
                      "0 4.0 Task-1 strike 0"));
}

static void who_holds_what(void **state)
{
    (void)state;
    assert_told("`f(lock)`: [{`async_with`: `lock`, `do`: [{`sleep`: 1}]}],"
                "`main()`: [{`let`: {`left`: `Lock()`}}, {`gather`: [`f(left)`, `f(left)`]}]",
                LINES("create f(left)", "0 0.0 Task-2 change hold of lock 1 left = 1",
                      "await lock", "0 1.0 Task-2 change release of lock 1 left = 0",
                      "0 1.0 Task-3 change hold of lock 1 left = 1"));
    assert_told("`main()`: [{`let`: {`q`: `Queue(2)`}}, {`call`: `q.put_nowait(7)`},"
                "{`await`: `q.put('x')`}, {`await`: `q.get()`}, {`call`: `q.task_done()`}]",
                LINES("change put of queue 1 q = 1", "change put of queue 1 q = 2",
                      "change get of queue 1 q = 1", "change task_done of queue 1 q = 1"));
    assert_told("`main()`: [{`let`: {`e`: `Event()`, `s`: `Semaphore(2)`}}, {`call`: `e.set()`},"
                "{`call`: `e.clear()`}, {`async_with`: `s`, `do`: []}]",
                LINES("change set of event 1 e = 1", "change clear of event 1 e = 0",
                      "change hold of semaphore 2 s = 1", "change release of semaphore 2 s = 2"));
}

static void who_cancels_whom(void **state)
{
    (void)state;
    assert_told("`f()`: [{`sleep`: 9}], `g()`: [{`await`: `f()`}],"
                "`main()`: [{`create_task`: `g()`, `as`: `t`}, {`sleep`: 1},"
                "{`call`: `t.cancel()`}]",
                LINES("0 1.0 Task-2 cancel call by Task-1", "0 1.0 Task-2 step flags 2",
                      "0 1.0 Task-2 cancelled"));
    assert_told("`f()`: [{`sleep`: 9}],"
                "`main()`: [{`create_task`: `f()`}, {`sleep`: 1}]",
                LINES("0 1.0 Task-2 cancel shutdown by loop"));
    assert_told("`f()`: [{`sleep`: 9}], `bad()`: [{`raise`: `ValueError('x')`}],"
                "`main()`: [{`task_group`: `tg`, `do`: [{`create_task`: `f()`, `in`: `tg`},"
                "{`create_task`: `bad()`, `in`: `tg`}]}]",
                LINES("Task-3 raise ValueError: x", "Task-2 cancel group by Task-3"));
}

static void who_waits_for_whom_at_the_end(void **state)
{
    (void)state;
    assert_told("`a(ts)`: [{`await`: `ts[1]`}], `b(ts)`: [{`await`: `ts[0]`}],"
                "`main()`: [{`let`: {`ts`: `[]`}},"
                "{`create_task`: `a(ts)`, `as`: `x`}, {`create_task`: `b(ts)`, `as`: `y`},"
                "{`call`: `ts.extend([x, y])`}, {`wait`: [`x`, `y`]}]",
                LINES("Task-1 edge waits for Task-2", "Task-3 edge waits for Task-2",
                      "Task-1 edge waits for Task-3", "Task-2 edge waits for Task-3"));
}

static const char races[] =
    "`a()`: [{`sleep`: 2}, {`print`: `a`}], `b()`: [{`sleep`: 1}, {`sleep`: 1}, {`print`: `b`}],"
    "`c()`: [{`sleep`: 0.5}, {`sleep`: 1.5}, {`print`: `c`}],"
    "`main()`: [{`gather`: [`a()`, `b()`, `c()`]}]";

static void assert_order(const uint32_t *choices, size_t count, const char *const *lines)
{
    char *text = told_with(races, (SimOptions){.choices = choices, .choice_count = count});
    const char *at = text;
    for (; *lines; lines++) {
        at = strstr(at, *lines);
        if (!at)
            fail_msg("no (further) `%s` in\n%s", *lines, text);
    }
    free(text);
}

static void another_order_can_be_run(void **state)
{
    (void)state;
    assert_order(NULL, 0, LINES("race 0: Task-2 Task-4 Task-3", "print a", "print c", "print b"));
    assert_order((uint32_t[]){2}, 1,
                 LINES("race 0: Task-3 Task-2 Task-4", "print b", "print a", "print c"));
    assert_order((uint32_t[]){1, 1}, 2,
                 LINES("race 0: Task-4 Task-3 Task-2", "print c", "print b", "print a"));
    assert_order((uint32_t[]){99, 99, 99}, 3, LINES("print b", "print c", "print a"));
}

static void what_a_million_tasks_make(void **state)
{
    (void)state;
    char *text = told_with("`f()`: [{`sleep`: 1}], `main()`: [{`gather`: [`f()`]}]",
                           (SimOptions){0});
    size_t lines = 0;
    for (const char *at = text; (at = strstr(at, "Task-2")); at++)
        lines++;
    assert_int_equal(sizeof(Event), 24);
    /* create, step, line, await, wake, step, done; and `Task-1 wake by Task-2` */
    assert_int_equal(lines, 8);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sleep_that_falls_due_while_the_loop_is_held),
        cmocka_unit_test(limits_are_armed_and_left_or_strike),
        cmocka_unit_test(who_holds_what),
        cmocka_unit_test(who_cancels_whom),
        cmocka_unit_test(who_waits_for_whom_at_the_end),
        cmocka_unit_test(another_order_can_be_run),
        cmocka_unit_test(what_a_million_tasks_make),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
