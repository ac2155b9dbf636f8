/* Groups of exceptions: making them with CPython's checks, and taking them apart by type. */
#include "python/plain.h"

static ListObj *exceptions_of(const ExceptionObj *group)
{
    return (ListObj *)(void *)group->exceptions;
}

static ExceptionObj *as_exception(Value value)
{
    return (ExceptionObj *)(void *)value.o;
}

/* args[1] is the sequence that the group was made with: that is what its repr shows. */
static ExceptionObj *make_group(Python *py, Builtin type, const Value args[2])
{
    const ListObj *given = as_list(args[1]);
    bool plain = true; /* no bare BaseException among them */
    for (size_t i = 0; i < given->count; i++)
        plain = plain && exception_is(as_exception(given->items[i])->type, BUILTIN_EXCEPTION);
    if (type == BUILTIN_BASE_EXCEPTION_GROUP && plain)
        type = BUILTIN_EXCEPTION_GROUP;
    ExceptionObj *group = exception_make(py, type, args, 2);
    group->exceptions = args[1].o->kind == OBJ_TUPLE
                            ? args[1].o
                            : value_list(py, OBJ_TUPLE, given->items, given->count).o;
    return group;
}

ExceptionObj *exception_group(Python *py, Builtin type, Str message, const Value *exceptions,
                              size_t count)
{
    Value args[2] = {value_str(py, message)};
    args[1] = value_list(py, OBJ_LIST, exceptions, count);
    return make_group(py, type, args);
}

bool exception_group_call(Python *py, Builtin type, const Arguments *arguments, Value *result)
{
    const char *name = builtin_name(type);
    if (arguments->named_count)
        return raise_text(py, BUILTIN_TYPE_ERROR, "%s() takes no keyword arguments", name);
    if (arguments->count != 2)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)",
                          arguments->count);
    const Value *args = arguments->positional;
    if (!value_is(args[0], OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                          value_type_name(py, args[0]));
    bool sequence = value_is(args[1], OBJ_STR) || value_is(args[1], OBJ_RANGE);
    if (sequence)
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          value_truth(args[1])
                              ? "Item 0 of second argument (exceptions) is not an exception"
                              : "second argument (exceptions) must be a non-empty sequence");
    if (!value_is(args[1], OBJ_LIST) && !value_is(args[1], OBJ_TUPLE))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "second argument (exceptions) must be a sequence");
    const ListObj *list = as_list(args[1]);
    if (!list->count)
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          "second argument (exceptions) must be a non-empty sequence");
    for (size_t i = 0; i < list->count; i++) {
        if (!value_is(list->items[i], OBJ_EXCEPTION))
            return raise_text(py, BUILTIN_VALUE_ERROR,
                              "Item %zu of second argument (exceptions) is not an exception", i);
        if (type == BUILTIN_EXCEPTION_GROUP
            && !exception_is(as_exception(list->items[i])->type, BUILTIN_EXCEPTION))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "Cannot nest BaseExceptions in an ExceptionGroup");
    }
    *result = OBJ_VALUE(make_group(py, type, args));
    return true;
}

/* --- catching --- */

static bool not_catchable(Python *py)
{
    return raise_text(py, BUILTIN_TYPE_ERROR,
                      "catching classes that do not inherit from BaseException is not allowed");
}

static bool is_caught(const Python *py, const ExceptionObj *exception, Value type)
{
    if (value_is_exception_type(type))
        return exception_is_a(py, exception, type.id);
    const ListObj *types = as_list(type);
    for (size_t i = 0; i < types->count; i++)
        if (exception_is_a(py, exception, types->items[i].id))
            return true;
    return false;
}

static bool is_group_type(const Python *py, Value type)
{
    return exception_is(exception_builtin(py, type.id), BUILTIN_BASE_EXCEPTION_GROUP);
}

/* Checks what stands behind `except` or `except*`. */
static bool check_types(Python *py, Value type, bool star)
{
    const Value *types = &type;
    size_t count = 1;
    if (value_is(type, OBJ_TUPLE)) {
        types = as_list(type)->items;
        count = as_list(type)->count;
    }
    for (size_t i = 0; i < count; i++) {
        if (!value_is_exception_type(types[i]))
            return not_catchable(py);
        if (star && is_group_type(py, types[i]))
            return raise_text(py, BUILTIN_TYPE_ERROR, "catching ExceptionGroup with except* is "
                                                       "not allowed. Use except instead.");
    }
    return true;
}

bool exception_matches(Python *py, ExceptionObj *exception, Value type, bool *matches)
{
    if (!check_types(py, type, false))
        return false;
    *matches = is_caught(py, exception, type);
    return true;
}

/* A group with some of the exceptions of another: its message, and what it was raised from. */
static ExceptionObj *derive(Python *py, const ExceptionObj *group, ListObj *some)
{
    if (!some->count)
        return NULL;
    const Value args[2] = {((ListObj *)(void *)group->args)->items[0], OBJ_VALUE(some)};
    ExceptionObj *derived = make_group(py, BUILTIN_BASE_EXCEPTION_GROUP, args);
    derived->context = group->context;
    derived->cause = group->cause;
    derived->suppress_context = group->suppress_context;
    return derived;
}

static bool split(Python *py, ExceptionObj *exception, Value type, ExceptionObj *parts[2]);

static bool split_group(Python *py, ExceptionObj *group, Value type, ExceptionObj *parts[2])
{
    ListObj *kept[2] = {list_make(py, OBJ_LIST), list_make(py, OBJ_LIST)};
    const ListObj *all = exceptions_of(group);
    for (size_t i = 0; i < all->count; i++) {
        ExceptionObj *inner[2];
        if (!split(py, as_exception(all->items[i]), type, inner))
            return false;
        for (int part = 0; part < 2; part++)
            if (inner[part] && !list_append(py, kept[part], OBJ_VALUE(inner[part])))
                return false;
    }
    parts[0] = derive(py, group, kept[0]);
    parts[1] = derive(py, group, kept[1]);
    return true;
}

/* parts[0] matches the type, parts[1] is the rest. */
static bool split(Python *py, ExceptionObj *exception, Value type, ExceptionObj *parts[2])
{
    bool caught = is_caught(py, exception, type);
    parts[0] = caught ? exception : NULL;
    parts[1] = caught ? NULL : exception;
    if (caught || !exception->exceptions)
        return true;
    if (!heap_descend(py->heap))
        return false;
    bool good = split_group(py, exception, type, parts);
    heap_ascend(py->heap);
    return good;
}

bool exception_split(Python *py, ExceptionObj *exception, Value type, ExceptionObj **matched,
                     ExceptionObj **rest)
{
    ExceptionObj *parts[2];
    if (!check_types(py, type, true) || !split(py, exception, type, parts))
        return false;
    if (parts[0] && !parts[0]->exceptions) { /* naked: it comes as a group of its own */
        Value only = OBJ_VALUE(parts[0]);
        const Value args[2] = {value_str(py, STR("")), value_list(py, OBJ_TUPLE, &only, 1)};
        parts[0] = make_group(py, BUILTIN_BASE_EXCEPTION_GROUP, args);
    }
    *matched = parts[0];
    *rest = parts[1];
    return true;
}
