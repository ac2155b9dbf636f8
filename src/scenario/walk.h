/* A walk over the steps of a block and of all blocks inside, in the order of the file, that can stop
 * anywhere and go on later. */
#ifndef SCENARIO_WALK_H
#define SCENARIO_WALK_H

#include "scenario/scenario.h"

/* Of each step: itself; then its fields that are present, in the order of its verb, each before the
 * steps in it; before those of a clause of `except` that clause; then that it is left. */
typedef enum WalkEvent { WALK_STEP, WALK_FIELD, WALK_HANDLER, WALK_LEAVE, WALK_OVER } WalkEvent;

/* A block, and where the walk is in it. */
typedef struct WalkOpen {
    const Block *block;
    uint32_t index, handler;
    uint8_t field;
    bool entered, told; /* the step; the field */
} WalkOpen;

typedef struct Walk {
    WalkOpen open[SCENARIO_MAX_DEPTH];
    uint32_t depth;         /* of the step at hand, from 1 */
    const Step *step;       /* at hand */
    size_t field;           /* FIELD, HANDLER: its index */
    const Handler *handler; /* HANDLER */
} Walk;

void walk_begin(Walk *walk, const Block *block);
WalkEvent walk_next(Walk *walk);

/* FIELD: how long it is in the file, without the steps in it: of how much work it is. */
size_t walk_bytes(const Walk *walk);

#endif
