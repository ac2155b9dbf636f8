/* What steps and native coroutines say when they give control back to drive.c, and what a step asks
 * of its frame: all of it small and on the way of every step. */
#ifndef SIM_SAY_H
#define SIM_SAY_H

#include "sim/make.h"

#include <assert.h>

/* --- said --- */

static inline Signal complete(Run *run, Completion completion)
{
    run->completion.kind = completion.kind;
    value_copy(&run->completion.value, &completion.value);
    return SIGNAL_DONE;
}

static inline Signal done(Run *run, Value value) /* NORMAL */
{
    return complete(run, (Completion){.kind = COMPLETE_NORMAL, .value = value});
}

Signal failed(Run *run); /* RAISE of py.raised (or the run is at its limit) */

static inline Signal await_value(Run *run, Value awaitable) /* sets run->awaited */
{
    run->awaited = awaitable;
    return SIGNAL_AWAIT;
}

static inline Signal sleep_for(Run *run, int64_t nanoseconds) /* SIGNAL_YIELD for 0 and less */
{
    run->sleep = nanoseconds;
    return nanoseconds > 0 ? SIGNAL_SLEEP : SIGNAL_YIELD;
}

/* --- asked: in the frame's locals, or without any (NULL), and the timeline's shared names --- */

static inline Value *locals_of(Frame *frame)
{
    return frame ? frame_locals(frame) : NULL;
}

static inline bool eval(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    return evaluate(&run->py, locals_of(frame), expr, result);
}

static inline bool eval_text(Run *run, Frame *frame, const TextTemplate *text, Builder *out)
{
    return evaluate_text(&run->py, locals_of(frame), text, out);
}

/* Binds; unpacks several, with Python's ValueErrors. */
static inline bool bind(Run *run, Frame *frame, const Target *target, Value value)
{
    frame_call_before(run, frame, target);
    return target_bind(&run->py, locals_of(frame), target, value);
}

void unbind(Run *run, Frame *frame, const Target *target);

/* Items, stars and the comprehension spread out. */
bool eval_awaitables(Run *run, Frame *frame, const Field *field, const Field *each, ListObj *into);
/* The same for what Python gives one iterable: asyncio.wait, as_completed. A single expression
 * without a star is that iterable; `wanted` begins the TypeError where it is a single awaitable. */
bool eval_futures(Run *run, Frame *frame, const Field *field, const char *wanted, ListObj *into);

/* What an `as` does: binds where the field is present, and tells the trace where that names a task
 * or a list of tasks (`ts[0]`). False where unpacking raised. */
void tell_bound(Run *run, Str name, Obj *value);
static inline bool bind_as(Run *run, Frame *frame, const Field *as, Value value)
{
    if (!as->present)
        return true;
    if (!bind(run, frame, &as->target, value))
        return false;
    if (value.tag == V_OBJ && as->target.count == 1 && !as->target.unpack)
        tell_bound(run, as->target.names[0].name, value.o);
    return true;
}

#endif
