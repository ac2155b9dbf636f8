/* What names hold: a scenario's timelines are run again with that told, so that the traces that
 * everything else is made of stay small; a recording has it in them already. */
#include "lesson/source.h"

#include "steps/steps.h"

static void fold_next(Loaded *loaded, const Trace *trace)
{
    Values *values = values_fold(trace);
    if (values && loaded->values_from)
        values->from = loaded->values_from[loaded->valued];
    loaded->values[loaded->valued++] = values;
}

static Run *run_again(const Loaded *loaded)
{
    SimOptions options = loaded->sim;
    options.values = true;
    options.trace_weight = 1;
    if (loaded->values_from)
        options.values_from = loaded->values_from[loaded->valued];
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
    loaded->value_run = NULL;
    for (uint32_t i = 0; i < loaded->valued; i++)
        values_free(loaded->values[i]);
    loaded->valued = 0;
}

/* --- near a moment --- */

static bool reaches(const Values *values, Moment at)
{
    return !values ||
           (at.t >= values->from && !(values->ends && moment_compare(values->end, at) <= 0));
}

bool lesson_has_values_at(const Loaded *loaded, Moment at)
{
    if (!loaded->lesson.values)
        return false;
    bool anew = loaded->scenario && loaded->timelines &&
                moment_compare(loaded->values_near, at) != 0;
    for (uint32_t i = 0; anew && i < loaded->timeline_count; i++)
        if (!reaches(loaded->values[i], at))
            return false;
    return true;
}

/* So many turns before it the telling begins: what a step changes is told with what was before. */
static int64_t shortly_before(const Timeline *timeline, Moment at)
{
    enum { TURNS_BEFORE = 500 };
    size_t turns = timeline_turns_until(timeline, at);
    return turns > TURNS_BEFORE ? timeline->turns.items[turns - TURNS_BEFORE].to.t : 0;
}

bool lesson_values_at(Loaded *loaded, Moment at, uint64_t budget)
{
    if (loaded->lesson.values && !lesson_has_values_at(loaded, at)) {
        if (!loaded->values_from)
            loaded->values_from = ARENA_ARRAY(&loaded->arena, int64_t, loaded->timeline_count);
        for (uint32_t i = 0; i < loaded->timeline_count; i++)
            if (!reaches(loaded->values[i], at))
                loaded->values_from[i] = shortly_before(loaded->timelines[i], at);
        lesson_free_values(loaded);
        loaded->lesson.values = NULL;
        loaded->values_near = at;
    }
    return loaded->lesson.values || lesson_values(loaded, budget);
}
