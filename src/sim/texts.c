/* Texts that a scenario made, in the trace. */
#include "sim/loop.h"

uint32_t run_text(Run *run, Str text)
{
    enum { SMALL = 16 * 1024, LINE = 256 }; /* to say what takes a line is part of its step */
    if (text.length > LINE)
        python_work(&run->py, text.length);
    if (text.length > SMALL
        && !heap_room(run->py.heap, text.length > SIZE_MAX / trace_weight(run)
                                        ? SIZE_MAX : text.length * trace_weight(run)))
        return 0;
    uint32_t index = trace_intern(run->trace, text);
    if (text.length > SMALL)
        heap_outside_grew(run->py.heap);
    return index;
}
