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

/* How many turns from `first` on share its instant and hold the loop for no time: all of the
 * instant but a block, which can only be its last. */
static size_t fan_size(const Strip *strip, size_t first)
{
    const Timeline *timeline = strip->row->timeline;
    const Turn *turns = timeline->turns.items;
    size_t end = timeline_turns_until(timeline, (Moment){turns[first].from.t, ALL_STEPS});
    return end - first - (end > first && turns[end - 1].to.t != turns[first].from.t);
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

/* A turn that stands for itself: a block, or any where each step has its own place. */
static float draw_turn(const Strip *strip, const Turn *turn, float x)
{
    Scene *scene = strip->scene;
    const Axis *axis = &strip->row->axis;
    if (axis->moments) {
        draw_held(strip, turn, x - strip->width / 2, x + strip->width / 2);
        return x + strip->width / 2;
    }
    float x1 = fminf(axis_x(axis, turn->to), axis_x(axis, scene->at) + strip->width / 2);
    float inset = x1 - x > px(scene, 4) ? px(scene, 0.6f) : 0;
    if (x1 > axis->x0)
        draw_held(strip, turn, fmaxf(x, axis->x0) + inset,
                  fminf(x1, axis->x0 + axis->width) - inset);
    return x1;
}

/* The turns of one instant; `next` is the first after them. */
static void draw_instant(const Strip *strip, size_t first, size_t next, float last_end)
{
    const Timeline *timeline = strip->row->timeline;
    const Turn *turns = timeline->turns.items;
    const Axis *axis = &strip->row->axis;
    float x = axis_x(axis, turns[first].from);
    bool more = next < timeline->turns.count;
    if (more && turns[next].from.t == turns[first].from.t) {
        draw_fan_before(strip, first, next - first,
                        x - fmaxf(last_end, leftmost_fan(strip->row)));
        return;
    }
    float edge = strip->row->box.x + strip->row->box.w - px(strip->scene, 4);
    float room = (more ? axis_x(axis, turns[next].from) : edge) - x - strip->width;
    draw_fan(strip, first, next - first, room);
}

static void draw_turns(const Strip *strip)
{
    const Timeline *timeline = strip->row->timeline;
    const Axis *axis = &strip->row->axis;
    const Turn *turns = timeline->turns.items;
    float right = axis->x0 + axis->width, last_end = -1e9f;
    Moment left = axis_moment(axis, axis->x0);
    left.step = 0; /* all of the first instant */
    size_t i = timeline_turns_until(timeline, left);
    for (i = i > 0 ? i - 1 : 0; i < timeline->turns.count;) {
        float x = axis_x(axis, turns[i].from);
        if (!has_happened(strip->scene, turns[i].from) || x > right + 1)
            break;
        bool fans = turns[i].from.t == turns[i].to.t && !axis->moments;
        size_t next = i + (fans ? fan_size(strip, i) : 1);
        if (!fans) {
            last_end = draw_turn(strip, &turns[i], x);
        } else if (x >= axis->x0 - 1) {
            draw_instant(strip, i, next, last_end);
            last_end = x + strip->width / 2;
        }
        size_t leap = timeline_turns_until(timeline, axis_moment(axis, x + 1));
        i = leap > next + 8 ? leap - 1 : next;
    }
}

/* Blocks back to back, at least three and all as long. */
typedef struct Blocks {
    size_t count;
    int64_t length;
    Moment end;
} Blocks;

static Blocks find_blocks(const Timeline *timeline)
{
    enum { TURNS_LOOKED_AT = 50000 };
    Blocks blocks = {0};
    for (size_t i = 0; i < timeline->turns.count && i < TURNS_LOOKED_AT; i++) {
        const Turn *turn = &timeline->turns.items[i];
        int64_t held = turn->to.t - turn->from.t;
        if (held == 0)
            continue;
        if (blocks.count > 0 && (turn->from.t != blocks.end.t || held != blocks.length))
            return (Blocks){0};
        blocks = (Blocks){blocks.count + 1, held, turn->to};
    }
    return blocks;
}

/* `12 × 5 s, one after another`, clear of every turn that comes after. */
static void draw_words(const Strip *strip)
{
    Scene *scene = strip->scene;
    const Row *row = strip->row;
    Blocks blocks = find_blocks(row->timeline);
    if (blocks.count < 3 || !has_happened(scene, blocks.end))
        return;
    Str each = words_of_time(scene, blocks.length);
    Str text = str_of(arena_printf(scene->arena, "%zu × %.*s, one after another", blocks.count,
                                   (int)each.length, each.at));
    Font font = words(500, scene->size.small);
    float width = text_width(scene, font, text), pad = px(scene, 8);
    float x = axis_x(&row->axis, blocks.end) + px(scene, 14);
    for (size_t i = timeline_turns_until(row->timeline, blocks.end);
         i < row->timeline->turns.count; i++) {
        float at = axis_x(&row->axis, row->timeline->turns.items[i].from);
        if (at > x + width)
            break;
        x = fmaxf(x, at + px(scene, 20));
    }
    if (x + width > row->box.x + row->box.w - px(scene, 16) || x < row->axis.x0)
        return;
    draw_rect(scene->picture,
              (Box){x - pad, row->strip_y - font.size * 0.6f, width + 2 * pad, font.size * 1.2f},
              0, scene->theme->panel);
    put_text(scene, (Point){x, centred(row->strip_y, font)}, ANCHOR_START, font,
             scene->theme->soft, text, width + 1);
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
