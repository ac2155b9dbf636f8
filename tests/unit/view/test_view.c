/* The picture as a function of lesson, moment and state: the same again, nothing told before its
 * time, the exercise sheet like its solution, the axis and its ticks. */
#include "by_hand.h"
#include "view/axis.h"
#include "view/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Fixture {
    Lesson lesson;
    Timeline *timelines[3];
    Hues hues;
    Picture picture;
    Layout layout;
} Fixture;

static void add(Fixture *fixture, Trace *trace, const char *title, const char *call)
{
    fixture->timelines[fixture->lesson.timeline_count++] =
        timeline_fold(trace, str_of(title), (Str){0}, str_of(call), &fixture->hues);
    trace_free(trace);
}

static int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->lesson = (Lesson){.title = STR("Two tasks beat two awaits"),
                               .timelines = fixture->timelines,
                               .hues = &fixture->hues};
    add(fixture, trace_one_by_one(), "Sequential", "one_by_one()");
    add(fixture, trace_tasks(), "Tasks", "with_tasks()");
    add(fixture, trace_gather(), "gather()", "with_gather()");
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    for (uint32_t i = 0; i < fixture->lesson.timeline_count; i++)
        timeline_free(fixture->timelines[i]);
    hues_free(&fixture->hues);
    picture_free(&fixture->picture);
    layout_free(&fixture->layout);
    free(fixture);
    return 0;
}

static ViewState slide(void)
{
    return (ViewState){.width = 1920, .height = 1080, .slide = true, .hover_timeline = -1,
                       .hover_lane = -1, .fresh = -1};
}

static void draw(Fixture *fixture, ViewState state, double at)
{
    view_picture(&fixture->lesson, (Moment){seconds(at), ALL_STEPS}, &state, &measure_fixed,
                 &fixture->picture, &fixture->layout);
}

static const Draw *find(const Fixture *fixture, const char *text)
{
    for (size_t i = 0; i < fixture->picture.list.count; i++) {
        const Draw *command = &fixture->picture.list.items[i];
        if (command->kind == DRAW_TEXT && str_is(command->text, text))
            return command;
    }
    return NULL;
}

static void the_same_again_is_the_same(void **state)
{
    Fixture *fixture = *state;
    Builder first = {0}, second = {0};
    draw(fixture, slide(), 3);
    paint_record(&fixture->picture, &first);
    draw(fixture, slide(), 1);
    draw(fixture, slide(), 3);
    paint_record(&fixture->picture, &second);
    assert_string_equal(first.at, second.at);
    builder_free(&first);
    builder_free(&second);
}

static void totals_and_savings_come_with_the_end(void **state)
{
    Fixture *fixture = *state;
    draw(fixture, slide(), 1.4);
    assert_null(find(fixture, "2 s"));
    assert_null(find(fixture, "33% less"));
    assert_null(find(fixture, "1 s saved"));
    assert_non_null(find(fixture, "1.4 s …"));
    draw(fixture, slide(), 2);
    assert_non_null(find(fixture, "2 s"));
    assert_null(find(fixture, "33% less")); /* the baseline is not over */
    draw(fixture, slide(), 3);
    assert_non_null(find(fixture, "33% less"));
    assert_non_null(find(fixture, "3 s"));
    assert_non_null(find(fixture, "1 s saved"));
}

static void a_print_is_a_flag_from_its_instant_on(void **state)
{
    Fixture *fixture = *state;
    draw(fixture, slide(), 0.99);
    assert_null(find(fixture, "One"));
    draw(fixture, slide(), 1);
    assert_non_null(find(fixture, "One"));
    assert_null(find(fixture, "Two"));
}

/* What has been drawn stays where it is: labels and flags of the first second at the end. */
static void nothing_moves_while_playing(void **state)
{
    Fixture *fixture = *state;
    draw(fixture, slide(), 1.8);
    const char *const words[] = {"One", "sleep(1)", "sleep(2)", "with_tasks()", "0 s", "2.5"};
    Point before[6];
    for (size_t i = 0; i < 6; i++) {
        const Draw *command = find(fixture, words[i]);
        assert_non_null(command);
        before[i] = (Point){command->x, command->y};
    }
    draw(fixture, slide(), 3);
    for (size_t i = 0; i < 6; i++) {
        const Draw *command = find(fixture, words[i]);
        assert_float_equal(command->x, before[i].x, 0.01);
        assert_float_equal(command->y, before[i].y, 0.01);
    }
}

