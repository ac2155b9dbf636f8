/* Where the most tasks wait at once: what saves time, and how it is told in words. */
#include "timeline/inside.h"

enum { MOST_WAITS = 1 << 16 };

static Overlap find(const WaitEdge *edges, size_t count)
{
    Overlap best = {0};
    int64_t longest = 0;
    uint32_t now = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        now += (uint32_t)edges[i].change;
        int64_t length = edges[i + 1].t - edges[i].t;
        if (length > 0 && (now > best.count || (now == best.count && length > longest))) {
            best = (Overlap){.count = now, .from = edges[i].t, .to = edges[i + 1].t};
            longest = length;
        }
    }
    return best;
}

Overlap timeline_overlap(const Timeline *timeline)
{
    size_t room = waits_count(timeline, MOST_WAITS);
    if (room == 0)
        return (Overlap){0};
    WaitEdge *edges = mem_new(2 * room * sizeof *edges);
    size_t count = waits_edges(timeline, room, edges);
    Overlap best = find(edges, count);
    mem_free(edges);
    return best;
}
