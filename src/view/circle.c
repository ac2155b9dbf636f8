/* Tasks that wait for each other for ever, as the circle they are: an arrow from each to the one it
 * waits for, down on the right side, up on the left. */
#include "view/scene.h"

#include <math.h>

/* A bend of `bulge` pixels sideways: to the right where it is positive (for an arrow that lies:
 * downwards). */
void draw_circle_arrow(Scene *scene, Point from, Point to, float bulge)
{
    float line = fmaxf(2, px(scene, 3.2f)), size = px(scene, 13);
    bool lies = fabsf(to.x - from.x) > fabsf(to.y - from.y);
    Point bend = lies ? (Point){(from.x + to.x) / 2, from.y + bulge}
                      : (Point){from.x + bulge, (from.y + to.y) / 2};
    Point c1 = {from.x + (bend.x - from.x) * 0.8f, from.y + (bend.y - from.y) * 0.8f};
    Point c2 = {to.x + (bend.x - to.x) * 0.8f, to.y + (bend.y - to.y) * 0.8f};
    Colour colour = scene->theme->bad;
    draw_curve(scene->picture, from, c1, c2, to, line, colour);
    float dx = to.x - c2.x, dy = to.y - c2.y, length = fmaxf(1, hypotf(dx, dy));
    dx *= size / length;
    dy *= size / length;
    Point tip = {to.x + dx * 0.35f, to.y + dy * 0.35f};
    Point head[] = {tip, {tip.x - dx - dy * 0.5f, tip.y - dy + dx * 0.5f},
                    {tip.x - dx + dy * 0.5f, tip.y - dy - dx * 0.5f}};
    draw_polygon(scene->picture, head, 3, colour);
    legend_saw(scene, LEGEND_circle);
}

/* It waits for itself: a loop that comes back to its lane. */
static void draw_self(Scene *scene, float x, float middle, float pitch)
{
    float r = fminf(px(scene, 22), pitch * 0.3f);
    draw_circle_arrow(scene, (Point){x - r, middle - px(scene, 4)},
                      (Point){x + r, middle - px(scene, 4)}, -2.2f * r);
}

static void draw_link(Scene *scene, const Row *row, const Circle *circle, size_t index, float x)
{
    const CircleLink *link = &circle->links.items[index];
    uint32_t next = circle->links.items[(index + 1) % circle->links.count].lane, from, to;
    if (!place_of_lane(row, link->lane, &from) || !place_of_lane(row, next, &to))
        return;
    float y0 = lane_middle(row, from), y1 = lane_middle(row, to);
    if (link->lane == next) {
        draw_self(scene, x, y0, row->pitch);
        return;
    }
    float way = y1 > y0 ? 1.0f : -1.0f;
    float apart = fminf(px(scene, 16), fmaxf(0, (row->pitch - px(scene, 24)) * 0.35f));
    float lanes = fabsf(y1 - y0) / row->pitch;
    draw_circle_arrow(scene, (Point){x + way * px(scene, 16), y0 + way * apart},
                      (Point){x + way * px(scene, 16), y1 - way * apart},
                      way * px(scene, 14 + 16 * fminf(lanes, 6)));
}

void draw_circles(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    if (row->detail == DETAIL_CENSUS || row->is_total || row->pitch < px(scene, 14) || scene->state->blank ||
        !has_finished(scene, timeline))
        return;
    float right = row->axis.x0 + row->axis.width;
    float end = fminf(right, fmaxf(row->axis.x0, axis_x(&row->axis, (Moment){timeline->end, 0})));
    float room = right - end;
    for (size_t i = 0; i < timeline->circles.count; i++) {
        const Circle *circle = &timeline->circles.items[i];
        float x = right - fminf(px(scene, 120), fmaxf(px(scene, 60), room * 0.25f)) -
                  px(scene, 120) * (float)i;
        for (size_t j = 0; j < circle->links.count; j++)
            draw_link(scene, row, circle, j, x);
    }
}
