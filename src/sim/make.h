/* Making frames, and giving back those that nobody knows any more: on the way of every call. */
#ifndef SIM_MAKE_H
#define SIM_MAKE_H

#include "sim/call.h"
#include "sim/loop.h"

static inline void frame_begins(Frame *frame)
{
    frame->state = FRAME_CREATED;
    frame->awaited = false;
    frame->phase = 0;
    frame->call = 0;
}

/* A frame of either kind with what both have in common; the rest is the caller's. */
static inline Frame *frame_blank(Run *run, const NativeKind *kind, size_t size)
{
    Frame *frame = heap_make_bare(run->py.heap, OBJ_FRAME, size);
    frame_begins(frame);
    frame->caller = NULL;
    frame->native = kind;
    return frame;
}

/* Of a coroutine, or function, of the scenario. Its first names, `given` of them, are for the caller to
 * bind. One that was given back is as a new one but for what is written here for both. */
static inline Frame *frame_of_code(Run *run, Code *code, uint32_t given)
{
    Frame *frame;
    if (code->free) {
        frame = heap_take_again(run->py.heap, OBJ_FRAME, code->size, &code->free);
        frame_begins(frame);
    } else {
        frame = frame_blank(run, NULL, code->size);
        frame->code = code;
        frame->at = NULL;
        frame->top = NULL;
        frame->awaits = NULL;
        frame->awaits_own = false;
        frame->held = false;
        frame->handling = NULL;
    }
    frame->made_at = run->py.step;
    for (uint32_t i = given; i < code->slots; i++)
        frame_locals(frame)[i].tag = V_UNSET;
    return frame;
}

/* That of a call which is CALL_OWN or CALL_FUNCTION, not started. NULL: it raised, as frame_script. */
static inline Frame *frame_of_call(Run *run, Value *locals, const Expr *call, Code *code)
{
    Value values[CALL_OWN_MOST];
    bool objects = false;
    for (uint32_t i = 0; i < call->count; i++) {
        if (!evaluate(&run->py, locals, call->arguments[i].value, &values[i])) {
            python_fault(&run->py, call);
            return NULL;
        }
        objects |= values[i].tag == V_OBJ;
    }
    Frame *frame = frame_of_code(run, code, call->count);
    for (uint32_t i = 0; i < call->count; i++)
        value_copy(&frame_locals(frame)[i], &values[i]);
    if (!objects) {
        frame->phase = (uint16_t)call->count;
        return frame;
    }
    const Arguments arguments = {.positional = values, .count = call->count};
    if (call_tell_arguments(run, &arguments, frame))
        return frame;
    python_fault(&run->py, call);
    return NULL;
}

/* Frees a finished frame that nobody but the caller knows, or functions made in it. */
static inline void frame_release(Run *run, Frame *frame)
{
    if (frame->state != FRAME_FINISHED
        || (run->current && run->current->future.obj.flags & FUTURE_SHARES)) /* others stand in it */
        return;
    run->awaited.tag = V_NONE; /* it may be this one */
    if (frame->native)
        heap_lay_by(run->py.heap, &frame->obj, sizeof *frame, &run->natives);
    else if (!frame->held)
        heap_lay_by(run->py.heap, &frame->obj, frame->code->size, &frame->code->free);
}

#endif
