/* The run, and its event loop: ready queue, deadlines, virtual clock. */
#ifndef SIM_LOOP_H
#define SIM_LOOP_H

#include "sim/future.h"
#include "python/heap.h"
#include "sim/parts.h"
#include "sim/sim.h"

typedef struct Timer { /* OBJ_TIMER: a TimerHandle */
    Obj obj;
    bool cancelled, fired;
    int64_t when; /* virtual ns */
    Callback call;
    Obj *self, *argument;
    uint32_t task, step; /* who armed it, and where; NO_TASK, 0 */
    uint32_t limit;      /* in the trace, + 1; 0: it is no time limit, or it is over */
} Timer;

typedef struct RunWarning {
    uint32_t text, task; /* of the trace; NO_TASK where it is no task's */
    uint32_t place;      /* likewise; 0 where none is known */
    uint32_t serial;     /* of the object it is about */
} RunWarning;

/* The text of a whole number that was put into a queue lately: it is taken out of it again. */
typedef struct ItemText {
    int64_t number;
    uint32_t text; /* 0: none yet */
} ItemText;
enum { ITEM_TEXTS = 64 };

typedef struct Hold {
    int64_t from, to; /* ns */
    uint32_t task;
} Hold;

typedef enum LoopEnd {
    LOOP_STOPPED,
    LOOP_DRY,   /* nothing can ever run again, or the run is at its limit */
    LOOP_PAUSED /* the slice is over: run->pause_at */
} LoopEnd;

typedef struct Loop Loop;     /* loop.c */
typedef struct Threads Threads; /* threads.c */

struct Run {
    Python py; /* first: run_of */
    const TimelineSpec *timeline;
    const StepOps *const *ops;
    Trace *trace;
    Races *races;
    Loop *loop;
    Threads *threads;
    int64_t now;          /* virtual ns */
    uint64_t pause_at;    /* the count of steps at which the slice is over */
    Task *paused;         /* whose step was paused then, or NULL; it is `current`, too */
    Task *current;        /* whose step runs, or NULL */
    Task *main;
    Frame *function;      /* the innermost that runs outside of all tasks, or NULL */
    Completion completion; /* with SIGNAL_DONE */
    Value awaited;        /* with SIGNAL_AWAIT */
    uint32_t next_name;   /* Task-N */
    uint32_t task_text;   /* `Task-` in the trace; 0: not needed yet */
    Obj *throw_in;        /* an exception for the coroutine that is awaited next, or NULL */
    int64_t sleep;        /* with SIGNAL_SLEEP: ns */
    size_t step_event;    /* of the trace: the current task's last EVENT_STEP */
    ARRAY(Task *) tasks;  /* in the order of their making; those that are over leave it lazily */
    ARRAY(RunWarning) warnings; /* given at the end, in the order of the objects' making */
    bool racing;          /* the callback that runs may come in another order in real Python */
    uint32_t cancel_depth; /* tasks whose cancel() is under way, one inside the other */
    uint64_t cancels;      /* of tasks, ever */
    CancelCause cancel_cause; /* of the cancel() under way */
    uint64_t passes, passes_told; /* of the loop; when a step was last traced */
    ARRAY(Hold) holds;    /* since the clock last had to be moved: who held the loop */
    SimOptions options;
    size_t choice;        /* decisions of races, so far */
    Obj *shutdown;        /* the tasks that asyncio.run cancels at its end, or NULL */
    bool closing;         /* asyncio.run cancels what is left */
    Part part;            /* of the timeline, that is under way: parts.h */
    Future *until;        /* what that waits for; NULL: it has not begun */
    bool late;            /* it got stuck, and cleans up */
    bool join_late;       /* threads take longer than asyncio.run's patience */
    bool done;            /* all of it is over, and the trace is whole */
    uint32_t placed;      /* so many steps' places are in the trace */
    Codes *making;        /* the code, before the first step */
    Code *codes;          /* of each coroutine; NULL: it is being made */
    void *natives;        /* frames of asyncio's coroutines that were given back */
    uint32_t *call_texts; /* of each `name(`, in the trace; 0: not needed yet */
    ARRAY(struct SharedCoroutine) sends; /* coroutines that several tasks drive: sends.h */
    ItemText item_texts[ITEM_TEXTS]; /* by the number */
    Builder scratch;      /* a text that is made and interned at once: its memory serves the next */
    Place fault_told;     /* of the last error that was told ... */
    uint32_t fault_index; /* ... and its place in the trace */
    uint64_t turns, prints, max_turns, max_prints; /* limits.h */
    uint64_t turn_began;  /* steps executed before the turn that runs */
    uint64_t turns_here;  /* since time passed last ... */
    int64_t turned_at;    /* ... which was then */
    int64_t shown_until;  /* the run is left there; 0: never */
    bool was_until;       /* it was */
    struct ValueBook *values; /* what names held last; NULL: nobody asked. values.h */
    struct WaitMemo *memos; /* of each step: waits.c; malloc'd */
};

