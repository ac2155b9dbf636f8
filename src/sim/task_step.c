/* A task's step: the loop gives it the floor.
 *
 * A step resumes the innermost frame with what it waited for and goes on until the task waits
 * again or its outermost coroutine ends; awaiting a coroutine, or a future that is done, takes no
 * turn. A wake-up is the future's done-callback, so it is the step itself. */
#include "sim/limits.h"
#include "sim/task.h"

#include "python/exception.h"
#include "sim/generator.h"
#include "sim/sends.h"
#include "sim/values.h"

static const Completion nothing = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

static Completion raising(ExceptionObj *exception)
{
    return (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(exception)};
}

static Completion raised(Run *run)
{
    if (run->py.limit)
        return nothing;
    Completion completion = raising((ExceptionObj *)run->py.raised);
    run->py.raised = NULL;
    return completion;
}

static bool is_cancelled_error(Completion completion)
{
    return completion.kind == COMPLETE_RAISE &&
           exception_is(((ExceptionObj *)completion.value.o)->type, BUILTIN_CANCELLED_ERROR);
}

/* Cancelled from inside the step that now ends: what it waits for is cancelled at once. */
static void cancel_late(Run *run, Task *task)
{
    if (!(task->future.obj.flags & FUTURE_MUST_CANCEL))
        return;
    if (task_cancel_waiting(run, task, future_cancel_message(&task->future)))
        task->future.obj.flags &= (uint16_t)~FUTURE_MUST_CANCEL;
}

static void wait_for_future(Run *run, Task *task, Future *future)
{
    if (future == &task->future) {
        Builder text = {0};
        if (!value_repr(&run->py, OBJ_VALUE(task), &text))
            run->py.raised = NULL;
        task_wake_with(run, task, exception_text(&run->py, BUILTIN_RUNTIME_ERROR,
                                                      "Task cannot await on itself: %s", text.at));
        builder_free(&text);
        return;
    }
    task->waiting = &future->obj;
    future_add_callback(run, future, task_wakeup, &task->future.obj);
    cancel_late(run, task);
}

static void suspend(Run *run, Task *task, Signal signal)
{
    values_look(run);
    trace_now(run, EVENT_WAIT, wait_of(run, task), 0);
    if (task->future.obj.flags & FUTURE_SHARES) {
        if (signal == SIGNAL_SLEEP) {
            run->awaited = OBJ_VALUE(sends_sleep(run, task, run->sleep));
            signal = SIGNAL_AWAIT;
        }
        sends_suspend(run, task, signal == SIGNAL_AWAIT ? as_future(run->awaited) : NULL);
    }
    if (signal == SIGNAL_AWAIT) {
        wait_for_future(run, task, as_future(run->awaited));
    } else if (signal == SIGNAL_SLEEP) {
        task_set_sleep(task, loop_sleep(run, task, run->sleep));
        cancel_late(run, task);
    } else {
        task_is_ready(run, task);
        call_soon(run, task_step, &task->future.obj, NULL);
    }
}

/* --- a step --- */

static bool runs_now(const Task *task, const Frame *frame)
{
    if (task->coroutine == frame)
        return false; /* as in a task's first step: it was begun elsewhere */
    for (const Frame *in = task->innermost; in; in = in->caller) {
        if (in == frame)
            return true;
    }
    return false;
}

/* False with Python's words where the coroutine can't be begun. */
static bool can_enter(Run *run, const Task *task, const Frame *frame)
{
    if (frame->state == FRAME_CREATED || (is_generator(frame) && frame->state == FRAME_SUSPENDED))
        return true;
    if (frame->state == FRAME_FINISHED)
        return raise_text(&run->py, BUILTIN_RUNTIME_ERROR,
                          "cannot reuse already awaited coroutine");
    if (runs_now(task, frame))
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "coroutine already executing");
    return raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "coroutine is being awaited already");
}

static Completion enter(Run *run, Task *task, Frame *frame)
{
    Completion begin = nothing;
    if (run->throw_in)
        begin = raising((ExceptionObj *)run->throw_in);
    run->throw_in = NULL;
    if (!can_enter(run, task, frame))
        return raised(run);
    Frame *caller = task->innermost;
    if (caller->obj.flags >= DEEPEST_CHAIN) {
        raise_text(&run->py, BUILTIN_RECURSION_ERROR, "maximum recursion depth exceeded");
        return raised(run);
    }
    frame->awaited = true;
    frame->caller = caller;
    frame->obj.flags = (uint16_t)(caller->obj.flags + 1);
    if (frame->native)
        frame->call = caller->call;
    task->innermost = frame;
    return begin;
}

/* What `await` gives at once. False where the task has to wait. */
static bool await_now(Run *run, Task *task, Completion *completion)
{
    Value awaited = run->awaited;
    if (value_is(awaited, OBJ_FRAME)) {
        *completion = enter(run, task, (Frame *)awaited.o);
        return true;
    }
    if (!is_future(awaited)) {
        raise_text(&run->py, BUILTIN_TYPE_ERROR, "'%s' object can't be awaited",
                   value_type_name(&run->py, awaited));
        *completion = raised(run);
        return true;
    }
    if (!future_is_done(as_future(awaited)))
        return false;
    *completion = nothing;
    if (!future_result(run, as_future(awaited), &completion->value))
        *completion = raised(run);
    return true;
}

