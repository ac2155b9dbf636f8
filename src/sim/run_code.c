/* Running a script frame's code. Python's own statements are instructions, which need nothing but a
 * place in the code. A verb of asyncio keeps an activation while it is under way, with whatever stands
 * inside of it; so the frame's stack is as deep as its verbs nest. A coroutine that awaits another one
 * of the scenario's, and is given its result, goes on within the same loop.
 *
 * A step that fails, or ends as return, break and continue do, leaves run->completion. It goes to the
 * innermost verb under way, which says what becomes of it, or else out of the body. */
#include "sim/run_code.h"

#include "sim/await.h"
#include "sim/step.h"

/* --- verbs --- */

static inline Next begin_verb(Run *run, Frame *frame, const Instr *at)
{
    if (!begin_step(run, frame, at))
        return &paused;
    Activation *top = frame->top ? frame->top + 1 : frame_activations(frame);
    top->step = at->verb;
    top->resume = at + 1;
    top->phase = 0;
    top->a.tag = top->b.tag = V_UNSET;
    frame->top = top;
    return at + 1;
}

/* Where its end leads. */
static inline Next end_verb(Run *run, Frame *frame, const Instr *at, Signal signal)
{
    frame->top = frame->top == frame_activations(frame) ? NULL : frame->top - 1;
    if (run->py.limit)
        return &elsewhere;
    if (signal == SIGNAL_OVER)
        return at->there;
    switch (run->completion.kind) {
    case COMPLETE_NORMAL: return at->there;
    case COMPLETE_BREAK: return at + 1;
    case COMPLETE_CONTINUE: return at + 2;
    case COMPLETE_RAISE:
    case COMPLETE_RETURN: break;
    }
    return &elsewhere;
}

/* `signal`: past SIGNAL_DONE where it waits. */
static inline Next run_verb(Run *run, Frame *frame, const Instr *at, const Completion *completion,
                            Signal *signal)
{
    if (!step_again(run, frame, at))
        return &elsewhere;
    *signal = run->ops[at->verb->verb_index]->run(run, frame, frame->top, completion);
    if (*signal <= SIGNAL_DONE)
        return end_verb(run, frame, at, *signal);
    if (*signal != SIGNAL_BLOCK)
        return &elsewhere;
    *signal = SIGNAL_DONE;
    return code_block(frame->code, at, frame->top->block);
}

/* --- ends --- */

static inline Next completes(Run *run, Frame *frame, const Instr *at, CompletionKind kind)
{
    if (at->begins && !begin_step(run, frame, at))
        return &paused;
    complete(run, (Completion){.kind = kind, .value = NONE_VALUE});
    return &elsewhere;
}

static inline Next run_end(Run *run, Frame *frame, const Instr *at)
{
    frame->at = at;
    return completes(run, frame, at, COMPLETE_RETURN);
}

/* The body is over, and `value` its result. Where its caller goes on, if that awaits just this; else
 * elsewhere. What is not bound at once is run->completion. */
static inline Next give_back(Run *run, Frame **innermost, Frame *frame, const Value *value)
{
    Frame *caller = frame->caller;
    frame->at = NULL;
    run->completion.kind = COMPLETE_NORMAL; /* what was caught is over: a verb may end with this step */
    if (!frame->inside) {
        value_copy(&run->completion.value, value);
        return &elsewhere;
    }
    const Instr *at = caller->at, *next = at + 1;
    if (!bind_plainly(caller, at, value)) {
        value_copy(&run->completion.value, value);
        next = at;
    }
    run->py.step = at->step;
    script_release(run, frame);
    go_on_with(innermost, caller); /* last, so that nobody has to read it again */
    return next;
}

/* What is returned: where it stands, in a name of its own or run->completion. NULL where it raised. */
static inline const Value *returned(Run *run, Frame *frame, const Instr *at)
{
    const Value *own = &frame_locals(frame)[at->name];
    if (at->own && own->tag != V_UNSET)
        return own;
    return eval(run, frame, at->expr, &run->completion.value) ? &run->completion.value : NULL;
}

static inline Next run_return(Run *run, Frame **innermost, Frame *frame, const Instr *at)
{
    if (!begin_step(run, frame, at))
        return &paused;
    const Value *value = returned(run, frame, at);
    if (!value)
        return fails(run);
    if (!frame->inside)
        run->py.step = at->outermost;
    return give_back(run, innermost, frame, value);
}

