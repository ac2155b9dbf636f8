/* Sets as they grow, and what goes as one: keys() and items() of a dict. */
#include "python/plain.h"
#include "python/table.h"

Value set_make(Python *py)
{
    return OBJ_VALUE(heap_make(py->heap, OBJ_SET, sizeof(DictObj)));
}

bool set_add(Python *py, Value set, Value item)
{
    return table_put(py, table_of(set), TABLE_SET, item, NONE_VALUE);
}

bool set_update(Python *py, Value set, Value iterable)
{
    Value iterator, item;
    bool more;
    if (value_is(iterable, OBJ_SET))
        return set_merge(py, table_of(set), table_of(iterable));
    if (!value_iter(py, iterable, &iterator))
        return false;
    for (;;) {
        if (!value_next(py, iterator, &item, &more))
            return false;
        if (!more)
            return true;
        if (!set_add(py, set, item))
            return false;
    }
}

bool view_is_set(Value value)
{
    return value_is(value, OBJ_VIEW) && ((ViewObj *)(void *)value.o)->form != VIEW_VALUES;
}

bool view_to_set(Python *py, Value value, Value *set)
{
    *set = value;
    if (value_is(value, OBJ_SET))
        return true;
    *set = set_make(py);
    return set_update(py, *set, value);
}

static Value dict_of(Value view)
{
    return OBJ_VALUE(((ViewObj *)(void *)view.o)->dict);
}

size_t view_size(Value value)
{
    return table_of(value_is(value, OBJ_SET) ? value : dict_of(value))->used;
}

static bool is_items(Value value)
{
    return value_is(value, OBJ_VIEW) && ((ViewObj *)(void *)value.o)->form == VIEW_ITEMS;
}

/* Items of two dicts compare where a set could not hold them, too. */
bool view_within(Python *py, Value a, Value b, bool *within)
{
    if (is_items(a) && is_items(b))
        return dict_within(py, dict_of(a), dict_of(b), within);
    return view_to_set(py, a, &a) && view_to_set(py, b, &b) && sets_within(py, a, b, within);
}
