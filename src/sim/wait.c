/* asyncio.wait: a timer first, then a callback on each future, then one future to wait on. What is
 * done and what is pending is looked at when the waiter resumes, not when it was decided. */
#include "python/table.h"
#include "sim/objects.h"

enum { SLOT_FUTURES, SLOT_TIMER, SLOT_RETURN_WHEN, SLOT_WAITER, SLOT_LEFT };

static void release_waiter(Run *run, Obj *self, Obj *argument)
{
    (void)argument;
    Future *waiter = (Future *)self;
    if (!future_is_done(waiter))
        future_set_result(run, waiter, NONE_VALUE);
}

static void cancel_timer(Run *run, const Frame *frame)
{
    if (value_is(frame->slots[SLOT_TIMER], OBJ_TIMER))
        timer_cancel(run, (Timer *)frame->slots[SLOT_TIMER].o);
}

/* Asking counts as having retrieved the exception, as in Python. */
static bool has_failed(Run *run, Future *future)
{
    Value exception;
    return future->state != FUTURE_CANCELLED && future_exception(run, future, &exception) &&
           exception.tag != V_NONE;
}

static void on_completion(Run *run, Obj *self, Obj *object)
{
    Frame *frame = (Frame *)self;
    int64_t when = frame->slots[SLOT_RETURN_WHEN].i;
    frame->slots[SLOT_LEFT].i--;
    if (frame->slots[SLOT_LEFT].i > 0 && when != WAIT_FIRST_COMPLETED &&
        !(when == WAIT_FIRST_EXCEPTION && has_failed(run, (Future *)object)))
        return;
    cancel_timer(run, frame);
    release_waiter(run, frame->slots[SLOT_WAITER].o, NULL);
}

/* The argument checks, in Python's order; the futures become a set. */
static bool check(Run *run, Frame *frame)
{
    const ListObj *items = (const ListObj *)frame->slots[SLOT_FUTURES].o;
    if (items->count == 0)
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "Set of Tasks/Futures is empty.");
    ListObj *set;
    if (!future_set(run, items, &set))
        return false;
    for (size_t i = 0; i < set->count; i++)
        if (value_is(set->items[i], OBJ_FRAME))
            return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                              "Passing coroutines is forbidden, use tasks explicitly.");
    frame->slots[SLOT_FUTURES] = OBJ_VALUE(set);
    return true;
}

static bool arm(Run *run, Frame *frame)
{
    Future *waiter = inner_future(run);
    frame->slots[SLOT_WAITER] = OBJ_VALUE(waiter);
    if (frame->slots[SLOT_TIMER].tag != V_NONE) {
        int64_t delay;
        if (!time_limit(run, frame->slots[SLOT_TIMER], &delay))
            return false;
        Timer *timer = call_later(run, delay, release_waiter, &waiter->obj, NULL);
        timer_limit(run, timer, LIMIT_WAIT);
        frame->slots[SLOT_TIMER] = OBJ_VALUE(timer);
    }
    const ListObj *set = (const ListObj *)frame->slots[SLOT_FUTURES].o;
    frame->slots[SLOT_LEFT] = INT_VALUE((int64_t)set->count);
    for (size_t i = 0; i < set->count; i++) {
        Value ignored; /* the AttributeError of what is no future */
        if (!is_future(set->items[i]))
            return value_attribute(&run->py, set->items[i], STR("add_done_callback"), &ignored);
        future_add_callback(run, as_future(set->items[i]), on_completion, &frame->obj);
    }
    return true;
}

static Signal give_result(Run *run, const ListObj *set)
{
    const Value pair[2] = {set_make(&run->py), set_make(&run->py)};
    for (size_t i = 0; i < set->count; i++)
        if (!set_add(&run->py, pair[!future_is_done(as_future(set->items[i]))], set->items[i]))
            return failed(run);
    return done(run, value_list(&run->py, OBJ_TUPLE, pair, 2));
}

static Signal resume(Run *run, Frame *frame, const Completion *completion)
{
    if (frame->phase == 0) {
        if (!check(run, frame) || !arm(run, frame))
            return failed(run);
        frame->phase = 1;
        return await_value(run, frame->slots[SLOT_WAITER]);
    }
    cancel_timer(run, frame);
    const ListObj *set = (const ListObj *)frame->slots[SLOT_FUTURES].o;
    for (size_t i = 0; i < set->count; i++)
        future_remove_callback(run, as_future(set->items[i]), on_completion, &frame->obj);
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    return give_result(run, set);
}

static const NativeKind wait_kind = {.name = "wait", .wait = WAIT_WAIT, .resume = resume};

Value wait_coroutine(Run *run, ListObj *futures, Value timeout, uint32_t return_when)
{
    Value coroutine = native_coroutine(run, &wait_kind, OBJ_VALUE(futures), timeout);
    ((Frame *)coroutine.o)->slots[SLOT_RETURN_WHEN] = INT_VALUE(return_when);
    return coroutine;
}
