/* Where each step stands in the file, for the trace. */
#include "sim/loop.h"

void trace_places(Run *run)
{
    const Scenario *scenario = run->py.scenario;
    for (uint32_t i = 0; i < scenario->step_count; i++) {
        const Step *step = scenario->steps[i];
        trace_add_place(run->trace, (TracePlace){.offset = step->at.offset,
                                                 .length = step->at.length,
                                                 .line = step->begin.line,
                                                 .column = step->begin.column,
                                                 .end_line = step->end.line,
                                                 .end_column = step->end.column});
    }
}
