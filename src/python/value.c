/* What every value can be asked: its type's name, its truth, whether it is another one. */
#include "python/value.h"

#include "python/plain.h"
#include "python/table.h"

#include "base/number.h"

#include <string.h>

static bool builtin_is_type(Builtin builtin)
{
    switch (builtin) {
    case BUILTIN_RANGE:
    case BUILTIN_STR:
    case BUILTIN_INT:
    case BUILTIN_FLOAT:
    case BUILTIN_BOOL:
    case BUILTIN_ENUMERATE:
    case BUILTIN_ZIP:
    case BUILTIN_LIST:
    case BUILTIN_TUPLE:
    case BUILTIN_DICT:
    case BUILTIN_SET:
    case BUILTIN_MAP:
    case BUILTIN_FILTER:
    case BUILTIN_REVERSED:
    case BUILTIN_TYPE:
    case BUILTIN_NONE_TYPE:
        return true;
    default:
        return builtin >= BUILTIN_LOCK;
    }
}

bool value_is_type(Value value)
{
    return value.tag == V_BUILTIN && builtin_is_type(value.id);
}

/* CPython has a type of its own for each of these. */
static const char *name_by_source(const IteratorObj *iterator)
{
    static const char *const of_views[] = {[VIEW_KEYS] = "dict_keyiterator",
                                           [VIEW_VALUES] = "dict_valueiterator",
                                           [VIEW_ITEMS] = "dict_itemiterator"};
    bool reversed = iterator->form == ITERATE_REVERSED;
    switch (iterator->of) {
    case OBJ_LIST: return reversed ? "list_reverseiterator" : "list_iterator";
    case OBJ_TUPLE: return reversed ? "reversed" : "tuple_iterator";
    case OBJ_SET: return "set_iterator";
    case OBJ_DICT: return "dict_keyiterator";
    case OBJ_VIEW: return of_views[iterator->view];
    case OBJ_RANGE: return "range_iterator";
    default: return reversed ? "reversed" : "str_iterator";
    }
}

static const char *iterator_name(const IteratorObj *iterator)
{
    switch ((IteratorForm)iterator->form) {
    case ITERATE_ENUMERATE: return "enumerate";
    case ITERATE_ZIP: return "zip";
    case ITERATE_MAP: return "map";
    case ITERATE_FILTER: return "filter";
    case ITERATE_EACH: return "generator";
    case ITERATE_COMPLETED: return "_AsCompletedIterator";
    case ITERATE_ITEMS:
    case ITERATE_TEXT:
    case ITERATE_RANGE:
    case ITERATE_TABLE:
    case ITERATE_REVERSED: break;
    }
    return name_by_source(iterator);
}

static const char *object_name(const Python *py, Obj *obj)
{
    switch (obj->kind) {
    case OBJ_EXCEPTION:
        return exception_name((ExceptionObj *)(void *)obj);
    case OBJ_VIEW:
        return ((ViewObj *)(void *)obj)->name;
    case OBJ_ITERATOR:
        return iterator_name((IteratorObj *)(void *)obj);
    case OBJ_METHOD:
        return obj_type(py, ((MethodObj *)(void *)obj)->self)->in_python
                   ? "method" : "builtin_function_or_method";
    default:
        return obj_type(py, obj)->own_name ? obj_type(py, obj)->own_name(obj)
                                           : obj_type(py, obj)->name;
    }
}

const char *value_type_name(const Python *py, Value value)
{
    switch (value.tag) {
    case V_UNSET:
    case V_NONE:
        return "NoneType";
    case V_BOOL:
        return "bool";
    case V_INT:
        return "int";
    case V_FLOAT:
        return "float";
    case V_BUILTIN:
        return value_is_type(value) ? "type" : "builtin_function_or_method";
    case V_COROUTINE:
        return "function";
    case V_OBJ:
        break;
    }
    return object_name(py, value.o);
}

bool value_truth(Value value)
{
    switch (value.tag) {
    case V_UNSET:
    case V_NONE:
        return false;
    case V_BOOL:
        return value.b;
    case V_INT:
        return value.i != 0;
    case V_FLOAT:
        return value.f != 0;
    case V_BUILTIN:
    case V_COROUTINE:
        return true;
    case V_OBJ:
        break;
    }
    if (value.o->kind == OBJ_STR)
        return as_str(value)->length > 0;
    if (value_is_items(value))
        return as_list(value)->count > 0;
    if (value.o->kind == OBJ_DICT || value.o->kind == OBJ_SET)
        return table_of(value)->used > 0;
    if (value.o->kind == OBJ_VIEW)
        return table_of(OBJ_VALUE(((ViewObj *)(void *)value.o)->dict))->used > 0;
    if (value.o->kind == OBJ_RANGE)
        return ((RangeObj *)(void *)value.o)->count > 0;
    return true;
}

/* What the compiler of CPython interns: equal texts that look like names are one object. */
static bool looks_like_name(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && (c < '0' || c > '9'))
            return false;
    }
    return true;
}

static bool objects_same(Obj *a, Obj *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == OBJ_STR) {
        Str text = str_view((StrObj *)(void *)a);
        return str_equal(text, str_view((StrObj *)(void *)b)) && looks_like_name(text);
    }
    return a->kind == OBJ_TUPLE && !((ListObj *)(void *)a)->count && !((ListObj *)(void *)b)->count;
}

bool value_identical(Value a, Value b)
{
    if (a.tag != b.tag)
        return false;
    switch (a.tag) {
    case V_UNSET:
    case V_NONE:
        return true;
    case V_BOOL:
        return a.b == b.b;
    case V_INT:
        return a.i == b.i;
    case V_FLOAT: /* by bits, so that a NaN is itself */
        return memcmp(&a.f, &b.f, sizeof a.f) == 0;
    case V_BUILTIN:
    case V_COROUTINE:
        return a.id == b.id;
    case V_OBJ:
        break;
    }
    return a.o == b.o;
}

bool value_same(Value a, Value b)
{
    return value_identical(a, b)
           || (a.tag == V_OBJ && b.tag == V_OBJ && objects_same(a.o, b.o));
}

bool value_duration(Python *py, Value value, int64_t *nanoseconds)
{
    if (!value_is_number(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "'<=' not supported between instances of '%s' and 'int'",
                          value_type_name(py, value));
    if (value_is_integer(value) && value_integer(value) >= 0
        && value_integer(value) <= INT64_MAX / NS_PER_SECOND) {
        *nanoseconds = value_integer(value) * NS_PER_SECOND;
        return true;
    }
    double seconds = value_double(value);
    if (seconds != seconds)
        return raise_text(py, BUILTIN_VALUE_ERROR, "Invalid delay: NaN (not a number)");
    if (seconds < -9e9)
        seconds = -9e9;
    if (!time_from_seconds(seconds, nanoseconds))
        return python_limit(py, "a length of time past 292 years");
    return true;
}
