/* Who made and who woke whom: from the maker's or waker's tick to the other lane. They fade as the
 * playhead goes on; a still keeps only those that hide nothing. */
#include "view/scene.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_IN_STILL = 24, MOST_AT_ONCE = 3, MOST_LOOKED_AT = 400, FURTHEST_IN_STILL = 3 };

void draw_arrow(Scene *scene, Point from, Point to, Colour colour)
{
    legend_saw(scene, LEGEND_wakes);
    draw_bent_arrow(scene, from, to, colour);
}

void draw_bent_arrow(Scene *scene, Point from, Point to, Colour colour)
{
    float way = to.y > from.y ? 1.0f : -1.0f;
    float bulge = px(scene, 30), out = px(scene, 5);
    Point start = {from.x + out, from.y + way * px(scene, 17)};
    Point end = {to.x + px(scene, 7), to.y - way * px(scene, 12)};
    float tall = fabsf(end.y - start.y);
    Point c2 = {start.x + bulge, end.y - way * tall * 0.25f};
    draw_curve(scene->picture, start, (Point){start.x + bulge, start.y + way * tall * 0.2f}, c2,
               end, px(scene, 2.5f), colour);
    /* The head lies along the curve's last direction. */
    float size = px(scene, 12), dx = end.x - c2.x, dy = end.y - c2.y, length = hypotf(dx, dy);
    dx *= size / fmaxf(length, 1);
    dy *= size / fmaxf(length, 1);
    Point tip = {end.x + dx * 0.3f, end.y + dy * 0.3f};
    Point head[] = {tip, {tip.x - dx - dy * 0.45f, tip.y - dy + dx * 0.45f},
                    {tip.x - dx + dy * 0.45f, tip.y - dy - dx * 0.45f}};
    draw_polygon(scene->picture, head, 3, colour);
}

static float number_size(const Scene *scene)
{
    return scene->size.least;
}

/* Who did it, upon the curve where it is furthest from the lanes' ticks. */
static void draw_waker(Scene *scene, const Row *row, const Lane *waker, Point from, Point to,
                       float alpha)
{
    float width = task_number_width(scene, waker->task, number_size(scene));
    float right = row->column.w > 0 ? row->column.x : row->box.x + row->box.w;
    Point at = {from.x + px(scene, 29) - width / 2, (from.y + to.y) / 2};
    Box box = {at.x, at.y - number_size(scene) / 2, width, number_size(scene)};
    if (fabsf(to.y - from.y) > 2.5f * number_size(scene) && at.x + width < right &&
        is_free(scene, box))
        put_task_number(scene, waker, at, number_size(scene), alpha);
}

static Box arrow_box(const Scene *scene, Point from, Point to)
{
    float top = fminf(from.y, to.y) + px(scene, 17), bottom = fmaxf(from.y, to.y) - px(scene, 17);
    return (Box){from.x + px(scene, 4), top, px(scene, 36), fmaxf(1, bottom - top)};
}

/* 1 when the playhead has just passed, 0 when it is far ahead. */
static float freshness(const Scene *scene, const Row *row, const Arrow *arrow, bool crowded)
{
    float distance = axis_x(&row->axis, scene->at) - axis_x(&row->axis, arrow->at);
    float alpha = crowded ? 0.6f - distance / px(scene, 100) : 1 - distance / px(scene, 320);
    if (scene->state->fresh >= 0 && arrow->at.t == scene->at.t)
        alpha *= fminf(1, (float)(scene->state->fresh / 0.18));
    return fmaxf(0, alpha);
}

static size_t at_once(const Timeline *timeline, size_t index)
{
    size_t count = 1;
    const Arrow *arrows = timeline->arrows.items;
    for (size_t i = index; i-- > 0 && arrows[i].at.t == arrows[index].at.t && count < 100;)
        count++;
    for (size_t i = index + 1;
         i < timeline->arrows.count && arrows[i].at.t == arrows[index].at.t && count < 100; i++)
        count++;
    return count;
}

static size_t arrows_until(const Timeline *timeline, Moment at)
{
    return MOMENTS_UNTIL(&timeline->arrows, at, at);
}

static bool is_still(const Scene *scene)
{
    return scene->state->slide || !scene->state->show_playhead;
}

bool arrows_may_stand(const Scene *scene, const Row *row)
{
    size_t count = row->timeline->arrows.count;
    return !is_counted(scene, row) && count > 0 &&
           !(is_still(scene) && count > MOST_IN_STILL);
}

void draw_arrows(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    bool still = is_still(scene);
    if (scene->state->blank || row->pitch < px(scene, 30) || !arrows_may_stand(scene, row))
        return;
    size_t passed = arrows_until(timeline, scene->at);
    for (size_t i = passed; i-- > 0 && passed - i < MOST_LOOKED_AT;) {
        const Arrow *arrow = &timeline->arrows.items[i];
        float x = axis_x(&row->axis, arrow->at);
        bool crowded = at_once(timeline, i) > MOST_AT_ONCE;
        float alpha = still ? 1 : freshness(scene, row, arrow, crowded);
        if (alpha <= 0.02f || x < row->axis.x0 - 1 || x > row->axis.x0 + row->axis.width + 1)
            continue;
        uint32_t maker, made;
        if (timeline_is_cancelling(timeline, arrow))
            continue; /* has an arrow of its own */
        if (!place_of_lane(row, arrow->from, &maker) || !place_of_lane(row, arrow->to, &made))
            continue;
        Point from = {x, lane_middle(row, maker)}, to = {x, lane_middle(row, made)};
        bool clutters = !is_free(scene, arrow_box(scene, from, to)) ||
                        arrow->kind == ARROW_CREATE || at_once(timeline, i) > 1 ||
                        fabsf(to.y - from.y) > (FURTHEST_IN_STILL + 0.5f) * row->pitch;
        if (still && clutters)
            continue;
        draw_arrow(scene, from, to, colour_with_alpha(scene->theme->strong, alpha));
        draw_waker(scene, row, &timeline->lanes.items[arrow->from], from, to, alpha);
    }
}
