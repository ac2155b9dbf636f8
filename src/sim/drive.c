/* Driving coroutines: awaiting one, and coming back from one, changes the frame within one loop, so
 * that neither costs C stack. */
#include "sim/drive.h"

#include "python/exception.h"
#include "sim/generator.h"
#include "sim/say.h"
#include "sim/run_code.h"
#include "sim/task.h"
#include "sim/told.h"

static const Completion nothing = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

/* --- frames --- */

static Signal resume_native(Run *run, Frame *frame, const Completion *completion)
{
    frame->state = FRAME_RUNNING;
    const Frame *script = frame_script_above(frame);
    if (script && script->at)
        run->py.step = script->at->step;
    return frame->native->resume(run, frame, completion);
}

static inline Signal resume(Run *run, Frame **innermost, const Completion *completion)
{
    Frame *frame = *innermost;
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
                               : run_code(run, innermost, completion);
    }
    (*innermost)->state = signal == SIGNAL_DONE ? FRAME_FINISHED : FRAME_SUSPENDED;
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
    slice_set(run);
    for (;;) {
        Signal signal = resume(run, innermost, completion);
        Frame *frame = *innermost;
        if (run->py.limit)
            return SIGNAL_DONE;
        if (signal == SIGNAL_DONE || signal == SIGNAL_GIVE) {
            if (signal == SIGNAL_DONE && !frame->native && !frame_coroutine(frame)->plain)
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
