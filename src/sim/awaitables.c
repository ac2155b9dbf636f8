/* What asyncio's functions give where they stand in an expression: `sleep(1)`, `gather(a, b)`,
 * `shield(t)`, `wait_for(c, 2)`, `to_thread(time.sleep, 3)`, `create_task(c)`; and time.sleep. */
#include "sim/awaitables.h"

#include "python/plain.h"
#include "sim/call.h"
#include "sim/objects.h"

/* The coroutine with the words of its call, for a task that runs nothing else. */
static bool named(Run *run, Value coroutine, const char *name, const Arguments *arguments,
                  Value *result)
{
    ((Frame *)coroutine.o)->call = call_text(run, str_of(name), arguments);
    *result = coroutine;
    return !run->py.limit;
}

/* --- sleep --- */

static Signal resume_sleep(Run *run, Frame *frame, const Completion *completion)
{
    if (frame->phase == 1)
        return completion->kind == COMPLETE_RAISE ? complete(run, *completion)
                                                 : done(run, frame->slots[1]);
    frame->phase = 1;
    if (!value_duration(&run->py, frame->slots[0], &run->sleep))
        return failed(run);
    return value_double(frame->slots[0]) > 0 ? SIGNAL_SLEEP : SIGNAL_YIELD;
}

static const NativeKind sleep_kind = {
    .name = "sleep", .wait = WAIT_SLEEP, .resume = resume_sleep};

bool call_sleep(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"delay", "result"};
    Value values[2] = {[1] = NONE_VALUE};
    Run *run = run_of(py);
    return arguments_take(py, arguments, "sleep", names, 1, values, 2)
           && named(run, native_coroutine(run, &sleep_kind, values[0], values[1]), "sleep",
                    arguments, result);
}

/* --- the others --- */

bool call_gather(Python *py, const Arguments *arguments, Value *result)
{
    bool return_exceptions = false;
    for (uint32_t i = 0; i < arguments->named_count; i++) {
        Str name = arguments->names[i];
        if (!str_is(name, "return_exceptions"))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "gather() got an unexpected keyword argument '%.*s'",
                              (int)name.length, name.at);
        return_exceptions = value_truth(arguments->named[i]);
    }
    Value awaitables = value_list(py, OBJ_LIST, arguments->positional, arguments->count);
    Future *outer = gather_new(run_of(py), (ListObj *)awaitables.o, return_exceptions);
    if (outer)
        *result = OBJ_VALUE(outer);
    return outer && !py->limit;
}

bool call_shield(Python *py, const Arguments *arguments, Value *result)
{
    Value arg;
    if (!arguments_take(py, arguments, "shield", (const char *const[]){"arg"}, 1, &arg, 1))
        return false;
    Future *outer = shield(run_of(py), arg);
    if (outer)
        *result = OBJ_VALUE(outer);
    return outer && !py->limit;
}

bool call_wait_for(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"fut", "timeout"};
    Value values[2];
    Run *run = run_of(py);
    return arguments_take(py, arguments, "wait_for", names, 2, values, 2)
           && named(run, wait_for_coroutine(run, values[0], values[1]), "wait_for", arguments,
                    result);
}

bool call_to_thread(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    bool sleeps = arguments->count == 2 && !arguments->named_count
                  && arguments->positional[0].tag == V_BUILTIN
                  && arguments->positional[0].id == BUILTIN_TIME_SLEEP;
    if (!sleeps)
        return python_limit(py, "only time.sleep can run in a thread here: "
                                "to_thread(time.sleep, seconds)");
    return named(run, to_thread_coroutine(run, arguments->positional[1]), "to_thread", arguments,
                 result);
}

bool call_create_task(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"coro", "name"};
    Value values[2] = {[1] = NONE_VALUE};
    if (arguments->count > 1)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "create_task() takes 1 positional argument but %u were given",
                          arguments->count);
    if (!arguments_take(py, arguments, "create_task", names, 1, values, 2))
        return false;
    if (!value_is(values[0], OBJ_FRAME)) {
        Builder text = {0};
        bool good = value_repr(py, values[0], &text);
        if (good)
            raise_text(py, BUILTIN_TYPE_ERROR, "a coroutine was expected, got %s", text.at);
        builder_free(&text);
        return false;
    }
    *result = OBJ_VALUE(task_new(run_of(py), (Frame *)values[0].o, values[1]));
    return !py->limit;
}

/* --- time.sleep --- */

bool block_duration(Run *run, Value seconds, int64_t *nanoseconds)
{
    if (seconds.tag != V_INT && seconds.tag != V_FLOAT && seconds.tag != V_BOOL)
        return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                          "'%s' object cannot be interpreted as an integer or float",
                          value_type_name(&run->py, seconds));
    if (seconds.tag == V_FLOAT && seconds.f != seconds.f)
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "Invalid value NaN (not a number)");
    if (!value_duration(&run->py, seconds, nanoseconds))
        return false;
    if (*nanoseconds < 0)
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "sleep length must be non-negative");
    return true;
}

bool hold_loop(Run *run, int64_t nanoseconds)
{
    uint32_t wait = wait_now(run, WAIT_BLOCK);
    trace_now(run, EVENT_BLOCK, wait, 0);
    loop_hold(run, nanoseconds);
    trace_now(run, EVENT_BLOCK_END, wait, 0);
    return !run->py.limit;
}

bool call_time_sleep(Python *py, const Arguments *arguments, Value *result)
{
    int64_t nanoseconds;
    *result = NONE_VALUE;
    if (!run_of(py)->current)
        return python_limit(py, "time.sleep outside of a task");
    return arguments_one(py, arguments, "time.sleep")
           && block_duration(run_of(py), arguments->positional[0], &nanoseconds)
           && hold_loop(run_of(py), nanoseconds);
}
