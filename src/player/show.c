#include "player/show.h"

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
    stage->details_timeline = stage->details_lane = -1;
    stage->view.hover_timeline = stage->view.hover_lane = -1;
    stage->view.lens_shown = false;
    stage->layout.regions.count = 0; /* they speak of lanes that are no more */
    stage->title_changed = stage->dirty = true;
}

void stage_make_values(Stage *stage)
{
    enum { PIECE = 100000 };
    Loaded *loaded = stage->loaded;
    for (uint32_t i = 0; i < loaded->timeline_count && !loaded->lesson.values; i++)
        if (!lesson_values(loaded, PIECE) && loaded->value_run)
            break;
}

void stage_set_banner(Stage *stage, const Diags *diags, const Source *source)
{
    Builder lines = {0};
    diags_render(diags, source, DIAG_SHORT, false, &lines);
    builder_clear(&stage->banner);
    builder_clear(&stage->mended);
    size_t more = diags->errors + diags->withheld, mends = 0;
    if (stage->follow.path && !places_is_lesson(stage->file))
        mends = lesson_mend(source->name, source->text, &stage->mended);
    if (mends)
        builder_printf(&stage->banner, "(y mends %zu) ", mends);
    builder_add(&stage->banner, lines.at ? lines.at : "", lines.at ? strcspn(lines.at, "\n") : 0);
    if (more > 1)
        builder_printf(&stage->banner, " - and %zu more", more - 1);
    builder_free(&lines);
    stage->dirty = true;
}
