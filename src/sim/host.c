/* What the run is to Python's values: the kinds of asyncio's objects, its builtins, its roots. */
#include "python/plain.h"
#include "sim/awaitables.h"
#include "sim/call.h"
#include "sim/objects.h"

#include <assert.h>

/* --- builtins --- */

static bool call_perf_counter(Python *py, const Arguments *arguments, Value *result)
{
    *result = FLOAT_VALUE((double)run_of(py)->now / 1e9);
    return arguments_none(py, arguments, "time.perf_counter");
}

static bool call_monotonic(Python *py, const Arguments *arguments, Value *result)
{
    *result = FLOAT_VALUE((double)run_of(py)->now / 1e9);
    return arguments_none(py, arguments, "time.monotonic");
}

static bool call_current_task(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"loop"};
    static const Signature signature = {"current_task", names, .count = 1, .positional = 1};
    Value values[1] = {NONE_VALUE};
    const Run *run = run_of(py);
    *result = run->current ? OBJ_VALUE(run->current) : NONE_VALUE;
    return arguments_clinic(py, arguments, &signature, values);
}

static const Function functions[BUILTIN_BASE_EXCEPTION] = {
    [BUILTIN_TIME_PERF_COUNTER] = call_perf_counter,
    [BUILTIN_TIME_MONOTONIC] = call_monotonic,
    [BUILTIN_CURRENT_TASK] = call_current_task,
    [BUILTIN_TIME_SLEEP] = call_time_sleep,
    [BUILTIN_SLEEP] = call_sleep,
    [BUILTIN_GATHER] = call_gather,
    [BUILTIN_SHIELD] = call_shield,
    [BUILTIN_WAIT_FOR] = call_wait_for,
    [BUILTIN_TO_THREAD] = call_to_thread,
    [BUILTIN_CREATE_TASK] = call_create_task,
    [BUILTIN_AS_COMPLETED] = call_as_completed,
    [BUILTIN_LOCK] = make_lock,
    [BUILTIN_EVENT] = make_event,
    [BUILTIN_CONDITION] = make_condition,
    [BUILTIN_SEMAPHORE] = make_semaphore,
    [BUILTIN_BOUNDED_SEMAPHORE] = make_bounded_semaphore,
    [BUILTIN_QUEUE] = make_queue,
    [BUILTIN_PRIORITY_QUEUE] = make_priority_queue,
    [BUILTIN_LIFO_QUEUE] = make_lifo_queue,
    [BUILTIN_BARRIER] = make_barrier,
    [BUILTIN_FUTURE] = make_future,
    [BUILTIN_TASK] = call_create_task,
};

static bool call_coroutine(Python *py, uint32_t coroutine, const Arguments *arguments,
                           Value *result)
{
    Run *run = run_of(py);
    Frame *frame = frame_script(run, coroutine, arguments);
    if (!frame)
        return false;
    if (frame_coroutine(frame)->plain)
        return frame_run(run, frame, result);
    *result = OBJ_VALUE(frame);
    return true;
}

/* By the type's name where one kind of object has several: a PriorityQueue is a Queue. */
static bool is_named(Python *py, Value value, int kind, Builtin type)
{
    return value_is(value, kind) && str_is(str_of(value_type_name(py, value)), builtin_name(type));
}

static bool is_instance(Python *py, Value value, Builtin type)
{
    switch (type) {
    case BUILTIN_LOCK:
        return value_is(value, OBJ_LOCK);
    case BUILTIN_EVENT:
        return value_is(value, OBJ_EVENT);
    case BUILTIN_CONDITION:
        return value_is(value, OBJ_CONDITION);
    case BUILTIN_SEMAPHORE:
        return value_is(value, OBJ_SEMAPHORE);
    case BUILTIN_BOUNDED_SEMAPHORE:
        return is_named(py, value, OBJ_SEMAPHORE, type);
    case BUILTIN_QUEUE:
        return value_is(value, OBJ_QUEUE);
    case BUILTIN_PRIORITY_QUEUE:
    case BUILTIN_LIFO_QUEUE:
        return is_named(py, value, OBJ_QUEUE, type);
    case BUILTIN_BARRIER:
        return value_is(value, OBJ_BARRIER);
    case BUILTIN_TASK:
        return value_is(value, OBJ_TASK);
    default:
        assert(type == BUILTIN_FUTURE);
        return is_future(value);
    }
}

/* --- memory --- */

static void visit_roots(Heap *heap, Python *py)
{
    run_visit_roots(heap, run_of(py));
}

static size_t bytes(const Python *py)
{
    const Run *run = (const Run *)(const void *)py;
    return run->trace ? trace_bytes(run->trace) * trace_weight(run) : 0;
}

/* --- the tables --- */

static const ObjType *const types[OBJ_KINDS] = {
    PLAIN_TYPES,
    [OBJ_FUTURE] = &future_type,
    [OBJ_TASK] = &task_type,
    [OBJ_GATHER] = &gather_type,
    [OBJ_FRAME] = &frame_type,
    [OBJ_TIMER] = &timer_type,
    [OBJ_LOCK] = &lock_type,
    [OBJ_EVENT] = &event_type,
    [OBJ_CONDITION] = &condition_type,
    [OBJ_SEMAPHORE] = &semaphore_type,
    [OBJ_QUEUE] = &queue_type,
    [OBJ_BARRIER] = &barrier_type,
    [OBJ_TIMEOUT] = &timeout_type,
    [OBJ_GROUP] = &group_type,
    [OBJ_COMPLETED] = &completed_type,
    [OBJ_JOB] = &job_type,
};

static Obj *frame_of_locals(Value *locals)
{
    Frame *frame = frame_with(locals);
    frame->held = true;
    return &frame->obj;
}

/* A set was walked whose order each run of Python chooses anew: the step is a race. */
static void unordered(Python *py)
{
    Run *run = run_of(py);
    if (run->current)
        trace_step_races(run->trace, run->step_event);
    races_note_unordered(run);
}

const Host sim_host = {
    .types = types,
    .functions = functions,
    .is_instance = is_instance,
    .call_coroutine = call_coroutine,
    .call_own = call_own,
    .call_native = call_native,
    .owner = frame_of_locals,
    .unordered = unordered,
    .visit_roots = visit_roots,
    .bytes = bytes,
};
