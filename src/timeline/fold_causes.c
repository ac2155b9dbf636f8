/* The events that tell why: changes of objects, limits, cancelling, lateness. */
#include "timeline/fold.h"

/* --- lateness --- */

/* Which stretch held the loop for the largest part of from .. to, or NULL. The stretches are in
 * order; those that end before `from` end the search. */
static HeldLoop *holder_between(Fold *fold, int64_t from, int64_t to)
{
    HeldLoop *holder = NULL;
    int64_t most = 0;
    for (size_t i = fold->held.count; i-- > 0;) {
        HeldLoop *held = &fold->held.items[i];
        if (held->to.t <= from)
            break;
        int64_t begin = held->from.t > from ? held->from.t : from;
        int64_t part = (held->to.t < to ? held->to.t : to) - begin;
        if (part > most) {
            most = part;
            holder = held;
        }
    }
    return holder;
}

void fold_held(Fold *fold, uint32_t lane, Moment from)
{
    if (from.t < fold->now.t)
        array_push(&fold->held, (HeldLoop){.lane = lane, .from = from, .to = fold->now});
}

void fold_ready_over(Fold *fold, Span *span)
{
    if (span->kind != SPAN_READY || span->to.t <= span->from.t)
        return;
    HeldLoop *held = holder_between(fold, span->from.t, span->to.t);
    if (held)
        held->late++;
    if (held && span->other == NO_TASK)
        span->other = held->lane;
}

/* --- objects --- */

/* The first walk: how much each will hold. */
void fold_count_change(Fold *fold, const Event *event)
{
    ObjectChange change = trace_change(fold->trace, event->change);
    if (event->flags != CHANGE_NAME)
        fold->timeline->resources.items[change.object - 1].states.room++;
}

void fold_make_resources(Fold *fold)
{
    Timeline *timeline = fold->timeline;
    size_t count = trace_object_count(fold->trace);
    timeline->resources.items = ARENA_ARRAY(&timeline->arena, Resource, count);
    timeline->resources.count = timeline->resources.room = count;
    for (size_t i = 0; i < count; i++) {
        TraceObject object = trace_object(fold->trace, (uint32_t)i + 1);
        timeline->resources.items[i] = (Resource){.kind = object.kind,
                                                  .name = str_copy(&timeline->arena, object.name),
                                                  .capacity = object.capacity};
    }
}

void fold_change(Fold *fold, const Event *event)
{
    ObjectChange change = trace_change(fold->trace, event->change);
    Resource *resource = &fold->timeline->resources.items[change.object - 1];
    if (event->flags == CHANGE_NAME) {
        if (resource->name.length == 0)
            resource->name = fold_text(fold, change.text);
        return;
    }
    resource->states.items[resource->states.count++] =
        (ResourceState){.at = fold->now,
                        .kind = (ChangeKind)event->flags,
                        .lane = event->task,
                        .value = change.value,
                        .item = fold_text(fold, change.text)};
}

/* --- limits and cancelling --- */

void fold_arm(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    Limit limit = trace_limit(fold->trace, event->limit);
    fold->limits[event->limit] = (uint32_t)timeline->limits.count;
    timeline->limits.items[timeline->limits.count++] = (LimitSpan){.kind = limit.kind,
                                                                   .lane = event->task,
                                                                   .from = fold->now,
                                                                   .when = limit.when,
                                                                   .open = true};
}

void fold_limit_over(Fold *fold, const Event *event)
{
    LimitSpan *limit = &fold->timeline->limits.items[fold->limits[event->limit]];
    limit->to = fold->now;
    limit->open = false;
    limit->struck = event->kind == EVENT_STRIKE;
}

void fold_cancel(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    if (event->flags & CANCEL_REFUSED)
        return;
    timeline->cancels.items[timeline->cancels.count++] =
        (Cancel){.cause = (CancelCause)event->flags,
                 .from = event->other,
                 .to = event->task,
                 .at = fold->now};
    fold->open[event->task].cancel = (uint32_t)timeline->cancels.count;
}

void fold_thrown(Fold *fold, const Event *event)
{
    uint32_t *last = &fold->open[event->task].cancel;
    if (!*last)
        return;
    Cancel *cancel = &fold->timeline->cancels.items[*last - 1];
    cancel->arrived = true;
    cancel->arrival = fold->now;
    *last = 0;
}

/* It is told when it is over. */
void fold_waited(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    int64_t seconds = trace_number(fold->trace, event->number);
    Moment from = {.t = seconds < event->t ? event->t - seconds : 0};
    size_t count = timeline->real_waits.count;
    RealWait *last = count ? &timeline->real_waits.items[count - 1] : NULL;
    if (last && from.t <= last->to.t)
        last->to = fold->now;
    else if (from.t < event->t)
        timeline->real_waits.items[timeline->real_waits.count++] = (RealWait){from, fold->now};
}

static void keep_late(Timeline *timeline, const HeldLoop *held, size_t index)
{
    int64_t length = held->to.t - held->from.t;
    timeline->late.items[timeline->late.count++] = (uint32_t)index;
    if (length > timeline->longest_late)
        timeline->longest_late = length;
}

static void keep_held(Timeline *timeline, const Fold *fold)
{
    timeline->held.items = ARENA_ARRAY(&timeline->arena, HeldLoop, fold->held.count);
    timeline->late.items = ARENA_ARRAY(&timeline->arena, uint32_t, fold->held.count);
    for (size_t i = 0; i < fold->held.count; i++) {
        if (fold->held.items[i].late > 0)
            keep_late(timeline, &fold->held.items[i], i);
        timeline->held.items[timeline->held.count++] = fold->held.items[i];
    }
}

/* What has not ended goes on to the end of all. */
void fold_end_causes(Fold *fold)
{
    Timeline *timeline = fold->timeline;
    for (size_t i = 0; i < timeline->limits.count; i++)
        if (timeline->limits.items[i].open)
            timeline->limits.items[i].to = fold->now;
    keep_held(timeline, fold);
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t j = 0; j < lane->spans.count; j++) {
            const Span *span = &lane->spans.items[j];
            if (span_resource(span) && (span->open || span->to.t > span->from.t))
                timeline->resources.items[span_resource(span) - 1].waits++;
        }
    }
}
