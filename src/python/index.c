/* container[key], and the methods of lists and tuples. */
#include "python/plain.h"

#include <string.h>

enum { MOVED_AN_ITEM = 64 }; /* moving so many items is the work of looking at one */

static bool key_not_integer(Python *py, Value container, Value key)
{
    if (value_is(container, OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR, "string indices must be integers, not '%s'",
                          value_type_name(py, key));
    return raise_text(py, BUILTIN_TYPE_ERROR, "%s indices must be integers or slices, not %s",
                      value_type_name(py, container), value_type_name(py, key));
}

/* A negative index counts from the end. False where it is outside. */
static bool find_index(int64_t key, uint64_t count, uint64_t *index)
{
    if (key < 0 && 0 - (uint64_t)key > count)
        return false;
    *index = key < 0 ? count - (0 - (uint64_t)key) : (uint64_t)key;
    return *index < count;
}

static Value text_item(Python *py, const StrObj *text, uint64_t index)
{
    Str whole = str_view(text);
    if (text->characters == text->length)
        return value_str(py, (Str){whole.at + index, 1});
    python_work(py, text->length);
    return value_str(py, text_character(whole, (size_t)index));
}

bool value_index(Python *py, Value container, Value key, Value *result)
{
    uint64_t count, index;
    const char *what;
    if (value_is(container, OBJ_STR)) {
        count = as_str(container)->characters;
        what = "string";
    } else if (value_is(container, OBJ_LIST) || value_is(container, OBJ_TUPLE)) {
        count = as_list(container)->count;
        what = value_type_name(py, container);
    } else if (value_is(container, OBJ_RANGE)) {
        count = ((RangeObj *)(void *)container.o)->count;
        what = "range object";
    } else if (value_is(container, OBJ_DICT)) {
        return dict_item(py, container, key, result);
    } else if (value_is_type(container)) {
        return raise_text(py, BUILTIN_TYPE_ERROR, "type '%s' is not subscriptable",
                          exception_type_name(py, container.id));
    } else {
        return raise_text(py, BUILTIN_TYPE_ERROR, "'%s' object is not subscriptable",
                          value_type_name(py, container));
    }
    if (!value_is_integer(key))
        return key_not_integer(py, container, key);
    if (!find_index(value_integer(key), count, &index))
        return raise_text(py, BUILTIN_INDEX_ERROR, "%s index out of range", what);
    if (container.o->kind == OBJ_STR) {
        *result = text_item(py, as_str(container), index);
    } else if (container.o->kind == OBJ_RANGE) {
        const RangeObj *range = (RangeObj *)(void *)container.o;
        *result = INT_VALUE((int64_t)((uint64_t)range->start + index * (uint64_t)range->step));
    } else {
        *result = as_list(container)->items[index];
    }
    return true;
}

/* --- list methods --- */

static ListObj *list_of(Obj *self)
{
    return (ListObj *)(void *)self;
}

static bool list_append_method(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    return arguments_one(py, arguments, "list.append")
           && list_append(py, list_of(self), arguments->positional[0]);
}

static bool list_extend_method(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    return arguments_one(py, arguments, "list.extend")
           && list_extend(py, list_of(self), arguments->positional[0]);
}

static void remove_at(Python *py, ListObj *list, size_t index)
{
    list->count--;
    if (index == 0) { /* a queue: its room in front is given back when the list grows */
        list->items++;
        list->gap++;
        list->room--;
        return;
    }
    python_work(py, (list->count - index) / MOVED_AN_ITEM);
    memmove(list->items + index, list->items + index + 1,
            (list->count - index) * sizeof *list->items);
}

static bool list_pop(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    ListObj *list = list_of(self);
    int64_t key = -1;
    uint64_t index;
    if (!arguments_unnamed(py, arguments, "list.pop")
        || !arguments_count(py, arguments, "pop", 0, 1)
        || (arguments->count && !integer_index(py, arguments->positional[0], &key)))
        return false;
    if (!list->count)
        return raise_text(py, BUILTIN_INDEX_ERROR, "pop from empty list");
    if (!find_index(key, list->count, &index))
        return raise_text(py, BUILTIN_INDEX_ERROR, "pop index out of range");
    *result = list->items[index];
    remove_at(py, list, (size_t)index);
    return true;
}

/* A position between two items: clamped to the list. */
static size_t clamp(int64_t key, size_t count)
{
    if (key < 0 && 0 - (uint64_t)key > count)
        return 0;
    uint64_t index = key < 0 ? count - (0 - (uint64_t)key) : (uint64_t)key;
    return index < count ? (size_t)index : count;
}

static bool list_insert(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    ListObj *list = list_of(self);
    int64_t key;
    if (!arguments_unnamed(py, arguments, "list.insert")
        || !arguments_count(py, arguments, "insert", 2, 2)
        || !integer_index(py, arguments->positional[0], &key))
        return false;
    size_t index = clamp(key, list->count);
    if (!list_append(py, list, arguments->positional[1]))
        return false;
    python_work(py, (list->count - index) / MOVED_AN_ITEM);
    memmove(list->items + index + 1, list->items + index,
            (list->count - 1 - index) * sizeof *list->items);
    list->items[index] = arguments->positional[1];
    *result = NONE_VALUE;
    return true;
}

static bool list_clear(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = NONE_VALUE;
    if (!arguments_none(py, arguments, "list.clear"))
        return false;
    list_of(self)->count = 0;
    return true;
}

static bool count_in(Python *py, const ListObj *list, const Arguments *arguments, Value *result)
{
    int64_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool equal = value_identical(list->items[i], arguments->positional[0]);
        if (!equal && !value_equal(py, list->items[i], arguments->positional[0], &equal))
            return false;
        count += equal;
    }
    *result = INT_VALUE(count);
    return true;
}

