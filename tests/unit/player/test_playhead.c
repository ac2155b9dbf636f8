/* The playhead: playing, stepping both ways, notes, loops, over a timeline made by hand. */
#include "player/playhead.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define S(seconds) ((int64_t)((seconds) * 1e9))

static Moment steps[] = {{0, 1}, {0, 2}, {0, 3}, {S(1), 1}, {S(3), 1}, {S(3), 2}};
static Mark marks[] = {{.kind = MARK_DONE, .at = {0, 1}},
                       {.kind = MARK_NOTE, .at = {0, 2}},
                       {.kind = MARK_NOTE, .at = {S(1), 1}, .pause = true},
                       {.kind = MARK_NOTE, .at = {S(1), 1}}};
static Lane lanes[1];
static Timeline timeline;
static Timeline *const timelines[] = {&timeline};
static Lesson lesson;

static Playhead ready(void)
{
    lanes[0].marks.items = marks;
    lanes[0].marks.count = 4;
    timeline = (Timeline){.end = S(3)};
    timeline.facts.has_mark[MARK_NOTE] = true;
    timeline.moments = (MomentView){steps, 6, sizeof *steps};
    timeline.lanes.items = lanes;
    timeline.lanes.count = 1;
    lesson = (Lesson){.timelines = timelines, .timeline_count = 1};
    Playhead playhead;
    playhead_begin(&playhead);
    playhead_load(&playhead, &lesson, 0);
    return playhead;
}

static void assert_at(const Playhead *playhead, int64_t t, uint32_t step)
{
    assert_int_equal(playhead->at.t, t);
    assert_int_equal(playhead->at.step, step);
}

static void test_events_both_ways(void **state)
{
    (void)state;
    Playhead playhead = ready();
    static const Moment ways[] = {{0, 1}, {0, 2}, {0, 3}, {S(1), 1}, {S(3), 1}, {S(3), ALL_STEPS}};
    assert_at(&playhead, 0, 0);
    for (size_t i = 0; i < 6; i++) {
        assert_true(playhead_step(&playhead, STEP_EVENT, 1));
        assert_at(&playhead, ways[i].t, ways[i].step);
    }
    assert_false(playhead_step(&playhead, STEP_EVENT, 1));
    for (size_t i = 5; i-- > 0;) {
        assert_true(playhead_step(&playhead, STEP_EVENT, -1));
        assert_at(&playhead, ways[i].t, ways[i].step);
    }
    assert_true(playhead_step(&playhead, STEP_EVENT, -1));
    assert_at(&playhead, 0, 0);
    assert_false(playhead_step(&playhead, STEP_EVENT, -1));
    playhead_free(&playhead);
}

/* All of an instant is the same as its last step: going back from it goes to the one before. */
static void test_back_from_a_whole_instant(void **state)
{
    (void)state;
    Playhead playhead = ready();
    playhead_seek(&playhead, (Moment){0, ALL_STEPS});
    assert_true(playhead_step(&playhead, STEP_EVENT, -1));
    assert_at(&playhead, 0, 2);
    playhead_seek(&playhead, (Moment){S(0.5), ALL_STEPS});
    assert_true(playhead_step(&playhead, STEP_EVENT, -1));
    assert_at(&playhead, 0, 3);
    playhead_seek(&playhead, (Moment){S(0.5), ALL_STEPS});
    assert_true(playhead_step(&playhead, STEP_EVENT, 1));
    assert_at(&playhead, S(1), 1);
    playhead_free(&playhead);
}

