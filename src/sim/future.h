/* Futures and tasks, as asyncio has them. */
#ifndef SIM_FUTURE_H
#define SIM_FUTURE_H

#include "python/exception.h"
#include "sim/frame.h"

typedef struct Future Future;

/* A done-callback: queued through call_soon when the future is done. `self` is whatever the
 * callback was added with and is kept alive by the future. */
typedef void (*Callback)(Run *run, Obj *self, Obj *future);

typedef struct CallbackEntry {
    Callback call;
    Obj *self;
} CallbackEntry;

typedef enum FutureState { FUTURE_PENDING, FUTURE_DONE, FUTURE_CANCELLED } FutureState;

enum {                      /* Obj.flags of a Future */
    FUTURE_RETRIEVED = 1,   /* somebody asked for its exception */
    FUTURE_MUST_CANCEL = 2, /* a Task's */
    FUTURE_SILENT = 4,      /* inner futures: never warn */
    FUTURE_SAVED_ERROR = 8, /* cancel_message is the CancelledError that ended a Task: the first
                               who asks gets it */
    FUTURE_WRAPPED = 16,    /* cancel_message is a tuple of the message, which is no object */
    FUTURE_RACE = 32,       /* a Task's: what woke it may come in another order in real Python */
    FUTURE_STARTED = 64,    /* a Task's: its first step has come */
    FUTURE_SHARES = 128     /* a Task's: another one drives its coroutine, too; see sends.h */
};

typedef struct CallbackList CallbackList; /* future.c */

struct Future { /* OBJ_FUTURE; begins OBJ_TASK and OBJ_GATHER too */
    Obj obj;
    uint8_t state;
    uint32_t line;         /* while a Task is alive, the step that its last EVENT_LINE named; with an
                              exception, the trace text of its line */
    CallbackEntry first;   /* the first callback; the rest in `more` */
    CallbackList *more;    /* malloc'd, or NULL */
    Value result;          /* DONE without exception; of a pending Task: see task_sleep */
    Obj *exception;        /* DONE with one: ExceptionObj */
    Obj *cancel_message;   /* NULL for none; see the flags */
};

typedef struct Task { /* OBJ_TASK */
    Future future;
    uint32_t index;   /* in the trace */
    uint32_t cancelling;
    Obj *name;        /* StrObj; NULL while nobody asked: the one in the trace */
    Frame *coroutine; /* the outermost frame; NULL once ended */
    Frame *innermost; /* what a step resumes; NULL once ended */
    Obj *waiting;     /* the Future it waits for; an ExceptionObj that its queued step will throw
                         in; or NULL */
    uint32_t wait;      /* how it waited last: in the trace */
    uint32_t wait_step; /* where: a step; of one that has not begun, where it was made */
} Task;

/* The sequence of the sleep that the task is in, 0 if none. It stands where the result will be: a
 * million sleepers shall fit. */
static inline uint64_t task_sleep(const Task *task)
{
    return task->future.state == FUTURE_PENDING ? (uint64_t)task->future.result.i : 0;
}

static inline void task_set_sleep(Task *task, uint64_t sequence)
{
    task->future.result.i = (int64_t)sequence;
}

/* A gather's outer future: OBJ_GATHER, its own fields in gather.c; cancelling it cancels its
 * children instead (future_cancel does the right thing by kind). */

Future *future_new(Run *run);
static inline bool future_is_done(const Future *future)
{
    return future->state != FUTURE_PENDING;
}
void future_set_result(Run *run, Future *future, Value result); /* must be pending (asserted) */
void future_set_exception(Run *run, Future *future, ExceptionObj *exception); /* likewise */

/* future.cancel(msg): by kind also Task and gather. True where it was taken. `message`
 * V_NONE for none. */
bool future_cancel(Run *run, Future *future, Value message);

/* future.result(): the value, or raises what it holds (CancelledError with its message the first
 * time; InvalidStateError while pending). Marks the exception retrieved. */
bool future_result(Run *run, Future *future, Value *result);

/* future.exception(): the ExceptionObj as a value or None; raises CancelledError when cancelled. */
bool future_exception(Run *run, Future *future, Value *result);
/* CancelledError with its message; of a Task the first time the very one that ended it. */
ExceptionObj *future_cancelled_error(Run *run, Future *future);

void future_add_callback(Run *run, Future *future, Callback call, Obj *self);
/* The callback of that index, in the order of adding; false where there are not so many. */
bool future_callback(const Future *future, size_t index, CallbackEntry *entry);
/* Removes those with the same call and self. */
void future_remove_callback(Run *run, Future *future, Callback call, Obj *self);

/* Takes away all of which `goes` is true, asked of each once, in their order; how many. */
size_t future_remove_callbacks(Future *future, bool (*goes)(void *context, const CallbackEntry *entry),
                               void *context);

/* A task for the coroutine, its first step queued. `name` V_NONE for `Task-N`. Traces `create` with
 * the current task as its maker. */
Task *task_new(Run *run, Frame *coroutine, Value name);
Value task_name(Run *run, Task *task);
void task_set_name(Run *run, Task *task, Value name);
bool task_cancel(Run *run, Task *task, Value message);
uint32_t task_uncancel(Run *run, Task *task);
static inline bool is_future(Value value) /* Future, Task or gather */
{
    return value.tag == V_OBJ && value.o->kind >= OBJ_FUTURE && value.o->kind <= OBJ_GATHER;
}
Future *as_future(Value value);

/* Drops from run->tasks those that are over. */
void tasks_keep_alive(Run *run);

/* For the loop: what is queued to run a task's step, and to end its sleep (`self`: the task). */
void task_step(Run *run, Obj *self, Obj *unused);
void task_wakeup(Run *run, Obj *self, Obj *future);
void task_sleep_over(Run *run, Obj *self, Obj *unused);
/* Goes on with the step of run->paused. */
void task_go_on(Run *run);
/* Traces that the task's wake-up is queued. */
void task_is_ready(Run *run, Task *task);
Value future_cancel_message(const Future *future); /* None where there is none */
/* Future.cancel itself, whatever kind it is; must be pending. `saved`: what ended a Task, or NULL. */
void future_cancel_plainly(Run *run, Future *future, Value message, ExceptionObj *saved);
void future_keep_message(Run *run, Future *future, Value message);
uint32_t future_line(Run *run, const ExceptionObj *exception); /* its line as a trace text */
/* For types of futures. */
void future_visit(Heap *heap, Obj *self);
void future_dispose(Python *py, Obj *self);
bool gather_cancel(Run *run, Future *gather, Value message);
/* asyncio.gather(): its outer future; NULL where that raised. The list is the gather's from now on:
 * it holds the futures of what was in it. */
Future *gather_new(Run *run, ListObj *awaitables, bool return_exceptions);
/* The same in pieces of so many awaitables: nobody else may hear of the future before all are gone
 * through. `more`: there are some left. False where that raised. */
Future *gather_begin(Run *run, ListObj *awaitables, bool return_exceptions);
bool gather_advance(Run *run, Future *gather, size_t most, bool *more);

/* ensure_future: a future as it is, a coroutine as a new task, else the TypeError. */
Future *ensure_future(Run *run, Value awaitable);

#endif
