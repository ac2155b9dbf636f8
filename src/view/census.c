/* Very many lanes: not one by one, but counted. Each column is a stack of how many lanes are in
 * which state, as high as the share of all lanes. */
#include "view/scene.h"

#include <math.h>

typedef struct Layer {
    LaneState state;
    const char *name;
} Layer;

/* From the ground up. */
static const Layer layers[] = {
    {LANE_DONE, "done"},         {LANE_FAILED, "failed"},        {LANE_CANCELLED, "cancelled"},
    {LANE_BLOCKING, "blocking"}, {LANE_IN_THREAD, "in a thread"}, {LANE_SLEEPING, "sleeping"},
    {LANE_AWAITING, "awaiting"}, {LANE_READY, "ready"},
};
enum { LAYERS = sizeof layers / sizeof *layers };

static Colour layer_colour(const Theme *theme, LaneState state)
{
    switch (state) {
    case LANE_DONE: return colour_with_alpha(theme->good, 0.30f);
    case LANE_FAILED: return colour_with_alpha(theme->bad, 0.75f);
    case LANE_CANCELLED: return colour_with_alpha(theme->dim, 0.35f);
    case LANE_BLOCKING: return theme->hues[1];
    case LANE_IN_THREAD: return colour_with_alpha(theme->hues[5], 0.6f);
    case LANE_SLEEPING: return colour_with_alpha(theme->hues[0], 0.30f);
    case LANE_AWAITING: return colour_with_alpha(theme->hues[6], 0.45f);
    default: return colour_with_alpha(theme->ready, 0.6f);
    }
}

static const uint32_t *counts_at(const Row *row, float x)
{
    const Timeline *timeline = row->timeline;
    Moment at = axis_moment(&row->axis, x);
    if (at.t < 0 || at.t > timeline->end)
        return NULL;
    double part = timeline->end > 0 ? (double)at.t / (double)timeline->end : 0;
    size_t column = (size_t)(part * (CENSUS_COLUMNS - 1));
    return &timeline->census[column * CENSUS_STATES];
}

static void draw_stack(Scene *scene, const Row *row, float x, float width)
{
    const uint32_t *counts = counts_at(row, x);
    float bottom = row->lanes_y + row->lanes_height - px(scene, 6);
    float room = row->lanes_height - px(scene, 12);
    if (!counts)
        return;
    for (size_t i = 0; i < LAYERS; i++) {
        uint32_t count = counts[layers[i].state];
        if (count == 0)
            continue;
        float high = room * (float)count / (float)row->timeline->lanes.count;
        if (layers[i].state == LANE_BLOCKING)
            high = fmaxf(high, px(scene, 3)); /* one task that holds all others must be seen */
        draw_rect(scene->picture, (Box){x, bottom - high, width, high}, 0,
                  layer_colour(scene->theme, layers[i].state));
        bottom -= high;
    }
}

/* `100 001 tasks` */
Str census_title(const Scene *scene, const Timeline *timeline)
{
    Builder text = {0};
    say_count_of_tasks(&text, timeline->lanes.count);
    return keep_text(scene, &text);
}

void draw_census_names(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    Font font = words(500, px(scene, 22));
    float x = row->label_x + px(scene, 18), room = row->axis.x0 - px(scene, 16) - x;
    float y = row->lanes_y + px(scene, 26);
    put_text(scene, (Point){x, y}, ANCHOR_START, words(700, px(scene, 24)), scene->theme->text,
             census_title(scene, timeline), room);
    for (size_t i = LAYERS; i-- > 0;) {
        bool occurs = false;
        for (size_t j = 0; j < CENSUS_COLUMNS && !occurs; j++)
            occurs = timeline->census[j * CENSUS_STATES + layers[i].state] > 0;
        y += px(scene, occurs ? 30 : 0);
        if (!occurs || y > row->lanes_y + row->lanes_height - px(scene, 8))
            continue;
        draw_rect(scene->picture, (Box){x, y - px(scene, 16), px(scene, 18), px(scene, 18)},
                  px(scene, 3), layer_colour(scene->theme, layers[i].state));
        put_text(scene, (Point){x + px(scene, 28), y}, ANCHOR_START, font, scene->theme->soft,
                 str_of(layers[i].name), room - px(scene, 28));
    }
}

void draw_census(Scene *scene, const Row *row)
{
    if (scene->state->blank)
        return;
    const Axis *axis = &row->axis;
    float end = fminf(axis_x(axis, scene->at), axis->x0 + axis->width);
    draw_group(scene->picture, "census");
    float step = ceilf(axis->width / 1600); /* whole pixels: no seams */
    for (float x = floorf(axis->x0); x < end; x += step)
        draw_stack(scene, row, x, fminf(step, end - x));
    draw_ungroup(scene->picture);
}
