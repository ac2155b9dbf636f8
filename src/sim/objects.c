#include "sim/objects.h"

#include "base/mem.h"

#include <string.h>

/* --- waiters --- */

Future *inner_future(Run *run)
{
    Future *future = future_new(run);
    future->obj.flags |= FUTURE_SILENT;
    return future;
}

static void waiters_grow(Run *run, Waiters *waiters)
{
    if (waiters->first + waiters->count < waiters->room)
        return;
    if (waiters->first > waiters->count) { /* more than half of it is behind us: move down */
        memmove(waiters->items, waiters->items + waiters->first,
                waiters->count * sizeof(Future *));
        waiters->first = 0;
        return;
    }
    size_t room = waiters->room ? waiters->room * 2 : 4;
    heap_note(run->heap, (int64_t)((room - waiters->room) * sizeof(Future *)));
    waiters->items = mem_resize_array(waiters->items, room, sizeof(Future *));
    waiters->room = room;
}

Future *waiters_join(Run *run, Waiters *waiters)
{
    Future *future = inner_future(run);
    waiters_grow(run, waiters);
    waiters->items[waiters->first + waiters->count++] = future;
    return future;
}

Future *waiters_at(const Waiters *waiters, size_t index)
{
    return waiters->items[waiters->first + index];
}

Future *waiters_pop(Waiters *waiters)
{
    if (waiters->count == 0)
        return NULL;
    waiters->count--;
    return waiters->items[waiters->first++];
}

bool waiters_remove(Waiters *waiters, const Future *future)
{
    for (size_t i = 0; i < waiters->count; i++) {
        if (waiters_at(waiters, i) != future)
            continue;
        if (i == 0) {
            waiters_pop(waiters);
            return true;
        }
        Future **at = waiters->items + waiters->first + i;
        memmove(at, at + 1, (waiters->count - i - 1) * sizeof(Future *));
        waiters->count--;
        return true;
    }
    return false;
}

bool waiters_wake(Run *run, const Waiters *waiters, Value value)
{
    for (size_t i = 0; i < waiters->count; i++) {
        Future *future = waiters_at(waiters, i);
        if (future_is_done(future))
            continue;
        future_set_result(run, future, value);
        return true;
    }
    return false;
}

bool waiters_all_cancelled(const Waiters *waiters)
{
    for (size_t i = 0; i < waiters->count; i++)
        if (waiters_at(waiters, i)->state != FUTURE_CANCELLED)
            return false;
    return true;
}

void waiters_repr(const Waiters *waiters, Builder *out)
{
    if (waiters->count)
        builder_printf(out, ", waiters:%zu", waiters->count);
    builder_char(out, '>');
}

void waiters_visit(Heap *heap, const Waiters *waiters)
{
    for (size_t i = 0; i < waiters->count; i++)
        heap_mark(heap, &waiters_at(waiters, i)->obj);
}

void waiters_free(Run *run, Waiters *waiters)
{
    heap_note(run->heap, -(int64_t)(waiters->room * sizeof(Future *)));
    mem_free(waiters->items);
    *waiters = (Waiters){0};
}

/* --- helpers --- */

bool is_cancelled_error(Completion completion)
{
    return completion.kind == COMPLETE_RAISE &&
           exception_is(((ExceptionObj *)completion.value.o)->type, BUILTIN_CANCELLED_ERROR);
}

Value native_coroutine(Run *run, const NativeKind *kind, Value a, Value b)
{
    Frame *frame = frame_native(run, kind);
    frame->slots[0] = a;
    frame->slots[1] = b;
    return OBJ_VALUE(frame);
}

bool no_arguments(Run *run, const Arguments *arguments, const char *function)
{
    return arguments_take(run, arguments, function, NULL, 0, NULL, 0);
}

bool time_limit(Run *run, Value seconds, int64_t *nanoseconds)
{
    bool number = seconds.tag == V_INT || seconds.tag == V_FLOAT || seconds.tag == V_BOOL;
    if (!number)
        return raise_text(run, BUILTIN_TYPE_ERROR,
                          "unsupported operand type(s) for +: 'float' and '%s'",
                          value_type_name(seconds));
    return value_duration(run, seconds, nanoseconds);
}

WaitKind wait_kind_of(Value awaitable)
{
    if (value_is(awaitable, OBJ_TASK))
        return WAIT_TASK;
    if (value_is(awaitable, OBJ_GATHER))
        return WAIT_GATHER;
    if (value_is(awaitable, OBJ_FRAME)) {
        const Frame *frame = (const Frame *)awaitable.o;
        return frame->native ? frame->native->wait : WAIT_TASK;
    }
    return WAIT_FUTURE;
}

/* What in a value can't be hashed: the value itself or something in its tuples; else unset. */
static Value unhashable(Value value)
{
    if (value_is(value, OBJ_LIST) || value_is(value, OBJ_SET))
        return value;
    Value found = {.tag = V_UNSET};
    if (value_is(value, OBJ_TUPLE)) {
        const ListObj *tuple = (const ListObj *)value.o;
        for (size_t i = 0; i < tuple->count && found.tag == V_UNSET; i++)
            found = unhashable(tuple->items[i]);
    }
    return found;
}

/* Futures among themselves by their making; all else where it stood. */
static bool made_before(Value a, Value b)
{
    return is_future(a) && is_future(b) && a.o->serial < b.o->serial;
}

bool future_set(Run *run, const ListObj *items, ListObj **set)
{
    ListObj *result = (ListObj *)value_list(run, OBJ_SET, NULL, 0).o;
    for (size_t i = 0; i < items->count; i++) {
        Value item = items->items[i];
        Value culprit = unhashable(item);
        if (culprit.tag != V_UNSET)
            return raise_text(run, BUILTIN_TYPE_ERROR,
                              "cannot use '%s' as a set element (unhashable type: '%s')",
                              value_type_name(item), value_type_name(culprit));
        bool known = false;
        for (size_t k = 0; k < result->count && !known; k++)
            known = value_same(result->items[k], item);
        if (known)
            continue;
        if (!list_append(run, result, item))
            return false;
        size_t k = result->count - 1;
        for (; k > 0 && made_before(item, result->items[k - 1]); k--)
            result->items[k] = result->items[k - 1];
        result->items[k] = item;
    }
    *set = result;
    return true;
}

void loop_warning(Run *run, Str text)
{
    trace_now(run, EVENT_WARNING, trace_intern(run->trace, text), 0);
}
