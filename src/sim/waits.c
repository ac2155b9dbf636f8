/* What the run writes into the trace, and what it says there about waiting. Texts are interned; a
 * step that waits the same way again (a loop of sleeps) is remembered, so that it costs no text. */
#include "sim/call.h"
#include "sim/say.h"
#include "sim/told.h"

#include <string.h>

/* How a task's own call waited in a step. */
typedef struct KnownWait {
    uint32_t wait; /* a trace index */
    uint32_t call, object, kind;
} KnownWait;

/* The last waits of a step, and what their label depended on. */
typedef struct WaitMemo {
    KnownWait known[2]; /* in the step itself; in a coroutine of asyncio's that it awaits */
    uint32_t label; /* a trace text + 1, 0 for none yet */
    uint32_t before; /* the text before a number, 0 for none yet */
    uint8_t kind;   /* as the verb said */
    bool steady;    /* the label depends on nothing but: */
    uint8_t tag;
    uint64_t payload;
} WaitMemo;

static inline void trace_line(Run *run)
{
    Task *task = run->current;
    if (!task || !run->py.step || task->future.line == run->py.step)
        return;
    task->future.line = run->py.step;
    trace_plain(run, EVENT_LINE, 0, 0);
}

void trace_now(Run *run, EventKind kind, uint32_t payload, uint16_t flags)
{
    if (kind == EVENT_PRINT || kind == EVENT_NOTE || kind == EVENT_BLOCK)
        trace_line(run);
    trace_plain(run, kind, payload, flags);
}

void trace_create(Run *run, uint32_t task, uint32_t maker)
{
    trace_line(run);
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = task,
                                  .other = maker,
                                  .place = run->py.step,
                                  .kind = EVENT_CREATE});
}

static inline uint64_t payload_of(Value value)
{
    uint64_t payload = 0;
    if (value.tag == V_OBJ)
        return value.o->kind;
    if (value.tag <= V_NONE)
        return 0; /* nothing stands there */
    memcpy(&payload, &value.i, sizeof payload);
    return payload;
}

/* The step's own label where it has one, else what the verb calls it. */
static WaitKind label_of(Run *run, Frame *script, const Activation *activation, Builder *out)
{
    const Step *step = activation->step;
    const StepOps *ops = run->ops[step->verb_index];
    WaitKind kind = WAIT_FUTURE;
    if (ops->describe)
        kind = ops->describe(run, script, activation, out);
    if (!step->label)
        return kind;
    size_t length = out->length;
    if (eval_text(run, script, step->label, out)) {
        memmove(out->at, out->at + length, out->length - length);
        out->length -= length;
    } else {
        run->py.raised = NULL; /* a label that names what is not there yet: the verb's own stays */
        out->length = length;
    }
    return kind;
}

/* The lock, queue ... that the native coroutines inside a step wait for: in their first slot, the
 * outermost that is not asyncio's own. */
static uint32_t object_of(Run *run, Frame *innermost)
{
    uint32_t object = 0;
    for (Frame *frame = innermost; frame && frame->native && !object; frame = frame->caller)
        if (frame->slots[0].tag == V_OBJ && is_told(frame->slots[0].o))
            object = tell_object(run, (Told *)frame->slots[0].o);
    return object;
}

/* A task over a native coroutine: nothing of the scenario's is inside. */
static uint32_t native_wait(Run *run, Frame *frame, WaitKind kind)
{
    Builder label = {0};
    builder_text(&label, frame->native->name);
    builder_text(&label, "()");
    uint32_t text = frame->call ? frame->call : run_text(run, builder_view(&label));
    builder_free(&label);
    return trace_intern_wait_of(
        run->trace, (WaitTexts){.kind = kind,
                                .label = text,
                                .call = frame_call(run, frame),
                                .object = object_of(run, frame)});
}

static bool is_steady(const Run *run, const Activation *activation)
{
    if (!run->ops[activation->step->verb_index]->steady)
        return false;
    const TextTemplate *label = activation->step->label;
    for (uint32_t i = 0; label && i < label->count; i++) {
        if (label->parts[i].value)
            return false;
    }
    return true;
}

