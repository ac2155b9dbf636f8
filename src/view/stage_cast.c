/* Who is where on the stage, from what the timeline holds. */
#include "view/stage.h"

#include <stdlib.h>

enum { LANES_ASKED = 20000 };

/* In the order of its room: timers by when they ring, all others by who came first. */
static int by_order(const void *a, const void *b)
{
    const StageChip *x = a, *y = b;
    if (x->room != y->room)
        return (int)x->room - (int)y->room;
    if (x->room == STAGE_TIMERS && x->span->to.t != y->span->to.t)
        return x->span->to.t > y->span->to.t ? 1 : -1;
    uint32_t i = x->span ? x->span->event : 0, k = y->span ? y->span->event : 0;
    return (i > k) - (i < k);
}

/* The step at the moment itself, or a block that goes on. */
static const Turn *turn_at(const Timeline *timeline, Moment at)
{
    size_t count = timeline_turns_until(timeline, at);
    if (count == 0)
        return NULL;
    const Turn *turn = &timeline->turns.items[count - 1];
    bool blocks = turn->from.t < turn->to.t && at.t < turn->to.t;
    bool steps = at.step != ALL_STEPS && moment_compare(at, turn->from) == 0;
    return blocks || steps ? turn : NULL;
}

static StageRoom room_of(const Timeline *timeline, uint32_t lane, Moment at)
{
    switch (timeline_state_at(timeline, lane, at)) {
    case LANE_NOT_YET: return STAGE_NOWHERE;
    case LANE_READY: return STAGE_READY;
    case LANE_RUNNING:
    case LANE_BLOCKING: return STAGE_RUNNING;
    case LANE_SLEEPING: return STAGE_TIMERS;
    case LANE_AWAITING:
    case LANE_IN_THREAD: return STAGE_WAITING;
    default: return STAGE_OVER;
    }
}

void stage_cast(StageCast *cast, const Timeline *timeline, Moment at)
{
    *cast = (StageCast){.turn = turn_at(timeline, at)};
    for (uint32_t i = 0; i < timeline->lanes.count && i < LANES_ASKED; i++) {
        StageChip chip = {.lane = i, .room = room_of(timeline, i, at),
                          .span = timeline_span_at(timeline, i, at)};
        if (cast->turn && cast->turn->lane == i)
            chip.room = STAGE_RUNNING;
        else if (chip.room == STAGE_RUNNING)
            chip.room = chip.span && chip.span->kind == SPAN_READY ? STAGE_READY : STAGE_OVER;
        if (chip.room == STAGE_TIMERS && !chip.span)
            chip.room = STAGE_OVER;
        if (chip.room == STAGE_NOWHERE || cast->in_room[chip.room]++ >= STAGE_MOST)
            continue;
        cast->chips[cast->count++] = chip;
    }
    if (cast->count)
        qsort(cast->chips, cast->count, sizeof *cast->chips, by_order);
    uint32_t placed[STAGE_ROOMS] = {0};
    for (size_t i = 0; i < cast->count; i++)
        cast->chips[i].place = placed[cast->chips[i].room]++;
}

const StageChip *stage_chip(const StageCast *cast, uint32_t lane)
{
    for (size_t i = 0; i < cast->count; i++)
        if (cast->chips[i].lane == lane)
            return &cast->chips[i];
    return NULL;
}
