/* asyncio's queues. A woken getter or putter looks again: where somebody was faster it queues at
 * the end. */
#include "sim/objects.h"

Queue *queue_new(Run *run, QueueKind kind)
{
    Queue *queue = heap_make(run->py.heap, OBJ_QUEUE, sizeof(Queue));
    queue->order = (uint8_t)kind;
    queue->maxsize = INT_VALUE(0);
    queue->finished = event_new(run);
    queue->finished->set = true;
    queue->finished->told.name = TOLD_NOWHERE;
    return queue;
}

static void wake_one(Run *run, Waiters *waiters)
{
    for (Future *future; (future = waiters_pop(waiters));) {
        if (future_is_done(future))
            continue;
        future_set_result(run, future, NONE_VALUE);
        return;
    }
}

/* The first waiter that is still waiting leaves the line and wakes. */
static inline void wake_next(Run *run, Waiters *waiters)
{
    if (waiters->count)
        wake_one(run, waiters);
}

bool queue_measure(Run *run, const Queue *queue, bool *full)
{
    bool endless;
    *full = false;
    return value_compare(&run->py, OP_LESS_EQUAL, queue->maxsize, INT_VALUE(0), &endless) &&
           (endless || value_compare(&run->py, OP_GREATER_EQUAL, INT_VALUE((int64_t)queue->count),
                                     queue->maxsize, full));
}

static bool raise_bare(Run *run, Builtin type)
{
    return raise_exception(&run->py, exception_make(&run->py, type, NULL, 0));
}

/* Where it is not full. */
static inline bool put_in(Run *run, Queue *queue, Value item)
{
    if (queue->is_shut_down)
        return raise_bare(run, BUILTIN_QUEUE_SHUT_DOWN);
    if (!queue_push(run, queue, item))
        return false;
    queue->unfinished++;
    tell(run, &queue->told, CHANGE_PUT, (int64_t)queue->count, &item);
    queue->finished->set = false;
    wake_next(run, &queue->getters);
    return true;
}

bool queue_put_nowait(Run *run, Queue *queue, Value item)
{
    bool full;
    if (queue->is_shut_down)
        return raise_bare(run, BUILTIN_QUEUE_SHUT_DOWN);
    if (!queue_is_full(run, queue, &full))
        return false;
    return full ? raise_bare(run, BUILTIN_QUEUE_FULL) : put_in(run, queue, item);
}

static inline bool take_out(Run *run, Queue *queue, Value *item)
{
    if (queue->count == 0)
        return raise_bare(run, queue->is_shut_down ? BUILTIN_QUEUE_SHUT_DOWN
                                                   : BUILTIN_QUEUE_EMPTY);
    if (!queue_take(run, queue, item))
        return false;
    tell(run, &queue->told, CHANGE_GET, (int64_t)queue->count, item);
    wake_next(run, &queue->putters);
    return true;
}

bool queue_get_nowait(Run *run, Queue *queue, Value *item)
{
    return take_out(run, queue, item);
}

enum { SLOT_QUEUE, SLOT_ITEM, SLOT_FUTURE };

/* What getters and putters share when their wait raised: leave the line, and hand on a wake-up that
 * can't be used. */
static Signal leave_line(Run *run, Frame *frame, Waiters *waiters, bool usable,
                         const Completion *completion)
{
    Future *future = as_future(frame->slots[SLOT_FUTURE]);
    future_cancel(run, future, NONE_VALUE);
    waiters_remove(waiters, future);
    if (usable && future->state != FUTURE_CANCELLED)
        wake_next(run, waiters);
    return complete(run, *completion);
}

static Signal wait_in_line(Run *run, Frame *frame, Waiters *waiters)
{
    frame->phase = 1;
    frame->slots[SLOT_FUTURE] = OBJ_VALUE(waiters_join(run, waiters));
    return await_value(run, frame->slots[SLOT_FUTURE]);
}

static Signal put_resume(Run *run, Frame *frame, const Completion *completion)
{
    Queue *queue = (Queue *)frame->slots[SLOT_QUEUE].o;
    bool full;
    if (!queue_is_full(run, queue, &full))
        return failed(run);
    if (frame->phase == 1 && completion->kind == COMPLETE_RAISE)
        return leave_line(run, frame, &queue->putters, !full, completion);
    if (full && queue->is_shut_down) {
        raise_bare(run, BUILTIN_QUEUE_SHUT_DOWN);
        return failed(run);
    }
    if (full)
        return wait_in_line(run, frame, &queue->putters);
    return put_in(run, queue, frame->slots[SLOT_ITEM]) ? done(run, NONE_VALUE) : failed(run);
}

Signal queue_get_resume(Run *run, Frame *frame, const Completion *completion)
{
    Queue *queue = (Queue *)frame->slots[SLOT_QUEUE].o;
    if (frame->phase == 1 && completion->kind == COMPLETE_RAISE)
        return leave_line(run, frame, &queue->getters, queue->count > 0, completion);
    if (queue->count == 0 && !queue->is_shut_down)
        return wait_in_line(run, frame, &queue->getters);
    Value item;
    return take_out(run, queue, &item) ? done(run, item) : failed(run);
}

/* The event that join() waits on, seen as the queue's own. */
static const NativeKind finished_kind = {
    .name = "Event.wait",
    .wait = WAIT_QUEUE,
    .resume = event_wait_resume,
};

static Signal join_resume(Run *run, Frame *frame, const Completion *completion)
{
    Queue *queue = (Queue *)frame->slots[SLOT_QUEUE].o;
    if (frame->phase == 1) {
        if (completion->kind == COMPLETE_RAISE)
            return complete(run, *completion);
        return done(run, NONE_VALUE);
    }
    if (queue->unfinished == 0)
        return done(run, NONE_VALUE);
    frame->phase = 1;
    return await_value(
        run, native_coroutine(run, &finished_kind, OBJ_VALUE(queue->finished), NONE_VALUE));
}

const NativeKind queue_put = {
    .name = "Queue.put",
    .parameter = "item",
    .wait = WAIT_QUEUE,
    .resume = put_resume,
};
const NativeKind queue_get = {
    .name = "Queue.get",
    .wait = WAIT_QUEUE,
    .resume = queue_get_resume,
};
const NativeKind queue_join = {
    .name = "Queue.join",
    .wait = WAIT_QUEUE,
    .resume = join_resume,
};

static bool drain(Run *run, Queue *queue)
{
    while (queue->count) {
        Value item;
        if (!queue_take(run, queue, &item))
            return false;
        queue->unfinished -= queue->unfinished > 0;
    }
    if (queue->unfinished == 0)
        event_set(run, queue->finished);
    return true;
}

bool queue_shut_down(Run *run, Queue *queue, bool immediately)
{
    queue->is_shut_down = true;
    if (immediately && !drain(run, queue))
        return false;
    tell(run, &queue->told, CHANGE_SHUT, (int64_t)queue->count, NULL);
    while (queue->getters.count)
        wake_next(run, &queue->getters);
    while (queue->putters.count)
        wake_next(run, &queue->putters);
    return true;
}
