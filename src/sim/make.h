/* Making frames, and giving back those that nobody knows any more: on the way of every call. */
#ifndef SIM_MAKE_H
#define SIM_MAKE_H

#include "sim/call.h"
#include "sim/loop.h"

/* Of the frames that were given back, one that is as a new one but for what frame_begins writes; or new
 * memory. Either becomes a frame with frame_begins, when the arguments of the call that makes it are
 * where they belong; or with frame_fails. */
static inline Frame *native_room(Run *run) /* its first two slots are for the caller */
{
    if (run->natives)
        return heap_take_again(&run->natives);
    return heap_take(run->py.heap, sizeof(Frame));
}

static inline Frame *script_room(Run *run, Code *code)
{
    if (code->free)
        return heap_take_again(&code->free);
    Frame *frame = heap_take(run->py.heap, code->size);
    frame->native = NULL;
    frame->code = code;
    frame->at = NULL;
    frame->top = NULL;
    frame->awaits = NULL;
    frame->awaits_own = false;
    frame->held = code->size > HEAP_LARGEST;
    frame->handling = NULL;
    return frame;
}

/* `caller` awaits it at once (and is not too deep for that), or NULL: it only lies there. */
static inline void frame_begins(Run *run, Frame *frame, Frame *caller)
{
    heap_begin(run->py.heap, &frame->obj, OBJ_FRAME);
    if (caller)
        frame->obj.flags = (uint16_t)(caller->obj.flags + 1);
    frame->state = caller ? FRAME_RUNNING : FRAME_CREATED;
    frame->awaited = caller != NULL;
    frame->phase = 0;
    frame->call = 0;
    frame->caller = caller;
}

static inline void native_begins(Run *run, Frame *frame, const NativeKind *kind, Frame *caller)
{
    frame_begins(run, frame, caller);
    frame->native = kind;
    for (size_t i = 2; i < FRAME_SLOTS; i++)
        frame->slots[i].tag = V_NONE;
}

static inline void script_begins(Run *run, Frame *frame, uint32_t given, Frame *caller)
{
    frame_begins(run, frame, caller);
    frame->inside = caller != NULL;
    if (!caller) /* else it is awaited, and nobody is warned of it */
        frame->made_at = run->py.step;
    for (uint32_t i = given; i < frame->code->slots; i++) /* the names that are bound stand first */
        frame_locals(frame)[i].tag = V_UNSET;
}

/* An argument raised: nothing comes of the call, and its room is the collector's. */
__attribute__((cold, noinline)) static Frame *frame_fails(Run *run, Frame *frame, const Expr *call)
{
    heap_begin_unknown(run->py.heap, &frame->obj, OBJ_FRAME);
    frame->state = FRAME_FINISHED;
    frame->awaited = true;
    python_fault(&run->py, call);
    return NULL;
}

/* --- calls --- */

/* The values of those arguments that are names, up to the first that is more; how many. */
static inline uint32_t take_names(const Value *locals, const Expr *call, Value *values, bool *objects)
{
    uint32_t i = 0;
    for (; i < call->slot; i++) {
        const Value *value = &locals[call->arguments[i].value->slot];
        if (value->tag == V_UNSET)
            break;
        value_copy(&values[i], value);
        *objects |= value->tag == V_OBJ;
    }
    return i;
}

/* Of a call which is CALL_OWN or CALL_FUNCTION. NULL: it raised, as frame_script. */
static inline Frame *frame_of_call(Run *run, Value *locals, const Expr *call, Code *code,
                                   Frame *caller)
{
    Frame *frame = script_room(run, code);
    Value *values = frame_locals(frame);
    bool objects = false;
    uint32_t taken = take_names(locals, call, values, &objects);
    if (taken < call->count && !call_take(run, locals, call, taken, values))
        return frame_fails(run, frame, call);
    for (uint32_t i = taken; i < call->count; i++)
        objects |= values[i].tag == V_OBJ;
    script_begins(run, frame, call->count, caller);
    frame->phase = (uint16_t)call->count;
    if (!objects)
        return frame;
    const Arguments arguments = {.positional = values, .count = call->count};
    if (call_tell_arguments(run, &arguments, frame))
        return frame;
    python_fault(&run->py, call);
    return NULL;
}

/* Gives back a finished frame that nobody but the caller knows, or functions made in it; but not where
 * several tasks stand in it. */
static inline bool frame_is_shared(const Run *run)
{
    return run->sends.count && run->current && run->current->future.obj.flags & FUTURE_SHARES;
}
static inline void frame_ends(Frame *frame)
{
    frame->state = FRAME_FINISHED;
    frame->caller = NULL;
}
static inline void native_release(Run *run, Frame *frame)
{
    if (!frame_is_shared(run))
        heap_lay_by(&frame->obj, &run->natives);
}
static inline void script_release(Run *run, Frame *frame) /* or, if not, ends it */
{
    if (!frame->held && !frame_is_shared(run))
        heap_lay_by(&frame->obj, &frame->code->free);
    else
        frame_ends(frame);
}

#endif
