/* The context: its limits. */
#include "sim/python.h"

#include "sim/heap.h"

#include <stdarg.h>
#include <stdio.h>

enum { ITEMS_A_STEP = 32 };

bool python_limit(Python *py, const char *format, ...)
{
    if (py->limit)
        return false;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(py->limit_text, sizeof py->limit_text, format, arguments);
    va_end(arguments);
    py->limit = py->limit_text;
    py->limit_step = py->step;
    py->raised = NULL;
    return false;
}

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
