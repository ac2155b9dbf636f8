/* {"block": 5}: time.sleep(5). The loop is held: no other task runs until it is over. */
#include "python/exception.h"
#include "sim/loop.h"
#include "steps/steps.h"

/* Seconds for time.sleep, with its own words for what it does not take. */
static bool block_duration(Run *run, Value seconds, int64_t *nanoseconds)
{
    if (seconds.tag != V_INT && seconds.tag != V_FLOAT && seconds.tag != V_BOOL)
        return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                          "'%s' object cannot be interpreted as an integer or float",
                          value_type_name(&run->py, seconds));
    if (seconds.tag == V_FLOAT && seconds.f != seconds.f)
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "Invalid value NaN (not a number)");
    if (!value_duration(&run->py, seconds, nanoseconds))
        return false;
    if (*nanoseconds < 0)
        return raise_text(&run->py, BUILTIN_VALUE_ERROR, "sleep length must be non-negative");
    return true;
}

static Signal run_block(Run *run, Frame *frame, Activation *activation, Completion completion)
{
    (void)completion;
    int64_t nanoseconds;
    if (!eval(run, frame, activation->step->fields[0].expr, &activation->a) ||
        !block_duration(run, activation->a, &nanoseconds))
        return failed(run);
    uint32_t wait = wait_now(run, WAIT_BLOCK);
    trace_now(run, EVENT_BLOCK, wait, 0);
    loop_hold(run, nanoseconds);
    trace_now(run, EVENT_BLOCK_END, wait, 0);
    return run->py.limit ? failed(run) : done(run, NONE_VALUE);
}

static WaitKind describe_block(Run *run, Frame *frame, const Activation *activation, Builder *out)
{
    (void)frame;
    builder_text(out, "block(");
    value_repr(&run->py, activation->a, out); /* of a number: can't fail */
    builder_char(out, ')');
    return WAIT_BLOCK;
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
        .fields = {
            {.key = "block", .kind = FIELD_VALUE, .required = true, .help = "seconds"},
        },
    },
    .ops = {.run = run_block, .steady = true, .describe = describe_block},
    .write = write_block,
};
