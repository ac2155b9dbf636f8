/* The sleeps and the jobs of threads of a run, as edges along the time. */
#include "timeline/inside.h"

#include <stdlib.h>

/* What ends makes room before what begins at the same instant. */
static int by_time(const void *a, const void *b)
{
    const WaitEdge *x = a, *y = b;
    return x->t != y->t ? (x->t > y->t) - (x->t < y->t) : x->change - y->change;
}

static size_t add(WaitEdge *edges, size_t count, const Span *span)
{
    bool waits = (span->kind == SPAN_SLEEP || span->kind == SPAN_THREAD) &&
                 span->to.t > span->from.t;
    if (!waits)
        return count;
    edges[count++] = (WaitEdge){span->from.t, 1};
    edges[count++] = (WaitEdge){span->to.t, -1};
    return count;
}

size_t waits_count(const Timeline *timeline, size_t most)
{
    size_t count = timeline->threads.count;
    for (size_t i = 0; i < timeline->lanes.count && count < most; i++)
        count += timeline->lanes.items[i].spans.count;
    return count < most ? count : most;
}

size_t waits_edges(const Timeline *timeline, size_t room, WaitEdge *edges)
{
    size_t count = 0;
    for (size_t i = 0; i < timeline->lanes.count; i++)
        for (size_t j = 0; j < timeline->lanes.items[i].spans.count && count < 2 * room; j++)
            count = add(edges, count, &timeline->lanes.items[i].spans.items[j]);
    for (size_t i = 0; i < timeline->threads.count && count < 2 * room; i++)
        count = add(edges, count, &timeline->threads.items[i].span);
    qsort(edges, count, sizeof *edges, by_time);
    return count;
}
