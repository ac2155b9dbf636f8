/* {"wait_for": "fetch(1)", "timeout": 2, "as": "r"}:
 * r = await asyncio.wait_for(fetch(1), timeout=2). */
#include "sim/objects.h"
#include "steps/steps.h"

enum { WAIT_FOR, TIMEOUT, AS };
enum { STARTS, WAITING };

static Signal begin(Run *run, Frame *frame, Activation *activation)
{
    const Field *fields = activation->step->fields;
    Value timeout;
    if (!eval(run, frame, fields[WAIT_FOR].expr, &activation->a) ||
        !eval(run, frame, fields[TIMEOUT].expr, &timeout))
        return failed(run);
    activation->phase = WAITING;
    return await_value(run, wait_for_coroutine(run, activation->a, timeout));
}

static Signal run_wait_for(Run *run, Frame *frame, Activation *activation,
                           const Completion *completion)
{
    if (activation->phase == STARTS)
        return begin(run, frame, activation);
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!bind_as(run, frame, &activation->step->fields[AS], completion->value))
        return failed(run);
    return done(run, NONE_VALUE);
}

static WaitKind describe_wait_for(Run *run, Frame *frame, const Activation *activation,
                                  Builder *out)
{
    (void)run;
    (void)frame;
    builder_text(out, "wait_for ");
    expr_write(out, activation->step->fields[WAIT_FOR].expr);
    return wait_kind_of(activation->a);
}

static void write_wait_for(ListingWriter *writer, const Step *step)
{
    const Field *fields = step->fields;
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "%sawait asyncio.wait_for(%s, timeout=%s)",
                 listing_as(writer, &fields[AS]), listing_expr(writer, fields[WAIT_FOR].expr),
                 listing_expr(writer, fields[TIMEOUT].expr));
}

const StepVerb verb_wait_for = {
    .spec = {
        .name = "wait_for",
        .help = "r = await asyncio.wait_for(fetch(1), timeout=2)",
        .snippet = "{\"wait_for\": \"${1:fetch(1)}\", \"timeout\": ${2:2}}",
        .flags = VERB_AWAITS,
        .fields = {
            [WAIT_FOR] = {.key = "wait_for", .kind = FIELD_VALUE, .required = true,
                          .help = "a coroutine, a task, a future"},
            [TIMEOUT] = {.key = "timeout", .kind = FIELD_VALUE, .required = true,
                         .help = "seconds, or None for no limit"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result"},
        },
    },
    .ops = {.run = run_wait_for, .steady = true, .describe = describe_wait_for},
    .write = write_wait_for,
};
