#include "base/number.h"
#include "trace/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static uint32_t add_task(Trace *trace, const char *name, const char *call, uint32_t maker)
{
    uint32_t task = trace_add_task(
        trace, (TraceTask){.name = str_of(name), .call = str_of(call), .maker = maker});
    trace_add(trace, (Event){.task = task, .other = maker, .kind = EVENT_CREATE});
    return task;
}

static void add(Trace *trace, EventKind kind, int64_t t, uint32_t task)
{
    trace_add(trace, (Event){.t = t, .task = task, .kind = (uint8_t)kind});
}

static void add_end(Trace *trace, int64_t t)
{
    trace_add(trace, (Event){.t = t, .task = NO_TASK, .kind = EVENT_END});
}

static void add_wait(Trace *trace, int64_t t, uint32_t task)
{
    uint32_t wait = trace_intern_wait(
        trace, (Wait){.kind = WAIT_SLEEP, .label = STR("sleep(1)"), .call = STR("main()")});
    trace_add(trace, (Event){.t = t, .task = task, .wait = wait, .kind = EVENT_WAIT});
}

static void events_take_24_bytes_and_keep_their_order(void **state)
{
    (void)state;
    assert_int_equal(sizeof(Event), 24);
    Trace *trace = trace_new();
    for (uint32_t i = 0; i < 100000; i++)
        trace_add(trace, (Event){.t = i, .task = i, .kind = EVENT_STEP});
    assert_int_equal(trace_count(trace), 100000);
    for (uint32_t i = 0; i < 100000; i++)
        assert_int_equal(trace_event(trace, i).task, i);
    assert_true(trace_bytes(trace) < 100000 * 24 + 200000);
    trace_free(trace);
}

static void check_text(const Trace *trace, uint32_t text, const char *expected)
{
    Str is = trace_text(trace, text);
    assert_int_equal(is.length, strlen(expected));
    assert_memory_equal(is.at, expected, is.length);
}

static void the_text_of_a_number_is_made_when_it_is_read(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    trace_intern(trace, STR(""));
    uint32_t sleep = trace_intern(trace, STR("sleep("));
    const NumberText nap = {.before = sleep, .closed = true, .real = true, .number = 0.1};
    const NumberText item = {.whole = -7};
    uint32_t first = trace_intern_number_text(trace, nap);
    assert_int_equal(trace_intern_number_text(trace, nap), first);
    uint32_t other = trace_intern_number_text(trace, (NumberText){.before = sleep, .closed = true, .whole = 1});
    assert_int_not_equal(other, first);
    uint32_t once = trace_add_number_text(trace, item);
    assert_int_not_equal(trace_add_number_text(trace, item), once);
    uint32_t task = trace_add_task_of(trace, first, once, NO_TASK);
    check_text(trace, once, "-7");
    size_t unread = trace_bytes(trace);
    TaskTexts texts = trace_task_texts(trace, task);
    Builder room = {0};
    assert_true(str_equal(trace_text_in(trace, texts.name, &room), STR("sleep(0.1)")));
    assert_true(str_equal(trace_text_in(trace, texts.call, &room), STR("-7")));
    assert_int_equal(trace_bytes(trace), unread);
    builder_free(&room);
    check_text(trace, first, "sleep(0.1)");
    check_text(trace, other, "sleep(1)");
    check_text(trace, once, "-7");
    assert_true(trace_bytes(trace) > unread);
    assert_int_equal(trace_intern_number_text(trace, nap), first); /* also when it was read */
    check_text(trace, first, "sleep(0.1)");
    trace_free(trace);
}

static void only_what_will_be_read_is_kept(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    trace_keep(trace, EVENT_BIT(EVENT_WARNING));
    for (int64_t t = 0; t < 100000; t++)
        add(trace, t % 1000 ? EVENT_STEP : EVENT_WARNING, t, 0);
    trace_step_races(trace, 99); /* there is no such step */
    add_end(trace, 100000);
    assert_int_equal(trace_count(trace), 101);
    for (size_t i = 0; i < 100; i++) {
        Event event = trace_event(trace, i);
        assert_true(event.kind == EVENT_WARNING && event.t == (int64_t)i * 1000 && !event.flags);
    }
    assert_int_equal(trace_ending(trace).outcome, OUTCOME_DONE);
    trace_free(trace);
}

