/* The marks of lanes, strip and foot, as the legend shows them. */
#include "view/notes.h"

static bool span_occurs(const Scene *scene, SpanKind kind)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Facts *facts = &scene->list[i].timeline->facts;
        bool has_it = scene->axis.moments ? facts->has_any[kind] : facts->has_span[kind];
        if (!is_counted(scene, &scene->list[i]) && has_it)
            return true;
    }
    return false;
}

static bool mark_occurs(const Scene *scene, MarkKind kind)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (!is_counted(scene, &scene->list[i]) &&
            scene->list[i].timeline->facts.has_mark[kind])
            return true;
    return false;
}

static Point middle_of(Box box)
{
    return (Point){box.x + box.w / 2, box.y + box.h / 2};
}

static Colour example(const Scene *scene)
{
    return scene->theme->hues[0];
}

/* --- spans --- */

bool legend_blocks_occurs(const Scene *scene)
{
    return span_occurs(scene, SPAN_BLOCK);
}

void legend_blocks_draw(Scene *scene, Box box)
{
    draw_block_bar(scene, box, example(scene), 1);
}

bool legend_sleeps_occurs(const Scene *scene)
{
    return span_occurs(scene, SPAN_SLEEP);
}

void legend_sleeps_draw(Scene *scene, Box box)
{
    draw_sleep_bar(scene, box, example(scene), 1);
}

bool legend_ready_occurs(const Scene *scene)
{
    return span_occurs(scene, SPAN_READY);
}

void legend_ready_draw(Scene *scene, Box box)
{
    draw_ready_bar(scene, box, 1);
}

bool legend_awaits_occurs(const Scene *scene)
{
    return span_occurs(scene, SPAN_AWAIT);
}

void legend_awaits_draw(Scene *scene, Box box)
{
    draw_await_line(scene, box, example(scene), 1);
}

bool legend_thread_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++) /* their strips stand below counted lanes, too */
        if (scene->list[i].timeline->threads.count > 0)
            return true;
    return false;
}

void legend_thread_draw(Scene *scene, Box box)
{
    draw_thread_bar(scene, box, example(scene), 1);
}

/* --- marks --- */

bool legend_runs_occurs(const Scene *scene)
{
    return mark_occurs(scene, MARK_TICK);
}

void legend_runs_draw(Scene *scene, Box box)
{
    draw_tick(scene, middle_of(box), px(scene, 28), example(scene));
}

bool legend_done_occurs(const Scene *scene)
{
    return mark_occurs(scene, MARK_DONE);
}

void legend_done_draw(Scene *scene, Box box)
{
    draw_end_mark(scene, middle_of(box), px(scene, 11), MARK_DONE, example(scene));
}

bool legend_failed_occurs(const Scene *scene)
{
    return mark_occurs(scene, MARK_FAILED);
}

void legend_failed_draw(Scene *scene, Box box)
{
    draw_end_mark(scene, middle_of(box), px(scene, 11), MARK_FAILED, example(scene));
}

bool legend_cancelled_occurs(const Scene *scene)
{
    return mark_occurs(scene, MARK_CANCELLED);
}

void legend_cancelled_draw(Scene *scene, Box box)
{
    draw_end_mark(scene, middle_of(box), px(scene, 11), MARK_CANCELLED, example(scene));
}

bool legend_race_occurs(const Scene *scene)
{
    return mark_occurs(scene, MARK_RACE);
}

void legend_race_draw(Scene *scene, Box box)
{
    draw_race_mark(scene, middle_of(box), px(scene, 9));
}

bool legend_note_occurs(const Scene *scene)
{
    return mark_occurs(scene, MARK_NOTE);
}

void legend_note_draw(Scene *scene, Box box)
{
    draw_note_swatch(scene, middle_of(box));
}

bool legend_prints_occurs(const Scene *scene)
{
    return mark_occurs(scene, MARK_PRINT);
}

void legend_prints_draw(Scene *scene, Box box)
{
    draw_flag_plate(scene, &(Late){.box = box, .has_tip = true, .alpha = 1});
}

/* --- between the lanes, below them --- */

bool legend_wakes_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (arrows_may_stand(scene, &scene->list[i]))
            return true;
    return false;
}

void legend_wakes_draw(Scene *scene, Box box)
{
    Point from = {box.x, box.y - px(scene, 18)}, to = {box.x, box.y + box.h + px(scene, 14)};
    draw_arrow(scene, from, to, scene->theme->strong);
}

bool legend_loop_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].timeline->turns.count > 0 && !scene->list[i].is_compact)
            return true;
    return false;
}

void legend_loop_draw(Scene *scene, Box box)
{
    float middle = box.y + box.h / 2, high = px(scene, 20), wide = px(scene, 6);
    draw_line(scene->picture, (Point){box.x, middle}, (Point){box.x + box.w, middle},
              px(scene, 4), scene->theme->rule);
    for (uint32_t i = 0; i < 3; i++)
        draw_rect(scene->picture,
                  (Box){box.x + px(scene, 8 + 8 * (float)i), middle - high / 2, wide, high},
                  px(scene, 2), theme_hue(scene->theme, i));
}

bool legend_warning_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].timeline->warnings.count > 0)
            return true;
    return false;
}

void legend_warning_draw(Scene *scene, Box box)
{
    draw_warning_mark(scene, middle_of(box), px(scene, 11));
}
