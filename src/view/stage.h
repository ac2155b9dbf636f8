/* The event loop on the stage: who is where as of one moment. */
#ifndef VIEW_STAGE_H
#define VIEW_STAGE_H

#include "view/scene.h"

typedef enum StageRoom { STAGE_NOWHERE, STAGE_READY, STAGE_RUNNING, STAGE_TIMERS, STAGE_WAITING,
                         STAGE_OVER } StageRoom;
enum { STAGE_ROOMS = STAGE_OVER + 1, STAGE_MOST = 64 };

typedef struct StageChip {
    uint32_t lane;
    StageRoom room;
    uint32_t place;   /* in its room's order: the next one first */
    const Span *span; /* what it waits for; may be NULL */
} StageChip;

/* Those that stand somewhere, at most STAGE_MOST a room; how many each room really has. */
typedef struct StageCast {
    StageChip chips[STAGE_MOST * STAGE_ROOMS];
    size_t count;
    uint32_t in_room[STAGE_ROOMS];
    const Turn *turn; /* the one that has the floor at that very moment, or NULL */
} StageCast;

void stage_cast(StageCast *cast, const Timeline *timeline, Moment at);

/* The chip of a lane, or NULL. */
const StageChip *stage_chip(const StageCast *cast, uint32_t lane);

#endif
