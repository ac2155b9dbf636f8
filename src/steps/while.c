/* {"while": "i < 3", "do": [...]}: a while loop. */
#include "sim/say.h"
#include "steps/steps.h"

enum { WHILE, DO };

static Signal run_while(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (completion->kind == COMPLETE_BREAK)
        return done(run, NONE_VALUE);
    if (completion->kind == COMPLETE_RETURN || completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    Value condition;
    if (!eval(run, frame, fields[WHILE].expr, &condition))
        return failed(run);
    if (!value_truth(condition))
        return done(run, NONE_VALUE);
    activation->block = &fields[DO].block;
    return SIGNAL_BLOCK;
}

static void write_while(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "while %s:", listing_expr(writer, step->fields[WHILE].expr));
    listing_block(writer, &step->fields[DO].block);
}

const StepVerb verb_while = {
    .spec = {
        .name = "while",
        .help = "while i < 3: ...",
        .snippet = "{\"while\": \"${1:n < 3}\", \"do\": [$2]}",
        .flags = VERB_LOOP,
        .fields = {
            [WHILE] = {.key = "while", .kind = FIELD_VALUE, .required = true,
                       .help = "the condition, looked at before each round"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps of each round"},
        },
    },
    .ops = {.run = run_while},
    .write = write_while,
};
