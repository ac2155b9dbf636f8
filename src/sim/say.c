/* The rarer half of say.h. */
#include "python/plain.h"
#include "sim/say.h"

#include "sim/told.h"

#include <string.h>

Signal failed(Run *run)
{
    if (run->py.limit)
        return done(run, NONE_VALUE);
    assert(run->py.raised);
    Value raised = OBJ_VALUE(run->py.raised);
    run->py.raised = NULL;
    return complete(run, (Completion){.kind = COMPLETE_RAISE, .value = raised});
}

bool eval_awaitables(Run *run, Frame *frame, const Field *field, const Field *each, ListObj *into)
{
    if (each && each->present)
        frame_call_before(run, frame, &each->loop.target);
    return evaluate_items(&run->py, locals_of(frame), field, each, into);
}

/* {"wait": "ts"} is asyncio.wait(ts). */
bool eval_futures(Run *run, Frame *frame, const Field *field, const char *wanted, ListObj *into)
{
    const Argument *item = field->list.items;
    Value iterable;
    if (!field->list.single || item->star)
        return eval_awaitables(run, frame, field, NULL, into);
    if (!eval(run, frame, item->value, &iterable))
        return false;
    if (!is_future(iterable) && !value_is(iterable, OBJ_FRAME))
        return list_extend(&run->py, into, iterable);
    const char *type = value_type_name(&run->py, iterable), *dot = strrchr(type, '.');
    return raise_text(&run->py, BUILTIN_TYPE_ERROR, "%s, not %s", wanted, dot ? dot + 1 : type);
}

void unbind(Run *run, Frame *frame, const Target *target)
{
    frame_call_before(run, frame, target);
    target_unbind(&run->py, locals_of(frame), target);
}

/* --- as --- */

static void trace_bound(Run *run, const Task *task, Str name)
{
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = task->index,
                                  .text = run_text(run, name),
                                  .place = run->py.step,
                                  .kind = EVENT_BIND});
}

void tell_bound(Run *run, Str name, Obj *value)
{
    tell_object_name(run, value, name);
    if (value->kind == OBJ_TASK)
        trace_bound(run, (const Task *)value, name);
    if (value->kind != OBJ_LIST)
        return;
    const ListObj *list = (const ListObj *)value;
    for (size_t i = 0; i < list->count; i++) {
        if (!value_is(list->items[i], OBJ_TASK))
            continue;
        Builder item = {0};
        builder_str(&item, name);
        builder_printf(&item, "[%zu]", i);
        trace_bound(run, (const Task *)list->items[i].o, builder_view(&item));
        builder_free(&item);
    }
}
