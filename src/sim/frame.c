/* Coroutine objects: their making and releasing, and their type. What drives them is in drive.c. */
#include "sim/call.h"
#include "sim/generator.h"
#include "sim/say.h"

#include <assert.h>
#include <string.h>

Frame *frame_with(Value *locals)
{
    return (Frame *)(void *)((char *)locals - FRAME_SCRIPT);
}

Frame *frame_script_above(Frame *frame)
{
    while (frame && frame->native)
        frame = frame->caller;
    return frame;
}

const Activation *frame_activation(Run *run, const Frame *frame, Activation *room)
{
    uint32_t number = frame->at->step;
    if (frame->top && frame->top->step->number == number)
        return frame->top;
    *room = (Activation){.step = run->py.scenario->steps[number - 1]};
    if (frame->at->op == CODE_AWAITED && frame->awaits)
        room->a = OBJ_VALUE(frame->awaits);
    return room;
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
    heap_mark(heap, frame->awaits);
    for (uint32_t i = 0; i < frame->code->slots; i++)
        heap_mark_value(heap, frame_locals(frame)[i]);
    const Activation *first = frame_activations(frame);
    for (const Activation *at = first; frame->top && at <= frame->top; at++) {
        heap_mark_value(heap, at->a);
        heap_mark_value(heap, at->b);
    }
}

static Str frame_name(const Frame *frame)
{
    return frame->native ? str_of(frame->native->name) : frame_coroutine(frame)->name;
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
                                            .place = frame->native ? self->flags : frame->made_at,
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
