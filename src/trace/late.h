/* What follows a stuck timeline's END: between trace.c, which keeps it, and trace_write.c. */
#ifndef TRACE_LATE_H
#define TRACE_LATE_H

#include "base/array.h"
#include "trace/trace.h"

typedef struct Late {
    ARRAY(Event) prints;
    int64_t end; /* ns; 0 where nothing was late */
} Late;

const Late *trace_late(const Trace *trace);

#endif
