/* Exceptions: their types and ancestors, making and raising them, groups. */
#ifndef SIM_EXCEPTION_H
#define SIM_EXCEPTION_H

#include "sim/value.h"

typedef struct ExceptionObj {
    Obj obj;
    Builtin type;        /* from BUILTIN_BASE_EXCEPTION on */
    Obj *args;           /* a tuple ListObj */
    Obj *context, *cause; /* ExceptionObj or NULL */
    bool suppress_context;
    /* of a group: message is args[0]; */
    Obj *exceptions;     /* a tuple ListObj, or NULL */
    Value filename;      /* an OSError's third argument; V_UNSET for none */
} ExceptionObj;

/* Its type's name, without the module. */
const char *exception_name(const ExceptionObj *exception);

bool exception_is(Builtin type, Builtin ancestor); /* issubclass */
ExceptionObj *exception_make(Run *run, Builtin type, const Value *args, size_t count);
/* One text argument. */
ExceptionObj *exception_text(Run *run, Builtin type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
ExceptionObj *exception_group(Run *run, Builtin type, Str message, const Value *exceptions,
                              size_t count);

/* Sets run->raised and returns false, so that `return raise(...)` reads well. */
bool raise_exception(Run *run, ExceptionObj *exception);
bool raise_text(Run *run, Builtin type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* `Type: text` or `Type`, as a traceback's last line; the trace's `text`. Newlines stay. */
bool exception_line(Run *run, const ExceptionObj *exception, Builder *out);

/* Whether `exception` is caught by `type` (a type, or a tuple of them); TypeError where that is
 * neither: `catching classes that do not inherit from BaseException is not allowed`. */
bool exception_matches(Run *run, ExceptionObj *exception, Value type, bool *matches);

/* except*: splits by type into the part that matches and the rest (either may be NULL). A naked
 * exception that matches comes wrapped: ExceptionGroup('', [it]). */
bool exception_split(Run *run, ExceptionObj *exception, Value type, ExceptionObj **matched,
                     ExceptionObj **rest);

#endif
