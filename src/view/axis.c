/* The shared axis: time, or the loop's steps one unit wide each, and its ticks. */
#include "view/axis.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 1 << 20, MOST_TICKS = 200 };
static const float FAR_AWAY = 30000;

/* --- the loop's steps as units --- */

static int compare_moments(const void *a, const void *b)
{
    return moment_compare(*(const Moment *)a, *(const Moment *)b);
}

/* The axis of steps as a whole. */
static void merge_moments(Axis *axis, const Lesson *lesson, Arena *arena)
{
    size_t total = 0;
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        total += lesson->timelines[i]->moments.count;
    if (total == 0 || total > MOST_STEPS)
        return;
    Moment *all = ARENA_ARRAY(arena, Moment, total);
    size_t count = 0;
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        for (size_t j = 0; j < lesson->timelines[i]->moments.count; j++)
            all[count++] = moment_in(&lesson->timelines[i]->moments, j);
    qsort(all, count, sizeof *all, compare_moments);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++)
        if (moment_compare(all[i], all[kept - 1]) != 0)
            all[kept++] = all[i];
    axis->moments = all;
    axis->moment_count = kept;
}

/* How many of the steps are not after `at`. */
static size_t steps_until(const Axis *axis, Moment at)
{
    return moments_until(axis->moments, axis->moment_count, sizeof *axis->moments, at);
}

/* Step k stands at k + 1; what lies between two instants, between their units. */
static double step_position(const Axis *axis, Moment at)
{
    size_t count = steps_until(axis, at);
    if (count == 0)
        return at.t <= 0 ? 0.5 : 0;
    Moment last = axis->moments[count - 1];
    if (at.t == last.t || count == axis->moment_count)
        return (double)count;
    Moment next = axis->moments[count];
    if (next.t == at.t)
        return (double)count + 0.5;
    double part = (double)(at.t - last.t) / (double)(next.t - last.t);
    return (double)count + 0.5 * part;
}

/* --- the axis --- */

static bool waits_for_ever(const Lesson *lesson, int64_t end)
{
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        if (lesson->timelines[i]->outcome == OUTCOME_STUCK &&
            lesson->timelines[i]->end >= end - end / 5)
            return true;
    return false;
}

/* While one kind of axis becomes the other, each place is on its way between both. */
static void set_way(Axis *axis, const Lesson *lesson, const ViewState *state, Arena *arena)
{
    int64_t end = lesson_end(lesson).t;
    Axis was = {.to = (double)end / 1e9};
    if (state->axis_part <= 0 || state->axis_part >= 1 || end == 0)
        return;
    if (!axis->moments)
        merge_moments(&was, lesson, arena);
    axis->part = (double)state->axis_part;
    axis->was_to = was.moments ? (double)was.moment_count + 1 : was.to;
    axis->was_moments = was.moments;
    axis->was_count = was.moment_count;
}

Axis axis_make(const Lesson *lesson, const ViewState *state, Arena *arena)
{
    Axis axis = {0};
    int64_t end = lesson_end(lesson).t;
    if (state->axis == AXIS_STEPS || end == 0)
        merge_moments(&axis, lesson, arena);
    if (axis.moments) {
        axis.to = (double)axis.moment_count + 1;
        set_way(&axis, lesson, state, arena);
        return axis;
    }
    axis.to = end > 0 ? (double)end / 1e9 : 1;
    if (waits_for_ever(lesson, end))
        axis.to *= 1.25; /* room to show who waits for what */
    if (state->predict)
        axis.to *= 1.5; /* its right end must not say when all is over */
    if (state->from != 0 || state->to != 0) {
        axis.from = state->from;
        axis.to = state->to > state->from + 1e-9 ? state->to : state->from + 1e-9;
    }
    set_way(&axis, lesson, state, arena);
    return axis;
}

float axis_x(const Axis *axis, Moment at)
{
    double place = axis->moments ? step_position(axis, at) : (double)at.t / 1e9;
    double x = (place - axis->from) / (axis->to - axis->from) * (double)axis->width;
    if (axis->part > 0) {
        Axis was = {.moments = axis->was_moments, .moment_count = axis->was_count};
        double before = was.moments ? step_position(&was, at) : (double)at.t / 1e9;
        x = axis->part * x + (1 - axis->part) * before / axis->was_to * (double)axis->width;
    }
    if (x < -(double)FAR_AWAY)
        return axis->x0 - FAR_AWAY;
    if (x > (double)(axis->width + FAR_AWAY))
        return axis->x0 + axis->width + FAR_AWAY;
    return axis->x0 + (float)x;
}

Moment axis_moment(const Axis *axis, float x)
{
    double part = (double)((x - axis->x0) / axis->width);
    double place = axis->from + part * (axis->to - axis->from);
    if (!axis->moments) {
        double t = place * 1e9;
        return (Moment){.t = t > 9.2e18 ? INT64_MAX : t < 0 ? -1 : (int64_t)t, .step = ALL_STEPS};
    }
    if (place < 1)
        return (Moment){.t = -1};
    size_t index = (size_t)place - 1;
    return axis->moments[index < axis->moment_count ? index : axis->moment_count - 1];
}

/* --- ticks --- */

typedef struct UnitSize {
    TimeUnit unit;
    double seconds;
    const char *name;
} UnitSize;

