/* asyncio.Barrier: a state, a count of those inside, and a condition that guards both. Whoever
 * comes while the last round still drains waits at the door. */
#include "sim/objects.h"

typedef enum BarrierState { FILLING, DRAINING, RESETTING, BROKEN } BarrierState;

bool make_barrier(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Value parties;
    bool too_few;
    if (!arguments_take(py, arguments, "Barrier.__init__", (const char *const[]){"parties"}, 1,
                        &parties, 1) ||
        !value_compare(py, OP_LESS, parties, INT_VALUE(1), &too_few))
        return false;
    if (too_few)
        return raise_text(py, BUILTIN_VALUE_ERROR, "parties must be >= 1");
    Barrier *barrier = heap_make(py->heap, OBJ_BARRIER, sizeof(Barrier));
    barrier->parties = parties;
    barrier->condition = condition_new(run, NULL);
    barrier->condition->told.name = TOLD_NOWHERE;
    ((Told *)barrier->condition->lock)->name = TOLD_NOWHERE;
    *result = OBJ_VALUE(barrier);
    return true;
}

enum { AT_START, AT_LOCK, AT_DOOR, INSIDE };
enum { SLOT_BARRIER, SLOT_INDEX };

/* The lock is held whatever came of the wait: give it back. */
static Signal leave(Run *run, Barrier *barrier, Completion completion)
{
    if (!lockable_release(run, &barrier->condition->told.obj))
        return failed(run);
    return complete(run, completion);
}

static Completion broken_error(Run *run, const char *text)
{
    ExceptionObj *error = exception_text(&run->py, BUILTIN_BROKEN_BARRIER_ERROR, "%s", text);
    return (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(error)};
}

static Signal leave_inside(Run *run, Barrier *barrier, Completion completion)
{
    barrier->count--;
    tell(run, &barrier->told, CHANGE_LEAVE, barrier->count, NULL);
    if (barrier->count == 0) {
        if (barrier->state == RESETTING || barrier->state == DRAINING)
            barrier->state = FILLING;
        condition_notify_all(run, barrier->condition);
    }
    return leave(run, barrier, completion);
}

/* The condition that a barrier waits on, seen as the barrier's own. */
static const NativeKind change_kind = {
    .name = "Condition.wait",
    .wait = WAIT_BARRIER,
    .resume = condition_wait_resume,
};

static Signal wait_for_change(Run *run, Frame *frame, uint16_t phase)
{
    Barrier *barrier = (Barrier *)frame->slots[SLOT_BARRIER].o;
    frame->phase = phase;
    return await_value(
        run, native_coroutine(run, &change_kind, OBJ_VALUE(barrier->condition), NONE_VALUE));
}

static Signal wait_inside(Run *run, Frame *frame)
{
    Barrier *barrier = (Barrier *)frame->slots[SLOT_BARRIER].o;
    if (barrier->state == FILLING)
        return wait_for_change(run, frame, INSIDE);
    if (barrier->state == BROKEN || barrier->state == RESETTING)
        return leave_inside(run, barrier, broken_error(run, "Abort or reset of barrier"));
    return leave_inside(run, barrier, (Completion){.value = frame->slots[SLOT_INDEX]});
}

static Signal enter(Run *run, Frame *frame)
{
    Barrier *barrier = (Barrier *)frame->slots[SLOT_BARRIER].o;
    if (barrier->state == DRAINING || barrier->state == RESETTING)
        return wait_for_change(run, frame, AT_DOOR);
    if (barrier->state == BROKEN)
        return leave(run, barrier, broken_error(run, "Barrier aborted"));
    frame->slots[SLOT_INDEX] = INT_VALUE(barrier->count++);
    tell(run, &barrier->told, CHANGE_ARRIVE, barrier->count, NULL);
    bool last;
    if (!value_equal(&run->py, INT_VALUE(barrier->count), barrier->parties, &last))
        return failed(run);
    if (!last)
        return wait_inside(run, frame);
    barrier->state = DRAINING;
    condition_notify_all(run, barrier->condition);
    return leave_inside(run, barrier, (Completion){.value = frame->slots[SLOT_INDEX]});
}

