#include "sim/told.h"

#include "sim/call.h"
#include "sim/objects.h"

#include <string.h>

/* --- objects and their names --- */

bool is_told(const Obj *obj)
{
    switch (obj->kind) {
    case OBJ_LOCK:
    case OBJ_EVENT:
    case OBJ_CONDITION:
    case OBJ_SEMAPHORE:
    case OBJ_QUEUE:
    case OBJ_BARRIER: return true;
    default: return false;
    }
}

static int64_t whole(Value value)
{
    return value.tag == V_INT ? value.i : value.tag == V_BOOL ? value.b
           : value.tag == V_FLOAT && value.f > 0 && value.f < 1e15 ? (int64_t)value.f : 0;
}

static TraceObject describe(const Run *run, const Told *told)
{
    static const ObjectKind orders[] = {[QUEUE_FIFO] = OBJECT_QUEUE,
                                        [QUEUE_PRIORITY] = OBJECT_PRIORITY_QUEUE,
                                        [QUEUE_LIFO] = OBJECT_LIFO_QUEUE};
    TraceObject object = {.name = told->name ? trace_text(run->trace, told->name - 1) : (Str){0}};
    switch (told->obj.kind) {
    case OBJ_LOCK: object.kind = OBJECT_LOCK; break;
    case OBJ_EVENT: object.kind = OBJECT_EVENT; break;
    case OBJ_CONDITION: object.kind = OBJECT_CONDITION; break;
    case OBJ_SEMAPHORE:
        object.kind = OBJECT_SEMAPHORE;
        object.capacity = whole(((const Semaphore *)told)->bound);
        break;
    case OBJ_QUEUE:
        object.kind = orders[((const Queue *)told)->order];
        object.capacity = whole(((const Queue *)told)->maxsize);
        break;
    default:
        object.kind = OBJECT_BARRIER;
        object.capacity = whole(((const Barrier *)told)->parties);
        break;
    }
    if (object.capacity < 0)
        object.capacity = 0;
    return object;
}

uint32_t tell_object(Run *run, Told *told)
{
    if (told->name == TOLD_NOWHERE)
        return 0;
    if (!told->object)
        told->object = trace_add_object(run->trace, describe(run, told));
    return told->object;
}

static void add_change(Run *run, const Told *told, ChangeKind kind, uint32_t text, int64_t value)
{
    ObjectChange change = {.object = told->object, .text = text, .value = value};
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = run->current ? run->current->index : NO_TASK,
                                  .change = trace_intern_change(run->trace, change),
                                  .place = run->py.step,
                                  .flags = (uint16_t)kind,
                                  .kind = EVENT_CHANGE});
}

/* Long ones are cut; what can't be shown has no text. */
static uint32_t item_text(Run *run, Value item)
{
    enum { ITEM_LENGTH = 60 };
    ItemText *known = &run->item_texts[(uint64_t)item.i % ITEM_TEXTS];
    if (item.tag == V_INT && known->text && known->number == item.i)
        return known->text;
    if (run_is_number(item)) {
        uint32_t index = trace_add_number_text(run->trace, run_number(item, 0));
        if (item.tag == V_INT)
            *known = (ItemText){.number = item.i, .text = index};
        return index;
    }
    Builder *text = &run->scratch;
    builder_clear(text);
    bool fine = tell_value(run, item, text);
    builder_cut(text, ITEM_LENGTH);
    return fine ? run_text(run, builder_view(text)) : 0;
}

void tell_change(Run *run, Told *told, ChangeKind kind, int64_t value, const Value *item)
{
    if (tell_object(run, told))
        add_change(run, told, kind, item ? item_text(run, *item) : 0, value);
}

static void name_one(Run *run, Told *told, Str name)
{
    if (told->name)
        return;
    told->name = run_text(run, name) + 1;
    if (told->object && trace_keeps(run->trace, EVENT_CHANGE))
        add_change(run, told, CHANGE_NAME, told->name - 1, 0);
    if (told->obj.kind == OBJ_CONDITION && is_told(((Condition *)told)->lock))
        name_one(run, (Told *)((Condition *)told)->lock, name);
}

void tell_object_name(Run *run, Obj *obj, Str name)
{
    enum { MOST_ITEMS = 100 };
    if (is_told(obj))
        name_one(run, (Told *)obj, name);
    if (obj->kind != OBJ_LIST && obj->kind != OBJ_TUPLE)
        return;
    const ListObj *list = (const ListObj *)obj;
    for (size_t i = 0; i < list->count && i < MOST_ITEMS; i++) {
        if (list->items[i].tag != V_OBJ || !is_told(list->items[i].o))
            continue;
        Builder item = {0};
        builder_str(&item, name);
        builder_printf(&item, "[%zu]", i);
        name_one(run, (Told *)list->items[i].o, builder_view(&item));
        builder_free(&item);
    }
}

/* --- values in a call's text --- */

static bool tell_items(Run *run, const ListObj *list, Builder *out)
{
    enum { ENOUGH = 160 }; /* more bytes are cut off anyway */
    bool tuple = list->obj.kind == OBJ_TUPLE;
    size_t begin = out->length;
    builder_char(out, tuple ? '(' : '[');
    for (size_t i = 0; i < list->count && out->length - begin < ENOUGH; i++) {
        builder_text(out, i ? ", " : "");
        if (!tell_value(run, list->items[i], out))
            return false;
    }
    builder_text(out, tuple && list->count == 1 ? ",)" : tuple ? ")" : "]");
    return true;
}

/* Only lists of these are written here: the others may hold themselves. */
static bool holds_told(const ListObj *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].tag == V_OBJ &&
            (is_told(list->items[i].o) || list->items[i].o->kind == OBJ_TASK ||
             list->items[i].o->kind == OBJ_FRAME))
            return true;
    return false;
}

static bool holds_lists(const ListObj *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (value_is(list->items[i], OBJ_LIST) || value_is(list->items[i], OBJ_TUPLE))
            return true;
    return false;
}

bool tell_value(Run *run, Value value, Builder *out)
{
    static const char *const bare[OBJ_KINDS] = {
        [OBJ_LOCK] = "lock", [OBJ_EVENT] = "event", [OBJ_CONDITION] = "condition",
        [OBJ_SEMAPHORE] = "semaphore", [OBJ_QUEUE] = "queue", [OBJ_BARRIER] = "barrier",
        [OBJ_FUTURE] = "future", [OBJ_GATHER] = "gather(…)", [OBJ_GROUP] = "group"};
    if (value.tag != V_OBJ)
        return value_repr(&run->py, value, out);
    const Obj *obj = value.o;
    if (is_told(obj) && ((const Told *)obj)->name && ((const Told *)obj)->name != TOLD_NOWHERE) {
        builder_str(out, trace_text(run->trace, ((const Told *)obj)->name - 1));
        return true;
    }
    if (obj->kind == OBJ_TASK) {
        builder_str(out, str_view((const StrObj *)task_name(run, (Task *)value.o).o));
        return true;
    }
    if (obj->kind == OBJ_FRAME && !((const Frame *)obj)->native) {
        builder_str(out, trace_text(run->trace, frame_call(run, (Frame *)value.o)));
        return true;
    }
    if (obj->kind < OBJ_KINDS && bare[obj->kind]) {
        builder_text(out, bare[obj->kind]);
        return true;
    }
    if ((obj->kind == OBJ_LIST || obj->kind == OBJ_TUPLE) && holds_told((const ListObj *)obj) &&
        !holds_lists((const ListObj *)obj))
        return tell_items(run, (const ListObj *)obj, out);
    return value_repr(&run->py, value, out);
}
