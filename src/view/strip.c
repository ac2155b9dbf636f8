/* The event loop's strip: which task held the loop when. What happened at one instant fans out
 * side by side in its order; blocks stand back to back. */
#include "view/scene.h"

#include <math.h>

typedef struct Strip {
    Scene *scene;
    const Row *row;
    float height, width, step; /* of a mark; from one to the next in a fan */
} Strip;

static void draw_held(const Strip *strip, const Turn *turn, float x0, float x1)
{
    Scene *scene = strip->scene;
    const Lane *lane = &strip->row->timeline->lanes.items[turn->lane];
    float alpha = lane_alpha(scene, strip->row, turn->lane);
    float width = fmaxf(x1 - x0, 1);
    draw_rect(scene->picture,
              (Box){x0, strip->row->strip_y - strip->height / 2, width, strip->height},
              fminf(px(scene, 2), width / 2),
              colour_times_alpha(theme_hue(scene->theme, lane->hue), alpha));
}

/* How many turns from `first` on share its instant and hold the loop for no time. */
static size_t fan_size(const Strip *strip, size_t first)
{
    const Timeline *timeline = strip->row->timeline;
    const Turn *turns = timeline->turns.items;
    size_t size = 0;
    while (first + size < timeline->turns.count &&
           turns[first + size].from.t == turns[first].from.t &&
           turns[first + size].to.t == turns[first].from.t)
        size++;
    return size;
}

static void draw_fan(const Strip *strip, size_t first, size_t size, float room)
{
    const Turn *turns = strip->row->timeline->turns.items;
    float x = axis_x(&strip->row->axis, turns[first].from);
    float step = strip->step, width = strip->width;
    if ((float)size * step > room) {
        step = fmaxf(room / (float)size, px(strip->scene, 1.5f));
        width = fmaxf(step * 0.8f, 1);
    }
    for (size_t i = 0; i < size && (float)i * step <= fmaxf(room, width); i++) {
        if (!has_happened(strip->scene, turns[first + i].from))
            return;
        float at = x - width / 2 + (float)i * step;
        draw_held(strip, &turns[first + i], at, at + width);
    }
}

/* Just before a block that begins at the same instant: to the left, so that the block stands
 * where it began. */
static void draw_fan_before(const Strip *strip, size_t first, size_t size, float room)
{
    const Turn *turns = strip->row->timeline->turns.items;
    float x = axis_x(&strip->row->axis, turns[first].from), step = strip->step;
    for (size_t i = 0; i < size; i++) {
        float at = x - step * (float)(size - i);
        if (has_happened(strip->scene, turns[first + i].from) && x - at <= room)
            draw_held(strip, &turns[first + i], at, at + strip->width);
    }
}

static float leftmost_fan(const Row *row)
{
    return row->label_x + (row->axis.x0 - row->label_x) * 0.9f;
}

static void draw_turns(const Strip *strip)
{
    Scene *scene = strip->scene;
    const Timeline *timeline = strip->row->timeline;
    const Axis *axis = &strip->row->axis;
    const Turn *turns = timeline->turns.items;
    float right = axis->x0 + axis->width, last_end = -1e9f;
    float row_right = strip->row->box.x + strip->row->box.w - px(scene, 4);
    size_t i = timeline_turns_until(timeline, axis_moment(axis, axis->x0));
    while (i > 0 && turns[i - 1].from.t == turns[i > 1 ? i - 2 : 0].from.t && i > 1)
        i--; /* back to the first of its instant */
    for (i = i > 0 ? i - 1 : 0; i < timeline->turns.count;) {
        float x = axis_x(axis, turns[i].from);
        if (!has_happened(scene, turns[i].from) || x > right + 1)
            break;
        bool fans = turns[i].from.t == turns[i].to.t && !axis->moments;
        size_t size = fans ? fan_size(strip, i) : 1;
        size_t next = i + size;
        float next_x = next < timeline->turns.count ? axis_x(axis, turns[next].from)
                                                         : row_right;
        if (!fans) {
            float x1 = axis->moments ? x + strip->width : axis_x(axis, turns[i].to);
            x1 = fminf(x1, axis_x(axis, scene->at) + strip->width / 2);
            float inset = x1 - x > px(scene, 4) && !axis->moments ? px(scene, 0.6f) : 0;
            if (axis->moments)
                draw_held(strip, &turns[i], x - strip->width / 2, x1 - strip->width / 2);
            else if (x1 > axis->x0)
                draw_held(strip, &turns[i], fmaxf(x, axis->x0) + inset, fminf(x1, right) - inset);
            last_end = x1;
        } else if (x >= axis->x0 - 1) {
            bool before_block = next < timeline->turns.count && turns[next].from.t == turns[i].from.t;
            if (before_block)
                draw_fan_before(strip, i, size, x - fmaxf(last_end, leftmost_fan(strip->row)));
            else
                draw_fan(strip, i, size, next_x - x - strip->width);
            last_end = x + strip->width / 2;
        }
        size_t leap = timeline_turns_until(timeline, axis_moment(axis, x + 1));
        i = leap > next + 8 ? leap - 1 : next;
    }
}

