/* asyncio.wait_for, as since 3.12: what is awaited runs inside the caller's own task, under the
 * same time limit as timeout(). Only a limit of 0 or less makes a task, to cancel it at once. */
#include "sim/objects.h"

enum { SLOT_AWAITABLE, SLOT_LIMIT, SLOT_WAITER };
enum { AT_START, CANCELLING, INSIDE };

static void release_waiter(Run *run, Obj *self, Obj *future)
{
    (void)future;
    Future *waiter = (Future *)self;
    if (!future_is_done(waiter))
        future_set_result(run, waiter, NONE_VALUE);
}

static Signal result_of(Run *run, Future *future)
{
    Value result;
    return future_result(run, future, &result) ? done(run, result) : failed(run);
}

/* No time at all: what is done gives its result, all else is cancelled and waited for. */
static Signal begin_expired(Run *run, Frame *frame)
{
    Future *future = ensure_future(run, frame->slots[SLOT_AWAITABLE]);
    if (!future)
        return failed(run);
    if (future_is_done(future))
        return result_of(run, future);
    Future *waiter = inner_future(run);
    frame->slots[SLOT_AWAITABLE] = OBJ_VALUE(future);
    frame->slots[SLOT_WAITER] = OBJ_VALUE(waiter);
    frame->phase = CANCELLING;
    future_add_callback(run, future, release_waiter, &waiter->obj);
    future_cancel(run, future, NONE_VALUE);
    return await_value(run, frame->slots[SLOT_WAITER]);
}

static Signal end_expired(Run *run, Frame *frame, const Completion *completion)
{
    Future *future = as_future(frame->slots[SLOT_AWAITABLE]);
    future_remove_callback(run, future, release_waiter, frame->slots[SLOT_WAITER].o);
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    Value result;
    if (future_result(run, future, &result))
        return done(run, result);
    if (run->py.limit
        || !exception_is(((ExceptionObj *)run->py.raised)->type, BUILTIN_CANCELLED_ERROR))
        return failed(run);
    ExceptionObj *error = exception_make(&run->py, BUILTIN_TIMEOUT_ERROR, NULL, 0);
    error->cause = error->context = run->py.raised;
    error->suppress_context = true;
    raise_exception(&run->py, error);
    return failed(run);
}

static Signal resume(Run *run, Frame *frame, const Completion *completion)
{
    if (frame->phase == CANCELLING)
        return end_expired(run, frame, completion);
    if (frame->phase == INSIDE)
        return complete(run,
                        timeout_exit(run, (Timeout *)frame->slots[SLOT_LIMIT].o, *completion));
    bool expired = false;
    Value limit = frame->slots[SLOT_LIMIT];
    if (limit.tag != V_NONE &&
        !value_compare(&run->py, OP_LESS_EQUAL, limit, INT_VALUE(0), &expired))
        return failed(run);
    if (expired)
        return begin_expired(run, frame);
    Timeout *timeout = timeout_enter(run, limit, LIMIT_WAIT_FOR);
    if (!timeout)
        return failed(run);
    frame->slots[SLOT_LIMIT] = OBJ_VALUE(timeout);
    frame->phase = INSIDE;
    return await_value(run, frame->slots[SLOT_AWAITABLE]);
}

static const NativeKind wait_for_kind = {.name = "wait_for", .wait = WAIT_WAIT, .resume = resume};

Value wait_for_coroutine(Run *run, Value awaitable, Value timeout)
{
    return native_coroutine(run, &wait_for_kind, awaitable, timeout);
}
