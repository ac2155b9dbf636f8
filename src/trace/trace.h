/* trace/: what happened, append-only: the events of one timeline, their JSON Lines, their
 * invariants.
 * In: one event after another. Out: a Trace.
 *
 * Events of 24 bytes in the order of the loop, and tables of what they name; tables hold records that
 * are the same once (waits mostly once), so that a million sleepers share one. A trace is one
 * timeline's. sim/ writes it, or recording.h from lines recorded elsewhere; timeline/ folds it, export
 * prints it. Nothing here knows a scenario's tree. */
#ifndef TRACE_TRACE_H
#define TRACE_TRACE_H

#include "base/arena.h"
#include "base/file.h"
#include "trace/things.h"

#include <stdbool.h>

typedef struct Trace Trace;

Trace *trace_new(void);
void trace_free(Trace *trace); /* NULL is fine */

/* Writing. Text is copied; each gives the index that events use. */
typedef struct TraceEnd { /* begins every trace: where the next event goes */
    Event *next, *end;
    uint64_t kinds;       /* of the events there are, a bit each */
    uint64_t kept;        /* of those that are kept at all */
} TraceEnd;
#define EVENT_BIT(kind) (UINT64_C(1) << (kind))
/* Only these kinds, and the END, will be read: all others are dropped as they come. For a new trace. */
void trace_keep(Trace *trace, uint64_t kinds);
static inline bool trace_keeps(const Trace *trace, EventKind kind)
{
    return ((const TraceEnd *)(const void *)trace)->kept & EVENT_BIT(kind);
}
void trace_make_room(Trace *trace);
static inline void trace_add(Trace *trace, Event event)
{
    TraceEnd *at = (TraceEnd *)(void *)trace;
    if (!trace_keeps(trace, event.kind))
        return;
    if (at->next == at->end)
        trace_make_room(trace);
    at->kinds |= EVENT_BIT(event.kind);
    Event *to = at->next++; /* field by field: as a whole it would be put together elsewhere first */
    to->t = event.t;
    to->task = event.task;
    to->other = event.other;
    to->place = event.place;
    to->flags = event.flags;
    to->kind = event.kind;
    to->spare = 0;
}
void trace_step_races(Trace *trace, size_t index); /* that EVENT_STEP is found to be a race */
uint32_t trace_add_task(Trace *trace, TraceTask task);
uint32_t trace_add_task_of(Trace *trace, uint32_t name_text, uint32_t call_text, uint32_t maker);
uint32_t trace_add_text(Trace *trace, Str text); /* as good as unique: it is not looked for */
uint32_t trace_intern(Trace *trace, Str text); /* the same text, the same index */
/* The text of a number as Python's repr has it, made when somebody reads it. */
typedef struct NumberText {
    uint32_t before; /* a text that goes before it, `Task-`; 0: none */
    bool closed;     /* that was a `sleep(`, and `)` goes behind */
    bool real;       /* `number` is meant */
    union {
        int64_t whole;
        double number;
    };
} NumberText;
uint32_t trace_intern_number_text(Trace *trace, NumberText text); /* what came lately, the same index */
uint32_t trace_add_number_text(Trace *trace, NumberText text);    /* which is not looked for */
uint32_t trace_intern_wait(Trace *trace, Wait wait); /* likewise */
/* The same of texts that are interned already. */
typedef struct WaitTexts {
    WaitKind kind;
    uint32_t label, call, object, path;
} WaitTexts;
uint32_t trace_intern_wait_of(Trace *trace, WaitTexts wait);
uint32_t trace_add_object(Trace *trace, TraceObject object); /* 1.. in the order of adding */
uint32_t trace_add_place(Trace *trace, TracePlace place); /* 1.. in the order of adding */
uint32_t trace_intern_place(Trace *trace, TracePlace place); /* the same place, the same index */
uint32_t trace_intern_path(Trace *trace, uint32_t outer, uint32_t place, uint32_t call_text);
uint32_t trace_intern_late(Trace *trace, LateBy late);
uint32_t trace_intern_change(Trace *trace, ObjectChange change);
uint32_t trace_add_limit(Trace *trace, Limit limit);
uint32_t trace_intern_raised(Trace *trace, uint32_t text, uint32_t path);
uint32_t trace_add_race(Trace *trace, uint32_t choice, const Candidate *candidates, size_t count);
uint32_t trace_intern_number(Trace *trace, int64_t number);
uint32_t trace_intern_value(Trace *trace, NamedValue value);

/* No task has to come to its end: the loop was run by `run_forever`, or for a future. */
void trace_set_mainless(Trace *trace);
bool trace_is_mainless(const Trace *trace);

