/* The builtin functions: which one a name stands for, and those about single values. */
#include "python/builtins.h"
#include "python/table.h"

#include <math.h>

static bool call_len(Python *py, const Arguments *arguments, Value *result)
{
    return arguments_one(py, arguments, "len")
           && value_length(py, arguments->positional[0], result);
}

bool value_length(Python *py, Value value, Value *result)
{
    uint64_t count;
    if (value_is(value, OBJ_STR))
        count = as_str(value)->characters;
    else if (value_is_items(value))
        count = as_list(value)->count;
    else if (value_is(value, OBJ_DICT) || value_is(value, OBJ_SET))
        count = table_of(value)->used;
    else if (value_is(value, OBJ_VIEW))
        count = table_of(OBJ_VALUE(((ViewObj *)(void *)value.o)->dict))->used;
    else if (value_is(value, OBJ_RANGE))
        count = ((RangeObj *)(void *)value.o)->count;
    else
        return raise_text(py, BUILTIN_TYPE_ERROR, "object of type '%s' has no len()",
                          value_type_name(py, value));
    if (count > INT64_MAX)
        return raise_text(py, BUILTIN_OVERFLOW_ERROR,
                          "Python int too large to convert to C ssize_t");
    *result = INT_VALUE((int64_t)count);
    return true;
}

static bool call_range(Python *py, const Arguments *arguments, Value *result)
{
    int64_t bounds[3] = {0, 0, 1};
    if (!arguments_unnamed(py, arguments, "range")
        || !arguments_count(py, arguments, "range", 1, 3))
        return false;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!integer_index(py, arguments->positional[i],
                           &bounds[arguments->count == 1 ? 1 : i]))
            return false;
    if (bounds[2] == 0)
        return raise_text(py, BUILTIN_VALUE_ERROR, "range() arg 3 must not be zero");
    *result = value_range(py, bounds[0], bounds[1], bounds[2]);
    return true;
}

static bool call_str(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"object", "encoding", "errors"};
    static const Signature signature = {"str", names, .count = 3, .positional = 3};
    Value values[3] = {{.tag = V_UNSET}};
    if (!arguments_clinic(py, arguments, &signature, values))
        return false;
    for (int i = 1; i < 3; i++)
        if (values[i].tag != V_UNSET && !value_is(values[i], OBJ_STR))
            return raise_text(py, BUILTIN_TYPE_ERROR, "str() argument '%s' must be str, not %s",
                              names[i], value_type_name(py, values[i]));
    if (values[1].tag != V_UNSET || values[2].tag != V_UNSET)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          value_is(values[0], OBJ_STR)
                              ? "decoding str is not supported"
                              : "decoding to str: need a bytes-like object, %s found",
                          value_type_name(py, values[0]));
    if (values[0].tag == V_UNSET) {
        *result = value_str(py, STR(""));
        return true;
    }
    if (value_is(values[0], OBJ_STR)) {
        *result = values[0];
        return true;
    }
    Builder out = {0};
    bool good = value_text(py, values[0], &out);
    *result = value_from_builder(py, &out);
    return good;
}

static bool call_repr(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_one(py, arguments, "repr"))
        return false;
    Builder out = {0};
    bool good = value_repr(py, arguments->positional[0], &out);
    *result = value_from_builder(py, &out);
    return good;
}

static bool call_int(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"", "base"};
    static const Signature signature = {"int", names, .count = 2, .positional = 2};
    Value values[2] = {{.tag = V_UNSET}, {.tag = V_UNSET}};
    int64_t base = 10;
    if ((!arguments->named_count && !arguments_count(py, arguments, "int", 0, 2))
        || !arguments_clinic(py, arguments, &signature, values))
        return false;
    Value value = values[0];
    if (value.tag == V_UNSET) {
        *result = INT_VALUE(0);
        return values[1].tag == V_UNSET
               || raise_text(py, BUILTIN_TYPE_ERROR, "int() missing string argument");
    }
    if (values[1].tag != V_UNSET) {
        if (!integer_index(py, values[1], &base))
            return false;
        if (!value_is(value, OBJ_STR))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "int() can't convert non-string with explicit base");
    }
    if (value_is(value, OBJ_STR))
        return integer_from_text(py, str_view(as_str(value)), base, result);
    if (value.tag == V_FLOAT)
        return integer_from_float(py, value.f, result);
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR, "int() argument must be a string, a bytes-like "
                                                   "object or a real number, not '%s'",
                          value_type_name(py, value));
    *result = INT_VALUE(value_integer(value));
    return true;
}

