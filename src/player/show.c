#include "player/show.h"

#include "base/mem.h"
#include "player/places.h"

#include <string.h>

void stage_drop_ghost(Stage *stage)
{
    lesson_free(stage->ghost);
    stage->ghost = NULL;
}

void stage_show(Stage *stage, Loaded *loaded)
{
    uint32_t hidden = 0;
    if (edit_unsaved(&stage->edit) && !stage->ghost) {
        stage->ghost = stage->loaded;
    } else {
        lesson_free(stage->loaded);
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
    stage->mend_looks = 0;
    stage->details_timeline = stage->details_lane = -1;
    stage->view.hover_timeline = stage->view.hover_lane = -1;
    stage->view.lens_shown = false;
    stage->layout.regions.count = 0; /* they speak of lanes that are no more */
    stage->title_changed = stage->dirty = true;
}

static void reset_for_new_file(Stage *stage)
{
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

void stage_make_values(Stage *stage)
{
    enum { PIECE = 100000 };
    Loaded *loaded = stage->loaded;
    for (uint32_t i = 0; i <= loaded->timeline_count; i++)
        if (lesson_values_at(loaded, stage->playhead.at, PIECE) || loaded->value_run)
            break;
}

void stage_look_for_mends(Stage *stage)
{
    Builder next = {0};
    Str text = builder_view(stage->mends ? &stage->mended : &stage->edit.text);
    size_t found = lesson_mend_once(str_of(stage->file), text, &next);
    if (found) {
        builder_free(&stage->mended);
        stage->mended = next;
        stage->mends += found;
        stage->mend_looks--;
    } else {
        builder_free(&next);
        stage->mend_looks = 0;
    }
    if (stage->mend_looks == 0 && stage->mends) {
        Builder banner = {0};
        builder_printf(&banner, "(y mends %zu) ", stage->mends);
        builder_str(&banner, builder_view(&stage->banner));
        builder_free(&stage->banner);
        stage->banner = banner;
        stage->dirty = true;
    }
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
    diags_render(diags, &named, DIAG_SHORT, false, &lines);
    builder_clear(&stage->banner);
    builder_clear(&stage->mended);
    size_t more = diags->errors + diags->withheld;
    builder_add(&stage->banner, lines.at ? lines.at : "", lines.at ? strcspn(lines.at, "\n") : 0);
    if (more > 1)
        builder_printf(&stage->banner, " - and %zu more", more - 1);
    builder_free(&lines);
    stage->mends = 0;
    stage->mend_looks = 0;
    if (stage->follow.path && !places_is_lesson(stage->file))
        stage->mend_looks = LESSON_MEND_LOOKS;
    while (stage->mend_looks && source->text.length <= AT_ONCE)
        stage_look_for_mends(stage);
    stage->dirty = true;
}