/* What comes after a stuck timeline's END: a person would interrupt the program, and asyncio.run
 * cancels what is left. No picture shows that; only what is printed on the way is kept, for the
 * contract's lines: from trace_begin_late on, prints go there and other events nowhere; `t` is
 * when asyncio.run was through. */
void trace_begin_late(Trace *trace);
void trace_end_late(Trace *trace, int64_t t);

/* Reading. Indices must be valid (asserted). */
size_t trace_count(const Trace *trace);
Event trace_event(const Trace *trace, size_t index);
/* The first event from `from` on whose kind has its bit in `kinds`; trace_count where there is none. */
size_t trace_find(const Trace *trace, size_t from, uint64_t kinds);
size_t trace_task_count(const Trace *trace);
TraceTask trace_task(const Trace *trace, uint32_t task);
typedef struct TaskTexts {
    uint32_t name, call, maker; /* texts, and a task */
} TaskTexts;
TaskTexts trace_task_texts(const Trace *trace, uint32_t task);
Str trace_text(const Trace *trace, uint32_t text);
/* The same, but that of a number takes no room in the trace: it is made in `room`, which begins as {0}
 * and is the caller's, and is good until `room` changes. */
Str trace_text_in(const Trace *trace, uint32_t text, Builder *room);
Wait trace_wait(const Trace *trace, uint32_t wait);
WaitTexts trace_wait_texts(const Trace *trace, uint32_t wait);
size_t trace_object_count(const Trace *trace); /* the largest index is as large */
TraceObject trace_object(const Trace *trace, uint32_t object);
size_t trace_place_count(const Trace *trace); /* the largest index is as large */
TracePlace trace_place(const Trace *trace, uint32_t place);
TracePath trace_path(const Trace *trace, uint32_t path);
LateBy trace_late_of(const Trace *trace, uint32_t late);
ObjectChange trace_change(const Trace *trace, uint32_t change);
size_t trace_limit_count(const Trace *trace);
Limit trace_limit(const Trace *trace, uint32_t limit);
Raised trace_raised(const Trace *trace, uint32_t raised);
TraceRace trace_race(const Trace *trace, uint32_t race);
Candidate trace_candidate(const TraceRace *race, uint32_t index);
int64_t trace_number(const Trace *trace, uint32_t number);
NamedValue trace_value(const Trace *trace, uint32_t value);
size_t trace_bytes(const Trace *trace); /* memory held, for limits */

/* How a finished trace ended: what its END says. */
typedef struct Ending {
    int64_t t; /* ns: when asyncio.run returned */
    Outcome outcome;
    Str text;  /* empty for OUTCOME_DONE */
} Ending;
Ending trace_ending(const Trace *trace);

/* The kinds of events that are the contract's, or say something of its lines. */
#define EVENTS_CONTRACT (((EVENT_BIT(EVENT_END) << 1) - 1) | EVENT_BIT(EVENT_RENAME))

/* The contract's JSON Lines (only its events and fields, plus `coro` and `race`), each with
 * `"timeline": index`. After a stuck timeline's last step come the prints of its clean-up, with
 * `"late": true`; its END has `"stuck_at"` besides. All of them to `out`; where there is a `writer`
 * they go on to it by and by, but for the last. */
void trace_json_lines(Builder *out, const Trace *trace, uint32_t timeline, FileWriter *writer);
/* A text as JSON; that of a number costs no memory. */
void trace_put_text(Builder *out, const Trace *trace, uint32_t text);

/* Everything, one event a line, for developers. */
void trace_dump(Builder *out, const Trace *trace, uint32_t timeline);

/* What must hold of every trace: time never goes back; at most one task holds the floor; a task
 * steps only between its making and its end; what wakes was waiting; a limit ends once; who is named
 * as the reason is a task of the trace; the main task ends, or the outcome tells why not (others may
 * be left over, as in Python); exactly one END, last. True, or false with the first breach in
 * `why`. */
bool trace_check(const Trace *trace, Builder *why);
/* The same for assertions. A trace that does not keep all kinds is not looked at. */
bool trace_holds(const Trace *trace);
/* The same in slices: it goes on by about `budget` events. *event is the breach's. */
typedef struct TraceCheck TraceCheck;
typedef enum CheckProgress { CHECK_GOES_ON, CHECK_FINE, CHECK_BREACH } CheckProgress;
TraceCheck *trace_check_begin(const Trace *trace, Builder *why); /* both must stay until the end */
CheckProgress trace_check_advance(TraceCheck *check, uint64_t *budget, size_t *event);
void trace_check_end(TraceCheck *check); /* at any time; NULL is fine */

#endif
