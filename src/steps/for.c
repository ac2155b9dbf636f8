/* {"for": "i in range(3)", "do": [...]}: a for loop. */
#include "code/statements.h"
#include "steps/steps.h"

static void write_for(ListingWriter *writer, const Step *step)
{
    const Field *loop = &step->fields[FOR_LOOP];
    listing_line(writer, "for %s in %s:", listing_target(writer, &loop->loop.target),
                 listing_expr(writer, loop->loop.iterable));
    listing_block(writer, &step->fields[FOR_DO].block);
}

const StepVerb verb_for = {
    .spec = {
        .name = "for",
        .help = "for i in range(3): ...",
        .snippet = "{\"for\": \"${1:i in range(3)}\", \"do\": [$2]}",
        .flags = VERB_YIELDS_WHERE_ALONE | VERB_LOOP,
        .form = FORM_FOR,
        .fields = {
            [FOR_LOOP] = {.key = "for", .kind = FIELD_FOR, .required = true,
                     .help = "\"name in values\", as Python writes it"},
            [FOR_DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps of each round"},
        },
    },
    .write = write_for,
};
