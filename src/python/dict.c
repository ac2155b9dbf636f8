/* dict, and what keys(), values() and items() give. */
#include "python/plain.h"
#include "python/table.h"

enum { IN_REPR = 1, REPR_ITEMS = 8 };

Value dict_make(Python *py)
{
    DictObj *dict = heap_make(py->heap, OBJ_DICT, sizeof *dict);
    dict->table.is_dict = true;
    return OBJ_VALUE(dict);
}

static Value value_of(Obj *self)
{
    return OBJ_VALUE(self);
}

static bool add_pair(Python *py, Value dict, Value pair, size_t number)
{
    ListObj *two = list_make(py, OBJ_LIST);
    if (!value_is_iterable(pair))
        return raise_text(py, BUILTIN_TYPE_ERROR, "object is not iterable");
    if (!list_extend(py, two, pair))
        return false;
    if (two->count != 2)
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          "dictionary update sequence element #%zu has length %zu; 2 is required",
                          number, two->count);
    return table_put(py, table_of(dict), TABLE_DICT, two->items[0], two->items[1]);
}

bool dict_update(Python *py, Value dict, Value from)
{
    if (value_is(from, OBJ_DICT)) {
        size_t at = 0;
        for (const TableEntry *entry; (entry = table_next(table_of(from), &at));)
            if (!table_put(py, table_of(dict), TABLE_DICT, entry->key, entry->value))
                return false;
        return true;
    }
    Value iterator, pair;
    bool more;
    if (!value_iter(py, from, &iterator))
        return false;
    for (size_t number = 0;; number++) {
        if (!value_next(py, iterator, &pair, &more))
            return false;
        if (!more)
            return true;
        if (!add_pair(py, dict, pair, number))
            return false;
    }
}

static bool update_with(Python *py, Value dict, const Arguments *arguments, const char *function)
{
    if (!arguments_count(py, arguments, function, 0, 1)
        || (arguments->count && !dict_update(py, dict, arguments->positional[0])))
        return false;
    for (uint32_t i = 0; i < arguments->named_count; i++)
        if (!table_put(py, table_of(dict), TABLE_DICT, value_str(py, arguments->names[i]),
                       arguments->named[i]))
            return false;
    return true;
}

bool builtin_dict(Python *py, const Arguments *arguments, Value *result)
{
    *result = dict_make(py);
    return update_with(py, *result, arguments, "dict");
}

static bool key_error(Python *py, Value key)
{
    return raise_exception(py, exception_make(py, BUILTIN_KEY_ERROR, &key, 1));
}

bool dict_item(Python *py, Value dict, Value key, Value *result)
{
    TableEntry *entry;
    if (!table_find(py, table_of(dict), TABLE_DICT, key, &entry))
        return false;
    if (!entry)
        return key_error(py, key);
    *result = entry->value;
    return true;
}

/* --- methods --- */

static bool get(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    TableEntry *entry;
    if (!arguments_unnamed(py, arguments, "dict.get") || !arguments_count(py, arguments, "get", 1, 2)
        || !table_find(py, table_of(value_of(self)), TABLE_DICT, arguments->positional[0], &entry))
        return false;
    *result = entry ? entry->value : arguments->count > 1 ? arguments->positional[1] : NONE_VALUE;
    return true;
}

static bool setdefault(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Value standard = arguments->count > 1 ? arguments->positional[1] : NONE_VALUE;
    TableEntry *entry;
    if (!arguments_unnamed(py, arguments, "dict.setdefault")
        || !arguments_count(py, arguments, "setdefault", 1, 2)
        || !table_find(py, table_of(value_of(self)), TABLE_DICT, arguments->positional[0], &entry))
        return false;
    *result = entry ? entry->value : standard;
    return entry
           || table_put(py, table_of(value_of(self)), TABLE_DICT, arguments->positional[0],
                        standard);
}

static bool pop(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    TableEntry taken;
    bool found;
    if (!arguments_unnamed(py, arguments, "dict.pop") || !arguments_count(py, arguments, "pop", 1, 2)
        || !table_take(py, table_of(value_of(self)), TABLE_DICT, arguments->positional[0], &taken,
                       &found))
        return false;
    if (!found && arguments->count < 2)
        return key_error(py, arguments->positional[0]);
    *result = found ? taken.value : arguments->positional[1];
    return true;
}

