/* {"for": "i in range(3)", "do": [...]}: a for loop. The activation's `a` holds the iterator, so a
 * list that changes meanwhile is walked as Python walks it. */
#include "python/plain.h"
#include "sim/say.h"
#include "steps/steps.h"

enum { FOR, DO };
enum { STARTS, IN_BODY };

static Signal next_round(Run *run, Frame *frame, Activation *activation)
{
    const Field *fields = activation->step->fields;
    Value item;
    bool more;
    if (!value_next(&run->py, activation->a, &item, &more))
        return failed(run);
    if (!more)
        return done(run, NONE_VALUE);
    if (!bind(run, frame, &fields[FOR].loop.target, item))
        return failed(run);
    activation->block = &fields[DO].block;
    return SIGNAL_BLOCK;
}

static Signal run_for(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    if (activation->phase == STARTS) {
        Value iterable;
        if (!eval(run, frame, activation->step->fields[FOR].loop.iterable, &iterable) ||
            !value_iter(&run->py, iterable, &activation->a))
            return failed(run);
        activation->phase = IN_BODY;
        return next_round(run, frame, activation);
    }
    switch (completion->kind) {
    case COMPLETE_NORMAL:
    case COMPLETE_CONTINUE:
        return next_round(run, frame, activation);
    case COMPLETE_BREAK:
        return done(run, NONE_VALUE);
    case COMPLETE_RETURN:
    case COMPLETE_RAISE:
        break;
    }
    return complete(run, *completion);
}

static void write_for(ListingWriter *writer, const Step *step)
{
    const Field *loop = &step->fields[FOR];
    listing_line(writer, "for %s in %s:", listing_target(writer, &loop->loop.target),
                 listing_expr(writer, loop->loop.iterable));
    listing_block(writer, &step->fields[DO].block);
}

const StepVerb verb_for = {
    .spec = {
        .name = "for",
        .help = "for i in range(3): ...",
        .snippet = "{\"for\": \"${1:i in range(3)}\", \"do\": [$2]}",
        .flags = VERB_YIELDS_WHERE_ALONE | VERB_LOOP,
        .fields = {
            [FOR] = {.key = "for", .kind = FIELD_FOR, .required = true,
                     .help = "\"name in values\", as Python writes it"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps of each round"},
        },
    },
    .ops = {.run = run_for},
    .write = write_for,
};
