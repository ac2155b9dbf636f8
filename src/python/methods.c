/* Attributes and calls. */
#include "python/closure.h"
#include "python/method.h"
#include "scenario/expr/real_names.h"

#include <string.h>

static const Method *find_method(const ObjType *type, Str name)
{
    const Method *const tables[] = {type->methods, type->more_methods};
    for (int i = 0; i < 2; i++)
        for (const Method *method = tables[i]; method && method->name; method++)
            if (str_is(name, method->name))
                return method;
    return NULL;
}

static const Attribute *find_attribute(const ObjType *type, Str name)
{
    for (const Attribute *attribute = type->attributes; attribute && attribute->name; attribute++)
        if (str_is(name, attribute->name))
            return attribute;
    return NULL;
}

/* Whether Python has what the language has not. */
static bool is_real(const Python *py, Value value, Str name)
{
    const char *type = value_type_name(py, value), *dot = strrchr(type, '.');
    if (value_is_type(value))
        return python_has("type", name) || python_has(exception_type_name(py, value.id), name);
    if (!value_is(value, OBJ_EXCEPTION))
        return python_has(dot ? dot + 1 : type, name);
    static const struct {
        Builtin builtin;
        const char *type;
    } kinds[] = {{BUILTIN_BASE_EXCEPTION, "BaseException"}, {BUILTIN_OS_ERROR, "OSError"},
                 {BUILTIN_STOP_ITERATION, "StopIteration"}, {BUILTIN_NAME_ERROR, "NameError"},
                 {BUILTIN_ATTRIBUTE_ERROR, "AttributeError"}, {BUILTIN_IMPORT_ERROR, "ImportError"},
                 {BUILTIN_BASE_EXCEPTION_GROUP, "ExceptionGroup"}};
    const ExceptionObj *exception = (const ExceptionObj *)(void *)value.o;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (exception_is(exception->type, kinds[i].builtin) && python_has(kinds[i].type, name))
            return true;
    return exception->own && python_has("Overloaded", name);
}

/* Python would go on: that is no error which a scenario could catch. */
static bool not_in_language(Python *py, Value value, Str name)
{
    const char *type = value_is_type(value) ? exception_type_name(py, value.id)
                                            : value_type_name(py, value);
    const char *dot = strrchr(type, '.');
    py->limit_here = true;
    return python_limit(py,
                        "%s.%.*s is Python's, but not part of the language; a .py file is opened as "
                        "it is: interleave mine.py",
                        dot ? dot + 1 : type, (int)(name.length < 80 ? name.length : 80), name.at);
}

/* What no table of methods has. */
static bool other_attribute(Python *py, Value value, Str name, Value *result)
{
    bool good;
    if (value_tells_itself(py, value, name, &good, result))
        return good;
    if (is_real(py, value, name))
        return not_in_language(py, value, name);
    if (value_is_type(value))
        return raise_text(py, BUILTIN_ATTRIBUTE_ERROR, "type object '%s' has no attribute '%.*s'",
                          exception_type_name(py, value.id), (int)name.length, name.at);
    return raise_text(py, BUILTIN_ATTRIBUTE_ERROR, "'%s' object has no attribute '%.*s'",
                      value_type_name(py, value), (int)name.length, name.at);
}

bool value_attribute(Python *py, Value value, Str name, Value *result)
{
    if (value.tag != V_OBJ)
        return other_attribute(py, value, name, result);
    const ObjType *type = obj_type(py, value.o);
    const Attribute *attribute = find_attribute(type, name);
    if (attribute)
        return attribute->get(py, value.o, result);
    const Method *method = find_method(type, name);
    if (!method)
        return other_attribute(py, value, name, result);
    MethodObj *bound = heap_make(py->heap, OBJ_METHOD, sizeof *bound);
    bound->self = value.o;
    bound->method = method;
    *result = OBJ_VALUE(bound);
    return true;
}

const Method *value_method(const Python *py, Value self, Str name)
{
    return self.tag == V_OBJ ? find_method(obj_type(py, self.o), name) : NULL;
}

bool value_call_method(Python *py, Value self, Str name, const Arguments *arguments, Value *result)
{
    const Method *method = value_method(py, self, name);
    if (method)
        return method_call(py, method, self.o, arguments, result);
    Value attribute;
    return value_attribute(py, self, name, &attribute)
           && value_call(py, attribute, arguments, result);
}

bool value_call(Python *py, Value callee, const Arguments *arguments, Value *result)
{
    if (callee.tag == V_BUILTIN)
        return builtin_call(py, callee.id, arguments, result);
    if (callee.tag == V_COROUTINE)
        return py->host->call_coroutine(py, callee.id, arguments, result);
    if (value_is(callee, OBJ_LAMBDA))
        return lambda_call(py, callee.o, arguments, result);
    if (value_is(callee, OBJ_METHOD)) {
        const MethodObj *bound = (MethodObj *)(void *)callee.o;
        return method_call(py, bound->method, bound->self, arguments, result);
    }
    return raise_text(py, BUILTIN_TYPE_ERROR, "'%s' object is not callable",
                      value_type_name(py, callee));
}

static void visit(Heap *heap, Obj *self)
{
    heap_mark(heap, ((MethodObj *)(void *)self)->self);
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    const MethodObj *bound = (MethodObj *)(void *)self;
    const char *type = value_type_name(py, OBJ_VALUE(bound->self));
    if (!obj_type(py, bound->self)->in_python) {
        builder_printf(out, "<built-in method %s of %s object>", bound->method->name, type);
        return true;
    }
    builder_printf(out, "<bound method %s.%s of ", type, bound->method->name);
    bool good = value_repr(py, OBJ_VALUE(bound->self), out);
    builder_char(out, '>');
    return good;
}

const ObjType method_type = {.name = "builtin_function_or_method", .visit = visit, .repr = repr};
