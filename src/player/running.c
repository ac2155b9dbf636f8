#include "player/running.h"

#include "player/show.h"

enum { SLICE = 4096 };

const double running_rest = 0.02;

void running_begin(Stage *stage, Str text)
{
    running_drop(stage);
    stage->running = lesson_begin(&(LessonRequest){.name = str_of(stage->file),
                                                   .text = text,
                                                   .sim = stage->settings.sim,
                                                   .python = stage->settings.python,
                                                   .before = stage->loaded ? &stage->loaded->hues
                                                                           : NULL,
                                                   .fold = true});
    stage->running_at_end =
        moment_compare(stage->playhead.at, playhead_end(&stage->playhead)) == 0;
}

void running_drop(Stage *stage)
{
    lesson_drop(stage->running);
    stage->running = NULL;
}

static void go_on(Stage *stage, uint64_t budget)
{
    Diags diags = {0};
    if (!stage->running || !lesson_advance(stage->running, &budget))
        return;
    Loading *over = stage->running;
    stage->running = NULL;
    Loaded *loaded = lesson_take(over, &diags);
    Source source = {str_of(stage->file), builder_view(&stage->edit.text)};
    if (!loaded) {
        stage_set_banner(stage, &diags, &source);
    } else {
        stage_show(stage, loaded);
        if (stage->running_at_end)
            playhead_seek(&stage->playhead, playhead_end(&stage->playhead));
    }
    diags_free(&diags);
}

void running_step(Stage *stage)
{
    go_on(stage, SLICE);
}

void running_finish(Stage *stage)
{
    while (stage->running)
        go_on(stage, UINT64_MAX);
}
