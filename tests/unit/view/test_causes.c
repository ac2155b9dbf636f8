/* Why things are as they are, in words: each cause of a saving and of a loss, lateness, who holds
 * what, circles. The runs are made by hand. */
#include "by_hand.h"
#include "view/sentences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static Hues hues;

static Timeline *fold(Trace *trace)
{
    Builder why = {0};
    if (!trace_check(trace, &why))
        fail_msg("%s", why.at);
    builder_free(&why);
    Timeline *timeline = timeline_fold(trace, STR("T"), (Str){0}, STR("main()"), &hues);
    trace_free(trace);
    return timeline;
}

static Trace *begin(void)
{
    Trace *trace = trace_new();
    trace_intern(trace, STR(""));
    creates(trace, 0, NO_TASK, "main()");
    happens(trace, 0, EVENT_STEP, 0);
    return trace;
}

static Trace *end(Trace *trace, double t)
{
    wakes(trace, t, 0, NO_TASK);
    happens(trace, t, EVENT_STEP, 0);
    happens(trace, t, EVENT_DONE, 0);
    is_over(trace, t);
    return trace;
}

/* main sleeps `count` times for a second, one after another. */
static Trace *one_by_one(int count)
{
    Trace *trace = begin();
    for (int i = 0; i < count; i++) {
        sleeps(trace, i, 0, "sleep(1)", "main()");
        wakes(trace, i + 1, 0, NO_TASK);
        happens(trace, i + 1, EVENT_STEP, 0);
    }
    happens(trace, count, EVENT_DONE, 0);
    is_over(trace, count);
    return trace;
}

/* `count` tasks that sleep for a second at once; each blocks for `block` seconds before. */
static Trace *at_once(int count, double block)
{
    Trace *trace = begin();
    for (int i = 0; i < count; i++)
        creates(trace, 0, 0, "nap()");
    awaits(trace, 0, 0, WAIT_GATHER, "gather(…)");
    double t = 0;
    for (int i = 0; i < count; i++) {
        uint32_t task = (uint32_t)i + 1;
        happens(trace, t, EVENT_STEP, task);
        if (block > 0)
            blocks(trace, t, t + block, task, "nap()");
        t += block;
        sleeps(trace, t, task, "sleep(1)", "nap()");
    }
    for (int i = 0; i < count; i++) {
        double over = (i + 1) * block + 1;
        over = over < t ? t : over;
        wakes(trace, over, (uint32_t)i + 1, NO_TASK);
        happens(trace, over, EVENT_STEP, (uint32_t)i + 1);
        happens(trace, over, EVENT_DONE, (uint32_t)i + 1);
    }
    return end(trace, t + 1);
}

static void change(Trace *trace, double t, uint32_t task, ChangeKind kind, uint32_t object,
                   int64_t value)
{
    ObjectChange what = {.object = object, .value = value};
    trace_add(trace, (Event){.t = seconds(t), .task = task, .kind = EVENT_CHANGE,
                             .flags = (uint16_t)kind,
                             .change = trace_intern_change(trace, what)});
}

static void waits_for(Trace *trace, double t, uint32_t task, uint32_t object, const char *label)
{
    waits(trace, t, EVENT_WAIT, task,
          (Wait){.kind = WAIT_LOCK, .label = str_of(label), .call = STR("f()"), .object = object});
}

