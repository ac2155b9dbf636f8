/* A lane of very many spans: as many commands as its width asks for, whatever there are of them,
 * and as much ink as they last. */
#include "by_hand.h"
#include "view/view.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* `count` sleeps in a second, after each of which the loop is held a quarter as long. */
static Trace *trace_restless(int count)
{
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "restless()");
    happens(trace, 0, EVENT_STEP, root);
    for (int i = 0; i < count; i++) {
        double from = (double)i / count, woken = (i + 0.8) / count;
        sleeps(trace, from, root, "sleep(1)", "restless()");
        wakes(trace, woken, root, NO_TASK);
        happens(trace, woken, EVENT_STEP, root);
        blocks(trace, woken, (i + 1.0) / count, root, "restless()");
    }
    happens(trace, 1, EVENT_DONE, root);
    is_over(trace, 1);
    return trace;
}

static void view(Picture *picture, Timeline *timeline, const Hues *hues, double at, int width)
{
    ViewState state = {.width = width, .height = width * 9 / 16, .hover_timeline = -1,
                       .hover_lane = -1, .fresh = -1};
    Lesson lesson = {.title = STR("Restless"), .timelines = &timeline, .timeline_count = 1,
                     .hues = hues};
    view_picture(&lesson, (Moment){seconds(at), ALL_STEPS}, &state, &measure_fixed, picture, NULL);
}

static Timeline *fold(int count, Hues *hues)
{
    Trace *trace = trace_restless(count);
    Timeline *timeline = timeline_fold(trace, STR("Restless"), (Str){0}, STR("restless()"), hues);
    assert_null(timeline_wrong(timeline));
    trace_free(trace);
    return timeline;
}

/* Its texts are gone with the timeline. */
static void draw(Picture *picture, int count, double at, int width)
{
    Hues hues = {0};
    Timeline *timeline = fold(count, &hues);
    view(picture, timeline, &hues, at, width);
    timeline_free(timeline);
    hues_free(&hues);
}

/* How a random lane is looked at. */
typedef struct Look {
    double at, from, to; /* seconds; to: 0: all of it */
    AxisKind axis;
    float axis_part;
} Look;

static void record(Builder *out, Timeline *timeline, const Hues *hues, Look look)
{
    ViewState state = {.width = 1280, .height = 720, .hover_timeline = -1, .hover_lane = -1,
                       .fresh = -1, .from = look.from, .to = look.to, .axis = look.axis,
                       .axis_part = look.axis_part};
    Lesson lesson = {.title = STR("Restless"), .timelines = &timeline, .timeline_count = 1,
                     .hues = hues};
    Picture picture = {0};
    view_picture(&lesson, (Moment){seconds(look.at), look.at < 0.7 ? 1 : ALL_STEPS}, &state,
                 &measure_fixed, &picture, NULL);
    paint_record(&picture, out);
    picture_free(&picture);
}

/* With and without what the lane keeps besides. */
static void same_without(Timeline *timeline, const Hues *hues, Look look)
{
    Builder with = {0}, without = {0};
    Lane *lane = &timeline->lanes.items[0], kept = *lane;
    record(&with, timeline, hues, look);
    lane->more = NULL;
    record(&without, timeline, hues, look);
    *lane = kept;
    assert_string_equal(with.at, without.at);
    builder_free(&with);
    builder_free(&without);
}

static unsigned next_random(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Waits of all kinds and lengths, some of them of none, in at most a second. */
static Trace *trace_random(unsigned seed, int count)
{
    static const char *const calls[] = {"restless()", "f()", "g()"};
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "restless()");
    double now = 0, most = 1.0 / count;
    happens(trace, 0, EVENT_STEP, root);
    for (int i = 0; i < count; i++) {
        double unit = most / 8 * next_random(&seed, 2 + seed % 7);
        const char *call = calls[next_random(&seed, 3)];
        sleeps(trace, now, root, "sleep(1)", call);
        now += unit * next_random(&seed, 4) / 4;
        wakes(trace, now, root, NO_TASK);
        now += next_random(&seed, 3) ? 0 : unit / 8; /* late */
        happens(trace, now, EVENT_STEP, root);
        double held = next_random(&seed, 2) ? 0 : unit / 8 * next_random(&seed, 2);
        if (held > 0 || i % 3 == 0) /* some for no time at all */
            blocks(trace, now, now + held, root, call);
        now += held + (next_random(&seed, 5) ? 0 : unit / 8); /* what it does then, no span tells */
    }
    if (seed % 2)
        happens(trace, now, EVENT_DONE, root);
    is_over(trace, now);
    return trace;
}

