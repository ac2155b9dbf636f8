/* asyncio.Event. */
#include "sim/objects.h"

EventObj *event_new(Run *run)
{
    return heap_make(run->py.heap, OBJ_EVENT, sizeof(EventObj));
}

bool make_event(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (!no_arguments(run, arguments, "Event.__init__"))
        return false;
    *result = OBJ_VALUE(event_new(run));
    return true;
}

void event_set(Run *run, EventObj *event)
{
    if (event->set)
        return;
    event->set = true;
    tell(run, &event->told, CHANGE_SET, 1, NULL);
    for (size_t i = 0; i < event->waiters.count; i++) {
        Future *future = waiters_at(&event->waiters, i);
        if (!future_is_done(future))
            future_set_result(run, future, BOOL_VALUE(true));
    }
}

Signal event_wait_resume(Run *run, Frame *frame, const Completion *completion)
{
    EventObj *event = (EventObj *)frame->slots[0].o;
    if (frame->phase == 0) {
        if (event->set)
            return done(run, BOOL_VALUE(true));
        frame->phase = 1;
        frame->slots[1] = OBJ_VALUE(waiters_join(run, &event->waiters));
        return await_value(run, frame->slots[1]);
    }
    waiters_remove(&event->waiters, as_future(frame->slots[1]));
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    return done(run, BOOL_VALUE(true));
}

static const NativeKind wait_kind = {
    .name = "Event.wait",
    .wait = WAIT_EVENT,
    .resume = event_wait_resume,
};

static bool set(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = NONE_VALUE;
    if (!no_arguments(run, arguments, "Event.set"))
        return false;
    event_set(run, (EventObj *)self);
    return true;
}

static bool clear(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = NONE_VALUE;
    if (!no_arguments(run, arguments, "Event.clear"))
        return false;
    EventObj *event = (EventObj *)self;
    if (event->set)
        tell(run, &event->told, CHANGE_CLEAR, 0, NULL);
    event->set = false;
    return true;
}

static bool is_set(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = BOOL_VALUE(((EventObj *)self)->set);
    return no_arguments(run, arguments, "Event.is_set");
}

static void visit(Heap *heap, Obj *self)
{
    waiters_visit(heap, &((EventObj *)self)->waiters);
}

static void dispose(Python *py, Obj *self)
{
    Run *run = run_of(py);
    waiters_free(run, &((EventObj *)self)->waiters);
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    (void)py;
    builder_printf(out, "<Event %s", ((EventObj *)self)->set ? "set" : "unset");
    waiters_repr(&((EventObj *)self)->waiters, out);
    return true;
}

static const Method methods[] = {
    {.name = "set", .call = set},
    {.name = "clear", .call = clear},
    {.name = "is_set", .call = is_set},
    {.name = "wait", .coroutine = &wait_kind},
    {.name = NULL},
};

const ObjType event_type = {
    .name = "Event",
    .in_python = true,
    .visit = visit,
    .dispose = dispose,
    .repr = repr,
    .methods = methods,
};
