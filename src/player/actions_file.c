/* What the keys of files do: keeping views, the gallery, dragged lengths. */
#include "player/keys.h"

#include "player/keep.h"
#include "player/open.h"
#include "player/running.h"
#include "player/places.h"
#include "player/show.h"

#include <string.h>

void action_keep(Stage *stage)
{
    keep_view(stage);
}

void action_copy(Stage *stage)
{
    builder_clear(&stage->wants_clipboard);
    stage_command(stage, NULL, &stage->wants_clipboard);
    if (!stage->on_page)
        stage_say(stage, "copied: %s", stage->wants_clipboard.at);
}

void action_gallery(Stage *stage)
{
    stage_open_gallery(stage);
}

/* --- dragged lengths --- */

static void run_changed(Stage *stage, bool changed, const char *nothing)
{
    if (changed)
        running_begin(stage);
    else
        stage_say(stage, "%s", nothing);
}

void action_undo(Stage *stage)
{
    run_changed(stage, edit_undo(&stage->edit), "nothing to undo");
}

void action_redo(Stage *stage)
{
    run_changed(stage, edit_redo(&stage->edit), "nothing to redo");
}

/* The other's file stays as it is; what was dragged goes beside it. */
static void save_beside(Stage *stage)
{
    Arena arena = {0};
    FileError error;
    size_t stem = strlen(stage->file);
    if (stem > 5 && strcmp(stage->file + stem - 5, ".json") == 0)
        stem -= 5;
    const char *path = NULL;
    for (int n = 1; !path || places_exists(path); n++)
        path = n == 1 ? arena_printf(&arena, "%.*s-mine.json", (int)stem, stage->file)
                      : arena_printf(&arena, "%.*s-mine-%d.json", (int)stem, stage->file, n);
    if (file_replace(path, builder_view(&stage->edit.text), &error)) {
        stage->conflict = false;
        edit_begin(&stage->edit, builder_view(&stage->follow.content));
        running_begin(stage);
        stage_say(stage, "yours is in %s; here is the file as it was saved outside", path);
    } else {
        stage_say(stage, "%s", error.text);
    }
    arena_free(&arena);
}

/* A page hands the text over as a file. */
static void save_aside(Stage *stage)
{
    FileError error;
    if (!file_replace(stage->file, builder_view(&stage->edit.text), &error))
        stage_say(stage, "%s", error.text);
    else
        builder_text(&stage->wants_download, stage->file);
}

void action_save(Stage *stage)
{
    FileError error;
    Str text = builder_view(&stage->edit.text);
    if (stage->on_page)
        save_aside(stage);
    else if (!stage->follow.path)
        stage_say(stage, "what came from standard input can't be written back");
    else if (!edit_unsaved(&stage->edit))
        stage_say(stage, "nothing to save");
    else if (places_is_lesson(stage->file))
        stage_say(stage, "a lesson stays as it is; `interleave new FILE --from LESSON` makes a "
                         "file of your own");
    else if (stage->conflict)
        save_beside(stage);
    else if (!file_replace(stage->file, text, &error))
        stage_say(stage, "%s", error.text);
    else {
        edit_saved(&stage->edit);
        stage_drop_ghost(stage);
        follow_written(&stage->follow, text);
        builder_clear(&stage->banner);
        stage->title_changed = true;
        stage_say(stage, "saved %s", stage->file);
    }
}

static bool has_changed(const Stage *stage)
{
    Builder now = {0};
    FileError error;
    bool same = file_read(stage->file, SCENARIO_MAX_BYTES, &now, &error)
                && str_equal(builder_view(&now), builder_view(&stage->follow.content));
    builder_free(&now);
    return !same;
}

/* Only what the banner told of: a file that has changed since comes up by itself, with its own. */
void action_mend(Stage *stage)
{
    FileError error;
    Str text = builder_view(&stage->mended);
    if (text.length && has_changed(stage))
        return;
    if (!text.length)
        stage_say(stage, "nothing here that is certain to be mended");
    else if (!file_replace(stage->file, text, &error))
        stage_say(stage, "%s", error.text);
    else
        stage_say(stage, "mended %s", stage->file);
}

void action_revert(Stage *stage)
{
    if (!edit_unsaved(&stage->edit)) {
        stage_say(stage, "no dragged lengths to drop");
        return;
    }
    if (stage->conflict)
        edit_begin(&stage->edit, builder_view(&stage->follow.content));
    else
        edit_revert(&stage->edit);
    stage->conflict = false;
    builder_clear(&stage->banner);
    running_begin(stage);
}
