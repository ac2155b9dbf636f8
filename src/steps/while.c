/* {"while": "i < 3", "do": [...]}: a while loop. */
#include "code/statements.h"
#include "steps/steps.h"

static void write_while(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "while %s:", listing_expr(writer, step->fields[WHILE_CONDITION].expr));
    listing_block(writer, &step->fields[WHILE_DO].block);
}

const StepVerb verb_while = {
    .spec = {
        .name = "while",
        .help = "while i < 3: ...",
        .snippet = "{\"while\": \"${1:n < 3}\", \"do\": [$2]}",
        .flags = VERB_LOOP,
        .form = FORM_WHILE,
        .fields = {
            [WHILE_CONDITION] = {.key = "while", .kind = FIELD_VALUE, .required = true,
                       .help = "the condition, looked at before each round"},
            [WHILE_DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps of each round"},
        },
    },
    .write = write_while,
};
