/* What events name by an index: waits, tasks, objects, places, limits ... */
#ifndef TRACE_THINGS_H
#define TRACE_THINGS_H

#include "base/str.h"
#include "trace/event.h"

/* What a task waits for. */
typedef enum WaitKind {
    WAIT_SLEEP,   /* time */
    WAIT_YIELD,   /* sleep(0): only gives way */
    WAIT_TASK, WAIT_FUTURE, WAIT_GATHER, WAIT_WAIT, WAIT_SHIELD, WAIT_GROUP, WAIT_COMPLETED,
    WAIT_LOCK, WAIT_EVENT, WAIT_CONDITION, WAIT_SEMAPHORE, WAIT_QUEUE, WAIT_BARRIER,
    WAIT_THREAD,  /* to_thread */
    WAIT_BLOCK,   /* not a wait: time.sleep, for EVENT_BLOCK */
    WAIT_IO,      /* the world outside: a socket, a process */
    WAIT_KINDS
} __attribute__((packed)) WaitKind; /* a byte */

typedef struct Wait {
    WaitKind kind;
    Str label; /* `sleep(1)`, `task1`, `gather(…)`, `q.get()`, or the step's own label */
    Str call;  /* the innermost call of the program's: `say_after(1, 'One')`; what gives the hue */
    uint32_t object; /* the lock, queue ... that it waits for; 0 if none */
    uint32_t path;   /* for trace_path; 0 where the task's own call waits */
} Wait;

typedef struct TraceTask {
    Str name;     /* as get_name() at its making */
    Str call;     /* `say_after(1, 'One')` */
    uint32_t maker; /* a task, or NO_TASK */
} TraceTask;

typedef enum ObjectKind {
    OBJECT_LOCK, OBJECT_SEMAPHORE, OBJECT_QUEUE, OBJECT_PRIORITY_QUEUE, OBJECT_LIFO_QUEUE,
    OBJECT_EVENT, OBJECT_CONDITION, OBJECT_BARRIER, OBJECT_KINDS
} ObjectKind;

/* What a name holds, as repr() has it. `depth`: of the call that it is a local name of, 0: the
 * task's own, 1: what that one awaits ... */
typedef struct NamedValue {
    Str name, text;
    uint32_t depth;
} NamedValue;

typedef struct TraceObject {
    ObjectKind kind;
    Str name;         /* the first that held it; empty where none has yet */
    int64_t capacity; /* permits, places, parties; 0 for without end */
} TraceObject;

/* Lines and columns count from 1, columns in characters; the end is the first that is not meant. */
typedef struct TracePlace {
    Str file; /* empty: the trace's own source */
    uint32_t offset, length; /* in bytes; length 0 where only the line is known */
    uint32_t line, column, end_line, end_column;
} TracePlace;

/* One call on the way from a task's own coroutine to where it is now. */
typedef struct TracePath {
    uint32_t outer; /* the path of who called it, 0 if none */
    uint32_t place; /* where it stands inside */
    Str call;
} TracePath;

typedef struct LateBy {
    int64_t due;     /* ns */
    uint32_t holder; /* who held the loop longest since, or NO_TASK */
} LateBy;

typedef struct ObjectChange {
    uint32_t object, text;
    int64_t value;
} ObjectChange;

typedef enum LimitKind {
    LIMIT_TIMEOUT, LIMIT_WAIT_FOR, LIMIT_WAIT, LIMIT_COMPLETED, LIMIT_KINDS
} LimitKind;

typedef struct Limit {
    LimitKind kind;
    int64_t when; /* ns: due */
} Limit;

typedef struct Raised {
    Str text;      /* `ValueError: boom` */
    uint32_t path; /* how the call came there, 0: the task's own call */
} Raised;

/* Of a race: candidates in the order of arming, and which place in the order each got. `choice` is
 * the number of the first decision: which of all comes first, which of the rest next ... */
typedef struct Candidate {
    uint32_t task; /* NO_TASK for a callback that is no task's */
    uint32_t place, position;
} Candidate;
typedef struct TraceRace {
    uint32_t choice, count;
    const uint32_t *packed; /* for trace_candidate */
} TraceRace;
enum { MOST_CANDIDATES = 64 }; /* of one race; those armed later stay in their order */

#endif
