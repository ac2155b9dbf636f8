/* What names hold: a scenario's timelines are run again with that told, so that the traces that
 * everything else is made of stay small; a recording has it in them already. */
#include "lesson/source.h"

#include "steps/steps.h"

static void fold_next(Loaded *loaded, const Trace *trace)
{
    loaded->values[loaded->valued++] = values_fold(trace);
}

static Run *run_again(const Loaded *loaded)
{
    SimOptions options = loaded->sim;
    options.values = true;
    options.trace_weight = 1;
    return sim_begin(loaded->scenario, loaded->valued, step_ops, &options, NULL);
}

/* False while the timeline under way is not over. */
static bool run_on(Loaded *loaded, uint64_t budget)
{
    if (!loaded->value_run)
        loaded->value_run = run_again(loaded);
    if (!sim_advance(loaded->value_run, budget))
        return false;
    Trace *trace = sim_end(loaded->value_run);
    loaded->value_run = NULL;
    fold_next(loaded, trace);
    trace_free(trace);
    return true;
}

bool lesson_values(Loaded *loaded, uint64_t budget)
{
    if (!loaded->values)
        loaded->values = ARENA_ARRAY(&loaded->arena, Values *, loaded->timeline_count);
    if (loaded->valued < loaded->timeline_count) {
        if (!loaded->scenario)
            fold_next(loaded, loaded->traces[loaded->valued]);
        else if (!run_on(loaded, budget))
            return false;
    }
    if (loaded->valued < loaded->timeline_count)
        return false;
    loaded->lesson.values = loaded->values;
    return true;
}

void lesson_free_values(Loaded *loaded)
{
    trace_free(sim_end(loaded->value_run));
    for (uint32_t i = 0; i < loaded->valued; i++)
        values_free(loaded->values[i]);
}
