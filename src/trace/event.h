/* The events of a trace: one record of 24 bytes each, in the order of the loop. What they say in
 * lines of JSON is told in scenarios/trace.md. */
#ifndef TRACE_EVENT_H
#define TRACE_EVENT_H

#include <stdint.h>

typedef enum EventKind {
    /* The contract's lines: */
    EVENT_CREATE,    /* task; other: its maker, or NO_TASK */
    EVENT_STEP,      /* task gets the floor; flags: STEP_... */
    EVENT_PRINT,     /* task; text; flags: PRINT_... */
    EVENT_DONE,      /* task */
    EVENT_CANCELLED, /* task */
    EVENT_ERROR,     /* task; text: `ValueError: boom` */
    EVENT_END,       /* task: NO_TASK; outcome in flags; text for OUTCOME_ERROR, and the message for
                        OUTCOME_STUCK and OUTCOME_LIMIT */
    /* How tasks wait, and what holds the loop: */
    EVENT_WAIT,      /* task gives the floor back and waits; wait: what for */
    EVENT_READY,     /* task's wake-up is queued; other: the task whose step caused it, or NO_TASK;
                        flags: a Waker */
    EVENT_LATE,      /* what was due for task at an earlier instant comes only now; late: an index
                        for trace_late_of; flags: a DueKind. Before the READY or STRIKE it is
                        about; what comes in time has none */
    EVENT_BLOCK,     /* task holds the loop from here (wait: its label and call) ... */
    EVENT_BLOCK_END, /* ... to here */
    EVENT_THREAD,    /* a job of task starts on a worker (worker in flags); wait: label and call */
    EVENT_THREAD_END, /* worker in flags, wait as at its start */
    EVENT_LINE,      /* task begins what stands at `place` (only where it may matter for the panel:
                        a step that suspends or blocks, a print, a note, a create) */
    EVENT_NOTE,      /* task; text; EVENT_PAUSE in flags */
    EVENT_BIND,      /* task: the one that the name `text` now holds (not the one that runs) */
    EVENT_RENAME,    /* task's name is now `text` (set_name) */
    EVENT_WARNING,   /* text: Python's warning (never awaited, never retrieved) */
    /* Who has what, who ends whom: */
    EVENT_CHANGE,    /* task, or NO_TASK, does something to an object; change: an index for
                        trace_change; flags: a ChangeKind */
    EVENT_ARM,       /* a time limit on task begins; limit: an index for trace_limit */
    EVENT_DISARM,    /* it was left in time */
    EVENT_STRIKE,    /* its time is over */
    EVENT_CANCEL,    /* task is asked to cancel; other: by whom, or NO_TASK; flags: a CancelCause and
                        CANCEL_... */
    EVENT_RAISE,     /* an exception comes up in task, at `place`; raised: for trace_raised */
    EVENT_INSIDE,    /* of the group that came up just before: what failed inside of it, and where;
                        raised; its depth in flags, from 1 */
    EVENT_CAUGHT,    /* ... and is caught by what stands at `place` */
    EVENT_CHOICE,    /* several callbacks are due whose order real Python may choose otherwise; race:
                        an index for trace_race */
    EVENT_EDGE,      /* at the end of a stuck run: task waits for task `other` */
    /* What only recorded programs have: */
    EVENT_OUTPUT,    /* text outside any print; task or NO_TASK; flags: OUTPUT_... */
    EVENT_CELL,      /* a notebook's cell begins; its number in flags; text: its source */
    EVENT_CELL_ERROR, /* number in flags; text: how it ended */
    EVENT_RESULT,    /* number in flags; text: what it came to */
    EVENT_CPU,       /* task's turn that ended took real time; number: ns */
    EVENT_WAITED,    /* the loop waited for the world outside; number: ns */
    /* Only where they were asked for: */
    EVENT_VALUE,     /* a name of task, or a shared one (NO_TASK), holds something else from now on;
                        value: an index for trace_value; VALUE_GONE in flags */
    EVENT_VALUES_END, /* values are told no further */
    EVENT_KINDS
} EventKind;

