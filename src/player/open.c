#include "player/open.h"

#include "base/escape.h"
#include "base/mem.h"
#include "player/ask.h"
#include "player/places.h"
#include "player/shelf.h"
#include "player/running.h"
#include "player/show.h"

#include <string.h>

void stage_title(const Stage *stage, Builder *out)
{
    Arena arena = {0};
    if (!stage->in_gallery && stage->file) {
        bool titled = stage->loaded && stage->loaded->lesson.title.length;
        builder_text(out, edit_unsaved(&stage->edit) ? "* " : "");
        escape_terminal(out, titled ? stage->loaded->lesson.title
                                    : str_of(places_stem(&arena, stage->file)));
        builder_text(out, " - ");
    }
    arena_free(&arena);
    builder_text(out, "interleave");
}

/* Of the version of the file that is shown: its calls keep their hues in the next one. */
static const Hues *shown_hues(const Stage *stage)
{
    return stage->loaded ? &stage->loaded->hues : NULL;
}

/* Loads `text`; a wrong one leaves what is shown as it is, under a banner. */
static bool show_text(Stage *stage, Str text)
{
    Diags diags = {0};
    Source source = {str_of(stage->file), text};
    if (stage->loaded && lesson_is_program(source.name)) {
        running_begin(stage, text);
        return true;
    }
    Loaded *loaded = lesson_make(&(LessonRequest){.name = source.name,
                                                  .text = text,
                                                  .sim = stage->settings.sim,
                                                  .before = shown_hues(stage),
                                                  .python = stage->settings.python,
                                                  .fold = true},
                                 &diags);
    if (loaded)
        stage_show(stage, loaded);
    else
        stage_set_banner(stage, &diags, &source);
    diags_free(&diags);
    return loaded != NULL;
}

/* The playhead keeps its time; at the end it stays at the end, so that totals can be compared. */
bool stage_rerun(Stage *stage)
{
    bool at_end = moment_compare(stage->playhead.at, playhead_end(&stage->playhead)) == 0;
    if (!show_text(stage, builder_view(&stage->edit.text)))
        return false;
    if (at_end)
        playhead_seek(&stage->playhead, playhead_end(&stage->playhead));
    return true;
}

static void reset_for_new_file(Stage *stage)
{
    running_drop(stage);
    lesson_free(stage->loaded);
    stage->loaded = NULL;
    stage_drop_ghost(stage);
    stage->view.from = stage->view.to = 0;
    stage->view.scroll = 0;
    stage->view.python_scroll = stage->view.output_scroll = stage->view.loop_scroll = 0;
    stage->view.narration_scroll = stage->view.values_scroll = 0;
    stage->zooms.count = stage->folded.count = 0;
    stage->view.stage = 0;
    stage->view.predict = stage->help = stage->in_gallery = stage->conflict = false;
    stage->playhead.playing = false;
    playhead_seek(&stage->playhead, (Moment){0, 0});
}

bool stage_open(Stage *stage, const char *path, FileError *error)
{
    Builder text = {0};
    if (!file_read(path, lesson_max_bytes(str_of(path)), &text, error)) {
        builder_free(&text);
        return false;
    }
    size_t length = strlen(path);
    char *copy = mem_new(length + 1);
    memcpy(copy, path, length);
    mem_free(stage->file);
    stage->file = copy;
    reset_for_new_file(stage);
    follow_begin(&stage->follow, stage->file, builder_view(&text));
    edit_begin(&stage->edit, builder_view(&text));
    show_text(stage, builder_view(&text));
    if (stage->loaded && !stage->settings.has_theme)
        stage->view.theme = settings_theme(&stage->settings, stage->loaded->scenario);
    playhead_seek(&stage->playhead, playhead_start(&stage->playhead));
    builder_free(&text);
    return true;
}

void stage_open_gallery(Stage *stage)
{
    follow_end(&stage->follow);
    gallery_begin(&stage->gallery, &stage->settings.sim);
    gallery_search(&stage->gallery, "");
    stage->gallery.began = stage->now;
    playhead_pause(&stage->playhead);
    builder_clear(&stage->banner);
    stage->in_gallery = stage->title_changed = stage->dirty = true;
}

