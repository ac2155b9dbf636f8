#include "sim/timers.h"

enum { SWEEP_FIRST = 256, WAYS = 4 };

static inline bool before(const TimerEntry *a, const TimerEntry *b)
{
    return a->when != b->when ? a->when < b->when : a->sequence < b->sequence;
}

bool timer_is_live(const TimerEntry *entry)
{
    if (entry->owner->kind == OBJ_TASK)
        return task_sleep((const Task *)entry->owner) == entry->sequence;
    return !((const Timer *)entry->owner)->cancelled;
}

/* Where the newest goes, which stood last: above all that are due later. */
static TimerEntry *place_for(TimerHeap *heap, int64_t when)
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

static void sift_down(TimerHeap *heap, size_t at, TimerEntry entry)
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
            if (before(&items[child], &items[least]))
                least = child;
        if (!before(&items[least], &entry))
            break;
        items[at] = items[least];
        at = least;
    }
    items[at] = entry;
}

/* Throws the dead ones out when the heap has doubled since the last look, so a scenario that arms
 * and cancels for ever stays small. The order of the rest is its keys', not its places'. */
static void sweep(TimerHeap *heap)
{
    size_t kept = 0;
    for (size_t i = 0; i < heap->count; i++) {
        if (timer_is_live(&heap->items[i]))
            heap->items[kept++] = heap->items[i];
    }
    heap->count = kept;
    for (size_t i = kept / WAYS + 1; kept && i-- > 0;)
        sift_down(heap, i, heap->items[i]);
    heap->sweep_at = kept * 2 > SWEEP_FIRST ? kept * 2 : SWEEP_FIRST;
}

uint64_t timers_push(TimerHeap *heap, int64_t when, int64_t armed, Obj *owner)
{
    if (heap->count >= heap->sweep_at)
        sweep(heap);
    uint64_t sequence = ++heap->sequence;
    (void)array_add(heap);
    TimerEntry *entry = place_for(heap, when);
    entry->when = when;
    entry->sequence = sequence;
    entry->owner = owner;
    entry->armed = armed;
    return sequence;
}

void timers_drop(TimerHeap *heap)
{
    if (--heap->count)
        sift_down(heap, 0, heap->items[heap->count]);
}

void timers_drop_dead(TimerHeap *heap)
{
    while (heap->count && !timer_is_live(&heap->items[0]))
        timers_drop(heap);
}

void timers_visit(Heap *heap, const TimerHeap *timers)
{
    for (size_t i = 0; i < timers->count; i++)
        heap_mark(heap, timers->items[i].owner);
}

void timers_free(TimerHeap *heap)
{
    array_free(heap);
}
