/* One timeline from its first instant to its end: what asyncio.run does around a main task, and
 * what a plain script's loop.run_until_complete does. */
#include "base/number.h"
#include "sim/loop.h"
#include "sim/report.h"
#include "sim/sends.h"
#include "sim/threads.h"
#include "sim/told.h"
#include "sim/types.h"

enum { STANDARD_STEPS = 10000000, JOIN_SECONDS = 300 };

uint32_t run_text(Run *run, Str text)
{
    enum { SMALL = 16 * 1024, LINE = 256 }; /* to say what takes a line is part of its step */
    if (text.length > LINE)
        python_work(&run->py, text.length);
    if (text.length > SMALL
        && !heap_room(run->py.heap, text.length > SIZE_MAX / SIM_TRACE_WEIGHT
                                     ? SIZE_MAX : text.length * SIM_TRACE_WEIGHT))
        return 0;
    uint32_t index = trace_intern(run->trace, text);
    if (text.length > SMALL)
        heap_outside_grew(run->py.heap);
    return index;
}

void run_visit_roots(Heap *heap, Run *run)
{
    heap_mark(heap, run->py.raised);
    if (run->over)
        return;
    for (uint32_t i = 0; run->py.shared && i < run->py.scenario->shared_count; i++)
        heap_mark_value(heap, run->py.shared[i]);
    tasks_keep_alive(run); /* the others may be swept now */
    for (size_t i = 0; i < run->tasks.count; i++)
        heap_mark(heap, &run->tasks.items[i]->future.obj);
    heap_mark(heap, (Obj *)run->main);
    heap_mark(heap, (Obj *)run->current);
    heap_mark(heap, run->shutdown);
    heap_mark_value(heap, run->awaited);
    heap_mark_value(heap, run->completion.value);
    sends_visit(heap, run);
    loop_visit(heap, run->loop);
    threads_visit(heap, run->threads);
}

/* --- asyncio.run --- */

static void stop_after(Run *run, Obj *unused, Obj *future)
{
    (void)future;
    loop_stop(run, unused, NULL);
}

/* loop.run_until_complete: until one pass after the future is done. */
static bool run_until(Run *run, Future *future)
{
    future_add_callback(run, future, stop_after, NULL);
    bool finished = loop_run(run);
    if (!finished) /* the loop is run again to clean up, and must not stop for this one */
        future_remove_callback(run, future, stop_after, NULL);
    return finished;
}

static void set_done(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    future_set_result(run, (Future *)self, NONE_VALUE);
}

/* A task of asyncio's own that ends in its first step: it takes a name, and two passes. */
static bool run_inner_task(Run *run)
{
    Future *inner = future_new(run);
    run->next_name++;
    call_soon(run, set_done, &inner->obj, NULL);
    return run_until(run, inner);
}

static ListObj *alive_tasks(Run *run)
{
    ListObj *alive = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    for (size_t i = 0; i < run->tasks.count; i++) {
        Task *task = run->tasks.items[i];
        if (!future_is_done(&task->future) && !list_append(&run->py, alive, OBJ_VALUE(task)))
            break;
    }
    return alive;
}

/* A shutdown that fails says so: `unhandled exception during asyncio.run() shutdown`. */
static void report_unhandled(Run *run, const ListObj *tasks)
{
    for (size_t i = 0; i < tasks->count; i++) {
        Task *task = (Task *)tasks->items[i].o;
        if (task->future.state != FUTURE_DONE || !task->future.exception)
            continue;
        task->future.obj.flags |= FUTURE_RETRIEVED;
        report_task(run, task, "unhandled exception during asyncio.run() shutdown: ");
    }
}

static bool cancel_all(Run *run)
{
    ListObj *alive = alive_tasks(run);
    if (run->py.limit || alive->count == 0)
        return !run->py.limit;
    run->cancel_cause = CANCEL_SHUTDOWN;
    for (size_t i = 0; i < alive->count; i++)
        task_cancel(run, (Task *)alive->items[i].o, NONE_VALUE);
    run->cancel_cause = CANCEL_CALL;
    Future *all = gather_new(run, alive, true);
    if (!all || run->py.limit)
        return false;
    run->shutdown = &alive->obj;
    if (!run_until(run, all))
        return false;
    report_unhandled(run, alive);
    run->shutdown = NULL;
    return true;
}

