/* Texts that a scenario made, in the trace. */
#include "sim/loop.h"

enum { SMALL = 16 * 1024, LINE = 256 }; /* to say what takes a line is part of its step */

bool run_takes_text(Run *run, Str text)
{
    size_t weight = trace_weight(run);
    if (text.length > LINE)
        python_work(&run->py, text.length);
    if (text.length <= SMALL)
        return true;
    heap_outside_grew(run->py.heap);
    return heap_room(run->py.heap, text.length > SIZE_MAX / weight ? SIZE_MAX
                                                                   : text.length * weight);
}

uint32_t run_text(Run *run, Str text)
{
    if (!run_takes_text(run, text))
        return 0;
    uint32_t index = trace_intern(run->trace, text);
    if (text.length > SMALL)
        heap_outside_grew(run->py.heap);
    return index;
}

NumberText run_number(Value number, uint32_t before)
{
    NumberText text = {.before = before, .closed = before != 0, .real = number.tag == V_FLOAT};
    if (text.real)
        text.number = number.f;
    else
        text.whole = number.i;
    return text;
}
