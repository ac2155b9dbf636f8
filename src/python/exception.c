/* Exceptions: ancestry, making, raising, and how they print. */
#include "python/exception.h"

#include "python/plain.h"

#include <stdarg.h>
#include <string.h>

/* Each type's base; the rest of the chain follows. BaseException has none. */
static const Builtin bases[BUILTIN_COUNT] = {
    [BUILTIN_GENERATOR_EXIT] = BUILTIN_BASE_EXCEPTION,
    [BUILTIN_EXCEPTION] = BUILTIN_BASE_EXCEPTION,
    [BUILTIN_ARITHMETIC_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_FLOATING_POINT_ERROR] = BUILTIN_ARITHMETIC_ERROR,
    [BUILTIN_OVERFLOW_ERROR] = BUILTIN_ARITHMETIC_ERROR,
    [BUILTIN_ZERO_DIVISION_ERROR] = BUILTIN_ARITHMETIC_ERROR,
    [BUILTIN_ASSERTION_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_ATTRIBUTE_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_BUFFER_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_EOF_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_IMPORT_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_MODULE_NOT_FOUND_ERROR] = BUILTIN_IMPORT_ERROR,
    [BUILTIN_LOOKUP_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_INDEX_ERROR] = BUILTIN_LOOKUP_ERROR,
    [BUILTIN_KEY_ERROR] = BUILTIN_LOOKUP_ERROR,
    [BUILTIN_MEMORY_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_NAME_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_UNBOUND_LOCAL_ERROR] = BUILTIN_NAME_ERROR,
    [BUILTIN_OS_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_BLOCKING_IO_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_CHILD_PROCESS_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_CONNECTION_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_BROKEN_PIPE_ERROR] = BUILTIN_CONNECTION_ERROR,
    [BUILTIN_CONNECTION_ABORTED_ERROR] = BUILTIN_CONNECTION_ERROR,
    [BUILTIN_CONNECTION_REFUSED_ERROR] = BUILTIN_CONNECTION_ERROR,
    [BUILTIN_CONNECTION_RESET_ERROR] = BUILTIN_CONNECTION_ERROR,
    [BUILTIN_FILE_EXISTS_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_FILE_NOT_FOUND_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_INTERRUPTED_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_IS_A_DIRECTORY_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_NOT_A_DIRECTORY_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_PERMISSION_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_PROCESS_LOOKUP_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_TIMEOUT_ERROR] = BUILTIN_OS_ERROR,
    [BUILTIN_REFERENCE_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_RUNTIME_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_BROKEN_BARRIER_ERROR] = BUILTIN_RUNTIME_ERROR,
    [BUILTIN_NOT_IMPLEMENTED_ERROR] = BUILTIN_RUNTIME_ERROR,
    [BUILTIN_RECURSION_ERROR] = BUILTIN_RUNTIME_ERROR,
    [BUILTIN_STOP_ASYNC_ITERATION] = BUILTIN_EXCEPTION,
    [BUILTIN_STOP_ITERATION] = BUILTIN_EXCEPTION,
    [BUILTIN_SYSTEM_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_TYPE_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_VALUE_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_UNICODE_ERROR] = BUILTIN_VALUE_ERROR,
    [BUILTIN_WARNING] = BUILTIN_EXCEPTION,
    [BUILTIN_DEPRECATION_WARNING] = BUILTIN_WARNING,
    [BUILTIN_RESOURCE_WARNING] = BUILTIN_WARNING,
    [BUILTIN_RUNTIME_WARNING] = BUILTIN_WARNING,
    [BUILTIN_USER_WARNING] = BUILTIN_WARNING,
    [BUILTIN_CANCELLED_ERROR] = BUILTIN_BASE_EXCEPTION,
    [BUILTIN_INVALID_STATE_ERROR] = BUILTIN_EXCEPTION,
    [BUILTIN_QUEUE_EMPTY] = BUILTIN_EXCEPTION,
    [BUILTIN_QUEUE_FULL] = BUILTIN_EXCEPTION,
    [BUILTIN_QUEUE_SHUT_DOWN] = BUILTIN_EXCEPTION,
    [BUILTIN_EXCEPTION_GROUP] = BUILTIN_EXCEPTION, /* and BaseExceptionGroup: see below */
    [BUILTIN_BASE_EXCEPTION_GROUP] = BUILTIN_BASE_EXCEPTION,
};

bool exception_is(Builtin type, Builtin ancestor)
{
    if (type == BUILTIN_EXCEPTION_GROUP && ancestor == BUILTIN_BASE_EXCEPTION_GROUP)
        return true;
    while (type != ancestor && type != BUILTIN_BASE_EXCEPTION)
        type = bases[type];
    return type == ancestor;
}

