#include "sim/timers.h"

#include <string.h>

enum { SWEEP_FIRST = 256, WAYS = 4 };

bool timer_is_live(const TimerEntry *entry)
{
    if (entry->owner->kind == OBJ_TASK)
        return task_sleep((const Task *)entry->owner) == entry->sequence;
    return !((const Timer *)entry->owner)->cancelled;
}

/* --- the heap --- */

/* Where the newest goes, which stood last: above all that are due later. */
static TimerEntry *place_for(TimerArray *heap, int64_t when)
{
    size_t at = heap->count - 1;
    while (at > 0) {
        size_t parent = (at - 1) / WAYS;
        if (heap->items[parent].when <= when)
            break;
        heap->items[at] = heap->items[parent];
        at = parent;
    }
    return &heap->items[at];
}

static void sift_down(TimerArray *heap, size_t at, TimerEntry entry)
{
    TimerEntry *items = heap->items;
    for (;;) {
        size_t first = at * WAYS + 1, end = first + WAYS;
        if (first >= heap->count)
            break;
        if (end > heap->count)
            end = heap->count;
        size_t least = first;
        for (size_t child = first + 1; child < end; child++)
            if (timer_is_before(&items[child], &items[least]))
                least = child;
        if (!timer_is_before(&items[least], &entry))
            break;
        items[at] = items[least];
        at = least;
    }
    items[at] = entry;
}

/* --- the row --- */

/* Room for one more, if possible where the first ones stood. */
static TimerEntry *add_to_row(Timers *timers)
{
    TimerArray *row = &timers->row;
    if (row->count == row->room && timers->row_first > row->count / 2) {
        row->count -= timers->row_first;
        memmove(row->items, row->items + timers->row_first, row->count * sizeof *row->items);
        timers->row_first = 0;
    }
    return array_add(row);
}

static bool is_last(const TimerArray *row, int64_t when)
{
    return !row->count || row->items[row->count - 1].when <= when;
}

/* --- both --- */

static size_t keep_live(TimerEntry *to, const TimerEntry *from, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (timer_is_live(&from[i]))
            to[kept++] = from[i];
    }
    return kept;
}

/* Throws the dead ones out when they have doubled since the last look, so a scenario that arms and
 * cancels for ever stays small. The order of the rest is its keys', not its places'. */
static void sweep(Timers *timers)
{
    TimerArray *heap = &timers->heap, *row = &timers->row;
    heap->count = keep_live(heap->items, heap->items, heap->count);
    for (size_t i = heap->count / WAYS + 1; heap->count && i-- > 0;)
        sift_down(heap, i, heap->items[i]);
    if (row->count)
        row->count = keep_live(row->items, row->items + timers->row_first,
                               row->count - timers->row_first);
    timers->row_first = 0;
    size_t twice = timers_count(timers) * 2;
    timers->sweep_at = twice > SWEEP_FIRST ? twice : SWEEP_FIRST;
}

uint64_t timers_push(Timers *timers, int64_t when, int64_t armed, Obj *owner)
{
    if (timers_count(timers) >= timers->sweep_at)
        sweep(timers);
    TimerEntry *entry;
    if (is_last(&timers->row, when)) {
        entry = add_to_row(timers);
    } else {
        (void)array_add(&timers->heap);
        entry = place_for(&timers->heap, when);
    }
    entry->when = when;
    entry->sequence = ++timers->sequence;
    entry->owner = owner;
    entry->armed = armed;
    return timers->sequence;
}

void timers_drop(Timers *timers)
{
    TimerArray *heap = &timers->heap, *row = &timers->row;
    if (timers_first(timers) != heap->items) {
        if (++timers->row_first == row->count)
            timers->row_first = row->count = 0;
    } else if (--heap->count) {
        sift_down(heap, 0, heap->items[heap->count]);
    }
}

void timers_drop_dead(Timers *timers)
{
    for (const TimerEntry *first; (first = timers_first(timers)) && !timer_is_live(first);)
        timers_drop(timers);
}

void timers_visit(Heap *heap, const Timers *timers)
{
    for (size_t i = 0; i < timers->heap.count; i++)
        heap_mark(heap, timers->heap.items[i].owner);
    for (size_t i = timers->row_first; i < timers->row.count; i++)
        heap_mark(heap, timers->row.items[i].owner);
}

void timers_free(Timers *timers)
{
    array_free(&timers->heap);
    array_free(&timers->row);
}
