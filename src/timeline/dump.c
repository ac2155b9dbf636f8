/* A timeline as text, for developers and for tests. */
#include "base/escape.h"
#include "base/number.h"
#include "timeline/timeline.h"

static void put_moment(Builder *out, Moment at)
{
    time_exact(out, at.t);
    builder_printf(out, "/%u", at.step);
}

static void put_span(Builder *out, const Span *span)
{
    static const char *const names[] = {[SPAN_READY] = "ready",
                                        [SPAN_BLOCK] = "block",
                                        [SPAN_SLEEP] = "sleep",
                                        [SPAN_AWAIT] = "await",
                                        [SPAN_THREAD] = "thread"};
    builder_printf(out, "%s ", names[span->kind]);
    put_moment(out, span->from);
    builder_text(out, " .. ");
    put_moment(out, span->to);
    if (span->open)
        builder_text(out, " open");
    if (span_label(span).length) {
        builder_char(out, ' ');
        escape_json(out, span_label(span));
    }
    builder_printf(out, " hue %u", span->hue);
    if (span_woken_by(span) != NO_TASK)
        builder_printf(out, " woken by %u", span_woken_by(span));
    if (span->step)
        builder_printf(out, " step %u", span->step);
    if (span_holder(span) != NO_TASK)
        builder_printf(out, " held by %u", span_holder(span));
    if (span_resource(span))
        builder_printf(out, " for %u", span_resource(span));
    builder_char(out, '\n');
}

static void put_mark(Builder *out, const Mark *mark)
{
    static const char *const names[] = {
        [MARK_TICK] = "tick",   [MARK_PRINT] = "print",         [MARK_DONE] = "done",
        [MARK_FAILED] = "failed", [MARK_CANCELLED] = "cancelled", [MARK_NOTE] = "note",
        [MARK_RACE] = "race"};
    builder_printf(out, "    %s ", names[mark->kind]);
    put_moment(out, mark->at);
    if (mark_words(mark)->text.length) {
        builder_char(out, ' ');
        escape_json(out, mark_words(mark)->text);
    }
    builder_text(out, mark->pause ? " pause\n" : "\n");
}

static void put_lane(Builder *out, const Timeline *timeline, const Lane *lane)
{
    builder_printf(out, "  lane %u ", lane->task);
    escape_json(out, lane->call);
    builder_char(out, ' ');
    escape_json(out, lane->name);
    if (lane_more(lane)->variable.length) {
        builder_text(out, " as ");
        escape_json(out, lane_more(lane)->variable);
    }
    builder_printf(out, " depth %u hue %u, ", lane->depth, lane->hue);
    put_moment(out, lane->born);
    builder_text(out, " .. ");
    put_moment(out, lane->ended);
    builder_text(out, lane->has_ended ? "\n" : " left over\n");
    for (size_t i = 0; i < lane->spans.count; i++) {
        builder_text(out, "    ");
        put_span(out, &lane->spans.items[i]);
    }
    Mark tick;
    for (size_t i = 0; i < lane->sight_count; i++)
        put_mark(out, lane_sight(timeline, lane, i, &tick));
}

static void put_resources(Builder *out, const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->resources.count; i++) {
        const Resource *resource = &timeline->resources.items[i];
        builder_printf(out, "  resource %zu ", i + 1);
        escape_json(out, resource->name);
        builder_printf(out, " kind %d waits %u\n", resource->kind, resource->waits);
        for (size_t j = 0; j < resource->states.count; j++) {
            const ResourceState *state = &resource->states.items[j];
            builder_printf(out, "    change %d = %lld by %d ", state->kind,
                           (long long)state->value, (int)state->lane);
            put_moment(out, state->at);
            builder_char(out, '\n');
        }
    }
}

