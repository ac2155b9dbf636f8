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

static bool open_as(Stage *stage, const char *path, OpenKind kind, FileError *error)
{
    Builder text = {0};
    bool read = file_read(path, lesson_max_bytes(str_of(path)), &text, error);
    if (read)
        running_open(stage, path, builder_view(&text), kind);
    builder_free(&text);
    return read;
}

bool stage_open(Stage *stage, const char *path, FileError *error)
{
    return open_as(stage, path, OPEN_STANDS, error);
}

void stage_open_gallery(Stage *stage)
{
    for (Loaded *old; (old = gallery_give(&stage->gallery));)
        stage_part(stage, old);
    gallery_begin(&stage->gallery);
    stage->gallery_comes = true;
    stage->gallery_since = stage->now;
    if (stage->on_page)
        stage_enter_gallery(stage); /* at once: the page shows nothing else meanwhile */
    running_step(stage);
}

void stage_leave_gallery(Stage *stage)
{
    follow_begin(&stage->follow, stage->file, edit_file(&stage->edit));
    stage->in_gallery = false;
    stage->title_changed = stage->dirty = true;
}

static void open_or_say(Stage *stage, const char *path, OpenKind kind)
{
    FileError error;
    if (!open_as(stage, path, kind, &error))
        stage_say(stage, "%s", error.text);
}

void stage_switch(Stage *stage, const char *path)
{
    open_or_say(stage, path, OPEN_PLAYS);
}

/* What can't be shown leaves the picture as it is. */
void stage_drop(Stage *stage, const char *path)
{
    if (lesson_is_program(str_of(path)))
        ask_to_run(stage, path);
    else
        open_or_say(stage, path, OPEN_TRIES);
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
        running_begin(stage);
    } else if (edit_merge(&stage->edit, text)) {
        stage->conflict = false;
        running_begin(stage);
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
        running_begin(stage);
        break;
    case FOLLOW_SAME:
        break;
    }
}
