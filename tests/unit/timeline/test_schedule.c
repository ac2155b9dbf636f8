/* Play's way through a lesson: even in time, dwelling on each step. */
#include "timeline/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* Steps at 0 s (three), at 1 s (one), end at 3 s. */
static Moment steps[] = {{0, 1}, {0, 2}, {0, 3}, {1000000000, 1}};

static Timeline lesson(void)
{
    Timeline timeline = {.end = 3000000000};
    timeline.moments = (MomentView){steps, 4, sizeof *steps};
    return timeline;
}

static void test_dwells_on_each_step(void **state)
{
    (void)state;
    Timeline timeline = lesson();
    Timeline *const all[] = {&timeline};
    Schedule s = schedule_make(all, 1, 12, 0.3);
    assert_float_equal(s.length, 12, 1e-9);
    assert_int_equal(schedule_moment(&s, 0.0).step, 1);
    assert_int_equal(schedule_moment(&s, 0.35).step, 2);
    assert_int_equal(schedule_moment(&s, 0.65).step, 3);
    assert_int_equal(schedule_moment(&s, 0.65).t, 0);
    /* 1.2 s of dwelling leave 10.8 s for 3 s of time. */
    assert_float_equal((double)schedule_moment(&s, 0.9 + 1.8).t, 5e8, 10);
    assert_int_equal(schedule_moment(&s, 99).t, 3000000000);
    assert_int_equal(schedule_moment(&s, -1).t, 0);
    schedule_free(&s);
}

static void test_there_and_back(void **state)
{
    (void)state;
    Timeline timeline = lesson();
    Timeline *const all[] = {&timeline, &timeline};
    Schedule s = schedule_make(all, 2, 5, 0.3);
    for (int i = 0; i <= 500; i++) {
        Moment at = schedule_moment(&s, i / 100.0);
        Moment again = schedule_moment(&s, schedule_real(&s, at) + 1e-9);
        assert_in_range(at.t + 2 - again.t, 0, 4);
    }
    schedule_free(&s);
}

static void test_many_steps_take_at_most_half(void **state)
{
    (void)state;
    Timeline timeline = lesson();
    Timeline *const all[] = {&timeline};
    Schedule s = schedule_make(all, 1, 1, 0.3);
    assert_float_equal(s.length, 1, 1e-9);
    assert_float_equal(schedule_real(&s, (Moment){0, ALL_STEPS}), 0.375, 1e-9);
    schedule_free(&s);
}

static void test_an_instant_run_only_dwells(void **state)
{
    (void)state;
    Timeline timeline = lesson();
    timeline.end = 0;
    timeline.moments.count = 3;
    Timeline *const all[] = {&timeline};
    Schedule s = schedule_make(all, 1, 12, 0.3);
    assert_float_equal(s.length, 0.9, 1e-9);
    assert_int_equal(schedule_moment(&s, 0.5).step, 2);
    schedule_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dwells_on_each_step),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_many_steps_take_at_most_half),
        cmocka_unit_test(test_an_instant_run_only_dwells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
