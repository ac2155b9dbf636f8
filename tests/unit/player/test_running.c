/* What comes to the stage comes in slices. They are counted: no clock is looked at. */
#include "player/open.h"
#include "player/player.h"
#include "player/pointer.h"
#include "player/running.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char small[] = "{\"title\": \"Small\", \"coroutines\": {\"main()\": [{\"sleep\": 9}]},"
                            " \"timelines\": [{\"run\": \"main()\"}]}";
static const char many[] = "{\"title\": \"Many\", \"coroutines\": {\"nap()\": [{\"sleep\": 1}],"
                           " \"main()\": [{\"for\": \"i in range(9000)\", \"do\": [{\"create_task\": "
                           "\"nap()\", \"as\": \"t\"}, {\"sleep\": 0}]}, {\"sleep\": 2}]},"
                           " \"timelines\": [{\"run\": \"main()\"}]}";
static const char bomb[] = "{\"title\": \"Bomb\", \"coroutines\": {\"main()\": [{\"while\": \"True\","
                           " \"do\": [{\"let\": {\"x\": \"1\"}}]}]},"
                           " \"timelines\": [{\"run\": \"main()\"}]}";

static char path[64];
static Stage stage;

static void save(const char *text)
{
    FileError error;
    assert_true(file_replace(path, str_of(text), &error));
}

