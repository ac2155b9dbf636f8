/* One plain sentence for the latest event of a timeline, made from what the timeline holds. */
#include "view/panel.h"

#include "base/number.h"

/* The latest thing that a timeline has to tell. */
typedef struct Latest {
    uint32_t lane;
    const Span *span; /* that began */
    const Mark *mark; /* that was made; only one of both is set */
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
    return latest;
}

static void tell_span(const Span *span, Str name, Builder *out)
{
    builder_str(out, name);
    switch (span->kind) {
    case SPAN_SLEEP:
        builder_text(out, " sleeps for ");
        time_words(out, span->to.t - span->from.t);
        builder_text(out, ": others may run");
        break;
    case SPAN_BLOCK:
        builder_text(out, " blocks the loop for ");
        time_words(out, span->to.t - span->from.t);
        builder_text(out, ": nothing else runs");
        break;
    case SPAN_AWAIT:
        builder_text(out, span->wait == WAIT_THREAD ? " waits for its thread: "
                          : span->open              ? " waits, and nothing will wake it: "
                                                    : " waits for ");
        builder_str(out, span->label);
        break;
    case SPAN_READY:
    case SPAN_THREAD: builder_text(out, " is ready"); break;
    }
}

static void tell_mark(const Mark *mark, Str name, Builder *out)
{
    builder_str(out, name);
    switch (mark->kind) {
    case MARK_PRINT:
        builder_text(out, " prints ");
        builder_str(out, mark->text);
        break;
    case MARK_FAILED:
        builder_text(out, " fails with ");
        builder_str(out, mark->text);
        break;
    case MARK_CANCELLED: builder_text(out, " is cancelled"); break;
    default: builder_text(out, " is done"); break;
    }
}

void narrate(Scene *scene, const Timeline *timeline, Builder *out)
{
    Latest latest = find_latest(timeline, scene->at);
    if (latest.lane == NO_TASK)
        return;
    const Lane *lane = &timeline->lanes.items[latest.lane];
    const Span *now = timeline_span_at(timeline, latest.lane, scene->at);
    if (scene->row_count > 1) {
        builder_str(out, timeline->title);
        builder_text(out, ": ");
    }
    if (latest.mark)
        tell_mark(latest.mark, lane->call, out);
    else if (now == latest.span)
        tell_span(latest.span, lane->call, out);
    else {
        builder_str(out, lane->call);
        builder_text(out, " goes on");
    }
    builder_char(out, '.');
}
