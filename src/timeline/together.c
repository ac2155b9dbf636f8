/* How many sleeps and jobs of threads go on at once, along the time. */
#include "timeline/inside.h"

enum { MOST_WAITS = 1 << 14 };

void timeline_count_together(Timeline *timeline, Arena *scratch)
{
    size_t room = waits_count(timeline, MOST_WAITS + 1);
    if (room == 0 || room > MOST_WAITS)
        return;
    WaitEdge *edges = ARENA_ARRAY(scratch, WaitEdge, 2 * room);
    size_t count = waits_edges(timeline, room, edges);
    if (count == 0)
        return;
    timeline->together.items = ARENA_ARRAY(&timeline->arena, Together, count);
    int now = 0;
    for (size_t i = 0; i < count; i++) {
        now += edges[i].change;
        if (i + 1 < count && edges[i + 1].t == edges[i].t)
            continue;
        size_t last = timeline->together.count;
        if (last && timeline->together.items[last - 1].count == (uint32_t)now)
            continue;
        timeline->together.items[timeline->together.count++] =
            (Together){.t = edges[i].t, .count = (uint32_t)now};
    }
}