/* shutdown_default_executor: waits for the threads, but not for ever. Its task is woken one pass
 * after the last thread has come back, and ends then. */
static bool join_threads(Run *run)
{
    int64_t drained = threads_drained(run->threads);
    if (drained <= run->now)
        return run_inner_task(run);
    run->next_name++;
    const int64_t patience = JOIN_SECONDS * NS_PER_SECOND;
    bool late = drained - run->now > patience;
    Future *back = future_new(run), *joined = future_new(run);
    call_at(run, late ? run->now + patience : drained, set_done, &back->obj, NULL);
    future_add_callback(run, back, set_done, &joined->obj);
    if (!run_until(run, joined))
        return false;
    if (late)
        report(run, STR("The executor did not finishing joining its threads within 300 seconds."));
    return true;
}

static bool shut_down(Run *run)
{
    return cancel_all(run) && run_inner_task(run) /* shutdown_asyncgens */ && join_threads(run);
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

/* Leaves what main raised in run->py.raised. */
static Outcome run_main(Run *run)
{
    bool finished = run_until(run, &run->main->future);
    if (finished && run->timeline->entry == ENTRY_RUN) {
        run->closing = true;
        finished = shut_down(run);
    }
    if (!finished)
        return run->py.limit ? OUTCOME_LIMIT : OUTCOME_STUCK;
    Value result;
    return future_result(run, &run->main->future, &result) ? OUTCOME_DONE : OUTCOME_ERROR;
}

/* A stuck program is interrupted in the end, and asyncio.run cancels what is left: but only once,
 * so not where it is stuck in that. */
static void clean_up(Run *run)
{
    trace_begin_late(run->trace);
    if (run->timeline->entry == ENTRY_RUN && !run->closing)
        shut_down(run);
    trace_end_late(run->trace, run->now);
}

static void begin(Run *run, const Scenario *scenario, uint32_t index)
{
    run->py.scenario = scenario;
    run->timeline = &scenario->timelines[index];
    run->trace = trace_new();
    trace_intern(run->trace, STR("")); /* so that 0 is no call's text */
    trace_places(run);
    run->py.heap = heap_new(&run->py);
    run->loop = loop_new();
    run->threads = threads_new(run, run->timeline->max_workers);
    random_seed(&run->py.random, scenario->seed);
    run->depths = mem_new(scenario->coroutine_count * sizeof *run->depths);
    for (uint32_t i = 0; i < scenario->coroutine_count; i++)
        run->depths[i] = coroutine_depth(&scenario->coroutines[i]);
    run->memos = wait_memos_new(scenario->step_count);
}

static void free_run(Run *run)
{
    heap_free(run->py.heap);
    threads_free(run->threads);
    loop_free(run->loop);
    mem_free(run->py.shared);
    mem_free(run->depths);
    mem_free(run->memos);
    array_free(&run->sends);
    array_free(&run->tasks);
    array_free(&run->warnings);
    array_free(&run->holds);
    mem_free(run);
}

Trace *sim_run(const Scenario *scenario, uint32_t index, const StepOps *const *ops,
               const SimOptions *options, Races *races)
{
    Run *run = mem_new(sizeof *run);
    run->ops = ops;
    run->py.host = &sim_host;
    run->py.max_steps = options && options->max_steps ? options->max_steps : STANDARD_STEPS;
    run->py.max_bytes = options && options->max_bytes ? options->max_bytes : SIM_MAX_BYTES;
    run->py.collect_always = options && options->collect_always;
    run->races = races;
    if (options)
        run->options = *options;
    begin(run, scenario, index);
    Outcome outcome = OUTCOME_ERROR;
    if (make_main(run))
        outcome = run_main(run);
    if (run->py.limit)
        outcome = OUTCOME_LIMIT;
    report_end(run, outcome);
    if (outcome == OUTCOME_STUCK)
        clean_up(run);
    Trace *trace = run->trace;
    free_run(run);
    return trace;
}
