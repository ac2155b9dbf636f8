/* The builtin functions: which one a name stands for, and those about single values. */
#include "sim/builtins.h"

#include <math.h>

static bool call_len(Run *run, const Arguments *arguments, Value *result)
{
    return arguments_one(run, arguments, "len")
           && value_length(run, arguments->positional[0], result);
}

bool value_length(Run *run, Value value, Value *result)
{
    uint64_t count;
    if (value_is(value, OBJ_STR))
        count = as_str(value)->characters;
    else if (value_is_items(value))
        count = as_list(value)->count;
    else if (value_is(value, OBJ_RANGE))
        count = ((RangeObj *)(void *)value.o)->count;
    else
        return raise_text(run, BUILTIN_TYPE_ERROR, "object of type '%s' has no len()",
                          value_type_name(value));
    if (count > INT64_MAX)
        return raise_text(run, BUILTIN_OVERFLOW_ERROR,
                          "Python int too large to convert to C ssize_t");
    *result = INT_VALUE((int64_t)count);
    return true;
}

static bool call_range(Run *run, const Arguments *arguments, Value *result)
{
    int64_t bounds[3] = {0, 0, 1};
    if (!arguments_unnamed(run, arguments, "range")
        || !arguments_count(run, arguments, "range", 1, 3))
        return false;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!integer_index(run, arguments->positional[i],
                           &bounds[arguments->count == 1 ? 1 : i]))
            return false;
    if (bounds[2] == 0)
        return raise_text(run, BUILTIN_VALUE_ERROR, "range() arg 3 must not be zero");
    *result = value_range(run, bounds[0], bounds[1], bounds[2]);
    return true;
}

static bool call_str(Run *run, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"object", "encoding", "errors"};
    static const Signature signature = {"str", names, .count = 3, .positional = 3};
    Value values[3] = {{.tag = V_UNSET}};
    if (!arguments_clinic(run, arguments, &signature, values))
        return false;
    for (int i = 1; i < 3; i++)
        if (values[i].tag != V_UNSET && !value_is(values[i], OBJ_STR))
            return raise_text(run, BUILTIN_TYPE_ERROR, "str() argument '%s' must be str, not %s",
                              names[i], value_type_name(values[i]));
    if (values[1].tag != V_UNSET || values[2].tag != V_UNSET)
        return raise_text(run, BUILTIN_TYPE_ERROR,
                          value_is(values[0], OBJ_STR)
                              ? "decoding str is not supported"
                              : "decoding to str: need a bytes-like object, %s found",
                          value_type_name(values[0]));
    if (values[0].tag == V_UNSET) {
        *result = value_str(run, STR(""));
        return true;
    }
    if (value_is(values[0], OBJ_STR)) {
        *result = values[0];
        return true;
    }
    Builder out = {0};
    bool good = value_text(run, values[0], &out);
    *result = value_from_builder(run, &out);
    return good;
}

static bool call_repr(Run *run, const Arguments *arguments, Value *result)
{
    if (!arguments_one(run, arguments, "repr"))
        return false;
    Builder out = {0};
    bool good = value_repr(run, arguments->positional[0], &out);
    *result = value_from_builder(run, &out);
    return good;
}

static bool call_int(Run *run, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"", "base"};
    static const Signature signature = {"int", names, .count = 2, .positional = 2};
    Value values[2] = {{.tag = V_UNSET}, {.tag = V_UNSET}};
    int64_t base = 10;
    if ((!arguments->named_count && !arguments_count(run, arguments, "int", 0, 2))
        || !arguments_clinic(run, arguments, &signature, values))
        return false;
    Value value = values[0];
    if (value.tag == V_UNSET) {
        *result = INT_VALUE(0);
        return values[1].tag == V_UNSET
               || raise_text(run, BUILTIN_TYPE_ERROR, "int() missing string argument");
    }
    if (values[1].tag != V_UNSET) {
        if (!integer_index(run, values[1], &base))
            return false;
        if (!value_is(value, OBJ_STR))
            return raise_text(run, BUILTIN_TYPE_ERROR,
                              "int() can't convert non-string with explicit base");
    }
    if (value_is(value, OBJ_STR))
        return integer_from_text(run, str_view(as_str(value)), base, result);
    if (value.tag == V_FLOAT)
        return integer_from_float(run, value.f, result);
    if (!value_is_integer(value))
        return raise_text(run, BUILTIN_TYPE_ERROR, "int() argument must be a string, a bytes-like "
                                                   "object or a real number, not '%s'",
                          value_type_name(value));
    *result = INT_VALUE(value_integer(value));
    return true;
}

static bool call_float(Run *run, const Arguments *arguments, Value *result)
{
    if (!arguments_unnamed(run, arguments, "float")
        || !arguments_count(run, arguments, "float", 0, 1))
        return false;
    Value value = arguments->count ? arguments->positional[0] : FLOAT_VALUE(0);
    if (value_is(value, OBJ_STR))
        return float_from_text(run, str_view(as_str(value)), result);
    if (!value_is_number(value))
        return raise_text(run, BUILTIN_TYPE_ERROR,
                          "float() argument must be a string or a real number, not '%s'",
                          value_type_name(value));
    *result = FLOAT_VALUE(value_double(value));
    return true;
}

