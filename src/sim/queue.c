/* asyncio's queues. A woken getter or putter looks again: where somebody was faster it queues at
 * the end. */
#include "sim/objects.h"

#include "base/mem.h"

Queue *queue_new(Run *run, QueueKind kind)
{
    Queue *queue = heap_make(run->heap, OBJ_QUEUE, sizeof(Queue));
    queue->order = (uint8_t)kind;
    queue->maxsize = INT_VALUE(0);
    queue->finished = event_new(run);
    queue->finished->set = true;
    return queue;
}

static bool make(Run *run, const Arguments *arguments, QueueKind kind, Value *result)
{
    Value maxsize = INT_VALUE(0);
    if (!arguments_take(run, arguments, "Queue.__init__", (const char *const[]){"maxsize"}, 0,
                        &maxsize, 1))
        return false;
    Queue *queue = queue_new(run, kind);
    queue->maxsize = maxsize;
    *result = OBJ_VALUE(queue);
    return true;
}

bool make_queue(Run *run, const Arguments *arguments, Value *result)
{
    return make(run, arguments, QUEUE_FIFO, result);
}

bool make_priority_queue(Run *run, const Arguments *arguments, Value *result)
{
    return make(run, arguments, QUEUE_PRIORITY, result);
}

bool make_lifo_queue(Run *run, const Arguments *arguments, Value *result)
{
    return make(run, arguments, QUEUE_LIFO, result);
}

/* The first waiter that is still waiting leaves the line and wakes. */
static void wake_next(Run *run, Waiters *waiters)
{
    for (Future *future; (future = waiters_pop(waiters));) {
        if (future_is_done(future))
            continue;
        future_set_result(run, future, NONE_VALUE);
        return;
    }
}

static bool is_full(Run *run, const Queue *queue, bool *full)
{
    if (queue->maxsize.tag == V_INT) {
        *full = queue->maxsize.i > 0 && queue->count >= (uint64_t)queue->maxsize.i;
        return true;
    }
    bool endless;
    *full = false;
    return value_compare(run, OP_LESS_EQUAL, queue->maxsize, INT_VALUE(0), &endless) &&
           (endless || value_compare(run, OP_GREATER_EQUAL, INT_VALUE((int64_t)queue->count),
                                     queue->maxsize, full));
}

static bool raise_bare(Run *run, Builtin type)
{
    return raise_exception(run, exception_make(run, type, NULL, 0));
}

bool queue_put_nowait(Run *run, Queue *queue, Value item)
{
    bool full;
    if (queue->is_shut_down)
        return raise_bare(run, BUILTIN_QUEUE_SHUT_DOWN);
    if (!is_full(run, queue, &full))
        return false;
    if (full)
        return raise_bare(run, BUILTIN_QUEUE_FULL);
    if (!queue_push(run, queue, item))
        return false;
    queue->unfinished++;
    queue->finished->set = false;
    wake_next(run, &queue->getters);
    return true;
}

bool queue_get_nowait(Run *run, Queue *queue, Value *item)
{
    if (queue->count == 0)
        return raise_bare(run, queue->is_shut_down ? BUILTIN_QUEUE_SHUT_DOWN
                                                   : BUILTIN_QUEUE_EMPTY);
    if (!queue_take(run, queue, item))
        return false;
    wake_next(run, &queue->putters);
    return true;
}

enum { SLOT_QUEUE, SLOT_ITEM, SLOT_FUTURE };

/* What getters and putters share when their wait raised: leave the line, and hand on a wake-up that
 * can't be used. */
static Signal leave_line(Run *run, Frame *frame, Waiters *waiters, bool usable,
                         Completion completion)
{
    Future *future = as_future(frame->slots[SLOT_FUTURE]);
    future_cancel(run, future, NONE_VALUE);
    waiters_remove(waiters, future);
    if (usable && future->state != FUTURE_CANCELLED)
        wake_next(run, waiters);
    return complete(run, completion);
}

