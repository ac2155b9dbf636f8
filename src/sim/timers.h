/* The loop's heap of deadlines, ordered by (when, sequence): each has four below it, which stand
 * beside each other in memory. */
#ifndef SIM_TIMERS_H
#define SIM_TIMERS_H

#include "sim/loop.h"

typedef struct TimerEntry {
    int64_t when;
    uint64_t sequence; /* order of arming, from 1 */
    Obj *owner;        /* a Timer, or a Task that sleeps */
    int64_t armed;     /* virtual ns */
} TimerEntry;

/* Zero-initialised is empty. */
typedef struct TimerHeap {
    TimerEntry *items;
    size_t count, room;
    uint64_t sequence;
    size_t sweep_at; /* how many entries make it worth looking for dead ones */
} TimerHeap;

/* Its sequence. */
uint64_t timers_push(TimerHeap *heap, int64_t when, int64_t armed, Obj *owner);
void timers_drop(TimerHeap *heap);                       /* the first; must not be empty */
/* False where it was cancelled, or the task it would wake sleeps no more. */
bool timer_is_live(const TimerEntry *entry);
void timers_drop_dead(TimerHeap *heap); /* as far as they are the first */
void timers_visit(Heap *heap, const TimerHeap *timers);
void timers_free(TimerHeap *heap);

#endif