/* Fills the memo with the step's label as it is now. */
static void describe(Run *run, Frame *script, const Activation *activation, WaitMemo *memo)
{
    const StepOps *ops = run->ops[activation->step->verb_index];
    Builder label = {0};
    if (ops->before_number && run_is_number(activation->a) && !activation->step->label) {
        if (!memo->before)
            memo->before = run_text(run, str_of(ops->before_number));
        memo->kind = (uint8_t)ops->kind(activation->a);
        memo->label = trace_intern_number_text(run->trace,
                                               run_number(activation->a, memo->before)) + 1;
    } else {
        memo->kind = (uint8_t)label_of(run, script, activation, &label);
        memo->label = run_text(run, builder_view(&label)) + 1;
    }
    memo->steady = is_steady(run, activation);
    memo->tag = (uint8_t)activation->a.tag;
    memo->payload = payload_of(activation->a);
    memo->known[0].call = memo->known[1].call = UINT32_MAX;
    builder_free(&label);
}

/* That of the frame's innermost step, filled. */
static inline WaitMemo *memo_of(Run *run, Frame *script)
{
    Activation room;
    const Activation *activation = frame_activation(run, script, &room);
    WaitMemo *memo = &run->memos[activation->step->number - 1];
    if (!memo->steady || memo->tag != (uint8_t)activation->a.tag ||
        memo->payload != payload_of(activation->a))
        describe(run, script, activation, memo);
    return memo;
}

/* `kind` where something knows better than the step what is waited for, else -1. */
static uint32_t script_wait(Run *run, Frame *script, int kind, uint32_t object)
{
    WaitMemo *memo = memo_of(run, script);
    KnownWait *known = &memo->known[kind >= 0];
    WaitTexts wait = {.kind = kind >= 0 ? (WaitKind)kind : (WaitKind)memo->kind,
                      .label = memo->label - 1,
                      .call = frame_call(run, script),
                      .object = object};
    if (script->caller) {
        wait.path = tell_path(run, script);
        return trace_intern_wait_of(run->trace, wait);
    }
    if (known->call != wait.call || known->object != object || known->kind != wait.kind)
        *known = (KnownWait){.wait = trace_intern_wait_of(run->trace, wait),
                             .call = wait.call,
                             .object = object,
                             .kind = wait.kind};
    return known->wait;
}

/* By the innermost step of the current task. */
static uint32_t wait_of(Run *run)
{
    Frame *inner = run->current->innermost, *script = frame_script_above(inner);
    if (!script)
        return native_wait(run, inner, inner->native->wait);
    return script_wait(run, script, inner->native ? (int)inner->native->wait : -1,
                       object_of(run, inner));
}

/* Who sleeps or gives way is never stuck, so only the trace asks how it waits. But a label may be more
 * than words: it may call a function. */
static bool nobody_asks(const Run *run, const Frame *inner, Signal signal)
{
    return !trace_keeps(run->trace, EVENT_WAIT) && signal != SIGNAL_AWAIT && !inner->native
           && !run->py.scenario->steps[inner->at->step - 1]->label;
}

void trace_wait_now(Run *run, Signal signal)
{
    trace_line(run);
    Task *task = run->current;
    task->wait_step = run->py.step;
    if (nobody_asks(run, task->innermost, signal))
        return;
    task->wait = wait_of(run);
    trace_plain(run, EVENT_WAIT, task->wait, 0);
}

uint32_t wait_now(Run *run, WaitKind kind)
{
    Frame *inner = run->current ? run->current->innermost : NULL;
    Frame *script = frame_script_above(inner);
    if (!script && inner)
        return native_wait(run, inner, kind);
    if (!script)
        return trace_intern_wait_of(run->trace, (WaitTexts){.kind = kind});
    return script_wait(run, script, (int)kind, 0);
}

WaitMemo *wait_memos_new(uint32_t steps)
{
    return mem_new(steps * sizeof(WaitMemo));
}
