/* {"sleep": 1}: await asyncio.sleep(1). A delay of 0 or less only gives way. */
#include "sim/say.h"
#include "steps/own_call.h"
#include "steps/steps.h"

enum { SLEEP, AS };
enum { STARTS, SLEEPING };

static bool is_positive(Value number)
{
    return number.tag == V_FLOAT ? number.f > 0 : number.tag == V_BOOL ? number.b : number.i > 0;
}

static Signal run_sleep(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == SLEEPING) {
        if (completion->kind == COMPLETE_RAISE)
            return complete(run, *completion);
        return bind_as(run, frame, &fields[AS], NONE_VALUE) ? done(run, NONE_VALUE) : failed(run);
    }
    if (!eval(run, frame, fields[SLEEP].expr, &activation->a) ||
        !value_duration(&run->py, activation->a, &run->sleep))
        return failed(run);
    activation->phase = SLEEPING;
    return is_positive(activation->a) ? SIGNAL_SLEEP : SIGNAL_YIELD;
}

static WaitKind kind_of_sleep(Value number)
{
    return is_positive(number) ? WAIT_SLEEP : WAIT_YIELD;
}

static WaitKind describe_sleep(Run *run, Frame *frame, const Activation *activation, Builder *out)
{
    (void)frame;
    builder_text(out, "sleep(");
    value_repr(&run->py, activation->a, out); /* of a number: can't fail */
    builder_char(out, ')');
    return kind_of_sleep(activation->a);
}

static void check_sleep(const Step *step, Diags *diags)
{
    check_own_call(step, diags, BUILTIN_SLEEP, "the step awaits asyncio.sleep itself: write");
}

static void write_sleep(ListingWriter *writer, const Step *step)
{
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "%sawait asyncio.sleep(%s)", listing_as(writer, &step->fields[AS]),
                 listing_expr(writer, step->fields[SLEEP].expr));
}

const StepVerb verb_sleep = {
    .spec = {
        .name = "sleep",
        .help = "await asyncio.sleep(1)",
        .snippet = "{\"sleep\": ${1:1}}",
        .flags = VERB_AWAITS,
        .fields = {
            [SLEEP] = {.key = "sleep", .kind = FIELD_VALUE, .required = true,
                       .help = "seconds; 0 only gives way"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result, None"},
        },
        .check = check_sleep,
    },
    .ops = {.run = run_sleep,
            .steady = true,
            .describe = describe_sleep,
            .before_number = "sleep(",
            .kind = kind_of_sleep},
    .write = write_sleep,
};
