/* The playhead: one line through all rows, its head above them. */
#include "view/scene.h"

static bool is_shown(const Scene *scene, float *x)
{
    *x = axis_x(&scene->axis, scene->at);
    return scene->state->show_playhead && !scene->state->blank && scene->row_count > 0 &&
           *x >= scene->axis.x0 - 1 && *x <= scene->axis.x0 + scene->axis.width + 1;
}

static float column_shift(const Scene *scene, uint32_t column)
{
    return column < scene->row_count ? scene->list[column].axis.x0 - scene->axis.x0 : 0;
}

void draw_playhead_line(Scene *scene)
{
    float x, bottom = scene->axis_band.y + px(scene, scene->state->slide ? 16 : 12);
    if (!is_shown(scene, &x))
        return;
    for (uint32_t i = 0; i < scene->columns; i++) {
        float at = x + column_shift(scene, i);
        draw_line(scene->picture, (Point){at, scene->rows.y - px(scene, 4)}, (Point){at, bottom},
                  px(scene, 2.5f), scene->theme->strong);
    }
}

void draw_playhead_head(Scene *scene)
{
    float x, y = scene->rows.y - px(scene, 16), half = px(scene, 11);
    if (!is_shown(scene, &x))
        return;
    for (uint32_t i = 0; i < scene->columns; i++) {
        float at = x + column_shift(scene, i);
        Point head[] = {{at - half, y}, {at + half, y}, {at, y + px(scene, 15)}};
        draw_polygon(scene->picture, head, 3, scene->theme->strong);
    }
    add_region(scene, (Region){.kind = REGION_PLAYHEAD,
                               .box = {x - px(scene, 9), y, px(scene, 18),
                                       scene->axis_band.y + px(scene, 12) - y}});
}
