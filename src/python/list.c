/* Lists and tuples: their items, and how they print. */
#include "python/plain.h"

#include <string.h>

enum {
    MALLOC_HEAD = 16, /* what malloc has beside each piece of memory */
    IN_REPR = 1,   /* Obj.flags: is being printed, so meeting it again is a cycle */
    REPR_ITEMS = 8 /* as much work as copying so many items */
};

ListObj *list_make(Python *py, ObjKind kind)
{
    return heap_make(py->heap, (int)kind, sizeof(ListObj));
}

static void list_close_gap(ListObj *list)
{
    if (!list->gap)
        return;
    memmove(list->items - list->gap, list->items, list->count * sizeof *list->items);
    list->items -= list->gap;
    list->room += list->gap;
    list->gap = 0;
}

static void list_reserve(Python *py, ListObj *list, size_t room)
{
    list_close_gap(list);
    if (room <= list->room)
        return;
    if (!list->items)
        heap_note(py->heap, MALLOC_HEAD);
    list->items = mem_resize_array(list->items, room, sizeof(Value));
    heap_note(py->heap, (int64_t)((room - list->room) * sizeof(Value)));
    list->room = room;
}

Value value_list(Python *py, ObjKind kind, const Value *items, size_t count)
{
    ListObj *list = list_make(py, kind);
    python_work(py, count);
    if (count) {
        list_reserve(py, list, count);
        memcpy(list->items, items, count * sizeof *items);
        list->count = count;
    }
    return OBJ_VALUE(list);
}

bool list_append(Python *py, ListObj *list, Value item)
{
    if (!python_work(py, 1))
        return false;
    if (list->count == list->room && list->gap > list->count / 2) {
        list_close_gap(list);
    } else if (list->count == list->room) {
        size_t room = list->room ? list->room + list->room / 2 + 2 : 4;
        if (!heap_room(py->heap, (room - list->room) * sizeof(Value)))
            return false;
        list_reserve(py, list, room);
    }
    list->items[list->count++] = item;
    return true;
}

bool list_extend(Python *py, ListObj *list, Value iterable)
{
    Value iterator, item;
    bool more;
    if (value_is_items(iterable)) { /* also the list itself: its items as they are now */
        for (size_t i = 0, count = as_list(iterable)->count; i < count; i++)
            if (!list_append(py, list, as_list(iterable)->items[i]))
                return false;
        return true;
    }
    if (!value_iter(py, iterable, &iterator))
        return false;
    for (;;) {
        if (!value_next(py, iterator, &item, &more))
            return false;
        if (!more)
            return true;
        if (!list_append(py, list, item))
            return false;
    }
}

static void visit(Heap *heap, Obj *self)
{
    const ListObj *list = (ListObj *)(void *)self;
    for (size_t i = 0; i < list->count; i++)
        heap_mark_value(heap, list->items[i]);
}

static void dispose(Python *py, Obj *self)
{
    ListObj *list = (ListObj *)(void *)self;
    heap_note(py->heap, -(int64_t)((list->gap + list->room) * sizeof(Value)));
    heap_note(py->heap, list->items ? -MALLOC_HEAD : 0);
    mem_free(list->gap ? list->items - list->gap : list->items);
}

static bool repr_items(Python *py, const ListObj *list, Builder *out)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            builder_text(out, ", ");
        if (!python_work(py, REPR_ITEMS) || !builder_has_room(py, out, 0) ||
            !value_repr(py, list->items[i], out))
            return false;
    }
    return true;
}

static bool repr_between(Python *py, Obj *self, Builder *out, const char *brackets)
{
    const ListObj *list = (ListObj *)(void *)self;
    builder_char(out, brackets[0]);
    if (self->flags & IN_REPR) {
        builder_printf(out, "...%c", brackets[1]);
        return true;
    }
    if (!heap_descend(py->heap))
        return false;
    self->flags |= IN_REPR;
    bool good = repr_items(py, list, out);
    self->flags &= (uint16_t)~IN_REPR;
    heap_ascend(py->heap);
    if (self->kind == OBJ_TUPLE && list->count == 1)
        builder_char(out, ',');
    builder_char(out, brackets[1]);
    return good;
}

static bool list_repr(Python *py, Obj *self, Builder *out)
{
    return repr_between(py, self, out, "[]");
}

static bool tuple_repr(Python *py, Obj *self, Builder *out)
{
    return repr_between(py, self, out, "()");
}

const ObjType list_type = {
    .name = "list",
    .visit = visit,
    .dispose = dispose,
    .repr = list_repr,
    .methods = list_methods,
};

const ObjType tuple_type = {
    .name = "tuple",
    .visit = visit,
    .dispose = dispose,
    .repr = tuple_repr,
    .methods = tuple_methods,
};
