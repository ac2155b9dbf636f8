/* Values as Python has them, and what all objects share. Synchronous: nothing here suspends.
 *
 * Errors: a function that may raise returns false and leaves the exception in py->raised, or,
 * where the run must end (past 64 bits, out of room), calls python_limit, which sets py->limit.
 * Either way the caller returns false at once. */
#ifndef PYTHON_VALUE_H
#define PYTHON_VALUE_H

#include "base/str.h"
#include "scenario/expr/expr.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Python Python;
typedef struct Obj Obj;

typedef enum Tag {
    V_UNSET, /* a local that nothing has bound yet */
    V_NONE, V_BOOL, V_INT, V_FLOAT,
    V_BUILTIN,   /* id: a Builtin; functions, makers and exception types; from BUILTIN_COUNT on
                    the scenario's own exceptions */
    V_COROUTINE, /* id: a coroutine function of the scenario */
    V_OBJ
} Tag;

typedef struct Value {
    uint64_t tag; /* a Tag; as wide as the rest, for half a word that is written and then read with
                     its padding stalls the processor */
    union {
        bool b;
        int64_t i;
        double f;
        uint32_t id;
        Obj *o;
    };
} Value;

/* Both halves by themselves: what was written so a moment ago can't be read whole without a stall. */
static inline void value_copy(Value *to, const Value *from)
{
    to->tag = from->tag;
    to->i = from->i;
}

#define NONE_VALUE ((Value){.tag = V_NONE})
#define BOOL_VALUE(x) ((Value){.tag = V_BOOL, .b = (x)})
#define INT_VALUE(x) ((Value){.tag = V_INT, .i = (x)})
#define FLOAT_VALUE(x) ((Value){.tag = V_FLOAT, .f = (x)})
#define OBJ_VALUE(x) ((Value){.tag = V_OBJ, .o = (Obj *)(x)})

typedef enum ObjKind {
    OBJ_STR, OBJ_LIST, OBJ_TUPLE, OBJ_SET, OBJ_RANGE, OBJ_ITERATOR, OBJ_METHOD, OBJ_EXCEPTION,
    OBJ_DICT, OBJ_VIEW, OBJ_LAMBDA, OBJ_SCOPE, OBJ_GENERATOR,
    OBJ_TAIL, /* no value of its own: see StrObj */
    OBJ_PLAIN_KINDS /* the embedder's own kinds begin here */
} ObjKind;

/* Every object begins with this. heap.h makes them; the collector frees them. */
struct Obj {
    uint8_t kind; /* ObjKind, or one of the embedder's */
    uint8_t mark;
    uint16_t flags; /* the type's own */
    uint32_t serial; /* order of making, for warnings and for sets */
};

typedef struct Arguments {
    const Value *positional;
    uint32_t count;
    const Str *names; /* of named[] */
    const Value *named;
    uint32_t named_count;
} Arguments;

typedef bool (*MethodCall)(Python *py, Obj *self, const Arguments *arguments, Value *result);
typedef bool (*AttributeGet)(Python *py, Obj *self, Value *result);

/* What a call counts as work (python_work) before it begins; what it does beyond that it counts
 * itself, as it goes. So every builtin and every method is linear in what has been counted. */
typedef enum Cost {
    COST_ALL,  /* every byte and item of self and of the arguments, those of asyncio's objects
                  apart: what is right for whoever looks at all of it once */
    COST_FIXED /* nothing: it takes the same time for any size, or counts all of it itself */
} Cost;

struct NativeKind; /* of the host's: a kind of coroutine */

typedef struct Method {
    const char *name;
    MethodCall call;                    /* or else `coroutine` */
    Cost cost;
    const struct NativeKind *coroutine; /* it is `async def`: the host makes such a one */
} Method;

typedef struct Attribute {
    const char *name;
    AttributeGet get;
} Attribute;

typedef struct Heap Heap;

/* What a kind of object is. One table, the host's, by ObjKind; the kind's own file defines its
 * ObjType. Unused members stay NULL. */
