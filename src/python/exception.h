/* Exceptions: their types and ancestors, making and raising them, groups. */
#ifndef PYTHON_EXCEPTION_H
#define PYTHON_EXCEPTION_H

#include "python/value.h"

typedef struct ExceptionObj {
    Obj obj;
    Builtin type;        /* from BUILTIN_BASE_EXCEPTION on */
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

bool exception_is(Builtin type, Builtin ancestor); /* issubclass */
ExceptionObj *exception_make(Python *py, Builtin type, const Value *args, size_t count);
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