/* What a lane keeps of its spans and marks besides makes it faster and nothing else. */
static void words_change_nothing(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 8; seed++) {
        Hues hues = {0};
        Trace *trace = trace_random(seed * 77777, 1100 + 400 * (int)seed);
        Timeline *timeline = timeline_fold(trace, STR("Restless"), (Str){0}, STR("restless()"), &hues);
        assert_null(timeline_wrong(timeline));
        assert_non_null(timeline->lanes.items[0].more->packed);
        assert_non_null(timeline->lanes.items[0].more->packed_sights);
        double end = (double)timeline->end / 1e9, turn = (double)timeline->turns.items[700].from.t;
        static const double zooms[] = {1, 0.4, 0.03};
        for (size_t i = 0; i < 3; i++) {
            double from = end * 0.31 * (1 - zooms[i]), to = from + end * zooms[i];
            same_without(timeline, &hues, (Look){.at = end, .from = from, .to = to});
            same_without(timeline, &hues, (Look){.at = turn / 1e9, .from = from, .to = to});
        }
        same_without(timeline, &hues, (Look){.at = turn / 1e9, .axis = AXIS_STEPS});
        same_without(timeline, &hues, (Look){.at = end, .axis_part = 0.5f});
        timeline_free(timeline);
        hues_free(&hues);
        trace_free(trace);
    }
}

/* Where a time has no room in a word, there are none. */
static void later_than_a_word_can_tell(void **state)
{
    (void)state;
    Hues hues = {0};
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "restless()");
    for (int i = 0; i < 1500; i++) {
        sleeps(trace, i * 3600.0, root, "sleep(1)", "restless()");
        wakes(trace, (i + 1) * 3600.0, root, NO_TASK);
        happens(trace, (i + 1) * 3600.0, EVENT_STEP, root);
    }
    is_over(trace, 1500 * 3600.0);
    Timeline *timeline = timeline_fold(trace, STR("Restless"), (Str){0}, STR("restless()"), &hues);
    assert_null(timeline_wrong(timeline));
    assert_null(timeline->lanes.items[0].more);
    timeline_free(timeline);
    hues_free(&hues);
    trace_free(trace);
}

/* Over all columns so high: how many pixels are covered by them. */
static double ink_of(const Picture *picture, float least_high, float most_high)
{
    double ink = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind != DRAW_COLUMNS || draw->box.h < least_high || draw->box.h > most_high)
            continue;
        assert_true(draw->box.w == (float)draw->count);
        assert_true(draw->box.x == floorf(draw->box.x));
        for (uint32_t k = 0; k < draw->count; k++)
            ink += (draw->colours[k] >> 24) / 255.0;
    }
    return ink;
}

/* The highest of its columns: those of what holds the loop. */
static float highest(const Picture *picture)
{
    float high = 0;
    for (size_t i = 0; i < picture->list.count; i++)
        if (picture->list.items[i].kind == DRAW_COLUMNS)
            high = fmaxf(high, picture->list.items[i].box.h);
    return high;
}

static void a_picture_is_as_long_as_it_is_wide(void **state)
{
    (void)state;
    static const int counts[] = {1500, 5000, 50000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        Picture picture = {0};
        draw(&picture, counts[i], 1, 1920);
        assert_true(highest(&picture) > 0);
        size_t columns = 0;
        for (size_t k = 0; k < picture.list.count; k++)
            columns += picture.list.items[k].kind == DRAW_COLUMNS;
        assert_in_range(columns, 50, 200);
        picture_free(&picture);
    }
}

static void few_spans_stay_bars(void **state)
{
    (void)state;
    Picture picture = {0};
    draw(&picture, 60, 1, 1920);
    assert_true(highest(&picture) == 0);
    picture_free(&picture);
}

static void blocks_have_the_ink_of_what_they_last(void **state)
{
    (void)state;
    Picture whole = {0}, half = {0};
    draw(&whole, 20000, 1, 1920);
    float high = highest(&whole);
    double ink = ink_of(&whole, high - 0.1f, high), width = ink_of(&whole, 1.5f, 3.5f) / 2;
    assert_true(width > 900); /* the sleeps' sides, above and below */
    assert_true(ink > 0.2 * width && ink < 0.32 * width);
    draw(&half, 20000, 0.5, 1920);
    assert_true(fabs(ink_of(&half, high - 0.1f, high) - ink / 2) < 0.02 * ink);
    picture_free(&whole);
    picture_free(&half);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_as_long_as_it_is_wide),
        cmocka_unit_test(few_spans_stay_bars),
        cmocka_unit_test(words_change_nothing),
        cmocka_unit_test(later_than_a_word_can_tell),
        cmocka_unit_test(blocks_have_the_ink_of_what_they_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
