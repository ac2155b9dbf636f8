/* Walking backwards and through functions, and the builtins that make such walks. */
#include "python/builtins.h"

/* --- reversed --- */

static bool next_reversed(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    *more = iterator->at > 0;
    if (!*more)
        return true;
    Value at = INT_VALUE((int64_t)--iterator->at), source = OBJ_VALUE(iterator->source);
    return value_index(py, source, at, item);
}

bool builtin_reversed(Python *py, const Arguments *arguments, Value *result)
{
    Value length;
    if (!arguments_unnamed(py, arguments, "reversed")
        || !arguments_count(py, arguments, "reversed", 1, 1))
        return false;
    Value value = arguments->positional[0];
    if (value_is(value, OBJ_DICT) || value_is(value, OBJ_VIEW)) { /* of what is there now */
        ListObj *list = list_make(py, OBJ_LIST);
        if (!list_extend(py, list, value))
            return false;
        value = OBJ_VALUE(list);
    }
    if (!value_is_items(value) && !value_is(value, OBJ_STR) && !value_is(value, OBJ_RANGE))
        return raise_text(py, BUILTIN_TYPE_ERROR, "'%s' object is not reversible",
                          value_type_name(py, value));
    if (!value_length(py, value, &length))
        return false;
    IteratorObj *made = iterator_make(py, ITERATE_REVERSED, value.o, next_reversed);
    made->at = (uint64_t)length.i;
    *result = OBJ_VALUE(made);
    return true;
}

/* --- map and filter --- */

static bool next_mapped(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    const ListObj *parts = (ListObj *)(void *)iterator->source;
    ListObj *given = list_make(py, OBJ_LIST);
    for (size_t i = 1; i < parts->count; i++) {
        Value one;
        if (!value_next(py, parts->items[i], &one, more))
            return false;
        if (!*more)
            return true;
        if (!list_append(py, given, one))
            return false;
    }
    const Arguments arguments = {.positional = given->items, .count = (uint32_t)given->count};
    return value_call(py, parts->items[0], &arguments, item);
}

static bool next_filtered(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    const ListObj *parts = (ListObj *)(void *)iterator->source;
    for (;;) {
        Value answer;
        if (!python_work(py, 1) || !value_next(py, parts->items[1], item, more))
            return false;
        if (!*more)
            return true;
        const Arguments one = {.positional = item, .count = 1};
        answer = *item;
        if (parts->items[0].tag != V_NONE && !value_call(py, parts->items[0], &one, &answer))
            return false;
        if (value_truth(answer))
            return true;
    }
}

/* The function first, then an iterator of each of the rest. */
static bool through(Python *py, bool map, const Arguments *arguments, Value *result)
{
    ListObj *parts = list_make(py, OBJ_TUPLE);
    for (uint32_t i = 0; i < arguments->count; i++) {
        Value part = arguments->positional[i];
        if ((i && !value_iter(py, part, &part)) || !list_append(py, parts, part))
            return false;
    }
    *result = OBJ_VALUE(iterator_make(py, map ? ITERATE_MAP : ITERATE_FILTER, &parts->obj,
                                      map ? next_mapped : next_filtered));
    return true;
}

bool builtin_map(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_unnamed(py, arguments, "map"))
        return false;
    if (arguments->count < 2)
        return raise_text(py, BUILTIN_TYPE_ERROR, "map() must have at least two arguments.");
    return through(py, true, arguments, result);
}

bool builtin_filter(Python *py, const Arguments *arguments, Value *result)
{
    return arguments_unnamed(py, arguments, "filter")
           && arguments_count(py, arguments, "filter", 2, 2)
           && through(py, false, arguments, result);
}

/* --- any, all, iter, next --- */

static bool decide(Python *py, const Arguments *arguments, bool looked_for, Value *result)
{
    Value iterator, item;
    bool more;
    if (!arguments_one(py, arguments, looked_for ? "any" : "all")
        || !value_iter(py, arguments->positional[0], &iterator))
        return false;
    for (;;) {
        if (!python_work(py, 1) || !value_next(py, iterator, &item, &more))
            return false;
        if (!more || value_truth(item) == looked_for)
            break;
    }
    *result = BOOL_VALUE(more == looked_for);
    return true;
}

bool builtin_any(Python *py, const Arguments *arguments, Value *result)
{
    return decide(py, arguments, true, result);
}

bool builtin_all(Python *py, const Arguments *arguments, Value *result)
{
    return decide(py, arguments, false, result);
}

bool builtin_iter(Python *py, const Arguments *arguments, Value *result)
{
    return arguments_unnamed(py, arguments, "iter") && arguments_count(py, arguments, "iter", 1, 1)
           && value_iter(py, arguments->positional[0], result);
}

bool builtin_next(Python *py, const Arguments *arguments, Value *result)
{
    bool more;
    if (!arguments_unnamed(py, arguments, "next") || !arguments_count(py, arguments, "next", 1, 2))
        return false;
    Value iterator = arguments->positional[0];
    if (!value_is(iterator, OBJ_ITERATOR))
        return raise_text(py, BUILTIN_TYPE_ERROR, "'%s' object is not an iterator",
                          value_type_name(py, iterator));
    if (!value_next(py, iterator, result, &more))
        return false;
    if (!more && arguments->count < 2)
        return raise_exception(py, exception_make(py, BUILTIN_STOP_ITERATION, NULL, 0));
    if (!more)
        *result = arguments->positional[1];
    return true;
}
