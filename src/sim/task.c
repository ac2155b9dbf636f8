/* Tasks: a coroutine that the loop carries on, one step a turn.
 *
 * A step resumes the innermost frame with what it waited for and goes on until the task waits
 * again or its outermost coroutine ends; awaiting a coroutine, or a future that is done, takes no
 * turn. A wake-up is the future's done-callback, so it is the step itself. */
#include "sim/future.h"

#include "sim/loop.h"

#include <assert.h>
#include <stdio.h>

/* CPython's recursion limit, less the few frames that asyncio itself stands on. */
enum { DEEPEST_CHAIN = 990 };

static const Completion nothing = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

static Completion raising(ExceptionObj *exception)
{
    return (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(exception)};
}

static Completion raised(Run *run)
{
    if (run->limit)
        return nothing;
    Completion completion = raising((ExceptionObj *)run->raised);
    run->raised = NULL;
    return completion;
}

static bool is_cancelled_error(Completion completion)
{
    return completion.kind == COMPLETE_RAISE &&
           exception_is(((ExceptionObj *)completion.value.o)->type, BUILTIN_CANCELLED_ERROR);
}

/* --- making --- */

void tasks_keep_alive(Run *run)
{
    size_t kept = 0;
    for (size_t i = 0; i < run->tasks.count; i++) {
        if (!future_is_done(&run->tasks.items[i]->future))
            run->tasks.items[kept++] = run->tasks.items[i];
    }
    run->tasks.count = kept;
}

/* Looks for those that are over only when the list is full, and lets it grow by half at least. */
static void note_task(Run *run, Task *task)
{
    if (run->tasks.count == run->tasks.room) {
        tasks_keep_alive(run);
        if (run->tasks.count * 2 > run->tasks.room) {
            run->tasks.room *= 2;
            run->tasks.items = mem_resize_array(run->tasks.items, run->tasks.room,
                                                sizeof *run->tasks.items);
        }
    }
    array_push(&run->tasks, task);
}

static Str automatic_name(Run *run, char *room, size_t size)
{
    int length = snprintf(room, size, "Task-%u", ++run->next_name);
    return (Str){room, (size_t)length};
}

static Obj *name_text(Run *run, Value name)
{
    if (value_is(name, OBJ_STR))
        return name.o;
    Builder text = {0};
    if (!value_text(run, name, &text))
        run->raised = NULL;
    Obj *made = value_str(run, builder_view(&text)).o;
    builder_free(&text);
    return made;
}

Task *task_new(Run *run, Frame *coroutine, Value name)
{
    Task *task = heap_make(run->heap, OBJ_TASK, sizeof *task);
    char room[24];
    if (name.tag != V_NONE)
        task->name = name_text(run, name);
    task->coroutine = task->innermost = coroutine;
    if (!coroutine->call) /* a native one: no call of the scenario's made it */
        coroutine->call = trace_intern(run->trace, str_of(coroutine->native->name));
    uint32_t maker = run->current ? run->current->index : NO_TASK;
    task->index = trace_add_task(
        run->trace,
        (TraceTask){.name = task->name ? str_view((const StrObj *)task->name)
                                       : automatic_name(run, room, sizeof room),
                    .call = trace_text(run->trace, coroutine->call),
                    .maker = maker});
    trace_create(run, task->index, maker);
    note_task(run, task);
    call_soon(run, task_step, &task->future.obj, NULL);
    return task;
}

Value task_name(Run *run, Task *task)
{
    if (!task->name)
        task->name = value_str(run, trace_task(run->trace, task->index).name).o;
    return OBJ_VALUE(task->name);
}

void task_set_name(Run *run, Task *task, Value name)
{
    task->name = name_text(run, name);
    trace_add(run->trace,
              (Event){.t = run->now,
                      .task = task->index,
                      .text = trace_intern(run->trace, str_view((const StrObj *)task->name)),
                      .step = run->step,
                      .kind = EVENT_RENAME});
}

/* --- waiting --- */

void task_is_ready(Run *run, Task *task)
{
    uint32_t other = run->current ? run->current->index : run->cause ? run->cause->index : NO_TASK;
    if (run->racing)
        task->future.obj.flags |= FUTURE_RACE;
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = task->index,
                                  .other = other == task->index ? NO_TASK : other,
                                  .kind = EVENT_READY});
}

/* Queues the task's step, which throws `error` in. */
static void wake_with(Run *run, Task *task, ExceptionObj *error)
{
    task->waiting = &error->obj;
    task_is_ready(run, task);
    call_soon(run, task_step, &task->future.obj, NULL);
}

/* Cancels what the task waits for. False where that is nothing, or it is done already. */
static bool cancel_waiting(Run *run, Task *task, Value message)
{
    if (task->sleep) {
        task->sleep = 0;
        wake_with(run, task, exception_make(run, BUILTIN_CANCELLED_ERROR, &message,
                                            message.tag == V_NONE ? 0 : 1));
        return true;
    }
    return task->waiting && task->waiting->kind != OBJ_EXCEPTION &&
           future_cancel(run, (Future *)task->waiting, message);
}

