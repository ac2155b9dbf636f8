/* Where the most tasks wait at once: what saves time, and how it is told in words. */
#include "timeline/timeline.h"

#include <stdlib.h>

enum { MOST_WAITS = 1 << 16 };

typedef struct Edge {
    int64_t t;
    int change;
} Edge;

/* What ends makes room before what begins at the same instant. */
static int by_time(const void *a, const void *b)
{
    const Edge *x = a, *y = b;
    return x->t != y->t ? (x->t > y->t) - (x->t < y->t) : x->change - y->change;
}

static bool waits(const Span *span)
{
    return (span->kind == SPAN_SLEEP || span->kind == SPAN_THREAD) && span->to.t > span->from.t;
}

static size_t add(Edge *edges, size_t count, const Span *span)
{
    if (!waits(span) || count + 2 > (size_t)2 * MOST_WAITS)
        return count;
    edges[count++] = (Edge){span->from.t, 1};
    edges[count++] = (Edge){span->to.t, -1};
    return count;
}

static size_t count_waits(const Timeline *timeline)
{
    size_t count = timeline->threads.count;
    for (size_t i = 0; i < timeline->lanes.count && count < MOST_WAITS; i++)
        count += timeline->lanes.items[i].spans.count;
    return count < MOST_WAITS ? count : MOST_WAITS;
}

static Overlap find(const Edge *edges, size_t count)
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
    size_t room = count_waits(timeline), count = 0;
    if (room == 0)
        return (Overlap){0};
    Edge *edges = mem_new(2 * room * sizeof *edges);
    for (size_t i = 0; i < timeline->lanes.count && count < 2 * room; i++)
        for (size_t j = 0; j < timeline->lanes.items[i].spans.count && count < 2 * room; j++)
            count = add(edges, count, &timeline->lanes.items[i].spans.items[j]);
    for (size_t i = 0; i < timeline->threads.count && count < 2 * room; i++)
        count = add(edges, count, &timeline->threads.items[i].span);
    qsort(edges, count, sizeof *edges, by_time);
    Overlap best = find(edges, count);
    mem_free(edges);
    return best;
}