/* Every word of the exercise sheet stands where it stands in the solution, and no bar is left. */
static void the_exercise_sheet_is_laid_out_as_its_solution(void **state)
{
    Fixture *fixture = *state;
    ViewState blank = slide();
    blank.blank = true;
    draw(fixture, blank, 3);
    size_t count = 0;
    Draw texts[200];
    for (size_t i = 0; i < fixture->picture.list.count; i++) {
        const Draw *command = &fixture->picture.list.items[i];
        if (command->kind == DRAW_TEXT) {
            texts[count] = *command;
            texts[count++].text = (Str){strndup(command->text.at, command->text.length),
                                        command->text.length};
        }
    }
    assert_null(find(fixture, "sleep(1)"));
    assert_null(find(fixture, "3 s"));
    assert_null(find(fixture, "One"));
    draw(fixture, slide(), 3);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < fixture->picture.list.count && !found; j++) {
            const Draw *command = &fixture->picture.list.items[j];
            found = command->kind == DRAW_TEXT && command->x == texts[i].x &&
                    command->y == texts[i].y && str_equal(command->text, texts[i].text);
        }
        assert_true(found);
        free((char *)(uintptr_t)texts[i].text.at);
    }
}

static void nothing_on_a_slide_is_smaller_than_22(void **state)
{
    Fixture *fixture = *state;
    draw(fixture, slide(), 3);
    for (size_t i = 0; i < fixture->picture.list.count; i++)
        if (fixture->picture.list.items[i].kind == DRAW_TEXT)
            assert_true(fixture->picture.list.items[i].font.size >= 22);
}

static void the_mouse_finds_lanes_and_spans(void **state)
{
    Fixture *fixture = *state;
    ViewState window = slide();
    window.slide = false;
    window.show_playhead = true;
    window.transport = (Transport){.shown = true, .speed = 1};
    window.panels = PANEL_PYTHON | PANEL_OUTPUT;
    draw(fixture, window, 2);
    size_t found[REGION_INSTANT + 1] = {0};
    for (size_t i = 0; i < fixture->layout.regions.count; i++)
        found[fixture->layout.regions.items[i].kind]++;
    assert_int_equal(found[REGION_LANE], 7);
    assert_true(found[REGION_SPAN] >= 9);
    assert_int_equal(found[REGION_TIMELINE], 3);
    assert_int_equal(found[REGION_PLAYHEAD], 1);
    assert_int_equal(found[REGION_SEEK_BAR], 1);
    assert_int_equal(found[REGION_PLAY], 1);
    assert_int_equal(found[REGION_PYTHON], 1);
    assert_int_equal(found[REGION_OUTPUT], 1);
    assert_float_equal(fixture->layout.axis_to, 3, 1e-6);
}

static void a_hidden_timeline_takes_no_room(void **state)
{
    Fixture *fixture = *state;
    ViewState some = slide();
    some.shown = 1u << 1;
    draw(fixture, some, 3);
    assert_null(find(fixture, "Tasks"));
    assert_non_null(find(fixture, "gather()"));
    assert_non_null(find(fixture, "33% less"));
}

static void check_ticks(double end, TimeUnit unit, const char *first, const char *second)
{
    Arena arena = {0};
    Axis axis = {.x0 = 100, .width = 1500, .to = end};
    Ticks ticks = axis_ticks(&axis, (TickStyle){.pitch = 100, .unit = unit}, &arena);
    assert_true(ticks.count >= 2);
    assert_true(str_is(ticks.items[0].text, first));
    if (!str_is(ticks.items[1].text, second))
        print_error("%.*s\n", (int)ticks.items[1].text.length, ticks.items[1].text.at);
    assert_true(str_is(ticks.items[1].text, second));
    assert_float_equal(ticks.items[0].x, 100, 0.01);
    arena_free(&arena);
}

