/* Work that counts as steps. */
#include "python/plain.h"

bool python_work_done(Python *py)
{
    py->steps += py->items / PYTHON_ITEMS_A_STEP;
    py->items %= PYTHON_ITEMS_A_STEP;
    if (py->steps > py->max_steps)
        return python_limit(py, "more than %llu steps were executed; --max-steps allows more",
                            (unsigned long long)py->max_steps);
    return heap_room(py->heap, 0);
}

static size_t object_size(const Obj *obj)
{
    switch (obj->kind) {
    case OBJ_STR:
        return ((const StrObj *)(const void *)obj)->length;
    case OBJ_LIST:
    case OBJ_TUPLE:
    case OBJ_SET:
        return ((const ListObj *)(const void *)obj)->count;
    default:
        return 1;
    }
}

size_t value_size(Value value)
{
    return value.tag == V_OBJ ? object_size(value.o) : 1;
}

bool cost_all(Python *py, const Obj *self, const Arguments *arguments)
{
    size_t size = 0;
    if (self && self->kind >= OBJ_PLAIN_KINDS)
        return true;
    if (self)
        size += object_size(self);
    for (uint32_t i = 0; i < arguments->count; i++)
        size += value_size(arguments->positional[i]);
    for (uint32_t i = 0; i < arguments->named_count; i++)
        size += value_size(arguments->named[i]);
    return python_work(py, size);
}
