/* One timeline from its first instant to its end: what asyncio.run does around a main task, and
 * what a plain script's loop.run_until_complete does. */
#include "base/number.h"
#include "sim/limits.h"
#include "sim/report.h"
#include "sim/say.h"
#include "sim/sends.h"
#include "sim/threads.h"
#include "sim/told.h"
#include "sim/types.h"
#include "sim/values.h"

#include <assert.h>

void run_visit_roots(Heap *heap, Run *run)
{
    for (uint32_t i = 0; i < run->py.scenario->coroutine_count; i++)
        run->codes[i].free = NULL;
    run->natives = NULL;
    heap_mark(heap, run->py.raised);
    for (uint32_t i = 0; run->py.shared && i < run->py.scenario->shared_count; i++)
        heap_mark_value(heap, run->py.shared[i]);
    tasks_keep_alive(run); /* the others may be swept now */
    for (size_t i = 0; i < run->tasks.count; i++)
        heap_mark(heap, &run->tasks.items[i]->future.obj);
    heap_mark(heap, (Obj *)run->main);
    heap_mark(heap, (Obj *)run->current);
    heap_mark(heap, run->shutdown);
    heap_mark(heap, (Obj *)run->until);
    heap_mark_value(heap, run->awaited);
    heap_mark_value(heap, run->completion.value);
    sends_visit(heap, run);
    loop_visit(heap, run->loop);
    threads_visit(heap, run->threads);
}

/* --- the run --- */

static bool make_shared(Run *run)
{
    const Scenario *scenario = run->py.scenario;
    run->py.shared = mem_new(scenario->shared_count * sizeof(Value));
    for (uint32_t i = 0; i < scenario->shared_count; i++) {
        if (!eval(run, NULL, scenario->shared[i].value, &run->py.shared[i]))
            return false;
        tell_name(run, run->py.shared[i], scenario->shared[i].name.name);
    }
    values_look(run);
    return true;
}

static bool make_main(Run *run)
{
    Value coroutine;
    if (!make_shared(run) || !eval(run, NULL, run->timeline->run, &coroutine))
        return false;
    if (!value_is(coroutine, OBJ_FRAME))
        return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                          "An asyncio.Future, a coroutine or an awaitable is required");
    run->main = task_new(run, (Frame *)coroutine.o, NONE_VALUE);
    return true;
}

static void begin(Run *run, const Scenario *scenario)
{
    run->py.scenario = scenario;
    run->trace = trace_new();
    if (run->options.kinds)
        trace_keep(run->trace, run->options.kinds);
    trace_intern(run->trace, STR("")); /* so that 0 is no call's text */
    run->py.heap = heap_new(&run->py);
    run->loop = loop_new();
    run->threads = threads_new(run, run->timeline->max_workers);
    random_seed(&run->py.random, scenario->seed);
    run->making = codes_begin(scenario);
    run->call_texts = mem_new(scenario->coroutine_count * sizeof *run->call_texts);
    run->memos = wait_memos_new(scenario->step_count);
    run->values = run->options.values ? value_book_new(tell_value) : NULL;
}

static void free_run(Run *run)
{
    heap_free(run->py.heap);
    threads_free(run->threads);
    loop_free(run->loop);
    mem_free(run->py.shared);
    codes_free(run->making);
    mem_free(run->call_texts);
    mem_free(run->memos);
    array_free(&run->sends);
    array_free(&run->tasks);
    array_free(&run->warnings);
    array_free(&run->holds);
    builder_free(&run->scratch);
    value_book_free(run->values);
    mem_free(run);
}

/* --- its parts, one after the other --- */

static void stop_after(Run *run, Obj *unused, Obj *future)
{
    (void)future;
    loop_stop(run, unused, NULL);
}

static bool closes(const Run *run)
{
    return run->timeline->entry == ENTRY_RUN;
}

/* False where all parts are over, or the run is at its limit. A part that has nothing to wait for
 * is passed by. */
