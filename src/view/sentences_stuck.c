/* Why a run can't go on: circles of those who wait for each other, waits for the dead, and for what
 * nobody is left to do. */
#include "view/sentences.h"

enum { MOST_TOLD = 4 };

static bool is_held(const Timeline *timeline, uint32_t index)
{
    ObjectKind kind = timeline->resources.items[index - 1].kind;
    return kind == OBJECT_LOCK || kind == OBJECT_SEMAPHORE;
}

static void say_task(Builder *out, const Timeline *timeline, uint32_t lane, bool number)
{
    if (number)
        builder_printf(out, "%u", lane + 1);
    else
        builder_str(out, timeline->lanes.items[lane].name);
}

/* `Task-2 holds left and waits for right`: what it holds is what the one before it waits for. */
static void say_link(Builder *out, const Timeline *timeline, const Circle *circle, size_t index,
                     bool numbers)
{
    size_t count = circle->links.count;
    const CircleLink *link = &circle->links.items[index];
    uint32_t before = circle->links.items[(index + count - 1) % count].resource;
    uint32_t next = circle->links.items[(index + 1) % count].lane;
    say_task(out, timeline, link->lane, numbers);
    if (before && is_held(timeline, before)) {
        builder_text(out, " holds ");
        builder_str(out, resource_name(timeline, before));
        builder_text(out, " and");
    }
    builder_text(out, " waits for ");
    if (!link->resource) {
        if (next == link->lane)
            builder_text(out, "itself");
        else
            say_task(out, timeline, next, numbers);
        return;
    }
    builder_str(out, resource_name(timeline, link->resource));
    if (is_held(timeline, link->resource))
        return;
    builder_text(out, ", so for ");
    if (next == link->lane)
        builder_text(out, "itself");
    else
        say_task(out, timeline, next, numbers);
}

static void say_circle(Builder *out, const Timeline *timeline, const Circle *circle, bool numbers)
{
    size_t count = circle->links.count;
    for (size_t i = 0; i < count && i < MOST_TOLD; i++) {
        builder_text(out, i ? "; " : "");
        say_link(out, timeline, circle, i, numbers);
    }
    if (count > MOST_TOLD)
        builder_printf(out, "; and %zu more in the circle", count - MOST_TOLD);
    builder_text(out, count == 1   ? ": it can never run again"
                      : count == 2 ? ": neither can ever run again"
                                   : ": none of them can ever run again");
}

static Str end_words(const Lane *lane)
{
    for (size_t i = lane->marks.count; i-- > 0;) {
        if (lane->marks.items[i].kind == MARK_FAILED)
            return mark_words(&lane->marks.items[i])->text;
        if (lane->marks.items[i].kind == MARK_CANCELLED)
            return STR("cancelling");
    }
    return STR("its end");
}

/* `worker(1) died of ValueError: boom; main() waits for q for ever`. */
static void say_orphan(Builder *out, const Timeline *timeline, const Orphan *orphan)
{
    const Lane *dead = &timeline->lanes.items[orphan->dead];
    builder_str(out, dead->call);
    builder_text(out, " died of ");
    builder_str(out, end_words(dead));
    builder_text(out, "; ");
    builder_str(out, timeline->lanes.items[orphan->waiter].call);
    builder_text(out, " waits for ");
    builder_str(out, resource_name(timeline, orphan->resource));
    builder_text(out, " for ever");
}

/* --- in vain --- */

static bool waits_in_vain(const Resource *resource)
{
    return resource->kind == OBJECT_EVENT || resource->kind == OBJECT_CONDITION ||
           resource->kind == OBJECT_BARRIER;
}

void say_in_vain(Builder *out, const Timeline *timeline, uint32_t index)
{
    const Resource *resource = &timeline->resources.items[index];
    Moment end = {INT64_MAX, ALL_STEPS};
    uint32_t waiters = resource_waiters(timeline, index, end);
    if (timeline->outcome != OUTCOME_STUCK || !waiters || !waits_in_vain(resource))
        return;
    if (resource->kind == OBJECT_EVENT)
        builder_text(out, "nobody is left to set it");
    else if (resource->kind == OBJECT_CONDITION)
        builder_text(out, "nobody is left to notify");
    else if (resource->capacity > waiters)
        builder_printf(out, "%u of %lld have come; no more will", waiters,
                       (long long)resource->capacity);
}

/* `2 and 3 wait for ready: nobody is left to set it`. */
static void say_waiters(Builder *out, const Timeline *timeline, uint32_t index, bool numbers)
{
    uint32_t told[MOST_TOLD], count = 0;
    for (uint32_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        const Span *last = lane->spans.count ? &lane->spans.items[lane->spans.count - 1] : NULL;
        if (!last || !last->open || span_resource(last) != index + 1)
            continue;
        if (count < MOST_TOLD)
            told[count] = i;
        count++;
    }
    for (uint32_t i = 0; i < count && i < MOST_TOLD; i++) {
        builder_text(out, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        say_task(out, timeline, told[i], numbers);
    }
    if (count > MOST_TOLD)
        builder_printf(out, " and %u more", count - MOST_TOLD);
    builder_text(out, count == 1 ? " waits for " : " wait for ");
    builder_str(out, resource_name(timeline, index + 1));
    builder_text(out, ": ");
    say_in_vain(out, timeline, index);
}

static bool say_all_in_vain(Builder *out, const Timeline *timeline, bool numbers)
{
    bool any = false;
    for (uint32_t i = 0; i < timeline->resources.count; i++) {
        Builder said = {0};
        say_in_vain(&said, timeline, i);
        if (said.length > 0) {
            builder_text(out, any ? ". " : "");
            say_waiters(out, timeline, i, numbers);
            any = true;
        }
        builder_free(&said);
    }
    return any;
}

void say_circles(Builder *out, const Timeline *timeline, bool numbers)
{
    if (timeline->circles.count)
        say_circle(out, timeline, &timeline->circles.items[0], numbers);
    if (timeline->circles.count > 1)
        builder_printf(out, " (and %zu more circles)", timeline->circles.count - 1);
    if (timeline->orphans.count && timeline->circles.count)
        builder_text(out, ". ");
    if (timeline->orphans.count)
        say_orphan(out, timeline, &timeline->orphans.items[0]);
    if (!timeline->orphans.count && !timeline->circles.count)
        say_all_in_vain(out, timeline, numbers);
}