static void what_came_long_ago_is_stored_again(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    for (int i = 0; i < 100000; i++)
        trace_intern_number_text(trace, (NumberText){.whole = i});
    uint32_t again = trace_intern_number_text(trace, (NumberText){.whole = 1});
    check_text(trace, again, "1");
    assert_int_equal(trace_intern_number_text(trace, (NumberText){.whole = 1}), again);
    assert_true(trace_bytes(trace) < 100000 * 2 * 16 + 200000); /* 16 bytes each, and no table of all */
    trace_free(trace);
}

static void events_are_found_by_their_kind(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    for (uint32_t i = 0; i < 300000; i++)
        add(trace, i == 200000 ? EVENT_WARNING : EVENT_STEP, i, 0);
    assert_int_equal(trace_find(trace, 0, EVENT_BIT(EVENT_WARNING)), 200000);
    assert_int_equal(trace_find(trace, 200001, EVENT_BIT(EVENT_WARNING)), 300000);
    assert_int_equal(trace_find(trace, 200000, EVENT_BIT(EVENT_PRINT)), 300000);
    assert_int_equal(trace_find(trace, 200001, EVENT_BIT(EVENT_STEP)), 200001);
    trace_free(trace);
}

static void a_short_trace_takes_little(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    assert_true(trace_bytes(trace) < 4096);
    trace_free(trace);
    trace_free(NULL);
}

static void the_same_text_has_the_same_index(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    uint32_t first = trace_intern(trace, STR("one"));
    assert_int_not_equal(trace_intern(trace, STR("two")), first);
    char text[16];
    for (int i = 0; i < 5000; i++) {
        int length = snprintf(text, sizeof text, "text %d", i);
        trace_intern(trace, (Str){text, (size_t)length});
    }
    assert_int_equal(trace_intern(trace, STR("one")), first);
    uint32_t some = trace_intern(trace, STR("text 4321"));
    assert_true(str_is(trace_text(trace, some), "text 4321"));
    assert_int_equal(trace_intern(trace, STR("text 4321")), some);
    assert_int_not_equal(trace_intern(trace, (Str){"a\0b", 3}), trace_intern(trace, STR("a")));
    trace_free(trace);
}

static void the_same_wait_has_the_same_index(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    Wait wait = {.kind = WAIT_SLEEP, .label = STR("sleep(1)"), .call = STR("f()")};
    uint32_t first = trace_intern_wait(trace, wait);
    wait.kind = WAIT_BLOCK;
    assert_int_not_equal(trace_intern_wait(trace, wait), first);
    char text[16];
    for (int i = 0; i < 500; i++) {
        int length = snprintf(text, sizeof text, "f(%d)", i);
        wait.call = (Str){text, (size_t)length};
        trace_intern_wait(trace, wait);
    }
    wait = (Wait){.kind = WAIT_SLEEP, .label = STR("sleep(1)"), .call = STR("f()")};
    assert_int_equal(trace_intern_wait(trace, wait), first);
    Wait back = trace_wait(trace, first);
    assert_int_equal(back.kind, WAIT_SLEEP);
    assert_true(str_is(back.label, "sleep(1)"));
    assert_true(str_is(back.call, "f()"));
    trace_free(trace);
}

/* Two tasks; the first waits a second and is then renamed. */
static Trace *two_tasks(void)
{
    Trace *trace = trace_new();
    uint32_t main = add_task(trace, "Task-1", "main()", NO_TASK);
    add(trace, EVENT_STEP, 0, main);
    uint32_t other = add_task(trace, "first", "f('\xc3\xa9\"')", main);
    add_wait(trace, 0, main);
    add(trace, EVENT_STEP, 0, other);
    trace_add(trace, (Event){.task = other,
                             .text = trace_intern(trace, STR("a\nb")),
                             .kind = EVENT_PRINT});
    trace_add(trace, (Event){.task = other,
                             .text = trace_intern(trace, STR("ValueError: boom")),
                             .kind = EVENT_ERROR});
    trace_add(trace, (Event){.t = 1500000000, .task = main, .other = NO_TASK, .kind = EVENT_READY});
    trace_add(trace, (Event){.t = 1500000000,
                             .task = main,
                             .flags = EVENT_RACE,
                             .kind = EVENT_STEP});
    trace_add(trace, (Event){.t = 1500000000,
                             .task = main,
                             .text = trace_intern(trace, STR("boss")),
                             .kind = EVENT_RENAME});
    add(trace, EVENT_DONE, 1500000000, main);
    add_end(trace, 1500000000);
    return trace;
}

