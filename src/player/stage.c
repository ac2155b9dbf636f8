#include "player/stage.h"

#include "base/mem.h"

static const double message_seconds = 4;

static void set_view(Stage *stage)
{
    const Settings *settings = &stage->settings;
    stage->view = (ViewState){.width = settings->width,
                              .height = settings->height,
                              .scale = settings->scale,
                              .theme = settings->theme,
                              .arrangement = settings->arrangement,
                              .panels = settings->has_panels ? settings->panels
                                                             : PANEL_PYTHON | PANEL_OUTPUT,
                              .show_playhead = true,
                              .hover_timeline = -1,
                              .hover_lane = -1,
                              .fresh = -1};
}

void stage_begin(Stage *stage, const Settings *settings, TextMeasure measure)
{
    mem_large_apart();
    *stage = (Stage){.settings = *settings,
                     .measure = measure,
                     .following = true,
                     .wheeled_at = -1,
                     .axis_at = -1,
                     .dirty = true,
                     .details_timeline = -1,
                     .details_lane = -1,
                     .bar_button = -1,
                     .bar_item = -1};
    set_view(stage);
    playhead_begin(&stage->playhead);
    if (settings->speed > 0)
        playhead_set_speed(&stage->playhead, settings->speed);
}

void coming_free(Coming *coming)
{
    lesson_drop(coming->loading);
    mem_free(coming->path);
    builder_free(&coming->text);
    *coming = (Coming){0};
}

void stage_part(Stage *stage, Loaded *loaded)
{
    if (loaded)
        array_push(&stage->leaving, loaded);
}

void stage_end(Stage *stage)
{
    for (size_t i = 0; i < stage->leaving.count; i++)
        lesson_free(stage->leaving.items[i]);
    array_free(&stage->leaving);
    lesson_free(stage->loaded);
    lesson_free(stage->ghost);
    mem_free(stage->file);
    playhead_free(&stage->playhead);
    layout_free(&stage->layout);
    picture_free(&stage->picture);
    follow_end(&stage->follow);
    gallery_free(&stage->gallery);
    edit_free(&stage->edit);
    array_free(&stage->zooms);
    array_free(&stage->folded);
    builder_free(&stage->mended);
    builder_free(&stage->message);
    builder_free(&stage->banner);
    builder_free(&stage->signs);
    builder_free(&stage->quiz.said);
    array_free(&stage->quiz.list);
    builder_free(&stage->ask_path);
    coming_free(&stage->coming);
    lesson_free(mending_leave(stage->mending));
    builder_free(&stage->wants_clipboard);
    builder_free(&stage->wants_download);
    builder_free(&stage->mistakes);
}

void stage_say(Stage *stage, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    builder_clear(&stage->message);
    builder_vprintf(&stage->message, format, arguments);
    va_end(arguments);
    stage->message_until = stage->now + message_seconds;
    stage->dirty = true;
}
