/* range, and everything that gives items one after the other. */
#include "python/plain.h"
#include "python/table.h"

#include <stdio.h>

static uint64_t range_count(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0 ? start >= stop : start <= stop)
        return 0;
    uint64_t distance = step > 0 ? (uint64_t)stop - (uint64_t)start
                                 : (uint64_t)start - (uint64_t)stop;
    uint64_t size = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    return (distance - 1) / size + 1;
}

Value value_range(Python *py, int64_t start, int64_t stop, int64_t step)
{
    RangeObj *range = heap_make(py->heap, OBJ_RANGE, sizeof *range);
    range->start = start;
    range->stop = stop;
    range->step = step;
    range->count = range_count(start, stop, step);
    return OBJ_VALUE(range);
}

static bool range_repr(Python *py, Obj *self, Builder *out)
{
    (void)py;
    const RangeObj *range = (RangeObj *)(void *)self;
    builder_printf(out, "range(%lld, %lld", (long long)range->start, (long long)range->stop);
    if (range->step != 1)
        builder_printf(out, ", %lld", (long long)range->step);
    builder_char(out, ')');
    return true;
}

const ObjType range_type = {.name = "range", .repr = range_repr};

/* --- next --- */

static bool next_item(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    (void)py;
    const ListObj *list = (ListObj *)(void *)iterator->source;
    *more = iterator->at < list->count;
    if (*more)
        *item = list->items[iterator->at++];
    return true;
}

static bool next_character(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    Str text = str_view((StrObj *)(void *)iterator->source);
    *more = iterator->at < text.length;
    if (!*more)
        return true;
    const char *from = text.at + iterator->at, *at = from;
    utf8_next(&at, text.at + text.length);
    *item = value_str(py, (Str){from, (size_t)(at - from)});
    iterator->at += (uint64_t)(at - from);
    return true;
}

static bool next_number(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    (void)py;
    *more = range_next(iterator, item);
    return true;
}

static bool next_enumerated(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    Value pair[2];
    if (!value_next(py, OBJ_VALUE(iterator->source), &pair[1], more))
        return false;
    if (!*more)
        return true;
    pair[0] = INT_VALUE(iterator->counter);
    if (__builtin_add_overflow(iterator->counter, 1, &iterator->counter))
        return python_limit(py, PAST_64_BITS);
    *item = value_list(py, OBJ_TUPLE, pair, 2);
    return true;
}

/* zip(strict=True): the first that ends decides; all before it must have ended with it. */
static bool zip_uneven(Python *py, size_t which, const char *how)
{
    char before[48] = "argument 1";
    if (which > 1)
        snprintf(before, sizeof before, "arguments 1-%zu", which);
    return raise_text(py, BUILTIN_VALUE_ERROR, "zip() argument %zu is %s than %s", which + 1, how,
                      before);
}

static bool zip_ended(Python *py, IteratorObj *zip, size_t which)
{
    const ListObj *iterators = (ListObj *)(void *)zip->source;
    zip->source = NULL;
    if (!zip->strict)
        return true;
    if (which > 0)
        return zip_uneven(py, which, "shorter");
    for (size_t i = 1; i < iterators->count; i++) {
        Value item;
        bool more;
        if (!value_next(py, iterators->items[i], &item, &more))
            return false;
        if (more)
            return zip_uneven(py, i, "longer");
    }
    return true;
}

static bool next_zipped(Python *py, IteratorObj *zip, Value *item, bool *more)
{
    const ListObj *iterators = (ListObj *)(void *)zip->source;
    ListObj *tuple = list_make(py, OBJ_TUPLE);
    *more = iterators->count > 0;
    for (size_t i = 0; i < iterators->count; i++) {
        Value one;
        if (!value_next(py, iterators->items[i], &one, more))
            return false;
        if (!*more)
            return zip_ended(py, zip, i);
        if (!list_append(py, tuple, one))
            return false;
    }
    *item = OBJ_VALUE(tuple);
    return true;
}

static Table *walked_table(const Obj *source)
{
    const Obj *table = source->kind == OBJ_VIEW ? ((const ViewObj *)(const void *)source)->dict
                                                : source;
    return &((DictObj *)(uintptr_t)table)->table;
}

static Value entry_value(Python *py, const Obj *source, const TableEntry *entry)
{
    int form = source->kind == OBJ_VIEW ? ((const ViewObj *)(const void *)source)->form : VIEW_KEYS;
    if (form == VIEW_ITEMS)
        return value_list(py, OBJ_TUPLE, (Value[]){entry->key, entry->value}, 2);
    return form == VIEW_VALUES ? entry->value : entry->key;
}