static inline size_t trace_weight(const Run *run)
{
    return run->options.trace_weight ? run->options.trace_weight : 1;
}

static inline Run *run_of(Python *py)
{
    return (Run *)(void *)py;
}

/* A text that a scenario made, in the trace; 0, the empty one, where the run has no room for it and
 * so is at its limit. */
uint32_t run_text(Run *run, Str text);
/* That of a number (V_INT or V_FLOAT), in the brackets that the text `before` opens, if any; made when
 * it is read: for trace_intern_number_text. */
NumberText run_number(Value number, uint32_t before);
static inline bool run_is_number(Value value)
{
    return value.tag == V_INT || value.tag == V_FLOAT;
}

/* Counts what a text costs that goes into the trace by another way. False where there is no room. */
bool run_takes_text(Run *run, Str text);

/* Runs behind everything that is ready. */
void call_soon(Run *run, Callback call, Obj *self, Obj *argument);
Timer *call_later(Run *run, int64_t delay, Callback call, Obj *self, Obj *argument);
Timer *call_at(Run *run, int64_t when, Callback call, Obj *self, Obj *argument);
void timer_cancel(Run *run, Timer *timer); /* NULL and fired ones are fine */
/* The timer is a time limit of the current task. */
void timer_limit(Run *run, Timer *timer, LimitKind kind);

/* The step that runs walks a set which has no order: real Python may choose otherwise. */
void races_note_unordered(Run *run);

/* The clock goes on by `nanoseconds` while the loop is held; threads go on meanwhile. */
void loop_hold(Run *run, int64_t nanoseconds);

/* For run.c and task.c. */
Loop *loop_new(void);
void loop_free(Loop *loop);
void loop_visit(Heap *heap, const Loop *loop);
/* Passes until loop_stop was called from within. After LOOP_PAUSED it goes on where it was. */
LoopEnd loop_run(Run *run);
void loop_stop(Run *run, Obj *unused, Obj *also_unused); /* a Callback */
/* Of the callback that runs: the task whose end called it, or NULL; what it came from. */
Task *loop_cause(const Run *run);
Waker loop_waker(const Run *run);
/* Arms a task's sleep; its sequence. The entry counts only while task_sleep is that. */
uint64_t loop_sleep(Run *run, Task *task, int64_t duration);

/* The slice may end earlier than it did: whoever begins a step has to know. */
static inline void slice_set(Run *run)
{
    if (run->pause_at < run->py.look_at)
        run->py.look_at = run->pause_at;
}

/* In the middle of a step so much was done: the slice ends the earlier. True where it is over, and the
 * step, a verb's, may say SIGNAL_PAUSE. */
static inline bool slice_is_over(Run *run, uint64_t work)
{
    run->pause_at -= work < run->pause_at ? work : run->pause_at;
    slice_set(run);
    return run->py.steps >= run->pause_at;
}

/* Traces. `t`, task and step are the run's own. Where the event shows the step's line, an EVENT_LINE
 * goes before it if the task was not there already. */
void trace_now(Run *run, EventKind kind, uint32_t payload, uint16_t flags);
/* The same of events that show none. */
static inline void trace_plain(Run *run, EventKind kind, uint32_t payload, uint16_t flags)
{
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = run->current ? run->current->index : NO_TASK,
                                  .other = payload,
                                  .place = run->py.step,
                                  .flags = flags,
                                  .kind = (uint8_t)kind});
}
/* The current task waits from now on, for what its innermost step says; it suspended with `signal`. */
void trace_wait_now(Run *run, Signal signal);
void trace_create(Run *run, uint32_t task, uint32_t maker);
/* Goes on with the places of all the scenario's steps, by their numbers; true at the end. In places.c. */
bool trace_places(Run *run, uint64_t *budget);
/* The call whose step runs: for EVENT_BLOCK and EVENT_THREAD. `kind` replaces the step's own. */
uint32_t wait_now(Run *run, WaitKind kind);
struct WaitMemo *wait_memos_new(uint32_t steps);

#endif
