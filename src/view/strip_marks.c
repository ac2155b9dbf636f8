/* Where the loop's steps stand on their strip. What shares an instant fans out as far as the
 * neighbours leave room, inside the run and nowhere else; what has no room closes up into one
 * mark with a count, and where even that has none, into the tooth of a comb. */
#include "view/strip.h"

#include <math.h>

enum { MOST_MARKS = 4096 };

Str strip_count_text(const Strip *strip, uint32_t count)
{
    return str_of(arena_printf(strip->scene->arena, "×%u", count));
}

/* --- which marks there are --- */

/* The turns of the instant of `first` that hold the loop for no time: all but a block, which can
 * only be the last. */
static size_t steps_at(const Strip *strip, size_t first)
{
    const Timeline *timeline = strip->row->timeline;
    const Turn *turns = timeline->turns.items;
    if (strip->row->axis.moments)
        return 1;
    size_t end =
        timeline_turns_onward(timeline, first, (Moment){turns[first].from.t, ALL_STEPS});
    return end - first - (end > first && turns[end - 1].to.t != turns[first].from.t);
}

static void add_mark(Strip *strip, StripForm form, size_t first, size_t count)
{
    const Turn *turn = &strip->row->timeline->turns.items[first];
    float x = axis_x(&strip->row->axis, turn->from);
    strip->marks[strip->count++] = (StripMark){.form = form,
                                               .x = x,
                                               .from = x,
                                               .to = axis_x(&strip->row->axis, turn->to),
                                               .first = first,
                                               .count = (uint32_t)count};
}

static void list_marks(Strip *strip)
{
    const Timeline *timeline = strip->row->timeline;
    const Axis *axis = &strip->row->axis;
    const Turn *turns = timeline->turns.items;
    Moment left = axis_moment(axis, axis->x0);
    left.step = 0; /* all of the first instant */
    size_t i = timeline_turns_until(timeline, left);
    size_t end = timeline_turns_until(timeline, axis_moment(axis, axis->x0 + axis->width));
    strip->crowded = end > i + MOST_MARKS / 2; /* then two of a pixel are enough, or of two */
    size_t leapt = 0; /* over so many the last time */
    float apart = strip->crowded ? fmaxf(1, 2 * axis->width / MOST_MARKS) : 1;
    for (i = i > 0 ? i - 1 : 0; i < timeline->turns.count && strip->count < MOST_MARKS;) {
        float x = axis_x(axis, turns[i].from);
        if (x > axis->x0 + axis->width + 1)
            break;
        bool held = turns[i].from.t != turns[i].to.t && !axis->moments;
        size_t count = held ? 1 : steps_at(strip, i);
        if (held ? axis_x(axis, turns[i].to) > axis->x0 : x >= axis->x0 - 1)
            add_mark(strip, held ? STRIP_HELD : STRIP_FAN, i, count);
        size_t next = i + count;
        size_t leap = timeline_turns_near(timeline, next, leapt, axis_moment(axis, x + apart));
        leapt = leap - next;
        i = leap > next + (strip->crowded ? 0 : 8) ? leap - 1 : next;
    }
}

/* --- how they stand --- */

static void put(StripMark *mark, StripForm form, float from, float width)
{
    mark->form = form;
    mark->from = from;
    mark->to = from + width;
}

static bool fan_fits(Strip *strip, StripMark *mark, float step, float before, float after)
{
    float width = step * (float)(mark->count - 1) + strip->width;
    float from = fmaxf(mark->x - strip->width / 2, strip->left);
    mark->step = step;
    if (from >= before && from + width <= after) {
        put(mark, STRIP_FAN, from, width);
        return true;
    }
    float to = fminf(mark->x + strip->width / 2, after);
    if (to - width < before)
        return false;
    put(mark, STRIP_FAN, to - width, width);
    return true;
}

/* `before` and `after`: the free stretch around the mark. */
static void place_steps(Strip *strip, StripMark *mark, float before, float after)
{
    const Scene *scene = strip->scene;
    if (fan_fits(strip, mark, px(scene, 8), before, after) ||
        (mark->count > 1 &&
         fan_fits(strip, mark, strip->width + fmaxf(1, px(scene, 1)), before, after)))
        return;
    bool many = mark->count >= STRIP_MANY;
    float wide = many ? text_width(scene, strip->font, strip_count_text(strip, mark->count)) +
                            px(scene, 10)
                      : 0;
    if (many && after - before >= wide) {
        float from = fminf(fmaxf(mark->x - wide / 2, before), after - wide);
        put(mark, STRIP_COUNTED, from, wide);
        return;
    }
    float thin = fmaxf(1.5f, px(scene, 2));
    put(mark, STRIP_TOOTH, fminf(fmaxf(mark->x - thin / 2, strip->left), strip->right - thin),
        thin);
}

/* Where the next mark needs its room to begin. */
static float next_from(const Strip *strip, size_t i)
{
    if (i + 1 >= strip->count)
        return strip->right;
    const StripMark *next = &strip->marks[i + 1];
    if (next->form == STRIP_HELD)
        return next->x;
    return fmaxf((strip->marks[i].x + next->x) / 2, next->x - strip->width);
}

static void place_marks(Strip *strip)
{
    float gap = px(strip->scene, 2), before = strip->left;
    for (size_t i = 0; i < strip->count; i++) {
        StripMark *mark = &strip->marks[i];
        if (mark->form == STRIP_HELD) {
            put(mark, STRIP_HELD, fmaxf(mark->x, strip->left),
                fminf(mark->to, strip->right) - fmaxf(mark->x, strip->left));
            before = mark->to;
            continue;
        }
        float after = fminf(next_from(strip, i), strip->right);
        const StripMark *next = i + 1 < strip->count ? &strip->marks[i + 1] : NULL;
        bool meets_held = next && next->form == STRIP_HELD && next->x <= mark->x + 1;
        float least = strip->width * (float)mark->count;
        if (meets_held && after - before < least) { /* upon its beginning */
            after = fminf((next->x + next->to) / 2, strip->right);
            mark->over_held = true;
        }
        place_steps(strip, mark, before, after);
        before = mark->to + gap;
    }
}

static bool is_too_short(const Strip *strip)
{
    float least = strip->height * 1.5f;
    return strip->right - strip->left < least && strip->count > 0 && !strip->row->axis.moments &&
           axis_x(&strip->row->axis, (Moment){.t = strip->row->timeline->end}) -
                   strip->row->axis.x0 < least &&
           strip->row->timeline->end > 0;
}

static void place_whole(Strip *strip)
{
    const Timeline *timeline = strip->row->timeline;
    for (size_t i = 0; i < strip->count; i++)
        if (strip->marks[i].form == STRIP_HELD) {
            place_marks(strip); /* blocks keep their lengths */
            return;
        }
    strip->marks[0] = (StripMark){.form = STRIP_WHOLE,
                                  .x = strip->left,
                                  .from = strip->left,
                                  .to = fmaxf(strip->right, strip->left + 2),
                                  .count = (uint32_t)timeline->turns.count};
    strip->count = 1;
}

void strip_place(Strip *strip)
{
    strip->marks = ARENA_ARRAY(strip->scene->arena, StripMark, MOST_MARKS);
    list_marks(strip);
    if (is_too_short(strip))
        place_whole(strip);
    else
        place_marks(strip);
}
