/* A task's step: the loop gives it the floor.
 *
 * A step resumes the innermost frame with what it waited for and goes on until the task waits
 * again or its outermost coroutine ends; awaiting a coroutine, or a future that is done, takes no
 * turn. A wake-up is the future's done-callback, so it is the step itself. */
#include "sim/drive.h"
#include "sim/limits.h"
#include "sim/task.h"

#include "python/exception.h"
#include "sim/generator.h"
#include "sim/sends.h"
#include "sim/values.h"
#include "sim/waiters.h"

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
    trace_wait_now(run, signal);
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

static void end(Run *run, Task *task, Completion completion)
{
    Future *future = &task->future;
    bool must_cancel = future->obj.flags & FUTURE_MUST_CANCEL;
    task->coroutine = task->innermost = NULL;
    values_leave(run);
    if (is_cancelled_error(&completion)) {
        trace_plain(run, EVENT_CANCELLED, 0, 0);
        future_cancel_plainly(run, future, NONE_VALUE, (ExceptionObj *)completion.value.o);
    } else if (completion.kind == COMPLETE_RAISE) {
        ExceptionObj *exception = (ExceptionObj *)completion.value.o;
        trace_plain(run, EVENT_ERROR, future_line(run, exception), 0);
        future_set_exception(run, future, exception);
    } else if (must_cancel) {
        future->obj.flags &= (uint16_t)~FUTURE_MUST_CANCEL;
        trace_plain(run, EVENT_CANCELLED, 0, 0);
        future_cancel_plainly(run, future, future_cancel_message(future), NULL);
    } else {
        trace_plain(run, EVENT_DONE, 0, 0);
        future_set_result(run, future, completion.value);
    }
}

/* Until the task waits or ends. */
static void advance(Run *run, Task *task, const Completion *completion)
{
    Signal signal = drive(run, &task->innermost, NULL, completion);
    if (run->py.limit)
        return;
    if (signal == SIGNAL_DONE)
        end(run, task, run->completion);
    else if (signal == SIGNAL_PAUSE)
        run->paused = task;
    else
        suspend(run, task, signal);
}

static void go_on(Run *run, Task *task, const Completion *completion)
{
    if (task->future.obj.flags & FUTURE_SHARES) {
        Completion own = *completion;
        Future *awaited;
        if (sends_begin(run, task, &own, &awaited)) {
            run->awaited = OBJ_VALUE(awaited);
            suspend(run, task, SIGNAL_AWAIT);
        } else {
            advance(run, task, &own);
        }
        return;
    }
    advance(run, task, completion);
}

/* The first step. A coroutine that somebody else began can't be begun again. */
static void begin(Run *run, Task *task, const Completion *completion)
{
    Frame *frame = task->coroutine;
    task->future.obj.flags |= FUTURE_STARTED;
    if (frame->state == FRAME_CREATED) {
        frame->awaited = true;
    } else if (!sends_join(run, task)) {
        frame_can_begin(run, frame);
        end(run, task, raised(run));
        return;
    }
    go_on(run, task, completion);
}

static uint16_t step_flags(Run *run, const Task *task, const Completion *completion)
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

static inline void tell_step(Run *run, const Task *task, const Completion *completion)
{
    if (!trace_keeps(run->trace, EVENT_STEP))
        return;
    trace_plain(run, EVENT_STEP, 0, step_flags(run, task, completion));
    run->step_event = trace_count(run->trace) - 1;
}

/* A task whose step is only paused keeps the floor. */
static void leave(Run *run)
{
    if (run->paused)
        return;
    if (!run->py.limit)
        limits_turn(run);
    run->current = NULL;
    python_step_ends(&run->py);
}

static void step(Run *run, Task *task, const Completion *completion)
{
    Completion own;
    uint16_t *flags = &task->future.obj.flags;
    if (*flags & FUTURE_MUST_CANCEL) {
        if (!is_cancelled_error(completion)) {
            own = raising(future_cancelled_error(run, &task->future));
            completion = &own;
        }
        *flags &= (uint16_t)~FUTURE_MUST_CANCEL;
    }
    task->waiting = NULL;
    run->current = task;
    run->py.step = 0;
    tell_step(run, task, completion);
    *flags &= (uint16_t)~FUTURE_RACE;
    if (*flags & FUTURE_STARTED)
        go_on(run, task, completion);
    else
        begin(run, task, completion);
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
    if (!task->waiting) {
        step(run, task, &nothing);
        return;
    }
    const Completion error = raising((ExceptionObj *)task->waiting);
    step(run, task, &error);
}

void task_wakeup(Run *run, Obj *self, Obj *future)
{
    Completion completion = nothing;
    if (!future_result(run, (Future *)future, &completion.value))
        completion = raised(run);
    step(run, (Task *)self, &completion);
}
