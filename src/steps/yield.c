/* {"yield": "i"}: yield i, in an async generator. The value goes to the `async for` that walks it; the
 * step is gone on with when that asks for the next. */
#include "sim/say.h"
#include "steps/steps.h"

enum { STARTS, GIVEN };

static Signal run_yield(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    Value value;
    if (activation->phase == GIVEN)
        return complete(run, *completion);
    if (!eval(run, frame, activation->step->fields[0].expr, &value))
        return failed(run);
    activation->phase = GIVEN;
    run->completion = (Completion){.kind = COMPLETE_NORMAL, .value = value};
    return SIGNAL_GIVE;
}

static void write_yield(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "yield %s", listing_expr(writer, step->fields[0].expr));
}

const StepVerb verb_yield = {
    .spec = {
        .name = "yield",
        .help = "yield i",
        .snippet = "{\"yield\": \"${1:i}\"}",
        .flags = VERB_AWAITS | VERB_GENERATES,
        .fields = {
            {.key = "yield", .kind = FIELD_VALUE, .required = true,
             .help = "what the async_for that walks it gets next"},
        },
    },
    .ops = {.run = run_yield},
    .write = write_yield,
};
