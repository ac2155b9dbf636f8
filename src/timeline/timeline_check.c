/* What every timeline promises. */
#include "timeline/timeline.h"

static bool in_order(Moment first, Moment second)
{
    return moment_compare(first, second) <= 0;
}

static const char *spans_wrong(const Timeline *timeline, const Lane *lane)
{
    Moment last = lane->born;
    for (size_t i = 0; i < lane->spans.count; i++) {
        const Span *span = &lane->spans.items[i];
        if (!in_order(span->from, span->to))
            return "a span ends before it begins";
        if (!in_order(last, span->from))
            return "a span begins before the one in front of it has ended";
        if (span->to.t > timeline->end)
            return "a span goes on after the end";
        if (span->lane != lane->task)
            return "a span is another lane's";
        last = span->to;
    }
    return NULL;
}

static const char *lane_wrong(const Timeline *timeline, const Lane *lane)
{
    Moment last = {0, 0};
    if (lane->maker != NO_TASK && lane->maker >= lane->task)
        return "a task was made by a later one";
    if (!in_order(lane->born, lane->ended) || lane->ended.t > timeline->end)
        return "a task ends before it begins, or after all is over";
    for (size_t i = 0; i < lane->marks.count; i++) {
        if (!in_order(last, lane->marks.items[i].at))
            return "marks are out of order";
        last = lane->marks.items[i].at;
    }
    return spans_wrong(timeline, lane);
}

/* One task runs at an instant. */
static const char *turns_wrong(const Timeline *timeline)
{
    Moment last = {0, 0};
    for (size_t i = 0; i < timeline->turns.count; i++) {
        const Turn *turn = &timeline->turns.items[i];
        if (!in_order(turn->from, turn->to))
            return "a turn ends before it begins";
        if (!in_order(last, turn->from))
            return "two tasks hold the loop";
        if (turn->lane >= timeline->lanes.count)
            return "a turn is nobody's";
        last = turn->to;
    }
    return NULL;
}

const char *timeline_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        const char *wrong = lane->task == i ? lane_wrong(timeline, lane) : "lanes are out of order";
        if (wrong)
            return wrong;
    }
    return turns_wrong(timeline);
}
