/* What every timeline promises of its lanes and of the loop; the rest is in timeline_check_causes.c. */
#include "timeline/inside.h"

static bool in_order(Moment first, Moment second)
{
    return moment_compare(first, second) <= 0;
}

/* --- a lane --- */

static bool names_nothing(const Timeline *timeline, const Span *span)
{
    size_t lanes = timeline->lanes.count;
    return (span->other != NO_TASK && span->other >= lanes) ||
           span_resource(span) > timeline->resources.count;
}

static const char *span_wrong(const Timeline *timeline, const Span *span)
{
    if (!in_order(span->from, span->to))
        return "a span ends before it begins";
    if (span->to.t > timeline->end)
        return "a span goes on after the end";
    if (span->open ? span->to.t != timeline->end : moment_compare(span->from, span->to) == 0)
        return "what is open does not go on to the end, or what is over took no time";
    if (names_nothing(timeline, span))
        return "a span is due to what does not exist";
    return NULL;
}

static bool is_packed_well(const Lane *lane, size_t index)
{
    const Span *span = &lane->spans.items[index];
    Brief brief = lane_brief(lane, index, false);
    return brief.from.t == span->from.t && brief.to.t == span->to.t && brief.kind == span->kind &&
           brief.open == span->open && brief.hue == span->hue &&
           (!lane_more(lane)->packed || packed_time(lane->more->packed[index]) == span->from.t);
}

static const char *spans_wrong(const Timeline *timeline, const Lane *lane)
{
    Moment last = lane->born;
    for (size_t i = 0; i < lane->spans.count; i++) {
        const Span *span = &lane->spans.items[i];
        const char *wrong = span_wrong(timeline, span);
        if (wrong)
            return wrong;
        if (!in_order(last, span->from))
            return "a span begins before the one in front of it has ended";
        if (span->kind == SPAN_THREAD)
            return "a span is a thread's";
        if (span->open && (lane->has_ended || i + 1 < lane->spans.count))
            return "a lane goes on although a span of it is open";
        if (!is_packed_well(lane, i))
            return "a span's word tells of another";
        last = span->to;
    }
    return in_order(last, lane->ended) ? NULL : "a span goes on after its lane has ended";
}

static bool is_printed(const Timeline *timeline, const Lane *lane, const Mark *mark)
{
    if (mark_words(mark)->number == 0 || mark_words(mark)->number > timeline->output.count)
        return false;
    const OutputLine *line = &timeline->output.items[mark_words(mark)->number - 1];
    return line->lane == lane->task && moment_compare(line->at, mark->at) == 0;
}

static bool is_ending(const Mark *mark)
{
    return mark->kind == MARK_DONE || mark->kind == MARK_FAILED || mark->kind == MARK_CANCELLED;
}

static const char *marks_wrong(const Timeline *timeline, const Lane *lane)
{
    Moment last = lane->born;
    size_t endings = 0;
    for (size_t i = 0; i < lane->marks.count; i++) {
        const Mark *mark = &lane->marks.items[i];
        if (!in_order(last, mark->at))
            return "marks are out of order";
        if (mark->at.t > timeline->end)
            return "a mark stands after the end";
        if (mark->kind == MARK_PRINT && !is_printed(timeline, lane, mark))
            return "a print's mark stands for no line of the output";
        if (mark->quiet > lane->marks.count - i)
            return "more marks are quiet than there are";
        if (is_ending(mark) && (endings++ || moment_compare(mark->at, lane->ended) != 0))
            return "a lane ends twice, or elsewhere than its mark says";
        last = mark->at;
    }
    return (endings == 1) == lane->has_ended ? NULL : "a lane's end has no mark";
}

static const char *lane_wrong(const Timeline *timeline, const Lane *lane)
{
    const Lane *maker = lane->maker < lane->task ? &timeline->lanes.items[lane->maker] : NULL;
    if (lane->maker != NO_TASK && !maker)
        return "a task was made by a later one";
    if (lane->depth != (maker ? maker->depth + 1 : 0) || (maker && !in_order(maker->born, lane->born)))
        return "a task was made before its maker";
    if (!in_order(lane->born, lane->ended) || lane->ended.t > timeline->end)
        return "a task ends before it begins, or after all is over";
    if (lane->own_hue > TASK_HUES || (lane->own_hue == 0) != (lane->task == 0))
        return "a task has no hue of its own";
    for (size_t i = 1; i < lane->steps.count; i++)
        if (!in_order(lane->steps.items[i - 1].at, lane->steps.items[i].at))
            return "steps are out of order";
    const char *wrong = marks_wrong(timeline, lane);
    return wrong ? wrong : spans_wrong(timeline, lane);
}

/* --- all lanes --- */

/* The lane itself, or who made it, or who made that ..., as deep as `depth`. */
static const Lane *ancestor(const Timeline *timeline, const Lane *lane, uint32_t depth)
{
    while (lane->depth > depth)
        lane = &timeline->lanes.items[lane->maker];
    return lane;
}

