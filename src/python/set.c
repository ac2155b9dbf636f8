/* set: its operators, its methods, how it prints. */
#include "python/plain.h"
#include "python/table.h"

enum { IN_REPR = 1, REPR_ITEMS = 8 };

static bool has(Python *py, Value set, Value item, bool *found)
{
    TableEntry *entry;
    if (!table_find(py, table_of(set), TABLE_SET, item, &entry))
        return false;
    *found = entry != NULL;
    return true;
}

/* Those of `from` that are in `in`, or that are not. */
static bool add_filtered(Python *py, Value into, Value from, Value in, bool wanted)
{
    size_t at = 0;
    bool found;
    for (const TableEntry *entry; (entry = set_next(table_of(from), &at));)
        if (!has(py, in, entry->key, &found)
            || (found == wanted && !set_add(py, into, entry->key)))
            return false;
    return true;
}

/* Of a much larger set Python makes a copy, and takes out of it what is in the other. */
static bool copy_without(Python *py, Value into, Value from, Value without)
{
    size_t at = 0;
    bool found;
    TableEntry taken;
    if (!set_update(py, into, from))
        return false;
    for (const TableEntry *entry; (entry = set_next(table_of(without), &at));)
        if (!table_take(py, table_of(into), TABLE_SET, entry->key, &taken, &found))
            return false;
    return true;
}

bool set_combine(Python *py, char op, Value a, Value b, Value *result)
{
    *result = set_make(py);
    switch (op) {
    case '|': return set_update(py, *result, a) && set_update(py, *result, b);
    case '&': { /* Python walks the smaller one */
        bool swap = table_of(b)->used > table_of(a)->used;
        return add_filtered(py, *result, swap ? a : b, swap ? b : a, true);
    }
    case '-':
        return table_of(a)->used >> 2 > table_of(b)->used ? copy_without(py, *result, a, b)
                                                          : add_filtered(py, *result, a, b, false);
    default: { /* ^: a copy of the second, with what is in both taken out and the rest put in */
        size_t at = 0;
        bool found;
        TableEntry taken;
        if (!set_update(py, *result, b))
            return false;
        for (const TableEntry *entry; (entry = set_next(table_of(a), &at));)
            if (!table_take(py, table_of(*result), TABLE_SET, entry->key, &taken, &found)
                || (!found && !set_add(py, *result, entry->key)))
                return false;
        return true;
    }
    }
}

/* --- methods --- */

static bool add(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    return arguments_one(py, arguments, "set.add")
           && set_add(py, OBJ_VALUE(self), arguments->positional[0]);
}

static bool take(Python *py, Obj *self, const Arguments *arguments, const char *function,
                 bool *found)
{
    TableEntry taken;
    return arguments_one(py, arguments, function)
           && table_take(py, table_of(OBJ_VALUE(self)), TABLE_SET, arguments->positional[0], &taken,
                         found);
}

static bool discard(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    bool found;
    *result = NONE_VALUE;
    return take(py, self, arguments, "set.discard", &found);
}

static bool remove_item(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    bool found;
    *result = NONE_VALUE;
    if (!take(py, self, arguments, "set.remove", &found))
        return false;
    return found
           || raise_exception(py, exception_make(py, BUILTIN_KEY_ERROR, arguments->positional, 1));
}

/* The first that Python's finger finds; it goes on from there the next time. */
static bool pop(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Table *table = table_of(OBJ_VALUE(self));
    if (!arguments_none(py, arguments, "set.pop"))
        return false;
    if (!table->used) {
        Value text = value_str(py, STR("pop from an empty set"));
        return raise_exception(py, exception_make(py, BUILTIN_KEY_ERROR, &text, 1));
    }
    size_t at = table->loose ? 0 : table->finger & table->mask;
    const TableEntry *entry = set_next(table, &at);
    if (!entry) {
        at = 0;
        entry = set_next(table, &at);
    }
    if (!table->loose)
        table->finger = at;
    *result = entry->key;
    table_take_at(table, (TableEntry *)(uintptr_t)entry);
    return true;
}

static bool clear(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    if (!arguments_none(py, arguments, "set.clear"))
        return false;
    table_clear(py, table_of(OBJ_VALUE(self)));
    return true;
}

