/* What the files of this room share. */
#ifndef TIMELINE_INSIDE_H
#define TIMELINE_INSIDE_H

#include "timeline/timeline.h"

/* Whether it is a step of the loop: a task's, or a callback's of which only what it writes is known. */
static inline bool is_step(const Event *event)
{
    return event->kind == EVENT_STEP || (event->kind == EVENT_OUTPUT && event->task == NO_TASK);
}

/* The moment of an event that follows on one at `before`. */
static inline Moment moment_of(Moment before, const Event *event)
{
    Moment at = event->t != before.t ? (Moment){.t = event->t} : before;
    at.step += is_step(event);
    return at;
}

/* Fills timeline->order. */
void timeline_order(Timeline *timeline, Arena *scratch);

/* Fills each lane's leader. */
void timeline_find_siblings(Timeline *timeline, Arena *scratch);

/* Fills timeline->census where there are lanes enough. */
void timeline_count_states(Timeline *timeline);

/* Where a sleep or a job of a thread begins (+1) or ends (-1). (waits.c) */
typedef struct WaitEdge {
    int64_t t; /* nanoseconds */
    int change;
} WaitEdge;

/* For how many spans waits_edges() needs room; never more than `most`. */
size_t waits_count(const Timeline *timeline, size_t most);

/* Writes the edges of the first waits into `edges`, which has room for 2 * room of them, in the
 * order of time, and returns how many. */
size_t waits_edges(const Timeline *timeline, size_t room, WaitEdge *edges);

/* Fills timeline->together. */
void timeline_count_together(Timeline *timeline, Arena *scratch);

/* Fills circles and orphans of a stuck run. */
void timeline_find_circles(Timeline *timeline, const Trace *trace);

void timeline_gather_facts(Timeline *timeline);

/* Fills timeline->tally, from all else that is in it. */
void timeline_tally(Timeline *timeline);

void timeline_give_own_hues(Timeline *timeline);

/* What is broken of what a timeline promises besides its lanes and the loop's turns, or NULL. */
const char *timeline_causes_wrong(const Timeline *timeline);

LaneState span_state(const Span *span);
LaneState state_when_over(const Lane *lane);

#endif
