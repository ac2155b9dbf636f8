/* The player: playing, stepping both ways, notes, loops, over a timeline made by hand. */
#include "app/player.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define S(seconds) ((int64_t)((seconds) * 1e9))

static Moment steps[] = {{0, 1}, {0, 2}, {0, 3}, {S(1), 1}, {S(3), 1}, {S(3), 2}};
static Mark marks[] = {{.kind = MARK_TICK, .at = {0, 1}},
                       {.kind = MARK_NOTE, .at = {0, 2}},
                       {.kind = MARK_NOTE, .at = {S(1), 1}, .pause = true},
                       {.kind = MARK_NOTE, .at = {S(1), 1}}};
static Lane lanes[1];
static Timeline timeline;
static Timeline *const timelines[] = {&timeline};
static Lesson lesson;

static Player ready(void)
{
    lanes[0].marks.items = marks;
    lanes[0].marks.count = 4;
    timeline = (Timeline){.end = S(3)};
    timeline.moments.items = steps;
    timeline.moments.count = 6;
    timeline.lanes.items = lanes;
    timeline.lanes.count = 1;
    lesson = (Lesson){.timelines = timelines, .timeline_count = 1};
    Player player;
    player_begin(&player);
    player_load(&player, &lesson, 0);
    return player;
}

static void assert_at(const Player *player, int64_t t, uint32_t step)
{
    assert_int_equal(player->at.t, t);
    assert_int_equal(player->at.step, step);
}

static void test_events_both_ways(void **state)
{
    (void)state;
    Player player = ready();
    static const Moment ways[] = {{0, 1}, {0, 2}, {0, 3}, {S(1), 1}, {S(3), 1}, {S(3), ALL_STEPS}};
    assert_at(&player, 0, 0);
    for (size_t i = 0; i < 6; i++) {
        assert_true(player_step(&player, STEP_EVENT, 1));
        assert_at(&player, ways[i].t, ways[i].step);
    }
    assert_false(player_step(&player, STEP_EVENT, 1));
    for (size_t i = 5; i-- > 0;) {
        assert_true(player_step(&player, STEP_EVENT, -1));
        assert_at(&player, ways[i].t, ways[i].step);
    }
    assert_true(player_step(&player, STEP_EVENT, -1));
    assert_at(&player, 0, 0);
    assert_false(player_step(&player, STEP_EVENT, -1));
    player_free(&player);
}

/* All of an instant is the same as its last step: going back from it goes to the one before. */
static void test_back_from_a_whole_instant(void **state)
{
    (void)state;
    Player player = ready();
    player_seek(&player, (Moment){0, ALL_STEPS});
    assert_true(player_step(&player, STEP_EVENT, -1));
    assert_at(&player, 0, 2);
    player_seek(&player, (Moment){S(0.5), ALL_STEPS});
    assert_true(player_step(&player, STEP_EVENT, -1));
    assert_at(&player, 0, 3);
    player_seek(&player, (Moment){S(0.5), ALL_STEPS});
    assert_true(player_step(&player, STEP_EVENT, 1));
    assert_at(&player, S(1), 1);
    player_free(&player);
}

static void test_instants_both_ways(void **state)
{
    (void)state;
    Player player = ready();
    static const int64_t ways[] = {0, S(1), S(3)};
    for (size_t i = 0; i < 3; i++) {
        assert_true(player_step(&player, STEP_INSTANT, 1));
        assert_at(&player, ways[i], ALL_STEPS);
    }
    assert_false(player_step(&player, STEP_INSTANT, 1));
    assert_at(&player, S(3), ALL_STEPS);
    for (size_t i = 2; i-- > 0;) {
        assert_true(player_step(&player, STEP_INSTANT, -1));
        assert_at(&player, ways[i], ALL_STEPS);
    }
    assert_true(player_step(&player, STEP_INSTANT, -1));
    assert_at(&player, 0, 0);
    assert_false(player_step(&player, STEP_INSTANT, -1));
    player_free(&player);
}

static void test_notes_both_ways(void **state)
{
    (void)state;
    Player player = ready();
    assert_int_equal(player.notes.count, 2);
    assert_true(player_step(&player, STEP_NOTE, 1));
    assert_at(&player, 0, 2);
    assert_true(player_step(&player, STEP_NOTE, 1));
    assert_at(&player, S(1), 1);
    assert_false(player_step(&player, STEP_NOTE, 1));
    assert_true(player_step(&player, STEP_TEACHING, 1));
    assert_at(&player, S(3), ALL_STEPS);
    assert_false(player_step(&player, STEP_TEACHING, 1));
    assert_true(player_step(&player, STEP_NOTE, -1));
    assert_at(&player, S(1), 1);
    player_free(&player);
}