static bool call_float(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_unnamed(py, arguments, "float")
        || !arguments_count(py, arguments, "float", 0, 1))
        return false;
    Value value = arguments->count ? arguments->positional[0] : FLOAT_VALUE(0);
    if (value_is(value, OBJ_STR))
        return float_from_text(py, str_view(as_str(value)), result);
    if (!value_is_number(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "float() argument must be a string or a real number, not '%s'",
                          value_type_name(py, value));
    *result = FLOAT_VALUE(value_double(value));
    return true;
}

static bool call_bool(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_unnamed(py, arguments, "bool")
        || !arguments_count(py, arguments, "bool", 0, 1))
        return false;
    *result = BOOL_VALUE(arguments->count && value_truth(arguments->positional[0]));
    return true;
}

static bool call_abs(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_one(py, arguments, "abs"))
        return false;
    Value value = arguments->positional[0];
    if (!value_is_number(value))
        return raise_text(py, BUILTIN_TYPE_ERROR, "bad operand type for abs(): '%s'",
                          value_type_name(py, value));
    if (value.tag == V_FLOAT) {
        *result = value_float(py, fabs(value.f));
        return true;
    }
    return value_negate(py, value, value_integer(value) >= 0, result);
}

static bool call_round(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"number", "ndigits"};
    static const Signature signature = {"round", names, .required = 1, .count = 2,
                                        .positional = 2};
    Value values[2] = {[1] = NONE_VALUE};
    return arguments_clinic(py, arguments, &signature, values)
           && number_round(py, values[0], &values[1], result);
}

static bool call_divmod(Python *py, const Arguments *arguments, Value *result)
{
    Value parts[2];
    if (!arguments_unnamed(py, arguments, "divmod")
        || !arguments_count(py, arguments, "divmod", 2, 2))
        return false;
    Value a = arguments->positional[0], b = arguments->positional[1];
    if (!value_is_number(a) || !value_is_number(b))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "unsupported operand type(s) for divmod(): '%s' and '%s'",
                          value_type_name(py, a), value_type_name(py, b));
    if (!value_binary(py, OP_FLOOR_DIVIDE, a, b, &parts[0])
        || !value_binary(py, OP_MODULO, a, b, &parts[1]))
        return false;
    *result = value_list(py, OBJ_TUPLE, parts, 2);
    return true;
}

static bool call_chr(Python *py, const Arguments *arguments, Value *result)
{
    int64_t code;
    if (!arguments_one(py, arguments, "chr")
        || !integer_index(py, arguments->positional[0], &code))
        return false;
    if (code < 0 || code > 0x10ffff)
        return raise_text(py, BUILTIN_VALUE_ERROR, "chr() arg not in range(0x110000)");
    if (code >= 0xd800 && code < 0xe000)
        return python_limit(py, "a lone surrogate, which is no character");
    Builder out = {0};
    builder_code_point(&out, (uint32_t)code);
    *result = value_from_builder(py, &out);
    return true;
}

static bool call_ord(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_one(py, arguments, "ord"))
        return false;
    Value value = arguments->positional[0];
    if (!value_is(value, OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "ord() expected string of length 1, but %s found",
                          value_type_name(py, value));
    Str text = str_view(as_str(value));
    const char *at = text.at;
    if (as_str(value)->characters != 1)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "ord() expected a character, but string of length %u found",
                          as_str(value)->characters);
    *result = INT_VALUE((int64_t)utf8_next(&at, text.at + text.length));
    return true;
}

