/* asyncio.Lock: first come, first served. Between a release and the waiter's step the lock is free
 * but spoken for: a newcomer queues behind. */
#include "sim/objects.h"

Lock *lock_new(Run *run)
{
    return heap_make(run->py.heap, OBJ_LOCK, sizeof(Lock));
}

bool make_lock(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (!no_arguments(run, arguments, "Lock.__init__"))
        return false;
    *result = OBJ_VALUE(lock_new(run));
    return true;
}

static void wake_first(Run *run, Lock *lock)
{
    if (lock->waiters.count && !future_is_done(waiters_at(&lock->waiters, 0)))
        future_set_result(run, waiters_at(&lock->waiters, 0), BOOL_VALUE(true));
}

static Signal take(Run *run, Lock *lock)
{
    lock->locked = true;
    tell(run, &lock->told, CHANGE_HOLD, 1, NULL);
    return done(run, BOOL_VALUE(true));
}

static Signal acquire_resume(Run *run, Frame *frame, const Completion *completion)
{
    Lock *lock = (Lock *)frame->slots[0].o;
    if (frame->phase == 0) {
        if (!lock->locked && waiters_all_cancelled(&lock->waiters))
            return take(run, lock);
        frame->phase = 1;
        frame->slots[1] = OBJ_VALUE(waiters_join(run, &lock->waiters));
        return await_value(run, frame->slots[1]);
    }
    waiters_remove(&lock->waiters, as_future(frame->slots[1]));
    if (completion->kind == COMPLETE_RAISE) {
        if (is_cancelled_error(completion) && !lock->locked)
            wake_first(run, lock);
        return complete(run, *completion);
    }
    return take(run, lock);
}

static const NativeKind acquire_kind = {
    .name = "Lock.acquire",
    .wait = WAIT_LOCK,
    .resume = acquire_resume,
};

Value lock_acquire(Run *run, Lock *lock)
{
    return native_coroutine(run, &acquire_kind, OBJ_VALUE(lock), NONE_VALUE);
}

bool lock_release(Run *run, Lock *lock)
{
    if (!lock->locked)
        return raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "Lock is not acquired.");
    lock->locked = false;
    tell(run, &lock->told, CHANGE_RELEASE, 0, NULL);
    wake_first(run, lock);
    return true;
}

static bool release(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = NONE_VALUE;
    return no_arguments(run, arguments, "Lock.release") && lock_release(run, (Lock *)self);
}

static bool locked(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = BOOL_VALUE(((Lock *)self)->locked);
    return no_arguments(run, arguments, "Lock.locked");
}

static void visit(Heap *heap, Obj *self)
{
    waiters_visit(heap, &((Lock *)self)->waiters);
}

static void dispose(Python *py, Obj *self)
{
    Run *run = run_of(py);
    waiters_free(run, &((Lock *)self)->waiters);
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    (void)py;
    builder_printf(out, "<Lock %s", ((Lock *)self)->locked ? "locked" : "unlocked");
    waiters_repr(&((Lock *)self)->waiters, out);
    return true;
}

static const Method methods[] = {
    {.name = "acquire", .coroutine = &acquire_kind},
    {.name = "release", .call = release},
    {.name = "locked", .call = locked},
    {.name = NULL},
};

const ObjType lock_type = {
    .name = "Lock",
    .in_python = true,
    .visit = visit,
    .dispose = dispose,
    .repr = repr,
    .methods = methods,
};
