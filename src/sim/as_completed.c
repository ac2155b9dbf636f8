/* asyncio.as_completed: all work begins at the call; what is finished goes through a queue, and
 * each item is a coroutine that takes the next one out of it. */
#include "sim/objects.h"

#include "python/plain.h"
#include "sim/awaitables.h"

#include <string.h>

static void on_completion(Run *run, Obj *self, Obj *future)
{
    Completed *completed = (Completed *)self;
    if (completed->pending == 0)
        return; /* the time limit was first */
    completed->pending--;
    queue_put_nowait(run, completed->finished, OBJ_VALUE(future));
    if (completed->pending == 0)
        timer_cancel(run, completed->timer);
}

static void on_timeout(Run *run, Obj *self, Obj *argument)
{
    (void)argument;
    Completed *completed = (Completed *)self;
    const ListObj *futures = completed->futures;
    for (size_t i = 0; i < futures->count; i++)
        future_remove_callback(run, as_future(futures->items[i]), on_completion, self);
    for (; completed->pending; completed->pending--)
        queue_put_nowait(run, completed->finished, NONE_VALUE);
}

/* {ensure_future(a) for a in set(awaitables)} */
static bool begin_all(Run *run, const ListObj *awaitables, ListObj **futures)
{
    ListObj *set;
    if (!future_set(run, awaitables, &set))
        return false;
    for (size_t i = 0; i < set->count; i++) {
        Future *future = ensure_future(run, set->items[i]);
        if (!future)
            return false;
        set->items[i] = OBJ_VALUE(future);
    }
    return future_set(run, set, futures);
}

Completed *completed_new(Run *run, const ListObj *awaitables, Value timeout)
{
    Completed *completed = heap_make(run->py.heap, OBJ_COMPLETED, sizeof(Completed));
    int64_t delay = 0;
    completed->finished = queue_new(run, QUEUE_FIFO);
    completed->finished->told.name = TOLD_NOWHERE;
    if (!begin_all(run, awaitables, &completed->futures))
        return NULL;
    const ListObj *futures = completed->futures;
    for (size_t i = 0; i < futures->count; i++)
        future_add_callback(run, as_future(futures->items[i]), on_completion, &completed->obj);
    completed->left = completed->pending = futures->count;
    if (futures->count == 0 || timeout.tag == V_NONE)
        return completed;
    if (!time_limit(run, timeout, &delay))
        return NULL;
    completed->timer = call_later(run, delay, on_timeout, &completed->obj, NULL);
    timer_limit(run, completed->timer, LIMIT_COMPLETED);
    return completed;
}

/* The queue that an item waits on, seen as the iterator's own. */
static const NativeKind next_kind = {
    .name = "Queue.get",
    .wait = WAIT_COMPLETED,
    .resume = queue_get_resume,
};

/* The next future that is done; or, where `slots[1]` is true, what it came to. */
static Signal resume(Run *run, Frame *frame, const Completion *completion)
{
    Completed *completed = (Completed *)frame->slots[0].o;
    if (frame->phase == 0) {
        frame->phase = 1;
        return await_value(
            run, native_coroutine(run, &next_kind, OBJ_VALUE(completed->finished), NONE_VALUE));
    }
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    Value result;
    if (completion->value.tag == V_NONE)
        raise_exception(&run->py, exception_make(&run->py, BUILTIN_TIMEOUT_ERROR, NULL, 0));
    else if (!frame->slots[1].b)
        return done(run, completion->value);
    else if (future_result(run, as_future(completion->value), &result))
        return done(run, result);
    return failed(run);
}

static const NativeKind item_kind = {
    .name = "_AsCompletedIterator._wait_for_one",
    .wait = WAIT_COMPLETED,
    .resume = resume,
};

static bool next(Run *run, Completed *completed, bool result, Value *coroutine)
{
    if (completed->left == 0)
        return false;
    completed->left--;
    *coroutine = native_coroutine(run, &item_kind, OBJ_VALUE(completed), BOOL_VALUE(result));
    return true;
}

bool completed_next(Run *run, Completed *completed, Value *coroutine)
{
    return next(run, completed, true, coroutine);
}

bool completed_next_future(Run *run, Completed *completed, Value *coroutine)
{
    return next(run, completed, false, coroutine);
}

/* --- in an expression --- */

static bool next_item(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    *more = next(run_of(py), (Completed *)iterator->source, true, item);
    return true;
}

bool call_as_completed(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"fs", "timeout"};
    Run *run = run_of(py);
    Value values[2] = {[1] = NONE_VALUE};
    if (!arguments_take(py, arguments, "as_completed", names, 1, values, 2))
        return false;
    ListObj *awaitables = list_make(py, OBJ_LIST);
    if (is_future(values[0]) || value_is(values[0], OBJ_FRAME)) {
        const char *type = value_type_name(py, values[0]), *dot = strrchr(type, '.');
        return raise_text(py, BUILTIN_TYPE_ERROR, "expects an iterable of awaitables, not %s",
                          dot ? dot + 1 : type);
    }
    Completed *completed =
        list_extend(py, awaitables, values[0]) ? completed_new(run, awaitables, values[1]) : NULL;
    if (completed)
        *result = OBJ_VALUE(iterator_make(py, ITERATE_COMPLETED, &completed->obj, next_item));
    return completed != NULL;
}

static void visit(Heap *heap, Obj *self)
{
    const Completed *completed = (const Completed *)self;
    heap_mark(heap, &completed->finished->told.obj);
    if (completed->futures)
        heap_mark(heap, &completed->futures->obj);
    if (completed->timer)
        heap_mark(heap, &completed->timer->obj);
}

const ObjType completed_type = {.name = "_AsCompletedIterator", .in_python = true, .visit = visit};
