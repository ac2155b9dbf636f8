/* What the files of the loop share: loop.c, races.c. */
#ifndef SIM_LOOP_INSIDE_H
#define SIM_LOOP_INSIDE_H

#include "sim/loop.h"
#include "sim/timers.h"

typedef struct Ready {
    Callback call;
    Obj *self, *argument;
} Ready;

enum { LAST_RACES = 256 };

struct Loop {
    Ready *ready; /* a ring */
    size_t first, count, room; /* room: a power of two */
    Ready called; /* what runs; without a `call` nothing does */
    Timers timers;
    uint64_t last_races[LAST_RACES]; /* pairs of steps told lately, by a hash of them */
    bool stopping;
    size_t batch, batch_done; /* callbacks of the pass under way; how many of them have run */
    size_t racing_from, racing_to; /* the part of the pass that races, counted in callbacks */
};

static inline Ready *ready_at(Loop *loop, size_t index)
{
    return &loop->ready[(loop->first + index) & (loop->room - 1)];
}

/* Steps armed at different instants and due at the same one: real Python may choose otherwise. */
void races_note(Run *run, uint32_t first, uint32_t second, int64_t t);

/* The callbacks that are ready from `from` on race: they come in the order of arming, unless the
 * run's choices say otherwise; traced. */
void races_decide(Run *run, size_t from);

#endif
