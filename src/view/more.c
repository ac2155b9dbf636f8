/* That the rows go on above or below what is to be seen: a scroll bar, and how many lanes. */
#include "view/scene.h"

#include <math.h>

typedef struct Beyond {
    size_t above, below; /* lanes */
} Beyond;

static Beyond count_beyond(const Scene *scene)
{
    Beyond beyond = {0};
    float top = scene->rows.y, bottom = scene->rows.y + scene->rows.h;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        float count = (float)row->lane_count;
        float hidden = ceilf((top - row->lanes_y) / row->pitch - 0.5f);
        float shown = ceilf((bottom - row->lanes_y) / row->pitch - 0.5f);
        beyond.above += (size_t)fminf(fmaxf(hidden, 0), count);
        beyond.below += (size_t)(count - fminf(fmaxf(shown, 0), count));
    }
    return beyond;
}

static void draw_bar(Scene *scene)
{
    const Layout *layout = scene->layout;
    float content = layout->content_height, seen = layout->visible_height;
    float scrolled = fminf(fmaxf(scene->state->scroll, 0), content - seen);
    float wide = px(scene, 8), x = scene->rows.x + scene->rows.w + px(scene, 6);
    float high = fmaxf(scene->rows.h * seen / content, px(scene, 30));
    float y = scene->rows.y + (scene->rows.h - high) * scrolled / (content - seen);
    draw_rect(scene->picture, (Box){x, scene->rows.y, wide, scene->rows.h}, wide / 2,
              scene->theme->grid);
    draw_rect(scene->picture, (Box){x, y, wide, high}, wide / 2, scene->theme->dim);
}

/* How many there are, with an arrow that points to them; returns where it ends. */
static float draw_count(Scene *scene, size_t count, float x, bool below)
{
    if (count == 0)
        return x;
    Font font = words(600, scene->size.small);
    float y = scene->axis_band.y + px(scene, scene->axis.moments ? 12 : 33);
    float way = px(scene, below ? 6 : -6), wide = px(scene, 7);
    Point arrow[] = {{x, y - way}, {x + 2 * wide, y - way}, {x + wide, y + way}};
    Str text = str_of(arena_printf(scene->arena, "%zu%s", count, below ? " more lanes" : ""));
    draw_polygon(scene->picture, arrow, 3, scene->theme->strong);
    x += 2 * wide + px(scene, 8);
    float room = scene->axis.x0 - px(scene, 40) - x;
    if (below && text_width(scene, font, text) > room)
        text = str_of(arena_printf(scene->arena, "%zu more", count));
    put_text(scene, (Point){x, centred(y, font)}, ANCHOR_START, font, scene->theme->strong, text,
             room);
    return x + text_width(scene, font, text) + px(scene, 20);
}

void draw_beyond(Scene *scene)
{
    if (scene->layout->content_height <= scene->rows.h + 0.5f || scene->state->slide)
        return;
    Beyond beyond = count_beyond(scene);
    draw_group(scene->picture, "more");
    draw_bar(scene);
    float x = draw_count(scene, beyond.above, scene->rows.x + px(scene, 20), false);
    draw_count(scene, beyond.below, x, true);
    draw_ungroup(scene->picture);
}
