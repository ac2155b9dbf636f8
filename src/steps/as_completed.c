/* {"as_completed": ["t1", "t2"], "timeout": 5, "as": "r", "do": [...]}:
 * for c in asyncio.as_completed([t1, t2], timeout=5): r = await c; ... */
#include "sim/objects.h"
#include "steps/steps.h"

enum { AS_COMPLETED, TIMEOUT, AS, DO };
enum { STARTS, WAITING, IN_BLOCK };

static Signal next_item(Run *run, Activation *activation)
{
    Value coroutine;
    if (!completed_next(run, (Completed *)activation->a.o, &coroutine))
        return done(run, NONE_VALUE);
    activation->phase = WAITING;
    return await_value(run, coroutine);
}

static Signal begin(Run *run, Frame *frame, Activation *activation)
{
    const Field *fields = activation->step->fields;
    ListObj *awaitables = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    Value timeout = NONE_VALUE;
    if (!eval_futures(run, frame, &fields[AS_COMPLETED], "expects an iterable of awaitables",
                      awaitables) ||
        (fields[TIMEOUT].present && !eval(run, frame, fields[TIMEOUT].expr, &timeout)))
        return failed(run);
    Completed *completed = completed_new(run, awaitables, timeout);
    if (!completed)
        return failed(run);
    activation->a = OBJ_VALUE(completed);
    return next_item(run, activation);
}

static Signal got_item(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!bind_as(run, frame, &fields[AS], completion->value))
        return failed(run);
    if (!fields[DO].present)
        return next_item(run, activation);
    activation->phase = IN_BLOCK;
    activation->block = &fields[DO].block;
    return SIGNAL_BLOCK;
}

static Signal run_as_completed(Run *run, Frame *frame, Activation *activation,
                               const Completion *completion)
{
    if (activation->phase == STARTS)
        return begin(run, frame, activation);
    if (activation->phase == WAITING)
        return got_item(run, frame, activation, completion);
    switch (completion->kind) {
    case COMPLETE_NORMAL:
    case COMPLETE_CONTINUE:
        return next_item(run, activation);
    case COMPLETE_BREAK:
        return done(run, NONE_VALUE);
    case COMPLETE_RETURN:
    case COMPLETE_RAISE:
        break;
    }
    return complete(run, *completion);
}

static WaitKind describe_as_completed(Run *run, Frame *frame, const Activation *activation,
                                      Builder *out)
{
    (void)run;
    (void)frame;
    (void)activation;
    builder_text(out, "as_completed(…)");
    return WAIT_COMPLETED;
}

static void write_as_completed(ListingWriter *writer, const Step *step)
{
    const Field *fields = step->fields;
    bool limit = fields[TIMEOUT].present;
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "for next_done in asyncio.as_completed(%s%s%s):",
                 listing_futures(writer, &fields[AS_COMPLETED]),
                 limit ? ", timeout=" : "",
                 limit ? listing_expr(writer, fields[TIMEOUT].expr) : "");
    listing_line(writer, "    %sawait next_done", listing_as(writer, &fields[AS]));
    if (fields[DO].present && fields[DO].block.count)
        listing_block(writer, &fields[DO].block);
}

const StepVerb verb_as_completed = {
    .spec = {
        .name = "as_completed",
        .help = "for c in asyncio.as_completed([t1, t2]): r = await c; ...",
        .snippet = "{\"as_completed\": [\"${1:fetch(1)}\", \"${2:fetch(2)}\"], \"as\": \"${3:r}\", "
                   "\"do\": [$4]}",
        .flags = VERB_LOOP | VERB_AWAITS,
        .fields = {
            [AS_COMPLETED] = {.key = "as_completed", .kind = FIELD_AWAITABLES, .required = true,
                              .help = "tasks and coroutines: a list, or the name of one"},
            [TIMEOUT] = {.key = "timeout", .kind = FIELD_VALUE, .help = "seconds for all of them"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for each result"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .help = "the steps for each result"},
        },
    },
    .ops = {.run = run_as_completed, .steady = true, .describe = describe_as_completed},
    .write = write_as_completed,
};