static void test_instants_both_ways(void **state)
{
    (void)state;
    Playhead playhead = ready();
    static const int64_t ways[] = {0, S(1), S(3)};
    for (size_t i = 0; i < 3; i++) {
        assert_true(playhead_step(&playhead, STEP_INSTANT, 1));
        assert_at(&playhead, ways[i], ALL_STEPS);
    }
    assert_false(playhead_step(&playhead, STEP_INSTANT, 1));
    assert_at(&playhead, S(3), ALL_STEPS);
    for (size_t i = 2; i-- > 0;) {
        assert_true(playhead_step(&playhead, STEP_INSTANT, -1));
        assert_at(&playhead, ways[i], ALL_STEPS);
    }
    assert_true(playhead_step(&playhead, STEP_INSTANT, -1));
    assert_at(&playhead, 0, 0);
    assert_false(playhead_step(&playhead, STEP_INSTANT, -1));
    playhead_free(&playhead);
}

static void test_notes_both_ways(void **state)
{
    (void)state;
    Playhead playhead = ready();
    assert_int_equal(playhead.notes.count, 2);
    assert_true(playhead_step(&playhead, STEP_NOTE, 1));
    assert_at(&playhead, 0, 2);
    assert_true(playhead_step(&playhead, STEP_NOTE, 1));
    assert_at(&playhead, S(1), 1);
    assert_false(playhead_step(&playhead, STEP_NOTE, 1));
    assert_true(playhead_teach(&playhead, 1, true));
    assert_at(&playhead, S(3), ALL_STEPS);
    assert_false(playhead_teach(&playhead, 1, true));
    assert_true(playhead_step(&playhead, STEP_NOTE, -1));
    assert_at(&playhead, S(1), 1);
    playhead_free(&playhead);
}

static void test_steps_are_played_to(void **state)
{
    (void)state;
    Playhead playhead = ready();
    assert_int_equal(playhead.teaching.count, 4);
    assert_true(playhead_teach(&playhead, 1, false));
    assert_null(playhead_told(&playhead));
    assert_true(playhead_teach(&playhead, 1, false)); /* at once */
    assert_ptr_equal(playhead_told(&playhead)->note, &marks[1]);
    assert_true(playhead_teach(&playhead, 1, false));
    double seconds = 0;
    Moment before = playhead.at;
    for (; playhead.glides && seconds < 5; seconds += 0.05) {
        assert_true(playhead_advance(&playhead, 0.05));
        assert_true(moment_compare(before, playhead.at) <= 0);
        before = playhead.at;
    }
    assert_true(seconds > 0.9 && seconds < 2.2);
    assert_ptr_equal(playhead_told(&playhead)->note, &marks[2]);
    assert_true(playhead_teach(&playhead, 1, false)); /* another note of that instant */
    assert_ptr_equal(playhead_told(&playhead)->note, &marks[3]);
    assert_true(playhead_teach(&playhead, 1, true));
    assert_null(playhead_told(&playhead)->note);
    assert_at(&playhead, S(3), ALL_STEPS);
    assert_true(playhead_teach(&playhead, -1, false));
    playhead_advance(&playhead, 0.5);
    assert_true(playhead.at.t < S(3) && playhead.at.t > S(1));
    playhead_free(&playhead);
}

static void test_play_dwells_and_takes_its_length(void **state)
{
    (void)state;
    Playhead playhead = ready();
    marks[2].pause = false;
    playhead_load(&playhead, &lesson, 0);
    playhead_play(&playhead, 1);
    playhead_advance(&playhead, 0.01);
    assert_at(&playhead, 0, 1);
    assert_true(playhead_stands_for(&playhead) > 0.2);
    playhead_advance(&playhead, 0.35);
    assert_at(&playhead, 0, 2);
    double seconds = 0.36;
    while (playhead.playing && seconds < 60) {
        Moment before = playhead.at;
        playhead_advance(&playhead, 1.0 / 60);
        assert_true(moment_compare(before, playhead.at) <= 0);
        seconds += 1.0 / 60;
    }
    assert_float_equal(seconds, 12, 0.1);
    assert_at(&playhead, S(3), ALL_STEPS);
    marks[2].pause = true;
    playhead_free(&playhead);
}

