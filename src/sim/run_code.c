/* Running a script frame's code. Python's own statements are instructions, which need nothing but a
 * place in the code. A verb of asyncio keeps an activation while it is under way, with whatever stands
 * inside of it; so the frame's stack is as deep as its verbs nest. A coroutine that awaits another one
 * of the scenario's, and is given its result, goes on within the same loop.
 *
 * A step that fails, or ends as return, break and continue do, leaves run->completion. It goes to the
 * innermost verb under way, which says what becomes of it, or else out of the body. */
#include "sim/run_code.h"

#include "python/exception.h"
#include "sim/statements.h"
#include "sim/step.h"
#include "sim/task.h"

static const Completion nothing = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

/* --- await --- */

/* `await q.get()`: a coroutine of asyncio's which was made in this step, so by the call. */
static inline bool is_made_now(const Run *run, const Instr *at, Value awaited)
{
    const Frame *frame = (const Frame *)awaited.o;
    return at->own && value_is(awaited, OBJ_FRAME) && frame->native && !frame->awaited
           && frame->obj.flags == run->py.step;
}

__attribute__((cold)) static Next too_deep(Run *run)
{
    raise_text(&run->py, BUILTIN_RECURSION_ERROR, "maximum recursion depth exceeded");
    return fails(run);
}

/* The result of what is awaited, bound at `at`, as most are: to one name, or none, and nothing has to be
 * told of it. False where there is more to do. */
static inline bool bind_plainly(const Run *run, const Frame *frame, const Instr *at,
                                const Value *value)
{
    if (!at->own || run->py.limit)
        return false;
    if (at->name == CODE_NO_NAME)
        return true;
    if (value->tag == V_OBJ)
        return false;
    value_copy(&frame_locals(frame)[at->name], value);
    return true;
}

/* `made` begins: it becomes the innermost. False where it can't. */
static inline bool enter(Frame **innermost, Frame *made)
{
    Frame *caller = *innermost;
    if (caller->obj.flags >= DEEPEST_CHAIN)
        return false;
    made->awaited = true;
    made->caller = caller;
    made->obj.flags = (uint16_t)(caller->obj.flags + 1);
    made->state = FRAME_RUNNING;
    caller->state = FRAME_SUSPENDED;
    *innermost = made;
    return true;
}

/* A coroutine of asyncio's that was made just now: mostly it has its result at once. */
static inline Next run_native(Run *run, Frame **innermost, Frame *made, const Instr *at,
                              Signal *signal)
{
    Frame *frame = *innermost;
    if (!enter(innermost, made))
        return too_deep(run);
    made->call = frame->call;
    *signal = made->native->resume(run, made, &nothing);
    if (*signal != SIGNAL_DONE)
        return NULL;
    made->state = FRAME_FINISHED;
    made->caller = NULL;
    frame->state = FRAME_RUNNING;
    *innermost = frame;
    if (run->completion.kind != COMPLETE_NORMAL
        || !bind_plainly(run, frame, at + 1, &run->completion.value))
        return at + 1;
    frame->awaits = NULL;
    frame_release(run, made);
    return at + 2;
}

static inline Next begin_await(Run *run, Frame **innermost, const Instr *at, Signal *signal)
{
    Frame *frame = *innermost;
    Value awaited;
    if (!(at->own ? evaluate_method_call(&run->py, frame_locals(frame), at->expr, &awaited)
                  : eval(run, frame, at->expr, &awaited)))
        return fails(run);
    frame->awaits = awaited.tag == V_OBJ ? awaited.o : NULL;
    frame->awaits_own = is_made_now(run, at, awaited);
    frame->at = at + 1;
    if (frame->awaits_own)
        return run_native(run, innermost, (Frame *)awaited.o, at, signal);
    *signal = await_value(run, awaited);
    return NULL;
}

