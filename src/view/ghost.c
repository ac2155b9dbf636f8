/* The run before, as a ghost behind the lanes of the one that is shown: where its bars stood. */
#include "view/scene.h"

#include <math.h>

static void draw_bar(Scene *scene, const Row *row, const Span *span, float middle, float high)
{
    const Axis *axis = &row->axis;
    float left = axis->x0 - beyond_axis(scene), right = axis->x0 + axis->width + beyond_axis(scene);
    float x0 = fmaxf(axis_x(axis, span->from), left), x1 = fminf(axis_x(axis, span->to), right);
    if (x1 - x0 < 1 || moment_compare(span->from, scene->at) > 0)
        return;
    draw_frame(scene->picture, (Box){x0, middle - high / 2, x1 - x0, high}, px(scene, 6),
               px(scene, 2), colour_with_alpha(scene->theme->dim, 0.7f));
}

/* Lanes are matched by their place: a changed length leaves it as it was. */
void draw_ghost(Scene *scene, const Row *row)
{
    const Lesson *ghost = scene->state->ghost;
    if (!ghost || row->index >= ghost->timeline_count || row->detail == DETAIL_CENSUS ||
        scene->state->blank)
        return;
    const Timeline *timeline = ghost->timelines[row->index];
    float high = fminf(lane_bar_height(scene, row) + px(scene, 10), row->pitch);
    draw_group(scene->picture, "ghost");
    for (uint32_t place = 0; place < row->lane_count; place++) {
        uint32_t index = row->order[place];
        if (index >= timeline->lanes.count)
            continue;
        const Lane *lane = &timeline->lanes.items[index];
        for (size_t i = 0; i < lane->spans.count; i++)
            if (lane->spans.items[i].kind == SPAN_SLEEP || lane->spans.items[i].kind == SPAN_BLOCK)
                draw_bar(scene, row, &lane->spans.items[i], lane_middle(row, place), high);
    }
    draw_ungroup(scene->picture);
}
