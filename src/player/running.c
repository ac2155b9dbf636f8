#include "player/running.h"

#include "base/budget.h"
#include "base/mem.h"
#include "player/ask.h"
#include "player/shelf.h"
#include "player/show.h"

#include <float.h>
#include <string.h>

/* A page takes more of them in a turn, by the clock: there the first ones, which are compiled on the
 * way, take ten times as long. */
enum { SLICE = 16384, SLICE_ON_PAGE = 2048 };

static const double told_after = 0.3; /* seconds: what is over sooner needs no word */
static const double look_interval = 0.02; /* at a program that says nothing */
static const double longest_again = 1; /* a run that takes longer is begun anew while one drags */

static LessonRequest request_of(const Stage *stage, const char *path, Str text)
{
    return (LessonRequest){.name = str_of(path),
                           .text = text,
                           .sim = stage->settings.sim,
                           .python = stage->settings.python,
                           .fold = true};
}

void running_begin(Stage *stage)
{
    const Coming *now = &stage->coming;
    if (now->loading && !now->path && stage->drag.kind == DRAG_LENGTH &&
        stage->now - now->since < longest_again) {
        stage->coming.again = true;
        return;
    }
    running_drop(stage);
    LessonRequest request =
        request_of(stage, stage->file, builder_view(&stage->edit.text));
    if (stage->loaded)
        request.before = &stage->loaded->hues;
    stage->coming = (Coming){.loading = lesson_begin(&request),
                             .since = stage->now,
                             .at_end = moment_compare(stage->playhead.at,
                                                      playhead_end(&stage->playhead)) == 0};
    running_step(stage);
}

void running_open(Stage *stage, const char *path, Str text, OpenKind kind)
{
    running_drop(stage);
    size_t size = strlen(path) + 1;
    char *copy = mem_new(size);
    memcpy(copy, path, size);
    LessonRequest request = request_of(stage, copy, text);
    stage->coming = (Coming){.loading = lesson_begin(&request),
                             .path = copy,
                             .kind = kind,
                             .since = stage->now};
    builder_str(&stage->coming.text, text);
    running_step(stage);
}

void running_drop(Stage *stage)
{
    if (stage->coming.told)
        stage->dirty = true;
    stage_part(stage, lesson_leave(stage->coming.loading));
    stage->coming.loading = NULL;
    coming_free(&stage->coming);
}

/* --- it has come --- */

static void show_anew(Stage *stage, Loaded *loaded, const Diags *diags, bool at_end)
{
    Source source = {str_of(stage->file), builder_view(&stage->edit.text)};
    if (!loaded) {
        stage_set_banner(stage, diags, &source);
        return;
    }
    stage_show(stage, loaded);
    if (at_end)
        playhead_seek(&stage->playhead, playhead_end(&stage->playhead));
}

static void say_mistake(Stage *stage, const Coming *coming, const Diags *diags)
{
    Builder line = {0};
    Source source = {str_of(coming->path), builder_view(&coming->text)};
    diags_render_first(diags, &source, &line);
    stage_say(stage, "that can't be played: %.*s",
              line.at ? (int)strcspn(line.at, "\n") : 0, line.at ? line.at : "");
    builder_free(&line);
}

static void show_other(Stage *stage, Coming *coming, Loaded *loaded, const Diags *diags)
{
    bool tries = coming->kind == OPEN_TRIES;
    if (tries && !loaded)
        say_mistake(stage, coming, diags);
    if (tries && (!loaded || !ask_may_leave(stage, coming->path))) {
        stage_part(stage, loaded);
        return;
    }
    stage_take_file(stage, coming->path, builder_view(&coming->text));
    show_anew(stage, loaded, diags, false);
    if (loaded && !stage->settings.has_theme)
        stage->view.theme = settings_theme(&stage->settings, loaded->scenario);
    playhead_seek(&stage->playhead, playhead_start(&stage->playhead));
    if (coming->kind == OPEN_STANDS)
        return;
    shelf_opened(stage->file);
    playhead_play(&stage->playhead, 1);
}

/* A page has an editor, which marks them. */
static void hand_over(Stage *stage, const Coming *coming, const Diags *diags)
{
    const char *name = coming->path ? coming->path : stage->file;
    const Builder *text = coming->path ? &coming->text : &stage->edit.text;
    Source source = {str_of(name), builder_view(text)};
    builder_clear(&stage->mistakes);
    if (stage->on_page)
        diags_render(diags, &source, DIAG_JSON, false, &stage->mistakes);
}

static void arrive(Stage *stage)
{
    Coming coming = stage->coming;
    Diags diags = {0};
    Loaded *loaded = lesson_take(coming.loading, &diags);
    hand_over(stage, &coming, &diags);
    coming.loading = NULL;
    stage->coming = (Coming){0};
    stage->dirty = true;
    if (coming.path)
        show_other(stage, &coming, loaded, &diags);
    else
        show_anew(stage, loaded, &diags, coming.at_end);
    diags_free(&diags);
    bool again = coming.again;
    coming_free(&coming);
    if (again)
        running_begin(stage);
}

/* --- slices --- */

static void go_on(Stage *stage, uint64_t budget)
{
    Coming *coming = &stage->coming;
    if (coming->loading && lesson_advance(coming->loading, &budget))
        arrive(stage);
    else if (!coming->loading && stage->mend_looks)
        stage_look_for_mends(stage, budget);
}

/* What is open gives way to the gallery when all of it is there, or when one has waited enough. */
static void gallery_on(Stage *stage, uint64_t budget)
{
    bool whole = gallery_advance(&stage->gallery, &stage->settings.sim, &budget);
    if (stage->in_gallery)
        stage->dirty = true;
    else if (whole || stage->now - stage->gallery_since >= told_after)
        stage_enter_gallery(stage);
}

static bool gallery_is_coming(const Stage *stage)
{
    return (stage->gallery_comes || stage->in_gallery) && !gallery_is_whole(&stage->gallery);
}

/* Faster than anything can be made again, so that it does not pile up. */
static void part_on(Stage *stage, uint64_t budget)
{
    size_t *count = &stage->leaving.count;
    while (*count && budget)
        *count -= lesson_free_on(stage->leaving.items[*count - 1], &budget);
}

void running_step(Stage *stage)
{
    Coming *coming = &stage->coming;
    uint64_t slice = stage->on_page ? SLICE_ON_PAGE : SLICE;
    part_on(stage, slice);
    if (gallery_is_coming(stage))
        gallery_on(stage, slice);
    else
        go_on(stage, slice);
    bool told = coming->loading && stage->now - coming->since >= told_after;
    if (told != coming->told)
        stage->dirty = true;
    coming->told = told;
}

void running_finish(Stage *stage)
{
    while (gallery_is_coming(stage))
        gallery_on(stage, BUDGET_ALL);
    while (running_is(stage))
        go_on(stage, BUDGET_ALL);
}

bool running_is(const Stage *stage)
{
    return stage->coming.loading || stage->mend_looks || gallery_is_coming(stage);
}

bool running_waits(const Stage *stage)
{
    return stage->coming.loading && lesson_waits(stage->coming.loading);
}

double running_rest(const Stage *stage)
{
    if (stage->leaving.count || (running_is(stage) && !running_waits(stage)))
        return 0;
    return running_is(stage) ? look_interval : DBL_MAX;
}
