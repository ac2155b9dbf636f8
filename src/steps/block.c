/* {"block": 5}: time.sleep(5). The loop is held: no other task runs until it is over. */
#include "sim/awaitables.h"
#include "sim/say.h"
#include "steps/own_call.h"
#include "steps/steps.h"

static Signal run_block(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    (void)completion;
    int64_t nanoseconds;
    if (!eval(run, frame, activation->step->fields[0].expr, &activation->a) ||
        !block_duration(run, activation->a, &nanoseconds))
        return failed(run);
    return hold_loop(run, nanoseconds) ? done(run, NONE_VALUE) : failed(run);
}

static WaitKind kind_of_block(Value number)
{
    (void)number;
    return WAIT_BLOCK;
}

static WaitKind describe_block(Run *run, Frame *frame, const Activation *activation, Builder *out)
{
    (void)frame;
    builder_text(out, "block(");
    value_repr(&run->py, activation->a, out); /* of a number: can't fail */
    builder_char(out, ')');
    return kind_of_block(activation->a);
}

static void check_block(const Step *step, Diags *diags)
{
    check_own_call(step, diags, BUILTIN_TIME_SLEEP, "the step calls time.sleep itself: write");
}

static void write_block(ListingWriter *writer, const Step *step)
{
    listing_need(writer, LISTING_NEEDS_TIME);
    listing_line(writer, "time.sleep(%s)", listing_expr(writer, step->fields[0].expr));
}

const StepVerb verb_block = {
    .spec = {
        .name = "block",
        .help = "time.sleep(5): the loop is held, nothing else runs",
        .snippet = "{\"block\": ${1:1}}",
        .fields = {
            {.key = "block", .kind = FIELD_VALUE, .required = true, .help = "seconds"},
        },
        .check = check_block,
    },
    .ops = {.run = run_block,
            .steady = true,
            .describe = describe_block,
            .before_number = "block(",
            .kind = kind_of_block},
    .write = write_block,
};
