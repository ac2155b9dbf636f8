/* Being late: the stretch in which one task holds the loop lies, very light, behind the lanes that
 * it keeps waiting; a dashed line marks when something was due there. */
#include "view/scene.h"

#include <math.h>

static bool shows_lateness(const Scene *scene, const Row *row)
{
    return row->detail != DETAIL_CENSUS && !row->is_total && !scene->axis.moments && !scene->state->blank;
}

/* The narrowest that is drawn. */
static float least_stretch(const Scene *scene)
{
    return px(scene, 3);
}

/* Where a stretch is to be seen; false where it is not, or not yet. */
static bool stretch_on_axis(const Scene *scene, const Row *row, const HeldLoop *held, float *from,
                            float *to)
{
    float left = row->axis.x0, right = left + row->axis.width;
    if (!has_happened(scene, held->from))
        return false;
    *from = fmaxf(axis_x(&row->axis, held->from), left);
    *to = fminf(axis_x(&row->axis, held->to), right);
    if (!has_finished(scene, row->timeline))
        *to = fminf(*to, axis_x(&row->axis, scene->at));
    return *to - *from >= least_stretch(scene);
}

/* Whether any stretch may be wide enough: there may be very many. */
static bool any_is_wide(const Scene *scene, const Row *row)
{
    const Axis *axis = &row->axis;
    double part = (double)row->timeline->longest_late / 1e9 / (axis->to - axis->from);
    return axis->part > 0 || part * (double)axis->width + 1 > (double)least_stretch(scene);
}

/* The first of timeline->late that reaches to `at` or begins after it. */
static size_t first_late(const Timeline *timeline, Moment at)
{
    size_t low = 0, high = timeline->late.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const HeldLoop *held = &timeline->held.items[timeline->late.items[middle]];
        if (moment_compare(held->to, at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void draw_held_stretches(Scene *scene, const Row *row)
{
    enum { MOST_DRAWN = 512 };
    const Timeline *timeline = row->timeline;
    size_t drawn = 0;
    if (!shows_lateness(scene, row) || !any_is_wide(scene, row))
        return;
    size_t i = first_late(timeline, axis_moment(&row->axis, row->axis.x0));
    for (; i < timeline->late.count && drawn < MOST_DRAWN; i++) {
        const HeldLoop *held = &timeline->held.items[timeline->late.items[i]];
        float from, to;
        if (moment_compare(held->from, scene->at) > 0 ||
            axis_x(&row->axis, held->from) > row->axis.x0 + row->axis.width)
            break;
        if (!stretch_on_axis(scene, row, held, &from, &to))
            continue;
        Colour hue = theme_hue(scene->theme, timeline->lanes.items[held->lane].own_hue);
        draw_rect(scene->picture, (Box){from, row->lanes_y, to - from, row->lanes_height}, 0,
                  colour_with_alpha(hue, 0.09f));
        legend_saw(scene, LEGEND_held);
        drawn++;
    }
}

/* Only what was due while somebody held the loop; what is woken and waits its turn at one instant
 * is not late. */
bool is_late_span(const Span *span)
{
    return span_lateness(span) > 0 && span_holder(span) != NO_TASK;
}

void draw_due_line(Scene *scene, float x, float middle, float high)
{
    float width = fmaxf(2, px(scene, 2.5f));
    draw_dashes(scene->picture, (Point){x, middle - high / 2}, (Point){x, middle + high / 2}, width,
                px(scene, 6), px(scene, 4), false, scene->theme->bad);
    legend_saw(scene, LEGEND_due);
}

/* --- legend --- */

static bool any_late(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        if (row->detail != DETAIL_CENSUS && row->timeline->late.count)
            return true;
    }
    return false;
}

bool legend_held_occurs(const Scene *scene)
{
    return any_late(scene) && !scene->axis.moments;
}

void legend_held_draw(Scene *scene, Box box)
{
    draw_rect(scene->picture, box, px(scene, 3), colour_with_alpha(scene->theme->hues[0], 0.13f));
}

bool legend_due_occurs(const Scene *scene)
{
    return any_late(scene);
}

void legend_due_draw(Scene *scene, Box box)
{
    draw_due_line(scene, box.x + box.w / 2, box.y + box.h / 2, box.h);
}
