/* asyncio.shield: an outer future that may be cancelled without the inner one. */
#include "sim/objects.h"
#include "sim/report.h"

static void inner_done(Run *run, Obj *self, Obj *object)
{
    Future *outer = (Future *)self, *inner = (Future *)object;
    if (outer->state == FUTURE_CANCELLED)
        return;
    if (inner->state == FUTURE_CANCELLED) {
        future_cancel(run, outer, NONE_VALUE);
        return;
    }
    Value exception;
    future_exception(run, inner, &exception);
    if (exception.tag == V_NONE)
        future_set_result(run, outer, inner->result);
    else
        future_set_exception(run, outer, (ExceptionObj *)exception.o);
}

/* The inner one failed when nobody listened any more: the loop's exception handler hears of it. */
static void log_failure(Run *run, Obj *self, Obj *object)
{
    (void)self;
    Future *inner = (Future *)object;
    Value exception;
    if (inner->state == FUTURE_CANCELLED || !future_exception(run, inner, &exception) ||
        exception.tag == V_NONE)
        return;
    Builder text = {0};
    builder_printf(&text, "%s exception in shielded future: ",
                   value_type_name(&run->py, exception));
    if (inner->obj.kind == OBJ_TASK) {
        report_task(run, (const Task *)inner, text.at);
    } else if (exception_line(&run->py, (const ExceptionObj *)exception.o, &text)) {
        report(run, builder_view(&text));
    }
    builder_free(&text);
}

static void outer_done(Run *run, Obj *self, Obj *object)
{
    Future *inner = (Future *)self;
    if (future_is_done(inner))
        return;
    future_remove_callback(run, inner, inner_done, object);
    future_remove_callback(run, inner, log_failure, NULL);
    future_add_callback(run, inner, log_failure, NULL);
}

Future *shield(Run *run, Value awaitable)
{
    Future *inner = ensure_future(run, awaitable);
    if (!inner || future_is_done(inner))
        return inner;
    Future *outer = future_new(run);
    future_add_callback(run, inner, inner_done, &outer->obj);
    future_add_callback(run, outer, outer_done, &inner->obj);
    return outer;
}
