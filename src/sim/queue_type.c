/* Queue, PriorityQueue and LifoQueue as a scenario has them: makers, methods, repr. */
#include "sim/objects.h"

#include "base/mem.h"

static bool make(Run *run, const Arguments *arguments, QueueKind kind, Value *result)
{
    Value maxsize = INT_VALUE(0);
    if (!arguments_take(&run->py, arguments, "Queue.__init__", (const char *const[]){"maxsize"}, 0,
                        &maxsize, 1))
        return false;
    Queue *queue = queue_new(run, kind);
    queue->maxsize = maxsize;
    *result = OBJ_VALUE(queue);
    return true;
}

bool make_queue(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return make(run, arguments, QUEUE_FIFO, result);
}

bool make_priority_queue(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return make(run, arguments, QUEUE_PRIORITY, result);
}

bool make_lifo_queue(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return make(run, arguments, QUEUE_LIFO, result);
}

static const char *const item_name[] = {"item"};

static bool put_nowait(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Value item;
    *result = NONE_VALUE;
    return arguments_take(py, arguments, "Queue.put_nowait", item_name, 1, &item, 1) &&
           queue_put_nowait(run, (Queue *)self, item);
}

static bool get_nowait(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return no_arguments(run, arguments, "Queue.get_nowait") &&
           queue_get_nowait(run, (Queue *)self, result);
}

static bool qsize(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = INT_VALUE((int64_t)((Queue *)self)->count);
    return no_arguments(run, arguments, "Queue.qsize");
}

static bool empty(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = BOOL_VALUE(((Queue *)self)->count == 0);
    return no_arguments(run, arguments, "Queue.empty");
}

static bool full_method(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    bool full;
    if (!no_arguments(run, arguments, "Queue.full") || !queue_is_full(run, (Queue *)self, &full))
        return false;
    *result = BOOL_VALUE(full);
    return true;
}

static bool task_done(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Queue *queue = (Queue *)self;
    *result = NONE_VALUE;
    if (!no_arguments(run, arguments, "Queue.task_done"))
        return false;
    if (queue->unfinished == 0)
        return raise_text(py, BUILTIN_VALUE_ERROR, "task_done() called too many times");
    queue->unfinished--;
    tell(run, &queue->told, CHANGE_TASK_DONE, (int64_t)queue->unfinished, NULL);
    if (queue->unfinished == 0)
        event_set(run, queue->finished);
    return true;
}

static bool shut_down(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Queue *queue = (Queue *)self;
    Value immediate = BOOL_VALUE(false);
    *result = NONE_VALUE;
    if (!arguments_take(py, arguments, "Queue.shutdown", (const char *const[]){"immediate"}, 0,
                        &immediate, 1))
        return false;
    return queue_shut_down(run, queue, value_truth(immediate));
}

static bool maxsize(Python *py, Obj *self, Value *result)
{
    (void)py;
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
    heap_mark(heap, &queue->finished->told.obj);
}

static void dispose(Python *py, Obj *self)
{
    Run *run = run_of(py);
    Queue *queue = (Queue *)self;
    heap_note(py->heap, -(int64_t)(queue->room * sizeof(Value)));
    mem_free(queue->items);
    waiters_free(run, &queue->getters);
    waiters_free(run, &queue->putters);
}

static const char *own_name(const Obj *self)
{
    static const char *const names[] = {[QUEUE_FIFO] = "Queue", [QUEUE_PRIORITY] = "PriorityQueue",
                                        [QUEUE_LIFO] = "LifoQueue"};
    return names[((const Queue *)self)->order];
}

/* As str() has it, which shows no address. */
static bool repr(Python *py, Obj *self, Builder *out)
{
    const Queue *queue = (const Queue *)self;
    builder_printf(out, "<%s maxsize=", own_name(self));
    if (!value_repr(py, queue->maxsize, out))
        return false;
    if (queue->count) {
        builder_text(out, " _queue=");
        Value items = value_list(py, OBJ_LIST, queue->items + queue->first, queue->count);
        if (!value_repr(py, items, out))
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
    {.name = "put", .coroutine = &queue_put},
    {.name = "get", .coroutine = &queue_get},
    {.name = "put_nowait", .call = put_nowait},
    {.name = "get_nowait", .call = get_nowait},
    {.name = "qsize", .call = qsize},
    {.name = "empty", .call = empty},
    {.name = "full", .call = full_method},
    {.name = "join", .coroutine = &queue_join},
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
    .own_name = own_name,
    .in_python = true,
    .visit = visit,
    .dispose = dispose,
    .repr = repr,
    .methods = methods,
    .attributes = attributes,
};
