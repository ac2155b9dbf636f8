/* The loop's deadlines, by (when, sequence). Most are armed in the very order in which they are due
 * (equal delays, time limits): those stand in a row. The others are in a heap, in which each has four
 * below it, which stand beside each other in memory. */
#ifndef SIM_TIMERS_H
#define SIM_TIMERS_H

#include "sim/loop.h"

typedef struct TimerEntry {
    int64_t when;
    uint64_t sequence; /* order of arming, from 1 */
    Obj *owner;        /* a Timer, or a Task that sleeps */
    int64_t armed;     /* virtual ns */
} TimerEntry;

typedef ARRAY(TimerEntry) TimerArray;

/* Zero-initialised is empty. */
typedef struct Timers {
    TimerArray heap;
    TimerArray row;
    size_t row_first; /* before it all are over; less than row.count, or both are 0 */
    uint64_t sequence;
    size_t sweep_at; /* how many make it worth looking for dead ones */
} Timers;

/* Its sequence. */
uint64_t timers_push(Timers *timers, int64_t when, int64_t armed, Obj *owner);

static inline size_t timers_count(const Timers *timers)
{
    return timers->heap.count + timers->row.count - timers->row_first;
}

static inline size_t timers_bytes(const Timers *timers) /* what they hold */
{
    return (timers->heap.room + timers->row.room) * sizeof(TimerEntry);
}

static inline bool timer_is_before(const TimerEntry *a, const TimerEntry *b)
{
    return a->when != b->when ? a->when < b->when : a->sequence < b->sequence;
}

/* The next one; NULL where there is none. Valid until one is pushed or dropped. */
static inline const TimerEntry *timers_first(const Timers *timers)
{
    const TimerEntry *row = timers->row.count ? &timers->row.items[timers->row_first] : NULL;
    const TimerEntry *heap = timers->heap.count ? timers->heap.items : NULL;
    if (!row || !heap)
        return row ? row : heap;
    return timer_is_before(row, heap) ? row : heap;
}

void timers_drop(Timers *timers); /* the first; must not be empty */
/* False where it was cancelled, or the task it would wake sleeps no more. */
bool timer_is_live(const TimerEntry *entry);
void timers_drop_dead(Timers *timers); /* as far as they are the first */
void timers_visit(Heap *heap, const Timers *timers);
void timers_free(Timers *timers);

#endif
