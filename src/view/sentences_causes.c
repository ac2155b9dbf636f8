/* Sentences about causes: who holds what, who waits for whom for ever. */
#include "view/sentences.h"

#include <string.h>

static Str bare_name(Str call)
{
    const char *open = memchr(call.at, '(', call.length);
    return open ? (Str){call.at, (size_t)(open - call.at)} : call;
}

void say_held(Builder *out, const Timeline *timeline, uint32_t lane, uint32_t waiters, int less)
{
    Str call = timeline->lanes.items[lane].call;
    if (less == 0)
        builder_text(out, "held by ");
    if (less == 3) {
        builder_str(out, timeline->lanes.items[lane].name);
    } else if (less < 2) {
        builder_str(out, call);
    } else {
        builder_str(out, bare_name(call));
        builder_text(out, "(…)");
    }
    if (less == 0 && waiters)
        builder_printf(out, "; %u %s", waiters, waiters == 1 ? "waits" : "wait");
}

static bool begins(Str text, const char *with)
{
    size_t length = strlen(with);
    return text.length >= length && memcmp(text.at, with, length) == 0;
}

static bool ends(Str text, const char *with)
{
    size_t length = strlen(with);
    return text.length >= length && memcmp(text.at + text.length - length, with, length) == 0;
}

/* Not where the scenario has words of its own. */
static bool is_plain_label(Str label)
{
    return begins(label, "async with ") || ends(label, ".acquire()");
}

bool say_wait(Builder *out, const Timeline *timeline, uint32_t lane, const Span *span, int less)
{
    if (!span_resource(span) || !is_plain_label(span_label(span)))
        return false;
    const Resource *resource = &timeline->resources.items[span_resource(span) - 1];
    uint32_t holders[2];
    if (resource->name.length == 0)
        return false;
    builder_text(out, "waits for ");
    builder_str(out, resource->name);
    if (less == 2 || resource_holders(resource, span->from, holders, 2) != 1 ||
        holders[0] == NO_TASK)
        return true;
    builder_text(out, ", held by ");
    Str call = timeline->lanes.items[holders[0]].call;
    if (holders[0] == lane) {
        builder_text(out, "itself");
    } else if (less == 0) {
        builder_str(out, call);
    } else {
        builder_str(out, bare_name(call));
        builder_text(out, "(…)");
    }
    return true;
}

static const Cancel *cancel_of(const Timeline *timeline, uint32_t lane, Moment at)
{
    for (size_t i = timeline->cancels.count; i-- > 0;) {
        const Cancel *cancel = &timeline->cancels.items[i];
        if (cancel->to == lane && cancel->arrived && moment_compare(cancel->at, at) <= 0)
            return cancel;
    }
    return NULL;
}

void say_cancelled(Builder *out, const Timeline *timeline, uint32_t lane, Moment at)
{
    const Cancel *cancel = cancel_of(timeline, lane, at);
    builder_text(out, "cancelled");
    if (!cancel)
        return;
    if (cancel->cause == CANCEL_SHUTDOWN) {
        builder_text(out, ": asyncio.run() ends");
    } else if (cancel->cause == CANCEL_LIMIT) {
        builder_text(out, ": its time is over");
    } else if (cancel->from != NO_TASK && cancel->from != lane) {
        builder_text(out, cancel->cause == CANCEL_GROUP ? ": the group gives up after "
                                                        : " by ");
        builder_str(out, timeline->lanes.items[cancel->from].call);
        builder_text(out, cancel->cause == CANCEL_GROUP ? " failed" : "");
    }
}

void say_count_of(Builder *out, int64_t count, int64_t of)
{
    builder_printf(out, "%lld", (long long)count);
    if (of > 0)
        builder_printf(out, " of %lld", (long long)of);
}

/* --- what is held --- */