static Signal wait_in_line(Run *run, Frame *frame, Waiters *waiters)
{
    frame->phase = 1;
    frame->slots[SLOT_FUTURE] = OBJ_VALUE(waiters_join(run, waiters));
    return await_value(run, frame->slots[SLOT_FUTURE]);
}

static Signal put_resume(Run *run, Frame *frame, Completion completion)
{
    Queue *queue = (Queue *)frame->slots[SLOT_QUEUE].o;
    bool full;
    if (!is_full(run, queue, &full))
        return failed(run);
    if (frame->phase == 1 && completion.kind == COMPLETE_RAISE)
        return leave_line(run, frame, &queue->putters, !full, completion);
    if (full && queue->is_shut_down) {
        raise_bare(run, BUILTIN_QUEUE_SHUT_DOWN);
        return failed(run);
    }
    if (full)
        return wait_in_line(run, frame, &queue->putters);
    if (!queue_put_nowait(run, queue, frame->slots[SLOT_ITEM]))
        return failed(run);
    return done(run, NONE_VALUE);
}

Signal queue_get_resume(Run *run, Frame *frame, Completion completion)
{
    Queue *queue = (Queue *)frame->slots[SLOT_QUEUE].o;
    if (frame->phase == 1 && completion.kind == COMPLETE_RAISE)
        return leave_line(run, frame, &queue->getters, queue->count > 0, completion);
    if (queue->count == 0 && !queue->is_shut_down)
        return wait_in_line(run, frame, &queue->getters);
    Value item;
    if (!queue_get_nowait(run, queue, &item))
        return failed(run);
    return done(run, item);
}

/* The event that join() waits on, seen as the queue's own. */
static const NativeKind finished_kind = {
    .name = "Event.wait",
    .wait = WAIT_QUEUE,
    .resume = event_wait_resume,
};

static Signal join_resume(Run *run, Frame *frame, Completion completion)
{
    Queue *queue = (Queue *)frame->slots[SLOT_QUEUE].o;
    if (frame->phase == 1) {
        if (completion.kind == COMPLETE_RAISE)
            return complete(run, completion);
        return done(run, NONE_VALUE);
    }
    if (queue->unfinished == 0)
        return done(run, NONE_VALUE);
    frame->phase = 1;
    return await_value(
        run, native_coroutine(run, &finished_kind, OBJ_VALUE(queue->finished), NONE_VALUE));
}

static const NativeKind put_kind = {
    .name = "Queue.put",
    .wait = WAIT_QUEUE,
    .resume = put_resume,
};
static const NativeKind get_kind = {
    .name = "Queue.get",
    .wait = WAIT_QUEUE,
    .resume = queue_get_resume,
};
static const NativeKind join_kind = {
    .name = "Queue.join",
    .wait = WAIT_QUEUE,
    .resume = join_resume,
};

/* --- methods --- */

static const char *const item_name[] = {"item"};

static bool put(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    Value item;
    if (!arguments_take(run, arguments, "Queue.put", item_name, 1, &item, 1))
        return false;
    *result = native_coroutine(run, &put_kind, OBJ_VALUE(self), item);
    return true;
}

static bool get(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    if (!no_arguments(run, arguments, "Queue.get"))
        return false;
    *result = native_coroutine(run, &get_kind, OBJ_VALUE(self), NONE_VALUE);
    return true;
}

static bool join(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    if (!no_arguments(run, arguments, "Queue.join"))
        return false;
    *result = native_coroutine(run, &join_kind, OBJ_VALUE(self), NONE_VALUE);
    return true;
}

static bool put_nowait(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    Value item;
    *result = NONE_VALUE;
    return arguments_take(run, arguments, "Queue.put_nowait", item_name, 1, &item, 1) &&
           queue_put_nowait(run, (Queue *)self, item);
}

static bool get_nowait(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    return no_arguments(run, arguments, "Queue.get_nowait") &&
           queue_get_nowait(run, (Queue *)self, result);
}

static bool qsize(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    *result = INT_VALUE((int64_t)((Queue *)self)->count);
    return no_arguments(run, arguments, "Queue.qsize");
}

