/* The steps by which a lesson is told, and how long a film stands at them. */
#include "timeline/teaching.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define S(seconds) ((int64_t)((seconds) * 1e9))

static Moment steps[] = {{0, 1}, {0, 2}, {S(1), 1}, {S(2), 1}};
static MarkWords texts[2], other_words;
static Mark marks[] = {{.kind = MARK_NOTE, .at = {0, 2}, .pause = true, .texts = &texts[0]},
                       {.kind = MARK_NOTE, .at = {S(1), 1}, .texts = &texts[1]}};
static Mark other_marks[] = {
    {.kind = MARK_NOTE, .at = {0, 2}, .pause = true, .texts = &other_words}};
static Lane lanes[2];
static Timeline timelines[2];
static Timeline *const list[] = {&timelines[0], &timelines[1]};

static void prepare(bool noted)
{
    texts[0].text = STR("short");
    texts[1].text = STR("without a pause");
    other_words.text =
        STR("a sentence that takes somewhat longer to read than the shortest one does");
    lanes[0].marks.items = marks;
    lanes[0].marks.count = 2;
    lanes[1].marks.items = other_marks;
    lanes[1].marks.count = 1;
    for (int i = 0; i < 2; i++) {
        timelines[i] = (Timeline){.end = S(2)};
        timelines[i].moments = (MomentView){steps, 4, sizeof *steps};
        timelines[i].lanes.items = &lanes[i];
        timelines[i].lanes.count = 1;
        timelines[i].facts.has_mark[MARK_NOTE] = noted;
    }
}

static void test_notes_one_after_another_and_the_end(void **state)
{
    (void)state;
    Teaching teaching = {0};
    prepare(true);
    teaching_make(&teaching, list, 2);
    assert_int_equal(teaching.count, 4);
    assert_ptr_equal(teaching.items[0].note, &marks[0]);
    assert_ptr_equal(teaching.items[1].note, &other_marks[0]);
    assert_int_equal(teaching.items[1].timeline, 1);
    assert_ptr_equal(teaching.items[2].note, &marks[1]);
    assert_null(teaching.items[3].note);
    assert_true(teaching.items[3].at.t == S(2));
    array_free(&teaching);
}

static void test_instants_where_there_are_none(void **state)
{
    (void)state;
    Teaching teaching = {0};
    prepare(false);
    teaching_make(&teaching, list, 2);
    assert_int_equal(teaching.count, 3);
    assert_true(teaching.items[0].at.t == 0 && teaching.items[0].at.step == ALL_STEPS);
    assert_true(teaching.items[2].at.t == S(2));
    array_free(&teaching);
}

static void test_a_film_stands_at_each_pause(void **state)
{
    (void)state;
    Teaching teaching = {0};
    prepare(true);
    teaching_make(&teaching, list, 2);
    Schedule schedule = schedule_make(list, 2, 10, 0);
    double before = schedule.length, first = teaching_reading(texts[0].text),
           second = teaching_reading(other_words.text);
    teaching_hold(&schedule, &teaching);
    assert_true(second > first && first >= 2);
    assert_true(fabs(schedule.length - before - first - second) < 1e-6);
    double at = schedule.holds.items[0].from;
    assert_int_equal(teaching_held(&schedule, at + 0.1), 1);
    assert_int_equal(teaching_held(&schedule, at + first + 0.1), 2);
    assert_int_equal(teaching_held(&schedule, at + first + second + 0.1), 0);
    Moment held = schedule_moment(&schedule, at + first + second - 0.1);
    assert_true(held.t == 0 && held.step == 2);
    assert_true(schedule_moment(&schedule, schedule.length).t == S(2));
    schedule_free(&schedule);
    array_free(&teaching);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes_one_after_another_and_the_end),
        cmocka_unit_test(test_instants_where_there_are_none),
        cmocka_unit_test(test_a_film_stands_at_each_pause)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