Str resource_name(const Timeline *timeline, uint32_t index)
{
    static const char *const kinds[OBJECT_KINDS] = {
        [OBJECT_LOCK] = "a lock",
        [OBJECT_SEMAPHORE] = "a semaphore",
        [OBJECT_QUEUE] = "a queue",
        [OBJECT_PRIORITY_QUEUE] = "a queue",
        [OBJECT_LIFO_QUEUE] = "a queue",
        [OBJECT_EVENT] = "an event",
        [OBJECT_CONDITION] = "a condition",
        [OBJECT_BARRIER] = "a barrier"};
    const Resource *resource = &timeline->resources.items[index - 1];
    return resource->name.length ? resource->name : str_of(kinds[resource->kind]);
}

static bool is_held(const Timeline *timeline, uint32_t index)
{
    ObjectKind kind = timeline->resources.items[index - 1].kind;
    return kind == OBJECT_LOCK || kind == OBJECT_SEMAPHORE;
}

enum { MOST_HELD = 16, MOST_RESOURCES = 64 };

static bool is_holder(const Resource *resource, uint32_t lane, Moment at)
{
    uint32_t holders[MOST_HELD];
    size_t count = resource_holders(resource, at, holders, MOST_HELD);
    for (size_t i = 0; i < count; i++)
        if (holders[i] == lane)
            return true;
    return false;
}

bool say_holdings(Builder *out, const Timeline *timeline, uint32_t lane, Moment at)
{
    bool any = false;
    for (uint32_t i = 0; i < timeline->resources.count && i < MOST_RESOURCES; i++) {
        if (!is_held(timeline, i + 1) || !is_holder(&timeline->resources.items[i], lane, at))
            continue;
        builder_text(out, any ? ", " : "holds ");
        builder_str(out, resource_name(timeline, i + 1));
        any = true;
    }
    return any;
}

static void say_holders(Builder *out, const Timeline *timeline, const Resource *resource,
                        Moment at)
{
    uint32_t holders[MOST_HELD];
    size_t count = resource_holders(resource, at, holders, MOST_HELD);
    builder_text(out, count ? "held by " : "free");
    for (size_t i = 0; i < count; i++) {
        builder_text(out, i ? ", " : "");
        builder_str(out, holders[i] == NO_TASK ? STR("nobody")
                                               : timeline->lanes.items[holders[i]].name);
    }
}

static void say_items(Builder *out, const Resource *resource, Moment at, int64_t count)
{
    Str items[MOST_HELD];
    size_t told = resource_items(resource, at, items, MOST_HELD);
    if (count <= 0 || told != (size_t)count) {
        builder_printf(out, count > 0 ? "%lld in it" : "empty", (long long)count);
        return;
    }
    for (size_t i = 0; i < told; i++) {
        builder_text(out, i ? ", " : "");
        builder_str(out, items[i]);
    }
}

void say_resource(Builder *out, const Timeline *timeline, uint32_t index, Moment at)
{
    const Resource *resource = &timeline->resources.items[index];
    size_t states = resource_states_until(resource, at);
    while (states && resource->states.items[states - 1].kind == CHANGE_TASK_DONE)
        states--;
    int64_t value = states ? resource->states.items[states - 1].value : 0;
    builder_str(out, resource_name(timeline, index + 1));
    builder_text(out, ": ");
    switch (resource->kind) {
    case OBJECT_LOCK:
    case OBJECT_SEMAPHORE: say_holders(out, timeline, resource, at); break;
    case OBJECT_QUEUE:
    case OBJECT_PRIORITY_QUEUE:
    case OBJECT_LIFO_QUEUE: say_items(out, resource, at, value); break;
    case OBJECT_EVENT: builder_text(out, value ? "set" : "not set"); break;
    case OBJECT_BARRIER: say_count_of(out, value, resource->capacity); break;
    default: builder_text(out, "a condition"); break;
    }
    uint32_t waiters = resource_waiters(timeline, index, at);
    if (waiters)
        builder_printf(out, "; %u %s", waiters, waiters == 1 ? "waits" : "wait");
}