/* The coroutine that is called becomes the innermost. */
static inline Next enter_own(Run *run, Frame **innermost, const Instr *at)
{
    Frame *caller = *innermost;
    Frame *frame = frame_of_call(run, frame_locals(caller), at->expr, at->callee);
    if (!frame)
        return fails(run);
    caller->at = at + 1;
    return enter(innermost, frame) ? frame->code->instrs : too_deep(run);
}

/* What was awaited ended so. */
static inline Next awaited(Run *run, Frame *frame, const Instr *at, const Completion *completion)
{
    if (!step_again(run, frame, at))
        return NULL;
    if (completion->kind == COMPLETE_RAISE) {
        run->completion = *completion;
        return NULL;
    }
    if (bind_plainly(run, frame, at, &completion->value)
        || bind_as(run, frame, &at->fields[AWAIT_AS], completion->value))
        return at + 1;
    return fails(run);
}

static inline Next end_await(Run *run, Frame *frame, const Instr *at, const Completion *completion)
{
    Frame *own = frame->awaits_own ? (Frame *)frame->awaits : NULL;
    frame->awaits = NULL;
    if (own && completion->kind != COMPLETE_RAISE)
        frame_release(run, own);
    return awaited(run, frame, at, completion);
}

/* --- verbs --- */

static inline void begin_verb(Frame *frame, const Instr *at)
{
    Activation *top = frame->top ? frame->top + 1 : frame_activations(frame);
    top->step = at->verb;
    top->resume = at + 1;
    top->phase = 0;
    top->a.tag = top->b.tag = V_UNSET;
    frame->top = top;
}

/* Where its end leads. */
static inline Next end_verb(Run *run, Frame *frame, const Instr *at, Signal signal)
{
    frame->top = frame->top == frame_activations(frame) ? NULL : frame->top - 1;
    if (run->py.limit)
        return NULL;
    if (signal == SIGNAL_OVER)
        return at->there;
    switch (run->completion.kind) {
    case COMPLETE_NORMAL: return at->there;
    case COMPLETE_BREAK: return at + 1;
    case COMPLETE_CONTINUE: return at + 2;
    case COMPLETE_RAISE:
    case COMPLETE_RETURN: break;
    }
    return NULL;
}

/* `signal`: past SIGNAL_DONE where it waits. */
static inline Next run_verb(Run *run, Frame *frame, const Instr *at, const Completion *completion,
                            Signal *signal)
{
    if (!step_again(run, frame, at))
        return NULL;
    *signal = run->ops[at->verb->verb_index]->run(run, frame, frame->top, completion);
    if (*signal <= SIGNAL_DONE)
        return end_verb(run, frame, at, *signal);
    if (*signal != SIGNAL_BLOCK)
        return NULL;
    *signal = SIGNAL_DONE;
    return code_block(frame->code, at, frame->top->block);
}

/* --- ends --- */

static inline Next completes(Run *run, CompletionKind kind)
{
    complete(run, (Completion){.kind = kind, .value = NONE_VALUE});
    return NULL;
}

/* The body is over, and `value` its result. Where that leads, if to one who awaits just that; else
 * NULL. */
static inline Next give_back(Run *run, Frame **innermost, const Frame *outside, const Value *value)
{
    Frame *frame = *innermost, *caller = frame->caller;
    frame->at = NULL;
    if (caller == outside || caller->native || caller->at->op != CODE_OWN_ENDS)
        return NULL;
    const Instr *at = caller->at;
    bool bound = bind_plainly(run, caller, at, value);
    frame->state = FRAME_FINISHED;
    frame->caller = NULL;
    frame_release(run, frame);
    caller->state = FRAME_RUNNING;
    run->py.step = at->step;
    *innermost = caller;
    return bound ? at + 1 : at;
}

