/* What must hold of every trace, checked in one walk over its events. */
#include "trace/trace.h"

#include "base/budget.h"
#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"

typedef enum TaskState {
    TASK_NOT_YET, TASK_READY, TASK_RUNNING, TASK_WAITING, TASK_OVER
} TaskState;

static const char *const state_names[] = {[TASK_NOT_YET] = "not made yet",
                                          [TASK_READY] = "ready",
                                          [TASK_RUNNING] = "running",
                                          [TASK_WAITING] = "waiting",
                                          [TASK_OVER] = "over"};

typedef enum LimitState { LIMIT_NOT_YET, LIMIT_ARMED, LIMIT_OVER } LimitState;

struct TraceCheck {
    const Trace *trace;
    Builder *why;
    size_t next; /* event */
    uint8_t *states; /* TaskState of each task */
    uint32_t running; /* who has the floor, or NO_TASK */
    bool blocking;
    int64_t t;
    bool *workers; /* busy, by worker number */
    uint8_t *limits; /* LimitState of each */
};
typedef struct TraceCheck Checker;

enum { WORKERS = 1 << 16 };

static bool breach(Checker *checker, const Event *event, const char *what)
{
    builder_text(checker->why, "at ");
    time_exact(checker->why, event->t);
    if (event->task != NO_TASK && event->task < trace_task_count(checker->trace)) {
        builder_char(checker->why, ' ');
        escape_terminal(checker->why, trace_task(checker->trace, event->task).name);
        builder_printf(checker->why, " (%s)", state_names[checker->states[event->task]]);
    }
    builder_printf(checker->why, ": %s", what);
    return false;
}

static bool takes_floor(Checker *checker, const Event *event)
{
    if (checker->running != NO_TASK)
        return breach(checker, event, "steps while another task has the floor");
    if (checker->states[event->task] != TASK_READY)
        return breach(checker, event, "steps without being ready");
    checker->states[event->task] = TASK_RUNNING;
    checker->running = event->task;
    return true;
}

static bool gives_floor(Checker *checker, const Event *event, TaskState next)
{
    if (checker->running != event->task)
        return breach(checker, event, "gives back a floor it does not have");
    if (checker->blocking)
        return breach(checker, event, "gives the floor back while it blocks");
    checker->states[event->task] = (uint8_t)next;
    checker->running = NO_TASK;
    return true;
}

static bool is_made(Checker *checker, const Event *event)
{
    if (checker->states[event->task] != TASK_NOT_YET)
        return breach(checker, event, "is made twice");
    if (event->other != NO_TASK && (event->other >= trace_task_count(checker->trace) ||
                                    checker->states[event->other] == TASK_NOT_YET))
        return breach(checker, event, "is made by a task that is not made yet");
    checker->states[event->task] = TASK_READY;
    return true;
}

static bool is_task_or_none(const Checker *checker, uint32_t task)
{
    return task == NO_TASK || task < trace_task_count(checker->trace);
}

static bool wakes(Checker *checker, const Event *event)
{
    if (!is_task_or_none(checker, event->other))
        return breach(checker, event, "is woken by no task of the trace");
    if (checker->states[event->task] != TASK_WAITING)
        return breach(checker, event, "wakes without waiting");
    checker->states[event->task] = TASK_READY;
    return true;
}

static bool blocks(Checker *checker, const Event *event, bool begins)
{
    if (checker->running != event->task)
        return breach(checker, event, "blocks without having the floor");
    if (checker->blocking == begins)
        return breach(checker, event, begins ? "blocks twice" : "ends a block it is not in");
    checker->blocking = begins;
    return true;
}

static bool works(Checker *checker, const Event *event, bool begins)
{
    if (checker->workers[event->flags] == begins)
        return breach(checker, event, begins ? "is given a worker that is busy"
                                             : "ends the job of an idle worker");
    checker->workers[event->flags] = begins;
    return true;
}

static bool ends(Checker *checker, const Event *event)
{
    bool whole = event->flags == OUTCOME_DONE || event->flags == OUTCOME_ERROR;
    if (whole && checker->running != NO_TASK)
        return breach(checker, event, "the end comes while a task has the floor");
    if (whole && trace_task_count(checker->trace) > 0 && checker->states[0] != TASK_OVER &&
        !trace_is_mainless(checker->trace))
        return breach(checker, event, "the main task has not ended");
    return true;
}

static bool limits(Checker *checker, const Event *event, LimitState from, LimitState to)
{
    if (event->limit >= trace_limit_count(checker->trace))
        return breach(checker, event, "has a time limit that is none of the trace");
    if (checker->limits[event->limit] != from)
        return breach(checker, event, "a time limit is armed or ended twice");
    checker->limits[event->limit] = (uint8_t)to;
    return true;
}

static bool is_late(Checker *checker, const Event *event)
{
    LateBy late = trace_late_of(checker->trace, event->late);
    if (late.due > event->t)
        return breach(checker, event, "is late for what is not due yet");
    if (!is_task_or_none(checker, late.holder))
        return breach(checker, event, "is late because of no task of the trace");
    return true;
}

