/* From moments to pixels and back. */
#ifndef VIEW_AXIS_H
#define VIEW_AXIS_H

#include "view/view.h"

typedef struct Axis {
    float x0, width;       /* where `from` stands; pixels to `to` */
    double from, to;       /* virtual seconds, or steps where `moments` is set */
    const Moment *moments; /* AXIS_STEPS: every step of all timelines, each once; else NULL */
    size_t moment_count;
    /* On the way here from the other kind of axis: so much of it is done, 0 .. 1, and where that
     * one stood. 0: it is not under way. */
    double part, was_to;
    const Moment *was_moments;
    size_t was_count;
} Axis;

/* What the state asks of a lesson; x0 and width are for the caller to fill in. Memory for the
 * steps comes from `arena`. */
Axis axis_make(const Lesson *lesson, const ViewState *state, Arena *arena);

/* Whether places on it depend on the loop's steps, too, and not on the time alone. */
static inline bool axis_has_steps(const Axis *axis)
{
    return axis->moments || axis->part > 0;
}

/* Pixels; far outside of what is visible it stops at a safe distance. */
float axis_x(const Axis *axis, Moment at);

/* A moment at or just before x: for leaping over what would share a pixel. */
Moment axis_moment(const Axis *axis, float x);

/* One labelled line of the grid. */
typedef struct Tick {
    float x;
    Str text;
} Tick;

typedef struct Ticks {
    Tick *items;
    size_t count;
} Ticks;

typedef struct TickStyle {
    float pitch;      /* pixels that a tick needs at least */
    TimeUnit unit;
    bool unit_on_all; /* else only on the first */
} TickStyle;

/* In `arena`. */
Ticks axis_ticks(const Axis *axis, TickStyle style, Arena *arena);

#endif