typedef struct OwnFunction {
    Function call;
    Cost cost;
} OwnFunction;

static const OwnFunction functions[BUILTIN_BASE_EXCEPTION] = {
    [BUILTIN_LEN] = {call_len, COST_FIXED},
    [BUILTIN_RANGE] = {call_range, COST_FIXED},
    [BUILTIN_STR] = {call_str, COST_FIXED},
    [BUILTIN_INT] = {call_int, COST_ALL},
    [BUILTIN_FLOAT] = {call_float, COST_ALL},
    [BUILTIN_BOOL] = {call_bool, COST_FIXED},
    [BUILTIN_REPR] = {call_repr, COST_FIXED},
    [BUILTIN_ABS] = {call_abs, COST_FIXED},
    [BUILTIN_MIN] = {builtin_min, COST_FIXED},
    [BUILTIN_MAX] = {builtin_max, COST_FIXED},
    [BUILTIN_SUM] = {builtin_sum, COST_FIXED},
    [BUILTIN_SORTED] = {builtin_sorted, COST_FIXED},
    [BUILTIN_ROUND] = {call_round, COST_FIXED},
    [BUILTIN_ENUMERATE] = {builtin_enumerate, COST_FIXED},
    [BUILTIN_ZIP] = {builtin_zip, COST_FIXED},
    [BUILTIN_LIST] = {builtin_list, COST_FIXED},
    [BUILTIN_TUPLE] = {builtin_tuple, COST_FIXED},
    [BUILTIN_DICT] = {builtin_dict, COST_FIXED},
    [BUILTIN_SET] = {builtin_set, COST_FIXED},
    [BUILTIN_ANY] = {builtin_any, COST_FIXED},
    [BUILTIN_ALL] = {builtin_all, COST_FIXED},
    [BUILTIN_MAP] = {builtin_map, COST_FIXED},
    [BUILTIN_FILTER] = {builtin_filter, COST_FIXED},
    [BUILTIN_REVERSED] = {builtin_reversed, COST_FIXED},
    [BUILTIN_ITER] = {builtin_iter, COST_FIXED},
    [BUILTIN_NEXT] = {builtin_next, COST_FIXED},
    [BUILTIN_DIVMOD] = {call_divmod, COST_FIXED},
    [BUILTIN_CHR] = {call_chr, COST_FIXED},
    [BUILTIN_ORD] = {call_ord, COST_FIXED},
    [BUILTIN_ISINSTANCE] = {builtin_isinstance, COST_FIXED},
    [BUILTIN_TYPE] = {builtin_type, COST_FIXED},
    [BUILTIN_NONE_TYPE] = {builtin_none_type, COST_FIXED},
    [BUILTIN_RANDOM_RANDOM] = {builtin_random, COST_FIXED},
    [BUILTIN_RANDOM_UNIFORM] = {builtin_uniform, COST_FIXED},
    [BUILTIN_RANDOM_RANDINT] = {builtin_randint, COST_FIXED},
    [BUILTIN_RANDOM_CHOICE] = {builtin_choice, COST_FIXED},
};

static bool call_exception(Python *py, uint32_t type, const Arguments *arguments, Value *result)
{
    if (exception_is(exception_builtin(py, type), BUILTIN_BASE_EXCEPTION_GROUP))
        return exception_group_call(py, (Builtin)type, arguments, result);
    if (!arguments_unnamed(py, arguments, exception_type_name(py, type)))
        return false;
    *result = OBJ_VALUE(exception_make(py, type, arguments->positional, arguments->count));
    return true;
}

bool builtin_call(Python *py, uint32_t builtin, const Arguments *arguments, Value *result)
{
    if (builtin >= BUILTIN_BASE_EXCEPTION)
        return call_exception(py, builtin, arguments, result);
    const OwnFunction *own = &functions[builtin];
    if (!own->call)
        return py->host->functions[builtin](py, arguments, result);
    return (own->cost == COST_FIXED || cost_all(py, NULL, arguments))
           && own->call(py, arguments, result);
}
