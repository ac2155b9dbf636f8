/* The builtin functions that walk over items, and isinstance. */
#include "python/builtins.h"

#include <math.h>

/* --- min and max --- */

typedef struct Best {
    const char *name;
    Op op;     /* what a better one is against the best so far */
    Value key; /* a function or None */
} Best;

static bool key_of(Python *py, Value key, Value item, Value *result)
{
    const Arguments one = {.positional = &item, .count = 1};
    *result = item;
    return key.tag == V_NONE || value_call(py, key, &one, result);
}

static bool best_of(Python *py, const Best *best, Value iterable, Value *result, bool *any)
{
    Value iterator, item, key, best_key = NONE_VALUE;
    bool more, better;
    *any = false;
    if (!value_iter(py, iterable, &iterator))
        return false;
    for (;; *any = true) {
        if (!value_next(py, iterator, &item, &more))
            return false;
        if (!more)
            return true;
        if (!key_of(py, best->key, item, &key))
            return false;
        better = !*any;
        if (!better && !value_less(py, key, best_key, best->op, &better))
            return false;
        if (better) {
            *result = item;
            best_key = key;
        }
    }
}

static bool min_or_max(Python *py, const Arguments *arguments, Best best, Value *result)
{
    const Value *standard = arguments_named(arguments, "default");
    const Value *key = arguments_named(arguments, "key");
    bool any;
    if (!arguments_count(py, arguments, best.name, 1, UINT32_MAX))
        return false;
    for (uint32_t i = 0; i < arguments->named_count; i++) {
        Str name = arguments->names[i];
        if (!str_is(name, "default") && !str_is(name, "key"))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "%s() got an unexpected keyword argument '%.*s'", best.name,
                              (int)name.length, name.at);
    }
    best.key = key ? *key : NONE_VALUE;
    if (arguments->count > 1) {
        if (standard)
            return raise_text(py, BUILTIN_TYPE_ERROR, "Cannot specify a default for %s() with "
                                                       "multiple positional arguments",
                              best.name);
        return best_of(py, &best,
                       value_list(py, OBJ_TUPLE, arguments->positional, arguments->count), result,
                       &any);
    }
    if (!best_of(py, &best, arguments->positional[0], result, &any))
        return false;
    if (!any && !standard)
        return raise_text(py, BUILTIN_VALUE_ERROR, "%s() iterable argument is empty", best.name);
    if (!any)
        *result = *standard;
    return true;
}

bool builtin_min(Python *py, const Arguments *arguments, Value *result)
{
    return min_or_max(py, arguments, (Best){"min", OP_LESS, NONE_VALUE}, result);
}

bool builtin_max(Python *py, const Arguments *arguments, Value *result)
{
    return min_or_max(py, arguments, (Best){"max", OP_GREATER, NONE_VALUE}, result);
}

/* --- sum --- */

/* Floats are summed with the error of each addition kept beside (Neumaier 1974), as CPython does
 * since 3.12; the whole numbers among them too. Anything else leaves that for plain `+`. */
typedef struct Sum {
    Value total;
    double error;
    bool exact; /* `error` counts */
} Sum;

static void add_float(Sum *sum, double x)
{
    double before = sum->total.f, after = before + x;
    sum->error += fabs(before) >= fabs(x) ? (before - after) + x : (x - after) + before;
    sum->total.f = after;
}

static void settle(Sum *sum)
{
    if (sum->exact && sum->error != 0 && isfinite(sum->error))
        sum->total.f += sum->error;
    sum->error = 0;
    sum->exact = false;
}

static bool add_item(Python *py, Sum *sum, Value item)
{
    if (sum->exact && value_is_number(item)) {
        add_float(sum, value_double(item));
        return true;
    }
    settle(sum);
    bool integers = sum->total.tag == V_INT && item.tag == V_FLOAT;
    if (!value_binary(py, OP_ADD, sum->total, item, &sum->total))
        return false;
    sum->exact = integers;
    return true;
}

bool builtin_sum(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"", "start"};
    static const Signature signature = {"sum", names, .required = 1, .count = 2, .positional = 2};
    Value values[2] = {[1] = INT_VALUE(0)}, iterator, item;
    bool more;
    if (!arguments_clinic(py, arguments, &signature, values)
        || !value_iter(py, values[0], &iterator))
        return false;
    if (value_is(values[1], OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "sum() can't sum strings [use ''.join(seq) instead]");
    Sum sum = {.total = values[1], .exact = values[1].tag == V_FLOAT};
    for (;;) {
        if (!value_next(py, iterator, &item, &more))
            return false;
        if (!more)
            break;
        if (!add_item(py, &sum, item))
            return false;
    }
    settle(&sum);
    *result = sum.total;
    return true;
}

/* --- lists and iterators --- */

bool builtin_sorted(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"key", "reverse"};
    static const Signature signature = {"sort", names, .count = 2};
    Value values[] = {NONE_VALUE, BOOL_VALUE(false)};
    if (!arguments_count(py, arguments, "sorted", 1, 1))
        return false;
    ListObj *list = list_make(py, OBJ_LIST);
    const Arguments named = {.names = arguments->names,
                             .named = arguments->named,
                             .named_count = arguments->named_count};
    *result = OBJ_VALUE(list);
    return list_extend(py, list, arguments->positional[0])
           && arguments_clinic(py, &named, &signature, values)
           && list_sort(py, list, values[0], value_truth(values[1]));
}

