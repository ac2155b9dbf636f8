/* Which event of a timeline is the latest: what its sentence is about. */
#include "view/sentences.h"

/* The latest thing that a timeline has to tell. */
typedef struct Latest {
    uint32_t lane;    /* NO_TASK where a callback printed, or nothing is to be told */
    const Span *span; /* that began */
    const Mark *mark; /* that was made */
    const OutputLine *line; /* that a callback printed; only one of the three is set */
    uint32_t event;
} Latest;

static bool is_telling(const Mark *mark)
{
    return mark->kind == MARK_PRINT || mark->kind == MARK_DONE || mark->kind == MARK_FAILED ||
           mark->kind == MARK_CANCELLED;
}

static void look_at_lane(const Timeline *timeline, uint32_t index, Moment at, Latest *latest)
{
    const Lane *lane = &timeline->lanes.items[index];
    size_t spans = timeline_spans_until(lane, at);
    if (spans > 0) {
        const Span *span = &lane->spans.items[spans - 1];
        if (span->event >= latest->event && span->kind != SPAN_READY)
            *latest = (Latest){.lane = index, .span = span, .event = span->event};
    }
    for (size_t i = timeline_marks_until(lane, at); i-- > 0;) {
        const Mark *mark = &lane->marks.items[i];
        if (mark->event < latest->event)
            return;
        if (!is_telling(mark))
            continue;
        *latest = (Latest){.lane = index, .mark = mark, .event = mark->event};
        return;
    }
}

/* The turn at or before the moment says which lanes can have been touched last. */
static Latest find_latest(const Timeline *timeline, Moment at)
{
    enum { TURNS_LOOKED_AT = 8 };
    Latest latest = {.lane = NO_TASK};
    size_t turns = timeline_turns_until(timeline, at);
    for (size_t i = turns; i-- > 0 && turns - i <= TURNS_LOOKED_AT;)
        look_at_lane(timeline, timeline->turns.items[i].lane, at, &latest);
    size_t lines = MOMENTS_UNTIL(&timeline->output, at, at);
    const OutputLine *line = lines > 0 ? &timeline->output.items[lines - 1] : NULL;
    if (line && line->lane == NO_TASK && line->event >= latest.event)
        latest = (Latest){.lane = NO_TASK, .line = line, .event = line->event};
    return latest;
}

void say_step(Builder *out, const Timeline *timeline, Moment at)
{
    Latest latest = find_latest(timeline, at);
    if (latest.lane == NO_TASK && !latest.line)
        return;
    const Lane *lane = latest.line ? NULL : &timeline->lanes.items[latest.lane];
    if (latest.line)
        say_callback(out, latest.line);
    else if (latest.mark)
        say_mark(out, lane, latest.mark);
    else if (timeline_span_at(timeline, latest.lane, at) == latest.span)
        say_span(out, lane, latest.span);
    else
        say_goes_on(out, lane);
    builder_char(out, '.');
}
