/* No word overlaps another, and all of them lie inside the picture: for every scenario made by
 * hand, at many sizes, moments and ways of looking. */
#include "by_hand.h"
#include "view/view.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* --- lessons --- */

typedef struct Made {
    Lesson lesson;
    Timeline *timelines[16];
    Hues hues;
    Listing listing;
} Made;

static void add(Made *made, Trace *trace, const char *title, const char *call)
{
    made->timelines[made->lesson.timeline_count++] =
        timeline_fold(trace, str_of(title), (Str){0}, str_of(call), &made->hues);
    trace_free(trace);
}

/* One task that prints, fails, notes and waits, with words longer than any room. */
static Trace *trace_talker(int count)
{
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "talk_about_everything(1, 'a very long argument')");
    happens(trace, 0, EVENT_STEP, root);
    says(trace, 0, EVENT_NOTE, root, "A note that is longer than the picture is wide, so that it "
                                     "must be cut somewhere, and goes on and on and on and on");
    for (int i = 0; i < count; i++) {
        says(trace, i, EVENT_PRINT, root, "a line of output that is rather long");
        says(trace, i, EVENT_PRINT, root, "x");
        sleeps(trace, i, root, i % 2 ? "sleep(1)" : "a label that is too long for its bar",
               i % 3 ? "a()" : "b()");
        wakes(trace, i + 1, root, NO_TASK);
        happens(trace, i + 1, EVENT_STEP, root);
    }
    says(trace, count, EVENT_PRINT, root, "the last words");
    says(trace, count, EVENT_ERROR, root, "ValueError: something went wrong in many words");
    says(trace, count, EVENT_WARNING, NO_TASK, "coroutine 'x' was never awaited");
    says(trace, count, EVENT_WARNING, NO_TASK, "Task exception was never retrieved");
    trace_add(trace, (Event){.t = seconds(count),
                             .task = NO_TASK,
                             .text = trace_intern(trace, STR("ValueError: in many words")),
                             .flags = OUTCOME_ERROR,
                             .kind = EVENT_END});
    return trace;
}

/* Tasks that make tasks, cancelled and in threads, stuck at the end. */
static Trace *trace_family(void)
{
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "main()");
    happens(trace, 0, EVENT_STEP, root);
    uint32_t child = creates(trace, 0, root, "child('first')");
    awaits(trace, 0, root, WAIT_TASK, "await child");
    happens(trace, 0, EVENT_STEP, child);
    uint32_t grandchild = creates(trace, 0, child, "grandchild()");
    says(trace, 0, EVENT_BIND, grandchild, "a_name_of_some_length");
    Wait job = {.kind = WAIT_THREAD, .label = STR("to_thread(0.002)"), .call = STR("child()")};
    waits(trace, 0, EVENT_THREAD, child, job);
    waits(trace, 0, EVENT_WAIT, child, job);
    happens(trace, 0, EVENT_STEP, grandchild);
    sleeps(trace, 0, grandchild, "sleep(0.001)", "grandchild()");
    wakes(trace, 0.001, grandchild, NO_TASK);
    happens(trace, 0.001, EVENT_STEP, grandchild);
    says(trace, 0.001, EVENT_PRINT, grandchild, "here");
    happens(trace, 0.001, EVENT_CANCELLED, grandchild);
    waits(trace, 0.002, EVENT_THREAD_END, child, job);
    wakes(trace, 0.002, child, NO_TASK);
    happens(trace, 0.002, EVENT_STEP, child);
    awaits(trace, 0.002, child, WAIT_LOCK, "async with lock");
    trace_add(trace, (Event){.t = seconds(0.002),
                             .task = NO_TASK,
                             .text = trace_intern(trace, STR("Task-1 waits for child")),
                             .flags = OUTCOME_STUCK,
                             .kind = EVENT_END});
    return trace;
}

static void make_lecture(Made *made)
{
    made->lesson.title = STR("Two tasks beat two awaits");
    add(made, trace_one_by_one(), "Sequential", "one_by_one()");
    add(made, trace_tasks(), "Tasks", "with_tasks()");
    add(made, trace_gather(), "gather()", "with_gather()");
}

static void make_urls(Made *made)
{
    made->lesson.title = STR("Twelve URLs: 5 s to send, 55 s to answer");
    made->lesson.description = STR("A description that takes more than one line: sending blocks "
                                   "the loop, so the twelve sends stand one after another, and "
                                   "then the last answer takes its own time, as all of them do.");
    add(made, trace_urls_in_a_row(12), "Sequential", "one_by_one()");
    add(made, trace_urls_together(12), "Concurrent", "all_at_once()");
}

