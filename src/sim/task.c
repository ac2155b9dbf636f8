/* Tasks as objects: their making and names, their waking, and being asked to cancel. What a task
 * does when it has the floor is in task_step.c. */
#include "sim/task.h"

#include "sim/call.h"
#include "sim/told.h"

#include "python/exception.h"

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

/* `Task-1` ..., as texts of the trace. */
static uint32_t automatic_name(Run *run)
{
    if (!run->task_text)
        run->task_text = run_text(run, STR("Task-"));
    return trace_add_number_text(run->trace, (NumberText){.before = run->task_text,
                                                          .whole = ++run->next_name});
}

static uint32_t own_name(Run *run, const Task *task)
{
    return task->name ? trace_add_text(run->trace, str_view((const StrObj *)task->name))
                      : automatic_name(run);
}

static Obj *name_text(Run *run, Value name)
{
    if (value_is(name, OBJ_STR))
        return name.o;
    Builder text = {0};
    if (!value_text(&run->py, name, &text))
        run->py.raised = NULL;
    Obj *made = value_str(&run->py, builder_view(&text)).o;
    builder_free(&text);
    return made;
}

Task *task_new(Run *run, Frame *coroutine, Value name)
{
    Task *task = heap_make(run->py.heap, OBJ_TASK, sizeof *task);
    if (name.tag != V_NONE)
        task->name = name_text(run, name);
    if (task->name && !run_takes_text(run, str_view((const StrObj *)task->name)))
        task->name = NULL;
    task->coroutine = task->innermost = coroutine;
    task->wait_step = run->py.step;
    if (coroutine->native && !coroutine->awaited)
        coroutine->obj.flags = 0; /* nobody calls it but the loop */
    uint32_t maker = run->current ? run->current->index : NO_TASK;
    uint32_t call = frame_call(run, coroutine);
    task->index = trace_add_task_of(run->trace, own_name(run, task), call, maker);
    trace_create(run, task->index, maker);
    note_task(run, task);
    call_soon(run, task_step, &task->future.obj, NULL);
    return task;
}

Value task_name(Run *run, Task *task)
{
    if (!task->name)
        task->name = value_str(&run->py, trace_task(run->trace, task->index).name).o;
    return OBJ_VALUE(task->name);
}

void task_set_name(Run *run, Task *task, Value name)
{
    task->name = name_text(run, name);
    trace_add(run->trace,
              (Event){.t = run->now,
                      .task = task->index,
                      .text = run_text(run, str_view((const StrObj *)task->name)),
                      .place = run->py.step,
                      .kind = EVENT_RENAME});
}

/* --- waiting --- */

void task_is_ready(Run *run, Task *task)
{
    if (run->racing)
        task->future.obj.flags |= FUTURE_RACE;
    if (!trace_keeps(run->trace, EVENT_READY))
        return;
    const Task *waker = run->current ? run->current : loop_cause(run);
    trace_add(run->trace,
              (Event){.t = run->now,
                      .task = task->index,
                      .other = waker && waker != task ? waker->index : NO_TASK,
                      .flags = (uint16_t)(waker ? WAKER_TASK : loop_waker(run)),
                      .kind = EVENT_READY});
}

void task_wake_with(Run *run, Task *task, ExceptionObj *error)
{
    task->waiting = &error->obj;
    task_is_ready(run, task);
    call_soon(run, task_step, &task->future.obj, NULL);
}

bool task_cancel_waiting(Run *run, Task *task, Value message)
{
    if (task_sleep(task) && !task->waiting) {
        task_set_sleep(task, 0);
        task_wake_with(run, task, exception_make(&run->py, BUILTIN_CANCELLED_ERROR, &message,
                                                 message.tag == V_NONE ? 0 : 1));
        return true;
    }
    return task->waiting && task->waiting->kind != OBJ_EXCEPTION &&
           future_cancel(run, (Future *)task->waiting, message);
}

void task_sleep_over(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    Task *task = (Task *)self;
    if (!task_sleep(task))
        return; /* cancelled in this very pass */
    task_set_sleep(task, 0);
    if (task->waiting) { /* others wait for the same sleep */
        if (!future_is_done((Future *)task->waiting))
            future_set_result(run, (Future *)task->waiting, NONE_VALUE);
        return;
    }
    task_is_ready(run, task);
    call_soon(run, task_step, self, NULL);
}

/* --- cancelling --- */

/* The task at the end of a chain in which each waits for the next: it is the one whose waiting is
 * cancelled. Every one on the way is asked to cancel. NULL where the chain is a circle. */
static Task *last_of_chain(Run *run, Task *task)
{
    const Task *through = NULL;
    for (size_t length = 0; length <= run->tasks.count; length++) {
        tell_cancel(run, task, through, false);
        through = task;
        task->cancelling++;
        if (task_sleep(task) || !task->waiting || task->waiting->kind != OBJ_TASK ||
            future_is_done((Future *)task->waiting))
            return task;
        task = (Task *)task->waiting;
    }
    return NULL;
}

/* Gathers in the chain ask each of their children, which may meet in the same tasks again. */
static bool may_go_on(Run *run, const Task *last)
{
    if (run->py.limit)
        return false;
    if (!last || run->cancel_depth >= DEEPEST_CHAIN)
        return python_limit(&run->py, "cancelling tasks that wait for each other in a circle "
                            "never ends; Python raises RecursionError");
    if (++run->cancels > run->py.max_steps)
        return python_limit(&run->py, "more than %llu tasks were asked to cancel",
                            (unsigned long long)run->py.max_steps);
    return true;
}

bool task_cancel(Run *run, Task *task, Value message)
{
    if (run->py.limit || future_is_done(&task->future)) {
        task->future.obj.flags |= FUTURE_RETRIEVED;
        tell_cancel(run, task, NULL, true);
        return false;
    }
    Task *last = last_of_chain(run, task);
    if (!may_go_on(run, last))
        return false;
    run->cancel_depth++;
    bool taken = task_cancel_waiting(run, last, message);
    run->cancel_depth--;
    if (taken || run->py.limit)
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