/* Two tasks with a lock around their sleep. */
static Trace *serial(void)
{
    Trace *trace = begin();
    uint32_t lock = trace_add_object(trace, (TraceObject){.kind = OBJECT_LOCK,
                                                          .name = STR("door")});
    creates(trace, 0, 0, "f()");
    creates(trace, 0, 0, "f()");
    awaits(trace, 0, 0, WAIT_GATHER, "gather(…)");
    happens(trace, 0, EVENT_STEP, 1);
    change(trace, 0, 1, CHANGE_HOLD, lock, 1);
    sleeps(trace, 0, 1, "sleep(1)", "f()");
    happens(trace, 0, EVENT_STEP, 2);
    waits_for(trace, 0, 2, lock, "async with door");
    wakes(trace, 1, 1, NO_TASK);
    happens(trace, 1, EVENT_STEP, 1);
    change(trace, 1, 1, CHANGE_RELEASE, lock, 0);
    wakes(trace, 1, 2, 1);
    happens(trace, 1, EVENT_DONE, 1);
    happens(trace, 1, EVENT_STEP, 2);
    change(trace, 1, 2, CHANGE_HOLD, lock, 1);
    sleeps(trace, 1, 2, "sleep(1)", "f()");
    wakes(trace, 2, 2, NO_TASK);
    happens(trace, 2, EVENT_STEP, 2);
    change(trace, 2, 2, CHANGE_RELEASE, lock, 0);
    happens(trace, 2, EVENT_DONE, 2);
    return end(trace, 2);
}

/* A sleep that is due after a second, while hog() holds the loop for three. */
static Trace *held(void)
{
    Trace *trace = begin();
    creates(trace, 0, 0, "nap()");
    creates(trace, 0, 0, "hog()");
    awaits(trace, 0, 0, WAIT_GATHER, "gather(…)");
    happens(trace, 0, EVENT_STEP, 1);
    sleeps(trace, 0, 1, "sleep(1)", "nap()");
    happens(trace, 0, EVENT_STEP, 2);
    blocks(trace, 0, 3, 2, "hog()");
    happens(trace, 3, EVENT_DONE, 2);
    trace_add(trace, (Event){.t = seconds(3), .task = 1, .kind = EVENT_LATE, .flags = DUE_SLEEP,
                             .late = trace_intern_late(
                                 trace, (LateBy){.due = seconds(1), .holder = 2})});
    wakes(trace, 3, 1, NO_TASK);
    happens(trace, 3, EVENT_STEP, 1);
    happens(trace, 3, EVENT_DONE, 1);
    return end(trace, 3);
}

/* The same in a thread. */
static Trace *in_a_thread(void)
{
    Trace *trace = begin();
    creates(trace, 0, 0, "nap()");
    awaits(trace, 0, 0, WAIT_GATHER, "gather(…)");
    Wait job = {.kind = WAIT_THREAD, .label = STR("to_thread(2)"), .call = STR("nap()")};
    happens(trace, 0, EVENT_STEP, 1);
    waits(trace, 0, EVENT_THREAD, 1, job);
    waits(trace, 0, EVENT_WAIT, 1, job);
    waits(trace, 2, EVENT_THREAD_END, 1, job);
    wakes(trace, 2, 1, NO_TASK);
    happens(trace, 2, EVENT_STEP, 1);
    happens(trace, 2, EVENT_DONE, 1);
    return end(trace, 2);
}

/* A limit of a second strikes. */
static Trace *limited(void)
{
    Trace *trace = begin();
    uint32_t limit = trace_add_limit(trace, (Limit){.kind = LIMIT_TIMEOUT, .when = seconds(1)});
    trace_add(trace, (Event){.task = 0, .kind = EVENT_ARM, .limit = limit});
    sleeps(trace, 0, 0, "sleep(5)", "main()");
    trace_add(trace, (Event){.t = seconds(1), .task = 0, .kind = EVENT_STRIKE, .limit = limit});
    wakes(trace, 1, 0, NO_TASK);
    happens(trace, 1, EVENT_STEP, 0);
    happens(trace, 1, EVENT_DONE, 0);
    is_over(trace, 1);
    return trace;
}

/* A child that fails, or is cut off in its sleep. */
static Trace *with_a_bad_child(EventKind how)
{
    Trace *trace = begin();
    creates(trace, 0, 0, "nap()");
    sleeps(trace, 0, 0, "sleep(1)", "main()");
    happens(trace, 0, EVENT_STEP, 1);
    sleeps(trace, 0, 1, "sleep(5)", "nap()");
    wakes(trace, 1, 1, NO_TASK);
    happens(trace, 1, EVENT_STEP, 1);
    says(trace, 1, how, 1, "ValueError: x");
    return end(trace, 1);
}

