/* {"to_thread": 3}: await asyncio.to_thread(time.sleep, 3): a thread works, the loop goes on. */
#include "sim/objects.h"
#include "steps/own_call.h"
#include "steps/steps.h"

enum { TO_THREAD, AS };
enum { STARTS, WAITING };

static Signal run_to_thread(Run *run, Frame *frame, Activation *activation,
                            const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == STARTS) {
        if (!eval(run, frame, fields[TO_THREAD].expr, &activation->a))
            return failed(run);
        activation->phase = WAITING;
        return await_value(run, to_thread_coroutine(run, activation->a));
    }
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!bind_as(run, frame, &fields[AS], completion->value))
        return failed(run);
    return done(run, NONE_VALUE);
}

static WaitKind describe_to_thread(Run *run, Frame *frame, const Activation *activation,
                                   Builder *out)
{
    (void)frame;
    builder_text(out, "to_thread(");
    if (activation->a.tag == V_OBJ)
        builder_text(out, "…");
    else
        value_repr(&run->py, activation->a, out);
    builder_char(out, ')');
    return WAIT_THREAD;
}

static void check_to_thread(const Step *step, Diags *diags)
{
    check_own_call(step, diags, BUILTIN_TIME_SLEEP,
                   "the step calls time.sleep itself, in a thread: write");
}

static void write_to_thread(ListingWriter *writer, const Step *step)
{
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_need(writer, LISTING_NEEDS_TIME);
    listing_need(writer, LISTING_NEEDS_THREADS);
    listing_line(writer, "%sawait asyncio.to_thread(time.sleep, %s)",
                 listing_as(writer, &step->fields[AS]),
                 listing_expr(writer, step->fields[TO_THREAD].expr));
}

const StepVerb verb_to_thread = {
    .spec = {
        .name = "to_thread",
        .help = "await asyncio.to_thread(time.sleep, 3)",
        .snippet = "{\"to_thread\": ${1:1}}",
        .flags = VERB_AWAITS,
        .fields = {
            [TO_THREAD] = {.key = "to_thread", .kind = FIELD_VALUE, .required = true,
                           .help = "how long the thread works, in seconds"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result, None"},
        },
        .check = check_to_thread,
    },
    .ops = {.run = run_to_thread, .steady = true, .describe = describe_to_thread},
    .write = write_to_thread,
};
