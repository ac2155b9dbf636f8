#include "sim/sends.h"

static SharedCoroutine *find(const Run *run, const Frame *coroutine)
{
    for (size_t i = 0; i < run->sends.count; i++) {
        if (run->sends.items[i].coroutine == coroutine)
            return &run->sends.items[i];
    }
    return NULL;
}

static Task *driver_of(const Run *run, const Task *but)
{
    for (size_t i = 0; i < run->tasks.count; i++) {
        Task *task = run->tasks.items[i];
        if (task != but && task->coroutine == but->coroutine
            && task->future.obj.flags & FUTURE_STARTED)
            return task;
    }
    return NULL;
}

/* A sleep has no future while only its task waits for it. */
static Future *future_of_sleep(Run *run, Task *sleeper)
{
    Future *slept = future_new(run);
    sleeper->waiting = &slept->obj;
    future_add_callback(run, slept, task_wakeup, &sleeper->future.obj);
    return slept;
}

bool sends_join(Run *run, Task *task)
{
    SharedCoroutine *shared = find(run, task->coroutine);
    if (!shared) {
        Task *driver = driver_of(run, task);
        if (!driver || task->coroutine->state != FRAME_SUSPENDED)
            return false;
        SharedCoroutine made = {.coroutine = task->coroutine, .innermost = driver->innermost};
        if (task_sleep(driver)) {
            made.sleeper = driver;
            made.awaited = future_of_sleep(run, driver);
        } else if (driver->waiting && driver->waiting->kind != OBJ_EXCEPTION) {
            made.awaited = (Future *)driver->waiting;
        }
        array_push(&run->sends, made);
        driver->future.obj.flags |= FUTURE_SHARES;
    }
    task->future.obj.flags |= FUTURE_SHARES;
    return true;
}

/* The coroutine goes on: whatever would have ended its sleep shall not move the clock. */
static void leave_sleep(Run *run, SharedCoroutine *shared)
{
    timer_cancel(run, shared->timer);
    if (shared->sleeper && task_sleep(shared->sleeper))
        task_set_sleep(shared->sleeper, 0);
    shared->timer = NULL;
    shared->sleeper = NULL;
}

bool sends_begin(Run *run, Task *task, Completion *completion, Future **awaited)
{
    SharedCoroutine *shared = find(run, task->coroutine);
    bool over = shared->coroutine->state == FRAME_FINISHED;
    task->innermost = over ? shared->coroutine : shared->innermost;
    if (over)
        return false;
    if (completion->kind == COMPLETE_NORMAL && shared->awaited) {
        if (!future_is_done(shared->awaited)) {
            *awaited = shared->awaited;
            return true;
        }
        if (!future_result(run, shared->awaited, &completion->value)) {
            completion->kind = COMPLETE_RAISE;
            completion->value = OBJ_VALUE(run->py.raised);
            run->py.raised = NULL;
        }
    }
    leave_sleep(run, shared);
    return false;
}

void sends_suspend(Run *run, Task *task, Future *awaited)
{
    SharedCoroutine *shared = find(run, task->coroutine);
    shared->innermost = task->innermost;
    shared->awaited = awaited;
}

static void slept(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    if (!future_is_done((Future *)self))
        future_set_result(run, (Future *)self, NONE_VALUE);
}

Future *sends_sleep(Run *run, Task *task, int64_t nanoseconds)
{
    Future *future = future_new(run);
    find(run, task->coroutine)->timer = call_later(run, nanoseconds, slept, &future->obj, NULL);
    return future;
}

void sends_visit(Heap *heap, const Run *run)
{
    for (size_t i = 0; i < run->sends.count; i++) {
        const SharedCoroutine *shared = &run->sends.items[i];
        heap_mark(heap, &shared->coroutine->obj);
        heap_mark(heap, &shared->innermost->obj);
        heap_mark(heap, (Obj *)shared->awaited);
        heap_mark(heap, (Obj *)shared->timer);
        heap_mark(heap, (Obj *)shared->sleeper);
    }
}
