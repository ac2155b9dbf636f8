/* {"continue": true}: goes on with the innermost loop's next round. */
#include "steps/steps.h"

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
        .form = FORM_CONTINUE,
        .fields = {
            {.key = "continue", .kind = FIELD_TRUE, .required = true,
             .help = "true: goes on with the innermost loop's next round"},
        },
    },
    .write = write_continue,
};
