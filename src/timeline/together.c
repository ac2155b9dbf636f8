/* How many sleeps and jobs of threads go on at once, along the time. */
#include "timeline/inside.h"

#include <stdlib.h>

enum { MOST_WAITS = 1 << 14 };

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

static size_t add(Edge *edges, size_t count, const Span *span)
{
    bool waits = (span->kind == SPAN_SLEEP || span->kind == SPAN_THREAD) &&
                 span->to.t > span->from.t;
    if (!waits)
        return count;
    edges[count++] = (Edge){span->from.t, 1};
    edges[count++] = (Edge){span->to.t, -1};
    return count;
}

static size_t count_spans(const Timeline *timeline)
{
    size_t count = timeline->threads.count;
    for (size_t i = 0; i < timeline->lanes.count && count <= MOST_WAITS; i++)
        count += timeline->lanes.items[i].spans.count;
    return count;
}

void timeline_count_together(Timeline *timeline, Arena *scratch)
{
    size_t room = count_spans(timeline), count = 0;
    if (room == 0 || room > MOST_WAITS)
        return;
    Edge *edges = ARENA_ARRAY(scratch, Edge, 2 * room);
    for (size_t i = 0; i < timeline->lanes.count; i++)
        for (size_t j = 0; j < timeline->lanes.items[i].spans.count; j++)
            count = add(edges, count, &timeline->lanes.items[i].spans.items[j]);
    for (size_t i = 0; i < timeline->threads.count; i++)
        count = add(edges, count, &timeline->threads.items[i].span);
    if (count == 0)
        return;
    qsort(edges, count, sizeof *edges, by_time);
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
