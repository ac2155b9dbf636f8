/* The timers: by deadline, then by order of arming; cancelled entries cost nothing for long. */
#include "sim/timers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void leave_by_deadline_then_by_arming(void **state)
{
    (void)state;
    Timer timer = {.obj = {.kind = OBJ_TIMER}};
    Timers timers = {0};
    uint32_t random = 1;
    for (int i = 0; i < 5000; i++) {
        random = random * 1664525 + 1013904223;
        timers_push(&timers, random >> 28, 0, &timer.obj);
    }
    TimerEntry last = {.when = -1};
    for (int i = 0; i < 5000; i++) {
        TimerEntry entry = *timers_first(&timers);
        timers_drop(&timers);
        assert_true(entry.when > last.when ||
                    (entry.when == last.when && entry.sequence > last.sequence));
        last = entry;
    }
    assert_int_equal(timers_count(&timers), 0);
    timers_free(&timers);
}

static void cancelled_ones_are_swept_out(void **state)
{
    (void)state;
    Timer live = {.obj = {.kind = OBJ_TIMER}};
    Timer dead = {.obj = {.kind = OBJ_TIMER}, .cancelled = true};
    Timers timers = {0};
    timers_push(&timers, 5, 0, &live.obj);
    for (int i = 0; i < 100000; i++)
        timers_push(&timers, i % 10, 0, &dead.obj);
    assert_true(timers_count(&timers) < 1000);
    timers_push(&timers, 3, 0, &live.obj);
    timers_drop_dead(&timers);
    assert_int_equal(timers_first(&timers)->when, 3);
    timers_drop(&timers);
    timers_drop_dead(&timers);
    assert_int_equal(timers_first(&timers)->when, 5);
    timers_drop(&timers);
    timers_drop_dead(&timers);
    assert_int_equal(timers_count(&timers), 0);
    timers_free(&timers);
}

static void a_sleep_is_over_with_its_sequence(void **state)
{
    (void)state;
    Task task = {.future = {.obj = {.kind = OBJ_TASK}}};
    Timers timers = {0};
    task_set_sleep(&task, timers_push(&timers, 1, 0, &task.future.obj));
    assert_true(timer_is_live(timers_first(&timers)));
    task_set_sleep(&task, timers_push(&timers, 2, 0, &task.future.obj));
    assert_false(timer_is_live(timers_first(&timers)));
    timers_drop_dead(&timers);
    assert_int_equal(timers_count(&timers), 1);
    assert_int_equal(timers_first(&timers)->when, 2);
    timers_free(&timers);
}

static void those_armed_in_order_need_no_heap_and_little_room(void **state)
{
    (void)state;
    Timer timer = {.obj = {.kind = OBJ_TIMER}};
    Timers timers = {0};
    for (int i = 0; i < 100; i++)
        timers_push(&timers, i / 2, 0, &timer.obj);
    for (int i = 100; i < 100000; i++) {
        assert_int_equal(timers_first(&timers)->sequence, (uint64_t)i - 99);
        timers_drop(&timers);
        timers_push(&timers, i / 2, 0, &timer.obj);
    }
    assert_int_equal(timers.heap.count, 0);
    assert_int_equal(timers_count(&timers), 100);
    assert_true(timers_bytes(&timers) <= 256 * sizeof(TimerEntry));
    timers_free(&timers);
}

static void one_that_is_due_earlier_comes_before_those_in_the_row(void **state)
{
    (void)state;
    static const int64_t when[] = {10, 20, 5, 20, 10, 30}, order[] = {3, 1, 5, 2, 4, 6};
    Timer timer = {.obj = {.kind = OBJ_TIMER}};
    Timers timers = {0};
    for (int i = 0; i < 6; i++)
        timers_push(&timers, when[i], 0, &timer.obj);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(timers_first(&timers)->sequence, order[i]);
        timers_drop(&timers);
    }
    assert_null(timers_first(&timers));
    timers_free(&timers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leave_by_deadline_then_by_arming),
        cmocka_unit_test(cancelled_ones_are_swept_out),
        cmocka_unit_test(a_sleep_is_over_with_its_sequence),
        cmocka_unit_test(those_armed_in_order_need_no_heap_and_little_room),
        cmocka_unit_test(one_that_is_due_earlier_comes_before_those_in_the_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
