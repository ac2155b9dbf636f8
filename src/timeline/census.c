/* Counting lanes by state along the time, so that a picture of a million lanes costs no more than
 * one of fifty. */
#include "timeline/inside.h"

/* The first column whose instant is not before `t`. */
static size_t column_of(const Timeline *timeline, int64_t t)
{
    if (timeline->end <= 0)
        return t > 0;
    double column = (double)t / (double)timeline->end * CENSUS_COLUMNS;
    if (!(column < CENSUS_COLUMNS))
        return CENSUS_COLUMNS;
    size_t whole = (size_t)column;
    return whole + ((double)whole < column);
}

static void count_stretch(Timeline *timeline, LaneState state, int64_t from, int64_t to)
{
    size_t first = column_of(timeline, from);
    size_t last = column_of(timeline, to);
    /* Additions wrap around; the sums along the time come out right. */
    if (first < CENSUS_COLUMNS)
        timeline->census[first * CENSUS_STATES + state]++;
    if (last < CENSUS_COLUMNS)
        timeline->census[last * CENSUS_STATES + state]--;
}

void timeline_count_states(Timeline *timeline)
{
    if (timeline->lanes.count <= CENSUS_LANES)
        return;
    timeline->census =
        ARENA_ARRAY(&timeline->arena, uint32_t, (size_t)CENSUS_COLUMNS * CENSUS_STATES);
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t j = 0; j < lane->spans.count; j++) {
            const Span *span = &lane->spans.items[j];
            count_stretch(timeline, span_state(span), span->from.t, span->to.t);
        }
        if (lane->has_ended)
            count_stretch(timeline, state_when_over(lane), lane->ended.t, INT64_MAX);
    }
    for (size_t i = CENSUS_STATES; i < (size_t)CENSUS_COLUMNS * CENSUS_STATES; i++)
        timeline->census[i] += timeline->census[i - CENSUS_STATES];
}
