#include "timeline/inside.h"

enum { MOST_LOOKED_AT = 1 << 16 };

static void see_span(Tally *tally, const Span *span)
{
    int64_t length = span->to.t - span->from.t;
    if (length <= 0)
        return;
    if (span->kind == SPAN_SLEEP || span->kind == SPAN_THREAD)
        tally->waiting += length;
    tally->sleeps += span->kind == SPAN_SLEEP;
    tally->jobs += span->kind == SPAN_THREAD;
    if (span->kind == SPAN_THREAD)
        tally->in_threads += length;
    if (span->kind != SPAN_BLOCK)
        return;
    tally->block_each = tally->blocks == 0 || tally->block_each == length ? length : 0;
    tally->blocks++;
    tally->blocked += length;
}

/* An idle worker that is sent home at the end has lost nothing; who is cut off in a sleep has. */
static void see_end(Tally *tally, const Lane *lane)
{
    size_t spans = lane->spans.count;
    while (spans && lane->spans.items[spans - 1].kind == SPAN_READY)
        spans--;
    const Span *last = spans ? &lane->spans.items[spans - 1] : NULL;
    for (size_t i = lane->marks.count; i-- > 0;) {
        MarkKind kind = lane->marks.items[i].kind;
        tally->failed += kind == MARK_FAILED;
        tally->cut_off += kind == MARK_CANCELLED && last &&
                           (last->kind == SPAN_SLEEP || last->wait == WAIT_THREAD);
        if (kind == MARK_FAILED || kind == MARK_CANCELLED || kind == MARK_DONE)
            return;
    }
}

void timeline_tally(Timeline *timeline)
{
    Tally tally = {.holder = NO_TASK, .narrow = NO_RESOURCE};
    size_t seen = 0;
    int64_t longest = 0;
    for (size_t i = 0; i < timeline->lanes.count && seen < MOST_LOOKED_AT; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t j = 0; j < lane->spans.count && seen < MOST_LOOKED_AT; j++, seen++)
            see_span(&tally, &lane->spans.items[j]);
        see_end(&tally, lane);
    }
    for (size_t i = 0; i < timeline->threads.count && i < MOST_LOOKED_AT; i++)
        see_span(&tally, &timeline->threads.items[i].span);
    for (size_t i = 0; i < timeline->together.count; i++)
        if (timeline->together.items[i].count > tally.most_at_once)
            tally.most_at_once = timeline->together.items[i].count;
    for (size_t i = 0; i < timeline->held.count; i++) {
        const HeldLoop *held = &timeline->held.items[i];
        if (!held->late)
            continue;
        tally.held += held->to.t - held->from.t;
        if (held->to.t - held->from.t > longest) {
            longest = held->to.t - held->from.t;
            tally.holder = held->lane;
        }
    }
    for (size_t i = 0; i < timeline->limits.count; i++)
        tally.struck += timeline->limits.items[i].struck;
    for (size_t i = 0; i < timeline->resources.count && tally.narrow == NO_RESOURCE; i++) {
        const Resource *resource = &timeline->resources.items[i];
        bool one_by_one = resource->kind == OBJECT_LOCK ||
                          (resource->kind == OBJECT_SEMAPHORE && resource->capacity == 1);
        if (one_by_one && resource->waits)
            tally.narrow = (uint32_t)i;
    }
    timeline->tally = tally;
}