static void json_lines_are_the_contract(void **state)
{
    (void)state;
    Trace *trace = two_tasks();
    Builder out = {0};
    trace_json_lines(&out, trace, 3, NULL);
    assert_string_equal(
        out.at,
        "{\"timeline\": 3, \"t\": 0.0, \"task\": \"Task-1\", \"event\": \"create\", "
        "\"coro\": \"main()\"}\n"
        "{\"timeline\": 3, \"t\": 0.0, \"task\": \"Task-1\", \"event\": \"step\"}\n"
        "{\"timeline\": 3, \"t\": 0.0, \"task\": \"first\", \"event\": \"create\", "
        "\"by\": \"Task-1\", \"coro\": \"f('\xc3\xa9\\\"')\"}\n"
        "{\"timeline\": 3, \"t\": 0.0, \"task\": \"first\", \"event\": \"step\"}\n"
        "{\"timeline\": 3, \"t\": 0.0, \"task\": \"first\", \"event\": \"print\", "
        "\"text\": \"a\\nb\"}\n"
        "{\"timeline\": 3, \"t\": 0.0, \"task\": \"first\", \"event\": \"error\", "
        "\"text\": \"ValueError: boom\"}\n"
        "{\"timeline\": 3, \"t\": 1.5, \"task\": \"Task-1\", \"event\": \"step\", "
        "\"race\": true}\n"
        "{\"timeline\": 3, \"t\": 1.5, \"task\": \"boss\", \"event\": \"done\"}\n"
        "{\"timeline\": 3, \"t\": 1.5, \"event\": \"end\", \"outcome\": \"done\"}\n");
    builder_free(&out);
    trace_free(trace);
}

static void the_dump_has_every_event_on_its_line(void **state)
{
    (void)state;
    Trace *trace = two_tasks();
    Builder out = {0};
    trace_dump(&out, trace, 0);
    size_t lines = 0;
    for (size_t i = 0; i < out.length; i++)
        lines += out.at[i] == '\n';
    assert_int_equal(lines, trace_count(trace));
    builder_free(&out);
    trace_free(trace);
}

static void expect_breach(Trace *trace, const char *words)
{
    Builder why = {0};
    bool fine = trace_check(trace, &why);
    if (words) {
        assert_false(fine);
        assert_non_null(strstr(why.at, words));
    } else if (!fine) {
        fail_msg("%s", why.at);
    }
    builder_free(&why);
    trace_free(trace);
}

/* A trace of one task that is ready to step. */
static Trace *one_task(void)
{
    Trace *trace = trace_new();
    add_task(trace, "Task-1", "main()", NO_TASK);
    return trace;
}

static void what_a_stuck_one_prints_late(void **state)
{
    (void)state;
    Trace *trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    trace_add(trace, (Event){.task = NO_TASK, .kind = EVENT_END, .flags = OUTCOME_STUCK,
                             .text = trace_intern(trace, STR("stuck"))});
    size_t count = trace_count(trace);
    trace_begin_late(trace);
    add(trace, EVENT_STEP, 0, 0);
    trace_step_races(trace, count - 1); /* what is last is the END, and stays as it is */
    trace_add(trace, (Event){.t = NS_PER_SECOND, .kind = EVENT_PRINT,
                             .text = trace_intern(trace, STR("bye"))});
    trace_end_late(trace, 2 * NS_PER_SECOND);
    assert_int_equal(trace_count(trace), count);
    Builder why = {0}, out = {0};
    assert_true(trace_check(trace, &why));
    trace_json_lines(&out, trace, 0, NULL);
    assert_non_null(strstr(out.at, "\"t\": 1.0, \"task\": \"Task-1\", \"event\": \"print\", "
                                   "\"text\": \"bye\", \"late\": true}\n"));
    assert_non_null(strstr(out.at, "\"t\": 2.0, \"event\": \"end\", \"outcome\": \"stuck\", "
                                   "\"text\": \"stuck\", \"stuck_at\": 0.0}\n"));
    builder_free(&why);
    builder_free(&out);
    trace_free(trace);
}

static void a_right_trace_passes(void **state)
{
    (void)state;
    expect_breach(two_tasks(), NULL);
}

