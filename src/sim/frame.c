/* Coroutines as frames. A script frame keeps a stack of activations: the body, the step in it that
 * is under way, the step in that one's block, and so on; so nesting costs no C stack, and a step
 * that waits is resumed where it stood. */
#include "sim/call.h"
#include "python/exception.h"
#include "sim/generator.h"
#include "sim/limits.h"
#include "sim/loop.h"
#include "sim/task.h"
#include "sim/told.h"
#include "python/plain.h"

#include <assert.h>
#include <string.h>

/* --- making --- */

static uint32_t block_depth(const Block *block);

static uint32_t step_depth(const Step *step)
{
    uint32_t deepest = 0;
    for (int i = 0; i < VERB_FIELDS; i++) {
        const Field *field = &step->fields[i];
        if (!field->present)
            continue;
        FieldKind kind = step->verb->fields[i].kind;
        uint32_t depth = kind == FIELD_BLOCK ? block_depth(&field->block) : 0;
        if (kind == FIELD_EXCEPT) {
            for (uint32_t h = 0; h < field->handlers.count; h++) {
                uint32_t one = block_depth(&field->handlers.items[h].body);
                depth = one > depth ? one : depth;
            }
        }
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + 1;
}

/* Recursion as deep as a file may nest: SCENARIO_MAX_DEPTH. */
static uint32_t block_depth(const Block *block)
{
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < block->count; i++) {
        uint32_t depth = step_depth(block->steps[i]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

uint32_t coroutine_depth(const Coroutine *coroutine)
{
    return block_depth(&coroutine->body) + 1;
}

/* One block of memory: the frame, its locals, its activations. */
static size_t frame_size(const Coroutine *coroutine, uint32_t room)
{
    return FRAME_SCRIPT + coroutine->slot_count * sizeof(Value) + room * sizeof(Activation);
}

Frame *frame_script_new(Run *run, uint32_t index)
{
    const Coroutine *coroutine = &run->py.scenario->coroutines[index];
    uint32_t room = run->depths[index];
    Frame *frame = heap_make(run->py.heap, OBJ_FRAME, frame_size(coroutine, room));
    frame->coroutine = coroutine;
    frame->made_at = run->py.step;
    frame->room = (uint16_t)room;
    return frame;
}

void frame_release(Run *run, Frame *frame)
{
    if (frame->held || frame->state != FRAME_FINISHED
        || (run->current && run->current->future.obj.flags & FUTURE_SHARES)) /* others stand in it */
        return;
    run->awaited = NONE_VALUE; /* it may be this one */
    heap_release(run->py.heap, &frame->obj, frame_size(frame->coroutine, frame->room));
}

Frame *frame_with(Value *locals)
{
    return (Frame *)(void *)((char *)locals - FRAME_SCRIPT);
}

Frame *frame_native(Run *run, const NativeKind *kind)
{
    Frame *frame = heap_make(run->py.heap, OBJ_FRAME, sizeof *frame);
    frame->native = kind;
    for (size_t i = 0; i < sizeof frame->slots / sizeof *frame->slots; i++)
        frame->slots[i] = NONE_VALUE;
    return frame;
}

Frame *frame_script_above(Frame *frame)
{
    while (frame && frame->native)
        frame = frame->caller;
    return frame;
}

/* --- driving --- */

static const Completion nothing = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

static bool count_step(Run *run, const Step *step)
{
    run->py.step = step->number;
    return limits_step(run);
}

static Signal run_step(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    run->py.step = activation->step->number;
    run->py.fault.length = 0;
    return run->ops[activation->step->verb_index]->run(run, frame, activation, *completion);
}

/* How a coroutine's body ended, as those who await it see it. */
static Completion outcome_of(Completion completion)
{
    if (completion.kind == COMPLETE_RAISE)
        return completion;
    assert(completion.kind == COMPLETE_NORMAL || completion.kind == COMPLETE_RETURN);
    return (Completion){.kind = COMPLETE_NORMAL,
                        .value = completion.kind == COMPLETE_RETURN ? completion.value
                                                                    : NONE_VALUE};
}

static void push(Frame *frame, const Step *step, const Block *block)
{
    assert(frame->depth < frame->room);
    Activation *top = frame_activations(frame) + frame->depth++;
    top->step = step;
    top->block = block;
    top->next = top->phase = 0;
    top->a.tag = top->b.tag = V_UNSET;
}

/* Begins the block's next step. False where there is none, or the run is at its limit. */
static bool begin_next(Run *run, Frame *frame, Activation *walk)
{
    if (walk->next == walk->block->count) {
        if (walk->block->count == 0 && walk->step) { /* counts, so that a loop around it ends */
            heap_safe_point(run->py.heap);
            count_step(run, walk->step);
        }
        return false;
    }
    const Step *step = walk->block->steps[walk->next++];
    heap_safe_point(run->py.heap);
    if (run->py.limit || !count_step(run, step))
        return false;
    push(frame, step, NULL);
    return true;
}

/* What a step's end means to the block around it. */
static const Completion *step_done(Run *run)
{
    if (run->completion.kind == COMPLETE_RAISE)
        tell_raised(run, (ExceptionObj *)run->completion.value.o);
    return run->completion.kind == COMPLETE_NORMAL ? &nothing : &run->completion;
}

/* `completion` points to what is there anyway: taking the struct apart and putting it together
 * again for each step costs more than the step. */
static Signal resume_script(Run *run, Frame *frame, const Completion *completion)
{
    if (frame->state == FRAME_CREATED)
        push(frame, NULL, &frame->coroutine->body);
    frame->state = FRAME_RUNNING;
    Activation *top = frame_top(frame);
    for (;;) {
        bool goes_on = top->block && completion->kind == COMPLETE_NORMAL;
        if (goes_on && run->py.steps >= run->pause_at) {
            frame->state = FRAME_SUSPENDED;
            return SIGNAL_PAUSE;
        }
        if (goes_on && begin_next(run, frame, top)) {
            top++;
        } else if (top->block) {
            if (run->py.limit)
                return complete(run, nothing);
            if (!top->step) {
                frame->depth = 0;
                return complete(run, outcome_of(*completion));
            }
            top->block = NULL;
        }
        Signal signal = run_step(run, frame, top, completion);
        if (signal == SIGNAL_DONE) {
            completion = step_done(run);
            if (run->py.limit)
                return complete(run, nothing);
            frame->depth--;
            top--;
        } else if (signal == SIGNAL_BLOCK) {
            top->next = 0;
            completion = &nothing;
        } else {
            frame->state = FRAME_SUSPENDED;
            return signal;
        }
    }
}

static Signal resume_native(Run *run, Frame *frame, const Completion *completion)
{
    frame->state = FRAME_RUNNING;
    Frame *script = frame_script_above(frame);
    if (script && script->depth) {
        const Step *step = frame_top(script)->step;
        run->py.step = step ? step->number : 0;
    }
    Signal signal = frame->native->resume(run, frame, *completion);
    if (signal != SIGNAL_DONE)
        frame->state = FRAME_SUSPENDED;
    return signal;
}

Signal frame_resume(Run *run, Frame *frame, const Completion *completion)
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
    if (signal == SIGNAL_DONE)
        frame->state = FRAME_FINISHED;
    return signal;
}

/* --- functions --- */

static void run_through(Run *run, Frame *frame)
{
    uint64_t pause_at = run->pause_at;
    run->pause_at = UINT64_MAX; /* what C's stack carries can't be left and taken up again */
    frame_resume(run, frame, &nothing);
    run->pause_at = pause_at;
}

bool frame_run(Run *run, Frame *frame, Value *result)
{
    Frame **innermost = run->current ? &run->current->innermost : &run->function;
    Frame *caller = *innermost;
    uint32_t step = run->py.step, outer;
    frame->awaited = true;
    frame->obj.flags = caller ? (uint16_t)(caller->obj.flags + 1) : 0;
    if (frame->obj.flags >= DEEPEST_CHAIN || !heap_enter(run->py.heap, &outer))
        return raise_text(&run->py, BUILTIN_RECURSION_ERROR, "maximum recursion depth exceeded");
    frame->caller = caller;
    *innermost = frame;
    run_through(run, frame);
    *innermost = caller;
    frame->caller = NULL;
    heap_leave(run->py.heap, outer);
    run->py.step = step;
    run->py.fault.length = 0;
    if (run->py.limit)
        return false;
    *result = run->completion.value;
    if (run->completion.kind != COMPLETE_RAISE) {
        frame_release(run, frame);
        return true;
    }
    return raise_exception(&run->py, (ExceptionObj *)(void *)run->completion.value.o);
}

/* --- expressions in a frame --- */

static Value *locals_of(Frame *frame)
{
    return frame ? frame_locals(frame) : NULL;
}

bool eval(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    return evaluate(&run->py, locals_of(frame), expr, result);
}

bool eval_text(Run *run, Frame *frame, const TextTemplate *text, Builder *out)
{
    return evaluate_text(&run->py, locals_of(frame), text, out);
}

bool eval_awaitables(Run *run, Frame *frame, const Field *field, const Field *each, ListObj *into)
{
    if (frame && frame->phase && !frame->call && each && each->present)
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

bool bind(Run *run, Frame *frame, const Target *target, Value value)
{
    if (frame && frame->phase && !frame->call)
        frame_call_before(run, frame, target);
    return target_bind(&run->py, locals_of(frame), target, value);
}

void unbind(Run *run, Frame *frame, const Target *target)
{
    if (frame && frame->phase && !frame->call)
        frame_call_before(run, frame, target);
    target_unbind(&run->py, locals_of(frame), target);
}

/* --- what steps and native coroutines say --- */

Signal complete(Run *run, Completion completion)
{
    run->completion = completion;
    return SIGNAL_DONE;
}

Signal done(Run *run, Value value)
{
    return complete(run, (Completion){.kind = COMPLETE_NORMAL, .value = value});
}

Signal failed(Run *run)
{
    if (run->py.limit)
        return done(run, NONE_VALUE);
    assert(run->py.raised);
    Value raised = OBJ_VALUE(run->py.raised);
    run->py.raised = NULL;
    return complete(run, (Completion){.kind = COMPLETE_RAISE, .value = raised});
}

Signal await_value(Run *run, Value awaitable)
{
    run->awaited = awaitable;
    return SIGNAL_AWAIT;
}

Signal sleep_for(Run *run, int64_t nanoseconds)
{
    run->sleep = nanoseconds;
    return nanoseconds > 0 ? SIGNAL_SLEEP : SIGNAL_YIELD;
}

/* --- the type --- */

static void visit_frame(Heap *heap, Obj *self)
{
    Frame *frame = (Frame *)self;
    if (frame->caller)
        heap_mark(heap, &frame->caller->obj);
    if (frame->native) {
        for (size_t i = 0; i < sizeof frame->slots / sizeof *frame->slots; i++)
            heap_mark_value(heap, frame->slots[i]);
        return;
    }
    heap_mark(heap, frame->handling);
    if (frame->state == FRAME_FINISHED) { /* but its call's text may still be asked for */
        for (uint32_t i = 0; i < frame->phase && !frame->call; i++)
            heap_mark_value(heap, frame_locals(frame)[i]);
        return;
    }
    for (uint32_t i = 0; i < frame->coroutine->slot_count; i++)
        heap_mark_value(heap, frame_locals(frame)[i]);
    for (uint32_t i = 0; i < frame->depth; i++) {
        heap_mark_value(heap, frame_activations(frame)[i].a);
        heap_mark_value(heap, frame_activations(frame)[i].b);
    }
}

static Str frame_name(const Frame *frame)
{
    return frame->native ? str_of(frame->native->name) : frame->coroutine->name;
}

static void dispose_frame(Python *py, Obj *self)
{
    Run *run = run_of(py);
    const Frame *frame = (const Frame *)self;
    if (frame->awaited || is_generator(frame) || frame->state != FRAME_CREATED || heap_closing(py->heap))
        return;
    Builder text = {0};
    builder_text(&text, "coroutine '");
    builder_str(&text, frame_name(frame));
    builder_text(&text, "' was never awaited");
    array_push(&run->warnings, (RunWarning){.text = run_text(run, builder_view(&text)),
                                            .task = NO_TASK,
                                            .place = frame->made_at,
                                            .serial = self->serial});
    builder_free(&text);
}

static bool repr_frame(Python *py, Obj *self, Builder *out)
{
    (void)py;
    builder_text(out, "<coroutine ");
    builder_str(out, frame_name((const Frame *)self));
    builder_char(out, '>');
    return true;
}

static const char *own_name(const Obj *self)
{
    return is_generator((const Frame *)self) ? "async_generator" : "coroutine";
}

const ObjType frame_type = {.name = "coroutine",
                            .own_name = own_name,
                            .warns = true,
                            .visit = visit_frame,
                            .dispose = dispose_frame,
                            .repr = repr_frame};
