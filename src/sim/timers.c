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

static void sift_up(TimerHeap *heap, size_t at, TimerEntry entry)
{
    while (at > 0) {
        size_t parent = (at - 1) / WAYS;
        if (!before(&entry, &heap->items[parent]))
            break;
        heap->items[at] = heap->items[parent];
        at = parent;
    }
    heap->items[at] = entry;
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

uint64_t timers_push(TimerHeap *heap, TimerEntry entry)
{
    if (heap->count >= heap->sweep_at)
        sweep(heap);
    entry.sequence = ++heap->sequence;
    (void)array_add(heap);
    sift_up(heap, heap->count - 1, entry);
    return entry.sequence;
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