static void end(Run *run, Task *task, Completion completion)
{
    Future *future = &task->future;
    bool must_cancel = future->obj.flags & FUTURE_MUST_CANCEL;
    task->coroutine = task->innermost = NULL;
    values_leave(run);
    if (is_cancelled_error(completion)) {
        trace_now(run, EVENT_CANCELLED, 0, 0);
        future_cancel_plainly(run, future, NONE_VALUE, (ExceptionObj *)completion.value.o);
    } else if (completion.kind == COMPLETE_RAISE) {
        ExceptionObj *exception = (ExceptionObj *)completion.value.o;
        trace_now(run, EVENT_ERROR, future_line(run, exception), 0);
        future_set_exception(run, future, exception);
    } else if (must_cancel) {
        future->obj.flags &= (uint16_t)~FUTURE_MUST_CANCEL;
        trace_now(run, EVENT_CANCELLED, 0, 0);
        future_cancel_plainly(run, future, future_cancel_message(future), NULL);
    } else {
        trace_now(run, EVENT_DONE, 0, 0);
        future_set_result(run, future, completion.value);
    }
}

/* An async generator's body came to its end: what `async for` is told of it. */
static void generator_ended(Run *run)
{
    ExceptionObj *raised = run->completion.kind == COMPLETE_RAISE
                               ? (ExceptionObj *)run->completion.value.o
                               : NULL;
    ExceptionObj *told = raised;
    if (!raised) {
        told = exception_make(&run->py, BUILTIN_STOP_ASYNC_ITERATION, NULL, 0);
    } else if (exception_is(raised->type, BUILTIN_STOP_ITERATION)
               || exception_is(raised->type, BUILTIN_STOP_ASYNC_ITERATION)) {
        told = exception_text(&run->py, BUILTIN_RUNTIME_ERROR, "async generator raised %s",
                              exception_name(raised));
        told->cause = told->context = &raised->obj;
    }
    run->completion = (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(told)};
}

/* Until the task waits or ends. */
static void advance(Run *run, Task *task, const Completion *completion)
{
    Completion awaited;
    for (;;) {
        Frame *frame = task->innermost;
        Signal signal = frame_resume(run, frame, completion);
        if (run->py.limit)
            return;
        if (signal == SIGNAL_PAUSE) {
            run->paused = task;
            return;
        }
        if (signal == SIGNAL_DONE || signal == SIGNAL_GIVE) {
            if (signal == SIGNAL_DONE && is_generator(frame))
                generator_ended(run);
            completion = &run->completion;
            task->innermost = frame->caller;
            frame->caller = NULL;
            if (task->innermost)
                continue;
            end(run, task, *completion);
            return;
        }
        if (signal != SIGNAL_AWAIT || !await_now(run, task, &awaited)) {
            suspend(run, task, signal);
            return;
        }
        if (run->py.limit)
            return;
        completion = &awaited;
    }
}

/* The first step. A coroutine that somebody else began can't be begun again. */
static bool may_begin(Run *run, Task *task, Completion *completion)
{
    Frame *frame = task->coroutine;
    task->future.obj.flags |= FUTURE_STARTED;
    if (frame->state == FRAME_CREATED) {
        frame->awaited = true;
        return true;
    }
    if (sends_join(run, task))
        return true;
    can_enter(run, task, frame);
    *completion = raised(run);
    return false;
}

static void go_on(Run *run, Task *task, Completion *completion)
{
    Future *awaited;
    if (task->future.obj.flags & FUTURE_SHARES && sends_begin(run, task, completion, &awaited)) {
        run->awaited = OBJ_VALUE(awaited);
        suspend(run, task, SIGNAL_AWAIT);
        return;
    }
    advance(run, task, completion);
}

static uint16_t step_flags(Run *run, const Task *task, Completion completion)
{
    uint64_t passes = run->passes - run->passes_told;
    run->passes_told = run->passes;
    if (passes > STEP_MOST_PASSES)
        passes = STEP_MOST_PASSES;
    uint16_t flags = (uint16_t)(passes << STEP_PASS_SHIFT);
    if (task->future.obj.flags & FUTURE_RACE)
        flags |= STEP_RACE;
    if (task->cancelling && is_cancelled_error(completion))
        flags |= STEP_THROWN;
    return flags;
}

/* A task whose step is only paused keeps the floor. */
static void leave(Run *run)
{
    if (run->paused)
        return;
    if (!run->py.limit)
        limits_turn(run);
    run->current = NULL;
    run->py.step = 0;
}

static void step(Run *run, Task *task, Completion completion)
{
    uint16_t *flags = &task->future.obj.flags;
    if (*flags & FUTURE_MUST_CANCEL) {
        if (!is_cancelled_error(completion))
            completion = raising(future_cancelled_error(run, &task->future));
        *flags &= (uint16_t)~FUTURE_MUST_CANCEL;
    }
    task->waiting = NULL;
    run->current = task;
    run->py.step = 0;
    trace_now(run, EVENT_STEP, 0, step_flags(run, task, completion));
    run->step_event = trace_count(run->trace) - 1;
    *flags &= (uint16_t)~FUTURE_RACE;
    if (*flags & FUTURE_STARTED || may_begin(run, task, &completion))
        go_on(run, task, &completion);
    else
        end(run, task, completion);
    leave(run);
}

void task_go_on(Run *run)
{
    Task *task = run->paused;
    run->paused = NULL;
    advance(run, task, &nothing);
    leave(run);
}

void task_step(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    Task *task = (Task *)self;
    step(run, task, task->waiting ? raising((ExceptionObj *)task->waiting) : nothing);
}

void task_wakeup(Run *run, Obj *self, Obj *future)
{
    Completion completion = nothing;
    if (!future_result(run, (Future *)future, &completion.value))
        completion = raised(run);
    step(run, (Task *)self, completion);
}