static void each_breach_is_found(void **state)
{
    (void)state;
    expect_breach(trace_new(), "empty");

    Trace *trace = one_task();
    add(trace, EVENT_STEP, 5, 0);
    add(trace, EVENT_DONE, 4, 0);
    add_end(trace, 5);
    expect_breach(trace, "time goes back");

    trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    add_task(trace, "Task-2", "f()", 0);
    add(trace, EVENT_STEP, 0, 1);
    add_end(trace, 0);
    expect_breach(trace, "another task has the floor");

    trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    add_wait(trace, 0, 0);
    add(trace, EVENT_STEP, 0, 0);
    add_end(trace, 0);
    expect_breach(trace, "without being ready");

    trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    add(trace, EVENT_DONE, 0, 0);
    add(trace, EVENT_READY, 0, 0);
    add_end(trace, 0);
    expect_breach(trace, "wakes without waiting");

    trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    add_wait(trace, 0, 0);
    add_end(trace, 0);
    expect_breach(trace, "the main task has not ended");

    trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    add(trace, EVENT_DONE, 0, 0);
    expect_breach(trace, "the last event is not the end");

    trace = one_task();
    add_end(trace, 0);
    add(trace, EVENT_STEP, 0, 0);
    expect_breach(trace, "after the end");

    trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    add(trace, EVENT_BLOCK, 0, 0);
    add(trace, EVENT_DONE, 0, 0);
    add_end(trace, 0);
    expect_breach(trace, "while it blocks");

    trace = one_task();
    add(trace, EVENT_STEP, 0, 7);
    add_end(trace, 0);
    expect_breach(trace, "no task of the trace");

    trace = one_task();
    add(trace, EVENT_THREAD, 0, 0);
    add(trace, EVENT_THREAD, 0, 0);
    add_end(trace, 0);
    expect_breach(trace, "a worker that is busy");

    trace = one_task();
    trace_add(trace, (Event){.limit = 3, .kind = EVENT_ARM});
    add_end(trace, 0);
    expect_breach(trace, "none of the trace");

    trace = one_task();
    trace_add(trace, (Event){.other = 7, .kind = EVENT_CANCEL});
    add_end(trace, 0);
    expect_breach(trace, "cancelled by no task");

    trace = one_task();
    trace_add(trace, (Event){.other = 7, .kind = EVENT_READY});
    add_end(trace, 0);
    expect_breach(trace, "woken by no task");

    trace = one_task();
    uint32_t late = trace_intern_late(trace, (LateBy){.holder = 7});
    trace_add(trace, (Event){.late = late, .kind = EVENT_LATE});
    add_end(trace, 0);
    expect_breach(trace, "late because of no task");

    trace = one_task();
    late = trace_intern_late(trace, (LateBy){.due = 5, .holder = NO_TASK});
    trace_add(trace, (Event){.late = late, .kind = EVENT_LATE});
    add_end(trace, 0);
    expect_breach(trace, "not due yet");
}

static void an_assertion_looks_at_whole_traces(void **state)
{
    (void)state;
    Trace *trace = two_tasks(), *partly = trace_new(), *wrong = trace_new();
    trace_keep(partly, EVENT_BIT(EVENT_STEP));
    assert_true(trace_holds(trace));
    assert_true(trace_holds(partly));
    assert_false(trace_holds(wrong));
    trace_free(trace);
    trace_free(partly);
    trace_free(wrong);
}

static void a_limit_may_stop_anywhere(void **state)
{
    (void)state;
    Trace *trace = one_task();
    add(trace, EVENT_STEP, 0, 0);
    trace_add(trace, (Event){.task = NO_TASK,
                             .flags = OUTCOME_LIMIT,
                             .text = trace_intern(trace, STR("too long")),
                             .kind = EVENT_END});
    expect_breach(trace, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_take_24_bytes_and_keep_their_order),
        cmocka_unit_test(a_short_trace_takes_little),
        cmocka_unit_test(the_same_text_has_the_same_index),
        cmocka_unit_test(the_text_of_a_number_is_made_when_it_is_read),
        cmocka_unit_test(only_what_will_be_read_is_kept),
        cmocka_unit_test(what_came_long_ago_is_stored_again),
        cmocka_unit_test(events_are_found_by_their_kind),
        cmocka_unit_test(the_same_wait_has_the_same_index),
        cmocka_unit_test(json_lines_are_the_contract),
        cmocka_unit_test(the_dump_has_every_event_on_its_line),
        cmocka_unit_test(a_right_trace_passes),
        cmocka_unit_test(what_a_stuck_one_prints_late),
        cmocka_unit_test(each_breach_is_found),
        cmocka_unit_test(an_assertion_looks_at_whole_traces),
        cmocka_unit_test(a_limit_may_stop_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
