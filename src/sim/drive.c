/* Driving coroutines. A script frame keeps a stack of activations: the body, the step in it that is
 * under way, the step in that one's block, and so on; so nesting costs no C stack, and a step that
 * waits is resumed where it stood. Awaiting a coroutine and coming back from one changes the frame
 * within the same loop. */
#include "sim/drive.h"

#include "python/exception.h"
#include "sim/generator.h"
#include "sim/limits.h"
#include "sim/statements.h"
#include "sim/task.h"
#include "sim/told.h"

static const Completion nothing = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

/* --- the steps of a script frame --- */

static inline Activation *push(Frame *frame, Activation *top, const Step *step, const Block *block)
{
    top->step = step;
    top->block = block;
    top->next = top->phase = 0;
    top->a.tag = top->b.tag = V_UNSET;
    frame->top = top;
    return top;
}

/* Counts a step that begins. False at the limit. */
static inline bool count_step(Run *run, const Step *step)
{
    heap_safe_point(run->py.heap);
    run->py.step = step->number;
    return !run->py.limit && limits_step(run);
}

/* How a coroutine's body ended, as those who await it see it. */
static inline Signal body_done(Run *run, Frame *frame, const Completion *completion)
{
    frame->top = NULL;
    if (completion->kind == COMPLETE_NORMAL)
        return done(run, NONE_VALUE);
    assert(completion == &run->completion); /* a step's, which is handed on */
    if (completion->kind == COMPLETE_RETURN)
        run->completion.kind = COMPLETE_NORMAL;
    return SIGNAL_DONE;
}

/* What a step's end means to the block around it. */
static inline const Completion *step_done(Run *run)
{
    if (run->completion.kind == COMPLETE_NORMAL)
        return &nothing;
    if (run->completion.kind == COMPLETE_RAISE)
        tell_raised(run, (ExceptionObj *)run->completion.value.o);
    return &run->completion;
}

static inline Signal run_step(Run *run, Frame *frame, Activation *top,
                              const Completion *completion)
{
    const StepOps *ops = run->ops[top->step->verb_index];
    switch (ops->code) {
    case STEP_RUN:
        return ops->run(run, frame, top, completion);
    case STEP_FOR:
        return run_for(run, frame, top, completion);
    case STEP_WHILE:
        return run_while(run, frame, top, completion);
    case STEP_IF:
        return run_if(run, frame, top, completion);
    case STEP_LET:
        return run_let(run, frame, top);
    case STEP_CALL:
        return run_call(run, frame, top);
    case STEP_RETURN:
        return run_return(run, frame, top);
    case STEP_AWAIT:
        return run_await(run, frame, top, completion);
    case STEP_BREAK:
        return complete(run, (Completion){COMPLETE_BREAK, NONE_VALUE});
    case STEP_CONTINUE:
        return complete(run, (Completion){COMPLETE_CONTINUE, NONE_VALUE});
    }
    __builtin_unreachable();
}

/* `completion`: what the step that is under way waited for, or how the last step of a block ended. */
__attribute__((always_inline)) static inline Signal resume_script(Run *run, Frame *frame,
                                                                  const Completion *completion)
{
    Activation *top = frame->top;
    if (frame->state == FRAME_CREATED)
        top = push(frame, frame_activations(frame), NULL, &frame->coroutine->body);
    frame->state = FRAME_RUNNING;
    const Step *step = top->step;
    bool walks = top->block != NULL;
    for (;;) {
        if (walks && completion->kind == COMPLETE_NORMAL && run->py.steps >= run->pause_at)
            return SIGNAL_PAUSE;
        if (walks && completion->kind == COMPLETE_NORMAL && top->next < top->block->count) {
            step = top->block->steps[top->next++];
            if (!count_step(run, step))
                return complete(run, nothing);
            top = push(frame, top + 1, step, NULL);
        } else {
            if (walks && !step)
                return body_done(run, frame, completion);
            if (walks && !top->block->count && !count_step(run, step))
                return complete(run, nothing);
            top->block = NULL;
            run->py.step = step->number;
        }
        run->py.fault.length = 0;
        Signal signal = run_step(run, frame, top, completion);
        walks = true;
        completion = &nothing;
        if (signal == SIGNAL_BLOCK) {
            top->next = 0;
            continue;
        }
        if (signal > SIGNAL_DONE)
            return signal;
        if (signal == SIGNAL_DONE)
            completion = step_done(run);
        if (run->py.limit)
            return complete(run, nothing);
        frame->top = --top;
        step = top->step;
    }
}

/* --- frames --- */

static Signal resume_native(Run *run, Frame *frame, const Completion *completion)
{
    frame->state = FRAME_RUNNING;
    Frame *script = frame_script_above(frame);
    if (script && script->top) {
        const Step *step = script->top->step;
        run->py.step = step ? step->number : 0;
    }
    return frame->native->resume(run, frame, completion);
}

__attribute__((always_inline)) static inline Signal resume(Run *run, Frame *frame,
                                                           const Completion *completion)
{
    assert(frame->state != FRAME_RUNNING);
    Signal signal;
    if (frame->state == FRAME_FINISHED) {
        raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "cannot reuse already awaited coroutine");
        signal = failed(run);
    } else if (frame->state == FRAME_CREATED && completion->kind == COMPLETE_RAISE
               && !(frame->native && frame->native->takes_throw)) {
        signal = complete(run, *completion);
    } else {
        signal = frame->native ? resume_native(run, frame, completion)
                               : resume_script(run, frame, completion);
    }
    frame->state = signal == SIGNAL_DONE ? FRAME_FINISHED : FRAME_SUSPENDED;
    return signal;
}