void stage_leave_gallery(Stage *stage)
{
    follow_begin(&stage->follow, stage->file, builder_view(&stage->edit.file));
    stage->in_gallery = false;
    stage->title_changed = stage->dirty = true;
}

void stage_switch(Stage *stage, const char *path)
{
    FileError error;
    if (stage_open(stage, path, &error)) {
        shelf_opened(path);
        playhead_play(&stage->playhead, 1);
    } else {
        stage_say(stage, "%s", error.text);
    }
}

/* The first mistake of a text that is no lesson; empty where it is one. */
static void find_mistake(const Stage *stage, const char *path, Str text, Builder *out)
{
    Diags diags = {0};
    LessonRequest request = {.name = str_of(path), .text = text, .sim = stage->settings.sim};
    Loading *loading = lesson_begin(&request);
    uint64_t budget = UINT64_MAX;
    while (!lesson_advance(loading, &budget))
        continue;
    lesson_free(lesson_take(loading, &diags));
    Source source = {request.name, text};
    diags_render(&diags, &source, DIAG_SHORT, false, out);
    for (size_t i = 0; i < out->length; i++)
        if (out->at[i] == '\n')
            out->at[out->length = i] = '\0';
    diags_free(&diags);
}

/* What can't be shown leaves the picture as it is. */
void stage_drop(Stage *stage, const char *path)
{
    FileError error;
    Builder text = {0}, mistake = {0};
    if (!file_read(path, lesson_max_bytes(str_of(path)), &text, &error)) {
        stage_say(stage, "%s", error.text);
    } else {
        bool program = lesson_is_program(str_of(path));
        if (!program)
            find_mistake(stage, path, builder_view(&text), &mistake);
        if (program)
            ask_to_run(stage, path);
        else if (mistake.length)
            stage_say(stage, "that can't be played: %s", mistake.at);
        else if (ask_may_leave(stage, path))
            stage_switch(stage, path);
    }
    builder_free(&text);
    builder_free(&mistake);
}

void stage_open_selected(Stage *stage)
{
    const GalleryEntry *entry = gallery_selected(&stage->gallery);
    if (!entry)
        return;
    const char *path = arena_copy(&stage->gallery.arena, entry->path, strlen(entry->path));
    if (lesson_is_program(str_of(path)))
        stage_drop(stage, path);
    else if (ask_may_leave(stage, path))
        stage_switch(stage, path);
}

void stage_quit(Stage *stage)
{
    stage->wants_quit = ask_may_leave(stage, NULL);
}

/* --- the file --- */

/* What was dragged goes into what someone else has saved, where it still has a place there. */
static void take_change(Stage *stage)
{
    Str text = builder_view(&stage->follow.content);
    if (!edit_unsaved(&stage->edit)) {
        edit_begin(&stage->edit, text);
        show_text(stage, text);
    } else if (edit_merge(&stage->edit, text)) {
        stage->conflict = false;
        stage_rerun(stage);
        stage_say(stage, "taken in what was saved outside; what you dragged stays");
    } else {
        stage->conflict = true;
        builder_clear(&stage->banner);
        builder_printf(&stage->banner, "%s changed outside where you dragged a length: Ctrl+S "
                                       "keeps yours in a file of its own, Ctrl+R takes the file",
                       stage->file);
        stage->dirty = true;
    }
}

void stage_poll_file(Stage *stage)
{
    switch (follow_poll(&stage->follow, stage->now)) {
    case FOLLOW_CHANGED:
        take_change(stage);
        break;
    case FOLLOW_GONE:
        builder_clear(&stage->banner);
        builder_printf(&stage->banner, "%s has vanished; waiting for it", stage->file);
        stage->dirty = true;
        break;
    case FOLLOW_UNREADABLE:
        builder_clear(&stage->banner);
        builder_printf(&stage->banner, "%s; waiting for a file there",
                       stage->follow.error.text);
        stage->dirty = true;
        break;
    case FOLLOW_BACK:
        show_text(stage, builder_view(&stage->edit.text));
        break;
    case FOLLOW_SAME:
        break;
    }
}
