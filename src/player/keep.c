#include "player/keep.h"

#include "base/escape.h"
#include "base/number.h"
#include "export/export.h"
#include "player/patch.h"
#include "player/places.h"

#include <stdio.h>
#include <string.h>

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

static void write_seconds(Builder *text, const char *option, double seconds)
{
    builder_text(text, option);
    number_repr(text, seconds);
}

static void write_at(Builder *text, const Stage *stage)
{
    Moment at = stage->playhead.at;
    if (playhead_told(&stage->playhead)) {
        builder_printf(text, " --step %zu", stage->playhead.told);
        return;
    }
    if (moment_compare(at, playhead_end(&stage->playhead)) >= 0)
        return;
    builder_text(text, " --at ");
    time_exact(text, at.t);
    if (at.step != ALL_STEPS)
        builder_printf(text, "#%u", at.step);
}

static void write_lanes(Builder *text, const Stage *stage)
{
    const ViewState *view = &stage->view;
    if (view->fold_rails)
        builder_text(text, " --no-rails");
    const char *before = " --fold ";
    for (size_t i = 0; i < stage->folded.count; i++) {
        const FoldedLane *lane = &stage->folded.items[i];
        builder_printf(text, "%s%u:%u", before, lane->timeline + 1, lane->lane + 1);
        before = ",";
    }
    if (view->spotlight && view->hover_timeline >= 0 && view->hover_lane >= 0)
        builder_printf(text, " --highlight %d:%d", view->hover_timeline + 1, view->hover_lane + 1);
}

/* What part is seen, of the run and of what scrolls. */
static void write_part(Builder *text, const ViewState *view)
{
    if (view->axis == AXIS_STEPS)
        builder_text(text, " --axis steps");
    if (view->from > 0 || view->to > 0) {
        write_seconds(text, " --from ", view->from);
        write_seconds(text, " --to ", view->to);
    }
    if (view->scroll > 0 || view->python_scroll || view->output_scroll ||
        view->loop_scroll || view->narration_scroll || view->values_scroll) {
        write_seconds(text, " --scroll ", (double)view->scroll);
        builder_printf(text, ",%u,%u,%u,%u,%u", view->python_scroll, view->output_scroll,
                       view->loop_scroll, view->narration_scroll, view->values_scroll);
    }
}

static void write_magnified(Builder *text, const Stage *stage)
{
    const Lesson *lesson = &stage->loaded->lesson;
    uint32_t timeline, turn;
    if (!view_magnified(lesson, stage->playhead.at, &stage->view, &timeline, &turn))
        return;
    builder_printf(text, " --magnify %u:", timeline + 1);
    time_exact(text, lesson->timelines[timeline]->turns.items[turn].from.t);
}

/* The dragged lengths that the file does not have yet. */
static void write_sets(Builder *text, const Edit *edit)
{
    Arena arena = {0};
    Patches patches = {0};
    Source source = {.text = edit_file(edit)};
    const char *before = " --set ";
    patches_between(source.text, builder_view(&edit->text), &arena, &patches);
    for (size_t i = 0; i < patches.count; i++) {
        const Patch *patch = &patches.items[i];
        LineColumn place = source_locate(&source, patch->at.offset);
        builder_printf(text, "%s%u:%u=%.*s", before, place.line, place.column,
                       (int)patch->digits.length, patch->digits.at);
        before = ",";
    }
    array_free(&patches);
    arena_free(&arena);
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
    write_at(text, stage);
    builder_printf(text, " --window --size %dx%d --theme %s", view->width, view->height,
                   themes[view->theme]);
    if (view->scale < 0.999f || view->scale > 1.001f)
        write_seconds(text, " --scale ", (double)view->scale);
    if (view->arrangement == ARRANGE_COLUMNS)
        builder_text(text, " --layout columns");
    write_panels(text, view->panels);
    write_timelines(text, &stage->loaded->lesson, view->shown);
    if (view->stage)
        builder_printf(text, " --stage %u", view->stage);
    write_part(text, view);
    write_lanes(text, stage);
    write_magnified(text, stage);
    write_sets(text, &stage->edit);
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
                     .at = stage->playhead.at,
                     .view = settings_kept(&stage->view),
                     .fonts = fonts,
                     .measure = fonts_measure(fonts)};
    FileWriter *writer = file_begin(path, error);
    if (!writer)
        return false;
    bool whole = format->write(&job, writer, error);
    if (fonts_wrong(fonts))
        snprintf(error->text, sizeof error->text, "%s", fonts_wrong(fonts));
    if (whole && !fonts_wrong(fonts))
        return file_commit(writer, error);
    file_abandon(writer);
    return false;
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
    else if (stage->on_page)
        builder_text(&stage->wants_download, path);
    else
        stage_say(stage, "kept as %s; made again by: %s", path, command.at);
    if (fonts)
        fonts_close(fonts);
    builder_free(&command);
    arena_free(&arena);
}