static int begin(void **state)
{
    (void)state;
    FileError error;
    Settings settings = {.width = 1280, .height = 720, .scale = 1};
    strcpy(path, "/tmp/interleave-running-XXXXXX");
    close(mkstemp(path));
    save(small);
    stage_begin(&stage, &settings, measure_fixed);
    assert_true(stage_open(&stage, path, &error));
    assert_non_null(stage.loaded); /* a small one is there at once */
    playhead_play(&stage.playhead, 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    stage_end(&stage);
    return unlink(path);
}

static bool shows(const char *title)
{
    return stage.loaded && str_is(stage.loaded->title, title);
}

/* Ticks until what was saved begins to come. */
static void notice(void)
{
    for (int i = 0; i < 100 && !running_is(&stage); i++)
        stage_tick(&stage, stage.now + 1.0 / 60);
    assert_true(running_is(&stage));
}

/* The number of ticks until it is there, in all of which the old picture lives. */
static int wait_for(const char *title)
{
    int ticks = 0;
    const Loaded *before = stage.loaded;
    while (running_is(&stage)) {
        assert_ptr_equal(stage.loaded, before);
        assert_true(running_rest(&stage) == 0);
        stage_tick(&stage, stage.now + 1.0 / 60);
        assert_in_range(++ticks, 1, 10000);
    }
    assert_true(shows(title));
    return ticks;
}

static void the_old_picture_lives_while_a_large_one_comes(void **state)
{
    (void)state;
    save(many);
    notice();
    double real = stage.playhead.real;
    int ticks = wait_for("Many");
    size_t events = trace_count(stage.loaded->traces[0]);
    assert_true(events > 50000);
    /* Run, counted, folded: an event is a unit of work each time, a slice has 16384 of them. */
    assert_true((size_t)ticks > 2 * events / 16384);
    assert_true((size_t)ticks < 12 * events / 16384);
    assert_true(stage.playhead.real > real);
}

static void a_bomb_comes_to_its_limit_in_slices(void **state)
{
    (void)state;
    save(bomb);
    notice();
    assert_true(wait_for("Bomb") > 1000000 / 16384 - 2);
    assert_int_equal(stage.loaded->timelines[0]->outcome, OUTCOME_LIMIT);
}

static void on_a_page_slices_are_smaller(void **state)
{
    (void)state;
    stage.on_page = true;
    save(bomb);
    notice();
    assert_true(wait_for("Bomb") > 1000000 / 2048 - 2);
}

static void what_is_saved_meanwhile_takes_its_place(void **state)
{
    (void)state;
    save(bomb);
    notice();
    save(many);
    for (int i = 0; i < 10000 && !shows("Many"); i++) {
        assert_false(shows("Bomb") && running_is(&stage));
        stage_tick(&stage, stage.now + 1.0 / 60);
    }
    assert_true(shows("Many"));
}

static void another_file_gives_it_up(void **state)
{
    (void)state;
    FileError error;
    save(bomb);
    notice();
    assert_true(stage_open(&stage, SOURCE_DIR "/scenarios/06-side-by-side.json", &error));
    assert_false(running_is(&stage));
    assert_false(shows("Bomb"));
    assert_int_equal(stage.loaded->timeline_count, 3);
}

static void a_long_one_is_told_of(void **state)
{
    (void)state;
    save(bomb);
    notice();
    assert_false(stage.coming.told);
    stage_tick(&stage, stage.now + 0.5);
    assert_true(stage.coming.told && stage.dirty);
    stage_paint(&stage);
    assert_non_null(strstr(stage.signs.at, "loading"));
    running_finish(&stage);
    stage_paint(&stage);
    assert_true(stage.signs.length == 0);
}

/* A text of 20,000 steps, all of them in one `try`; `last` is one more. */
static void save_long(const char *last)
{
    Builder text = {0};
    builder_text(&text, "{\"title\": \"Long\", \"coroutines\": {\"main()\": [{\"try\": [\n");
    for (int i = 0; i < 20000; i++)
        builder_printf(&text, "{\"let\": {\"x\": \"%d + 1\"}},\n", i);
    builder_printf(&text, "%s], \"finally\": [{\"print\": \"end\"}]}]}, ", last);
    builder_text(&text, "\"timelines\": [{\"run\": \"main()\"}]}");
    save(text.at);
    builder_free(&text);
}

/* Loading is cut, too: as much as is done in a slice is no more than a few hundred steps of it. */
static void a_long_text_comes_in_slices(void **state)
{
    (void)state;
    save_long("{\"sleep\": 1}");
    notice();
    assert_in_range(wait_for("Long"), 40, 400);
    assert_int_equal(stage.loaded->scenario->step_count, 20003);
    assert_int_equal(stage.loaded->listing->lines.count, 20005);
    stage_paint(&stage);
}

/* ... and so are its mistakes, and the looks for what is certain to be mended. */
static void a_long_wrong_text_is_told_in_slices(void **state)
{
    (void)state;
    int ticks = 0, looks = 0;
    save_long("{\"sleeep\": 1}");
    notice();
    const Loaded *before = stage.loaded;
    while (running_is(&stage)) {
        assert_ptr_equal(stage.loaded, before);
        looks += stage.mend_looks > 0;
        stage_tick(&stage, stage.now + 1.0 / 60);
        assert_in_range(++ticks, 1, 10000);
    }
    assert_in_range(looks, 40, 400);
    assert_non_null(strstr(stage.banner.at, "(y mends 1) "));
    assert_non_null(strstr(stage.banner.at, "did you mean \"sleep\""));
    assert_non_null(strstr(stage.mended.at, "{\"sleep\": 1}"));
    save_long("{\"sleeep\": 1, \"label\": \"x\"}");
    notice();
    for (int i = 0; i < 10000 && stage.coming.loading; i++)
        stage_tick(&stage, stage.now + 1.0 / 60);
    stage_tick(&stage, stage.now + 1.0 / 60);
    assert_non_null(stage.mending); /* and is given up at the end of the test */
}

/* Ticks until all that nobody sees any more is freed, before which the window does not rest. */
static int wait_for_leaving(void)
{
    int ticks = 0;
    for (; stage.leaving.count; ticks++) {
        assert_true(running_rest(&stage) == 0);
        assert_in_range(ticks, 0, 10000);
        stage_tick(&stage, stage.now + 1.0 / 60);
    }
    return ticks;
}

/* It is there as soon as it is noticed. */
static void save_small(void)
{
    save(small);
    for (int i = 0; i < 10 && !shows("Small"); i++)
        stage_tick(&stage, stage.now + follow_interval);
    assert_true(shows("Small"));
}

/* ... of which each does as much as it may and no more: 1 KiB a unit. */
static void a_lesson_is_freed_in_slices(void **state)
{
    (void)state;
    enum { UNITS = 64 };
    Diags diags = {0};
    Builder text = {0};
    FileError error;
    save_long("{\"sleep\": 1}");
    assert_true(file_read(path, 1 << 30, &text, &error));
    LessonRequest request = {.name = str_of(path), .text = builder_view(&text), .fold = true};
    Loaded *loaded = lesson_make(&request, &diags);
    size_t arenas = loaded->scenario->arena.bytes + loaded->source.bytes + loaded->arena.bytes;
    size_t slices = 1, least = arenas / (UNITS * 1024);
    assert_true(least > 50);
    for (uint64_t budget = UNITS; !lesson_free_on(loaded, &budget); budget = UNITS, slices++)
        assert_int_equal(budget, 0);
    assert_in_range(slices, least, 2 * least);
    builder_free(&text);
    diags_free(&diags);
}

/* What gives way to it, or is given up half-way, is freed by the ticks to come. */
static void what_is_seen_no_more_goes_in_slices(void **state)
{
    (void)state;
    save_long("{\"sleep\": 1}");
    notice();
    wait_for("Long");
    wait_for_leaving();
    save_small();
    assert_int_equal(stage.leaving.count, 1);
    assert_in_range(wait_for_leaving(), 1, 4);
    save_long("{\"sleep\": 2}");
    notice();
    for (int i = 0; i < 40; i++)
        stage_tick(&stage, stage.now + 1.0 / 600);
    assert_true(running_is(&stage) && stage.leaving.count == 0);
    running_begin(&stage); /* anew: the one under way goes */
    assert_true(running_is(&stage));
    wait_for("Long");
    wait_for_leaving();
    save_long("{\"sleeep\": 2}");
    notice();
    while (!stage.mending)
        stage_tick(&stage, stage.now + 1.0 / 60);
    stage_tick(&stage, stage.now + 1.0 / 600);
    save_small(); /* the look for what can be mended goes */
    assert_null(stage.mending);
    wait_for_leaving();
    assert_false(running_is(&stage));
}

/* Until all lessons are loaded, what is open stays, but for no longer than one waits. */
/* One thumbnail after another, and only of cards that are seen; then the picture is the same. */
static void what_a_gallery_needs_is_made_in_pieces(void **state)
{
    (void)state;
    size_t pieces = 0;
    Builder whole = {0}, in_pieces = {0};
    assert_true(stage_prepare(&stage)); /* a lesson needs nothing */
    assert_int_equal(chdir(SOURCE_DIR "/scenarios"), 0);
    stage_open_gallery(&stage);
    while (stage.gallery_comes)
        stage_tick(&stage, stage.now + 1.0 / 600);
    stage_tick(&stage, stage.now + 100); /* the chosen one has played */
    while (!stage_prepare(&stage))
        pieces++;
    assert_in_range(pieces, 2, stage.gallery.entries.count - 1);
    stage_paint(&stage);
    paint_record(&stage.picture, &in_pieces);
    for (size_t i = 0; i < stage.gallery.entries.count; i++)
        stage.gallery.entries.items[i].thumbnail.list.count = 0;
    stage_paint(&stage);
    paint_record(&stage.picture, &whole);
    assert_true(str_equal(builder_view(&whole), builder_view(&in_pieces)));
    builder_free(&whole);
    builder_free(&in_pieces);
}

static void the_gallery_comes_in_slices(void **state)
{
    (void)state;
    int ticks = 0;
    assert_int_equal(chdir(SOURCE_DIR "/scenarios"), 0); /* the gallery offers what lies there */
    stage_open_gallery(&stage);
    for (; stage.gallery_comes; ticks++) {
        assert_true(shows("Small") && !stage.in_gallery && stage_rest(&stage) <= 0);
        stage_tick(&stage, stage.now + 1.0 / 600);
    }
    assert_in_range(ticks, 5, 200);
    assert_true(stage.in_gallery && gallery_is_whole(&stage.gallery));
    assert_non_null(stage.gallery.entries.items[0].loaded);
    stage_leave_gallery(&stage);
    stage_open_gallery(&stage);
    for (int i = 0; i < 2; i++)
        stage_tick(&stage, stage.now + 0.2);
    assert_true(stage.in_gallery && !gallery_is_whole(&stage.gallery));
    stage_paint(&stage);
    while (!gallery_is_whole(&stage.gallery))
        stage_tick(&stage, stage.now + 1.0 / 60);
    stage_leave_gallery(&stage);
    stage_open_gallery(&stage); /* given up at the end of the test */
}

/* What the picture knows of the text is the old text's. */
static void lengths_stand_still_while_it_comes(void **state)
{
    (void)state;
    save(bomb);
    notice();
    playhead_seek(&stage.playhead, playhead_end(&stage.playhead));
    stage_paint(&stage);
    for (size_t i = 0; i < stage.layout.regions.count; i++) {
        const Region *region = &stage.layout.regions.items[i];
        if (region->kind != REGION_SPAN_END)
            continue;
        float x = region->box.x + region->box.w / 2, y = region->box.y + region->box.h / 2;
        stage_pointer(&stage, &(Pointer){.kind = POINTER_MOVE, .x = x, .y = y});
        stage_pointer(&stage, &(Pointer){.kind = POINTER_DOWN, .x = x, .y = y, .button = 1});
        assert_int_not_equal(stage.drag.kind, DRAG_LENGTH);
        assert_non_null(strstr(stage.message.at, "not over yet"));
        return;
    }
    fail();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_old_picture_lives_while_a_large_one_comes, begin, end),
        cmocka_unit_test_setup_teardown(a_bomb_comes_to_its_limit_in_slices, begin, end),
        cmocka_unit_test_setup_teardown(on_a_page_slices_are_smaller, begin, end),
        cmocka_unit_test_setup_teardown(what_is_saved_meanwhile_takes_its_place, begin, end),
        cmocka_unit_test_setup_teardown(another_file_gives_it_up, begin, end),
        cmocka_unit_test_setup_teardown(a_long_one_is_told_of, begin, end),
        cmocka_unit_test_setup_teardown(a_long_text_comes_in_slices, begin, end),
        cmocka_unit_test_setup_teardown(a_long_wrong_text_is_told_in_slices, begin, end),
        cmocka_unit_test_setup_teardown(a_lesson_is_freed_in_slices, begin, end),
        cmocka_unit_test_setup_teardown(what_is_seen_no_more_goes_in_slices, begin, end),
        cmocka_unit_test_setup_teardown(what_a_gallery_needs_is_made_in_pieces, begin, end),
        cmocka_unit_test_setup_teardown(the_gallery_comes_in_slices, begin, end),
        cmocka_unit_test_setup_teardown(lengths_stand_still_while_it_comes, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
