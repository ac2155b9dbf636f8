/* {"if": "x > 1", "then": [...], "else": [...]}. */
#include "code/statements.h"
#include "steps/steps.h"

static void write_if(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "if %s:", listing_expr(writer, step->fields[IF_CONDITION].expr));
    listing_block(writer, &step->fields[IF_THEN].block);
    if (step->fields[IF_ELSE].present) {
        listing_line(writer, "else:");
        listing_block(writer, &step->fields[IF_ELSE].block);
    }
}

const StepVerb verb_if = {
    .spec = {
        .name = "if",
        .help = "if x > 1: ... else: ...",
        .snippet = "{\"if\": \"${1:n > 1}\", \"then\": [$2]}",
        .form = FORM_IF,
        .fields = {
            [IF_CONDITION] = {.key = "if", .kind = FIELD_VALUE, .required = true, .help = "the condition"},
            [IF_THEN] = {.key = "then", .kind = FIELD_BLOCK, .required = true,
                      .help = "the steps where it holds"},
            [IF_ELSE] = {.key = "else", .kind = FIELD_BLOCK, .help = "the steps where it does not"},
        },
    },
    .write = write_if,
};