static void assert_why(Trace *baseline, Trace *own, const char *wanted, bool earned)
{
    Timeline *first = fold(baseline), *second = fold(own);
    Builder said = {0};
    say_why(&said, first, second, NULL);
    assert_string_equal(said.at ? said.at : "", wanted);
    assert_int_equal(saving_is_earned(first, second), earned);
    builder_free(&said);
    timeline_free(first);
    timeline_free(second);
}

static void each_cause_has_its_sentence(void **state)
{
    (void)state;
    assert_why(one_by_one(2), at_once(2, 0), "both sleeps wait together", true);
    assert_why(one_by_one(9), at_once(5, 0), "5 sleeps wait together", true);
    assert_why(one_by_one(9), at_once(4, 0.125),
               "4 sleeps wait together; the 4 blocks of 125 ms queue", true);
    assert_why(one_by_one(3), one_by_one(2), "it waits less in all: 2 s, not 3 s", true);
    assert_why(held(), at_once(2, 0),
               "nobody holds the loop, as hog() did for 3 s", true);
    assert_why(held(), in_a_thread(), "the 2 s in a thread hold nobody", true);
    assert_why(one_by_one(2), serial(), "door lets one in at a time: nothing overlaps", true);
    assert_why(one_by_one(2), held(), "hog() holds the loop: 3 s in which nothing else runs", true);
    assert_why(one_by_one(2), one_by_one(2), "", true);
}

static void what_was_lost_is_not_praised(void **state)
{
    (void)state;
    assert_why(one_by_one(5), limited(), "a time limit cut work off", false);
    assert_why(one_by_one(5), with_a_bad_child(EVENT_ERROR), "1 task failed: not all was done",
               false);
    assert_why(one_by_one(5), with_a_bad_child(EVENT_CANCELLED),
               "1 task was cut off: not all was done", false);
}

static void how_late_and_who_is_to_blame(void **state)
{
    (void)state;
    Timeline *timeline = fold(held());
    const Lane *lane = &timeline->lanes.items[1];
    const Span *sleep = NULL, *late = NULL;
    for (size_t i = 0; i < lane->spans.count; i++) {
        if (lane->spans.items[i].kind == SPAN_SLEEP)
            sleep = &lane->spans.items[i];
        if (span_lateness(&lane->spans.items[i]) > 0)
            late = &lane->spans.items[i];
    }
    assert_non_null(sleep);
    assert_non_null(late);
    assert_int_equal(sleep->to.t, seconds(1));
    assert_int_equal(late->from.t, seconds(1));
    assert_int_equal(late->to.t, seconds(3));
    Builder said = {0};
    size_t strong = say_late(&said, timeline, late, NULL);
    assert_string_equal(said.at, "2 s late: hog() holds the loop");
    assert_int_equal(strong, 9);
    builder_free(&said);
    timeline_free(timeline);
}

static void stuck(Trace *trace, double t)
{
    trace_add(trace, (Event){.t = seconds(t), .task = NO_TASK, .kind = EVENT_END,
                             .flags = OUTCOME_STUCK, .text = trace_intern(trace, STR("stuck"))});
}

/* `count` tasks, each holding its own lock and waiting for the next one's. */
static Trace *philosophers(uint32_t count)
{
    Trace *trace = begin();
    char names[8][2] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (uint32_t i = 0; i < count; i++) {
        trace_add_object(trace, (TraceObject){.kind = OBJECT_LOCK, .name = str_of(names[i])});
        creates(trace, 0, 0, "f()");
    }
    awaits(trace, 0, 0, WAIT_GATHER, "gather(…)");
    for (uint32_t i = 0; i < count; i++) {
        happens(trace, 0, EVENT_STEP, i + 1);
        change(trace, 0, i + 1, CHANGE_HOLD, i + 1, 1);
        waits_for(trace, 0, i + 1, (i + 1) % count + 1, "async with next");
    }
    for (uint32_t i = 0; i < count; i++)
        trace_add(trace, (Event){.task = 0, .other = i + 1, .kind = EVENT_EDGE});
    stuck(trace, 0);
    return trace;
}

