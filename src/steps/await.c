/* {"await": "fetch(1)", "as": "r"}: r = await fetch(1). Also of a task, a future, q.get(). */
#include "scenario/mistakes/mistakes.h"
#include "sim/say.h"
#include "steps/steps.h"

enum { AWAIT, AS };
enum { STARTS, WAITING };

/* `await fetch(1)`: nobody else has heard of that coroutine. */
static bool is_own_call(const Expr *expr)
{
    return expr->kind == EXPR_CALL && expr->op == CALL_OWN;
}

static Signal run_await(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == STARTS) {
        if (!eval(run, frame, fields[AWAIT].expr, &activation->a))
            return failed(run);
        activation->phase = WAITING;
        return await_value(run, activation->a);
    }
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (is_own_call(fields[AWAIT].expr)) {
        frame_release(run, (Frame *)activation->a.o);
        activation->a = NONE_VALUE;
    }
    return bind_as(run, frame, &fields[AS], completion->value) ? done(run, NONE_VALUE)
                                                              : failed(run);
}

static WaitKind describe_await(Run *run, Frame *frame, const Activation *activation, Builder *out)
{
    (void)run;
    (void)frame;
    builder_text(out, "await ");
    expr_write(out, activation->step->fields[AWAIT].expr);
    return value_is(activation->a, OBJ_TASK)     ? WAIT_TASK
           : value_is(activation->a, OBJ_GATHER) ? WAIT_GATHER
                                                 : WAIT_FUTURE;
}

static void check_await(const Step *step, Diags *diags)
{
    const Expr *awaited = step->fields[AWAIT].expr;
    if (awaited->kind == EXPR_TUPLE)
        diag_mistake(diags, awaited->at, E_AWAITABLES_COMMA,
                   "await waits for one thing; for several at once write {\"gather\": [...]}");
}

static void write_await(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "%sawait %s", listing_as(writer, &step->fields[AS]),
                 listing_expr(writer, step->fields[AWAIT].expr));
}

const StepVerb verb_await = {
    .spec = {
        .name = "await",
        .help = "r = await fetch(1)",
        .snippet = "{\"await\": \"${1:fetch(1)}\", \"as\": \"${2:r}\"}",
        .flags = VERB_AWAITS,
        .fields = {
            [AWAIT] = {.key = "await", .kind = FIELD_VALUE, .required = true,
                       .help = "a coroutine, a task, a future, or what q.get() and the like give"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for its result"},
        },
        .check = check_await,
    },
    .ops = {.run = run_await, .steady = true, .describe = describe_await},
    .write = write_await,
};
