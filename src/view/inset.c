/* A run shorter than a tenth of the axis, once more: the same lanes and strip below, the run as
 * wide as the axis, with ticks of its own. */
#include "view/lens.h"

#include <math.h>

enum { MOST_LANES = 14 };

bool wants_inset(const Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    int64_t end = lesson_end(scene->lesson).t;
    bool has_more = timeline->lanes.count > 1 || timeline->moments.count > 2;
    return scene->state->slide && !scene->state->show_playhead && !scene->axis.moments &&
           !is_zoomed(scene) && has_more && timeline->end > 0 && timeline->end < end / 10 &&
           timeline->joined_count <= MOST_LANES && !row->is_total;
}

static float strip_room(const Scene *scene)
{
    return px(scene, 34);
}

float inset_height(const Scene *scene, const Row *row, float pitch)
{
    return pitch * (float)row->lane_count + strip_room(scene) + px(scene, 64);
}

Axis inset_axis(const Row *row)
{
    Axis axis = row->axis;
    axis.from = 0;
    axis.to = (double)row->timeline->end / 1e9;
    return axis;
}

static void draw_ticks(Scene *scene, const Row *row, float bottom)
{
    TickStyle style = {.pitch = px(scene, 110), .unit = UNIT_AUTO};
    Ticks ticks = axis_ticks(&row->axis, style, scene->arena);
    Font font = words(500, scene->size.small);
    for (size_t i = 0; i < ticks.count; i++) {
        float x = ticks.items[i].x;
        draw_line(scene->picture, (Point){x, row->lanes_y}, (Point){x, bottom}, px(scene, 1.5f),
                  scene->theme->grid);
        put_text(scene, (Point){x, bottom + font.size * 1.1f}, ANCHOR_MIDDLE, font,
                 scene->theme->soft, ticks.items[i].text, row->axis.width);
    }
}

static void draw_funnel(Scene *scene, const Row *row, Box box)
{
    float x0 = row->axis.x0, bottom = row->strip_y > 0 ? row->strip_y + px(scene, 12)
                                                       : row->lanes_y + row->lanes_height;
    float x1 = axis_x(&row->axis, (Moment){.t = row->timeline->end});
    Point corners[] = {{x0, bottom}, {x1, bottom}, {x0 + row->axis.width, box.y}, {x0, box.y}};
    draw_polygon(scene->picture, corners, 4, colour_with_alpha(scene->theme->dim, 0.10f));
}

void draw_inset(Scene *scene, const Row *row)
{
    Box box = row->inset;
    if (box.h <= 0 || scene->state->blank)
        return;
    Row close = *row;
    close.axis = inset_axis(row);
    close.has_inset = false;
    close.inset = close.column = (Box){0};
    close.lanes_y = box.y + px(scene, 8);
    close.strip_y = close.lanes_y + close.lanes_height + strip_room(scene) * 0.5f;
    close.threads = 0;
    draw_group(scene->picture, "inset");
    draw_funnel(scene, row, box);
    draw_rect(scene->picture, (Box){box.x, box.y, box.w, box.h - px(scene, 6)}, px(scene, 10),
              scene->theme->ground);
    draw_ticks(scene, &close, close.lanes_y + close.lanes_height + strip_room(scene));
    draw_lane_labels(scene, &close);
    draw_strip_name(scene, &close);
    draw_lanes(scene, &close);
    draw_strip(scene, &close);
    draw_ungroup(scene->picture);
}