/* Each once, its maker's directly below it, in the order of their making. */
static const char *order_wrong(const Timeline *timeline)
{
    const Lane *last = NULL;
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        if (timeline->order[i] >= timeline->lanes.count)
            return "no lane stands there";
        const Lane *lane = &timeline->lanes.items[timeline->order[i]];
        const Lane *above = last ? ancestor(timeline, last, lane->depth) : NULL;
        bool below = last && lane->maker == last->task;
        bool beside = above && above->maker == lane->maker && above->task < lane->task;
        if (last ? !below && !beside : lane->depth != 0)
            return "a lane does not stand below its maker";
        last = lane;
    }
    return NULL;
}

static const char *kin_wrong(const Timeline *timeline)
{
    size_t kin = 0;
    for (size_t i = 0; i < timeline->joined_count; i++) {
        const Lane *leader = &timeline->lanes.items[timeline->joined[i]];
        if (leader->leader != leader->task || leader->kin != kin || leader->kin_count == 0 ||
            timeline->kin[leader->kin] != leader->task)
            return "a leader does not lead its kin";
        kin += leader->kin_count;
        for (size_t j = 0; kin <= timeline->lanes.count && j < leader->kin_count; j++)
            if (timeline->lanes.items[timeline->kin[leader->kin + j]].leader != leader->task)
                return "a lane stands among others' kin";
    }
    return kin == timeline->lanes.count ? NULL : "a lane is nobody's kin, not its own either";
}

static const char *census_wrong(const Timeline *timeline)
{
    for (size_t column = 0; timeline->census && column < CENSUS_COLUMNS; column++) {
        uint64_t lanes = 0;
        for (size_t state = 0; state < CENSUS_STATES; state++)
            lanes += timeline->census[column * CENSUS_STATES + state];
        if (lanes > timeline->lanes.count)
            return "more lanes are counted than there are";
    }
    return NULL;
}

static const char *lanes_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        const char *wrong = lane->task == i ? lane_wrong(timeline, lane) : "lanes are out of order";
        if (wrong)
            return wrong;
    }
    const char *wrong = order_wrong(timeline);
    if (!wrong)
        wrong = kin_wrong(timeline);
    return wrong ? wrong : census_wrong(timeline);
}

/* --- the loop --- */

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
        const Lane *lane = &timeline->lanes.items[turn->lane];
        if (!in_order(lane->born, turn->from) || !in_order(turn->to, lane->ended))
            return "a task runs that is not there";
        last = turn->to;
    }
    return NULL;
}

static bool is_turn_of(const Timeline *timeline, const Lane *lane, Sight tick)
{
    return tick < timeline->turns.count && timeline->turns.items[tick].lane == lane->task;
}

static const char *lane_sights_wrong(const Timeline *timeline, const Lane *lane)
{
    Moment last = lane->born;
    size_t marks = 0, turns = 0;
    for (size_t i = 0; i < lane->sight_count; i++) {
        Sight sight = timeline->sights[lane->sights + i];
        bool is_mark = sight & SIGHT_MARK;
        if (is_mark ? (sight & ~SIGHT_MARK) != marks || marks >= lane->marks.count
                    : sight < turns || !is_turn_of(timeline, lane, sight))
            return "a tick or a mark is another's";
        Mark tick;
        const Mark *mark = lane_sight(timeline, lane, i, &tick);
        MarkBrief brief = lane_sight_brief(timeline, lane, i, false);
        if (brief.at.t != mark->at.t || brief.kind != mark->kind)
            return "a mark's word tells of another";
        if (!in_order(last, mark->at))
            return "ticks and marks are out of order";
        last = mark->at;
        marks += is_mark;
        turns = is_mark ? turns : sight + 1u;
    }
    return marks == lane->marks.count ? NULL : "a mark is not to be seen";
}

/* Each turn is one tick, and each mark is there once. */
static const char *sights_wrong(const Timeline *timeline)
{
    size_t ticks = 0;
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        const char *wrong = lane_sights_wrong(timeline, lane);
        if (wrong)
            return wrong;
        ticks += lane->sight_count - lane->marks.count;
    }
    return ticks == timeline->turns.count ? NULL : "a turn has no tick";
}

static const char *moments_wrong(const Timeline *timeline)
{
    for (size_t i = 1; i < timeline->moments.count; i++)
        if (in_order(moment_in(&timeline->moments, i), moment_in(&timeline->moments, i - 1)))
            return "moments are out of order, or stand there twice";
    return timeline->moments.count == timeline->turns.count + timeline->loop_prints
               ? NULL
               : "a step has no moment";
}

const char *timeline_wrong(const Timeline *timeline)
{
    static const char *(*const promises[])(const Timeline *timeline) = {
        lanes_wrong, turns_wrong, moments_wrong, sights_wrong, timeline_causes_wrong};
    const char *wrong = NULL;
    for (size_t i = 0; !wrong && i < sizeof promises / sizeof *promises; i++)
        wrong = promises[i](timeline);
    return wrong;
}
