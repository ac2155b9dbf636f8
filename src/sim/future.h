/* Futures and tasks, as asyncio has them. */
#ifndef SIM_FUTURE_H
#define SIM_FUTURE_H

#include "sim/exception.h"
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
    FUTURE_SILENT = 4       /* inner futures: never warn */
};

struct Future { /* OBJ_FUTURE; begins OBJ_TASK and OBJ_GATHER too */
    Obj obj;
    uint8_t state;
    uint32_t more_count, more_room;
    CallbackEntry first;   /* the first callback; the rest in `more` */
    CallbackEntry *more;   /* malloc'd */
    Value result;          /* DONE without exception */
    Obj *exception;        /* DONE with one: ExceptionObj */
    Obj *cancel_message;   /* StrObj or other object; NULL for none */
};

typedef struct Task { /* OBJ_TASK */
    Future future;
    uint32_t index;   /* in the trace */
    uint32_t cancelling;
    Obj *name;        /* StrObj */
    Frame *coroutine; /* the outermost frame */
    Frame *innermost; /* what a step resumes; NULL once ended */
    Obj *waiting;     /* the Future it waits for, or NULL */
} Task;

/* A gather's outer future: OBJ_GATHER, its own fields in gather.c; cancelling it cancels its
 * children instead (future_cancel does the right thing by kind). */

Future *future_new(Run *run);
bool future_is_done(const Future *future);
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
ExceptionObj *future_cancelled_error(Run *run, Future *future);

void future_add_callback(Run *run, Future *future, Callback call, Obj *self);
/* Removes those with the same call and self. */
void future_remove_callback(Run *run, Future *future, Callback call, Obj *self);

/* A task for the coroutine, its first step queued. `name` V_NONE for `Task-N`. Traces `create` with
 * the current task as its maker. */
Task *task_new(Run *run, Frame *coroutine, Value name);
bool task_cancel(Run *run, Task *task, Value message);
uint32_t task_uncancel(Run *run, Task *task);
bool is_future(Value value); /* Future, Task or gather */
Future *as_future(Value value);

/* ensure_future: a future as it is, a coroutine as a new task, else the TypeError. */
Future *ensure_future(Run *run, Value awaitable);

#endif