static bool follow(Checker *checker, const Event *event)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE: return is_made(checker, event);
    case EVENT_STEP: return takes_floor(checker, event);
    case EVENT_WAIT: return gives_floor(checker, event, TASK_WAITING);
    case EVENT_DONE:
    case EVENT_CANCELLED:
    case EVENT_ERROR: return gives_floor(checker, event, TASK_OVER);
    case EVENT_READY: return wakes(checker, event);
    case EVENT_BLOCK: return blocks(checker, event, true);
    case EVENT_BLOCK_END: return blocks(checker, event, false);
    case EVENT_THREAD: return works(checker, event, true);
    case EVENT_THREAD_END: return works(checker, event, false);
    case EVENT_PRINT:
        if (checker->running != event->task && !(event->flags & PRINT_THREAD))
            return breach(checker, event, "prints without having the floor");
        return true;
    case EVENT_END: return ends(checker, event);
    case EVENT_ARM: return limits(checker, event, LIMIT_NOT_YET, LIMIT_ARMED);
    case EVENT_DISARM:
    case EVENT_STRIKE: return limits(checker, event, LIMIT_ARMED, LIMIT_OVER);
    case EVENT_LATE: return is_late(checker, event);
    case EVENT_CANCEL:
        if (!is_task_or_none(checker, event->other))
            return breach(checker, event, "is cancelled by no task of the trace");
        return true;
    case EVENT_EDGE:
        if (event->other >= trace_task_count(checker->trace))
            return breach(checker, event, "waits for no task of the trace");
        return true;
    case EVENT_LINE:
    case EVENT_NOTE:
    case EVENT_BIND:
    case EVENT_RENAME:
    case EVENT_WARNING:
    case EVENT_CHANGE:
    case EVENT_RAISE:
    case EVENT_INSIDE:
    case EVENT_CAUGHT:
    case EVENT_CHOICE:
    case EVENT_OUTPUT:
    case EVENT_CELL:
    case EVENT_CELL_ERROR:
    case EVENT_RESULT:
    case EVENT_CPU:
    case EVENT_WAITED:
    case EVENT_VALUE:
    case EVENT_VALUES_END: return true;
    case EVENT_KINDS: break;
    }
    return breach(checker, event, "an event of no known kind");
}

static bool needs_task(const Event *event)
{
    switch ((EventKind)event->kind) {
    case EVENT_END:
    case EVENT_WARNING:
    case EVENT_THREAD:
    case EVENT_THREAD_END:
    case EVENT_CHANGE:
    case EVENT_CHOICE: return false;
    default: return event->kind < EVENT_OUTPUT;
    }
}

static bool check_event(Checker *checker, const Event *event, bool last)
{
    if (event->t < checker->t)
        return breach(checker, event, "time goes back");
    checker->t = event->t;
    if (event->task == NO_TASK ? needs_task(event)
                               : event->task >= trace_task_count(checker->trace))
        return breach(checker, event, "names no task of the trace");
    if ((event->kind == EVENT_END) != last)
        return breach(checker, event, last ? "the last event is not the end"
                                           : "something comes after the end");
    return follow(checker, event);
}

TraceCheck *trace_check_begin(const Trace *trace, Builder *why)
{
    Checker *checker = mem_new(sizeof *checker);
    *checker = (Checker){.trace = trace,
                         .why = why,
                         .states = mem_new(trace_task_count(trace)),
                         .running = NO_TASK,
                         .limits = mem_new(trace_limit_count(trace)),
                         .workers = mem_new(WORKERS * sizeof(bool))};
    return checker;
}

CheckProgress trace_check_advance(TraceCheck *checker, uint64_t *budget, size_t *at)
{
    size_t count = trace_count(checker->trace);
    size_t to = budget_stretch(budget, checker->next, count);
    *at = checker->next;
    if (count == 0) {
        builder_text(checker->why, "the trace is empty");
        return CHECK_BREACH;
    }
    for (; checker->next < to; checker->next++) {
        Event event = trace_event(checker->trace, checker->next);
        *at = checker->next;
        if (!check_event(checker, &event, checker->next + 1 == count))
            return CHECK_BREACH;
    }
    return to == count ? CHECK_FINE : CHECK_GOES_ON;
}

void trace_check_end(TraceCheck *checker)
{
    if (!checker)
        return;
    mem_free(checker->states);
    mem_free(checker->workers);
    mem_free(checker->limits);
    mem_free(checker);
}

bool trace_check(const Trace *trace, Builder *why)
{
    size_t event;
    uint64_t budget = BUDGET_ALL;
    TraceCheck *checker = trace_check_begin(trace, why);
    bool fine = trace_check_advance(checker, &budget, &event) == CHECK_FINE;
    trace_check_end(checker);
    return fine;
}

bool trace_holds(const Trace *trace)
{
    bool whole = true;
    for (int kind = 0; kind < EVENT_KINDS; kind++)
        whole = whole && trace_keeps(trace, (EventKind)kind);
    Builder why = {0};
    bool fine = !whole || trace_check(trace, &why);
    builder_free(&why);
    return fine;
}