typedef struct ObjType {
    const char *name;                          /* Python's: 'list', 'Lock', '_asyncio.Task' ... */
    const char *(*own_name)(const Obj *self); /* where objects of the kind differ in it; or NULL */
    bool in_python; /* CPython has it in Python, not in C: so its methods are `bound method`s */
    bool warns;     /* dispose may write a warning, for which it looks at others that die with it */
    void (*visit)(Heap *heap, Obj *self);      /* heap_mark each object it holds */
    void (*dispose)(Python *py, Obj *self);    /* when collected: frees malloc'd parts, warns */
    bool (*repr)(Python *py, Obj *self, Builder *out);
    const Method *methods, *more_methods;      /* end with a NULL name */
    const Attribute *attributes;               /* likewise */
} ObjType;

/* --- text, list, tuple, set: the plain objects --- */

typedef struct StrObj {
    Obj obj;
    uint32_t characters; /* code points */
    size_t length;       /* bytes */
    char *at;            /* UTF-8: behind this, or in `tail` */
    struct Tail *tail;   /* what texts that were made longer and longer share, or NULL */
} StrObj;

typedef struct ListObj { /* OBJ_LIST, OBJ_TUPLE */
    Obj obj;
    Value *items; /* into malloc'd memory, counted by heap_note, `gap` behind its beginning */
    size_t count, room; /* room: from `items` on */
    size_t gap;   /* items that were taken from the front */
} ListObj;

Value value_str(Python *py, Str text);
Value value_list(Python *py, ObjKind kind, const Value *items, size_t count);
bool list_append(Python *py, ListObj *list, Value item); /* false: past the run's room */
static inline bool value_is(Value value, int kind)
{
    return value.tag == V_OBJ && value.o->kind == kind;
}
Str str_view(const StrObj *text);

/* --- what Python does with values; false: see the top --- */

bool value_truth(Value value); /* never fails */
bool value_equal(Python *py, Value a, Value b, bool *equal);
bool value_same(Value a, Value b);      /* `is`, as far as a scenario can tell */
bool value_identical(Value a, Value b); /* the same, but of texts and tuples only one object */
bool value_less(Python *py, Value a, Value b, Op op, bool *answer); /* < <= > >= with TypeError */
bool value_binary(Python *py, Op op, Value a, Value b, Value *result);
bool value_compare(Python *py, Op op, Value a, Value b, bool *answer); /* all comparisons */
bool value_negate(Python *py, Value a, bool plus, Value *result);
bool value_index(Python *py, Value container, Value key, Value *result);
bool value_repr(Python *py, Value value, Builder *out); /* as repr(); cycles as [...] */
bool value_text(Python *py, Value value, Builder *out); /* as str() */
bool value_format(Python *py, Value value, Str spec, Builder *out); /* as format() */
const char *value_type_name(const Python *py, Value value); /* for messages: 'int', 'Task' ... */

/* Iteration: list, tuple, set, text, range, enumerate, zip and what iter gives. */
bool value_iter(Python *py, Value iterable, Value *iterator); /* TypeError: not iterable */
bool iterator_next(Python *py, Value iterator, Value *item, bool *more); /* value_next does it */

/* Attributes and calls. `value_call` calls a builtin, a maker, an exception type, a bound method
 * or a coroutine function (which only makes the coroutine). */
bool value_attribute(Python *py, Value value, Str name, Value *result);
bool value_call(Python *py, Value callee, const Arguments *arguments, Value *result);
bool value_call_method(Python *py, Value self, Str name, const Arguments *arguments, Value *result);
bool builtin_call(Python *py, uint32_t builtin, const Arguments *arguments, Value *result);

/* Takes positional and named arguments apart as Python does for the parameters in `names`
 * ("maxsize" ...), `required` of them without a default; values[] keeps its defaults where nothing
 * was given. Else the TypeError Python raises for `function`. */
bool arguments_take_closely(Python *py, const Arguments *arguments, const char *function,
                            const char *const *names, uint32_t required, Value *values,
                            uint32_t count);
static inline bool arguments_take(Python *py, const Arguments *arguments, const char *function,
                                  const char *const *names, uint32_t required, Value *values,
                                  uint32_t count)
{
    if (arguments->named_count || arguments->count < required || arguments->count > count)
        return arguments_take_closely(py, arguments, function, names, required, values, count);
    for (uint32_t i = 0; i < count && i < arguments->count; i++)
        value_copy(&values[i], &arguments->positional[i]);
    return true;
}

/* Seconds as nanoseconds for sleep, time limits: TypeError and ValueError as Python's where it is
 * no number or not finite. */
bool value_duration(Python *py, Value value, int64_t *nanoseconds);

#endif
