/* The template of a step verb: {"null": "x"} would be `x` on a line of its own, an expression whose
 * value nobody wants. It is compiled with the rest so that it stays right, and is in no list.
 *
 * To make a verb: copy this file to NAME.c, replace `null` by NAME, and add VERB(NAME) to
 * steps.def. Then the scenario's checks, --help, the JSON schema, the Python panel and the exported
 * program know it. A verb says four things, and verb_NAME at the end holds them:
 *
 *   spec      its keys and what stands behind each; fields[0] is the verb's own key. The loader
 *             has checked them before anything here is called; `spec.check` may say what the
 *             table can't.
 *   run       what it does. Called with phase 0 when the step begins; afterwards with the outcome
 *             of what the last signal named, so keep the place in activation->phase and values in
 *             activation->a and b. Nothing on C's stack survives a signal.
 *               done(run, value)       finished            failed(run)   a Python exception
 *               await_value(run, x)    `await x`           SIGNAL_BLOCK  walk activation->block
 *             What is not the verb's to handle (a raise, a return, a break that comes out of its
 *             block) it passes on with complete(run, *completion).
 *   describe  what the picture calls its waiting; NULL where it never waits.
 *   write     its Python, line by line. Pieces come from the listing_ functions, which quote. */
#include "sim/say.h"
#include "steps/steps.h"

extern const StepVerb verb_null;

enum { NULL_VALUE, AS };

static Signal run_null(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    (void)completion; /* phase 0 begins with None, and there is no second phase */
    const Field *fields = activation->step->fields;
    Value value;
    if (!eval(run, frame, fields[NULL_VALUE].expr, &value) ||
        !bind_as(run, frame, &fields[AS], value))
        return failed(run);
    return done(run, NONE_VALUE);
}

static void write_null(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "%s%s", listing_as(writer, &step->fields[AS]),
                 listing_expr(writer, step->fields[NULL_VALUE].expr));
}

const StepVerb verb_null = {
    .spec = {
        .name = "null",
        .help = "x",
        .fields = {
            [NULL_VALUE] = {.key = "null", .kind = FIELD_VALUE, .required = true,
                            .help = "any expression"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its value"},
        },
    },
    .ops = {.run = run_null},
    .write = write_null,
};