static bool list_count(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_one(py, arguments, "list.count")
           && count_in(py, list_of(self), arguments, result);
}

static bool tuple_count(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_one(py, arguments, "tuple.count")
           && count_in(py, list_of(self), arguments, result);
}

static bool slice_bound(Python *py, Value value, size_t count, size_t *bound)
{
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "slice indices must be integers or have an __index__ method");
    *bound = clamp(value_integer(value), count);
    return true;
}

static bool index_in(Python *py, const ListObj *list, const Arguments *arguments, Value *result)
{
    const Value *given = arguments->positional;
    size_t start = 0, stop = list->count;
    if (!arguments_count(py, arguments, "index", 1, 3)
        || (arguments->count > 1 && !slice_bound(py, given[1], list->count, &start))
        || (arguments->count > 2 && !slice_bound(py, given[2], list->count, &stop)))
        return false;
    for (size_t i = start; i < stop && i < list->count; i++) {
        bool equal = value_identical(list->items[i], given[0]);
        if (!equal && !value_equal(py, list->items[i], given[0], &equal))
            return false;
        if (equal) {
            *result = INT_VALUE((int64_t)i);
            return true;
        }
    }
    const char *name = list->obj.kind == OBJ_LIST ? "list" : "tuple";
    return raise_text(py, BUILTIN_VALUE_ERROR, "%s.index(x): x not in %s", name, name);
}

static bool list_remove(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    ListObj *list = list_of(self);
    *result = NONE_VALUE;
    if (!arguments_one(py, arguments, "list.remove"))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        bool equal = value_same(list->items[i], arguments->positional[0]);
        if (!equal && !value_equal(py, list->items[i], arguments->positional[0], &equal))
            return false;
        if (equal) {
            remove_at(py, list, i);
            return true;
        }
    }
    return raise_text(py, BUILTIN_VALUE_ERROR, "list.remove(x): x not in list");
}

static bool list_copy(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = value_list(py, OBJ_LIST, NULL, 0);
    return arguments_none(py, arguments, "list.copy")
           && list_extend(py, as_list(*result), OBJ_VALUE(self));
}

static bool list_index(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_unnamed(py, arguments, "list.index")
           && index_in(py, list_of(self), arguments, result);
}

static bool tuple_index(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_unnamed(py, arguments, "tuple.index")
           && index_in(py, list_of(self), arguments, result);
}

static bool list_sort_method(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"key", "reverse"};
    static const Signature signature = {"sort", names, .count = 2};
    Value values[] = {NONE_VALUE, BOOL_VALUE(false)};
    if (arguments->count)
        return raise_text(py, BUILTIN_TYPE_ERROR, "sort() takes no positional arguments");
    *result = NONE_VALUE;
    return arguments_clinic(py, arguments, &signature, values)
           && list_sort(py, list_of(self), values[0], value_truth(values[1]));
}

static bool list_reverse(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    ListObj *list = list_of(self);
    *result = NONE_VALUE;
    if (!arguments_none(py, arguments, "list.reverse"))
        return false;
    for (size_t i = 0; i < list->count / 2; i++) {
        Value swap = list->items[i];
        list->items[i] = list->items[list->count - 1 - i];
        list->items[list->count - 1 - i] = swap;
    }
    return true;
}

const Method list_methods[] = {
    {.name = "append", .call = list_append_method, .cost = COST_FIXED},
    {.name = "pop", .call = list_pop, .cost = COST_FIXED},
    {.name = "extend", .call = list_extend_method, .cost = COST_FIXED},
    {.name = "insert", .call = list_insert, .cost = COST_FIXED},
    {.name = "clear", .call = list_clear, .cost = COST_FIXED},
    {.name = "remove", .call = list_remove, .cost = COST_ALL},
    {.name = "copy", .call = list_copy, .cost = COST_FIXED},
    {.name = "count", .call = list_count, .cost = COST_ALL},
    {.name = "index", .call = list_index, .cost = COST_ALL},
    {.name = "sort", .call = list_sort_method, .cost = COST_FIXED},
    {.name = "reverse", .call = list_reverse, .cost = COST_ALL},
    {0},
};

const Method tuple_methods[] = {
    {.name = "count", .call = tuple_count, .cost = COST_ALL},
    {.name = "index", .call = tuple_index, .cost = COST_ALL},
    {0},
};