static void put_causes(Builder *out, const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->limits.count; i++) {
        const LimitSpan *limit = &timeline->limits.items[i];
        builder_printf(out, "  limit on %u ", limit->lane);
        put_moment(out, limit->from);
        builder_text(out, " .. ");
        put_moment(out, limit->to);
        builder_text(out, limit->struck ? " struck\n" : limit->open ? " open\n" : " left\n");
    }
    for (size_t i = 0; i < timeline->cancels.count; i++) {
        const Cancel *cancel = &timeline->cancels.items[i];
        builder_printf(out, "  cancel %d -> %u cause %d%s ", (int)cancel->from, cancel->to,
                       cancel->cause, cancel->arrived ? " arrived" : "");
        put_moment(out, cancel->at);
        builder_char(out, '\n');
    }
    for (size_t i = 0; i < timeline->circles.count; i++) {
        const Circle *circle = &timeline->circles.items[i];
        builder_text(out, "  circle");
        for (size_t j = 0; j < circle->links.count; j++)
            builder_printf(out, " %u by %u", circle->links.items[j].lane,
                           circle->links.items[j].resource);
        builder_char(out, '\n');
    }
    for (size_t i = 0; i < timeline->orphans.count; i++)
        builder_printf(out, "  %u waits for the dead %u\n", timeline->orphans.items[i].waiter,
                       timeline->orphans.items[i].dead);
}

static void put_turns(Builder *out, const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->turns.count; i++) {
        const Turn *turn = &timeline->turns.items[i];
        builder_printf(out, "  turn of %u ", turn->lane);
        put_moment(out, turn->from);
        builder_text(out, " .. ");
        put_moment(out, turn->to);
        builder_text(out, turn->race ? " race\n" : "\n");
    }
    for (size_t i = 0; i < timeline->arrows.count; i++) {
        const Arrow *arrow = &timeline->arrows.items[i];
        builder_printf(out, "  %s %u -> %u ", arrow->kind == ARROW_CREATE ? "create" : "wake",
                       arrow->from, arrow->to);
        put_moment(out, arrow->at);
        builder_char(out, '\n');
    }
}

static void put_mishap(Builder *out, const Mishap *mishap)
{
    escape_json(out, mishap->text);
    if (mishap->line)
        builder_printf(out, " line %u", mishap->line);
    builder_char(out, '\n');
}

void timeline_dump(Builder *out, const Timeline *timeline, uint32_t index)
{
    static const char *const outcomes[] = {[OUTCOME_DONE] = "done",
                                           [OUTCOME_ERROR] = "error",
                                           [OUTCOME_STUCK] = "stuck",
                                           [OUTCOME_LIMIT] = "limit",
                                           [OUTCOME_UNTIL] = "until"};
    builder_printf(out, "timeline %u ", index);
    escape_json(out, timeline->title);
    builder_char(out, ' ');
    escape_json(out, timeline->call);
    builder_text(out, " ends at ");
    time_exact(out, timeline->end);
    builder_printf(out, " %s ", outcomes[timeline->outcome]);
    escape_json(out, timeline->outcome_text);
    builder_char(out, '\n');
    for (size_t i = 0; i < timeline->lanes.count; i++)
        put_lane(out, timeline, &timeline->lanes.items[timeline->order[i]]);
    for (size_t i = 0; i < timeline->threads.count; i++) {
        builder_printf(out, "  worker %u lane %u ", timeline->threads.items[i].worker,
                       timeline->threads.items[i].lane);
        put_span(out, &timeline->threads.items[i].span);
    }
    put_turns(out, timeline);
    put_resources(out, timeline);
    put_causes(out, timeline);
    for (size_t i = 0; i < timeline->warnings.count; i++) {
        builder_text(out, "  warning ");
        put_mishap(out, &timeline->warnings.items[i]);
    }
    for (size_t i = 0; i < timeline->inside.count; i++) {
        builder_printf(out, "  inside %u ", timeline->inside.items[i].lane);
        put_mishap(out, &timeline->inside.items[i]);
    }
}
