/* {"break": true}: leaves the innermost loop. */
#include "steps/steps.h"

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
        .form = FORM_BREAK,
        .fields = {
            {.key = "break", .kind = FIELD_TRUE, .required = true,
             .help = "true: leaves the innermost loop"},
        },
    },
    .write = write_break,
};
