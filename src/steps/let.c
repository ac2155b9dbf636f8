/* {"let": {"x": "len(rs)", "a, b": "pair", "xs[0]": 1}}: one assignment after another. */
#include "steps/steps.h"

static void write_let(ListingWriter *writer, const Step *step)
{
    const Field *let = &step->fields[0];
    for (uint32_t i = 0; i < let->let.count; i++) {
        const LetItem *item = &let->let.items[i];
        listing_line(writer, "%s = %s",
                     item->place ? listing_expr(writer, item->place)
                                 : listing_target(writer, &item->target),
                     listing_expr(writer, item->value));
    }
}

const StepVerb verb_let = {
    .spec = {
        .name = "let",
        .help = "x = len(rs)",
        .snippet = "{\"let\": {\"${1:x}\": \"${2:1 + 1}\"}}",
        .form = FORM_LET,
        .fields = {
            {.key = "let", .kind = FIELD_LET, .required = true,
             .help = "names, \"x\" or \"a, b\", or items, \"xs[0]\", and the expressions they get; "
                     "text needs its own quotes: \"'Alice'\""},
        },
    },
    .write = write_let,
};
