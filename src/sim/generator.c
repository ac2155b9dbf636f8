#include "sim/generator.h"

#include "python/exception.h"
#include "sim/loop.h"
#include "sim/objects.h"

enum { CLOSE_BEGINS, CLOSE_THROWN };

/* What comes for it before it begins goes to the generator, too: a cancelling. */
static Signal close_resume(Run *run, Frame *frame, const Completion *completion)
{
    if (frame->phase == CLOSE_BEGINS) {
        frame->phase = CLOSE_THROWN;
        run->throw_in = completion->kind == COMPLETE_RAISE
                            ? completion->value.o
                            : &exception_make(&run->py, BUILTIN_GENERATOR_EXIT, NULL, 0)->obj;
        return await_value(run, frame->slots[0]);
    }
    if (completion->kind != COMPLETE_RAISE) {
        raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "async generator ignored GeneratorExit");
        return failed(run);
    }
    Builtin type = ((ExceptionObj *)completion->value.o)->type;
    if (type == BUILTIN_STOP_ASYNC_ITERATION || type == BUILTIN_GENERATOR_EXIT)
        return done(run, NONE_VALUE);
    return complete(run, *completion);
}

static const NativeKind close_kind = {
    .name = "aclose", .wait = WAIT_TASK, .resume = close_resume, .takes_throw = true};

static void begin_closing(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    Value closing = native_coroutine(run, &close_kind, OBJ_VALUE(self), NONE_VALUE);
    task_new(run, (Frame *)closing.o, NONE_VALUE);
}

void generator_drop(Run *run, Frame *frame)
{
    if (frame->state == FRAME_SUSPENDED)
        call_soon(run, begin_closing, &frame->obj, NULL);
}