static bool call_bool(Run *run, const Arguments *arguments, Value *result)
{
    if (!arguments_unnamed(run, arguments, "bool")
        || !arguments_count(run, arguments, "bool", 0, 1))
        return false;
    *result = BOOL_VALUE(arguments->count && value_truth(arguments->positional[0]));
    return true;
}

static bool call_abs(Run *run, const Arguments *arguments, Value *result)
{
    if (!arguments_one(run, arguments, "abs"))
        return false;
    Value value = arguments->positional[0];
    if (!value_is_number(value))
        return raise_text(run, BUILTIN_TYPE_ERROR, "bad operand type for abs(): '%s'",
                          value_type_name(value));
    if (value.tag == V_FLOAT) {
        *result = FLOAT_VALUE(fabs(value.f));
        return true;
    }
    return value_negate(run, value, value_integer(value) >= 0, result);
}

static bool call_round(Run *run, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"number", "ndigits"};
    static const Signature signature = {"round", names, .required = 1, .count = 2,
                                        .positional = 2};
    Value values[2] = {[1] = NONE_VALUE};
    return arguments_clinic(run, arguments, &signature, values)
           && number_round(run, values[0], &values[1], result);
}

static bool call_perf_counter(Run *run, const Arguments *arguments, Value *result)
{
    *result = FLOAT_VALUE((double)run->now / 1e9);
    return arguments_none(run, arguments, "time.perf_counter");
}

static bool call_current_task(Run *run, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"loop"};
    static const Signature signature = {"current_task", names, .count = 1, .positional = 1};
    Value values[1] = {NONE_VALUE};
    *result = run->current ? OBJ_VALUE(run->current) : NONE_VALUE;
    return arguments_clinic(run, arguments, &signature, values);
}

typedef bool (*Function)(Run *run, const Arguments *arguments, Value *result);

static const Function functions[BUILTIN_BASE_EXCEPTION] = {
    [BUILTIN_LEN] = call_len,
    [BUILTIN_RANGE] = call_range,
    [BUILTIN_STR] = call_str,
    [BUILTIN_INT] = call_int,
    [BUILTIN_FLOAT] = call_float,
    [BUILTIN_BOOL] = call_bool,
    [BUILTIN_REPR] = call_repr,
    [BUILTIN_ABS] = call_abs,
    [BUILTIN_MIN] = builtin_min,
    [BUILTIN_MAX] = builtin_max,
    [BUILTIN_SUM] = builtin_sum,
    [BUILTIN_SORTED] = builtin_sorted,
    [BUILTIN_ROUND] = call_round,
    [BUILTIN_ENUMERATE] = builtin_enumerate,
    [BUILTIN_ZIP] = builtin_zip,
    [BUILTIN_LIST] = builtin_list,
    [BUILTIN_ISINSTANCE] = builtin_isinstance,
    [BUILTIN_RANDOM_RANDOM] = builtin_random,
    [BUILTIN_RANDOM_UNIFORM] = builtin_uniform,
    [BUILTIN_RANDOM_RANDINT] = builtin_randint,
    [BUILTIN_RANDOM_CHOICE] = builtin_choice,
    [BUILTIN_TIME_PERF_COUNTER] = call_perf_counter,
    [BUILTIN_CURRENT_TASK] = call_current_task,
    [BUILTIN_LOCK] = make_lock,
    [BUILTIN_EVENT] = make_event,
    [BUILTIN_CONDITION] = make_condition,
    [BUILTIN_SEMAPHORE] = make_semaphore,
    [BUILTIN_BOUNDED_SEMAPHORE] = make_bounded_semaphore,
    [BUILTIN_QUEUE] = make_queue,
    [BUILTIN_PRIORITY_QUEUE] = make_priority_queue,
    [BUILTIN_LIFO_QUEUE] = make_lifo_queue,
    [BUILTIN_BARRIER] = make_barrier,
    [BUILTIN_FUTURE] = make_future,
};

static bool call_exception(Run *run, Builtin type, const Arguments *arguments, Value *result)
{
    if (exception_is(type, BUILTIN_BASE_EXCEPTION_GROUP))
        return exception_group_call(run, type, arguments, result);
    if (!arguments_unnamed(run, arguments, builtin_name(type)))
        return false;
    *result = OBJ_VALUE(exception_make(run, type, arguments->positional, arguments->count));
    return true;
}

bool builtin_call(Run *run, Builtin builtin, const Arguments *arguments, Value *result)
{
    if (builtin >= BUILTIN_BASE_EXCEPTION)
        return call_exception(run, builtin, arguments, result);
    return functions[builtin](run, arguments, result);
}
