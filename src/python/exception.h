/* Exceptions: their types and ancestors, making and raising them, groups. */
#ifndef PYTHON_EXCEPTION_H
#define PYTHON_EXCEPTION_H

#include "python/value.h"
#include "scenario/scenario.h"

typedef struct ExceptionObj {
    Obj obj;
    Builtin type;        /* from BUILTIN_BASE_EXCEPTION on: the nearest ancestor of Python's own ... */
    const OwnException *own; /* ... where the type is the scenario's, or NULL */
    Obj *args;           /* a tuple ListObj */
    Obj *context, *cause; /* ExceptionObj or NULL */
    bool suppress_context;
    /* of a group: message is args[0]; */
    Obj *exceptions;     /* a tuple ListObj, or NULL */
    Value filename;      /* an OSError's third argument; V_UNSET for none */
    uint32_t told_at; /* ... and where, in its own numbers */
    uint32_t told, told_in; /* whoever embeds Python notes here what it told of it; 0: nothing */
} ExceptionObj;

/* Its type's name, without the module. */
const char *exception_name(const ExceptionObj *exception);

/* Types as values name them: a Builtin, or, from BUILTIN_COUNT on, one of the scenario's own. */
const OwnException *exception_own(const Python *py, uint32_t type); /* NULL: it is Python's */
Builtin exception_builtin(const Python *py, uint32_t type); /* its nearest ancestor of Python's */
const char *exception_type_name(const Python *py, uint32_t type);
bool exception_is_a(const Python *py, const ExceptionObj *exception, uint32_t type);

bool exception_is(Builtin type, Builtin ancestor); /* issubclass */
/* Of any type. */
ExceptionObj *exception_make(Python *py, uint32_t type, const Value *args, size_t count);
/* One text argument. */
ExceptionObj *exception_text(Python *py, Builtin type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
ExceptionObj *exception_group(Python *py, Builtin type, Str message, const Value *exceptions,
                              size_t count);

/* Sets py->raised and returns false, so that `return raise(...)` reads well. */
bool raise_exception(Python *py, ExceptionObj *exception);
bool raise_text(Python *py, Builtin type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* `Type: text` or `Type`, as a traceback's last line; the trace's `text`. Newlines stay. */
bool exception_line(Python *py, const ExceptionObj *exception, Builder *out);

/* Whether `exception` is caught by `type` (a type, or a tuple of them); TypeError where that is
 * neither: `catching classes that do not inherit from BaseException is not allowed`. */
bool exception_matches(Python *py, ExceptionObj *exception, Value type, bool *matches);

/* except*: splits by type into the part that matches and the rest (either may be NULL). A naked
 * exception that matches comes wrapped: ExceptionGroup('', [it]). */
bool exception_split(Python *py, ExceptionObj *exception, Value type, ExceptionObj **matched,
                     ExceptionObj **rest);

#endif
