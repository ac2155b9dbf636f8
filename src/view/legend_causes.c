/* The marks of causes, as the legend shows them: who holds what, limits, cancelling, circles. */
#include "view/scene.h"

static bool any_rail(const Scene *scene, bool locks)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        for (size_t j = 0; j < timeline->resources.count && scene->list[i].rails; j++)
            if (resource_is_shown(scene, &timeline->resources.items[j]) &&
                (timeline->resources.items[j].kind == OBJECT_LOCK) == locks)
                return true;
    }
    return false;
}

bool legend_holds_occurs(const Scene *scene)
{
    return any_rail(scene, true);
}

void legend_holds_draw(Scene *scene, Box box)
{
    draw_rect(scene->picture, box, px(scene, 3), scene->theme->hues[0]);
}

bool legend_level_occurs(const Scene *scene)
{
    return any_rail(scene, false);
}

void legend_level_draw(Scene *scene, Box box)
{
    Box half = {box.x, box.y + box.h * 0.45f, box.w / 2, box.h * 0.55f};
    draw_rect(scene->picture, half, px(scene, 2), colour_with_alpha(scene->theme->dim, 0.28f));
    half = (Box){box.x + box.w / 2, box.y, box.w / 2, box.h};
    draw_rect(scene->picture, half, px(scene, 2), colour_with_alpha(scene->theme->dim, 0.55f));
}

bool legend_circle_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].timeline->circles.count && scene->list[i].detail != DETAIL_CENSUS)
            return true;
    return false;
}

void legend_circle_draw(Scene *scene, Box box)
{
    float middle = box.y + box.h / 2;
    draw_circle_arrow(scene, (Point){box.x + px(scene, 2), middle + px(scene, 6)},
                      (Point){box.x + box.w - px(scene, 4), middle + px(scene, 2)},
                      -px(scene, 14));
}