static void test_play_dwells_and_takes_its_length(void **state)
{
    (void)state;
    Player player = ready();
    marks[2].pause = false;
    player_load(&player, &lesson, 0);
    player_play(&player, 1);
    player_advance(&player, 0.01);
    assert_at(&player, 0, 1);
    assert_true(player_stands_for(&player) > 0.2);
    player_advance(&player, 0.35);
    assert_at(&player, 0, 2);
    double seconds = 0.36;
    while (player.playing && seconds < 60) {
        Moment before = player.at;
        player_advance(&player, 1.0 / 60);
        assert_true(moment_compare(before, player.at) <= 0);
        seconds += 1.0 / 60;
    }
    assert_float_equal(seconds, 12, 0.1);
    assert_at(&player, S(3), ALL_STEPS);
    marks[2].pause = true;
    player_free(&player);
}

static void test_a_note_with_pause_stops_play_once(void **state)
{
    (void)state;
    Player player = ready();
    player_play(&player, 1);
    for (int i = 0; i < 2000 && player.playing; i++)
        player_advance(&player, 1.0 / 60);
    assert_at(&player, S(1), 1);
    player_play(&player, 1);
    for (int i = 0; i < 2000 && player.playing; i++)
        player_advance(&player, 1.0 / 60);
    assert_at(&player, S(3), ALL_STEPS);
    player_free(&player);
}

static void test_backwards(void **state)
{
    (void)state;
    Player player = ready();
    player_play(&player, -1);
    assert_at(&player, S(3), ALL_STEPS);
    for (int i = 0; i < 2000 && player.playing; i++)
        player_advance(&player, 1.0 / 60);
    assert_at(&player, 0, 0);
    player_free(&player);
}

static void test_loops(void **state)
{
    (void)state;
    Player player = ready();
    player.looping = true;
    player_seek(&player, (Moment){S(2.9), ALL_STEPS});
    player_play(&player, 1);
    bool began_anew = false;
    for (int i = 0; i < 300; i++) {
        player_advance(&player, 1.0 / 60);
        began_anew |= player.at.t == 0;
    }
    assert_true(player.playing);
    assert_true(began_anew);
    player_free(&player);
}

static void test_speed_is_virtual_seconds_a_second(void **state)
{
    (void)state;
    Player player = ready();
    player_set_dwelling(&player, false);
    player_set_speed(&player, 2);
    assert_float_equal(player_length(&player), 1.5, 1e-9);
    player_set_speed(&player, 100);
    assert_float_equal(player.speed, 20, 1e-9);
    player_set_speed(&player, 0);
    assert_float_equal(player_length(&player), 12, 1e-9);
    player_free(&player);
}

/* A new speed, or a lesson made anew, leaves the playhead where it is. */
static void test_keeps_its_place(void **state)
{
    (void)state;
    Player player = ready();
    player_seek(&player, (Moment){S(2), ALL_STEPS});
    player_set_speed(&player, 3);
    assert_at(&player, S(2), ALL_STEPS);
    timeline.end = S(1);
    timeline.moments.count = 4;
    player_load(&player, &lesson, 0);
    assert_at(&player, S(1), ALL_STEPS);
    player_free(&player);
}

static void test_snaps_to_what_happens(void **state)
{
    (void)state;
    Player player = ready();
    assert_int_equal(player_snap(&player, (Moment){S(0.98), ALL_STEPS}, S(0.05)).t, S(1));
    assert_int_equal(player_snap(&player, (Moment){S(1.02), ALL_STEPS}, S(0.05)).t, S(1));
    assert_int_equal(player_snap(&player, (Moment){S(1.2), ALL_STEPS}, S(0.05)).t, S(1.2));
    player_free(&player);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events_both_ways),
        cmocka_unit_test(test_back_from_a_whole_instant),
        cmocka_unit_test(test_instants_both_ways),
        cmocka_unit_test(test_notes_both_ways),
        cmocka_unit_test(test_play_dwells_and_takes_its_length),
        cmocka_unit_test(test_a_note_with_pause_stops_play_once),
        cmocka_unit_test(test_backwards),
        cmocka_unit_test(test_loops),
        cmocka_unit_test(test_speed_is_virtual_seconds_a_second),
        cmocka_unit_test(test_keeps_its_place),
        cmocka_unit_test(test_snaps_to_what_happens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
