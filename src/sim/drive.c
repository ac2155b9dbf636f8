/* Driving coroutines. A script frame keeps a stack of activations: the body, the step in it that is
 * under way, the step in that one's block, and so on; so nesting costs no C stack, and a step that
 * waits is resumed where it stood. Awaiting a coroutine and coming back from one changes the frame
 * within the same loop. */
#include "sim/drive.h"

#include "python/exception.h"
#include "sim/generator.h"
#include "sim/limits.h"
#include "sim/say.h"
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

static bool count_step(Run *run, const Step *step)
{
    run->py.step = step->number;
    return limits_step(run);
}

/* A block without steps counts as one, so that a loop around it ends. */
static void count_empty(Run *run, const Activation *walk)
{
    if (walk->block->count || !walk->step)
        return;
    heap_safe_point(run->py.heap);
    count_step(run, walk->step);
}

/* Begins the block's next step. NULL where there is none, or the run is at its limit. */
static inline Activation *begin_next(Run *run, Frame *frame, Activation *walk)
{
    if (walk->next == walk->block->count) {
        count_empty(run, walk);
        return NULL;
    }
    const Step *step = walk->block->steps[walk->next++];
    heap_safe_point(run->py.heap);
    if (run->py.limit || !count_step(run, step))
        return NULL;
    return push(frame, walk + 1, step, NULL);
}

/* How a coroutine's body ended, as those who await it see it. */
static Signal body_done(Run *run, Frame *frame, const Completion *completion)
{
    frame->top = NULL;
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    assert(completion->kind == COMPLETE_NORMAL || completion->kind == COMPLETE_RETURN);
    return done(run, completion->kind == COMPLETE_RETURN ? completion->value : NONE_VALUE);
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

static inline Signal resume_script(Run *run, Frame *frame, const Completion *completion)
{
    Activation *top = frame->top;
    if (frame->state == FRAME_CREATED)
        top = push(frame, frame_activations(frame), NULL, &frame->coroutine->body);
    frame->state = FRAME_RUNNING;
    for (;;) {
        if (top->block) {
            Activation *next = NULL;
            if (completion->kind == COMPLETE_NORMAL) {
                if (run->py.steps >= run->pause_at)
                    return SIGNAL_PAUSE;
                next = begin_next(run, frame, top);
            }
            if (next)
                top = next;
            else if (run->py.limit)
                return complete(run, nothing);
            else if (!top->step)
                return body_done(run, frame, completion);
            else
                top->block = NULL;
        }
        run->py.step = top->step->number;
        run->py.fault.length = 0;
        Signal signal = run->ops[top->step->verb_index]->run(run, frame, top, completion);
        if (signal == SIGNAL_DONE) {
            completion = step_done(run);
            if (run->py.limit)
                return complete(run, nothing);
            frame->top = --top;
        } else if (signal == SIGNAL_BLOCK) {
            top->next = 0;
            completion = &nothing;
        } else {
            return signal;
        }
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

static Signal resume(Run *run, Frame *frame, const Completion *completion)
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

/* An async generator's body came to its end: what `async for` is told of it. */
static void generator_ended(Run *run)
{
    ExceptionObj *raised = run->completion.kind == COMPLETE_RAISE
                               ? (ExceptionObj *)run->completion.value.o
                               : NULL;
    ExceptionObj *told = raised;
    if (!raised) {
        told = exception_make(&run->py, BUILTIN_STOP_ASYNC_ITERATION, NULL, 0);
    } else if (exception_is(raised->type, BUILTIN_STOP_ITERATION)
               || exception_is(raised->type, BUILTIN_STOP_ASYNC_ITERATION)) {
        told = exception_text(&run->py, BUILTIN_RUNTIME_ERROR, "async generator raised %s",
                              exception_name(raised));
        told->cause = told->context = &raised->obj;
    }
    raising(run, &told->obj);
}

Signal drive(Run *run, Frame **innermost, const Frame *outside, const Completion *completion)
{
    for (;;) {
        Frame *frame = *innermost;
        Signal signal = resume(run, frame, completion);
        if (run->py.limit)
            return SIGNAL_DONE;
        if (signal == SIGNAL_DONE || signal == SIGNAL_GIVE) {
            if (signal == SIGNAL_DONE && is_generator(frame))
                generator_ended(run);
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

/* --- functions --- */

static void run_through(Run *run, Frame **innermost, const Frame *outside)
{
    uint64_t pause_at = run->pause_at;
    run->pause_at = UINT64_MAX; /* what C's stack carries can't be left and taken up again */
    drive(run, innermost, outside, &nothing);
    run->pause_at = pause_at;
}

bool frame_run(Run *run, Frame *frame, Value *result)
{
    Frame **innermost = run->current ? &run->current->innermost : &run->function;
    Frame *caller = *innermost;
    Completion kept = run->completion; /* the step in whose middle it is called may look at it */
    uint32_t step = run->py.step, outer;
    frame->awaited = true;
    frame->obj.flags = caller ? (uint16_t)(caller->obj.flags + 1) : 0;
    if (frame->obj.flags >= DEEPEST_CHAIN || !heap_enter(run->py.heap, &outer))
        return raise_text(&run->py, BUILTIN_RECURSION_ERROR, "maximum recursion depth exceeded");
    frame->caller = caller;
    *innermost = frame;
    run_through(run, innermost, caller);
    *innermost = caller;
    frame->caller = NULL;
    heap_leave(run->py.heap, outer);
    run->py.step = step;
    run->py.fault.length = 0;
    if (run->py.limit)
        return false;
    Completion ended = run->completion;
    run->completion = kept;
    *result = ended.value;
    if (ended.kind != COMPLETE_RAISE) {
        frame_release(run, frame);
        return true;
    }
    return raise_exception(&run->py, (ExceptionObj *)(void *)ended.value.o);
}
