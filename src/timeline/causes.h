/* Why things are as they are: who holds what, limits, who cancelled whom, who waits for whom for
 * ever. Lanes are told by their index, NO_TASK for none. */
#ifndef TIMELINE_CAUSES_H
#define TIMELINE_CAUSES_H

#include "base/array.h"
#include "timeline/moment.h"
#include "trace/trace.h"

/* Something happened to a resource. */
typedef struct ResourceState {
    Moment at;
    ChangeKind kind;
    uint32_t lane; /* who did it */
    int64_t value; /* what it counts from here on */
    Str item;      /* PUT, GET */
} ResourceState;

/* A lock, semaphore, queue, event, condition or barrier. */
typedef struct Resource {
    ObjectKind kind;
    Str name;         /* empty where no variable ever held it */
    int64_t capacity; /* permits, places, parties; 0: without end */
    uint32_t waits;   /* how often a task waited for it, for some time or for ever */
    ARRAY(ResourceState) states; /* in order; NAME is not among them */
} Resource;

typedef struct LimitSpan {
    LimitKind kind;
    uint32_t lane;
    Moment from, to; /* to: when it was left or struck, or the end of all */
    int64_t when;    /* ns: due */
    bool struck, open; /* open: neither */
} LimitSpan;

typedef struct Cancel {
    CancelCause cause;
    uint32_t from, to;
    Moment at;
    bool arrived;    /* CancelledError was thrown in, at `arrival` */
    Moment arrival;
} Cancel;

/* A stretch in which one task held the loop, and others might have run. */
typedef struct HeldLoop {
    uint32_t lane;
    uint32_t late; /* how many lanes it made late, more than any other stretch did */
    Moment from, to;
} HeldLoop;

/* A stretch in which the loop waited really, for the world outside. */
typedef struct RealWait {
    Moment from, to;
} RealWait;

/* From here on so many sleeps and jobs of threads go on at once. */
typedef struct Together {
    int64_t t; /* ns */
    uint32_t count;
} Together;

/* Each of them waits for the next, the last for the first, so that none ever runs again. */
typedef struct CircleLink {
    uint32_t lane;
    uint32_t resource; /* what it waits for, that the next holds: index + 1; 0: the next itself */
} CircleLink;
typedef struct Circle {
    ARRAY(CircleLink) links; /* at least one */
} Circle;
enum { MOST_CIRCLES = 8, LONGEST_CIRCLE = 64 };

/* A lane waits for ever for what only a lane that has died could have done. */
typedef struct Orphan {
    uint32_t waiter, dead;
    uint32_t resource; /* index + 1 */
} Orphan;

#endif