static Signal wait_resume(Run *run, Frame *frame, const Completion *completion)
{
    Barrier *barrier = (Barrier *)frame->slots[SLOT_BARRIER].o;
    bool raised = completion->kind == COMPLETE_RAISE;
    switch (frame->phase) {
    case AT_START:
        frame->phase = AT_LOCK;
        return await_value(run, lockable_acquire(run, &barrier->condition->told.obj));
    case AT_LOCK:
        return raised ? complete(run, *completion) : enter(run, frame);
    case AT_DOOR:
        return raised ? leave(run, barrier, *completion) : enter(run, frame);
    default:
        return raised ? leave_inside(run, barrier, *completion) : wait_inside(run, frame);
    }
}

static const NativeKind wait_kind = {
    .name = "Barrier.wait",
    .wait = WAIT_BARRIER,
    .resume = wait_resume,
};

Value barrier_wait(Run *run, Obj *barrier)
{
    return native_coroutine(run, &wait_kind, OBJ_VALUE(barrier), NONE_VALUE);
}

/* reset() and abort(): under the lock, a new state and everybody awake. */
static Signal change_state(Run *run, Frame *frame, const Completion *completion, BarrierState state)
{
    Barrier *barrier = (Barrier *)frame->slots[SLOT_BARRIER].o;
    if (frame->phase == AT_START) {
        frame->phase = AT_LOCK;
        return await_value(run, lockable_acquire(run, &barrier->condition->told.obj));
    }
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    barrier->state = (uint8_t)(state == RESETTING && barrier->count == 0 ? FILLING : state);
    tell(run, &barrier->told, CHANGE_BREAK, barrier->count, NULL);
    condition_notify_all(run, barrier->condition);
    return leave(run, barrier, (Completion){.value = NONE_VALUE});
}

static Signal reset_resume(Run *run, Frame *frame, const Completion *completion)
{
    return change_state(run, frame, completion, RESETTING);
}

static Signal abort_resume(Run *run, Frame *frame, const Completion *completion)
{
    return change_state(run, frame, completion, BROKEN);
}

static const NativeKind reset_kind = {
    .name = "Barrier.reset",
    .wait = WAIT_LOCK,
    .resume = reset_resume,
};
static const NativeKind abort_kind = {
    .name = "Barrier.abort",
    .wait = WAIT_LOCK,
    .resume = abort_resume,
};

static bool parties(Python *py, Obj *self, Value *result)
{
    (void)py;
    *result = ((Barrier *)self)->parties;
    return true;
}

static bool n_waiting(Python *py, Obj *self, Value *result)
{
    (void)py;
    const Barrier *barrier = (const Barrier *)self;
    *result = INT_VALUE(barrier->state == FILLING ? barrier->count : 0);
    return true;
}

static bool broken(Python *py, Obj *self, Value *result)
{
    (void)py;
    *result = BOOL_VALUE(((Barrier *)self)->state == BROKEN);
    return true;
}

static void visit(Heap *heap, Obj *self)
{
    heap_mark(heap, &((Barrier *)self)->condition->told.obj);
    heap_mark_value(heap, ((Barrier *)self)->parties);
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    static const char *const names[] = {"filling", "draining", "resetting", "broken"};
    const Barrier *barrier = (const Barrier *)self;
    builder_printf(out, "<Barrier %s", names[barrier->state]);
    if (barrier->state != BROKEN) {
        Value waiting;
        n_waiting(py, self, &waiting);
        builder_printf(out, ", waiters:%lld/", (long long)waiting.i);
        if (!value_repr(py, barrier->parties, out))
            return false;
    }
    builder_char(out, '>');
    return true;
}

static const Method methods[] = {
    {.name = "wait", .coroutine = &wait_kind},
    {.name = "reset", .coroutine = &reset_kind},
    {.name = "abort", .coroutine = &abort_kind},
    {.name = NULL},
};

static const Attribute attributes[] = {
    {.name = "parties", .get = parties},
    {.name = "n_waiting", .get = n_waiting},
    {.name = "broken", .get = broken},
    {.name = NULL},
};

const ObjType barrier_type = {
    .name = "Barrier",
    .in_python = true,
    .visit = visit,
    .repr = repr,
    .methods = methods,
    .attributes = attributes,
};
