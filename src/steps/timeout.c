/* {"timeout": 2, "do": [...]}: async with asyncio.timeout(2): ... Neither entering nor leaving it
 * suspends. */
#include "sim/objects.h"
#include "steps/steps.h"

enum { TIMEOUT, DO };
enum { STARTS, IN_BLOCK };

static Signal run_timeout(Run *run, Frame *frame, Activation *activation, Completion completion)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == IN_BLOCK)
        return complete(run, timeout_exit(run, (Timeout *)activation->a.o, completion));
    Value seconds;
    if (!eval(run, frame, fields[TIMEOUT].expr, &seconds))
        return failed(run);
    Timeout *timeout = timeout_enter(run, seconds, LIMIT_TIMEOUT);
    if (!timeout)
        return failed(run);
    activation->a = OBJ_VALUE(timeout);
    activation->phase = IN_BLOCK;
    activation->block = &fields[DO].block;
    return SIGNAL_BLOCK;
}

static void write_timeout(ListingWriter *writer, const Step *step)
{
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "async with asyncio.timeout(%s):",
                 listing_expr(writer, step->fields[TIMEOUT].expr));
    listing_block(writer, &step->fields[DO].block);
}

const StepVerb verb_timeout = {
    .spec = {
        .name = "timeout",
        .help = "async with asyncio.timeout(2): ...",
        .flags = VERB_YIELDS_WHERE_ALONE | VERB_AWAITS,
        .fields = {
            [TIMEOUT] = {.key = "timeout", .kind = FIELD_VALUE, .required = true,
                         .help = "seconds, or None for no limit"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps under the limit"},
        },
    },
    .ops = {.run = run_timeout},
    .write = write_timeout,
};
