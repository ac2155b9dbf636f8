/* Very many timelines in a still: how long each took, one bar a timeline, and how many more. */
#include "view/scene.h"

#include <math.h>

void draw_total_bar(Scene *scene, const Row *row)
{
    if (scene->state->blank)
        return;
    const Axis *axis = &row->axis;
    const Timeline *timeline = row->timeline;
    float middle = lane_middle(row, 0), high = fminf(row->pitch * 0.66f, px(scene, 34));
    float end = axis_x(axis, (Moment){.t = timeline->end, .step = ALL_STEPS});
    float to = has_finished(scene, timeline) ? end : fminf(end, axis_x(axis, scene->at));
    Colour ink = timeline->outcome == OUTCOME_DONE ? theme_hue(scene->theme, 0)
                                                   : scene->theme->bad;
    Box box = {axis->x0, middle - high / 2, fmaxf(to - axis->x0, 2), high};
    draw_group(scene->picture, "total");
    draw_rect(scene->picture, box, fminf(px(scene, 5), box.w / 2), colour_with_alpha(ink, 0.30f));
    draw_frame(scene->picture, box, fminf(px(scene, 5), box.w / 2), px(scene, 1.6f), ink);
    if (has_finished(scene, timeline) && timeline->outcome != OUTCOME_DONE)
        draw_end_mark(scene, (Point){to, middle}, high * 0.4f, MARK_FAILED, ink);
    draw_ungroup(scene->picture);
}

void draw_left_out(Scene *scene)
{
    if (scene->left_out == 0)
        return;
    Font font = words(500, scene->size.small);
    Str text = str_of(arena_printf(scene->arena, "and %u more timeline%s", scene->left_out,
                                   scene->left_out == 1 ? "" : "s"));
    put_text(scene,
             (Point){scene->rows.x + px(scene, 42),
                     scene->rows.y + scene->rows.h - px(scene, 8)},
             ANCHOR_START, font, scene->theme->dim, text, scene->rows.w / 2);
}
