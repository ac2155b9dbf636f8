/* {"await": "fetch(1)", "as": "r"}: r = await fetch(1). Also of a task, a future, q.get(). */
#include "code/statements.h"
#include "scenario/mistakes/mistakes.h"
#include "sim/say.h"
#include "steps/steps.h"

static WaitKind describe_await(Run *run, Frame *frame, const Activation *activation, Builder *out)
{
    (void)run;
    (void)frame;
    builder_text(out, "await ");
    expr_write(out, activation->step->fields[AWAIT_VALUE].expr);
    return value_is(activation->a, OBJ_TASK)     ? WAIT_TASK
           : value_is(activation->a, OBJ_GATHER) ? WAIT_GATHER
                                                 : WAIT_FUTURE;
}

static void check_await(const Step *step, Diags *diags)
{
    const Expr *awaited = step->fields[AWAIT_VALUE].expr;
    if (awaited->kind == EXPR_TUPLE)
        diag_mistake(diags, awaited->at, E_AWAITABLES_COMMA,
                   "await waits for one thing; for several at once write {\"gather\": [...]}");
}

static void write_await(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "%sawait %s", listing_as(writer, &step->fields[AWAIT_AS]),
                 listing_expr(writer, step->fields[AWAIT_VALUE].expr));
}

const StepVerb verb_await = {
    .spec = {
        .name = "await",
        .help = "r = await fetch(1)",
        .snippet = "{\"await\": \"${1:fetch(1)}\", \"as\": \"${2:r}\"}",
        .flags = VERB_AWAITS,
        .form = FORM_AWAIT,
        .fields = {
            [AWAIT_VALUE] = {.key = "await", .kind = FIELD_VALUE, .required = true,
                       .help = "a coroutine, a task, a future, or what q.get() and the like give"},
            [AWAIT_AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result"},
        },
        .check = check_await,
    },
    .ops = {.steady = true, .describe = describe_await},
    .write = write_await,
};
