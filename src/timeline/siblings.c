/* Equal siblings: tasks of one maker and one coroutine that do the same things and come to the
 * same end, each in about the same time. A picture of very many lanes draws them as one; whoever
 * differs from its siblings stays a lane of its own. */
#include "timeline/inside.h"

#include <stdlib.h>

enum { LEAST_ALIKE = 5, SPANS_LOOKED_AT = 64 };

typedef struct Kin {
    uint64_t likeness; /* equal for lanes that do the same */
    int64_t lifetime;
    uint32_t lane;
} Kin;

static uint64_t mixed(uint64_t hash, uint64_t value)
{
    hash ^= value;
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t mixed_name(uint64_t hash, Str call)
{
    for (size_t i = 0; i < call.length && call.at[i] != '('; i++)
        hash = mixed(hash, (unsigned char)call.at[i]);
    return hash;
}

/* What it is, what it does, how it ends; not when, and not how long it had to wait for its turn. */
static uint64_t likeness_of(const Lane *lane)
{
    uint64_t hash = mixed(mixed_name(1469598103934665603u, lane->call), lane->maker);
    for (size_t i = 0; i < lane->spans.count && i < SPANS_LOOKED_AT; i++) {
        const Span *span = &lane->spans.items[i];
        if (span->kind != SPAN_READY)
            hash = mixed(hash, (uint64_t)span->kind * 64 + (uint64_t)span->wait + 1);
    }
    return mixed(hash, lane->has_ended ? (uint64_t)state_when_over(lane) + 1 : 0);
}

static int compare_kin(const void *a, const void *b)
{
    const Kin *one = a, *other = b;
    if (one->likeness != other->likeness)
        return one->likeness < other->likeness ? -1 : 1;
    if (one->lifetime != other->lifetime)
        return one->lifetime < other->lifetime ? -1 : 1;
    return one->lane < other->lane ? -1 : 1;
}

/* Mostly a gather's children are: sorting takes as much memory as there is to be sorted. */
static bool is_sorted(const Kin *kin, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_kin(&kin[i - 1], &kin[i]) > 0)
            return false;
    return true;
}

/* Of lanes that do the same, in the order of their lifetimes: what takes more than twice as long
 * as the middle one, or less than half, and is rare, stands for itself. */
static void join_kin(Timeline *timeline, const Kin *kin, size_t count)
{
    int64_t middle = kin[count / 2].lifetime;
    size_t first = 0, end = count;
    while (first < count && kin[first].lifetime < middle / 2)
        first++;
    while (end > first && kin[end - 1].lifetime / 2 > middle)
        end--;
    if (first * 10 > count)
        first = 0;
    if ((count - end) * 10 > count)
        end = count;
    if (end - first < LEAST_ALIKE)
        return;
    uint32_t leader = kin[first].lane;
    for (size_t i = first; i < end; i++)
        leader = kin[i].lane < leader ? kin[i].lane : leader;
    const Lane *lanes = timeline->lanes.items;
    bool in_step = true;
    for (size_t i = first; i < end; i++) {
        timeline->lanes.items[kin[i].lane].leader = leader;
        in_step = in_step && lanes[kin[i].lane].born.t == lanes[leader].born.t &&
                  lanes[kin[i].lane].ended.t == lanes[leader].ended.t;
    }
    timeline->lanes.items[leader].kin_in_step = in_step;
}

/* Lists equal siblings by their leaders, and the order in which lanes stand without them. */
static void list_kin(Timeline *timeline)
{
    uint32_t count = (uint32_t)timeline->lanes.count, next = 0;
    Lane *lanes = timeline->lanes.items;
    timeline->kin = ARENA_ARRAY(&timeline->arena, uint32_t, count);
    timeline->joined = ARENA_ARRAY(&timeline->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        lanes[lanes[i].leader].kin_count++;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t lane = timeline->order[i];
        if (lanes[lane].leader != lane)
            continue;
        timeline->joined[timeline->joined_count++] = lane;
        lanes[lane].kin = next;
        next += lanes[lane].kin_count;
        lanes[lane].kin_count = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        Lane *leader = &lanes[lanes[i].leader];
        timeline->kin[leader->kin + leader->kin_count++] = i;
    }
}

void timeline_find_siblings(Timeline *timeline, Arena *scratch)
{
    uint32_t count = (uint32_t)timeline->lanes.count;
    bool *makes = ARENA_ARRAY(scratch, bool, count + 1);
    Kin *kin = ARENA_ARRAY(scratch, Kin, count + 1);
    size_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        Lane *lane = &timeline->lanes.items[i];
        lane->leader = i;
        if (lane->maker < count)
            makes[lane->maker] = true;
    }
    for (uint32_t i = 0; i < count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        if (!makes[i] && lane->maker < count)
            kin[kept++] = (Kin){likeness_of(lane), lane->ended.t - lane->born.t, i};
    }
    if (!is_sorted(kin, kept))
        qsort(kin, kept, sizeof *kin, compare_kin);
    for (size_t i = 0, next; i < kept; i = next) {
        for (next = i + 1; next < kept && kin[next].likeness == kin[i].likeness;)
            next++;
        if (next - i >= LEAST_ALIKE)
            join_kin(timeline, &kin[i], next - i);
    }
    list_kin(timeline);
}
