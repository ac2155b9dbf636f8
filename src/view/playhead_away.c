/* Where the playhead is when it is not in what is seen: an arrow at that edge, which leads back to
 * it. */
#include "view/scene.h"

#include <math.h>

/* Beside the axis, at the height of the playhead's own head. */
static void put_mark(Scene *scene, const Axis *axis, bool before)
{
    float edge = before ? axis->x0 : axis->x0 + axis->width, side = before ? 1.0f : -1.0f;
    float half = px(scene, 15), tip = px(scene, 22), stem = px(scene, 22);
    float middle = scene->rows.y - px(scene, 4);
    Point head[] = {{edge + side * tip, middle - half},
                    {edge + side * tip, middle + half},
                    {edge, middle}};
    Box bar = {before ? edge + tip : edge - tip - stem, middle - px(scene, 5), stem,
               px(scene, 10)};
    draw_polygon(scene->picture, head, 3, scene->theme->strong);
    draw_rect(scene->picture, bar, px(scene, 2), scene->theme->strong);
    add_region(scene, (Region){.kind = REGION_AWAY,
                               .box = {fminf(edge, bar.x), middle - half, tip + stem, 2 * half}});
}

void draw_playhead_away(Scene *scene)
{
    if (!scene->state->show_playhead || scene->state->blank || !is_zoomed(scene))
        return;
    for (uint32_t i = 0; i < scene->columns && i < scene->row_count; i++) {
        const Axis *axis = &scene->list[i].axis;
        float x = axis_x(axis, scene->at);
        if (x < axis->x0 - 1 || x > axis->x0 + axis->width + 1)
            put_mark(scene, axis, x < axis->x0);
    }
}
