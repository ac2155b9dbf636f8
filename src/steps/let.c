/* {"let": {"x": "len(rs)", "a, b": "pair", "xs[0]": 1}}: one assignment after another. */
#include "python/plain.h"
#include "sim/say.h"
#include "sim/told.h"
#include "steps/steps.h"

/* Python evaluates the value first, then what it is put into, then where. */
static bool store(Run *run, Frame *frame, const Expr *place, Value value)
{
    Value container, key;
    return eval(run, frame, place->left, &container) && eval(run, frame, place->right, &key)
           && value_store(&run->py, container, key, value);
}

static Signal run_let(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    (void)completion;
    const Field *let = &activation->step->fields[0];
    for (uint32_t i = 0; i < let->let.count; i++) {
        const LetItem *item = &let->let.items[i];
        Value value;
        if (!eval(run, frame, item->value, &value))
            return failed(run);
        if (!(item->place ? store(run, frame, item->place, value)
                          : bind(run, frame, &item->target, value)))
            return failed(run);
        if (item->target.count == 1 && !item->target.unpack)
            tell_name(run, value, item->name.name);
    }
    return done(run, NONE_VALUE);
}

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
        .fields = {
            {.key = "let", .kind = FIELD_LET, .required = true,
             .help = "names, \"x\" or \"a, b\", or items, \"xs[0]\", and the expressions they get; "
                     "text needs its own quotes: \"'Alice'\""},
        },
    },
    .ops = {.run = run_let},
    .write = write_let,
};