static bool empty(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    *result = BOOL_VALUE(((Queue *)self)->count == 0);
    return no_arguments(run, arguments, "Queue.empty");
}

static bool full_method(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    bool full;
    if (!no_arguments(run, arguments, "Queue.full") || !is_full(run, (Queue *)self, &full))
        return false;
    *result = BOOL_VALUE(full);
    return true;
}

static bool task_done(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    Queue *queue = (Queue *)self;
    *result = NONE_VALUE;
    if (!no_arguments(run, arguments, "Queue.task_done"))
        return false;
    if (queue->unfinished == 0)
        return raise_text(run, BUILTIN_VALUE_ERROR, "task_done() called too many times");
    if (--queue->unfinished == 0)
        event_set(run, queue->finished);
    return true;
}

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

static bool shut_down(Run *run, Obj *self, const Arguments *arguments, Value *result)
{
    Queue *queue = (Queue *)self;
    Value immediate = BOOL_VALUE(false);
    *result = NONE_VALUE;
    if (!arguments_take(run, arguments, "Queue.shutdown", (const char *const[]){"immediate"}, 0,
                        &immediate, 1))
        return false;
    queue->is_shut_down = true;
    if (value_truth(immediate) && !drain(run, queue))
        return false;
    while (queue->getters.count)
        wake_next(run, &queue->getters);
    while (queue->putters.count)
        wake_next(run, &queue->putters);
    return true;
}

static bool maxsize(Run *run, Obj *self, Value *result)
{
    (void)run;
    *result = ((Queue *)self)->maxsize;
    return true;
}

static void visit(Heap *heap, Obj *self)
{
    const Queue *queue = (const Queue *)self;
    heap_mark_value(heap, queue->maxsize);
    for (size_t i = 0; i < queue->count; i++)
        heap_mark_value(heap, queue->items[queue->first + i]);
    waiters_visit(heap, &queue->getters);
    waiters_visit(heap, &queue->putters);
    heap_mark(heap, &queue->finished->obj);
}

static void dispose(Run *run, Obj *self)
{
    Queue *queue = (Queue *)self;
    heap_note(run->heap, -(int64_t)(queue->room * sizeof(Value)));
    mem_free(queue->items);
    waiters_free(run, &queue->getters);
    waiters_free(run, &queue->putters);
}

/* As str() has it, which shows no address. */
static bool repr(Run *run, Obj *self, Builder *out)
{
    static const char *const names[] = {"Queue", "PriorityQueue", "LifoQueue"};
    const Queue *queue = (const Queue *)self;
    builder_printf(out, "<%s maxsize=", names[queue->order]);
    if (!value_repr(run, queue->maxsize, out))
        return false;
    if (queue->count) {
        builder_text(out, " _queue=");
        Value items = value_list(run, OBJ_LIST, queue->items + queue->first, queue->count);
        if (!value_repr(run, items, out))
            return false;
    }
    if (queue->getters.count)
        builder_printf(out, " _getters[%zu]", queue->getters.count);
    if (queue->putters.count)
        builder_printf(out, " _putters[%zu]", queue->putters.count);
    if (queue->unfinished)
        builder_printf(out, " tasks=%llu", (unsigned long long)queue->unfinished);
    builder_text(out, queue->is_shut_down ? " shutdown>" : ">");
    return true;
}

static const Method methods[] = {
    {.name = "put", .call = put},
    {.name = "get", .call = get},
    {.name = "put_nowait", .call = put_nowait},
    {.name = "get_nowait", .call = get_nowait},
    {.name = "qsize", .call = qsize},
    {.name = "empty", .call = empty},
    {.name = "full", .call = full_method},
    {.name = "join", .call = join},
    {.name = "task_done", .call = task_done},
    {.name = "shutdown", .call = shut_down},
    {.name = NULL},
};

static const Attribute attributes[] = {
    {.name = "maxsize", .get = maxsize},
    {.name = NULL},
};

const ObjType queue_type = {
    .name = "Queue",
    .visit = visit,
    .dispose = dispose,
    .repr = repr,
    .methods = methods,
    .attributes = attributes,
};
