/* The run, and its event loop: ready queue, timer heap, virtual clock. */
#ifndef SIM_LOOP_H
#define SIM_LOOP_H

#include "sim/future.h"
#include "sim/heap.h"
#include "sim/random.h"
#include "sim/sim.h"

typedef struct Timer { /* OBJ_TIMER: a TimerHandle */
    Obj obj;
    bool cancelled, fired;
    int64_t when, armed; /* virtual ns */
    uint64_t sequence;   /* order of arming */
    uint32_t step;       /* the scenario's step that armed it, for races */
    Callback call;
    Obj *self, *argument;
} Timer;

typedef struct Loop Loop;     /* loop.c */
typedef struct Threads Threads; /* threads.c */

struct Run {
    const Scenario *scenario;
    const TimelineSpec *timeline;
    const StepOps *const *ops;
    SimOptions options;
    Trace *trace;
    Races *races;
    Heap *heap;
    Loop *loop;
    Threads *threads;
    Value *shared;        /* the timeline's copy of the file's `let` */
    Random random;
    int64_t now;          /* virtual ns */
    Task *current;        /* whose step runs, or NULL */
    Task *main;
    Obj *raised;          /* the pending ExceptionObj after a `false`, or NULL */
    const char *limit;    /* why the run must end, or NULL; see run_limit */
    uint32_t limit_step;  /* the step it happened in, 0 if none */
    Completion completion; /* with SIGNAL_DONE */
    Value awaited;        /* with SIGNAL_AWAIT */
    uint64_t steps;       /* executed */
    uint32_t step;        /* number of the scenario's step that runs now, 0 if none */
    uint32_t next_name;   /* Task-N */
    Obj *tasks;           /* a ListObj of all tasks alive or failed, in the order of their making */
    ARRAY(uint32_t) warnings; /* trace texts, in the order of the objects' making */
};

/* Ends the run with OUTCOME_LIMIT: returns false. The message is copied; the first one stays. */
bool run_limit(Run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Runs behind everything that is ready. */
void call_soon(Run *run, Callback call, Obj *self, Obj *argument);
Timer *call_later(Run *run, int64_t delay, Callback call, Obj *self, Obj *argument);
Timer *call_at(Run *run, int64_t when, Callback call, Obj *self, Obj *argument);
void timer_cancel(Run *run, Timer *timer); /* NULL and fired ones are fine */

/* Traces. `t`, task and step are the run's own. */
void trace_now(Run *run, EventKind kind, uint32_t payload, uint16_t flags);

#endif