static void make_talk(Made *made)
{
    made->lesson.title = STR("A title that is so long that it can't possibly stand in one line of "
                             "any picture that is less than very wide");
    add(made, trace_talker(6), "Talks a lot, and has a long title too, which needs room", "talk()");
    add(made, trace_talker(40), "Talks more", "talk_more(1, 2, 3, 'and so on and so forth')");
}

static void make_family(Made *made)
{
    add(made, trace_family(), "Family", "main()");
}

static void make_many_timelines(Made *made)
{
    made->lesson.title = STR("Sixteen");
    for (int i = 0; i < 16; i++)
        add(made, i % 2 ? trace_one_by_one() : trace_urls_in_a_row(2), "One of many",
            "one_by_one()");
}

static void make_many_lanes(Made *made)
{
    add(made, trace_urls_together(40), "Forty", "all_at_once()");
    add(made, trace_urls_together(400), "Four hundred", "all_at_once()");
}

static void make_listing(Made *made)
{
    static const char *const lines[] = {
        "async def say_after(delay, what):", "    await asyncio.sleep(delay)",
        "    print(f'{what}')", "", "async def one_by_one():",
        "    await say_after(1, 'One and a text that is too long for its line')",
        "    await say_after(2, 'Two')", "", "async def with_tasks():"};
    static const uint32_t steps[] = {0, 1, 2, 0, 0, 3, 4, 0, 0};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        array_push(&made->listing.lines, (ListingLine){.text = str_of(lines[i]),
                                                       .step = steps[i],
                                                       .indent = lines[i][0] == ' '});
    listing_index(&made->listing);
    made->lesson.listing = &made->listing;
}

static void unmake(Made *made)
{
    for (uint32_t i = 0; i < made->lesson.timeline_count; i++)
        timeline_free(made->timelines[i]);
    hues_free(&made->hues);
    array_free(&made->listing.lines);
    arena_free(&made->listing.arena);
}

/* --- checking a picture --- */

typedef struct Word {
    float left, right, top, bottom;
    const Draw *draw;
} Word;

static Word word_of(const Draw *draw)
{
    float left = draw->x;
    if (draw->anchor == ANCHOR_MIDDLE)
        left -= draw->fit / 2;
    else if (draw->anchor == ANCHOR_END)
        left -= draw->fit;
    return (Word){.left = left,
                  .right = left + draw->fit,
                  .top = draw->y - 0.74f * draw->font.size,
                  .bottom = draw->y + 0.20f * draw->font.size,
                  .draw = draw};
}

static Box clipped_by(const Box *clips, size_t count, Box box)
{
    for (size_t i = 0; i < count; i++) {
        float right = fminf(box.x + box.w, clips[i].x + clips[i].w);
        float bottom = fminf(box.y + box.h, clips[i].y + clips[i].h);
        box.x = fmaxf(box.x, clips[i].x);
        box.y = fmaxf(box.y, clips[i].y);
        box.w = fmaxf(0, right - box.x);
        box.h = fmaxf(0, bottom - box.y);
    }
    return box;
}

static void fail_with(const char *what, const Word *a, const Word *b, const char *where)
{
    print_error("%s (%s): \"%.*s\" %.1f..%.1f, %.1f..%.1f", what, where,
                (int)a->draw->text.length, a->draw->text.at, (double)a->left, (double)a->right,
                (double)a->top, (double)a->bottom);
    if (b)
        print_error(" and \"%.*s\" %.1f..%.1f, %.1f..%.1f", (int)b->draw->text.length,
                    b->draw->text.at, (double)b->left, (double)b->right, (double)b->top,
                    (double)b->bottom);
    print_error("\n");
    fail();
}

static void check_words(const Word *words, size_t count, const char *where)
{
    const float slack = 0.5f;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (words[i].left + slack < words[j].right && words[j].left + slack < words[i].right &&
                words[i].top + slack < words[j].bottom && words[j].top + slack < words[i].bottom)
                fail_with("words overlap", &words[i], &words[j], where);
}