static void an_instant_on_the_strip_opens(void **state)
{
    Fixture *fixture = *state;
    ViewState view = slide();
    view.slide = false;
    draw(fixture, view, 3);
    const Region *found = NULL;
    for (size_t i = 0; i < fixture->layout.regions.count && !found; i++) {
        const Region *region = &fixture->layout.regions.items[i];
        found = region->kind == REGION_INSTANT && region->timeline == 1 ? region : NULL;
    }
    assert_non_null(found);
    assert_null(find(fixture, "at 0 s, in this order"));
    view.lens_shown = true;
    view.lens_timeline = found->timeline;
    view.lens_turn = found->span;
    draw(fixture, view, 3);
    assert_non_null(find(fixture, "at 0 s, in this order"));
    assert_non_null(find(fixture, "sleeps: sleep(1)"));
    view.lens_turn = UINT32_MAX; /* of a lesson that was there before */
    draw(fixture, view, 3);
    assert_null(find(fixture, "at 0 s, in this order"));
}

static void ticks_are_nice(void **state)
{
    (void)state;
    check_ticks(720, UNIT_AUTO, "0 min", "1");
    check_ticks(3, UNIT_AUTO, "0 s", "0.2");
    check_ticks(10, UNIT_AUTO, "0 s", "1");
    check_ticks(0.004, UNIT_AUTO, "0 ms", "0.5");
    check_ticks(0.000005, UNIT_AUTO, "0 µs", "0.5");
    check_ticks(7200 * 6, UNIT_AUTO, "0 h", "1");
    check_ticks(3 * 86400, UNIT_AUTO, "0 d", "1");
    check_ticks(86400, UNIT_AUTO, "0 h", "2");
    check_ticks(150, UNIT_AUTO, "0 min", "1");
    check_ticks(5400, UNIT_AUTO, "0 min", "10");
    check_ticks(6, UNIT_MIN, "0 min", "0.01");
    check_ticks(720, UNIT_S, "0 s", "50");
    check_ticks(115, UNIT_AUTO, "0 s", "10");
}

static void an_axis_of_steps_opens_an_instant(void **state)
{
    Fixture *fixture = *state;
    ViewState steps = slide();
    steps.axis = AXIS_STEPS;
    Arena arena = {0};
    Axis axis = axis_make(&fixture->lesson, &steps, &arena);
    axis.x0 = 0;
    axis.width = (float)axis.to;
    assert_non_null(axis.moments);
    float one = axis_x(&axis, (Moment){0, 1}), two = axis_x(&axis, (Moment){0, 2});
    assert_float_equal(one, 1, 0.01);
    assert_float_equal(two - one, 1, 0.01);
    assert_true(axis_x(&axis, (Moment){seconds(0.5), 0}) < axis_x(&axis, (Moment){seconds(1), 1}));
    arena_free(&arena);
}

static size_t lanes_in(const Fixture *fixture, uint32_t timeline)
{
    size_t count = 0;
    for (size_t i = 0; i < fixture->layout.regions.count; i++)
        count += fixture->layout.regions.items[i].kind == REGION_LANE &&
                 fixture->layout.regions.items[i].timeline == timeline;
    return count;
}

static void a_folded_lane_hides_those_made_below_it(void **state)
{
    Fixture *fixture = *state;
    static const FoldedLane folded = {.timeline = 1, .lane = 0};
    ViewState folding = slide();
    draw(fixture, folding, 3);
    size_t first = lanes_in(fixture, 0), second = lanes_in(fixture, 1);
    assert_true(second == 3);
    folding.folded = &folded;
    folding.folded_count = 1;
    draw(fixture, folding, 3);
    assert_int_equal(lanes_in(fixture, 0), first);
    assert_int_equal(lanes_in(fixture, 1), 1);
    assert_non_null(find(fixture, " +2"));
}

int main(void)
{
#define WITH_LESSON(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_LESSON(the_same_again_is_the_same),
        WITH_LESSON(totals_and_savings_come_with_the_end),
        WITH_LESSON(a_print_is_a_flag_from_its_instant_on),
        WITH_LESSON(nothing_moves_while_playing),
        WITH_LESSON(the_exercise_sheet_is_laid_out_as_its_solution),
        WITH_LESSON(nothing_on_a_slide_is_smaller_than_22),
        WITH_LESSON(the_mouse_finds_lanes_and_spans),
        WITH_LESSON(a_hidden_timeline_takes_no_room),
        WITH_LESSON(an_axis_of_steps_opens_an_instant),
        WITH_LESSON(a_folded_lane_hides_those_made_below_it),
        WITH_LESSON(an_instant_on_the_strip_opens),
        cmocka_unit_test(ticks_are_nice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
