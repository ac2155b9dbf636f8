/* A task's number: a small square in the task's own hue, wherever a task has to be known again.
 * It says in greyscale what the hue says in colour. */
#include "view/scene.h"

#include <math.h>

/* Digits are three quarters as high as their type. */
static Font number_font(float size)
{
    return words(700, size);
}

static Str number_text(const Scene *scene, uint32_t lane)
{
    return str_of(arena_printf(scene->arena, "%u", lane + 1));
}

float task_number_width(const Scene *scene, uint32_t lane, float size)
{
    return fmaxf(size, text_width(scene, number_font(size), number_text(scene, lane)) +
                           size * 0.4f);
}

typedef struct NumberInk {
    Colour square, digits;
} NumberInk;

static void draw_number(Scene *scene, const Lane *lane, Box box, NumberInk ink)
{
    Font font = number_font(box.h);
    legend_saw(scene, LEGEND_task);
    draw_rect(scene->picture, box, box.h * 0.2f, ink.square);
    put_text(scene, (Point){box.x + box.w / 2, centred(box.y + box.h / 2, font)}, ANCHOR_MIDDLE,
             font, ink.digits, number_text(scene, lane->task), box.w);
}

static Box box_at(const Scene *scene, const Lane *lane, Point at, float size)
{
    return (Box){at.x, at.y - size / 2, task_number_width(scene, lane->task, size), size};
}

float put_task_number(Scene *scene, const Lane *lane, Point at, float size, float alpha)
{
    Box box = box_at(scene, lane, at, size);
    Colour hue = theme_hue(scene->theme, lane->own_hue);
    draw_number(scene, lane, box,
                (NumberInk){colour_times_alpha(hue, alpha),
                            colour_times_alpha(scene->theme->ground, alpha)});
    return box.w;
}

float put_task_number_inside(Scene *scene, const Lane *lane, Point at, float size, float alpha)
{
    Box box = box_at(scene, lane, at, size);
    Colour held = theme_held(scene->theme, lane->own_hue);
    draw_number(scene, lane, box,
                (NumberInk){colour_times_alpha(held, alpha),
                            colour_times_alpha(scene->theme->held_text, alpha)});
    return box.w;
}

bool legend_task_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        if (!is_counted(scene, row) || row->timeline->facts.has_span[SPAN_BLOCK])
            return true;
    }
    return false;
}

void legend_task_draw(Scene *scene, Box box)
{
    Lane example = {.task = 1, .own_hue = 0};
    put_task_number(scene, &example, (Point){box.x, box.y + box.h / 2}, box.h, 1);
}