static inline Next returns(Run *run, Frame **innermost, const Frame *outside, const Instr *at)
{
    Frame *frame = *innermost;
    Value *value = &run->completion.value;
    const Value *own = &frame_locals(frame)[at->name];
    if (at->own && own->tag != V_UNSET)
        value_copy(value, own);
    else if (!evaluate(&run->py, frame_locals(frame), at->expr, value))
        return fails(run);
    run->completion.kind = COMPLETE_RETURN;
    if (frame->top)
        return NULL;
    run->py.step = at->outermost;
    run->completion.kind = COMPLETE_NORMAL;
    return give_back(run, innermost, outside, value);
}

/* To the innermost verb, which is told of run->completion: not that the step has come to its end. NULL: it
 * leads out of the body. */
static Next leave(Run *run, Frame *frame, const Instr *at)
{
    if (run->completion.kind == COMPLETE_RAISE)
        tell_raised(run, (ExceptionObj *)run->completion.value.o);
    if (frame->top)
        return frame->top->resume;
    if (at->outermost)
        run->py.step = at->outermost;
    if (run->completion.kind == COMPLETE_RETURN)
        run->completion.kind = COMPLETE_NORMAL;
    frame->at = NULL;
    return NULL;
}

Signal run_code(Run *run, Frame **innermost, const Frame *outside, const Completion *completion)
{
    Frame *frame = *innermost;
    const Instr *at = frame->at ? frame->at : frame->code->instrs, *next = NULL;
    Signal signal = SIGNAL_DONE;
    frame->state = FRAME_RUNNING;
    for (;; at = next) {
        switch ((Opcode)at->op) {
        case CODE_STEP:
            if (!begin_step(run, frame, at))
                return run->py.limit ? complete(run, nothing) : SIGNAL_PAUSE;
            next = at + 1;
            continue;
        case CODE_JUMP: next = at->there; continue;
        case CODE_CALL: next = run_call(run, frame, at); break;
        case CODE_LET: next = run_let(run, frame, at); break;
        case CODE_IF: next = run_branch(run, frame, at, false); break;
        case CODE_WHILE: next = run_while(run, frame, at); break;
        case CODE_FOR: next = run_for(run, frame, at); break;
        case CODE_FOR_NEXT: next = run_for_next(run, frame, at); break;
        case CODE_FOR_END: next = run_for_end(frame, at); continue;
        case CODE_AWAIT:
            next = begin_await(run, innermost, at, &signal);
            if (signal > SIGNAL_DONE)
                return signal;
            completion = &run->completion;
            break;
        case CODE_AWAIT_OWN:
            next = enter_own(run, innermost, at);
            frame = *innermost;
            break;
        case CODE_AWAITED:
            next = end_await(run, frame, at, completion);
            completion = &nothing;
            break;
        case CODE_OWN_ENDS:
            next = awaited(run, frame, at, completion);
            completion = &nothing;
            break;
        case CODE_VERB:
            begin_verb(frame, at++); /* fall through */
        case CODE_RESUME:
            next = run_verb(run, frame, at, completion, &signal);
            completion = &nothing;
            if (signal > SIGNAL_DONE)
                return signal;
            break;
        case CODE_BREAK: next = completes(run, COMPLETE_BREAK); break;
        case CODE_CONTINUE: next = completes(run, COMPLETE_CONTINUE); break;
        case CODE_RETURN:
            next = returns(run, innermost, outside, at);
            completion = &run->completion;
            frame = *innermost;
            break;
        case CODE_END: next = completes(run, COMPLETE_RETURN); break;
        default: __builtin_unreachable();
        }
        if (next)
            continue;
        if (run->py.limit)
            return complete(run, nothing);
        if (run->completion.kind != COMPLETE_NORMAL) /* the end of a body, which is over */
            next = leave(run, frame, at);
        if (!next && run->completion.kind == COMPLETE_NORMAL)
            next = give_back(run, innermost, outside, &run->completion.value);
        if (!next)
            return SIGNAL_DONE;
        completion = &run->completion;
        frame = *innermost;
    }
}
