/* {"let": {"x": "len(rs)"}}: x = len(rs), one assignment after another. */
#include "sim/loop.h"
#include "sim/told.h"
#include "steps/steps.h"

static Signal run_let(Run *run, Frame *frame, Activation *activation, Completion completion)
{
    (void)completion;
    const Field *let = &activation->step->fields[0];
    for (uint32_t i = 0; i < let->let.count; i++) {
        LetItem *item = &let->let.items[i];
        Target target = {.names = &item->name, .count = 1};
        Value value;
        if (!eval(run, frame, item->value, &value) || !bind(run, frame, &target, value))
            return failed(run);
        tell_name(run, value, item->name.name);
    }
    return done(run, NONE_VALUE);
}

static void write_let(ListingWriter *writer, const Step *step)
{
    const Field *let = &step->fields[0];
    for (uint32_t i = 0; i < let->let.count; i++) {
        LetItem *item = &let->let.items[i];
        Target target = {.names = &item->name, .count = 1};
        listing_line(writer, "%s = %s", listing_target(writer, &target),
                     listing_expr(writer, item->value));
    }
}

const StepVerb verb_let = {
    .spec = {
        .name = "let",
        .help = "x = len(rs)",
        .fields = {
            {.key = "let", .kind = FIELD_LET, .required = true,
             .help = "names and the expressions they get; text needs its own quotes: \"'Alice'\""},
        },
    },
    .ops = {.run = run_let},
    .write = write_let,
};
