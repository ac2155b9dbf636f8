/* Very many lanes: not one by one, but counted. Each column is a stack of how many lanes are in
 * which state, as high as the share of all lanes. What sleeps is hatched, as everywhere; what is
 * done is pale: it is over. */
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
    case LANE_DONE: return colour_with_alpha(theme->good, 0.13f);
    case LANE_FAILED: return colour_with_alpha(theme->bad, 0.75f);
    case LANE_CANCELLED: return colour_with_alpha(theme->dim, 0.35f);
    case LANE_BLOCKING: return theme->hues[1];
    case LANE_IN_THREAD: return colour_with_alpha(theme->hues[5], 0.6f);
    case LANE_SLEEPING: return colour_with_alpha(theme->hues[0], 0.34f);
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

static void draw_layer(Scene *scene, Box box, LaneState state)
{
    const Theme *theme = scene->theme;
    draw_rect(scene->picture, box, 0, layer_colour(theme, state));
    if (state == LANE_SLEEPING)
        draw_hatch(scene->picture, box, 0, px(scene, 2), px(scene, 14),
                   colour_with_alpha(theme->hues[0], (float)(theme->hatch >> 24) / 255.0f));
}

/* Top and bottom of a layer in a column, in whole pixels; none: both 0. */
static Box layer_box(const Scene *scene, const Row *row, size_t layer, float x)
{
    const uint32_t *counts = counts_at(row, x);
    float bottom = row->lanes_y + row->lanes_height - px(scene, 6);
    float room = row->lanes_height - px(scene, 12);
    for (size_t i = 0; counts && i <= layer; i++) {
        float high = room * (float)counts[layers[i].state] / (float)row->timeline->lanes.count;
        if (layers[i].state == LANE_BLOCKING && high > 0)
            high = fmaxf(high, px(scene, 3)); /* one task that holds all others must be seen */
        float top = bottom - high;
        if (i == layer && roundf(bottom) - roundf(top) >= 1)
            return (Box){x, roundf(top), 0, roundf(bottom) - roundf(top)};
        bottom = top;
    }
    return (Box){0};
}

/* Columns beside each other in which the layer is equally high are one box. */
static void draw_layers(Scene *scene, const Row *row, size_t layer, float end)
{
    const Axis *axis = &row->axis;
    float step = ceilf(axis->width / 1600); /* whole pixels: no seams */
    Box run = {0};
    for (float x = floorf(axis->x0); x < end + step; x += step) {
        Box box = x < end ? layer_box(scene, row, layer, x) : (Box){0};
        if (box.y != run.y || box.h != run.h) {
            run.w = fminf(x, end) - run.x;
            if (run.h > 0)
                draw_layer(scene, run, layers[layer].state);
            run = box;
        }
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
        draw_layer(scene, (Box){x, y - px(scene, 16), px(scene, 18), px(scene, 18)},
                   layers[i].state);
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
    for (size_t i = 0; i < LAYERS; i++)
        draw_layers(scene, row, i, end);
    draw_ungroup(scene->picture);
}
