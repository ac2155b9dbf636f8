/* {"if": "x > 1", "then": [...], "else": [...]}. */
#include "sim/say.h"
#include "steps/steps.h"

enum { IF, THEN, ELSE };
enum { STARTS, IN_BRANCH };

static Signal run_if(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == IN_BRANCH)
        return complete(run, *completion);
    activation->phase = IN_BRANCH;
    Value condition;
    if (!eval(run, frame, fields[IF].expr, &condition))
        return failed(run);
    const Field *branch = &fields[value_truth(condition) ? THEN : ELSE];
    if (!branch->present)
        return done(run, NONE_VALUE);
    activation->block = &branch->block;
    return SIGNAL_BLOCK;
}

static void write_if(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "if %s:", listing_expr(writer, step->fields[IF].expr));
    listing_block(writer, &step->fields[THEN].block);
    if (step->fields[ELSE].present) {
        listing_line(writer, "else:");
        listing_block(writer, &step->fields[ELSE].block);
    }
}

const StepVerb verb_if = {
    .spec = {
        .name = "if",
        .help = "if x > 1: ... else: ...",
        .snippet = "{\"if\": \"${1:n > 1}\", \"then\": [$2]}",
        .fields = {
            [IF] = {.key = "if", .kind = FIELD_VALUE, .required = true, .help = "the condition"},
            [THEN] = {.key = "then", .kind = FIELD_BLOCK, .required = true,
                      .help = "the steps where it holds"},
            [ELSE] = {.key = "else", .kind = FIELD_BLOCK, .help = "the steps where it does not"},
        },
    },
    .ops = {.run = run_if},
    .write = write_if,
};
