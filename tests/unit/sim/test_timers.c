/* The timer heap: by deadline, then by order of arming; cancelled entries cost nothing for long. */
#include "sim/timers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void leave_by_deadline_then_by_arming(void **state)
{
    (void)state;
    Timer timer = {.obj = {.kind = OBJ_TIMER}};
    TimerHeap heap = {0};
    uint32_t random = 1;
    for (int i = 0; i < 5000; i++) {
        random = random * 1664525 + 1013904223;
        timers_push(&heap, random >> 28, 0, &timer.obj);
    }
    TimerEntry last = {.when = -1};
    for (int i = 0; i < 5000; i++) {
        TimerEntry entry = heap.items[0];
        timers_drop(&heap);
        assert_true(entry.when > last.when ||
                    (entry.when == last.when && entry.sequence > last.sequence));
        last = entry;
    }
    assert_int_equal(heap.count, 0);
    timers_free(&heap);
}

static void cancelled_ones_are_swept_out(void **state)
{
    (void)state;
    Timer live = {.obj = {.kind = OBJ_TIMER}};
    Timer dead = {.obj = {.kind = OBJ_TIMER}, .cancelled = true};
    TimerHeap heap = {0};
    timers_push(&heap, 5, 0, &live.obj);
    for (int i = 0; i < 100000; i++)
        timers_push(&heap, i % 10, 0, &dead.obj);
    assert_true(heap.count < 1000);
    timers_push(&heap, 3, 0, &live.obj);
    timers_drop_dead(&heap);
    assert_int_equal(heap.items[0].when, 3);
    timers_drop(&heap);
    timers_drop_dead(&heap);
    assert_int_equal(heap.items[0].when, 5);
    timers_drop(&heap);
    timers_drop_dead(&heap);
    assert_int_equal(heap.count, 0);
    timers_free(&heap);
}

static void a_sleep_is_over_with_its_sequence(void **state)
{
    (void)state;
    Task task = {.future = {.obj = {.kind = OBJ_TASK}}};
    TimerHeap heap = {0};
    task_set_sleep(&task, timers_push(&heap, 1, 0, &task.future.obj));
    assert_true(timer_is_live(&heap.items[0]));
    task_set_sleep(&task, timers_push(&heap, 2, 0, &task.future.obj));
    assert_false(timer_is_live(&heap.items[0]));
    timers_drop_dead(&heap);
    assert_int_equal(heap.count, 1);
    assert_int_equal(heap.items[0].when, 2);
    timers_free(&heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leave_by_deadline_then_by_arming),
        cmocka_unit_test(cancelled_ones_are_swept_out),
        cmocka_unit_test(a_sleep_is_over_with_its_sequence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