/* Cancelled from inside the step that now ends: what it waits for is cancelled at once. */
static void cancel_late(Run *run, Task *task)
{
    if (!(task->future.obj.flags & FUTURE_MUST_CANCEL))
        return;
    if (cancel_waiting(run, task, future_cancel_message(&task->future)))
        task->future.obj.flags &= (uint16_t)~FUTURE_MUST_CANCEL;
}

static void wait_for_future(Run *run, Task *task, Future *future)
{
    if (future == &task->future) {
        Builder text = {0};
        if (!value_repr(run, OBJ_VALUE(task), &text))
            run->raised = NULL;
        wake_with(run, task, exception_text(run, BUILTIN_RUNTIME_ERROR,
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
    trace_now(run, EVENT_WAIT, wait_of(run, task), 0);
    if (signal == SIGNAL_AWAIT) {
        wait_for_future(run, task, as_future(run->awaited));
    } else if (signal == SIGNAL_SLEEP) {
        task->sleep = loop_sleep(run, task, run->sleep);
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
    if (frame->state == FRAME_CREATED)
        return true;
    if (frame->state == FRAME_FINISHED)
        return raise_text(run, BUILTIN_RUNTIME_ERROR, "cannot reuse already awaited coroutine");
    if (runs_now(task, frame))
        return raise_text(run, BUILTIN_VALUE_ERROR, "coroutine already executing");
    return raise_text(run, BUILTIN_RUNTIME_ERROR, "coroutine is being awaited already");
}

static Completion enter(Run *run, Task *task, Frame *frame)
{
    if (!can_enter(run, task, frame))
        return raised(run);
    Frame *caller = task->innermost;
    if (caller->obj.flags >= DEEPEST_CHAIN) {
        run_limit(run, "coroutines await one another %d deep, where Python's stack ends",
                  DEEPEST_CHAIN);
        return nothing;
    }
    frame->awaited = true;
    frame->caller = caller;
    frame->obj.flags = (uint16_t)(caller->obj.flags + 1);
    if (frame->native)
        frame->call = caller->call;
    task->innermost = frame;
    return nothing;
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
        raise_text(run, BUILTIN_TYPE_ERROR, "'%s' object can't be awaited",
                   value_type_name(awaited));
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

/* Until the task waits or ends. */
static void advance(Run *run, Task *task, const Completion *completion)
{
    Completion awaited;
    for (;;) {
        Frame *frame = task->innermost;
        Signal signal = frame_resume(run, frame, completion);
        if (run->limit)
            return;
        if (signal == SIGNAL_DONE) {
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
        if (run->limit)
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
    can_enter(run, task, frame);
    *completion = raised(run);
    return false;
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
    run->step = 0;
    trace_now(run, EVENT_STEP, 0, *flags & FUTURE_RACE ? EVENT_RACE : 0);
    *flags &= (uint16_t)~FUTURE_RACE;
    if (*flags & FUTURE_STARTED || may_begin(run, task, &completion))
        advance(run, task, &completion);
    else
        end(run, task, completion);
    run->current = NULL;
    run->step = 0;
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

void task_sleep_over(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    Task *task = (Task *)self;
    if (!task->sleep)
        return; /* cancelled in this very pass */
    task->sleep = 0;
    task_is_ready(run, task);
    call_soon(run, task_step, self, NULL);
}

/* --- cancelling --- */

/* The task at the end of a chain in which each waits for the next: it is the one whose waiting is
 * cancelled. Every one on the way is asked to cancel. NULL where the chain is a circle. */
static Task *last_of_chain(Run *run, Task *task)
{
    for (size_t length = 0; length <= run->tasks.count; length++) {
        task->cancelling++;
        if (task->sleep || !task->waiting || task->waiting->kind != OBJ_TASK ||
            future_is_done((Future *)task->waiting))
            return task;
        task = (Task *)task->waiting;
    }
    return NULL;
}

/* Gathers in the chain ask each of their children, which may meet in the same tasks again. */
static bool may_go_on(Run *run, const Task *last)
{
    if (run->limit)
        return false;
    if (!last || run->cancel_depth >= DEEPEST_CHAIN)
        return run_limit(run, "cancelling tasks that wait for each other in a circle never ends; "
                              "Python raises RecursionError");
    if (++run->cancels > run->options.max_steps)
        return run_limit(run, "more than %llu tasks were asked to cancel",
                         (unsigned long long)run->options.max_steps);
    return true;
}

bool task_cancel(Run *run, Task *task, Value message)
{
    if (run->limit || future_is_done(&task->future))
        return false;
    Task *last = last_of_chain(run, task);
    if (!may_go_on(run, last))
        return false;
    run->cancel_depth++;
    bool taken = cancel_waiting(run, last, message);
    run->cancel_depth--;
    if (taken || run->limit)
        return true;
    last->future.obj.flags |= FUTURE_MUST_CANCEL;
    future_keep_message(run, &last->future, message);
    return true;
}

uint32_t task_uncancel(Run *run, Task *task)
{
    (void)run;
    if (task->cancelling && --task->cancelling == 0)
        task->future.obj.flags &= (uint16_t)~FUTURE_MUST_CANCEL;
    return task->cancelling;
}
