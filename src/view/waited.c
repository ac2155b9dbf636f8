/* On a virtual clock time jumps; where the loop waited really, for another process or another host, its
 * strip is barred: there its length is not the program's but that day's. */
#include "view/scene.h"

#include <math.h>

static void draw_wait(Scene *scene, float from, float to, float y)
{
    float high = px(scene, 14), step = px(scene, 8), width = fmaxf(1.5f, px(scene, 2.5f));
    Colour colour = scene->theme->soft;
    draw_line(scene->picture, (Point){from, y}, (Point){to, y}, px(scene, 4), colour);
    int bars = (int)fminf((to - from) / step, 400);
    float apart = bars > 0 ? (to - from) / (float)bars : 0;
    for (int i = 0; i <= bars; i++) {
        float x = from + apart * (float)i;
        draw_line(scene->picture, (Point){x, y - high / 2}, (Point){x, y + high / 2}, width,
                  colour);
    }
}

void draw_real_waits(Scene *scene, const Row *row)
{
    enum { MOST_DRAWN = 200 };
    const Timeline *timeline = row->timeline;
    const Axis *axis = &row->axis;
    size_t drawn = 0;
    if (axis->moments)
        return;
    for (size_t i = 0; i < timeline->real_waits.count && drawn < MOST_DRAWN; i++) {
        const RealWait *wait = &timeline->real_waits.items[i];
        float from = fmaxf(axis_x(axis, wait->from), axis->x0);
        float to = fminf(axis_x(axis, wait->to), axis->x0 + axis->width);
        if (!has_happened(scene, wait->from))
            break;
        if (!has_finished(scene, timeline))
            to = fminf(to, axis_x(axis, scene->at));
        if (to - from < px(scene, 2))
            continue;
        draw_wait(scene, from, to, row->strip_y);
        legend_saw(scene, LEGEND_waited);
        drawn++;
    }
}

/* --- legend --- */

bool legend_waited_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count && !scene->axis.moments; i++)
        if (scene->list[i].strip_y > 0 && scene->list[i].timeline->real_waits.count)
            return true;
    return false;
}

void legend_waited_draw(Scene *scene, Box box)
{
    draw_wait(scene, box.x, box.x + box.w, box.y + box.h / 2);
}
