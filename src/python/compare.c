/* Equality and order, as Python has them. */
#include "python/plain.h"
#include "python/table.h"

#include <math.h>

int numbers_compare(Value a, Value b)
{
    if (value_is_integer(a) && value_is_integer(b)) {
        int64_t x = value_integer(a), y = value_integer(b);
        return (x > y) - (x < y);
    }
    if (a.tag == V_FLOAT && b.tag == V_FLOAT)
        return a.f < b.f ? -1 : a.f > b.f ? 1 : a.f == b.f ? 0 : 2;
    if (a.tag == V_FLOAT) {
        int turned = numbers_compare(b, a);
        return turned == 2 ? 2 : -turned;
    }
    if (isnan(b.f))
        return 2;
    if (b.f >= 0x1p63)
        return -1;
    if (b.f < -0x1p63)
        return 1;
    int64_t x = value_integer(a), whole = (int64_t)b.f;
    double rest = b.f - (double)whole;
    return x < whole ? -1 : x > whole ? 1 : rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

static bool holds(Op op, int order) /* order 2, a NaN's, fulfils none */
{
    switch (op) {
    case OP_LESS:
        return order == -1;
    case OP_LESS_EQUAL:
        return order == -1 || order == 0;
    case OP_GREATER:
        return order == 1;
    default:
        return order == 1 || order == 0;
    }
}

/* What comparing two texts costs, in items of a list. */
static size_t text_work(const StrObj *a, const StrObj *b)
{
    enum { BYTES_AN_ITEM = 64 };
    return (a->length < b->length ? a->length : b->length) / BYTES_AN_ITEM;
}

/* Items of a list are the same or equal. Finds the first pair that is neither. */
static bool first_difference(Python *py, const ListObj *a, const ListObj *b, size_t *at)
{
    for (*at = 0; *at < a->count && *at < b->count; ++*at) {
        if (!python_work(py, 1))
            return false;
        bool equal = value_identical(a->items[*at], b->items[*at]);
        if (!equal && !value_equal(py, a->items[*at], b->items[*at], &equal))
            return false;
        if (!equal)
            break;
    }
    return true;
}

bool items_contain(Python *py, const ListObj *list, Value value, bool *found)
{
    *found = false;
    for (size_t i = 0; i < list->count && !*found; i++) {
        if (!python_work(py, 1))
            return false;
        *found = value_identical(list->items[i], value);
        if (!*found && !value_equal(py, list->items[i], value, found))
            return false;
    }
    return true;
}

bool dict_within(Python *py, Value a, Value b, bool *within)
{
    size_t at = 0;
    *within = true;
    for (const TableEntry *entry; *within && (entry = table_next(table_of(a), &at));) {
        TableEntry *found;
        if (!table_find(py, table_of(b), TABLE_DICT, entry->key, &found))
            return false;
        *within = found != NULL;
        if (found && !value_same(entry->value, found->value)
            && !value_equal(py, entry->value, found->value, within))
            return false;
    }
    return true;
}

static bool tables_equal(Python *py, Value a, Value b, bool *equal)
{
    if (a.o->kind == OBJ_SET)
        return table_of(a)->used != table_of(b)->used ? !(*equal = false)
                                                      : sets_within(py, a, b, equal);
    if (!heap_descend(py->heap))
        return false;
    *equal = table_of(a)->used == table_of(b)->used;
    bool good = !*equal || dict_within(py, a, b, equal);
    heap_ascend(py->heap);
    return good;
}

static bool items_equal(Python *py, const ListObj *a, const ListObj *b, bool *equal)
{
    *equal = false;
    if (a->count != b->count)
        return true;
    if (!heap_descend(py->heap))
        return false;
    size_t at;
    bool good = first_difference(py, a, b, &at);
    heap_ascend(py->heap);
    *equal = at == a->count;
    return good;
}

static bool ranges_equal(const RangeObj *a, const RangeObj *b)
{
    return a->count == b->count
           && (a->count == 0 || (a->start == b->start && (a->count == 1 || a->step == b->step)));
}

static bool methods_equal(const MethodObj *a, const MethodObj *b)
{
    return a->self == b->self && a->method == b->method;
}

/* Whether they compare as sets, one of them at least as keys() or items(). */
static bool set_like(Value a, Value b)
{
    return (view_is_set(a) || view_is_set(b))
           && (view_is_set(a) || value_is(a, OBJ_SET)) && (view_is_set(b) || value_is(b, OBJ_SET));
}

static bool views_equal(Python *py, Value a, Value b, bool *equal)
{
    return !set_like(a, b) || view_size(a) != view_size(b) || view_within(py, a, b, equal);
}

static bool objects_equal(Python *py, Obj *a, Obj *b, bool *equal)
{
    *equal = a == b;
    if (!*equal && (a->kind == OBJ_VIEW || b->kind == OBJ_VIEW))
        return views_equal(py, OBJ_VALUE(a), OBJ_VALUE(b), equal);
    if (*equal || a->kind != b->kind)
        return true;
    switch (a->kind) {
    case OBJ_STR:
        *equal = str_equal(str_view((StrObj *)(void *)a), str_view((StrObj *)(void *)b));
        return python_work(py, text_work((StrObj *)(void *)a, (StrObj *)(void *)b));
    case OBJ_LIST:
    case OBJ_TUPLE:
        return items_equal(py, (ListObj *)(void *)a, (ListObj *)(void *)b, equal);
    case OBJ_SET:
    case OBJ_DICT:
        return tables_equal(py, OBJ_VALUE(a), OBJ_VALUE(b), equal);
    case OBJ_RANGE:
        *equal = ranges_equal((RangeObj *)(void *)a, (RangeObj *)(void *)b);
        return true;
    case OBJ_METHOD:
        *equal = methods_equal((MethodObj *)(void *)a, (MethodObj *)(void *)b);
        return true;
    default:
        return true;
    }
}

bool value_equal(Python *py, Value a, Value b, bool *equal)
{
    if (value_is_number(a) && value_is_number(b))
        *equal = numbers_compare(a, b) == 0;
    else if (a.tag == V_OBJ && b.tag == V_OBJ)
        return objects_equal(py, a.o, b.o, equal);
    else
        *equal = a.tag == b.tag && value_same(a, b);
    return true;
}

static bool no_order(Python *py, Value a, Value b, Op op)
{
    return raise_text(py, BUILTIN_TYPE_ERROR,
                      "'%s' not supported between instances of '%s' and '%s'", op_text(op),
                      value_type_name(py, a), value_type_name(py, b));
}

static bool items_less(Python *py, Value a, Value b, Op op, bool *answer)
{
    const ListObj *x = as_list(a), *y = as_list(b);
    if (!heap_descend(py->heap))
        return false;
    size_t at;
    bool good = first_difference(py, x, y, &at);
    if (good && at < x->count && at < y->count)
        good = value_less(py, x->items[at], y->items[at], op, answer);
    else
        *answer = holds(op, (x->count > y->count) - (x->count < y->count));
    heap_ascend(py->heap);
    return good;
}

/* Sets are ordered by inclusion. */
static bool set_order(Python *py, Value a, Value b, Op op, bool *answer)
{
    bool turned = op == OP_GREATER || op == OP_GREATER_EQUAL;
    if (!view_within(py, turned ? b : a, turned ? a : b, answer))
        return false;
    if (op == OP_LESS || op == OP_GREATER)
        *answer = *answer && view_size(a) != view_size(b);
    return true;
}

bool value_less(Python *py, Value a, Value b, Op op, bool *answer)
{
    if (value_is_number(a) && value_is_number(b)) {
        *answer = holds(op, numbers_compare(a, b));
        return true;
    }
    if (set_like(a, b))
        return set_order(py, a, b, op, answer);
    if (a.tag != V_OBJ || b.tag != V_OBJ || a.o->kind != b.o->kind)
        return no_order(py, a, b, op);
    switch (a.o->kind) {
    case OBJ_STR: {
        int order = str_compare(str_view(as_str(a)), str_view(as_str(b)));
        *answer = holds(op, (order > 0) - (order < 0));
        return python_work(py, text_work(as_str(a), as_str(b)));
    }
    case OBJ_LIST:
    case OBJ_TUPLE:
        return items_less(py, a, b, op, answer);
    case OBJ_SET:
        return set_order(py, a, b, op, answer);
    default:
        return no_order(py, a, b, op);
    }
}

static bool range_contains(const RangeObj *range, Value value)
{
    int64_t x;
    if (value_is_integer(value))
        x = value_integer(value);
    else if (value.tag == V_FLOAT && value.f == floor(value.f) && fabs(value.f) < 0x1p63)
        x = (int64_t)value.f;
    else
        return false;
    if (range->count == 0 || (range->step > 0 ? x < range->start : x > range->start))
        return false;
    uint64_t off = range->step > 0 ? (uint64_t)x - (uint64_t)range->start
                                   : (uint64_t)range->start - (uint64_t)x;
    uint64_t step = range->step > 0 ? (uint64_t)range->step : 0 - (uint64_t)range->step;
    return off % step == 0 && off / step < range->count;
}

static bool iterator_contains(Python *py, Value container, Value value, bool *found)
{
    Value item;
    bool more;
    *found = false;
    while (!*found) {
        if (!value_next(py, container, &item, &more))
            return false;
        if (!more)
            return true;
        *found = value_identical(item, value);
        if (!*found && !value_equal(py, item, value, found))
            return false;
    }
    return true;
}

static bool table_contains(Python *py, Value container, Value value, bool *found)
{
    TableEntry *entry;
    TableUse use = container.o->kind == OBJ_SET ? TABLE_SET : TABLE_DICT;
    if (!table_find(py, table_of(container), use, value, &entry))
        return false;
    *found = entry != NULL;
    return true;
}

/* A key of the dict, or a key and what it holds, as a tuple of two. */
static bool view_contains(Python *py, const ViewObj *view, Value value, bool *found)
{
    const ListObj *pair = value_is(value, OBJ_TUPLE) ? as_list(value) : NULL;
    TableEntry *entry;
    *found = false;
    if (view->form != VIEW_KEYS && (!pair || pair->count != 2))
        return true;
    Value key = view->form == VIEW_KEYS ? value : pair->items[0];
    if (!table_find(py, table_of(OBJ_VALUE(view->dict)), TABLE_DICT, key, &entry))
        return false;
    *found = entry && (view->form == VIEW_KEYS || value_identical(entry->value, pair->items[1]));
    return !entry || *found || value_equal(py, entry->value, pair->items[1], found);
}

static bool contains(Python *py, Value container, Value value, bool *found)
{
    if (value_is_items(container))
        return items_contain(py, as_list(container), value, found);
    if (value_is(container, OBJ_STR)) {
        if (!value_is(value, OBJ_STR))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "'in <string>' requires string as left operand, not %s",
                              value_type_name(py, value));
        *found = text_contains(str_view(as_str(container)), str_view(as_str(value)));
        return python_work(py, as_str(container)->length + as_str(value)->length);
    }
    if (value_is(container, OBJ_RANGE)) {
        *found = range_contains((RangeObj *)(void *)container.o, value);
        return true;
    }
    if (value_is(container, OBJ_DICT) || value_is(container, OBJ_SET))
        return table_contains(py, container, value, found);
    if (view_is_set(container))
        return view_contains(py, (const ViewObj *)(const void *)container.o, value, found);
    if (value_is_iterable(container)) {
        Value iterator;
        return value_iter(py, container, &iterator)
               && iterator_contains(py, iterator, value, found);
    }
    return raise_text(py, BUILTIN_TYPE_ERROR,
                      "argument of type '%s' is not a container or iterable",
                      value_type_name(py, container));
}

/* `is` looks into texts, which CPython's compiler would have made one object. */
static bool is_work(Python *py, Value a, Value b)
{
    return !value_is(a, OBJ_STR) || !value_is(b, OBJ_STR)
           || python_work(py, value_size(a) < value_size(b) ? value_size(a) : value_size(b));
}

bool value_compare(Python *py, Op op, Value a, Value b, bool *answer)
{
    bool good;
    switch (op) {
    case OP_EQUAL:
        return value_equal(py, a, b, answer);
    case OP_NOT_EQUAL:
        good = value_equal(py, a, b, answer);
        break;
    case OP_IN:
        return contains(py, b, a, answer);
    case OP_NOT_IN:
        good = contains(py, b, a, answer);
        break;
    case OP_IS:
        *answer = value_same(a, b);
        return is_work(py, a, b);
    case OP_IS_NOT:
        *answer = !value_same(a, b);
        return is_work(py, a, b);
    default:
        return value_less(py, a, b, op, answer);
    }
    *answer = !*answer;
    return good;
}