static void check_picture(const Picture *picture, const char *where)
{
    Word *words = malloc((picture->list.count + 1) * sizeof *words);
    Box clips[16];
    size_t count = 0, clip_count = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind == DRAW_CLIP)
            clips[clip_count++] = draw->box;
        if (draw->kind == DRAW_UNCLIP)
            clip_count--;
        if (draw->kind != DRAW_TEXT)
            continue;
        Word word = word_of(draw);
        Box seen = clipped_by(clips, clip_count,
                              (Box){word.left, word.top, word.right - word.left,
                                    word.bottom - word.top});
        if (seen.w <= 0 || seen.h <= 0)
            continue;
        if (word.left < -0.5f || word.right > picture->width + 0.5f ||
            seen.y < -0.5f || seen.y + seen.h > picture->height + 0.5f)
            fail_with("words outside of the picture", &word, NULL, where);
        word.top = seen.y;
        word.bottom = seen.y + seen.h;
        words[count++] = word;
    }
    check_words(words, count, where);
    free(words);
    assert_int_equal(clip_count, 0);
}

/* --- the ways of looking --- */

static const int sizes[][2] = {{1920, 1080}, {1280, 720},  {3840, 2160}, {1024, 768},
                               {1080, 1920}, {1440, 1080}, {640, 360},   {2560, 1080}};

static void look(const Made *made, const ViewState *state, double part, const char *name)
{
    char where[160];
    Picture picture = {0};
    Layout layout = {0};
    Moment end = lesson_end(&made->lesson);
    Moment at = {(int64_t)((double)end.t * part), ALL_STEPS};
    snprintf(where, sizeof where, "%s at %d%% of %dx%d %s%s%s%s panels %u theme %d", name,
             (int)(part * 100), state->width, state->height, state->slide ? "slide" : "window",
             state->arrangement == ARRANGE_COLUMNS ? " columns" : "",
             state->axis == AXIS_STEPS ? " steps" : "", state->from > 0 ? " zoomed" : "",
             state->panels, (int)state->theme);
    view_picture(&made->lesson, at, state, &measure_fixed, &picture, &layout);
    assert_true(picture.list.count > 0);
    check_picture(&picture, where);
    layout_free(&layout);
    picture_free(&picture);
}

static void look_all_ways(void (*make)(Made *), const char *name)
{
    Made made = {0};
    made.lesson.timelines = made.timelines;
    made.lesson.hues = &made.hues;
    make(&made);
    make_listing(&made);
    double end = (double)lesson_end(&made.lesson).t / 1e9;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ViewState slide = {.width = sizes[i][0], .height = sizes[i][1], .slide = true,
                           .hover_timeline = -1, .hover_lane = -1, .fresh = -1};
        look(&made, &slide, 1, name);
        look(&made, &slide, 0.47, name);
        slide.arrangement = ARRANGE_COLUMNS;
        look(&made, &slide, 1, name);
        slide.arrangement = ARRANGE_ROWS;
        slide.blank = true;
        look(&made, &slide, 1, name);
        ViewState window = slide;
        window.blank = window.slide = false;
        window.show_playhead = true;
        window.theme = (ThemeName)(i % 3);
        window.panels = PANEL_PYTHON | PANEL_OUTPUT;
        window.transport = (Transport){.shown = true, .playing = i % 2, .speed = 1};
        look(&made, &window, 0, name);
        look(&made, &window, 0.47, name);
        look(&made, &window, 1, name);
        window.panels = 15;
        window.banner = i % 2 ? "a.json:3:4: error: a mistake that keeps the last picture" : NULL;
        look(&made, &window, 0.8, name);
        static const FoldedLane folded[] = {{0, 1}, {1, 0}};
        window.folded = folded;
        window.folded_count = 2;
        look(&made, &window, 0.8, name);
        window.folded_count = 0;
        window.axis = AXIS_STEPS;
        window.panels = 0;
        look(&made, &window, 1, name);
        window.axis = AXIS_TIME;
        window.from = end * 0.3;
        window.to = end * 0.5;
        look(&made, &window, 0.45, name);
        window.scale = 1.5f;
        look(&made, &window, 1, name);
    }
    unmake(&made);
}

static void the_lecture(void **state) { (void)state; look_all_ways(make_lecture, "lecture"); }
static void twelve_urls(void **state) { (void)state; look_all_ways(make_urls, "urls"); }
static void long_words(void **state) { (void)state; look_all_ways(make_talk, "talk"); }
static void a_family(void **state) { (void)state; look_all_ways(make_family, "family"); }
static void many_timelines(void **state) { (void)state; look_all_ways(make_many_timelines, "16"); }
static void many_lanes(void **state) { (void)state; look_all_ways(make_many_lanes, "lanes"); }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lecture),    cmocka_unit_test(twelve_urls),
        cmocka_unit_test(long_words),     cmocka_unit_test(a_family),
        cmocka_unit_test(many_timelines), cmocka_unit_test(many_lanes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