static void assert_circle(Trace *trace, size_t length, const char *wanted)
{
    Timeline *timeline = fold(trace);
    Builder said = {0};
    say_circles(&said, timeline, false);
    assert_string_equal(said.at ? said.at : "", wanted);
    assert_int_equal(timeline->circles.count, length > 0);
    if (length)
        assert_int_equal(timeline->circles.items[0].links.count, length);
    builder_free(&said);
    timeline_free(timeline);
}

static Trace *await_each_other(void)
{
    Trace *trace = begin();
    creates(trace, 0, 0, "a()");
    creates(trace, 0, 0, "b()");
    awaits(trace, 0, 0, WAIT_TASK, "a");
    happens(trace, 0, EVENT_STEP, 1);
    awaits(trace, 0, 1, WAIT_TASK, "b");
    happens(trace, 0, EVENT_STEP, 2);
    awaits(trace, 0, 2, WAIT_TASK, "a");
    static const uint32_t edges[][2] = {{0, 1}, {2, 1}, {1, 2}};
    for (int i = 0; i < 3; i++)
        trace_add(trace, (Event){.task = edges[i][0], .other = edges[i][1], .kind = EVENT_EDGE});
    stuck(trace, 0);
    return trace;
}

/* A worker takes an item and, in place of another, puts one back into a queue that is full. */
static Trace *full_queue(void)
{
    Trace *trace = begin();
    uint32_t queue = trace_add_object(
        trace, (TraceObject){.kind = OBJECT_QUEUE, .name = STR("q"), .capacity = 1});
    creates(trace, 0, 0, "worker()");
    change(trace, 0, 0, CHANGE_PUT, queue, 1);
    awaits(trace, 0, 0, WAIT_TASK, "t");
    happens(trace, 0, EVENT_STEP, 1);
    change(trace, 0, 1, CHANGE_GET, queue, 0);
    change(trace, 0, 1, CHANGE_PUT, queue, 1);
    waits_for(trace, 0, 1, queue, "q.put(2)");
    trace_add(trace, (Event){.task = 0, .other = 1, .kind = EVENT_EDGE});
    stuck(trace, 0);
    return trace;
}

/* A worker dies, and main joins the queue for ever. */
static Trace *dead_worker(void)
{
    Trace *trace = begin();
    uint32_t queue =
        trace_add_object(trace, (TraceObject){.kind = OBJECT_QUEUE, .name = STR("q")});
    creates(trace, 0, 0, "worker()");
    change(trace, 0, 0, CHANGE_PUT, queue, 1);
    waits_for(trace, 0, 0, queue, "q.join()");
    happens(trace, 0, EVENT_STEP, 1);
    change(trace, 0, 1, CHANGE_GET, queue, 0);
    says(trace, 0, EVENT_ERROR, 1, "ValueError: boom");
    stuck(trace, 0);
    return trace;
}

static void circles_are_told(void **state)
{
    (void)state;
    assert_circle(philosophers(1), 1, "Task-2 holds a and waits for a: it can never run again");
    assert_circle(philosophers(2), 2,
                  "Task-2 holds a and waits for b; Task-3 holds b and waits for a: "
                  "neither can ever run again");
    assert_circle(philosophers(3), 3,
                  "Task-2 holds a and waits for b; Task-3 holds b and waits for c; "
                  "Task-4 holds c and waits for a: none of them can ever run again");
    assert_circle(await_each_other(), 2,
                  "Task-2 waits for Task-3; Task-3 waits for Task-2: neither can ever run again");
    assert_circle(full_queue(), 1, "Task-2 waits for q, so for itself: it can never run again");
    assert_circle(dead_worker(), 0,
                  "worker() died of ValueError: boom; main() waits for q for ever");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cause_has_its_sentence),
        cmocka_unit_test(what_was_lost_is_not_praised),
        cmocka_unit_test(how_late_and_who_is_to_blame),
        cmocka_unit_test(circles_are_told),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    hues_free(&hues);
    return failed;
}
