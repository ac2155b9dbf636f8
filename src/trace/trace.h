/* trace/: what happened, append-only: the events of one timeline, their JSON Lines, their
 * invariants.
 * In: one event after another. Out: a Trace.
 *
 * What happened, append-only: one record of 24 bytes an event, in the order of the loop. A trace
 * is one timeline's. sim/ writes it, timeline/ folds it, export prints it; a trace recorded
 * elsewhere would be drawn by the same code, so nothing here knows a scenario's tree. */
#ifndef TRACE_TRACE_H
#define TRACE_TRACE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum EventKind {
    /* The contract's (trace-format.md): */
    EVENT_CREATE,    /* task; other: its maker, or NO_TASK */
    EVENT_STEP,      /* task gets the floor; EVENT_RACE in flags */
    EVENT_PRINT,     /* task; text */
    EVENT_DONE,      /* task */
    EVENT_CANCELLED, /* task */
    EVENT_ERROR,     /* task; text: `ValueError: boom` */
    EVENT_END,       /* task: NO_TASK; outcome in flags; text for OUTCOME_ERROR, and the message for
                        OUTCOME_STUCK and OUTCOME_LIMIT */
    /* What the picture needs besides: */
    EVENT_WAIT,      /* task gives the floor back and waits; wait: what for */
    EVENT_READY,     /* task's wake-up is queued; other: the task whose step caused it, or NO_TASK
                        for a timer or thread */
    EVENT_BLOCK,     /* task holds the loop from here (wait: its label and call) ... */
    EVENT_BLOCK_END, /* ... to here */
    EVENT_THREAD,    /* a job of task starts on a worker (worker in flags); wait: label and call */
    EVENT_THREAD_END, /* worker in flags, wait as at its start */
    EVENT_LINE,      /* task begins the step `step` (only where it may matter for the panel: a step
                        that suspends or blocks, a print, a note, a create) */
    EVENT_NOTE,      /* task; text; EVENT_PAUSE in flags */
    EVENT_BIND,      /* task: the one that the name `text` now holds (not the one that runs) */
    EVENT_RENAME,    /* task's name is now `text` (set_name) */
    EVENT_WARNING    /* text: Python's warning (never awaited, never retrieved) */
} EventKind;

enum { EVENT_RACE = 1, EVENT_PAUSE = 1 };

typedef enum Outcome { OUTCOME_DONE, OUTCOME_ERROR, OUTCOME_STUCK, OUTCOME_LIMIT } Outcome;

#define NO_TASK UINT32_MAX

typedef struct Event {
    int64_t t;      /* virtual nanoseconds */
    uint32_t task;  /* index into the trace's tasks, or NO_TASK */
    union {
        uint32_t other; /* a task */
        uint32_t text;  /* an index for trace_text */
        uint32_t wait;  /* an index for trace_wait */
    };
    uint32_t step;  /* the scenario's step number, 0 if none */
    uint16_t flags;
    uint8_t kind;   /* EventKind */
    uint8_t spare;
} Event;

/* What a task waits for: interned, so a million sleepers share one. */
typedef enum WaitKind {
    WAIT_SLEEP,   /* time */
    WAIT_YIELD,   /* sleep(0): only gives way */
    WAIT_TASK, WAIT_FUTURE, WAIT_GATHER, WAIT_WAIT, WAIT_SHIELD, WAIT_GROUP, WAIT_COMPLETED,
    WAIT_LOCK, WAIT_EVENT, WAIT_CONDITION, WAIT_SEMAPHORE, WAIT_QUEUE, WAIT_BARRIER,
    WAIT_THREAD,  /* to_thread */
    WAIT_BLOCK    /* not a wait: time.sleep, for EVENT_BLOCK */
} WaitKind;

typedef struct Wait {
    WaitKind kind;
    Str label; /* `sleep(1)`, `task1`, `gather(…)`, `q.get()`, or the step's own label */
    Str call;  /* the innermost call of the scenario's: `say_after(1, 'One')`; what gives the hue */
} Wait;

typedef struct TraceTask {
    Str name;     /* as get_name() at its making */
    Str call;     /* `say_after(1, 'One')` */
    uint32_t maker; /* a task, or NO_TASK */
} TraceTask;

typedef struct Trace Trace;

Trace *trace_new(void);
void trace_free(Trace *trace); /* NULL is fine */

/* Writing. Text is copied. */
void trace_add(Trace *trace, Event event);
uint32_t trace_add_task(Trace *trace, TraceTask task); /* the new task's index */
uint32_t trace_intern(Trace *trace, Str text);         /* the same text, the same index */
uint32_t trace_intern_wait(Trace *trace, Wait wait);
/* The same of texts that are interned already. */
uint32_t trace_intern_wait_of(Trace *trace, WaitKind kind, uint32_t label, uint32_t call);

/* What comes after a stuck timeline's END: a person would interrupt the program, and asyncio.run
 * cancels what is left. No picture shows that; only what is printed on the way is kept, for the
 * contract's lines: from trace_begin_late on, prints go there and other events nowhere; `t` is
 * when asyncio.run was through. */
void trace_begin_late(Trace *trace);
void trace_end_late(Trace *trace, int64_t t);

/* Reading. Indices must be valid (asserted). */
size_t trace_count(const Trace *trace);
Event trace_event(const Trace *trace, size_t index);
size_t trace_task_count(const Trace *trace);
TraceTask trace_task(const Trace *trace, uint32_t task);
Str trace_text(const Trace *trace, uint32_t text);
Wait trace_wait(const Trace *trace, uint32_t wait);
size_t trace_bytes(const Trace *trace); /* memory held, for limits */

/* How a finished trace ended: what its END says. */
typedef struct Ending {
    int64_t t; /* ns: when asyncio.run returned */
    Outcome outcome;
    Str text;  /* empty for OUTCOME_DONE */
} Ending;
Ending trace_ending(const Trace *trace);

/* The contract's JSON Lines (only its events and fields, plus `coro` and `race`), each with
 * `"timeline": index`. After a stuck timeline's last step come the prints of its clean-up, with
 * `"late": true`; its END has `"stuck_at"` besides. */
void trace_json_lines(Builder *out, const Trace *trace, uint32_t timeline);

/* Everything, one event a line, for developers. */
void trace_dump(Builder *out, const Trace *trace, uint32_t timeline);

/* What must hold of every trace: time never goes back; at most one task holds the floor; a task
 * steps only between its making and its end; what wakes was waiting; the main task ends, or the
 * outcome tells why not (others may be left over, as in Python); exactly one END, last. True, or false with the first breach in
 * `why`. */
bool trace_check(const Trace *trace, Builder *why);

#endif
