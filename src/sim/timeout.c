/* asyncio.timeout(): at the deadline the task inside is cancelled; on the way out that cancelling
 * is taken back and becomes a TimeoutError, unless somebody else cancelled the task as well. */
#include "sim/objects.h"
#include "python/plain.h"

#include <math.h>

typedef enum TimeoutState { TIMEOUT_ACTIVE, TIMEOUT_EXPIRING, TIMEOUT_EXPIRED,
                            TIMEOUT_FINISHED } TimeoutState;

struct Timeout { /* OBJ_TIMEOUT */
    Obj obj;
    uint8_t state; /* TimeoutState */
    uint32_t cancelling; /* the task's count on entry */
    Task *task;
    Timer *timer; /* NULL: no limit, or past when it was set */
    Value when;   /* the loop's time: a number, or None */
    Obj *soon;    /* it was past when it was set: what the callback in the next pass carries */
    LimitKind kind;
    uint32_t limit; /* in the trace, + 1; 0: none, or it is over */
};

static void on_timeout(Run *run, Obj *self, Obj *argument)
{
    Timeout *timeout = (Timeout *)self;
    if (timeout->state != TIMEOUT_ACTIVE || argument != timeout->soon)
        return; /* left, or set anew, before a limit that was past could come through */
    tell_limit_over(run, timeout->limit, timeout->task->index, true);
    timeout->limit = 0;
    run->cancel_cause = CANCEL_LIMIT;
    task_cancel(run, timeout->task, NONE_VALUE);
    run->cancel_cause = CANCEL_CALL;
    timeout->state = TIMEOUT_EXPIRING;
    timeout->timer = NULL;
}

static void arm(Run *run, Timeout *timeout, int64_t when, bool past)
{
    timeout->soon = past ? value_list(&run->py, OBJ_LIST, NULL, 0).o : NULL;
    if (past)
        call_soon(run, on_timeout, &timeout->obj, timeout->soon);
    else
        timeout->timer = call_at(run, when, on_timeout, &timeout->obj, NULL);
    timeout->limit = tell_limit(run, timeout->kind, past ? run->now : when);
}

static Timeout *timeout_new(Run *run, LimitKind kind)
{
    Timeout *timeout = heap_make(run->py.heap, OBJ_TIMEOUT, sizeof(Timeout));
    timeout->task = run->current;
    timeout->cancelling = run->current->cancelling;
    timeout->kind = kind;
    timeout->when = NONE_VALUE;
    return timeout;
}

Timeout *timeout_enter(Run *run, Value seconds, LimitKind kind)
{
    int64_t delay = 0;
    if (seconds.tag != V_NONE && !time_limit(run, seconds, &delay))
        return NULL;
    Timeout *timeout = timeout_new(run, kind);
    if (seconds.tag == V_NONE)
        return timeout;
    int64_t when = delay > INT64_MAX - 1 - run->now ? INT64_MAX - 1 : run->now + delay;
    timeout->when = FLOAT_VALUE((double)when / 1e9);
    arm(run, timeout, when, value_double(seconds) <= 0); /* before it is rounded */
    return timeout;
}

/* From a moment of the loop's time; None: no limit. */
static bool set_when(Run *run, Timeout *timeout, Value when)
{
    int64_t at = 0;
    bool number = when.tag == V_INT || when.tag == V_FLOAT || when.tag == V_BOOL;
    if (when.tag != V_NONE && !number)
        return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                          "'<=' not supported between instances of '%s' and 'float'",
                          value_type_name(&run->py, when));
    if (number && !value_duration(&run->py, when, &at))
        return false;
    timer_cancel(run, timeout->timer);
    timeout->timer = NULL;
    timeout->soon = NULL;
    tell_limit_over(run, timeout->limit, timeout->task->index, false);
    timeout->limit = 0;
    timeout->when = when;
    if (when.tag != V_NONE)
        arm(run, timeout, at, at <= run->now);
    return true;
}

Timeout *timeout_enter_at(Run *run, Value when)
{
    Timeout *timeout = timeout_new(run, LIMIT_TIMEOUT);
    return set_when(run, timeout, when) ? timeout : NULL;
}

Completion timeout_exit(Run *run, Timeout *timeout, Completion completion)
{
    timer_cancel(run, timeout->timer);
    timeout->timer = NULL;
    tell_limit_over(run, timeout->limit, timeout->task->index, false);
    timeout->limit = 0;
    bool expired = timeout->state == TIMEOUT_EXPIRING;
    timeout->state = expired ? TIMEOUT_EXPIRED : TIMEOUT_FINISHED;
    if (!expired || task_uncancel(run, timeout->task) > timeout->cancelling ||
        !is_cancelled_error(&completion))
        return completion;
    ExceptionObj *error = exception_make(&run->py, BUILTIN_TIMEOUT_ERROR, NULL, 0);
    error->cause = error->context = completion.value.o;
    error->suppress_context = true;
    return (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(error)};
}

/* --- what a scenario asks of it --- */

static const char *state_name(const Timeout *timeout)
{
    static const char *const names[] = {[TIMEOUT_ACTIVE] = "active",
                                        [TIMEOUT_EXPIRING] = "expiring",
                                        [TIMEOUT_EXPIRED] = "expired",
                                        [TIMEOUT_FINISHED] = "finished"};
    return names[timeout->state];
}

static bool call_reschedule(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Timeout *timeout = (Timeout *)self;
    Value when = NONE_VALUE;
    *result = NONE_VALUE;
    if (!arguments_take(py, arguments, "Timeout.reschedule", (const char *const[]){"when"}, 1, &when,
                        1))
        return false;
    if (timeout->state != TIMEOUT_ACTIVE)
        return raise_text(py, BUILTIN_RUNTIME_ERROR, "Cannot change state of %s Timeout",
                          state_name(timeout));
    return set_when(run_of(py), timeout, when);
}

static bool call_when(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    *result = ((Timeout *)self)->when;
    return no_arguments(run_of(py), arguments, "Timeout.when");
}

static bool call_expired(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    uint8_t state = ((Timeout *)self)->state;
    *result = BOOL_VALUE(state == TIMEOUT_EXPIRING || state == TIMEOUT_EXPIRED);
    return no_arguments(run_of(py), arguments, "Timeout.expired");
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    const Timeout *timeout = (const Timeout *)self;
    builder_printf(out, "<Timeout [%s]", state_name(timeout));
    bool fine = true;
    if (timeout->state == TIMEOUT_ACTIVE) {
        builder_text(out, " when=");
        Value when = timeout->when;
        if (when.tag == V_FLOAT)
            when = FLOAT_VALUE(round(when.f * 1e3) / 1e3);
        fine = value_repr(py, when, out);
    }
    builder_char(out, '>');
    return fine;
}

static const Method methods[] = {
    {.name = "reschedule", .call = call_reschedule, .cost = COST_FIXED},
    {.name = "when", .call = call_when, .cost = COST_FIXED},
    {.name = "expired", .call = call_expired, .cost = COST_FIXED},
    {.name = NULL},
};

static void visit(Heap *heap, Obj *self)
{
    const Timeout *timeout = (const Timeout *)self;
    heap_mark(heap, &timeout->task->future.obj);
    heap_mark_value(heap, timeout->when);
    heap_mark(heap, timeout->soon);
    if (timeout->timer)
        heap_mark(heap, &timeout->timer->obj);
}

const ObjType timeout_type = {
    .name = "Timeout", .in_python = true, .visit = visit, .repr = repr, .methods = methods};
