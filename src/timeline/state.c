/* What is to be seen at a moment. Everything by halving, so that it costs the same early and late
 * in a long run. */
#include "timeline/inside.h"

/* Where a lane says when its spans begin, or its marks are: `apart` bytes from one to the next. */
typedef struct Moments {
    const Moment *first;
    size_t apart;
} Moments;

static Moments begins_of(const Lane *lane)
{
    return lane->briefs ? (Moments){&lane->briefs->from, sizeof *lane->briefs}
                      : (Moments){&lane->spans.items->from, sizeof *lane->spans.items};
}

size_t timeline_spans_until(const Lane *lane, Moment at)
{
    if (!lane->spans.count)
        return 0;
    Moments begins = begins_of(lane);
    return moments_until(begins.first, lane->spans.count, begins.apart, at);
}

size_t timeline_spans_onward(const Lane *lane, size_t first, Moment at)
{
    if (first >= lane->spans.count)
        return lane->spans.count;
    Moments begins = begins_of(lane);
    return moments_onward(begins.first, lane->spans.count, begins.apart, first, at);
}

size_t timeline_spans_near(const Lane *lane, size_t first, size_t guess, Moment at)
{
    if (first >= lane->spans.count)
        return lane->spans.count;
    Moments begins = begins_of(lane);
    return moments_near(begins.first, lane->spans.count, begins.apart, first, guess, at);
}

static Moments marks_of(const Lane *lane)
{
    return lane->mark_briefs
               ? (Moments){&lane->mark_briefs->at, sizeof *lane->mark_briefs}
               : (Moments){&lane->marks.items->at, sizeof *lane->marks.items};
}

size_t timeline_marks_until(const Lane *lane, Moment at)
{
    if (!lane->marks.count)
        return 0;
    Moments marks = marks_of(lane);
    return moments_until(marks.first, lane->marks.count, marks.apart, at);
}

size_t timeline_marks_near(const Lane *lane, size_t first, size_t guess, Moment at)
{
    if (first >= lane->marks.count)
        return lane->marks.count;
    Moments marks = marks_of(lane);
    return moments_near(marks.first, lane->marks.count, marks.apart, first, guess, at);
}

size_t timeline_turns_onward(const Timeline *timeline, size_t first, Moment at)
{
    if (first >= timeline->turns.count)
        return timeline->turns.count;
    return moments_onward(&timeline->turns.items[0].from, timeline->turns.count,
                          sizeof *timeline->turns.items, first, at);
}

size_t timeline_turns_near(const Timeline *timeline, size_t first, size_t guess, Moment at)
{
    if (first >= timeline->turns.count)
        return timeline->turns.count;
    return moments_near(&timeline->turns.items[0].from, timeline->turns.count,
                        sizeof *timeline->turns.items, first, guess, at);
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
