#include "player/show.h"

#include "base/budget.h"
#include "base/mem.h"
#include "player/places.h"

#include <string.h>

void stage_drop_ghost(Stage *stage)
{
    stage_part(stage, stage->ghost);
    stage->ghost = NULL;
}

void stage_drop_mends(Stage *stage)
{
    stage_part(stage, mending_leave(stage->mending));
    stage->mending = NULL;
    stage->mend_looks = 0;
}

void stage_show(Stage *stage, Loaded *loaded)
{
    uint32_t hidden = 0;
    if (edit_unsaved(&stage->edit) && !stage->ghost) {
        stage->ghost = stage->loaded;
    } else {
        stage_part(stage, stage->loaded);
        if (!edit_unsaved(&stage->edit))
            stage_drop_ghost(stage);
    }
    stage->loaded = loaded;
    if (stage->settings.only && loaded->lesson.timeline_count < 32) {
        hidden = ((1u << loaded->lesson.timeline_count) - 1) & ~stage->settings.only;
        if (hidden == (1u << loaded->lesson.timeline_count) - 1)
            hidden = 0;
    }
    stage->view.shown = hidden;
    if (stage->view.stage > loaded->lesson.timeline_count)
        stage->view.stage = 0;
    playhead_load(&stage->playhead, &loaded->lesson, hidden);
    stage->quiz.list.count = 0;
    stage->view.predict = false;
    builder_clear(&stage->banner);
    builder_clear(&stage->mended);
    stage_drop_mends(stage);
    stage->details_timeline = stage->details_lane = -1;
    stage->view.hover_timeline = stage->view.hover_lane = -1;
    stage->view.lens_shown = false;
    stage->layout.regions.count = 0; /* they speak of lanes that are no more */
    stage->title_changed = stage->dirty = true;
}

static void reset_for_new_file(Stage *stage)
{
    stage_part(stage, stage->loaded);
    stage->loaded = NULL;
    stage_drop_ghost(stage);
    stage->view.from = stage->view.to = 0;
    stage->view.scroll = 0;
    stage->view.python_scroll = stage->view.output_scroll = stage->view.loop_scroll = 0;
    stage->view.narration_scroll = stage->view.values_scroll = 0;
    stage->zooms.count = stage->folded.count = 0;
    stage->view.stage = 0;
    stage->view.predict = stage->help = stage->conflict = false;
    stage->in_gallery = stage->gallery_comes = false;
    stage->playhead.playing = false;
    playhead_seek(&stage->playhead, (Moment){0, 0});
}

void stage_take_file(Stage *stage, const char *path, Str text)
{
    size_t length = strlen(path);
    char *copy = mem_new(length + 1);
    memcpy(copy, path, length);
    mem_free(stage->file);
    stage->file = copy;
    reset_for_new_file(stage);
    follow_begin(&stage->follow, stage->file, text);
    edit_begin(&stage->edit, text);
}

void stage_enter_gallery(Stage *stage)
{
    follow_end(&stage->follow);
    gallery_search(&stage->gallery, "");
    stage->gallery.began = stage->now;
    playhead_pause(&stage->playhead);
    builder_clear(&stage->banner);
    stage->gallery_comes = false;
    stage->in_gallery = stage->title_changed = stage->dirty = true;
}

void stage_make_values(Stage *stage)
{
    enum { PIECE = 100000 };
    Loaded *loaded = stage->loaded;
    for (uint32_t i = 0; i <= loaded->timeline_count; i++)
        if (lesson_values_at(loaded, stage->playhead.at, PIECE) || loaded->value_run)
            break;
}

static void tell_mends(Stage *stage)
{
    Builder banner = {0};
    builder_printf(&banner, "(y mends %zu) ", stage->mends);
    builder_str(&banner, builder_view(&stage->banner));
    builder_free(&stage->banner);
    stage->banner = banner;
    stage->dirty = true;
}

/* A look has come to its end. */
static void take_look(Stage *stage)
{
    Builder next = {0};
    size_t found = mending_take(stage->mending, &next);
    stage->mending = NULL;
    stage->mends += found;
    stage->mend_looks = found ? stage->mend_looks - 1 : 0;
    if (found) {
        builder_free(&stage->mended);
        stage->mended = next;
    } else {
        builder_free(&next);
    }
    if (stage->mend_looks == 0 && stage->mends)
        tell_mends(stage);
}

void stage_look_for_mends(Stage *stage, uint64_t budget)
{
    const Builder *text = stage->mends ? &stage->mended : &stage->edit.text;
    if (stage->mending) {
        if (mending_advance(stage->mending, &budget))
            take_look(stage);
        return;
    }
    stage->mending = mending_begin(str_of(stage->file), builder_view(text));
    if (!stage->mending)
        stage->mend_looks = 0;
}

void stage_set_banner(Stage *stage, const Diags *diags, const Source *source)
{
    enum { AT_ONCE = 16384 }; /* bytes */
    Builder lines = {0};
    Source named = *source;
    if (stage->on_page) /* whose folders are nobody's */
        for (size_t i = 0; i < source->name.length; i++)
            if (source->name.at[i] == '/')
                named.name = (Str){source->name.at + i + 1, source->name.length - i - 1};
    diags_render_first(diags, &named, &lines);
    builder_clear(&stage->banner);
    builder_clear(&stage->mended);
    size_t more = diags->errors + diags->withheld;
    builder_add(&stage->banner, lines.at ? lines.at : "", lines.at ? strcspn(lines.at, "\n") : 0);
    if (more > 1)
        builder_printf(&stage->banner, " - and %zu more", more - 1);
    builder_free(&lines);
    stage->mends = 0;
    stage_drop_mends(stage);
    if (stage->follow.path && !places_is_lesson(stage->file))
        stage->mend_looks = LESSON_MEND_LOOKS;
    while (stage->mend_looks && source->text.length <= AT_ONCE)
        stage_look_for_mends(stage, BUDGET_ALL);
    stage->dirty = true;
}
