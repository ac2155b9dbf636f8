/* The line that locks, events, queues and the rest keep: first come, first served. */
#include "sim/bare_run.h"

static void they_leave_in_the_order_of_coming(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 1);
    Waiters waiters = {0};
    Future *futures[100];
    for (size_t i = 0; i < 100; i++)
        futures[i] = waiters_join(&run, &waiters);
    assert_true(waiters_remove(&waiters, futures[0]));
    assert_true(waiters_remove(&waiters, futures[50]));
    assert_false(waiters_remove(&waiters, futures[50]));
    for (size_t i = 1; i < 100; i++)
        if (i != 50)
            assert_ptr_equal(waiters_pop(&waiters), futures[i]);
    assert_null(waiters_pop(&waiters));
    waiters_free(&run, &waiters);
    bare_run_end(&run);
}

static void waking_passes_over_who_is_done(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 1);
    Waiters waiters = {0};
    Future *first = waiters_join(&run, &waiters), *second = waiters_join(&run, &waiters);
    future_cancel(&run, first, NONE_VALUE);
    assert_false(waiters_all_cancelled(&waiters));
    assert_true(waiters_wake(&run, &waiters, BOOL_VALUE(true)));
    assert_int_equal(second->state, FUTURE_DONE);
    assert_false(waiters_wake(&run, &waiters, BOOL_VALUE(true)));
    waiters_remove(&waiters, second);
    assert_true(waiters_all_cancelled(&waiters));
    waiters_free(&run, &waiters);
    bare_run_end(&run);
}

static void a_line_that_moves_on_keeps_its_room(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 1);
    Waiters waiters = {0};
    waiters_join(&run, &waiters);
    for (size_t i = 0; i < 1000; i++) {
        waiters_join(&run, &waiters);
        waiters_pop(&waiters);
    }
    assert_true(waiters.room <= 8);
    waiters_free(&run, &waiters);
    bare_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_leave_in_the_order_of_coming),
        cmocka_unit_test(waking_passes_over_who_is_done),
        cmocka_unit_test(a_line_that_moves_on_keeps_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