bool builtin_list(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_unnamed(py, arguments, "list")
        || !arguments_count(py, arguments, "list", 0, 1))
        return false;
    ListObj *list = list_make(py, OBJ_LIST);
    *result = OBJ_VALUE(list);
    return !arguments->count || list_extend(py, list, arguments->positional[0]);
}

bool builtin_tuple(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_unnamed(py, arguments, "tuple")
        || !arguments_count(py, arguments, "tuple", 0, 1))
        return false;
    if (arguments->count && value_is(arguments->positional[0], OBJ_TUPLE)) {
        *result = arguments->positional[0];
        return true;
    }
    ListObj *tuple = list_make(py, OBJ_TUPLE);
    *result = OBJ_VALUE(tuple);
    return !arguments->count || list_extend(py, tuple, arguments->positional[0]);
}

bool builtin_enumerate(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"iterable", "start"};
    static const Signature signature = {"enumerate", names, .count = 2, .positional = 2};
    Value values[2] = {{.tag = V_UNSET}, INT_VALUE(0)}, iterator;
    int64_t first;
    if (!arguments_clinic(py, arguments, &signature, values))
        return false;
    if (values[0].tag == V_UNSET)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "enumerate() missing required argument 'iterable'");
    if (!integer_index(py, values[1], &first) || !value_iter(py, values[0], &iterator))
        return false;
    *result = value_enumerate(py, iterator, first);
    return true;
}

bool builtin_zip(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"strict"};
    bool strict = false;
    for (uint32_t i = 0; i < arguments->named_count; i++) {
        Str name = arguments->names[i];
        const char *nearest = suggest_name(name, names, 1);
        if (!str_is(name, "strict"))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              nearest ? "zip() got an unexpected keyword argument '%.*s'. Did you "
                                        "mean 'strict'?"
                                      : "zip() got an unexpected keyword argument '%.*s'",
                              (int)name.length, name.at);
        strict = value_truth(arguments->named[i]);
    }
    ListObj *iterators = list_make(py, OBJ_TUPLE);
    for (uint32_t i = 0; i < arguments->count; i++) {
        Value iterator;
        if (!value_iter(py, arguments->positional[i], &iterator)
            || !list_append(py, iterators, iterator))
            return false;
    }
    *result = value_zip(py, iterators, strict);
    return true;
}

/* --- isinstance --- */

static bool is_iterator(Value value, IteratorForm form)
{
    return value_is(value, OBJ_ITERATOR) && ((IteratorObj *)(void *)value.o)->form == form;
}

static bool is_instance(Python *py, Value value, uint32_t type)
{
    switch (type) {
    case BUILTIN_INT:
        return value_is_integer(value);
    case BUILTIN_BOOL:
        return value.tag == V_BOOL;
    case BUILTIN_FLOAT:
        return value.tag == V_FLOAT;
    case BUILTIN_STR:
        return value_is(value, OBJ_STR);
    case BUILTIN_LIST:
        return value_is(value, OBJ_LIST);
    case BUILTIN_TUPLE:
        return value_is(value, OBJ_TUPLE);
    case BUILTIN_DICT:
        return value_is(value, OBJ_DICT);
    case BUILTIN_SET:
        return value_is(value, OBJ_SET);
    case BUILTIN_MAP:
        return is_iterator(value, ITERATE_MAP);
    case BUILTIN_FILTER:
        return is_iterator(value, ITERATE_FILTER);
    case BUILTIN_REVERSED:
        return is_iterator(value, ITERATE_REVERSED) &&
               str_is(str_of(value_type_name(py, value)), "reversed");
    case BUILTIN_RANGE:
        return value_is(value, OBJ_RANGE);
    case BUILTIN_TYPE:
        return value_is_type(value);
    case BUILTIN_NONE_TYPE:
        return value.tag == V_NONE;
    case BUILTIN_ENUMERATE:
        return is_iterator(value, ITERATE_ENUMERATE);
    case BUILTIN_ZIP:
        return is_iterator(value, ITERATE_ZIP);
    default:
        if (type < BUILTIN_BASE_EXCEPTION)
            return py->host->is_instance(py, value, (Builtin)type);
        return value_is(value, OBJ_EXCEPTION)
               && exception_is_a(py, (ExceptionObj *)(void *)value.o, type);
    }
}

static bool check_instance(Python *py, Value value, Value type, bool *answer)
{
    *answer = false;
    if (value_is_type(type)) {
        *answer = is_instance(py, value, type.id);
        return true;
    }
    if (!value_is(type, OBJ_TUPLE))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "isinstance() arg 2 must be a type, a tuple of types, or a union");
    const ListObj *types = as_list(type);
    bool good = heap_descend(py->heap);
    if (!good)
        return false;
    for (size_t i = 0; good && i < types->count && !*answer; i++)
        good = check_instance(py, value, types->items[i], answer);
    heap_ascend(py->heap);
    return good;
}

bool builtin_isinstance(Python *py, const Arguments *arguments, Value *result)
{
    bool answer;
    if (!arguments_unnamed(py, arguments, "isinstance")
        || !arguments_count(py, arguments, "isinstance", 2, 2)
        || !check_instance(py, arguments->positional[0], arguments->positional[1], &answer))
        return false;
    *result = BOOL_VALUE(answer);
    return true;
}