static bool begin_part(Run *run)
{
    for (; run->part < PART_LEFT && !run->py.limit; run->part++) {
        if (run->part > PART_MAIN && !closes(run))
            break;
        run->closing = run->part > PART_MAIN;
        run->until = part_begin(run, run->part);
        if (run->py.limit)
            break;
        if (run->until) {
            future_add_callback(run, run->until, stop_after, NULL);
            return true;
        }
    }
    run->until = NULL;
    return false;
}

static Outcome outcome_of(Run *run, bool stuck)
{
    Value result;
    if (run->py.limit)
        return run->was_until ? OUTCOME_UNTIL : OUTCOME_LIMIT;
    if (stuck)
        return OUTCOME_STUCK;
    return run->main && future_result(run, &run->main->future, &result) ? OUTCOME_DONE
                                                                        : OUTCOME_ERROR;
}

/* A stuck program is interrupted in the end, and asyncio.run cancels what is left: but only once,
 * so not where it is stuck in that. */
static void begin_late(Run *run)
{
    bool again = closes(run) && !run->closing;
    run->late = true;
    trace_begin_late(run->trace);
    run->part = again ? PART_CANCEL : PART_LEFT;
}

/* The parts are over, or the loop ran dry. */
static void settle(Run *run, bool stuck)
{
    Outcome outcome = run->late ? OUTCOME_STUCK : outcome_of(run, stuck);
    if (run->late)
        trace_end_late(run->trace, run->now);
    else
        report_end(run, outcome);
    if (!run->late && outcome == OUTCOME_STUCK)
        begin_late(run);
    else
        run->done = true;
}

/* False while there is more to do, before the first step: as much as the file is long. */
static bool begin_on(Run *run, uint64_t *budget)
{
    if (!trace_places(run, budget) || !codes_advance(run->making, budget))
        return false;
    run->codes = codes_items(run->making);
    for (uint32_t i = 0; i < run->py.scenario->coroutine_count; i++)
        run->codes[i].size = frame_size(&run->codes[i]);
    if (!make_main(run))
        settle(run, false);
    return true;
}

bool sim_advance(Run *run, uint64_t budget)
{
    if (!run->codes && !begin_on(run, &budget))
        return false;
    run->pause_at = budget < UINT64_MAX - run->py.steps ? run->py.steps + budget : UINT64_MAX;
    while (!run->done) {
        if (!run->until && !begin_part(run)) {
            settle(run, false);
            continue;
        }
        switch (loop_run(run)) {
        case LOOP_PAUSED:
            return false;
        case LOOP_STOPPED:
            part_end(run, run->part++);
            break;
        case LOOP_DRY: /* the loop may run again to clean up, and must not stop for this one */
            future_remove_callback(run, run->until, stop_after, NULL);
            settle(run, true);
            break;
        }
        run->until = NULL;
    }
    return true;
}

Run *sim_begin(const Scenario *scenario, uint32_t index, const StepOps *const *ops,
               const SimOptions *options, Races *races)
{
    Run *run = mem_new(sizeof *run);
    run->ops = ops;
    run->py.host = &sim_host;
    run->races = races;
    run->timeline = &scenario->timelines[index];
    if (options)
        run->options = *options;
    run->pause_at = UINT64_MAX;
    limits_begin(run, options);
    begin(run, scenario);
    return run;
}

Trace *sim_end(Run *run)
{
    if (!run)
        return NULL;
    Trace *trace = run->trace;
    if (!run->done) {
        trace_free(trace);
        run->trace = trace = NULL;
    }
    free_run(run);
    assert(!trace || trace_holds(trace));
    return trace;
}

Trace *sim_run(const Scenario *scenario, uint32_t index, const StepOps *const *ops,
               const SimOptions *options, Races *races)
{
    Run *run = sim_begin(scenario, index, ops, options, races);
    while (!sim_advance(run, UINT64_MAX))
        continue;
    return sim_end(run);
}
