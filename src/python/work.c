/* Work that counts as steps. */
#include "python/heap.h"
#include "python/python.h"

enum { ITEMS_A_STEP = 32 };

bool python_work(Python *py, size_t items)
{
    py->items += items;
    if (py->items < ITEMS_A_STEP)
        return true;
    py->steps += py->items / ITEMS_A_STEP;
    py->items %= ITEMS_A_STEP;
    if (py->steps > py->max_steps)
        return python_limit(py, "more than %llu steps were executed",
                            (unsigned long long)py->max_steps);
    return heap_room(py->heap, 0);
}
