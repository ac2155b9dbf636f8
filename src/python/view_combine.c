/* keys() and items() of a dict between | & - ^. */
#include "python/plain.h"
#include "python/table.h"

static bool take_all(Python *py, Value from, Value iterable)
{
    Value other;
    size_t at = 0;
    bool found;
    TableEntry taken;
    if (!view_to_set(py, iterable, &other))
        return false;
    for (const TableEntry *entry; (entry = set_next(table_of(other), &at));)
        if (!table_take(py, table_of(from), TABLE_SET, entry->key, &taken, &found))
            return false;
    return true;
}

/* Adds what the iterable gives and the set has. */
static bool add_common(Python *py, Value into, Value iterable, Value set)
{
    Value iterator, item;
    TableEntry *entry;
    bool more;
    if (!value_iter(py, iterable, &iterator))
        return false;
    while (value_next(py, iterator, &item, &more)) {
        if (!more)
            return true;
        if (!table_find(py, table_of(set), TABLE_SET, item, &entry)
            || (entry && !set_add(py, into, item)))
            return false;
    }
    return false;
}

/* Which of the two is walked is as in CPython's Objects/dictobject.c: the order of a set of numbers
 * depends on it. */
static bool intersect(Python *py, Value a, Value b, Value *result)
{
    Value set;
    bool turned = !view_is_set(a) || (view_is_set(b) && view_size(b) > view_size(a));
    Value view = turned ? b : a, other = turned ? a : b;
    if (!view_to_set(py, view, &set))
        return false;
    if (value_is(other, OBJ_SET) && table_of(set)->used <= table_of(other)->used)
        return add_common(py, *result, view, other);
    return add_common(py, *result, other, set);
}

bool view_combine(Python *py, char op, Value a, Value b, Value *result)
{
    *result = set_make(py);
    if (op == '&')
        return intersect(py, a, b, result);
    if (!set_update(py, *result, a))
        return false;
    if (op == '|')
        return set_update(py, *result, b);
    if (op == '-')
        return take_all(py, *result, b);
    Value one = *result, other;
    return view_to_set(py, b, &other) && set_combine(py, op, one, other, result);
}
