/* The order in which lanes stand: each maker's directly below it, in the order of their making. */
#include "timeline/inside.h"

#define NONE UINT32_MAX

void timeline_order(Timeline *timeline, Arena *scratch)
{
    uint32_t count = (uint32_t)timeline->lanes.count;
    const Lane *lanes = timeline->lanes.items;
    timeline->order = ARENA_ARRAY(&timeline->arena, uint32_t, count);
    /* Children as linked lists; walked from the last lane back, so that each list is in order. */
    uint32_t *first = ARENA_ARRAY(scratch, uint32_t, count + 1);
    uint32_t *next = ARENA_ARRAY(scratch, uint32_t, count);
    for (uint32_t i = 0; i <= count; i++)
        first[i] = NONE;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t maker = lanes[i].maker < count ? lanes[i].maker : count;
        next[i] = first[maker];
        first[maker] = i;
    }
    uint32_t done = 0;
    uint32_t at = first[count];
    while (at != NONE) {
        timeline->order[done++] = at;
        if (first[at] != NONE) {
            at = first[at];
            continue;
        }
        while (next[at] == NONE && lanes[at].maker < count)
            at = lanes[at].maker;
        at = next[at];
    }
}
