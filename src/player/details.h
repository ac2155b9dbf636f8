/* What is told of the lane that the pointer rests on: its call, its state, what it waits for and
 * holds, what its names hold. */
#ifndef PLAYER_DETAILS_H
#define PLAYER_DETAILS_H

#include "player/stage.h"

typedef struct Details {
    ARRAY(Str) list; /* the caller frees it; the texts are in the arena */
    Arena *arena;
} Details;

/* Adds the lines of a lane as it is at the playhead; the first is its call. */
void details_tell(Details *lines, Stage *stage, int timeline, int lane);

#endif
