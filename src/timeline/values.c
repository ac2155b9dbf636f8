/* What names hold: for each name a track of what it held when; each lane's tracks are a chain. */
#include "timeline/values.h"

#include "timeline/inside.h"

enum { MOST_TRACKS = 1024 }; /* of a lane: more names than any panel could show */

static LaneTracks *chain_of(Values *values, uint32_t lane)
{
    size_t index = lane == NO_TASK ? 0 : (size_t)lane + 1;
    while (values->lanes.count <= index)
        array_push(&values->lanes, (LaneTracks){0});
    return &values->lanes.items[index];
}

/* NULL where a lane has too many of them already. */
static NameTrack *track_of(Values *values, uint32_t lane, NamedValue value)
{
    LaneTracks *chain = chain_of(values, lane);
    uint32_t met = 0;
    for (uint32_t at = chain->first; at; at = values->tracks.items[at - 1].next, met++) {
        NameTrack *track = &values->tracks.items[at - 1];
        if (track->depth == value.depth && str_equal(track->name, value.name))
            return track;
    }
    if (met >= MOST_TRACKS)
        return NULL;
    array_push(&values->tracks, (NameTrack){.depth = value.depth,
                                            .name = str_copy(&values->arena, value.name)});
    uint32_t added = (uint32_t)values->tracks.count;
    if (chain->last)
        values->tracks.items[chain->last - 1].next = added;
    else
        chain->first = added;
    chain->last = added;
    return &values->tracks.items[added - 1];
}

/* Of what a name held at one moment only the last counts. */
static void add_state(Values *values, const Trace *trace, const Event *event, Moment at)
{
    NamedValue value = trace_value(trace, event->value);
    NameTrack *track = track_of(values, event->task, value);
    NameState state = {.at = at};
    if (!(event->flags & VALUE_GONE))
        state.text = str_copy(&values->arena, value.text);
    if (!track)
        return;
    size_t count = track->states.count;
    if (count && moment_compare(track->states.items[count - 1].at, at) == 0)
        track->states.items[count - 1] = state;
    else
        array_push(&track->states, state);
}

Values *values_fold(const Trace *trace)
{
    uint64_t kinds = EVENT_BIT(EVENT_VALUE) | EVENT_BIT(EVENT_VALUES_END);
    if (trace_find(trace, 0, kinds) == trace_count(trace))
        return NULL;
    Values *values = mem_new(sizeof *values);
    Moment now = {0};
    for (size_t i = 0; i < trace_count(trace) && !values->ends; i++) {
        Event event = trace_event(trace, i);
        now = moment_of(now, &event);
        if (event.kind == EVENT_VALUE)
            add_state(values, trace, &event, now);
        if (event.kind != EVENT_VALUES_END)
            continue;
        values->ends = true;
        values->end = now;
    }
    return values;
}

void values_free(Values *values)
{
    if (!values)
        return;
    for (size_t i = 0; i < values->tracks.count; i++)
        array_free(&values->tracks.items[i].states);
    array_free(&values->tracks);
    array_free(&values->lanes);
    arena_free(&values->arena);
    mem_free(values);
}

/* Behind all of its depth and of outer ones. */
static void insert(NameNow *names, size_t count, NameNow name)
{
    size_t place = count;
    for (; place > 0 && names[place - 1].depth > name.depth; place--)
        names[place] = names[place - 1];
    names[place] = name;
}

size_t values_at(const Values *values, uint32_t lane, Moment at, NameNow *names, size_t most)
{
    size_t index = lane == NO_TASK ? 0 : (size_t)lane + 1, count = 0;
    if (!values || index >= values->lanes.count)
        return 0;
    uint32_t next = values->lanes.items[index].first;
    while (next && count < most) {
        const NameTrack *track = &values->tracks.items[next - 1];
        size_t states = MOMENTS_UNTIL(&track->states, at, at);
        next = track->next;
        if (!states || !track->states.items[states - 1].text.at)
            continue;
        const NameState *state = &track->states.items[states - 1];
        Str before = states > 1 ? state[-1].text : (Str){0};
        insert(names, count++, (NameNow){.name = track->name, .text = state->text,
                                         .depth = track->depth, .since = state->at,
                                         .before = before});
    }
    return count;
}
