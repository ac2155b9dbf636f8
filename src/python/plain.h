/* The plain values' insides, shared by the files that implement value.h. */
#ifndef PYTHON_PLAIN_H
#define PYTHON_PLAIN_H

#include "python/exception.h"
#include "python/heap.h"
#include "python/python.h"

typedef struct RangeObj {
    Obj obj;
    int64_t start, stop, step;
    uint64_t count;
} RangeObj;

typedef enum IteratorForm {
    ITERATE_ITEMS, /* source: list or tuple; at: the next index */
    ITERATE_TEXT,  /* source: StrObj; at: the next byte */
    ITERATE_RANGE, /* source: RangeObj; at: how many were given */
    ITERATE_ENUMERATE, /* source: another iterator; counter: the next number */
    ITERATE_ZIP,       /* source: a tuple of iterators */
    ITERATE_TABLE,     /* source: dict, set or view; counter: how many there were */
    ITERATE_REVERSED,  /* source: list, tuple, range or text; at: how many are left */
    ITERATE_MAP,       /* source: a tuple of the function and the iterators */
    ITERATE_FILTER,    /* likewise, of the function or None and one iterator */
    ITERATE_EACH,      /* source: a GeneratorObj */
    ITERATE_COMPLETED  /* of the host: what as_completed() gives */
} IteratorForm;

typedef struct IteratorObj IteratorObj;
/* The next item, or *more false. */
typedef bool (*IteratorNext)(Python *py, IteratorObj *iterator, Value *item, bool *more);

struct IteratorObj {
    Obj obj;
    uint8_t form; /* IteratorForm: for its name, as are ... */
    uint8_t of;   /* ... the source's ObjKind, and of an OBJ_VIEW ... */
    uint8_t view; /* ... its ViewForm */
    bool strict;  /* zip(..., strict=True) */
    Obj *source;  /* NULL when it has come to its end */
    IteratorNext next;
    uint64_t at;
    int64_t counter;
};

static inline bool range_next(IteratorObj *iterator, Value *item)
{
    const RangeObj *range = (RangeObj *)(void *)iterator->source;
    if (iterator->at >= range->count)
        return false;
    *item = INT_VALUE((int64_t)((uint64_t)range->start + iterator->at++ * (uint64_t)range->step));
    return true;
}

/* The next of what value_iter gave. The numbers of a range, which most loops walk, take no call. */
static inline bool value_next(Python *py, Value value, Value *item, bool *more)
{
    IteratorObj *iterator = (IteratorObj *)(void *)value.o;
    const HeapMeter *meter = heap_meter(py->heap);
    if (iterator->form != ITERATE_RANGE || !iterator->source || meter->depth >= meter->deepest)
        return iterator_next(py, value, item, more);
    if (!python_work(py, 1))
        return *more = false;
    if (!(*more = range_next(iterator, item)))
        iterator->source = NULL;
    return true;
}

typedef enum ViewForm { VIEW_KEYS, VIEW_VALUES, VIEW_ITEMS } ViewForm;

typedef struct ViewObj { /* what dict.keys() gives */
    Obj obj;
    Obj *dict;
    const char *name; /* `dict_keys` */
    uint8_t form; /* ViewForm */
} ViewObj;

typedef struct MethodObj { /* what `list.append` without its call gives */
    Obj obj;
    Obj *self;
    const Method *method;
} MethodObj;

/* The types of the plain kinds: the beginning of a host's table. */
extern const ObjType str_type, list_type, tuple_type, set_type, range_type, iterator_type,
    method_type, exception_type, dict_type, view_type, lambda_type, scope_type, generator_type,
    tail_type;

#define PLAIN_TYPES \
    [OBJ_STR] = &str_type, [OBJ_LIST] = &list_type, [OBJ_TUPLE] = &tuple_type, \
    [OBJ_SET] = &set_type, [OBJ_RANGE] = &range_type, [OBJ_ITERATOR] = &iterator_type, \
    [OBJ_METHOD] = &method_type, [OBJ_EXCEPTION] = &exception_type, \
    [OBJ_DICT] = &dict_type, [OBJ_VIEW] = &view_type, [OBJ_LAMBDA] = &lambda_type, \
    [OBJ_SCOPE] = &scope_type, [OBJ_GENERATOR] = &generator_type, \
    [OBJ_TAIL] = &tail_type

static inline const ObjType *obj_type(const Python *py, const Obj *obj)
{
    return py->host->types[obj->kind];
}

/* The bytes of a text, the items of a list, tuple or set; 1 for all else. */
size_t value_size(Value value);
/* Counts what a call with COST_ALL is given. `self` may be NULL. */
bool cost_all(Python *py, const Obj *self, const Arguments *arguments);

static inline bool value_is_integer(Value value) /* a bool is one */
{
    return value.tag == V_INT || value.tag == V_BOOL;
}

static inline int64_t value_integer(Value value)
{
    return value.tag == V_BOOL ? (int64_t)value.b : value.i;
}

static inline bool value_is_number(Value value)
{
    return value_is_integer(value) || value.tag == V_FLOAT;
}

static inline double value_double(Value value)
{
    return value.tag == V_FLOAT ? value.f : (double)value_integer(value);
}

static inline StrObj *as_str(Value value)
{
    return (StrObj *)(void *)value.o;
}

static inline ListObj *as_list(Value value)
{
    return (ListObj *)(void *)value.o;
}

