/* {"break": true}: leaves the innermost loop. */
#include "sim/say.h"
#include "steps/steps.h"

static Signal run_break(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    (void)frame, (void)activation, (void)completion;
    return complete(run, (Completion){.kind = COMPLETE_BREAK, .value = NONE_VALUE});
}

static void write_break(ListingWriter *writer, const Step *step)
{
    (void)step;
    listing_line(writer, "break");
}

const StepVerb verb_break = {
    .spec = {
        .name = "break",
        .help = "break",
        .snippet = "{\"break\": true}",
        .flags = VERB_IN_LOOP,
        .fields = {
            {.key = "break", .kind = FIELD_TRUE, .required = true,
             .help = "true: leaves the innermost loop"},
        },
    },
    .ops = {.run = run_break},
    .write = write_break,
};
