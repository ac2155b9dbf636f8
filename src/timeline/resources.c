/* What a resource is at a moment: who holds it, what is in it. */
#include "timeline/timeline.h"

size_t resource_states_until(const Resource *resource, Moment at)
{
    return MOMENTS_UNTIL(&resource->states, at, at);
}

size_t resource_holders(const Resource *resource, Moment at, uint32_t *lanes, size_t most)
{
    size_t count = 0, states = resource_states_until(resource, at);
    for (size_t i = 0; i < states; i++) {
        const ResourceState *state = &resource->states.items[i];
        if (state->kind == CHANGE_HOLD && count < most)
            lanes[count++] = state->lane;
        if (state->kind != CHANGE_RELEASE || count == 0)
            continue;
        size_t gone = 0;
        while (gone < count && lanes[gone] != state->lane)
            gone++;
        gone = gone < count ? gone : 0;
        for (size_t j = gone + 1; j < count; j++)
            lanes[j - 1] = lanes[j];
        count--;
    }
    return count;
}

/* Equal items can't be told apart, so the first one leaves. */
static size_t take_out(const ResourceState *items, size_t *order, size_t count, Str item)
{
    size_t gone = 0;
    while (gone < count && !str_equal(items[order[gone]].item, item))
        gone++;
    if (gone == count)
        return count;
    for (size_t j = gone + 1; j < count; j++)
        order[j - 1] = order[j];
    return count - 1;
}

size_t resource_items(const Resource *resource, Moment at, Str *items, size_t most)
{
    enum { MOST_REPLAYED = 4096, MOST_INSIDE = 64 };
    size_t inside[MOST_INSIDE], count = 0, states = resource_states_until(resource, at);
    if (states > MOST_REPLAYED)
        return 0;
    for (size_t i = 0; i < states; i++) {
        const ResourceState *state = &resource->states.items[i];
        if (state->kind == CHANGE_PUT && count == MOST_INSIDE)
            return 0;
        if (state->kind == CHANGE_PUT)
            inside[count++] = i;
        else if (state->kind == CHANGE_GET)
            count = take_out(resource->states.items, inside, count, state->item);
    }
    count = count < most ? count : most;
    for (size_t i = 0; i < count; i++)
        items[i] = resource->states.items[inside[i]].item;
    return count;
}

uint32_t resource_waiters(const Timeline *timeline, uint32_t index, Moment at)
{
    enum { MOST_LOOKED_AT = 4096 };
    uint32_t count = 0;
    for (uint32_t i = 0; i < timeline->lanes.count && i < MOST_LOOKED_AT; i++) {
        const Span *span = timeline_span_at(timeline, i, at);
        count += span && span_resource(span) == index + 1;
    }
    return count;
}
