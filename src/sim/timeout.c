/* asyncio.timeout(): at the deadline the task inside is cancelled; on the way out that cancelling
 * is taken back and becomes a TimeoutError, unless somebody else cancelled the task as well. */
#include "sim/objects.h"
#include "python/plain.h"

typedef enum TimeoutState { TIMEOUT_ACTIVE, TIMEOUT_EXPIRING, TIMEOUT_OVER } TimeoutState;

struct Timeout { /* OBJ_TIMEOUT */
    Obj obj;
    uint8_t state; /* TimeoutState */
    uint32_t cancelling; /* the task's count on entry */
    Task *task;
    Timer *timer; /* NULL: no limit, or already past on entry */
    uint32_t limit; /* in the trace, + 1; 0: none, or it is over */
};

static void on_timeout(Run *run, Obj *self, Obj *argument)
{
    (void)argument;
    Timeout *timeout = (Timeout *)self;
    if (timeout->state != TIMEOUT_ACTIVE)
        return; /* left before a limit that was past on entry could come through */
    tell_limit_over(run, timeout->limit, timeout->task->index, true);
    timeout->limit = 0;
    run->cancel_cause = CANCEL_LIMIT;
    task_cancel(run, timeout->task, NONE_VALUE);
    run->cancel_cause = CANCEL_CALL;
    timeout->state = TIMEOUT_EXPIRING;
    timeout->timer = NULL;
}

Timeout *timeout_enter(Run *run, Value seconds, LimitKind kind)
{
    int64_t delay = 0;
    if (seconds.tag != V_NONE && !time_limit(run, seconds, &delay))
        return NULL;
    Timeout *timeout = heap_make(run->py.heap, OBJ_TIMEOUT, sizeof(Timeout));
    timeout->task = run->current;
    timeout->cancelling = run->current->cancelling;
    if (seconds.tag == V_NONE)
        return timeout;
    if (value_double(seconds) <= 0) /* before it is rounded to a nanosecond */
        call_soon(run, on_timeout, &timeout->obj, NULL);
    else
        timeout->timer = call_later(run, delay, on_timeout, &timeout->obj, NULL);
    timeout->limit = tell_limit(run, kind, timeout->timer ? timeout->timer->when : run->now);
    return timeout;
}

Completion timeout_exit(Run *run, Timeout *timeout, Completion completion)
{
    timer_cancel(run, timeout->timer);
    timeout->timer = NULL;
    tell_limit_over(run, timeout->limit, timeout->task->index, false);
    timeout->limit = 0;
    bool expired = timeout->state == TIMEOUT_EXPIRING;
    timeout->state = TIMEOUT_OVER;
    if (!expired || task_uncancel(run, timeout->task) > timeout->cancelling ||
        !is_cancelled_error(completion))
        return completion;
    ExceptionObj *error = exception_make(&run->py, BUILTIN_TIMEOUT_ERROR, NULL, 0);
    error->cause = error->context = completion.value.o;
    error->suppress_context = true;
    return (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(error)};
}

static void visit(Heap *heap, Obj *self)
{
    const Timeout *timeout = (const Timeout *)self;
    heap_mark(heap, &timeout->task->future.obj);
    if (timeout->timer)
        heap_mark(heap, &timeout->timer->obj);
}

const ObjType timeout_type = {.name = "Timeout", .in_python = true, .visit = visit};