/* Blocks back to back, at least three and all as long: `12 × 5 s, one after another`. */
static void draw_words(const Strip *strip)
{
    Scene *scene = strip->scene;
    const Timeline *timeline = strip->row->timeline;
    size_t count = 0;
    int64_t length = 0, end = -1;
    Moment last = {0};
    for (size_t i = 0; i < timeline->turns.count && count < 100000; i++) {
        const Turn *turn = &timeline->turns.items[i];
        int64_t held = turn->to.t - turn->from.t;
        if (held == 0)
            continue;
        if (count > 0 && (turn->from.t != end || held != length))
            return;
        length = held;
        end = turn->to.t;
        last = turn->to;
        count++;
    }
    if (count < 3 || !has_happened(scene, last))
        return;
    Str each = words_of_time(scene, length);
    Str text = str_of(arena_printf(scene->arena, "%zu × %.*s, one after another", count,
                                   (int)each.length, each.at));
    Font font = words(500, scene->size.small);
    float width = text_width(scene, font, text);
    Box box = {axis_x(&strip->row->axis, last) + px(scene, 14), strip->row->strip_y - font.size / 2,
               width, font.size};
    /* Clear of every turn that comes after. */
    for (size_t i = timeline_turns_until(timeline, last); i < timeline->turns.count; i++) {
        float x = axis_x(&strip->row->axis, timeline->turns.items[i].from);
        if (x > box.x + box.w)
            break;
        box.x = fmaxf(box.x, x + px(scene, 20));
    }
    if (box.x + box.w < strip->row->box.x + strip->row->box.w - px(scene, 16)) {
        draw_rect(scene->picture,
                  (Box){box.x - px(scene, 8), box.y - px(scene, 2), box.w + px(scene, 16),
                        box.h + px(scene, 4)},
                  0, scene->theme->panel);
        put_text(scene, (Point){box.x, centred(strip->row->strip_y, font)}, ANCHOR_START, font,
                 scene->theme->soft, text, width + 1);
    }
}

void draw_strip(Scene *scene, const Row *row)
{
    if (row->strip_y <= 0)
        return;
    const Axis *axis = &row->axis;
    Font font = words(500, scene->size.small);
    put_text(scene, (Point){row->label_x + px(scene, 18), centred(row->strip_y, font)},
             ANCHOR_START, font, scene->theme->dim, STR("event loop"),
             axis->x0 - row->label_x - px(scene, 30));
    if (scene->state->blank)
        return;
    Moment end = {.t = row->timeline->end, .step = ALL_STEPS};
    float to = fminf(axis_x(axis, has_happened(scene, end) ? end : scene->at),
                     axis->x0 + axis->width);
    to = fminf(to, axis_x(axis, end));
    draw_group(scene->picture, "loop");
    if (to > axis->x0)
        draw_line(scene->picture, (Point){axis->x0, row->strip_y}, (Point){to, row->strip_y},
                  px(scene, 4), scene->theme->rule);
    Strip strip = {.scene = scene,
                   .row = row,
                   .height = px(scene, 20),
                   .width = fmaxf(3, px(scene, 6)),
                   .step = fmaxf(4, px(scene, 8))};
    draw_turns(&strip);
    draw_ungroup(scene->picture);
    draw_words(&strip);
}
