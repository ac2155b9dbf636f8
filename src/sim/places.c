/* Where each step stands in the file, for the trace. */
#include "base/budget.h"
#include "sim/loop.h"

static void add_place(Run *run, const StepPlace *place)
{
    trace_add_place(run->trace, (TracePlace){.offset = place->at.offset,
                                             .length = place->at.length,
                                             .line = place->begin.line,
                                             .column = place->begin.column,
                                             .end_line = place->end.line,
                                             .end_column = place->end.column});
}

bool trace_places(Run *run, uint64_t *budget)
{
    const Scenario *scenario = run->py.scenario;
    size_t end = budget_stretch(budget, run->placed, scenario->step_count);
    while (run->placed < end)
        add_place(run, &scenario->places[run->placed++]);
    return run->placed == scenario->step_count;
}
