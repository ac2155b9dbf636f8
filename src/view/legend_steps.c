/* The marks of what has no room at its instant, as the legend shows them. */
#include "view/strip.h"

bool legend_pin_occurs(const Scene *scene)
{
    return (scene->planned ? scene->column.parts > 0 : legend_prints_occurs(scene)) ||
           (scene->state->panels & PANEL_OUTPUT && legend_prints_occurs(scene));
}

void legend_pin_draw(Scene *scene, Box box)
{
    draw_print_number(scene, (Point){box.x + box.w / 2, box.y + box.h / 2},
                      words(700, px(scene, 19)), 1);
}

/* Whether so much happens at one instant that a strip may have to count it. */
bool legend_counted_occurs(const Scene *scene)
{
    enum { MOST_LOOKED_AT = 4000, BEFORE = STRIP_MANY - 1 };
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        size_t count = timeline->turns.count;
        count = count < MOST_LOOKED_AT ? count : MOST_LOOKED_AT;
        for (size_t j = BEFORE; j < count && !scene->axis.moments; j++)
            if (timeline->turns.items[j].from.t == timeline->turns.items[j - BEFORE].from.t)
                return true;
    }
    return false;
}

void legend_counted_draw(Scene *scene, Box box)
{
    Font font = words(600, px(scene, 18));
    draw_rect(scene->picture, box, px(scene, 2), scene->theme->soft);
    put_text(scene, (Point){box.x + box.w / 2, centred(box.y + box.h / 2, font)}, ANCHOR_MIDDLE,
             font, scene->theme->panel, STR("×9"), box.w);
}
