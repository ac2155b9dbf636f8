/* {"continue": true}: goes on with the innermost loop's next round. */
#include "sim/say.h"
#include "steps/steps.h"

static Signal run_continue(Run *run, Frame *frame, Activation *activation,
                           const Completion *completion)
{
    (void)frame, (void)activation, (void)completion;
    return complete(run, (Completion){.kind = COMPLETE_CONTINUE, .value = NONE_VALUE});
}

static void write_continue(ListingWriter *writer, const Step *step)
{
    (void)step;
    listing_line(writer, "continue");
}

const StepVerb verb_continue = {
    .spec = {
        .name = "continue",
        .help = "continue",
        .snippet = "{\"continue\": true}",
        .flags = VERB_IN_LOOP,
        .fields = {
            {.key = "continue", .kind = FIELD_TRUE, .required = true,
             .help = "true: goes on with the innermost loop's next round"},
        },
    },
    .ops = {.run = run_continue},
    .write = write_continue,
};