enum { EVENT_RACE = 1, EVENT_PAUSE = 1 };

/* Of a STEP: whether its order is a race; whether it throws CancelledError in; and above them how
 * many passes the loop has begun since the step before (0: in the same pass), up to the largest. */
enum { STEP_RACE = EVENT_RACE, STEP_THROWN = 2, STEP_PASS_SHIFT = 2, STEP_MOST_PASSES = 0x3fff };
enum { PRINT_OPEN = 1, PRINT_THREAD = 2 };  /* no newline behind it; by a job in a thread */
enum { VALUE_GONE = 1 }; /* the name is unbound, or the call it belonged to is over */
enum { OUTPUT_ERROR = 1, OUTPUT_OPEN = 2 }; /* to standard error; no newline behind it */

typedef enum Outcome {
    OUTCOME_DONE, OUTCOME_ERROR, OUTCOME_STUCK, OUTCOME_LIMIT,
    OUTCOME_UNTIL /* it goes on, and was to be seen until here */
} Outcome;

typedef enum Waker { WAKER_TASK, WAKER_TIMER, WAKER_THREAD, WAKER_CALLBACK, WAKER_IO } Waker;

typedef enum DueKind { DUE_SLEEP, DUE_LIMIT, DUE_THREAD } DueKind;

/* What happens to an object; `value` of the change is what it counts afterwards. */
typedef enum ChangeKind {
    CHANGE_NAME,      /* text: the name that holds it from now on */
    CHANGE_HOLD,      /* a lock: value 1. A semaphore: its value */
    CHANGE_RELEASE,   /* a lock: value 0. A semaphore: its value */
    CHANGE_PUT,       /* a queue: text: the item; value: items in it */
    CHANGE_GET,       /* likewise */
    CHANGE_TASK_DONE, /* a queue: value: what is unfinished */
    CHANGE_SHUT,      /* a queue is shut down: value: items in it */
    CHANGE_SET,       /* an event: value 1 */
    CHANGE_CLEAR,     /* an event: value 0 */
    CHANGE_ARRIVE,    /* a barrier: value: how many have come */
    CHANGE_LEAVE,     /* a barrier: likewise */
    CHANGE_BREAK,     /* a barrier is broken: value 0 */
    CHANGE_NOTIFY,    /* a condition: value: how many were woken */
    CHANGE_KINDS
} ChangeKind;

typedef enum CancelCause {
    CANCEL_CALL,     /* cancel() */
    CANCEL_LIMIT,    /* a time limit struck */
    CANCEL_GROUP,    /* a task group gives up its tasks, or its own body */
    CANCEL_GATHER,   /* a gathering that is cancelled passes it on */
    CANCEL_PASSED,   /* so does a task that waits for another */
    CANCEL_SHUTDOWN, /* asyncio.run ends */
    CANCEL_CAUSES
} CancelCause;
enum { CANCEL_REFUSED = 0x100 }; /* it was over already */

#define NO_TASK UINT32_MAX

typedef struct Event {
    int64_t t;      /* virtual nanoseconds */
    uint32_t task;  /* index into the trace's tasks, or NO_TASK */
    union {
        uint32_t other; /* a task */
        uint32_t text;  /* an index for trace_text */
        uint32_t wait;  /* an index for trace_wait */
        uint32_t late;
        uint32_t change;
        uint32_t limit;
        uint32_t raised;
        uint32_t race;
        uint32_t number; /* an index for trace_number */
        uint32_t value;
    };
    uint32_t place; /* an index for trace_place: where in the source; 0 if nowhere. A scenario's are
                       its steps by number */
    uint16_t flags;
    uint8_t kind;   /* EventKind */
    uint8_t spare;
} Event;

_Static_assert(sizeof(Event) == 24, "a million tasks make ten million events");

#endif
