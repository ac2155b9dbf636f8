#include "player/keep.h"

#include "player/places.h"
#include "base/escape.h"
#include "base/number.h"
#include "export/export.h"

#include <string.h>

/* The view as an export has it: what the command's options can say, and no more. */
static ViewState exported_view(const Stage *stage)
{
    const ViewState *view = &stage->view;
    return (ViewState){.width = view->width,
                       .height = view->height,
                       .scale = view->scale,
                       .theme = view->theme,
                       .arrangement = view->arrangement,
                       .panels = view->panels,
                       .shown = view->shown,
                       .slide = true,
                       .show_playhead =
                           moment_compare(stage->playhead.at, playhead_end(&stage->playhead)) < 0,
                       .hover_timeline = -1,
                       .hover_lane = -1,
                       .fresh = -1};
}

static void write_panels(Builder *text, uint32_t panels)
{
    const char *before = " --panels ";
    for (size_t i = 0; view_panel_name(i); i++)
        if (panels & view_panel_bit(str_of(view_panel_name(i)))) {
            builder_printf(text, "%s%s", before, view_panel_name(i));
            before = ",";
        }
}

static void write_timelines(Builder *text, const Lesson *lesson, uint32_t hidden)
{
    const char *before = " --timeline ";
    for (uint32_t i = 0; hidden && i < lesson->timeline_count; i++)
        if (!(hidden >> i & 1)) {
            builder_printf(text, "%s%u", before, i + 1);
            before = ",";
        }
}

void stage_command(const Stage *stage, const char *out, Builder *text)
{
    static const char *const themes[] = {"light", "dark", "contrast"};
    const ViewState *view = &stage->view;
    Arena arena = {0};
    const char *picture =
        out ? out : arena_printf(&arena, "%s.png", places_stem(&arena, stage->file));
    builder_text(text, "interleave export ");
    escape_shell(text, str_of(stage->file));
    builder_text(text, " -o ");
    escape_shell(text, str_of(picture));
    if (moment_compare(stage->playhead.at, playhead_end(&stage->playhead)) < 0) {
        builder_text(text, " --at ");
        time_exact(text, stage->playhead.at.t);
    }
    builder_printf(text, " --size %dx%d --theme %s", view->width, view->height,
                   themes[view->theme]);
    if (view->scale < 0.999f || view->scale > 1.001f) {
        builder_text(text, " --scale ");
        number_fixed(text, (double)view->scale, 'g', 4);
    }
    if (view->arrangement == ARRANGE_COLUMNS)
        builder_text(text, " --layout columns");
    write_panels(text, view->panels);
    write_timelines(text, &stage->loaded->lesson, view->shown);
    arena_free(&arena);
}

static const char *free_name(const Stage *stage, Arena *arena)
{
    const char *slash = strrchr(stage->file, '/');
    const char *stem = places_stem(arena, stage->file);
    int folder = slash && !places_is_lesson(stage->file) ? (int)(slash - stage->file) + 1 : 0;
    for (int n = 1; n < 10000; n++) {
        const char *path = arena_printf(arena, "%.*s%s-%d.png", folder, stage->file, stem, n);
        if (!places_exists(path))
            return path;
    }
    return NULL;
}

static bool write_picture(const Stage *stage, Fonts *fonts, const char *path, FileError *error)
{
    const ExportFormat *format = export_format(STR("png"));
    ExportJob job = {.lesson = &stage->loaded->lesson,
                     .traces = stage->loaded->traces,
                     .at = {stage->playhead.at.t, ALL_STEPS},
                     .view = exported_view(stage),
                     .fonts = fonts,
                     .measure = fonts_measure(fonts)};
    FileWriter *writer = file_begin(path, error);
    if (!writer)
        return false;
    if (!format->write(&job, writer, error)) {
        file_abandon(writer);
        return false;
    }
    return file_commit(writer, error);
}

void keep_view(Stage *stage)
{
    Arena arena = {0};
    FileError error;
    const char *path = free_name(stage, &arena);
    Fonts *fonts = fonts_open(places_fonts(&arena), error.text, sizeof error.text);
    Builder command = {0};
    if (path)
        stage_command(stage, path, &command);
    if (!fonts || !path || !write_picture(stage, fonts, path, &error))
        stage_say(stage, "%s", path ? error.text : "too many pictures kept beside this scenario");
    else
        stage_say(stage, "%s", command.at);
    if (fonts)
        fonts_close(fonts);
    builder_free(&command);
    arena_free(&arena);
}
