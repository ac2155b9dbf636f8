/* The context: how a run comes to a limit. */
#include "python/python.h"

#include <stdarg.h>
#include <stdio.h>

bool python_limit(Python *py, const char *format, ...)
{
    if (py->limit)
        return false;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(py->limit_text, sizeof py->limit_text, format, arguments);
    va_end(arguments);
    py->limit = py->limit_text;
    py->limit_step = py->step ? py->step : py->last_step;
    py->raised = NULL;
    py->look_at = 0;
    return false;
}