static const UnitSize units[] = {
    {UNIT_AUTO, 86400, "d"}, {UNIT_H, 3600, "h"},   {UNIT_MIN, 60, "min"},
    {UNIT_S, 1, "s"},        {UNIT_MS, 1e-3, "ms"}, {UNIT_US, 1e-6, "µs"},
};
enum { UNITS = sizeof units / sizeof *units, SECONDS = 3 };

/* The smallest round number that is at least `least`: of minutes and hours those of the clock. */
static double round_step(double least, const UnitSize *unit)
{
    static const double minutes[] = {1, 2, 5, 10, 15, 30, 60}, hours[] = {1, 2, 3, 6, 12, 24};
    const double *whole = unit->unit == UNIT_MIN ? minutes : hours;
    size_t count = unit->unit == UNIT_MIN ? 7 : unit->unit == UNIT_H ? 6 : 0;
    for (size_t i = 0; i < count && least > 0.5; i++)
        if (whole[i] >= least * 0.9999)
            return whole[i];
    double power = pow(10, floor(log10(least)));
    static const double parts[] = {1, 2, 5, 10};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] * power >= least * 0.9999)
            return parts[i] * power;
    return 10 * power;
}

typedef struct Scale {
    const UnitSize *unit;
    double step; /* units */
} Scale;

/* The unit asked for; else the largest of which the stretch shows at least three whole ones, from
 * seconds down also parts. */
static Scale scale_for(double stretch, double least, TimeUnit asked)
{
    Scale scale = {0};
    for (size_t i = 0; i < UNITS; i++) {
        const UnitSize *unit = &units[i];
        scale = (Scale){unit, round_step(least / unit->seconds, unit)};
        if (asked != UNIT_AUTO && asked == unit->unit)
            return scale;
        if (asked == UNIT_AUTO && i >= SECONDS && stretch >= unit->seconds * 0.9999)
            return scale;
        if (i < SECONDS)
            scale.step = fmax(scale.step, 1);
        if (asked == UNIT_AUTO && i < SECONDS && stretch >= 1.9999 * scale.step * unit->seconds)
            return scale;
    }
    return scale;
}

static Str tick_text(Arena *arena, double value, double step, const char *unit)
{
    int digits = 0;
    while (digits < 9 && fabs(step * pow(10, digits) - round(step * pow(10, digits))) > 1e-6)
        digits++;
    Builder text = {0};
    number_fixed(&text, value, 'f', digits);
    /* `0.50` among halves reads better as `0.5`. */
    while (digits > 0 && text.length && text.at[text.length - 1] == '0' && text.length > 1 &&
           memchr(text.at, '.', text.length))
        text.length--;
    if (text.length && text.at[text.length - 1] == '.')
        text.length--;
    if (unit)
        builder_printf(&text, " %s", unit);
    Str copy = str_copy(arena, builder_view(&text));
    builder_free(&text);
    return copy;
}

/* As roughly as it can be told from the label before it. */
static void add_time_apart(Builder *out, int64_t t, int64_t before)
{
    Builder other = {0};
    for (int finer = 0; finer <= TIME_WORDS_EXACT; finer++) {
        TimeStyle style = {finer, INT64_MAX};
        builder_clear(&other);
        builder_clear(out);
        time_words_styled(&other, before, style);
        time_words_styled(out, t, style);
        if (!str_equal(builder_view(out), builder_view(&other)))
            break;
    }
    builder_free(&other);
}

static Ticks step_ticks(const Axis *axis, TickStyle style, Arena *arena)
{
    Ticks ticks = {.items = ARENA_ARRAY(arena, Tick, MOST_TICKS)};
    float last = -1e9f;
    int64_t before = -1;
    for (size_t i = 0; i < axis->moment_count && ticks.count < MOST_TICKS; i++) {
        if (i > 0 && axis->moments[i].t == axis->moments[i - 1].t)
            continue;
        float x = axis_x(axis, axis->moments[i]);
        if (x - last < style.pitch)
            continue;
        Builder text = {0};
        add_time_apart(&text, axis->moments[i].t, before);
        before = axis->moments[i].t;
        ticks.items[ticks.count++] = (Tick){.x = x, .text = str_copy(arena, builder_view(&text))};
        builder_free(&text);
        last = x;
    }
    return ticks;
}

Ticks axis_ticks(const Axis *axis, TickStyle style, Arena *arena)
{
    if (axis->moments)
        return step_ticks(axis, style, arena);
    double stretch = axis->to - axis->from;
    double pitch = style.pitch > 1 ? (double)style.pitch : 1;
    Scale scale = scale_for(stretch, stretch * pitch / (double)axis->width, style.unit);
    const UnitSize *unit = scale.unit;
    double step = scale.step;
    double first = ceil(axis->from / unit->seconds / step - 1e-6);
    Ticks ticks = {.items = ARENA_ARRAY(arena, Tick, MOST_TICKS)};
    while (ticks.count < MOST_TICKS) {
        double value = (first + (double)ticks.count) * step;
        double t = value * unit->seconds;
        if (t > axis->to + stretch * 1e-6)
            break;
        bool named = style.unit_on_all || ticks.count == 0;
        float x = axis_x(axis, (Moment){(int64_t)llround(t * 1e9), 0});
        ticks.items[ticks.count++] =
            (Tick){.x = x, .text = tick_text(arena, value, step, named ? unit->name : NULL)};
    }
    return ticks;
}
