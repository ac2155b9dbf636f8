/* What occurs in a timeline at all: read off once, so that the legend need not look for it; and
 * where in a lane something is said, so that its words need not. */
#include "timeline/inside.h"

static void note_span(Facts *facts, const Span *span)
{
    int64_t length = span->to.t - span->from.t;
    facts->has_any[span->kind] = true;
    if (length <= 0 && !span->open) /* what nothing will end is drawn to the edge */
        return;
    if (!facts->has_span[span->kind] || length < facts->shortest[span->kind])
        facts->shortest[span->kind] = length;
    if (!facts->has_span[span->kind] || length > facts->longest[span->kind])
        facts->longest[span->kind] = length;
    facts->has_span[span->kind] = true;
}

/* From the last on, each by the one behind it. */
static void count_quiet(Lane *lane)
{
    uint16_t quiet = 0;
    for (size_t i = lane->marks.count; i-- > 0;) {
        bool speaks = mark_speaks(&lane->marks.items[i]);
        quiet = (uint16_t)(speaks ? 0 : quiet < UINT16_MAX ? quiet + 1 : quiet);
        lane->marks.items[i].quiet = quiet;
    }
}

void timeline_gather_facts(Timeline *timeline)
{
    Facts *facts = &timeline->facts;
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        Lane *lane = &timeline->lanes.items[i];
        for (size_t j = 0; j < lane->spans.count; j++)
            note_span(facts, &lane->spans.items[j]);
        for (size_t j = 0; j < lane->marks.count; j++)
            facts->has_mark[lane->marks.items[j].kind] = true;
        count_quiet(lane);
    }
    facts->has_mark[MARK_TICK] = timeline->turns.count > 0;
    facts->has_mark[MARK_PRINT] |= timeline->loop_prints > 0;
    for (size_t i = 0; i < timeline->threads.count; i++)
        note_span(facts, &timeline->threads.items[i].span);
}