static bool popitem(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Table *table = table_of(value_of(self));
    if (!arguments_none(py, arguments, "dict.popitem"))
        return false;
    while (table->count && table->entries[table->count - 1].key.tag == V_UNSET && table->used)
        table->count--;
    if (!table->used)
        return key_error(py, value_str(py, STR("popitem(): dictionary is empty")));
    TableEntry *last = &table->entries[table->count - 1];
    *result = value_list(py, OBJ_TUPLE, (Value[]){last->key, last->value}, 2);
    table_take_at(table, last);
    return true;
}

static bool update(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    return update_with(py, value_of(self), arguments, "update");
}

static bool clear(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    if (!arguments_none(py, arguments, "dict.clear"))
        return false;
    table_clear(py, table_of(value_of(self)));
    return true;
}

static bool copy(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = dict_make(py);
    return arguments_none(py, arguments, "dict.copy") && dict_update(py, *result, value_of(self));
}

/* --- views --- */

static bool view(Python *py, Obj *self, ViewForm form, Value *result)
{
    ViewObj *made = heap_make(py->heap, OBJ_VIEW, sizeof *made);
    static const char *const names[] = {"dict_keys", "dict_values", "dict_items"};
    made->dict = self;
    made->name = names[form];
    made->form = (uint8_t)form;
    *result = OBJ_VALUE(made);
    return true;
}

static bool keys(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "dict.keys") && view(py, self, VIEW_KEYS, result);
}

static bool values(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "dict.values") && view(py, self, VIEW_VALUES, result);
}

static bool items(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "dict.items") && view(py, self, VIEW_ITEMS, result);
}

static const Method methods[] = {
    {.name = "get", .call = get, .cost = COST_FIXED},
    {.name = "keys", .call = keys, .cost = COST_FIXED},
    {.name = "values", .call = values, .cost = COST_FIXED},
    {.name = "items", .call = items, .cost = COST_FIXED},
    {.name = "pop", .call = pop, .cost = COST_FIXED},
    {.name = "popitem", .call = popitem, .cost = COST_FIXED},
    {.name = "update", .call = update, .cost = COST_FIXED},
    {.name = "setdefault", .call = setdefault, .cost = COST_FIXED},
    {.name = "clear", .call = clear, .cost = COST_FIXED},
    {.name = "copy", .call = copy, .cost = COST_FIXED},
    {0},
};

/* --- printing --- */

static bool repr_pair(Python *py, const TableEntry *entry, int form, Builder *out)
{
    if (form == VIEW_VALUES)
        return value_repr(py, entry->value, out);
    if (form == VIEW_ITEMS)
        builder_char(out, '(');
    if (!value_repr(py, entry->key, out))
        return false;
    if (form == VIEW_KEYS)
        return true;
    builder_text(out, form == VIEW_ITEMS ? ", " : ": ");
    if (!value_repr(py, entry->value, out))
        return false;
    if (form == VIEW_ITEMS)
        builder_char(out, ')');
    return true;
}

enum { AS_DICT = -1 };

static bool repr_entries(Python *py, Obj *dict, int form, Builder *out)
{
    size_t at = 0;
    bool first = true;
    for (const TableEntry *entry; (entry = table_next(table_of(value_of(dict)), &at));) {
        builder_text(out, first ? "" : ", ");
        first = false;
        if (!python_work(py, REPR_ITEMS) || !builder_has_room(py, out, 0)
            || !repr_pair(py, entry, form, out))
            return false;
    }
    return true;
}

static bool repr_guarded(Python *py, Obj *dict, int form, Builder *out)
{
    if (dict->flags & IN_REPR) {
        builder_text(out, "...");
        return true;
    }
    if (!heap_descend(py->heap))
        return false;
    dict->flags |= IN_REPR;
    bool good = repr_entries(py, dict, form, out);
    dict->flags &= (uint16_t)~IN_REPR;
    heap_ascend(py->heap);
    return good;
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    builder_char(out, '{');
    bool good = repr_guarded(py, self, AS_DICT, out);
    builder_char(out, '}');
    return good;
}

const ObjType dict_type = {
    .name = "dict",
    .visit = table_visit,
    .dispose = table_dispose,
    .repr = repr,
    .methods = methods,
};

static void visit_view(Heap *heap, Obj *self)
{
    heap_mark(heap, ((ViewObj *)(void *)self)->dict);
}

static bool repr_view(Python *py, Obj *self, Builder *out)
{
    const ViewObj *seen = (ViewObj *)(void *)self;
    builder_printf(out, "%s([", seen->name);
    bool good = repr_guarded(py, seen->dict, seen->form, out);
    builder_text(out, "])");
    return good;
}

const ObjType view_type = {.name = "dict_keys", .visit = visit_view, .repr = repr_view};
