/* What is to be seen at a moment. Everything by halving, so that it costs the same early and late
 * in a long run. */
#include "timeline/inside.h"

/* Items in the order of time, and a moment to look for among them. */
typedef struct Row {
    const char *items; /* the first one's Moment ... */
    size_t apart, count;  /* ... and bytes from one to the next; how many there are */
    const Packed *packed; /* their words, where those are enough */
    Packed last;          /* the last word that is not after ... */
    Moment at;            /* ... this */
    const Timeline *timeline; /* of a lane's sights, which lie elsewhere ... */
    const Lane *lane;         /* ... else NULL */
} Row;

/* `packed`: NULL where there is none. */
static Row row_of(const Moment *first, size_t apart, size_t count, const Packed *packed, Moment at)
{
    Row row = {.items = (const char *)first, .apart = apart, .count = count, .at = at};
    if (packed && at.step == ALL_STEPS && at.t >= 0) { /* an instant as a whole: the time is enough */
        row.packed = packed;
        row.last = at.t >> PACKED_TIMES ? UINT64_MAX : packed_of(at.t + 1, 0, 0) - 1;
    }
    return row;
}

static inline bool is_until(const Row *row, size_t index)
{
    if (row->packed)
        return row->packed[index] <= row->last;
    if (row->lane)
        return moment_compare(*lane_sight_at(row->timeline, row->lane, index), row->at) <= 0;
    const char *item = row->items + index * row->apart;
    return moment_compare(*(const Moment *)(const void *)item, row->at) <= 0;
}

