/* The lines of the axis through every row, and its labels below them. */
#include "view/scene.h"

static TickStyle tick_style(const Scene *scene, const Axis *axis)
{
    bool slide = scene->state->slide;
    float pitch = px(scene, slide ? 100 : 110);
    if (pitch * 3 > axis->width)
        pitch = axis->width / 3;
    return (TickStyle){
        .pitch = pitch, .unit = scene->lesson->unit, .unit_on_all = false};
}

void draw_grid(Scene *scene, const Row *row)
{
    Ticks ticks = axis_ticks(&row->axis, tick_style(scene, &row->axis), scene->arena);
    float top = row->lanes_y, bottom = row->box.y + row->box.h - px(scene, 6);
    if (row->foot_lines)
        bottom = row->foot_y - px(scene, 24);
    if (row->has_lens || row->has_inset)
        bottom = (row->has_lens ? row->lens : row->inset).y;
    if (scene->column.below && row->column.w > 0)
        bottom = row->column.y;
    for (size_t i = 0; i < ticks.count; i++)
        draw_line(scene->picture, (Point){ticks.items[i].x, top},
                  (Point){ticks.items[i].x, bottom}, px(scene, 1.5f), scene->theme->grid);
}

static float axis_words_y(const Scene *scene)
{
    return scene->axis_band.y + px(scene, scene->state->slide ? squeezed(scene, 44, 34) : 40);
}

static void draw_labels(Scene *scene, const Axis *axis)
{
    Ticks ticks = axis_ticks(axis, tick_style(scene, axis), scene->arena);
    Font font = words(500, scene->size.axis);
    float y = axis_words_y(scene), last = -1e9f;
    for (size_t i = 0; i < ticks.count; i++) {
        float width = text_width(scene, font, ticks.items[i].text);
        float x = ticks.items[i].x;
        if (x + width / 2 > (float)scene->state->width)
            x = (float)scene->state->width - width / 2;
        if (x - width / 2 < last + px(scene, 10))
            continue;
        last = x + width / 2;
        put_text(scene, (Point){x, y}, ANCHOR_MIDDLE, font, scene->theme->soft,
                 ticks.items[i].text, width + 1);
    }
    add_region(scene, (Region){.kind = REGION_AXIS,
                               .box = {axis->x0, scene->axis_band.y, axis->width,
                                       scene->axis_band.h}});
}

void draw_axis(Scene *scene)
{
    for (uint32_t i = 0; i < scene->columns && i < scene->row_count; i++)
        draw_labels(scene, &scene->list[i].axis);
    if (scene->axis.moments && scene->row_count) {
        Font font = words(500, scene->size.small);
        put_text(scene,
                 (Point){scene->list[0].label_x + px(scene, 18),
                         axis_words_y(scene)},
                 ANCHOR_START, font, scene->theme->dim, STR("steps"),
                 scene->axis.x0 - scene->list[0].label_x - px(scene, 70));
    }
}
