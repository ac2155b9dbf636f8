/* {"wait": ["t1", "t2"], "return_when": ..., "timeout": 1, "as": ["done", "pending"]}:
 * done, pending = await asyncio.wait([t1, t2], return_when=..., timeout=1). */
#include "sim/objects.h"
#include "steps/steps.h"

enum { WAIT, RETURN_WHEN, TIMEOUT, AS };
enum { STARTS, WAITING };

static const char *const return_when_words[] = {
    [WAIT_ALL_COMPLETED] = "ALL_COMPLETED",
    [WAIT_FIRST_COMPLETED] = "FIRST_COMPLETED",
    [WAIT_FIRST_EXCEPTION] = "FIRST_EXCEPTION",
    NULL,
};

static Signal begin(Run *run, Frame *frame, Activation *activation)
{
    const Field *fields = activation->step->fields;
    ListObj *futures = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    Value timeout = NONE_VALUE;
    if (!eval_futures(run, frame, &fields[WAIT], "expect a list of futures", futures) ||
        (fields[TIMEOUT].present && !eval(run, frame, fields[TIMEOUT].expr, &timeout)))
        return failed(run);
    uint32_t when = fields[RETURN_WHEN].present ? fields[RETURN_WHEN].word.index
                                                : WAIT_ALL_COMPLETED;
    activation->phase = WAITING;
    return await_value(run, wait_coroutine(run, futures, timeout, when));
}

static Signal run_wait(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    if (activation->phase == STARTS)
        return begin(run, frame, activation);
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!bind_as(run, frame, &activation->step->fields[AS], completion->value))
        return failed(run);
    return done(run, NONE_VALUE);
}

static WaitKind describe_wait(Run *run, Frame *frame, const Activation *activation, Builder *out)
{
    (void)run;
    (void)frame;
    (void)activation;
    builder_text(out, "wait(…)");
    return WAIT_WAIT;
}

static void write_wait(ListingWriter *writer, const Step *step)
{
    const Field *fields = step->fields;
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    bool when = fields[RETURN_WHEN].present, limit = fields[TIMEOUT].present;
    listing_line(writer, "%sawait asyncio.wait(%s%s%s%s%s)", listing_as(writer, &fields[AS]),
                 listing_futures(writer, &fields[WAIT]),
                 when ? ", return_when=asyncio." : "",
                 when ? return_when_words[fields[RETURN_WHEN].word.index] : "",
                 limit ? ", timeout=" : "",
                 limit ? listing_expr(writer, fields[TIMEOUT].expr) : "");
}

const StepVerb verb_wait = {
    .spec = {
        .name = "wait",
        .help = "done, pending = await asyncio.wait([t1, t2])",
        .snippet = "{\"wait\": \"${1:tasks}\", \"return_when\": "
                   "\"${2|ALL_COMPLETED,FIRST_COMPLETED,FIRST_EXCEPTION|}\", \"as\": \"done, pending\"}",
        .flags = VERB_AWAITS,
        .fields = {
            [WAIT] = {.key = "wait", .kind = FIELD_AWAITABLES, .required = true,
                      .help = "the tasks: a list, or the name of one"},
            [RETURN_WHEN] = {.key = "return_when", .kind = FIELD_WORD, .words = return_when_words,
                             .help = "when it is over; ALL_COMPLETED if left out"},
            [TIMEOUT] = {.key = "timeout", .kind = FIELD_VALUE,
                         .help = "seconds after which it is over in any case"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "[\"done\", \"pending\"]"},
        },
    },
    .ops = {.run = run_wait, .steady = true, .describe = describe_wait},
    .write = write_wait,
};
