/* {"call": "event.set()", "as": "x"}: x = event.set(), a call that is not awaited. */
#include "code/statements.h"
#include "steps/steps.h"

static void write_call(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "%s%s", listing_as(writer, &step->fields[CALL_AS]),
                 listing_expr(writer, step->fields[CALL_VALUE].expr));
}

const StepVerb verb_call = {
    .spec = {
        .name = "call",
        .help = "event.set(), a call that is not awaited",
        .snippet = "{\"call\": \"${1:xs.append(1)}\"}",
        .form = FORM_CALL,
        .fields = {
            [CALL_VALUE] = {.key = "call", .kind = FIELD_VALUE, .required = true, .help = "the call"},
            [CALL_AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result"},
        },
    },
    .write = write_call,
};
