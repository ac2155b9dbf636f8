/* {"call": "event.set()", "as": "x"}: x = event.set(), a call that is not awaited. */
#include "sim/say.h"
#include "steps/steps.h"

enum { CALL, AS };

static Signal run_call(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    (void)completion;
    const Field *fields = activation->step->fields;
    Value value;
    if (!eval(run, frame, fields[CALL].expr, &value))
        return failed(run);
    if (fields[AS].present && !bind(run, frame, &fields[AS].target, value))
        return failed(run);
    return done(run, NONE_VALUE);
}

static void write_call(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "%s%s", listing_as(writer, &step->fields[AS]),
                 listing_expr(writer, step->fields[CALL].expr));
}

const StepVerb verb_call = {
    .spec = {
        .name = "call",
        .help = "event.set(), a call that is not awaited",
        .snippet = "{\"call\": \"${1:xs.append(1)}\"}",
        .fields = {
            [CALL] = {.key = "call", .kind = FIELD_VALUE, .required = true, .help = "the call"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result"},
        },
    },
    .ops = {.run = run_call},
    .write = write_call,
};
