/* Time limits as thin brackets over their lane, from where one began to where it would strike: dashed
 * as long as it has not, solid and red once it has. Cancelling as an arrow from who asked for it to
 * whom it reached. */
#include "view/scene.h"

#include <math.h>

enum { MOST_LIMITS = 256, MOST_CANCELS = 24 };

/* --- limits --- */

typedef struct Bracket {
    float x0, x1, y, high;
    bool struck;
} Bracket;

static void draw_limit_bracket(Scene *scene, Bracket bracket)
{
    const Theme *theme = scene->theme;
    Colour colour = bracket.struck ? theme->bad : theme->soft;
    float line = fmaxf(1.5f, px(scene, bracket.struck ? 3 : 2));
    legend_saw(scene, LEGEND_limit);
    if (bracket.struck)
        draw_rect(scene->picture,
                  (Box){bracket.x0, bracket.y - line / 2, bracket.x1 - bracket.x0, line}, 0,
                  colour);
    else
        draw_dashes(scene->picture, (Point){bracket.x0, bracket.y}, (Point){bracket.x1, bracket.y},
                    line, px(scene, 5), px(scene, 5), false, colour);
    float ends[] = {bracket.x0, bracket.x1};
    for (int i = 0; i < 2; i++)
        draw_rect(scene->picture,
                  (Box){ends[i] - line / 2, bracket.y - line / 2, line, bracket.high}, 0, colour);
}

static bool limit_has_struck(const Scene *scene, const LimitSpan *limit)
{
    return limit->struck && has_happened(scene, limit->to);
}

/* The next limit of the same lane begins before this one would strike: it is drawn no further. */
static bool is_followed(const Timeline *timeline, const LimitSpan *limit)
{
    enum { LOOKED_AT = 64 };
    const LimitSpan *end = timeline->limits.items + timeline->limits.count;
    for (const LimitSpan *next = limit + 1; next < end && next - limit < LOOKED_AT; next++)
        if (next->lane == limit->lane && moment_compare(next->from, limit->to) >= 0)
            return next->from.t < limit->when;
    return false;
}

static void draw_limit(Scene *scene, const Row *row, const LimitSpan *limit, uint32_t place)
{
    const Axis *axis = &row->axis;
    bool struck = limit_has_struck(scene, limit);
    float right = axis->x0 + axis->width + beyond_axis(scene);
    float x0 = axis_x(axis, limit->from);
    bool followed = !struck && has_happened(scene, limit->to) && is_followed(row->timeline, limit);
    Moment end = {limit->when, ALL_STEPS};
    float x1 = axis_x(axis, followed ? limit->to : end);
    float bar = lane_bar_height(scene, row);
    Bracket bracket = {.x0 = fmaxf(x0, axis->x0 - beyond_axis(scene)),
                       .x1 = fminf(x1, right),
                       .high = fmaxf(3, px(scene, 8)),
                       .struck = struck};
    bracket.y = lane_middle(row, place) - bar / 2 - px(scene, 4);
    if (x0 > right || bracket.x1 - bracket.x0 < px(scene, 4))
        return;
    draw_limit_bracket(scene, bracket);
    Font font = words(600, scene->size.small);
    Builder said = {0};
    say_limit(&said, limit, struck, &scene->lengths);
    Str text = keep_text(scene, &said);
    float wide = text_width(scene, font, text) + px(scene, 12);
    if (row->pitch < px(scene, 58) || followed || bracket.x1 - bracket.x0 < wide + px(scene, 24))
        return;
    Box plate = {bracket.x1 - wide - px(scene, 12), bracket.y - font.size * 0.3f, wide,
                 font.size * 1.24f};
    if (!is_free(scene, plate))
        return;
    take(scene, plate);
    draw_rect(scene->picture, plate, px(scene, 3), scene->theme->panel);
    put_text(scene, (Point){plate.x + px(scene, 6), centred(plate.y + plate.h / 2, font)}, ANCHOR_START, font,
             struck ? scene->theme->bad : scene->theme->soft, text, wide);
}

void draw_limits(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    if (row->detail == DETAIL_CENSUS || row->is_total || row->pitch < px(scene, 20) || scene->state->blank ||
        scene->axis.moments)
        return;
    size_t drawn = 0;
    for (size_t i = 0; i < timeline->limits.count && drawn < MOST_LIMITS; i++) {
        const LimitSpan *limit = &timeline->limits.items[i];
        uint32_t place;
        if (!has_happened(scene, limit->from))
            break;
        if (limit->when <= limit->from.t || !place_of_lane(row, limit->lane, &place))
            continue;
        draw_limit(scene, row, limit, place);
        drawn++;
    }
}

/* --- cancelling --- */

void draw_cancels(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    bool still = scene->state->slide || !scene->state->show_playhead;
    if (row->detail == DETAIL_CENSUS || row->is_total || row->pitch < px(scene, 30) || scene->state->blank ||
        (still && timeline->cancels.count > MOST_CANCELS))
        return;
    for (size_t i = 0; i < timeline->cancels.count && i < 4 * MOST_CANCELS; i++) {
        const Cancel *cancel = &timeline->cancels.items[i];
        uint32_t from, to;
        float x = axis_x(&row->axis, cancel->at);
        if (!has_happened(scene, cancel->at))
            break;
        if (cancel->from == NO_TASK || cancel->from == cancel->to ||
            !place_of_lane(row, cancel->from, &from) || !place_of_lane(row, cancel->to, &to) ||
            x < row->axis.x0 - 1 || x > row->axis.x0 + row->axis.width + 1)
            continue;
        draw_bent_arrow(scene, (Point){x, lane_middle(row, from)},
                        (Point){x, lane_middle(row, to)}, scene->theme->bad);
        legend_saw(scene, LEGEND_cancels);
    }
}

/* --- legend --- */

bool legend_limit_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        for (size_t j = 0; j < timeline->limits.count && j < MOST_LIMITS; j++)
            if (timeline->limits.items[j].when > timeline->limits.items[j].from.t &&
                scene->list[i].detail != DETAIL_CENSUS && !scene->axis.moments)
                return true;
    }
    return false;
}

void legend_limit_draw(Scene *scene, Box box)
{
    draw_limit_bracket(scene, (Bracket){.x0 = box.x,
                                        .x1 = box.x + box.w,
                                        .y = box.y + box.h * 0.3f,
                                        .high = box.h * 0.5f,
                                        .struck = true});
}

bool legend_cancels_occurs(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        for (size_t j = 0; j < timeline->cancels.count && j < MOST_CANCELS; j++)
            if (timeline->cancels.items[j].from != NO_TASK &&
                timeline->cancels.items[j].from != timeline->cancels.items[j].to &&
                scene->list[i].detail != DETAIL_CENSUS)
                return true;
    }
    return false;
}

void legend_cancels_draw(Scene *scene, Box box)
{
    float x = box.x + px(scene, 4);
    draw_bent_arrow(scene, (Point){x, box.y - px(scene, 14)},
                    (Point){x, box.y + box.h + px(scene, 8)}, scene->theme->bad);
}
