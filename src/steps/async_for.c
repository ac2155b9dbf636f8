/* {"async_for": "x in ticks(3)", "do": [...]}: async for x in ticks(3): ... over an async generator, or
 * over as_completed(...). The activation's `a` holds what is walked. */
#include "python/plain.h"
#include "sim/generator.h"
#include "sim/say.h"
#include "sim/objects.h"
#include "steps/steps.h"

enum { ASYNC_FOR, DO };
enum { STARTS, WAITING, IN_BODY };

static Completed *completed_of(Value walked)
{
    if (!value_is(walked, OBJ_ITERATOR))
        return NULL;
    Obj *source = ((IteratorObj *)(void *)walked.o)->source;
    return source && source->kind == OBJ_COMPLETED ? (Completed *)source : NULL;
}

static bool walks_generator(const Activation *activation)
{
    return value_is(activation->a, OBJ_FRAME) && is_generator((Frame *)activation->a.o);
}

static Signal next_round(Run *run, Activation *activation)
{
    Value coroutine = activation->a;
    Completed *completed = completed_of(activation->a);
    if (completed && !completed_next_future(run, completed, &coroutine))
        return done(run, NONE_VALUE);
    activation->phase = WAITING;
    return await_value(run, coroutine);
}

static Signal begin(Run *run, Frame *frame, Activation *activation)
{
    if (!eval(run, frame, activation->step->fields[ASYNC_FOR].loop.iterable, &activation->a))
        return failed(run);
    if (walks_generator(activation) || completed_of(activation->a))
        return next_round(run, activation);
    raise_text(&run->py, BUILTIN_TYPE_ERROR,
               "'async for' requires an object with __aiter__ method, got %s",
               value_type_name(&run->py, activation->a));
    return failed(run);
}

static Signal leave(Run *run, Activation *activation, const Completion *completion)
{
    if (walks_generator(activation))
        generator_drop(run, (Frame *)activation->a.o);
    return complete(run, *completion);
}

static bool is_end(const Activation *activation, const Completion *completion)
{
    return completion->kind == COMPLETE_RAISE && walks_generator(activation)
           && ((ExceptionObj *)completion->value.o)->type == BUILTIN_STOP_ASYNC_ITERATION;
}

static Signal got_item(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (is_end(activation, completion))
        return done(run, NONE_VALUE);
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!bind(run, frame, &fields[ASYNC_FOR].loop.target, completion->value)) {
        failed(run);
        return leave(run, activation, &run->completion);
    }
    activation->phase = IN_BODY;
    activation->block = &fields[DO].block;
    return SIGNAL_BLOCK;
}

static Signal run_async_for(Run *run, Frame *frame, Activation *activation,
                            const Completion *completion)
{
    if (activation->phase == STARTS)
        return begin(run, frame, activation);
    if (activation->phase == WAITING)
        return got_item(run, frame, activation, completion);
    switch (completion->kind) {
    case COMPLETE_NORMAL:
    case COMPLETE_CONTINUE:
        return next_round(run, activation);
    case COMPLETE_BREAK:
        return leave(run, activation, &(Completion){COMPLETE_NORMAL, NONE_VALUE});
    case COMPLETE_RETURN:
    case COMPLETE_RAISE:
        break;
    }
    return leave(run, activation, completion);
}

static WaitKind describe_async_for(Run *run, Frame *frame, const Activation *activation,
                                   Builder *out)
{
    (void)run;
    (void)frame;
    (void)activation;
    builder_text(out, "as_completed(…)");
    return WAIT_COMPLETED;
}

static void write_async_for(ListingWriter *writer, const Step *step)
{
    const Field *loop = &step->fields[ASYNC_FOR];
    listing_line(writer, "async for %s in %s:", listing_target(writer, &loop->loop.target),
                 listing_expr(writer, loop->loop.iterable));
    listing_block(writer, &step->fields[DO].block);
}

const StepVerb verb_async_for = {
    .spec = {
        .name = "async_for",
        .help = "async for x in ticks(3): ...",
        .snippet = "{\"async_for\": \"${1:x in ticks(3)}\", \"do\": [$2]}",
        .flags = VERB_LOOP | VERB_AWAITS,
        .fields = {
            [ASYNC_FOR] = {.key = "async_for", .kind = FIELD_FOR, .required = true,
                           .help = "\"name in ticks(3)\", a coroutine with a yield, or in "
                                   "as_completed(tasks)"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps of each round"},
        },
    },
    .ops = {.run = run_async_for, .steady = true, .describe = describe_async_for},
    .write = write_async_for,
};