/* How many are not after the moment, where at least `low` are and at most `high`: by halving. */
static size_t until(const Row *row, size_t low, size_t high)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_until(row, middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same where the answer is not far behind `first`: in strides that double. */
static size_t onward(const Row *row, size_t first)
{
    size_t stride = 1;
    while (first + stride < row->count && is_until(row, first + stride - 1)) {
        first += stride;
        stride *= 2;
    }
    return until(row, first, row->count - first < stride ? row->count : first + stride);
}

/* The same where it is about `guess` behind `first`: in strides from there. */
static size_t near(const Row *row, size_t first, size_t guess)
{
    size_t high = first + guess, stride = 1 + guess / 16;
    if (high >= row->count)
        return onward(row, first);
    if (is_until(row, high))
        return onward(row, high + 1);
    while (high - first > stride && !is_until(row, high - stride)) {
        high -= stride;
        stride *= 2;
    }
    return until(row, high - first > stride ? high - stride : first, high);
}

/* Where there is nothing, there is no first item either. */
#define ROW_OF(array, member, words, moment)                                                       \
    ((array)->count ? row_of(&(array)->items[0].member, sizeof *(array)->items, (array)->count,    \
                             (words), (moment))                                                    \
                    : (Row){0})

size_t timeline_spans_until(const Lane *lane, Moment at)
{
    Row row = ROW_OF(&lane->spans, from, lane_more(lane)->packed, at);
    return until(&row, 0, row.count);
}

size_t timeline_spans_onward(const Lane *lane, size_t first, Moment at)
{
    Row row = ROW_OF(&lane->spans, from, lane_more(lane)->packed, at);
    return first < row.count ? onward(&row, first) : row.count;
}

size_t timeline_spans_near(const Lane *lane, size_t first, size_t guess, Moment at)
{
    Row row = ROW_OF(&lane->spans, from, lane_more(lane)->packed, at);
    return first < row.count ? near(&row, first, guess) : row.count;
}

size_t timeline_marks_until(const Lane *lane, Moment at)
{
    return MOMENTS_UNTIL(&lane->marks, at, at);
}

static Row sights_of(const Timeline *timeline, const Lane *lane, Moment at)
{
    Row row = row_of(NULL, 0, lane->sight_count, lane_more(lane)->packed_sights, at);
    row.timeline = timeline;
    row.lane = lane;
    return row;
}

size_t timeline_sights_until(const Timeline *timeline, const Lane *lane, Moment at)
{
    Row row = sights_of(timeline, lane, at);
    return until(&row, 0, row.count);
}

size_t timeline_sights_near(const Timeline *timeline, const Lane *lane, size_t first, size_t guess,
                            Moment at)
{
    Row row = sights_of(timeline, lane, at);
    return first < row.count ? near(&row, first, guess) : row.count;
}

size_t timeline_turns_onward(const Timeline *timeline, size_t first, Moment at)
{
    Row row = ROW_OF(&timeline->turns, from, NULL, at);
    return first < row.count ? onward(&row, first) : row.count;
}

size_t timeline_turns_near(const Timeline *timeline, size_t first, size_t guess, Moment at)
{
    Row row = ROW_OF(&timeline->turns, from, NULL, at);
    return first < row.count ? near(&row, first, guess) : row.count;
}

size_t timeline_turns_until(const Timeline *timeline, Moment at)
{
    return MOMENTS_UNTIL(&timeline->turns, from, at);
}

const Span *timeline_span_at(const Timeline *timeline, uint32_t lane, Moment at)
{
    const Lane *which = &timeline->lanes.items[lane];
    size_t count = timeline_spans_until(which, at);
    if (count == 0)
        return NULL;
    const Span *span = &which->spans.items[count - 1];
    return moment_compare(at, span->to) < 0 || span->open ? span : NULL;
}

LaneState state_when_over(const Lane *lane)
{
    for (size_t i = lane->marks.count; i-- > 0;) {
        switch (lane->marks.items[i].kind) {
        case MARK_DONE: return LANE_DONE;
        case MARK_FAILED: return LANE_FAILED;
        case MARK_CANCELLED: return LANE_CANCELLED;
        default: break;
        }
    }
    return LANE_DONE;
}

LaneState span_state(const Span *span)
{
    switch (span->kind) {
    case SPAN_READY: return LANE_READY;
    case SPAN_BLOCK: return LANE_BLOCKING;
    case SPAN_SLEEP: return LANE_SLEEPING;
    case SPAN_AWAIT: return span->wait == WAIT_THREAD ? LANE_IN_THREAD : LANE_AWAITING;
    case SPAN_THREAD: break;
    }
    return LANE_IN_THREAD;
}

LaneState timeline_state_at(const Timeline *timeline, uint32_t lane, Moment at)
{
    const Lane *which = &timeline->lanes.items[lane];
    if (moment_compare(at, which->born) < 0)
        return LANE_NOT_YET;
    if (which->has_ended && moment_compare(at, which->ended) >= 0)
        return state_when_over(which);
    const Span *span = timeline_span_at(timeline, lane, at);
    return span ? span_state(span) : LANE_RUNNING;
}

uint32_t timeline_step_at(const Timeline *timeline, uint32_t lane, Moment at)
{
    const Lane *which = &timeline->lanes.items[lane];
    if (moment_compare(at, which->born) < 0 ||
        (which->has_ended && moment_compare(at, which->ended) >= 0))
        return 0;
    size_t count = MOMENTS_UNTIL(&which->steps, at, at);
    return count ? which->steps.items[count - 1].step : 0;
}

bool timeline_is_cancelling(const Timeline *timeline, const Arrow *arrow)
{
    size_t low = 0, high = timeline->cancels.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (timeline->cancels.items[middle].at.t < arrow->at.t)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < timeline->cancels.count && timeline->cancels.items[low].at.t == arrow->at.t; low++)
        if (timeline->cancels.items[low].from == arrow->from &&
            timeline->cancels.items[low].to == arrow->to)
            return true;
    return false;
}

static const Mark *failure_among(const Lane *lane, size_t count)
{
    const Mark *last = count ? &lane->marks.items[count - 1] : NULL;
    return last && last->kind == MARK_FAILED ? last : NULL;
}

const Mark *timeline_failure_at(const Lane *lane, Moment at)
{
    return failure_among(lane, timeline_marks_until(lane, at));
}

const Mark *timeline_failure(const Lane *lane)
{
    return failure_among(lane, lane->marks.count);
}
