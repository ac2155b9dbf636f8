/* asyncio's own objects, inside the model: their structs, and what one of them or a step verb
 * needs of another. Coroutine methods are native frames; the plain halves of them (`lock_release`)
 * are functions here, so that `async with` and Barrier use the same code as `lock.release()`. */
#ifndef SIM_OBJECTS_H
#define SIM_OBJECTS_H

#include "sim/told.h"
#include "sim/waiters.h"

/* --- Lock, Condition, Semaphore: what `async with` and Condition(lock) take --- */

typedef struct Lock { /* OBJ_LOCK */
    Told told;
    bool locked;
    Waiters waiters;
} Lock;

typedef struct Condition { /* OBJ_CONDITION */
    Told told;
    Obj *lock; /* a Lock, Semaphore or another Condition */
    Waiters waiters;
} Condition;

typedef struct Semaphore { /* OBJ_SEMAPHORE */
    Told told;
    bool bounded;
    Value value, bound; /* numbers */
    Waiters waiters;
} Semaphore;

Lock *lock_new(Run *run);
Value lock_acquire(Run *run, Lock *lock); /* the coroutine Lock.acquire */
bool lock_release(Run *run, Lock *lock);
Condition *condition_new(Run *run, Obj *lock); /* NULL: a lock of its own */
/* What drives Condition.wait, for a coroutine whose first slot is the condition. */
Signal condition_wait_resume(Run *run, Frame *frame, const Completion *completion);
void condition_notify_all(Run *run, Condition *condition); /* its lock must be held */
Value semaphore_acquire(Run *run, Semaphore *semaphore);
bool semaphore_release(Run *run, Semaphore *semaphore);
bool semaphore_locked(const Semaphore *semaphore);

/* The same of any of the three. */
bool is_lockable(Value value);
bool lockable_locked(const Obj *obj);
Value lockable_acquire(Run *run, Obj *obj);
bool lockable_release(Run *run, Obj *obj);

/* --- Event, Queue, Barrier --- */

typedef struct EventObj { /* OBJ_EVENT; `Event` is the trace's */
    Told told;
    bool set;
    Waiters waiters;
} EventObj;

EventObj *event_new(Run *run);
void event_set(Run *run, EventObj *event);
/* What drives Event.wait, for a coroutine whose first slot is the event. */
Signal event_wait_resume(Run *run, Frame *frame, const Completion *completion);

typedef enum QueueKind { QUEUE_FIFO, QUEUE_PRIORITY, QUEUE_LIFO } QueueKind;

typedef struct Queue { /* OBJ_QUEUE */
    Told told;
    uint8_t order; /* QueueKind */
    bool is_shut_down;
    Value maxsize;
    Value *items;
    size_t first, count, room; /* items[first .. first + count); a heap has first 0 */
    Waiters getters, putters;
    uint64_t unfinished;
    EventObj *finished;
} Queue;

Queue *queue_new(Run *run, QueueKind kind);
bool queue_put_nowait(Run *run, Queue *queue, Value item);
bool queue_get_nowait(Run *run, Queue *queue, Value *item);
bool queue_measure(Run *run, const Queue *queue, bool *full); /* whatever its maxsize is */
static inline bool queue_is_full(Run *run, const Queue *queue, bool *full)
{
    if (queue->maxsize.tag != V_INT)
        return queue_measure(run, queue, full);
    *full = queue->maxsize.i > 0 && queue->count >= (uint64_t)queue->maxsize.i;
    return true;
}
bool queue_shut_down(Run *run, Queue *queue, bool immediately);
extern const NativeKind queue_put, queue_get, queue_join; /* the coroutines Queue.put ... */
/* What drives Queue.get, for a coroutine whose first slot is the queue. */
Signal queue_get_resume(Run *run, Frame *frame, const Completion *completion);
/* How items lie in it and leave it: queue_items.c; here what the most common kind does. */
bool queue_push_other(Run *run, Queue *queue, Value item); /* or where there is no room */
bool queue_take_other(Run *run, Queue *queue, Value *item);
static inline bool queue_push(Run *run, Queue *queue, Value item)
{
    size_t end = queue->first + queue->count;
    if (queue->order == QUEUE_PRIORITY || end == queue->room)
        return queue_push_other(run, queue, item);
    queue->items[end] = item;
    queue->count++;
    return true;
}
static inline bool queue_take(Run *run, Queue *queue, Value *item) /* not empty */
{
    if (queue->order != QUEUE_FIFO)
        return queue_take_other(run, queue, item);
    *item = queue->items[queue->first++];
    queue->count--;
    return true;
}

typedef struct Barrier { /* OBJ_BARRIER */
    Told told;
    uint8_t state; /* barrier.c's own */
    Condition *condition;
    Value parties; /* a number */
    int64_t count; /* inside */
} Barrier;

Value barrier_wait(Run *run, Obj *barrier);

/* --- waiting for several, time limits, groups --- */

Value wait_coroutine(Run *run, ListObj *futures, Value timeout, uint32_t return_when);
enum { WAIT_ALL_COMPLETED, WAIT_FIRST_COMPLETED, WAIT_FIRST_EXCEPTION }; /* return_when */

Value wait_for_coroutine(Run *run, Value awaitable, Value timeout);

typedef struct Timeout Timeout; /* OBJ_TIMEOUT */
/* `async with asyncio.timeout(seconds)`: NULL where that raised. */
Timeout *timeout_enter(Run *run, Value seconds, LimitKind kind);
Timeout *timeout_enter_at(Run *run, Value when); /* asyncio.timeout_at(when) */
/* Its end: what the block came to is changed where the limit had been hit. */
Completion timeout_exit(Run *run, Timeout *timeout, Completion completion);

/* `async with asyncio.TaskGroup()`: entered. */
typedef struct Group { /* OBJ_GROUP */
    Obj obj;
    bool exiting, aborting;
    bool cancelled_parent; /* so the parent's cancelling has to be taken back */
    bool over;
    Task *parent;
    ListObj *tasks; /* in the order of their making; some of those through may still be in it */
    size_t pending; /* children whose end has not been heard of */
    ListObj *errors;
    Future *completed; /* what the exit waits on, or NULL */
} Group;

Obj *group_enter(Run *run);
bool group_enter_again(Run *run, Obj *group); /* always raises */
/* The coroutine TaskGroup.__aexit__: `raised` is an exception or None. */
Value group_exit(Run *run, Obj *group, Value raised);

/* shield(): a future to await; NULL where that raised. */
Future *shield(Run *run, Value awaitable);

typedef struct Completed { /* OBJ_COMPLETED */
    Obj obj;
    Queue *finished; /* futures; None for each that the time limit cut off */
    ListObj *futures;
    size_t pending; /* futures that have not gone through the queue */
    size_t left;    /* items not yet given out */
    Timer *timer;
} Completed;

/* as_completed(...): NULL where that raised. */
Completed *completed_new(Run *run, const ListObj *awaitables, Value timeout);
/* The next item: a coroutine. False at the end. */
bool completed_next(Run *run, Completed *completed, Value *coroutine);
/* The same, but that coroutine gives the future itself: `async for`. */
bool completed_next_future(Run *run, Completed *completed, Value *coroutine);

/* asyncio.to_thread(time.sleep, seconds). */
Value to_thread_coroutine(Run *run, Value seconds);

#endif