const OwnException *exception_own(const Python *py, uint32_t type)
{
    return type < BUILTIN_COUNT ? NULL : &py->scenario->exceptions[type - BUILTIN_COUNT];
}

Builtin exception_builtin(const Python *py, uint32_t type)
{
    const OwnException *own = exception_own(py, type);
    return own ? own->builtin : (Builtin)type;
}

const char *exception_type_name(const Python *py, uint32_t type)
{
    const OwnException *own = exception_own(py, type);
    return own ? own->name : builtin_name((Builtin)type);
}

bool exception_is_a(const Python *py, const ExceptionObj *exception, uint32_t type)
{
    const OwnException *wanted = exception_own(py, type), *own = exception->own;
    if (!wanted)
        return exception_is(exception->type, (Builtin)type);
    while (own && own != wanted)
        own = own->parent;
    return own != NULL;
}

/* OSError(errno, text) makes one of these instead, with Linux's numbers. */
static void specialise(ExceptionObj *exception, Value number)
{
    static const struct {
        int64_t number;
        Builtin type;
    } types[] = {
        {1, BUILTIN_PERMISSION_ERROR},
        {2, BUILTIN_FILE_NOT_FOUND_ERROR},
        {3, BUILTIN_PROCESS_LOOKUP_ERROR},
        {4, BUILTIN_INTERRUPTED_ERROR},
        {10, BUILTIN_CHILD_PROCESS_ERROR},
        {11, BUILTIN_BLOCKING_IO_ERROR},
        {13, BUILTIN_PERMISSION_ERROR},
        {17, BUILTIN_FILE_EXISTS_ERROR},
        {20, BUILTIN_NOT_A_DIRECTORY_ERROR},
        {21, BUILTIN_IS_A_DIRECTORY_ERROR},
        {32, BUILTIN_BROKEN_PIPE_ERROR},
        {103, BUILTIN_CONNECTION_ABORTED_ERROR},
        {104, BUILTIN_CONNECTION_RESET_ERROR},
        {108, BUILTIN_BROKEN_PIPE_ERROR},
        {110, BUILTIN_TIMEOUT_ERROR},
        {111, BUILTIN_CONNECTION_REFUSED_ERROR},
        {114, BUILTIN_BLOCKING_IO_ERROR},
        {115, BUILTIN_BLOCKING_IO_ERROR},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (value_is_integer(number) && value_integer(number) == types[i].number)
            exception->type = types[i].type;
}

const char *exception_name(const ExceptionObj *exception)
{
    return exception->own ? exception->own->name : builtin_name(exception->type);
}

ExceptionObj *exception_make(Python *py, uint32_t type, const Value *args, size_t count)
{
    ExceptionObj *exception = heap_make(py->heap, OBJ_EXCEPTION, sizeof *exception);
    exception->type = exception_builtin(py, type);
    exception->own = exception_own(py, type);
    if (exception_is(exception->type, BUILTIN_OS_ERROR) && count >= 2 && count <= 5) {
        if (type == BUILTIN_OS_ERROR)
            specialise(exception, args[0]);
        if (count > 2) {
            exception->filename = args[2];
            count = args[2].tag == V_NONE ? count : 2;
        }
    }
    exception->args = value_list(py, OBJ_TUPLE, args, count).o;
    return exception;
}

static ExceptionObj *with_text(Python *py, Builtin type, const char *format, va_list arguments)
{
    Builder text = {0};
    builder_vprintf(&text, format, arguments);
    Value message = value_from_builder(py, &text);
    return exception_make(py, type, &message, 1);
}

ExceptionObj *exception_text(Python *py, Builtin type, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ExceptionObj *exception = with_text(py, type, format, arguments);
    va_end(arguments);
    return exception;
}

bool raise_exception(Python *py, ExceptionObj *exception)
{
    py->raised = &exception->obj;
    return false;
}

bool raise_text(Python *py, Builtin type, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ExceptionObj *exception = with_text(py, type, format, arguments);
    va_end(arguments);
    return raise_exception(py, exception);
}

/* --- as text --- */

static bool os_error_str(Python *py, const ExceptionObj *exception, Builder *out)
{
    const Value *args = ((ListObj *)(void *)exception->args)->items;
    builder_text(out, "[Errno ");
    if (!value_text(py, args[0], out))
        return false;
    builder_text(out, "] ");
    if (!value_text(py, args[1], out))
        return false;
    if (exception->filename.tag == V_UNSET || exception->filename.tag == V_NONE)
        return true;
    builder_text(out, ": ");
    return value_repr(py, exception->filename, out);
}

static bool group_str(Python *py, const ExceptionObj *exception, Builder *out)
{
    size_t count = ((ListObj *)(void *)exception->exceptions)->count;
    if (!value_text(py, ((ListObj *)(void *)exception->args)->items[0], out))
        return false;
    builder_printf(out, " (%zu sub-exception%s)", count, count == 1 ? "" : "s");
    return true;
}

static bool str_by_kind(Python *py, const ExceptionObj *exception, Builder *out)
{
    const ListObj *args = (ListObj *)(void *)exception->args;
    if (exception->exceptions)
        return group_str(py, exception, out);
    if (args->count == 0)
        return true;
    if (args->count == 1)
        return exception->type == BUILTIN_KEY_ERROR ? value_repr(py, args->items[0], out)
                                                    : value_text(py, args->items[0], out);
    if (args->count == 2 && exception_is(exception->type, BUILTIN_OS_ERROR))
        return os_error_str(py, exception, out);
    return value_repr(py, OBJ_VALUE(exception->args), out);
}

bool exception_str(Python *py, const ExceptionObj *exception, Builder *out)
{
    if (!heap_descend(py->heap))
        return false;
    bool good = str_by_kind(py, exception, out);
    heap_ascend(py->heap);
    return good;
}

bool exception_line(Python *py, const ExceptionObj *exception, Builder *out)
{
    Builder text = {0};
    bool good = exception_str(py, exception, &text);
    builder_text(out, exception_name(exception));
    if (text.length) {
        builder_text(out, ": ");
        builder_str(out, builder_view(&text));
    }
    builder_free(&text);
    return good;
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    const ExceptionObj *exception = (ExceptionObj *)(void *)self;
    const ListObj *args = (ListObj *)(void *)exception->args;
    builder_text(out, exception_name(exception));
    if (args->count != 1)
        return value_repr(py, OBJ_VALUE(exception->args), out);
    if (!heap_descend(py->heap))
        return false;
    builder_char(out, '(');
    bool good = value_repr(py, args->items[0], out);
    builder_char(out, ')');
    heap_ascend(py->heap);
    return good;
}

/* --- as an object --- */

static void visit(Heap *heap, Obj *self)
{
    ExceptionObj *exception = (ExceptionObj *)(void *)self;
    heap_mark(heap, exception->args);
    heap_mark(heap, exception->context);
    heap_mark(heap, exception->cause);
    heap_mark(heap, exception->exceptions);
    heap_mark_value(heap, exception->filename);
}

static bool no_attribute(Python *py, Obj *self, const char *name)
{
    return raise_text(py, BUILTIN_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'",
                      exception_name((ExceptionObj *)(void *)self), name);
}

static bool get_args(Python *py, Obj *self, Value *result)
{
    (void)py;
    *result = OBJ_VALUE(((ExceptionObj *)(void *)self)->args);
    return true;
}

static bool get_exceptions(Python *py, Obj *self, Value *result)
{
    Obj *exceptions = ((ExceptionObj *)(void *)self)->exceptions;
    if (!exceptions)
        return no_attribute(py, self, "exceptions");
    *result = OBJ_VALUE(exceptions);
    return true;
}

static bool get_message(Python *py, Obj *self, Value *result)
{
    const ExceptionObj *exception = (ExceptionObj *)(void *)self;
    if (!exception->exceptions)
        return no_attribute(py, self, "message");
    *result = ((ListObj *)(void *)exception->args)->items[0];
    return true;
}

static bool os_argument(Python *py, Obj *self, size_t index, Value *result)
{
    const ExceptionObj *exception = (ExceptionObj *)(void *)self;
    const ListObj *args = (ListObj *)(void *)exception->args;
    if (!exception_is(exception->type, BUILTIN_OS_ERROR))
        return no_attribute(py, self, index ? "strerror" : "errno");
    *result = args->count == 2 ? args->items[index] : NONE_VALUE;
    return true;
}

static bool get_errno(Python *py, Obj *self, Value *result)
{
    return os_argument(py, self, 0, result);
}

static bool get_strerror(Python *py, Obj *self, Value *result)
{
    return os_argument(py, self, 1, result);
}

static const Attribute attributes[] = {
    {"args", get_args},
    {"exceptions", get_exceptions},
    {"message", get_message},
    {"errno", get_errno},
    {"strerror", get_strerror},
    {0},
};

const ObjType exception_type = {
    .name = "BaseException",
    .visit = visit,
    .repr = repr,
    .attributes = attributes,
};
