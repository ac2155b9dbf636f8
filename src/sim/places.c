/* Where each step stands in the file, for the trace. */
#include "sim/loop.h"

void trace_places(Run *run)
{
    const Scenario *scenario = run->py.scenario;
    for (uint32_t i = 0; i < scenario->step_count; i++) {
        const StepPlace *place = &scenario->places[i];
        trace_add_place(run->trace, (TracePlace){.offset = place->at.offset,
                                                 .length = place->at.length,
                                                 .line = place->begin.line,
                                                 .column = place->begin.column,
                                                 .end_line = place->end.line,
                                                 .end_column = place->end.column});
    }
}
