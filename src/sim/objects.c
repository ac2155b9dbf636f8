#include "sim/objects.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

bool is_cancelled_error(const Completion *completion)
{
    return completion->kind == COMPLETE_RAISE &&
           exception_is(((ExceptionObj *)completion->value.o)->type, BUILTIN_CANCELLED_ERROR);
}

Value native_coroutine(Run *run, const NativeKind *kind, Value a, Value b)
{
    Frame *frame = native_room(run);
    value_copy(&frame->slots[0], &a);
    value_copy(&frame->slots[1], &b);
    native_begins(run, frame, kind, NULL);
    frame->obj.flags = run->py.step <= UINT16_MAX ? (uint16_t)run->py.step : 0;
    return OBJ_VALUE(frame);
}

bool call_native(Python *py, const NativeKind *kind, Obj *self, const Arguments *arguments,
                 Value *result)
{
    uint32_t count = kind->parameter != NULL;
    Value argument = NONE_VALUE;
    if (!arguments_take(py, arguments, kind->name, &kind->parameter, count, &argument, count))
        return false;
    *result = native_coroutine(run_of(py), kind, OBJ_VALUE(self), argument);
    return true;
}

bool time_limit(Run *run, Value seconds, int64_t *nanoseconds)
{
    bool number = seconds.tag == V_INT || seconds.tag == V_FLOAT || seconds.tag == V_BOOL;
    if (!number)
        return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                          "unsupported operand type(s) for +: 'float' and '%s'",
                          value_type_name(&run->py, seconds));
    return value_duration(&run->py, seconds, nanoseconds);
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
    if (value_is(value, OBJ_LIST) || value_is(value, OBJ_SET) || value_is(value, OBJ_DICT))
        return value;
    Value found = {.tag = V_UNSET};
    if (value_is(value, OBJ_TUPLE)) {
        const ListObj *tuple = (const ListObj *)value.o;
        for (size_t i = 0; i < tuple->count && found.tag == V_UNSET; i++)
            found = unhashable(tuple->items[i]);
    }
    return found;
}

/* An object among the items of a set to be: its serial is what makes it one of its kind. */
typedef struct Member {
    uint32_t serial, at;
} Member;

static int by_serial(const void *left, const void *right)
{
    const Member *a = left, *b = right;
    if (a->serial != b->serial)
        return a->serial < b->serial ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static bool all_hashable(Run *run, const ListObj *items)
{
    for (size_t i = 0; i < items->count; i++) {
        Value culprit = unhashable(items->items[i]);
        if (culprit.tag != V_UNSET)
            return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                              "cannot use '%s' as a set element (unhashable type: '%s')",
                              value_type_name(&run->py, items->items[i]),
                              value_type_name(&run->py, culprit));
    }
    return true;
}

/* The objects by serial, each once; those that come again are unset among the items. */
static size_t find_members(ListObj *items, Member *members)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].tag == V_OBJ)
            members[count++] =
                (Member){.serial = items->items[i].o->serial, .at = (uint32_t)i};
    qsort(members, count, sizeof *members, by_serial);
    for (size_t i = 0; i < count; i++) {
        if (kept && members[kept - 1].serial == members[i].serial)
            items->items[members[i].at] = (Value){.tag = V_UNSET};
        else
            members[kept++] = members[i];
    }
    return kept;
}

bool future_set(Run *run, const ListObj *items, ListObj **set)
{
    if (!all_hashable(run, items))
        return false;
    ListObj *rest = (ListObj *)value_list(&run->py, OBJ_LIST, items->items, items->count).o;
    ListObj *result = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    Member *members = mem_new(items->count * sizeof *members);
    size_t count = find_members(rest, members);
    bool fine = true;
    for (size_t i = 0; i < rest->count && fine; i++)
        if (rest->items[i].tag != V_UNSET && !is_future(rest->items[i]))
            fine = list_append(&run->py, result, rest->items[i]);
    for (size_t i = 0; i < count && fine; i++)
        if (is_future(rest->items[members[i].at]))
            fine = list_append(&run->py, result, rest->items[members[i].at]);
    mem_free(members);
    *set = result;
    return fine;
}
