/* Folding in slices: one walk over the trace to count what each lane will hold, one to fill it in, and
 * then what is made of the lanes. Nothing grows, so a million lanes take what they hold and no
 * more. */
#include "timeline/fold.h"

#include "base/budget.h"

#include <assert.h>

enum { WORKERS = UINT16_MAX + 1 };
enum { PART_COUNT, PART_LANES, PART_EVENTS, PART_ROUND_OFF, PART_OVER };

Folding *folding_begin(const Trace *trace, Str title, Str description, Str call, Hues *hues)
{
    Timeline *timeline = mem_new(sizeof *timeline);
    Fold *fold = mem_new(sizeof *fold);
    timeline->title = str_copy(&timeline->arena, title);
    timeline->description = str_copy(&timeline->arena, description);
    timeline->call = str_copy(&timeline->arena, call);
    *fold = (Fold){.trace = trace, .timeline = timeline, .hues = hues};
    timeline->lanes.room = trace_task_count(trace);
    fold_make_resources(fold);
    fold->counts = ARENA_ARRAY(&fold->counting, FoldCounts, timeline->lanes.room + 1);
    return fold;
}

static bool count_on(Fold *fold, uint64_t *budget)
{
    size_t count = trace_count(fold->trace), to = budget_stretch(budget, fold->next, count);
    for (; fold->next < to; fold->next++) {
        Event event = trace_event(fold->trace, fold->next);
        fold_count(fold, &event);
    }
    if (to < count)
        return false;
    Timeline *timeline = fold->timeline;
    fold_make_room(fold);
    fold->open = ARENA_ARRAY(&fold->scratch, Open, timeline->lanes.room);
    fold->limits = ARENA_ARRAY(&fold->scratch, uint32_t, trace_limit_count(fold->trace));
    fold->jobs = ARENA_ARRAY(&fold->scratch, uint32_t, WORKERS);
    return true;
}

static bool make_lanes(Fold *fold, uint64_t *budget)
{
    size_t count = fold->timeline->lanes.room, to = budget_stretch(budget, fold->next, count);
    while (fold->next < to)
        fold_make_lane_room(fold, fold->next++);
    if (to < count)
        return false;
    arena_free(&fold->counting);
    fold->counts = NULL;
    return true;
}

static bool take_events(Fold *fold, uint64_t *budget)
{
    size_t count = trace_count(fold->trace), to = budget_stretch(budget, fold->next, count);
    for (; fold->next < to; fold->next++) {
        Event event = trace_event(fold->trace, fold->next);
        fold->index = (uint32_t)fold->next;
        fold_event(fold, &event);
    }
    if (to < count)
        return false;
    array_free(&fold->waits);
    array_free(&fold->hue_of);
    return true;
}

static void find_circles(Fold *fold)
{
    timeline_find_circles(fold->timeline, fold->trace);
}

static void count_together(Fold *fold)
{
    timeline_count_together(fold->timeline, &fold->scratch);
}

static void order(Fold *fold)
{
    timeline_order(fold->timeline, &fold->scratch);
}

static void find_siblings(Fold *fold)
{
    timeline_find_siblings(fold->timeline, &fold->scratch);
}

static void count_states(Fold *fold)
{
    timeline_count_states(fold->timeline);
}

static void gather_facts(Fold *fold)
{
    timeline_gather_facts(fold->timeline);
}

static void tally(Fold *fold)
{
    timeline_tally(fold->timeline);
}

static void give_own_hues(Fold *fold)
{
    timeline_give_own_hues(fold->timeline);
}

/* What is made of all lanes at once: one after the other, each whole, and none needs what the one
 * before took for itself. */
static bool round_off(Fold *fold, uint64_t *budget)
{
    static void (*const walks[])(Fold *fold) = {
        fold_end_causes, count_together, find_circles, order,
        find_siblings,   count_states,   gather_facts, tally, give_own_hues};
    const size_t count = sizeof walks / sizeof *walks;
    while (fold->next < count && *budget) {
        arena_free(&fold->scratch);
        walks[fold->next++](fold);
        budget_spend(budget, 1 + trace_count(fold->trace) / 4);
    }
    return fold->next == count;
}

bool folding_advance(Folding *fold, uint64_t *budget)
{
    static bool (*const parts[])(Fold *fold, uint64_t *budget) = {
        [PART_COUNT] = count_on,
        [PART_LANES] = make_lanes,
        [PART_EVENTS] = take_events,
        [PART_ROUND_OFF] = round_off};
    while (fold->part < PART_OVER && *budget) {
        if (!parts[fold->part](fold, budget))
            return false;
        fold->part++;
        fold->next = 0;
    }
    return fold->part == PART_OVER;
}

Timeline *folding_end(Folding *fold)
{
    if (!fold)
        return NULL;
    Timeline *timeline = fold->timeline;
    if (fold->part < PART_OVER) {
        timeline_free(timeline);
        timeline = NULL;
    }
    assert(!timeline || !timeline_wrong(timeline));
    array_free(&fold->waits);
    array_free(&fold->texts);
    array_free(&fold->hue_of);
    builder_free(&fold->room);
    array_free(&fold->held);
    array_free(&fold->failures);
    arena_free(&fold->counting);
    arena_free(&fold->scratch);
    mem_free(fold);
    return timeline;
}

Timeline *timeline_fold(const Trace *trace, Str title, Str description, Str call, Hues *hues)
{
    Folding *folding = folding_begin(trace, title, description, call, hues);
    uint64_t budget = BUDGET_ALL;
    folding_advance(folding, &budget);
    return folding_end(folding);
}

void timeline_free(Timeline *timeline)
{
    if (!timeline)
        return;
    Arena arena = timeline->arena;
    arena_free(&arena);
    mem_free(timeline);
}
