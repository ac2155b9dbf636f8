/* asyncio.Condition, and what is common to everything that has locked(), acquire() and release():
 * a Condition may be built on any of them. */
#include "sim/objects.h"

bool is_lockable(Value value)
{
    return value_is(value, OBJ_LOCK) || value_is(value, OBJ_CONDITION) ||
           value_is(value, OBJ_SEMAPHORE);
}

/* A Condition has exactly the methods of the lock below it. */
static Obj *lock_below(Obj *obj)
{
    while (obj->kind == OBJ_CONDITION)
        obj = ((Condition *)obj)->lock;
    return obj;
}

bool lockable_locked(const Obj *obj)
{
    while (obj->kind == OBJ_CONDITION)
        obj = ((const Condition *)obj)->lock;
    return obj->kind == OBJ_LOCK ? ((const Lock *)obj)->locked
                                 : semaphore_locked((const Semaphore *)obj);
}

Value lockable_acquire(Run *run, Obj *obj)
{
    obj = lock_below(obj);
    return obj->kind == OBJ_LOCK ? lock_acquire(run, (Lock *)obj)
                                 : semaphore_acquire(run, (Semaphore *)obj);
}

bool lockable_release(Run *run, Obj *obj)
{
    obj = lock_below(obj);
    return obj->kind == OBJ_LOCK ? lock_release(run, (Lock *)obj)
                                 : semaphore_release(run, (Semaphore *)obj);
}

Condition *condition_new(Run *run, Obj *lock)
{
    Condition *condition = heap_make(run->py.heap, OBJ_CONDITION, sizeof(Condition));
    condition->lock = lock ? lock : &lock_new(run)->told.obj;
    return condition;
}

bool make_condition(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Value lock = NONE_VALUE;
    if (!arguments_take(py, arguments, "Condition.__init__", (const char *const[]){"lock"}, 0,
                        &lock, 1))
        return false;
    if (lock.tag != V_NONE && !is_lockable(lock)) {
        Value ignored; /* whatever it is, one of the three it has not: Python's AttributeError */
        return value_attribute(py, lock, STR("locked"), &ignored) &&
               value_attribute(py, lock, STR("acquire"), &ignored) &&
               value_attribute(py, lock, STR("release"), &ignored);
    }
    *result = OBJ_VALUE(condition_new(run, lock.tag == V_NONE ? NULL : lock.o));
    return true;
}

static void notify(Run *run, Condition *condition, size_t most)
{
    int64_t woken = 0;
    for (size_t i = 0; i < condition->waiters.count && most > 0; i++) {
        Future *future = waiters_at(&condition->waiters, i);
        if (future_is_done(future))
            continue;
        future_set_result(run, future, BOOL_VALUE(false));
        most--;
        woken++;
    }
    tell(run, &condition->told, CHANGE_NOTIFY, woken, NULL);
}

void condition_notify_all(Run *run, Condition *condition)
{
    notify(run, condition, SIZE_MAX);
}

enum { WAIT_BEGINS, WAIT_NOTIFIED, WAIT_ACQUIRED };
enum { SLOT_CONDITION, SLOT_FUTURE, SLOT_OUTCOME }; /* the exception to leave with, or None */

/* Whatever leaves wait() with an exception may have swallowed a notification: pass it on. */
static Signal leave_raising(Run *run, Condition *condition, Value exception)
{
    notify(run, condition, 1);
    return complete(run, (Completion){.kind = COMPLETE_RAISE, .value = exception});
}

Signal condition_wait_resume(Run *run, Frame *frame, const Completion *completion)
{
    Condition *condition = (Condition *)frame->slots[SLOT_CONDITION].o;
    switch (frame->phase) {
    case WAIT_BEGINS:
        if (!lockable_locked(condition->lock)) {
            raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "cannot wait on un-acquired lock");
            return failed(run);
        }
        if (!lockable_release(run, condition->lock))
            return failed(run);
        frame->slots[SLOT_FUTURE] = OBJ_VALUE(waiters_join(run, &condition->waiters));
        frame->slots[SLOT_OUTCOME] = NONE_VALUE;
        frame->phase = WAIT_NOTIFIED;
        return await_value(run, frame->slots[SLOT_FUTURE]);
    case WAIT_NOTIFIED:
        waiters_remove(&condition->waiters, as_future(frame->slots[SLOT_FUTURE]));
        if (completion->kind == COMPLETE_RAISE)
            frame->slots[SLOT_OUTCOME] = completion->value;
        frame->phase = WAIT_ACQUIRED;
        return await_value(run, lockable_acquire(run, condition->lock));
    default: /* the lock is taken again even by who was cancelled, however often */
        if (is_cancelled_error(completion)) {
            frame->slots[SLOT_OUTCOME] = completion->value;
            return await_value(run, lockable_acquire(run, condition->lock));
        }
        if (completion->kind == COMPLETE_RAISE)
            return leave_raising(run, condition, completion->value);
        if (frame->slots[SLOT_OUTCOME].tag != V_NONE)
            return leave_raising(run, condition, frame->slots[SLOT_OUTCOME]);
        return done(run, BOOL_VALUE(true));
    }
}