/* --- awaiting one another --- */

static bool runs_now(const Task *task, const Frame *frame)
{
    if (task->coroutine == frame)
        return false; /* as in a task's first step: it was begun elsewhere */
    for (const Frame *in = task->innermost; in; in = in->caller) {
        if (in == frame)
            return true;
    }
    return false;
}

static bool cannot_begin(Run *run, const Frame *frame)
{
    if (frame->state == FRAME_FINISHED)
        return raise_text(&run->py, BUILTIN_RUNTIME_ERROR,
                          "cannot reuse already awaited coroutine");
    if (runs_now(run->current, frame))
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "coroutine already executing");
    return raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "coroutine is being awaited already");
}

bool frame_can_begin(Run *run, const Frame *frame)
{
    return frame->state == FRAME_CREATED
           || (is_generator(frame) && frame->state == FRAME_SUSPENDED) || cannot_begin(run, frame);
}

static const Completion *raising(Run *run, Obj *exception)
{
    run->completion = (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(exception)};
    return &run->completion;
}

static const Completion *raised(Run *run)
{
    if (run->py.limit)
        return &nothing;
    Obj *exception = run->py.raised;
    run->py.raised = NULL;
    return raising(run, exception);
}

/* The frame becomes the innermost; what it begins with, or what its caller is told instead. */
static const Completion *enter(Run *run, Frame **innermost, Frame *frame)
{
    Obj *thrown = run->throw_in;
    run->throw_in = NULL;
    if (!frame_can_begin(run, frame))
        return raised(run);
    Frame *caller = *innermost;
    if (caller->obj.flags >= DEEPEST_CHAIN) {
        raise_text(&run->py, BUILTIN_RECURSION_ERROR, "maximum recursion depth exceeded");
        return raised(run);
    }
    frame->awaited = true;
    frame->caller = caller;
    frame->obj.flags = (uint16_t)(caller->obj.flags + 1);
    if (frame->native)
        frame->call = caller->call;
    *innermost = frame;
    return thrown ? raising(run, thrown) : &nothing;
}

/* What `await` gives at once. NULL where the task has to wait. */
static const Completion *await_now(Run *run, Frame **innermost)
{
    Value awaited = run->awaited, *result = &run->completion.value;
    if (value_is(awaited, OBJ_FRAME))
        return enter(run, innermost, (Frame *)awaited.o);
    if (!is_future(awaited)) {
        raise_text(&run->py, BUILTIN_TYPE_ERROR, "'%s' object can't be awaited",
                   value_type_name(&run->py, awaited));
        return raised(run);
    }
    if (!future_is_done(as_future(awaited)))
        return NULL;
    run->completion.kind = COMPLETE_NORMAL;
    return future_result(run, as_future(awaited), result) ? &run->completion : raised(run);
}

/* What ends iterators would end a coroutine unseen: Python raises something else for it. */
static void raise_instead(Run *run, ExceptionObj *raised, const char *who, Builtin type)
{
    ExceptionObj *told = exception_text(&run->py, BUILTIN_RUNTIME_ERROR, "%s raised %s", who,
                                        builtin_name(type));
    told->cause = told->context = &raised->obj;
    tell_instead(run, told, raised);
    raising(run, &told->obj);
}

/* A coroutine's body came to its end; of an async generator's, `async for` is told. */
static void body_ended(Run *run, const Frame *frame)
{
    bool generator = is_generator(frame);
    if (run->completion.kind != COMPLETE_RAISE) {
        if (generator)
            raising(run, &exception_make(&run->py, BUILTIN_STOP_ASYNC_ITERATION, NULL, 0)->obj);
        return;
    }
    ExceptionObj *raised = (ExceptionObj *)run->completion.value.o;
    const char *who = generator ? "async generator" : "coroutine";
    if (exception_is(raised->type, BUILTIN_STOP_ITERATION))
        raise_instead(run, raised, who, BUILTIN_STOP_ITERATION);
    else if (generator && exception_is(raised->type, BUILTIN_STOP_ASYNC_ITERATION))
        raise_instead(run, raised, who, BUILTIN_STOP_ASYNC_ITERATION);
}

Signal drive(Run *run, Frame **innermost, const Frame *outside, const Completion *completion)
{
    for (;;) {
        Frame *frame = *innermost;
        Signal signal = resume(run, frame, completion);
        if (run->py.limit)
            return SIGNAL_DONE;
        if (signal == SIGNAL_DONE || signal == SIGNAL_GIVE) {
            if (signal == SIGNAL_DONE && !frame->native && !frame->coroutine->plain)
                body_ended(run, frame);
            completion = &run->completion;
            *innermost = frame->caller;
            frame->caller = NULL;
            if (*innermost == outside)
                return SIGNAL_DONE;
        } else if (signal != SIGNAL_AWAIT || !(completion = await_now(run, innermost))) {
            return signal;
        }
        if (run->py.limit)
            return SIGNAL_DONE;
    }
}
