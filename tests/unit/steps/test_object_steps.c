/* What the picture is told of waiting: its kind and label for each verb and object, the worker a
 * thread has, warnings; and how objects print. What happens when is in tests/corners. */
#include "sim/sim.h"
#include "steps/steps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Ran {
    Scenario *scenario;
    Trace *trace;
} Ran;

/* `steps` is the body of main(); `more` further members of the file, each with a comma behind. */
static Ran run_steps(const char *more, const char *steps)
{
    Builder text = {0};
    builder_printf(&text,
                   "{%s\"coroutines\": {\"nap()\": [{\"sleep\": 1}],"
                   "\"fail()\": [{\"sleep\": 1}, {\"raise\": \"ValueError('x')\"}],"
                   "\"main()\": [%s]}, \"timelines\": [{\"run\": \"main()\"}]}",
                   more, steps);
    Diags diags = {0};
    Ran ran = {.scenario = scenario_load(STR("test"), builder_view(&text), step_specs,
                                         step_verb_count, &diags)};
    assert_non_null(ran.scenario);
    SimOptions options = {.collect_always = true};
    ran.trace = sim_run(ran.scenario, 0, step_ops, &options, NULL);
    Builder why = {0};
    if (!trace_check(ran.trace, &why))
        fail_msg("%s", why.at);
    builder_free(&why);
    builder_free(&text);
    diags_free(&diags);
    return ran;
}

static void forget(Ran ran)
{
    trace_free(ran.trace);
    scenario_free(ran.scenario);
}

static Event nth_of(const Ran *ran, EventKind kind, size_t n)
{
    for (size_t i = 0; i < trace_count(ran->trace); i++) {
        Event event = trace_event(ran->trace, i);
        if (event.kind == kind && n-- == 0)
            return event;
    }
    fail_msg("no such event");
    abort();
}

static void check_wait(const char *more, const char *steps, WaitKind kind, const char *label)
{
    Ran ran = run_steps(more, steps);
    Wait wait = trace_wait(ran.trace, nth_of(&ran, EVENT_WAIT, 0).wait);
    Str expected = str_of(label);
    assert_int_equal(wait.label.length, expected.length);
    assert_memory_equal(wait.label.at, expected.at, expected.length);
    assert_int_equal(wait.kind, kind);
    assert_true(str_is(wait.call, "main()"));
    forget(ran);
}

static void each_wait_has_its_kind_and_label(void **state)
{
    (void)state;
    const char *task = "{\"create_task\": \"nap()\", \"as\": \"t\"},";
    static const struct {
        const char *more, *steps;
        WaitKind kind;
        const char *label;
    } cases[] = {
        {"", "{\"wait\": [\"t\"]}", WAIT_WAIT, "wait(…)"},
        {"", "{\"wait_for\": \"t\", \"timeout\": 5}", WAIT_WAIT, "wait_for t"},
        {"", "{\"shield\": \"t\"}", WAIT_SHIELD, "shield(t)"},
        {"", "{\"as_completed\": [\"t\"], \"do\": []}", WAIT_COMPLETED, "as_completed(…)"},
        {"", "{\"to_thread\": 1.5}", WAIT_THREAD, "to_thread(1.5)"},
        {"", "{\"task_group\": \"g\", \"do\": [{\"create_task\": \"nap()\", \"in\": \"g\"}]}",
         WAIT_GROUP, "task group"},
        {"\"let\": {\"s\": \"Semaphore(0)\"},",
         "{\"async_with\": \"s\", \"do\": []}", WAIT_SEMAPHORE, "async with s"},
        {"\"let\": {\"b\": \"Barrier(2)\"},",
         "{\"async_with\": \"b\", \"do\": []}", WAIT_BARRIER, "async with b"},
        {"\"let\": {\"q\": \"Queue()\"},", "{\"await\": \"q.get()\"}", WAIT_QUEUE,
         "await q.get()"},
        {"\"let\": {\"b\": \"Barrier(2)\"},", "{\"await\": \"b.wait()\"}", WAIT_BARRIER,
         "await b.wait()"},
        {"\"let\": {\"e\": \"Event()\"},", "{\"await\": \"e.wait()\"}", WAIT_EVENT,
         "await e.wait()"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Builder steps = {0};
        builder_printf(&steps, "%s%s", task, cases[i].steps);
        check_wait(cases[i].more, steps.at, cases[i].kind, cases[i].label);
        builder_free(&steps);
    }
}

static void a_thread_names_its_worker(void **state)
{
    (void)state;
    Ran ran = run_steps("", "{\"create_task\": \"nap()\", \"as\": \"t\"},"
                            "{\"to_thread\": 2, \"label\": \"work\"}");
    Event begin = nth_of(&ran, EVENT_THREAD, 0), end = nth_of(&ran, EVENT_THREAD_END, 0);
    assert_int_equal(begin.t, 0);
    assert_int_equal(end.t, 2000000000);
    assert_int_equal(begin.flags, 0);
    assert_int_equal(begin.wait, end.wait);
    assert_true(str_is(trace_wait(ran.trace, begin.wait).label, "work"));
    assert_int_equal(trace_wait(ran.trace, begin.wait).kind, WAIT_THREAD);
    forget(ran);
}

static void a_failure_behind_a_cancelled_shield_is_told(void **state)
{
    (void)state;
    Ran ran = run_steps("", "{\"try\": [{\"wait_for\": \"outer()\", \"timeout\": 0.5}],"
                            "\"except\": {\"TimeoutError\": [{\"sleep\": 1}]}}],"
                            "\"outer()\": [{\"shield\": \"fail()\"}");
    Str text = trace_text(ran.trace, nth_of(&ran, EVENT_WARNING, 0).text);
    assert_true(str_is(text, "ValueError exception in shielded future: ValueError: x"));
    forget(ran);
}

static void objects_print_without_their_addresses(void **state)
{
    (void)state;
    Ran ran = run_steps(
        "\"let\": {\"lock\": \"Lock()\", \"e\": \"Event()\", \"s\": \"BoundedSemaphore(2)\","
        "\"c\": \"Condition()\", \"b\": \"Barrier(2)\", \"q\": \"PriorityQueue(3)\"},",
        "{\"await\": \"lock.acquire()\"}, {\"call\": \"e.set()\"}, {\"call\": \"q.put_nowait(1)\"},"
        "{\"task_group\": \"g\", \"do\": [{\"print\": \"{lock} {e} {s} {c} {b} {q} {g}\"}]}");
    Str text = trace_text(ran.trace, nth_of(&ran, EVENT_PRINT, 0).text);
    assert_true(str_is(text, "<Lock locked> <Event set> <BoundedSemaphore unlocked, value:2> "
                             "<Condition unlocked> <Barrier filling, waiters:0/2> "
                             "<PriorityQueue maxsize=3 _queue=[1] tasks=1> <TaskGroup entered>"));
    forget(ran);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wait_has_its_kind_and_label),
        cmocka_unit_test(a_thread_names_its_worker),
        cmocka_unit_test(a_failure_behind_a_cancelled_shield_is_told),
        cmocka_unit_test(objects_print_without_their_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
