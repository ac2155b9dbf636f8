/* asyncio.Semaphore and BoundedSemaphore. A release hands its permit to the first waiter at once;
 * a resumed waiter wakes as many more as the value allows. */
#include "sim/objects.h"

static double number_of(Value value)
{
    if (value.tag == V_FLOAT)
        return value.f;
    return value.tag == V_BOOL ? (double)value.b : (double)value.i;
}

static void change(Semaphore *semaphore, int by)
{
    Value *value = &semaphore->value;
    if (value->tag == V_FLOAT)
        value->f += by;
    else
        *value = INT_VALUE((value->tag == V_BOOL ? (int64_t)value->b : value->i) + by);
}

static bool make(Run *run, const Arguments *arguments, bool bounded, Value *result)
{
    Value value = INT_VALUE(1);
    bool negative;
    if (!arguments_take(&run->py, arguments,
                        bounded ? "BoundedSemaphore.__init__" : "Semaphore.__init__",
                        (const char *const[]){"value"}, 0, &value, 1) ||
        !value_compare(&run->py, OP_LESS, value, INT_VALUE(0), &negative))
        return false;
    if (negative)
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "Semaphore initial value must be >= 0");
    Semaphore *semaphore = heap_make(run->py.heap, OBJ_SEMAPHORE, sizeof(Semaphore));
    semaphore->bounded = bounded;
    semaphore->value = semaphore->bound = value;
    *result = OBJ_VALUE(semaphore);
    return true;
}

bool make_semaphore(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return make(run, arguments, false, result);
}

bool make_bounded_semaphore(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return make(run, arguments, true, result);
}

bool semaphore_locked(const Semaphore *semaphore)
{
    return number_of(semaphore->value) == 0 || !waiters_all_cancelled(&semaphore->waiters);
}

static bool wake_next(Run *run, Semaphore *semaphore)
{
    if (!waiters_wake(run, &semaphore->waiters, BOOL_VALUE(true)))
        return false;
    change(semaphore, -1);
    return true;
}

static int64_t left(const Semaphore *semaphore)
{
    double value = number_of(semaphore->value);
    return value > 0 && value < 1e15 ? (int64_t)value : 0;
}

static Signal acquire_resume(Run *run, Frame *frame, const Completion *completion)
{
    Semaphore *semaphore = (Semaphore *)frame->slots[0].o;
    if (frame->phase == 0) {
        if (!semaphore_locked(semaphore)) {
            change(semaphore, -1);
            tell(run, &semaphore->told, CHANGE_HOLD, left(semaphore), NULL);
            return done(run, BOOL_VALUE(true));
        }
        frame->phase = 1;
        frame->slots[1] = OBJ_VALUE(waiters_join(run, &semaphore->waiters));
        return await_value(run, frame->slots[1]);
    }
    Future *future = as_future(frame->slots[1]);
    waiters_remove(&semaphore->waiters, future);
    if (is_cancelled_error(completion) && future->state == FUTURE_DONE)
        change(semaphore, 1); /* woken, then cancelled: the permit goes back */
    while (number_of(semaphore->value) > 0 && wake_next(run, semaphore))
        ;
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    tell(run, &semaphore->told, CHANGE_HOLD, left(semaphore), NULL);
    return done(run, BOOL_VALUE(true));
}

static const NativeKind acquire_kind = {
    .name = "Semaphore.acquire",
    .wait = WAIT_SEMAPHORE,
    .resume = acquire_resume,
};

Value semaphore_acquire(Run *run, Semaphore *semaphore)
{
    return native_coroutine(run, &acquire_kind, OBJ_VALUE(semaphore), NONE_VALUE);
}

bool semaphore_release(Run *run, Semaphore *semaphore)
{
    if (semaphore->bounded && number_of(semaphore->value) >= number_of(semaphore->bound))
        return raise_text(&run->py, BUILTIN_VALUE_ERROR,
                          "BoundedSemaphore released too many times");
    change(semaphore, 1);
    wake_next(run, semaphore);
    tell(run, &semaphore->told, CHANGE_RELEASE, left(semaphore), NULL);
    return true;
}

static bool release(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Semaphore *semaphore = (Semaphore *)self;
    *result = NONE_VALUE;
    return no_arguments(run, arguments,
                        semaphore->bounded ? "BoundedSemaphore.release" : "Semaphore.release") &&
           semaphore_release(run, semaphore);
}

static bool locked(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = BOOL_VALUE(semaphore_locked((Semaphore *)self));
    return no_arguments(run, arguments, "Semaphore.locked");
}

static void visit(Heap *heap, Obj *self)
{
    waiters_visit(heap, &((Semaphore *)self)->waiters);
}

static void dispose(Python *py, Obj *self)
{
    Run *run = run_of(py);
    waiters_free(run, &((Semaphore *)self)->waiters);
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    const Semaphore *semaphore = (const Semaphore *)self;
    builder_printf(out, "<%s ", semaphore->bounded ? "BoundedSemaphore" : "Semaphore");
    bool locked_now = semaphore_locked(semaphore);
    builder_text(out, locked_now ? "locked" : "unlocked, value:");
    if (!locked_now && !value_repr(py, semaphore->value, out))
        return false;
    waiters_repr(&semaphore->waiters, out);
    return true;
}

static const Method methods[] = {
    {.name = "acquire", .coroutine = &acquire_kind},
    {.name = "release", .call = release},
    {.name = "locked", .call = locked},
    {.name = NULL},
};

static const char *own_name(const Obj *self)
{
    return ((const Semaphore *)self)->bounded ? "BoundedSemaphore" : "Semaphore";
}

const ObjType semaphore_type = {
    .name = "Semaphore",
    .own_name = own_name,
    .in_python = true,
    .visit = visit,
    .dispose = dispose,
    .repr = repr,
    .methods = methods,
};
