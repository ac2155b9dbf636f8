/* A timeline's panel and its head: title, call, total and saving, and why where the bracket has no
 * room for that. What stands below the lanes is in foot.c. */
#include "view/scene.h"

#include <math.h>

void draw_row_ground(Scene *scene, const Row *row)
{
    draw_rect(scene->picture, row->box, px(scene, scene->state->slide ? 16 : 14),
              scene->theme->panel);
    if (scene->state->theme == THEME_CONTRAST)
        draw_frame(scene->picture, row->box, px(scene, 14), px(scene, 2), scene->theme->rule);
    add_region(scene,
               (Region){.kind = REGION_TIMELINE, .box = row->box, .timeline = row->index});
}

/* --- the head --- */

/* Elapsed time with as many digits as the whole run needs to move smoothly. */
static int64_t rounded(int64_t t, int64_t end)
{
    int64_t grain = 1;
    while (grain * 300 <= end && grain < 1000000000)
        grain *= 10;
    return t / grain * grain;
}

/* Draws from the right edge and returns where that begins. */
static float draw_total(Scene *scene, const Row *row, float right)
{
    const Timeline *timeline = row->timeline;
    if (scene->state->blank)
        return right;
    bool finished = has_finished(scene, timeline);
    if (!finished && scene->state->predict)
        return right;
    Font font = finished ? words(800, scene->size.total) : words(600, scene->size.pending);
    if (row->is_compact)
        font.size = scene->size.head * 0.8f;
    Builder said = {0};
    if (finished)
        say_total(&said, timeline, &scene->lengths);
    else
        say_passed(&said, rounded(scene->at.t, lesson_end(scene->lesson).t), &scene->lengths);
    Str time = keep_text(scene, &said);
    float width = text_width(scene, font, time);
    float down = row->is_compact ? 0 : px(scene, scene->state->slide ? 3 : 1);
    draw_words_plate(scene, (Point){right - width, row->head_y + down}, font, width);
    put_text(scene, (Point){right, row->head_y + down},
             ANCHOR_END, font,
             !finished                            ? scene->theme->dim
             : timeline->outcome == OUTCOME_DONE ? scene->theme->strong
                                                 : scene->theme->bad,
             time, row->is_compact ? px(scene, 180) : row->box.w / 2);
    return right - width;
}

static float draw_saving(Scene *scene, const Row *row, float right)
{
    const Timeline *timeline = row->timeline, *baseline = scene->lesson->timelines[0];
    if (!has_finished(scene, timeline) || !saving_tells(baseline, timeline) ||
        !has_finished(scene, baseline))
        return right; /* what the baseline takes is not said before it is over */
    Builder text = {0};
    say_saving_against(&text, baseline, timeline, scene->list[0].timeline == baseline);
    bool less = timeline->end < baseline->end && saving_is_earned(baseline, timeline);
    bool slide = scene->state->slide;
    Font font = words(700, px(scene, slide ? squeezed(scene, 26, 23) : squeezed(scene, 22, 20)));
    float width = text_width(scene, font, builder_view(&text));
    float high = px(scene, slide ? squeezed(scene, 46, 34) : squeezed(scene, 38, 30));
    Box pill = {right - px(scene, 44) - width - px(scene, 42), 0, width + px(scene, 42), high};
    pill.y = row->head_y - px(scene, slide ? squeezed(scene, 12, 10) : 10) - high / 2;
    if (scene->state->show_playhead)
        draw_rect(scene->picture, pill, high / 2, scene->theme->panel);
    draw_rect(scene->picture, pill, high / 2,
              less ? scene->theme->good_bar : colour_with_alpha(scene->theme->dim, 0.14f));
    put_text(scene, (Point){pill.x + pill.w / 2, centred(pill.y + high / 2, font)}, ANCHOR_MIDDLE,
             font, less ? scene->theme->good : scene->theme->soft, builder_view(&text), pill.w);
    builder_free(&text);
    return pill.x;
}

static void put_head(Scene *scene, Point at, Font font, Colour colour, Str text, float room)
{
    draw_words_plate(scene, at, font, fminf(text_width(scene, font, text), room));
    put_text(scene, at, ANCHOR_START, font, colour, text, room);
}

/* What the bracket has no room for; and what was saved, where there is no bracket either. */
static Str untold(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline, *baseline = scene->lesson->timelines[0];
    bool earned = has_finished(scene, timeline) && has_finished(scene, baseline) &&
                  is_saving_told(scene, timeline);
    if (!earned || row->told == TOLD_WHY || is_why_in_foot(scene, row))
        return (Str){0};
    return saving_words(scene, timeline, row->told != TOLD_SAVING);
}

/* At the right, before the pill; where that begins. */
static float put_why(Scene *scene, const Row *row, float right)
{
    Str why = untold(scene, row);
    if (why.length == 0)
        return right;
    Font font = why_font(scene);
    float width = text_width(scene, font, why);
    put_head(scene, (Point){right - width, row->head_y - px(scene, 1)}, font, scene->theme->good,
             why, width + 1);
    return right - width - px(scene, 28);
}

void draw_row_head(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    float x = row->label_x, right = row->box.x + row->box.w - px(scene, 20);
    right = draw_total(scene, row, right);
    if (row->is_compact)
        return;
    right = put_why(scene, row, draw_saving(scene, row, right) - px(scene, 28));
    Font head = words(700, scene->size.head);
    float width = text_width(scene, head, timeline->title);
    put_head(scene, (Point){x, row->head_y}, head, scene->theme->strong, timeline->title,
             right - x);
    x += width + px(scene, scene->state->slide ? 44 : 28);
    Font call = code(scene->size.call);
    float wide = text_width(scene, call, timeline->call);
    if (!str_equal(timeline->title, timeline->call) &&
        right - x > fminf(wide, px(scene, row->told == TOLD_WHY ? 80 : 200))) {
        put_head(scene, (Point){x, row->head_y - px(scene, 1)}, call, scene->theme->dim,
                 timeline->call, right - x);
        x += wide + px(scene, 36);
    }
    if (timeline->description.length && right - x > px(scene, 160))
        put_head(scene, (Point){x, row->head_y - px(scene, 1)}, words(400, scene->size.call),
                 scene->theme->dim, timeline->description, right - x);
}
