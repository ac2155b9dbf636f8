/* What follows a stuck timeline's END: between trace.c, which keeps it, and trace_write.c. */
#ifndef TRACE_LATE_H
#define TRACE_LATE_H

#include "base/array.h"
#include "trace/trace.h"

typedef struct Late {
    ARRAY(Event) prints;
    int64_t end;         /* ns; 0 where nothing was late */
    size_t tasks_before; /* made before; later ones are in no picture */
} Late;

const Late *trace_late(const Trace *trace);
size_t trace_all_tasks(const Trace *trace); /* the late ones too */

#endif
