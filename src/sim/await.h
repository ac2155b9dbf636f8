/* Awaiting, and what a coroutine comes back to: those that begin at once go on within the loop that runs
 * a frame's code. Private to run_code.c. */
#ifndef SIM_AWAIT_H
#define SIM_AWAIT_H

#include "python/method.h"
#include "sim/statements.h"
#include "sim/task.h"

static const Completion nothing = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

/* The result of what is awaited, bound at `at`, as most are: to one name, or none, and nothing has to be
 * told of it. False where there is more to do. */
static inline bool bind_plainly(const Frame *frame, const Instr *at, const Value *value)
{
    if (!at->own)
        return false;
    if (at->name == CODE_NO_NAME)
        return true;
    if (value->tag == V_OBJ)
        return false;
    value_copy(&frame_locals(frame)[at->name], value);
    return true;
}

/* Who called it goes on. */
static inline void go_on_with(Frame **innermost, Frame *caller)
{
    caller->state = FRAME_RUNNING;
    *innermost = caller;
}

/* So deep that no coroutine can begin: drive.c says so, in Python's words. */
static inline bool is_deepest(const Frame *caller)
{
    return caller->obj.flags >= DEEPEST_CHAIN;
}

/* A coroutine of asyncio's, which is the innermost now, begins: mostly it has its result at once. */
static inline Next run_native(Run *run, Frame **innermost, Frame *made, Signal *signal)
{
    Frame *frame = made->caller;
    const Instr *ends = frame->at;
    *signal = made->native->resume(run, made, &nothing);
    if (*signal != SIGNAL_DONE)
        return &elsewhere;
    frame_ends(made);
    go_on_with(innermost, frame);
    if (run->completion.kind != COMPLETE_NORMAL || run->py.limit
        || !bind_plainly(frame, ends, &run->completion.value))
        return ends;
    frame->awaits = NULL;
    native_release(run, made);
    return ends + 1;
}

/* Of `await q.put(1)`: its argument is evaluated where the coroutine keeps it. NULL: it raised. */
static inline Frame *make_native(Run *run, Frame *frame, const Expr *call, Value self,
                                 const NativeKind *kind)
{
    Frame *made = native_room(run);
    value_copy(&made->slots[0], &self);
    made->slots[1].tag = V_NONE;
    if (kind->parameter
        && !evaluate(&run->py, frame_locals(frame), call->arguments[0].value, &made->slots[1]))
        return frame_fails(run, made, call);
    native_begins(run, made, kind, frame);
    made->call = frame->call;
    return made;
}

static inline Next begin_await(Run *run, Frame *frame, const Instr *at, Value awaited,
                               Signal *signal)
{
    frame->awaits = awaited.tag == V_OBJ ? awaited.o : NULL;
    frame->awaits_own = false;
    frame->at = at + 1;
    *signal = await_value(run, awaited);
    return &elsewhere;
}

static inline Next await_any(Run *run, Frame *frame, const Instr *at, Signal *signal)
{
    Value awaited;
    if (!eval(run, frame, at->expr, &awaited))
        return fails(run);
    return begin_await(run, frame, at, awaited, signal);
}

static inline Next await_method(Run *run, Frame **innermost, Frame *frame, const Instr *at,
                                Signal *signal)
{
    Value self;
    const Method *method;
    if (!begin_step(run, frame, at))
        return &paused;
    if (!method_find(&run->py, frame_locals(frame), at->expr, &self, &method))
        return fails(run);
    const NativeKind *kind = method ? method->coroutine : NULL;
    if (!kind || at->expr->count != (kind->parameter ? 1 : 0) || is_deepest(frame)) {
        Value awaited;
        if (!method_finish(&run->py, frame_locals(frame), at->expr, self, method, &awaited))
            return fails(run);
        return begin_await(run, frame, at, awaited, signal);
    }
    Frame *made = make_native(run, frame, at->expr, self, kind);
    if (!made)
        return fails(run);
    frame->awaits = &made->obj;
    frame->awaits_own = true;
    frame->at = at + 1;
    frame->state = FRAME_SUSPENDED;
    *innermost = made;
    return run_native(run, innermost, made, signal);
}

/* The coroutine that is called becomes the innermost. */
static inline Next await_own(Run *run, Frame **innermost, Frame *caller, const Instr *at,
                             Signal *signal)
{
    if (!begin_step(run, caller, at))
        return &paused;
    if (is_deepest(caller))
        return await_any(run, caller, at, signal);
    Frame *frame = frame_of_call(run, frame_locals(caller), at->expr, at->callee, caller);
    if (!frame)
        return fails(run);
    caller->at = at + 1;
    caller->state = FRAME_SUSPENDED;
    *innermost = frame;
    return at->callee->instrs;
}

/* What was awaited ended so. */
static inline Next end_await(Run *run, Frame *frame, const Instr *at, const Completion *completion)
{
    Frame *own = frame->awaits_own ? (Frame *)frame->awaits : NULL;
    frame->awaits = NULL;
    if (own && completion->kind != COMPLETE_RAISE)
        native_release(run, own);
    if (!step_again(run, frame, at))
        return &elsewhere;
    if (completion->kind == COMPLETE_RAISE) {
        run->completion = *completion;
        return &elsewhere;
    }
    if (bind_plainly(frame, at, &completion->value)
        || bind_as(run, frame, &at->fields[AWAIT_AS], completion->value))
        return at + 1;
    return fails(run);
}

#endif