static bool next_of_table(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    Table *table = walked_table(iterator->source);
    bool set = iterator->source->kind == OBJ_SET;
    size_t at = (size_t)iterator->at;
    if ((size_t)iterator->counter != table->used) {
        iterator->source = NULL;
        return raise_text(py, BUILTIN_RUNTIME_ERROR,
                          set ? "Set changed size during iteration"
                              : "dictionary changed size during iteration");
    }
    const TableEntry *entry = set ? set_next(table, &at) : table_next(table, &at);
    iterator->at = at;
    *more = entry != NULL;
    if (entry)
        *item = entry_value(py, iterator->source, entry);
    return true;
}

/* --- making them --- */

IteratorObj *iterator_make(Python *py, IteratorForm form, Obj *source, IteratorNext next)
{
    IteratorObj *iterator = heap_make(py->heap, OBJ_ITERATOR, sizeof *iterator);
    iterator->form = (uint8_t)form;
    iterator->of = source->kind;
    if (source->kind == OBJ_VIEW)
        iterator->view = ((ViewObj *)(void *)source)->form;
    iterator->source = source;
    iterator->next = next;
    return iterator;
}

static bool is_table(Value value)
{
    return value_is(value, OBJ_DICT) || value_is(value, OBJ_SET) || value_is(value, OBJ_VIEW);
}

bool value_is_iterable(Value value)
{
    return value_is_items(value) || value_is(value, OBJ_STR) || value_is(value, OBJ_RANGE)
           || value_is(value, OBJ_ITERATOR) || is_table(value);
}

/* How many there are now; who begins to walk a set hears if that has no order. */
static size_t table_count(Python *py, Value iterable)
{
    if (iterable.o->kind == OBJ_VIEW)
        return table_of(OBJ_VALUE(((ViewObj *)(void *)iterable.o)->dict))->used;
    if (iterable.o->kind == OBJ_SET)
        python_unordered(py, iterable);
    return table_of(iterable)->used;
}

bool value_iter(Python *py, Value iterable, Value *iterator)
{
    static const IteratorNext nexts[] = {[ITERATE_ITEMS] = next_item,
                                         [ITERATE_TEXT] = next_character,
                                         [ITERATE_RANGE] = next_number,
                                         [ITERATE_TABLE] = next_of_table};
    IteratorForm form = ITERATE_ITEMS;
    if (value_is(iterable, OBJ_ITERATOR)) {
        *iterator = iterable;
        return true;
    }
    if (value_is(iterable, OBJ_STR))
        form = ITERATE_TEXT;
    else if (value_is(iterable, OBJ_RANGE))
        form = ITERATE_RANGE;
    else if (is_table(iterable))
        form = ITERATE_TABLE;
    else if (!value_is_items(iterable))
        return raise_text(py, BUILTIN_TYPE_ERROR, "'%s' object is not iterable",
                          value_type_name(py, iterable));
    IteratorObj *made = iterator_make(py, form, iterable.o, nexts[form]);
    if (form == ITERATE_TABLE)
        made->counter = (int64_t)table_count(py, iterable);
    *iterator = OBJ_VALUE(made);
    return true;
}

Value value_enumerate(Python *py, Value iterator, int64_t first)
{
    IteratorObj *made = iterator_make(py, ITERATE_ENUMERATE, iterator.o, next_enumerated);
    made->counter = first;
    return OBJ_VALUE(made);
}

Value value_zip(Python *py, ListObj *iterators, bool strict)
{
    IteratorObj *made = iterator_make(py, ITERATE_ZIP, &iterators->obj, next_zipped);
    made->strict = strict;
    return OBJ_VALUE(made);
}

bool iterator_next(Python *py, Value value, Value *item, bool *more)
{
    IteratorObj *iterator = (IteratorObj *)(void *)value.o;
    *more = false;
    if (!iterator->source)
        return true;
    bool good = python_work(py, 1) && heap_descend(py->heap);
    if (good) {
        good = iterator->next(py, iterator, item, more);
        heap_ascend(py->heap);
    }
    if (good && !*more)
        iterator->source = NULL;
    return good;
}

static void visit(Heap *heap, Obj *self)
{
    heap_mark(heap, ((IteratorObj *)(void *)self)->source);
}

const ObjType iterator_type = {.name = "iterator", .visit = visit};