static const NativeKind wait_kind = {
    .name = "Condition.wait",
    .wait = WAIT_CONDITION,
    .resume = condition_wait_resume,
};

enum { SLOT_PREDICATE = 1 };

/* Asks the predicate, and waits as long as it says no. */
static Signal wait_for_resume(Run *run, Frame *frame, const Completion *completion)
{
    Value answer;
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!value_call(&run->py, frame->slots[SLOT_PREDICATE], &(Arguments){0}, &answer))
        return failed(run);
    if (value_truth(answer))
        return done(run, answer);
    return await_value(run, native_coroutine(run, &wait_kind, frame->slots[SLOT_CONDITION],
                                             NONE_VALUE));
}

static const NativeKind wait_for_kind = {
    .name = "Condition.wait_for",
    .parameter = "predicate",
    .wait = WAIT_CONDITION,
    .resume = wait_for_resume,
};

static bool must_be_locked(Run *run, const Condition *condition)
{
    return lockable_locked(condition->lock) ||
           raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "cannot notify on un-acquired lock");
}

static bool notify_method(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Condition *condition = (Condition *)self;
    Value n = INT_VALUE(1);
    if (!arguments_take(py, arguments, "Condition.notify", (const char *const[]){"n"}, 0, &n, 1) ||
        !must_be_locked(run, condition))
        return false;
    *result = NONE_VALUE;
    size_t count = 0;
    for (size_t i = 0; i < condition->waiters.count; i++) {
        bool enough;
        if (!value_compare(py, OP_GREATER_EQUAL, INT_VALUE((int64_t)count), n, &enough))
            return false;
        if (enough)
            break;
        count += !future_is_done(waiters_at(&condition->waiters, i));
    }
    notify(run, condition, count);
    return true;
}

static bool notify_all(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = NONE_VALUE;
    if (!no_arguments(run, arguments, "Condition.notify_all") ||
        !must_be_locked(run, (Condition *)self))
        return false;
    condition_notify_all(run, (Condition *)self);
    return true;
}

/* acquire, release and locked are those of the lock. */
static bool delegate(Run *run, Obj *self, const char *name, const Arguments *arguments,
                     Value *result)
{
    Value lock = OBJ_VALUE(lock_below(self));
    return value_call_method(&run->py, lock, str_of(name), arguments, result);
}

static bool acquire(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return delegate(run, self, "acquire", arguments, result);
}

static bool release(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return delegate(run, self, "release", arguments, result);
}

static bool locked(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return delegate(run, self, "locked", arguments, result);
}

static void visit(Heap *heap, Obj *self)
{
    heap_mark(heap, ((Condition *)self)->lock);
    waiters_visit(heap, &((Condition *)self)->waiters);
}

static void dispose(Python *py, Obj *self)
{
    Run *run = run_of(py);
    waiters_free(run, &((Condition *)self)->waiters);
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    (void)py;
    builder_printf(out, "<Condition %s", lockable_locked(self) ? "locked" : "unlocked");
    waiters_repr(&((Condition *)self)->waiters, out);
    return true;
}

static const Method methods[] = {
    {.name = "acquire", .call = acquire},
    {.name = "release", .call = release},
    {.name = "locked", .call = locked},
    {.name = "wait", .coroutine = &wait_kind},
    {.name = "wait_for", .coroutine = &wait_for_kind},
    {.name = "notify", .call = notify_method},
    {.name = "notify_all", .call = notify_all},
    {.name = NULL},
};

const ObjType condition_type = {
    .name = "Condition",
    .in_python = true,
    .visit = visit,
    .dispose = dispose,
    .repr = repr,
    .methods = methods,
};
