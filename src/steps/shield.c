/* {"shield": "t", "as": "r"}: r = await asyncio.shield(t). */
#include "sim/objects.h"
#include "steps/steps.h"

enum { SHIELD, AS };
enum { STARTS, WAITING };

static Signal run_shield(Run *run, Frame *frame, Activation *activation,
                         const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == STARTS) {
        Value awaitable;
        if (!eval(run, frame, fields[SHIELD].expr, &awaitable))
            return failed(run);
        Future *future = shield(run, awaitable);
        if (!future)
            return failed(run);
        activation->phase = WAITING;
        return await_value(run, OBJ_VALUE(future));
    }
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!bind_as(run, frame, &fields[AS], completion->value))
        return failed(run);
    return done(run, NONE_VALUE);
}

static WaitKind describe_shield(Run *run, Frame *frame, const Activation *activation,
                                Builder *out)
{
    (void)run;
    (void)frame;
    builder_text(out, "shield(");
    expr_write(out, activation->step->fields[SHIELD].expr);
    builder_char(out, ')');
    return WAIT_SHIELD;
}

static void write_shield(ListingWriter *writer, const Step *step)
{
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "%sawait asyncio.shield(%s)", listing_as(writer, &step->fields[AS]),
                 listing_expr(writer, step->fields[SHIELD].expr));
}

const StepVerb verb_shield = {
    .spec = {
        .name = "shield",
        .help = "r = await asyncio.shield(t)",
        .snippet = "{\"shield\": \"${1:t}\", \"as\": \"${2:r}\"}",
        .flags = VERB_AWAITS,
        .fields = {
            [SHIELD] = {.key = "shield", .kind = FIELD_VALUE, .required = true,
                        .help = "a coroutine, a task, a future"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result"},
        },
    },
    .ops = {.run = run_shield, .steady = true, .describe = describe_shield},
    .write = write_shield,
};