static inline Next run_leave(Run *run, Frame *frame, const Instr *at)
{
    if (!begin_step(run, frame, at))
        return &paused;
    const Value *value = returned(run, frame, at);
    if (!value)
        return fails(run);
    complete(run, (Completion){.kind = COMPLETE_RETURN, .value = *value});
    return &elsewhere;
}

/* To the innermost verb, which is told of run->completion: not that the step has come to its end. Or out
 * of the body, then elsewhere. */
static Next leave(Run *run, Frame *frame)
{
    if (run->completion.kind == COMPLETE_RAISE)
        tell_raised(run, (ExceptionObj *)run->completion.value.o);
    if (frame->top)
        return frame->top->resume;
    if (frame->at && frame->at->outermost)
        run->py.step = frame->at->outermost;
    if (run->completion.kind == COMPLETE_RETURN)
        run->completion.kind = COMPLETE_NORMAL;
    frame->at = NULL;
    return &elsewhere;
}

/* Where run->completion leads; elsewhere: the body is over, or all is at the run's limit. */
static Next go_elsewhere(Run *run, Frame **innermost)
{
    Frame *frame = *innermost;
    Next next = &elsewhere;
    if (run->py.limit) {
        complete(run, nothing);
        return next;
    }
    if (run->completion.kind != COMPLETE_NORMAL) /* the end of a body, which is over */
        next = leave(run, frame);
    if (next == &elsewhere && run->completion.kind == COMPLETE_NORMAL)
        next = give_back(run, innermost, frame, &run->completion.value);
    return next;
}

Signal run_code(Run *run, Frame **innermost, const Completion *completion)
{
    Frame *frame = *innermost;
    const Instr *at = frame->at ? frame->at : frame->code->instrs;
    Signal signal = SIGNAL_DONE;
    frame->state = FRAME_RUNNING;
    for (;;) {
        switch ((Opcode)at->op) {
        case CODE_PASS: at = run_pass(run, frame, at); break;
        case CODE_JUMP: at = run_jump(run, frame, at); break;
        case CODE_CALL: at = run_call(run, frame, at); break;
        case CODE_LET: at = run_let(run, frame, at); break;
        case CODE_IF: at = run_if(run, frame, at); break;
        case CODE_WHILE: at = run_while(run, frame, at); break;
        case CODE_FOR: at = run_for(run, frame, at); break;
        case CODE_FOR_NEXT: at = run_for_next(run, frame, at); break;
        case CODE_FOR_END: at = run_for_end(frame, at); break;
        case CODE_AWAIT:
            at = begin_step(run, frame, at) ? await_any(run, frame, at, &signal) : &paused;
            completion = &run->completion;
            break;
        case CODE_AWAIT_METHOD:
            at = await_method(run, innermost, frame, at, &signal);
            completion = &run->completion;
            break;
        case CODE_AWAIT_OWN:
            at = await_own(run, innermost, frame, at, &signal);
            frame = *innermost;
            break;
        case CODE_AWAITED:
            at = end_await(run, frame, at, completion);
            completion = &nothing;
            break;
        case CODE_VERB:
            at = begin_verb(run, frame, at);
            completion = &nothing;
            break;
        case CODE_RESUME:
            at = run_verb(run, frame, at, completion, &signal);
            completion = &nothing;
            break;
        case CODE_BREAK: at = completes(run, frame, at, COMPLETE_BREAK); break;
        case CODE_CONTINUE: at = completes(run, frame, at, COMPLETE_CONTINUE); break;
        case CODE_RETURN:
            at = run_return(run, innermost, frame, at);
            completion = &run->completion;
            frame = *innermost;
            break;
        case CODE_LEAVE: at = run_leave(run, frame, at); break;
        case CODE_END: at = run_end(run, frame, at); break;
        case CODE_PAUSE: return run->py.limit ? complete(run, nothing) : SIGNAL_PAUSE;
        case CODE_ELSEWHERE:
            if (signal > SIGNAL_DONE)
                return signal;
            at = go_elsewhere(run, innermost);
            if (at == &elsewhere)
                return SIGNAL_DONE;
            completion = &run->completion;
            frame = *innermost;
            break;
        default: __builtin_unreachable();
        }
    }
}
