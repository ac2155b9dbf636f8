/* {"return": "x + 1"}. */
#include "steps/steps.h"

static void write_return(ListingWriter *writer, const Step *step)
{
    const Expr *value = step->fields[0].expr;
    if (value->kind == EXPR_NONE)
        listing_line(writer, "return");
    else
        listing_line(writer, "return %s", listing_expr(writer, value));
}

const StepVerb verb_return = {
    .spec = {
        .name = "return",
        .help = "return x + 1",
        .snippet = "{\"return\": \"${1:n}\"}",
        .form = FORM_RETURN,
        .fields = {
            {.key = "return", .kind = FIELD_VALUE, .required = true,
             .help = "what the coroutine gives back; null for nothing"},
        },
    },
    .write = write_return,
};
