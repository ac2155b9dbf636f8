/* {"timeout": 2, "do": [...]}: async with asyncio.timeout(2): ..., and {"timeout_at": ...} from a
 * moment of the loop's time. Neither entering nor leaving it suspends. */
#include "sim/objects.h"
#include "steps/steps.h"

enum { TIMEOUT, AS, DO };
enum { STARTS, IN_BLOCK };

static Signal run_limit(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion, bool at)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == IN_BLOCK)
        return complete(run, timeout_exit(run, (Timeout *)activation->a.o, *completion));
    Value seconds;
    if (!eval(run, frame, fields[TIMEOUT].expr, &seconds))
        return failed(run);
    Timeout *timeout = at ? timeout_enter_at(run, seconds)
                          : timeout_enter(run, seconds, LIMIT_TIMEOUT);
    if (!timeout)
        return failed(run);
    activation->a = OBJ_VALUE(timeout);
    activation->phase = IN_BLOCK;
    if (!bind_as(run, frame, &fields[AS], activation->a)) {
        Value raised = OBJ_VALUE(run->py.raised); /* only unpacking does: it is left at once */
        run->py.raised = NULL;
        return complete(run, timeout_exit(run, timeout, (Completion){COMPLETE_RAISE, raised}));
    }
    activation->block = &fields[DO].block;
    return SIGNAL_BLOCK;
}

static Signal run_timeout(Run *run, Frame *frame, Activation *activation,
                          const Completion *completion)
{
    return run_limit(run, frame, activation, completion, false);
}

static Signal run_timeout_at(Run *run, Frame *frame, Activation *activation,
                             const Completion *completion)
{
    return run_limit(run, frame, activation, completion, true);
}

static void write_limit(ListingWriter *writer, const Step *step)
{
    const Field *as = &step->fields[AS];
    Builder bound = {0};
    if (as->present)
        builder_printf(&bound, as->target.unpack ? " as (%s)" : " as %s",
                       listing_target(writer, &as->target));
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "async with asyncio.%s(%s)%s:", step->verb->name,
                 listing_expr(writer, step->fields[TIMEOUT].expr), bound.at ? bound.at : "");
    builder_free(&bound);
    listing_block(writer, &step->fields[DO].block);
}

const StepVerb verb_timeout = {
    .spec = {
        .name = "timeout",
        .help = "async with asyncio.timeout(2): ...",
        .snippet = "{\"timeout\": ${1:2}, \"do\": [$2]}",
        .flags = VERB_YIELDS_WHERE_ALONE | VERB_AWAITS,
        .fields = {
            [TIMEOUT] = {.key = "timeout", .kind = FIELD_VALUE, .required = true,
                         .help = "seconds, or None for no limit"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps under the limit"},
            [AS] = {.key = "as", .kind = FIELD_TARGET,
                    .help = "the name for the limit: cm.reschedule(), cm.when(), cm.expired()"},
        },
    },
    .ops = {.run = run_timeout},
    .write = write_limit,
};

const StepVerb verb_timeout_at = {
    .spec = {
        .name = "timeout_at",
        .help = "async with asyncio.timeout_at(when): ...",
        .snippet = "{\"timeout_at\": \"${1:deadline}\", \"do\": [$2]}",
        .flags = VERB_AWAITS,
        .fields = {
            [TIMEOUT] = {.key = "timeout_at", .kind = FIELD_VALUE, .required = true,
                         .help = "the moment, as time.monotonic() counts, or None for no limit"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps under the limit"},
            [AS] = {.key = "as", .kind = FIELD_TARGET,
                    .help = "the name for the limit: cm.reschedule(), cm.when(), cm.expired()"},
        },
    },
    .ops = {.run = run_timeout_at},
    .write = write_limit,
};
