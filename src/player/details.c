#include "player/details.h"

#include "base/number.h"
#include "player/show.h"
#include "view/sentences.h"

static void add(Details *lines, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(Details *lines, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    array_push(&lines->list, str_of(arena_vprintf(lines->arena, format, arguments)));
    va_end(arguments);
}

static const char *words_of(Arena *arena, int64_t nanoseconds)
{
    Builder text = {0};
    time_words(&text, nanoseconds);
    const char *copy = arena_copy(arena, text.at, text.length);
    builder_free(&text);
    return copy;
}

#define TEXT(str) (int)(str).length, (str).at

static void describe_span(Details *lines, const Timeline *timeline, uint32_t lane,
                          const Span *span, Moment at)
{
    static const char *const kinds[] = {[SPAN_READY] = "ready, waits for the loop",
                                        [SPAN_BLOCK] = "blocks the loop",
                                        [SPAN_SLEEP] = "sleeps",
                                        [SPAN_AWAIT] = "awaits",
                                        [SPAN_THREAD] = "works in a thread"};
    bool over = moment_compare(span->to, at) <= 0 && !span->open;
    add(lines, "%s: %.*s", kinds[span->kind], TEXT(span_label(span)));
    if (over)
        add(lines, "from %s to %s, %s", words_of(lines->arena, span->from.t),
            words_of(lines->arena, span->to.t), words_of(lines->arena, span->to.t - span->from.t));
    else
        add(lines, "since %s, for %s so far", words_of(lines->arena, span->from.t),
            words_of(lines->arena, at.t - span->from.t));
    Builder said = {0};
    if (say_wait(&said, timeline, lane, span, 0))
        add(lines, "%s", said.at);
    else if (over && span_lateness(span) > 0 && span_holder(span) != NO_TASK &&
             say_late(&said, timeline, span, NULL))
        add(lines, "%s", said.at);
    builder_free(&said);
    if (over && span_woken_by(span) != NO_TASK && span_woken_by(span) < timeline->lanes.count)
        add(lines, "woken by %.*s", TEXT(timeline->lanes.items[span_woken_by(span)].name));
}

/* What it failed with, and where that came up: there the panel's line is marked. */
static void describe_failure(Details *lines, const Mark *failure)
{
    Builder said = {0};
    say_failure(&said, failure);
    add(lines, "%s", said.at ? said.at : "");
    builder_free(&said);
}

/* And what failed inside of that, likewise. */
static void describe_inside(Details *lines, const Timeline *timeline, uint32_t lane)
{
    enum { MOST_TOLD = 4 };
    size_t told = 0, more = 0;
    for (size_t i = 0; i < timeline->inside.count; i++) {
        if (timeline->inside.items[i].lane != lane)
            continue;
        Builder said = {0};
        if (told < MOST_TOLD) {
            say_mishap(&said, &timeline->inside.items[i], true);
            add(lines, "inside: %s", said.at ? said.at : "");
            told++;
        } else {
            more++;
        }
        builder_free(&said);
    }
    if (more)
        add(lines, "and %zu more inside", more);
}

static void describe(Details *lines, const Stage *stage, int index, int lane_index)
{
    static const char *const states[] = {
        [LANE_NOT_YET] = "not made yet", [LANE_READY] = "ready",
        [LANE_RUNNING] = "running",      [LANE_BLOCKING] = "blocking the loop",
        [LANE_SLEEPING] = "sleeping",    [LANE_AWAITING] = "awaiting",
        [LANE_IN_THREAD] = "in a thread", [LANE_DONE] = "done",
        [LANE_FAILED] = "failed",        [LANE_CANCELLED] = "cancelled"};
    const Timeline *timeline = stage->loaded->timelines[index];
    const Lane *lane = &timeline->lanes.items[lane_index];
    Moment at = stage->playhead.at;
    add(lines, "%.*s", TEXT(lane->call));
    add(lines, "%.*s%s%.*s: %s", TEXT(lane->name), lane_more(lane)->variable.length ? ", " : "",
        TEXT(lane_more(lane)->variable),
        states[timeline_state_at(timeline, (uint32_t)lane_index, at)]);
    const Mark *failure = timeline_failure_at(lane, at);
    if (failure) {
        describe_failure(lines, failure);
        describe_inside(lines, timeline, (uint32_t)lane_index);
    }
    if (lane->maker != NO_TASK)
        add(lines, "made by %.*s at %s", TEXT(timeline->lanes.items[lane->maker].name),
            words_of(lines->arena, lane->born.t));
    Builder holds = {0};
    if (say_holdings(&holds, timeline, (uint32_t)lane_index, at))
        add(lines, "%s", holds.at);
    builder_free(&holds);
    const Span *span = stage->hover_span >= 0 && (size_t)stage->hover_span < lane->spans.count
                           ? &lane->spans.items[stage->hover_span]
                           : timeline_span_at(timeline, (uint32_t)lane_index, at);
    if (span && moment_compare(span->from, at) <= 0)
        describe_span(lines, timeline, lane->task, span, at);
}

/* What the lane's names hold; the first of them where there are many. */
static void describe_names(Details *lines, Stage *stage, int timeline, int lane)
{
    enum { MOST_NAMES = 6, LONGEST = 44 };
    NameNow names[MOST_NAMES];
    stage_make_values(stage);
    if (!stage->loaded->lesson.values)
        return;
    const Values *values = stage->loaded->lesson.values[timeline];
    size_t count = values_at(values, (uint32_t)lane, stage->playhead.at, names, MOST_NAMES);
    LaneState state = timeline_state_at(stage->loaded->timelines[timeline], (uint32_t)lane,
                                        stage->playhead.at);
    for (size_t i = 0; i < count && state < LANE_DONE; i++) {
        Builder text = {0};
        builder_str(&text, names[i].text);
        builder_cut(&text, LONGEST);
        add(lines, "%.*s = %s", TEXT(names[i].name), text.at);
        builder_free(&text);
    }
}

void details_tell(Details *lines, Stage *stage, int timeline, int lane)
{
    describe(lines, stage, timeline, lane);
    describe_names(lines, stage, timeline, lane);
}