static bool copy(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = set_make(py);
    return arguments_none(py, arguments, "set.copy") && set_update(py, *result, OBJ_VALUE(self));
}

static bool update(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    if (!arguments_unnamed(py, arguments, "set.update"))
        return false;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!set_update(py, OBJ_VALUE(self), arguments->positional[i]))
            return false;
    return true;
}

static bool combine_all(Python *py, Obj *self, const Arguments *arguments, char op, Value *result)
{
    static const char *const names[] = {"set.union", "set.intersection", "set.difference"};
    Value other;
    *result = OBJ_VALUE(self);
    if (!arguments_unnamed(py, arguments, names[op == '|' ? 0 : op == '&' ? 1 : 2]))
        return false;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!view_to_set(py, arguments->positional[i], &other)
            || !set_combine(py, op, *result, other, result))
            return false;
    return arguments->count > 0 || copy(py, self, &(Arguments){0}, result);
}

static bool join(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return combine_all(py, self, arguments, '|', result);
}

static bool intersection(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return combine_all(py, self, arguments, '&', result);
}

static bool difference(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return combine_all(py, self, arguments, '-', result);
}

static bool issubset(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Value other;
    bool within;
    if (!arguments_one(py, arguments, "set.issubset")
        || !view_to_set(py, arguments->positional[0], &other)
        || !sets_within(py, OBJ_VALUE(self), other, &within))
        return false;
    *result = BOOL_VALUE(within);
    return true;
}

static bool issuperset(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Value other;
    bool within;
    if (!arguments_one(py, arguments, "set.issuperset")
        || !view_to_set(py, arguments->positional[0], &other)
        || !sets_within(py, other, OBJ_VALUE(self), &within))
        return false;
    *result = BOOL_VALUE(within);
    return true;
}

static const Method methods[] = {
    {.name = "add", .call = add, .cost = COST_FIXED},
    {.name = "discard", .call = discard, .cost = COST_FIXED},
    {.name = "remove", .call = remove_item, .cost = COST_FIXED},
    {.name = "pop", .call = pop, .cost = COST_FIXED},
    {.name = "clear", .call = clear, .cost = COST_FIXED},
    {.name = "copy", .call = copy, .cost = COST_FIXED},
    {.name = "update", .call = update, .cost = COST_FIXED},
    {.name = "union", .call = join, .cost = COST_FIXED},
    {.name = "intersection", .call = intersection, .cost = COST_FIXED},
    {.name = "difference", .call = difference, .cost = COST_FIXED},
    {.name = "issubset", .call = issubset, .cost = COST_FIXED},
    {.name = "issuperset", .call = issuperset, .cost = COST_FIXED},
    {0},
};

bool builtin_set(Python *py, const Arguments *arguments, Value *result)
{
    *result = set_make(py);
    return arguments_unnamed(py, arguments, "set") && arguments_count(py, arguments, "set", 0, 1)
           && (!arguments->count || set_update(py, *result, arguments->positional[0]));
}

static bool repr_items(Python *py, Obj *self, Builder *out)
{
    size_t at = 0;
    bool first = true;
    python_unordered(py, OBJ_VALUE(self));
    for (const TableEntry *entry; (entry = set_next(table_of(OBJ_VALUE(self)), &at));) {
        builder_text(out, first ? "" : ", ");
        first = false;
        if (!python_work(py, REPR_ITEMS) || !builder_has_room(py, out, 0)
            || !value_repr(py, entry->key, out))
            return false;
    }
    return true;
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    if (!table_of(OBJ_VALUE(self))->used || self->flags & IN_REPR) {
        builder_text(out, self->flags & IN_REPR ? "set(...)" : "set()");
        return true;
    }
    if (!heap_descend(py->heap))
        return false;
    builder_char(out, '{');
    self->flags |= IN_REPR;
    bool good = repr_items(py, self, out);
    self->flags &= (uint16_t)~IN_REPR;
    heap_ascend(py->heap);
    builder_char(out, '}');
    return good;
}

const ObjType set_type = {
    .name = "set",
    .visit = table_visit,
    .dispose = table_dispose,
    .repr = repr,
    .methods = methods,
};