static void test_a_note_with_pause_stops_play_once(void **state)
{
    (void)state;
    Playhead playhead = ready();
    playhead_play(&playhead, 1);
    for (int i = 0; i < 2000 && playhead.playing; i++)
        playhead_advance(&playhead, 1.0 / 60);
    assert_at(&playhead, S(1), 1);
    playhead_play(&playhead, 1); /* the other note of that instant is told first */
    assert_false(playhead.playing);
    assert_at(&playhead, S(1), 1);
    playhead_play(&playhead, 1);
    for (int i = 0; i < 2000 && playhead.playing; i++)
        playhead_advance(&playhead, 1.0 / 60);
    assert_at(&playhead, S(3), ALL_STEPS);
    playhead_free(&playhead);
}

static void test_backwards(void **state)
{
    (void)state;
    Playhead playhead = ready();
    playhead_play(&playhead, -1);
    assert_at(&playhead, S(3), ALL_STEPS);
    for (int i = 0; i < 2000 && playhead.playing; i++)
        playhead_advance(&playhead, 1.0 / 60);
    assert_at(&playhead, 0, 0);
    playhead_free(&playhead);
}

static void test_loops(void **state)
{
    (void)state;
    Playhead playhead = ready();
    playhead.looping = true;
    playhead_seek(&playhead, (Moment){S(2.9), ALL_STEPS});
    playhead_play(&playhead, 1);
    bool began_anew = false;
    for (int i = 0; i < 300; i++) {
        playhead_advance(&playhead, 1.0 / 60);
        began_anew |= playhead.at.t == 0;
    }
    assert_true(playhead.playing);
    assert_true(began_anew);
    playhead_free(&playhead);
}

static void test_speed_is_virtual_seconds_a_second(void **state)
{
    (void)state;
    Playhead playhead = ready();
    playhead_set_dwelling(&playhead, false);
    playhead_set_speed(&playhead, 2);
    assert_float_equal(playhead_length(&playhead), 1.5, 1e-9);
    playhead_set_speed(&playhead, 100);
    assert_float_equal(playhead.speed, 20, 1e-9);
    playhead_set_speed(&playhead, 0);
    assert_float_equal(playhead_length(&playhead), 12, 1e-9);
    playhead_free(&playhead);
}

/* A new speed, or a lesson made anew, leaves the playhead where it is. */
static void test_keeps_its_place(void **state)
{
    (void)state;
    Playhead playhead = ready();
    playhead_seek(&playhead, (Moment){S(2), ALL_STEPS});
    playhead_set_speed(&playhead, 3);
    assert_at(&playhead, S(2), ALL_STEPS);
    timeline.end = S(1);
    timeline.moments.count = 4;
    playhead_load(&playhead, &lesson, 0);
    assert_at(&playhead, S(1), ALL_STEPS);
    playhead_free(&playhead);
}

static void test_snaps_to_what_happens(void **state)
{
    (void)state;
    Playhead playhead = ready();
    assert_int_equal(playhead_snap(&playhead, (Moment){S(0.98), ALL_STEPS}, S(0.05)).t, S(1));
    assert_int_equal(playhead_snap(&playhead, (Moment){S(1.02), ALL_STEPS}, S(0.05)).t, S(1));
    assert_int_equal(playhead_snap(&playhead, (Moment){S(1.2), ALL_STEPS}, S(0.05)).t, S(1.2));
    playhead_free(&playhead);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events_both_ways),
        cmocka_unit_test(test_back_from_a_whole_instant),
        cmocka_unit_test(test_instants_both_ways),
        cmocka_unit_test(test_notes_both_ways),
                                       cmocka_unit_test(test_steps_are_played_to),
        cmocka_unit_test(test_play_dwells_and_takes_its_length),
        cmocka_unit_test(test_a_note_with_pause_stops_play_once),
        cmocka_unit_test(test_backwards),
        cmocka_unit_test(test_loops),
        cmocka_unit_test(test_speed_is_virtual_seconds_a_second),
        cmocka_unit_test(test_keeps_its_place),
        cmocka_unit_test(test_snaps_to_what_happens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
