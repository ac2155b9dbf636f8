/* type(x), and what types and functions say of themselves: __name__, __class__. */
#include "python/builtins.h"
#include "python/exception.h"
#include "python/plain.h"

#include <string.h>

/* The type of that name; BUILTIN_COUNT where expressions have none. */
static uint32_t type_named(const char *name)
{
    const char *dot = strrchr(name, '.');
    name = dot ? dot + 1 : name;
    for (uint32_t i = 0; i < BUILTIN_BASE_EXCEPTION; i++)
        if (value_is_type((Value){.tag = V_BUILTIN, .id = i})
            && strcmp(builtin_name((Builtin)i), name) == 0)
            return i;
    return BUILTIN_COUNT;
}

static uint32_t type_of_exception(const Python *py, const ExceptionObj *exception)
{
    return exception->own ? BUILTIN_COUNT + (uint32_t)(exception->own - py->scenario->exceptions)
                          : (uint32_t)exception->type;
}

static bool type_of(Python *py, Value value, Value *result)
{
    const char *name = value_type_name(py, value);
    uint32_t type = value_is(value, OBJ_EXCEPTION)
                        ? type_of_exception(py, (ExceptionObj *)(void *)value.o)
                        : type_named(name);
    if (type == BUILTIN_COUNT && !value_is(value, OBJ_EXCEPTION)) {
        py->limit_here = true;
        return python_limit(py, "the type %s has no name in the language; a .py file is opened as "
                                "it is: interleave mine.py", name);
    }
    *result = (Value){.tag = V_BUILTIN, .id = type};
    return true;
}

bool builtin_type(Python *py, const Arguments *arguments, Value *result)
{
    if (arguments->count == 3) {
        py->limit_here = true;
        return python_limit(py, "type() makes no types here; a .py file is opened as it is: "
                                "interleave mine.py");
    }
    if (arguments->count != 1 || arguments->named_count)
        return raise_text(py, BUILTIN_TYPE_ERROR, "type() takes 1 or 3 arguments");
    return type_of(py, arguments->positional[0], result);
}

bool builtin_none_type(Python *py, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    return arguments_none(py, arguments, "NoneType");
}

bool value_tells_itself(Python *py, Value value, Str name, bool *good, Value *result)
{
    if (str_is(name, "__class__")) {
        *good = type_of(py, value, result);
        return true;
    }
    if (!str_is(name, "__name__") && !str_is(name, "__qualname__"))
        return false;
    *good = true;
    if (value.tag == V_COROUTINE)
        *result = value_str(py, py->scenario->coroutines[value.id].name);
    else if (value_is_type(value))
        *result = value_str(py, str_of(exception_type_name(py, value.id)));
    else
        return false;
    return true;
}