static inline bool value_is_items(Value value) /* list or tuple */
{
    return value.tag == V_OBJ && (value.o->kind == OBJ_LIST || value.o->kind == OBJ_TUPLE);
}

static inline bool value_is_exception_type(Value value)
{
    return value.tag == V_BUILTIN && value.id >= BUILTIN_BASE_EXCEPTION;
}

extern const Method text_layout_methods[], str_methods[], list_methods[], tuple_methods[];

/* type_of.c: __class__ of all values, __name__ of types and of the scenario's functions. False: it is
 * neither; else `good` says whether it came to a result. */
bool value_tells_itself(Python *py, Value value, Str name, bool *good, Value *result);
bool value_is_type(Value value); /* a builtin that is a type: int, Lock, ValueError */
bool exception_str(Python *py, const ExceptionObj *exception, Builder *out); /* str() */
/* `ExceptionGroup(msg, [...])` in an expression, with all its checks. */
bool exception_group_call(Python *py, Builtin type, const Arguments *arguments, Value *result);

/* --- numbers (arithmetic.c, numbers.c) --- */

#define PAST_64_BITS "a whole number past 64 bits"

/* A float that an operation has made. Each NaN is an object of its own, which `in` and == of lists
 * can tell: its number stands in the bits that a NaN leaves free. */
Value value_float(Python *py, double number);

/* -1, 0, 1, or 2 where one of them is not a number at all (NaN). Exact between int and float. */
int numbers_compare(Value a, Value b);
/* python_limit where a float is no 64-bit whole number; OverflowError, ValueError as int() has. */
bool integer_from_float(Python *py, double number, Value *result);
/* operator.index: TypeError `'str' object cannot be interpreted as an integer`. */
bool integer_index(Python *py, Value value, int64_t *number);
bool number_round(Python *py, Value number, const Value *digits, Value *result);
Str text_strip_space(Str text);
bool integer_from_text(Python *py, Str text, int64_t base, Value *result);
bool float_from_text(Python *py, Str text, Value *result);

/* --- text (text.c, text_case.c, percent.c) --- */

/* Room for `more` bytes behind what a builder holds. */
bool builder_has_room(Python *py, const Builder *out, size_t more);
/* The builder's text as a value; frees the builder. */
Value value_from_builder(Python *py, Builder *builder);
/* A text of `length` bytes to be filled in by the caller, then text_seal. NULL: no room. */
StrObj *text_make(Python *py, size_t length);
Value text_seal(StrObj *text);
bool text_join(Python *py, const StrObj *a, const StrObj *b, Value *result); /* a + b */
Str text_character(Str text, size_t index); /* the index-th code point's bytes */
bool code_point_is_space(uint32_t c);
bool text_contains(Str text, Str part);
/* The first byte offset from `from` where `part` stands, or SIZE_MAX. */
size_t text_find(Str text, Str part, size_t from);
bool text_percent(Python *py, Str format, Value arguments, Value *result); /* "..." % x */
bool value_ascii(Python *py, Value value, Builder *out);                   /* ascii() */

/* --- lists (list.c, sort.c) --- */

/* An empty list or tuple with room for `room` items. */
ListObj *list_make(Python *py, ObjKind kind);
bool list_extend(Python *py, ListObj *list, Value iterable);
/* Sorts in place, stable; `key` may be None. */
bool list_sort(Python *py, ListObj *list, Value key, bool reverse);
/* Whether any item is the value or equal to it. */
bool items_contain(Python *py, const ListObj *list, Value value, bool *found);

/* --- dict, set --- */

bool dict_item(Python *py, Value dict, Value key, Value *result); /* KeyError */
bool sets_within(Python *py, Value a, Value b, bool *within);
/* Who walks or prints a set whose order Python leaves to chance tells the host. */
void python_unordered(Python *py, Value set);
/* container[start:stop:step]; V_UNSET for what is left out. */
bool value_slice(Python *py, Value container, const Value bounds[3], Value *result);
bool value_store(Python *py, Value container, Value key, Value value); /* container[key] = value */

/* --- ranges, iterators --- */

bool value_is_iterable(Value value);
IteratorObj *iterator_make(Python *py, IteratorForm form, Obj *source, IteratorNext next);
Value value_range(Python *py, int64_t start, int64_t stop, int64_t step);
Value value_enumerate(Python *py, Value iterator, int64_t first);
Value value_zip(Python *py, ListObj *iterators, bool strict);

/* --- arguments, as C functions of CPython take them (arguments.c) --- */

bool arguments_none(Python *py, const Arguments *arguments, const char *function);
bool arguments_one(Python *py, const Arguments *arguments, const char *function);
/* `isinstance expected 2 arguments, got 1`. */
bool arguments_count(Python *py, const Arguments *arguments, const char *function, uint32_t least,
                     uint32_t most);
bool arguments_unnamed(Python *py, const Arguments *arguments, const char *function);
/* The value given under `name`, or NULL. */
const Value *arguments_named(const Arguments *arguments, const char *name);

/* A function that may be given positions and names but, unlike a Python function, tells its
 * mistakes the way C does. */
typedef struct Signature {
    const char *function;
    const char *const *names;
    uint32_t required, count;
    uint32_t positional; /* how many may be given by position; the rest by name only */
} Signature;
bool arguments_clinic(Python *py, const Arguments *arguments, const Signature *signature,
                      Value *values);

/* The one of `names` that Python would suggest for `wrong`, or NULL. */
const char *suggest_name(Str wrong, const char *const *names, size_t count);

#endif
