/* Why something was saved: a thin row below the lanes that carries how many wait together. */
#include "view/scene.h"

#include <math.h>

/* --- how many wait together --- */

bool shows_together(const Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline, *baseline = scene->lesson->timelines[0];
    if (timeline == baseline || row->detail == DETAIL_CENSUS || row->is_compact ||
        scene->axis.moments || timeline->end >= baseline->end ||
        !saving_tells(baseline, timeline))
        return false;
    for (size_t i = 0; i < timeline->together.count; i++)
        if (timeline->together.items[i].count >= 2)
            return true;
    return false;
}

void draw_together_name(Scene *scene, const Row *row)
{
    if (row->together_y <= 0)
        return;
    Font font = words(500, scene->size.small);
    put_text(scene, (Point){row->label_x + px(scene, 18), centred(row->together_y, font)},
             ANCHOR_START, font, scene->theme->dim, STR("at once"),
             row->axis.x0 - row->label_x - px(scene, 30));
}

static void draw_stretch(Scene *scene, Box box, uint32_t count, uint32_t most)
{
    float line = fmaxf(3, px(scene, 3 + 5 * (float)count / (float)most));
    float middle = box.y + box.h / 2;
    draw_rect(scene->picture, (Box){box.x, middle - line / 2, box.w, line}, line / 2,
              scene->theme->good);
    Font font = words(600, scene->size.small);
    const char *forms[] = {"%u wait together", "%u"};
    for (int i = 0; i < 2; i++) {
        Str text = str_of(arena_printf(scene->arena, i ? forms[1] : forms[0], count));
        float wide = text_width(scene, font, text) + px(scene, 14);
        if (wide > box.w - px(scene, 10))
            continue;
        Box plate = {box.x + (box.w - wide) / 2, box.y, wide, box.h};
        draw_rect(scene->picture, plate, 0, scene->theme->panel);
        if (scene->state->show_playhead)
            array_push(&scene->late, (Late){.kind = LATE_WORDS,
                                            .box = plate,
                                            .text = text,
                                            .font = font,
                                            .colour = scene->theme->good,
                                            .alpha = 1});
        else
            put_text(scene, (Point){plate.x + wide / 2, centred(middle, font)}, ANCHOR_MIDDLE, font,
                 scene->theme->good, text, wide);
        return;
    }
}

void draw_together(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    float left = row->axis.x0, right = left + row->axis.width, high = rails_pitch(scene);
    uint32_t most = 2;
    if (row->together_y <= 0 || scene->state->blank)
        return;
    for (size_t i = 0; i < timeline->together.count; i++)
        if (timeline->together.items[i].count > most)
            most = timeline->together.items[i].count;
    for (size_t i = 0; i + 1 < timeline->together.count; i++) {
        const Together *part = &timeline->together.items[i];
        float x0 = fmaxf(left, axis_x(&row->axis, (Moment){part->t, 0}));
        float x1 = fminf(right, axis_x(&row->axis, (Moment){part[1].t, 0}));
        if (!has_happened(scene, (Moment){part->t, 0}))
            break;
        if (!has_finished(scene, timeline))
            x1 = fminf(x1, axis_x(&row->axis, scene->at));
        if (part->count < 2 || x1 - x0 < 1)
            continue;
        draw_stretch(scene, (Box){x0, row->together_y - high / 2, x1 - x0, high}, part->count,
                     most);
        legend_saw(scene, LEGEND_together);
    }
}

/* --- legend --- */

bool legend_together_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].has_together)
            return true;
    return false;
}

void legend_together_draw(Scene *scene, Box box)
{
    float line = px(scene, 6);
    draw_rect(scene->picture, (Box){box.x, box.y + (box.h - line) / 2, box.w, line}, line / 2,
              scene->theme->good);
}
