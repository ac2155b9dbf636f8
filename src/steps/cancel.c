/* {"cancel": "t", "msg": "too late"}: t.cancel("too late"). */
#include "sim/objects.h"
#include "steps/steps.h"

enum { CANCEL, MSG, AS };

static bool cancel(Run *run, Frame *frame, const Field *fields, Value *result)
{
    Value target, method, message;
    if (!eval(run, frame, fields[CANCEL].expr, &target) ||
        !value_attribute(&run->py, target, STR("cancel"), &method))
        return false;
    Arguments arguments = {.positional = &message, .count = fields[MSG].present};
    if (fields[MSG].present) {
        Builder text = {0};
        bool fine = eval_text(run, frame, &fields[MSG].text, &text);
        if (fine)
            message = value_str(&run->py, builder_view(&text));
        builder_free(&text);
        if (!fine)
            return false;
    }
    return value_call(&run->py, method, &arguments, result);
}

static Signal run_cancel(Run *run, Frame *frame, Activation *activation,
                         const Completion *completion)
{
    (void)completion;
    const Field *fields = activation->step->fields;
    Value result;
    if (!cancel(run, frame, fields, &result) || !bind_as(run, frame, &fields[AS], result))
        return failed(run);
    return done(run, NONE_VALUE);
}

static void write_cancel(ListingWriter *writer, const Step *step)
{
    const Field *fields = step->fields;
    Expr *function = fields[CANCEL].expr;
    Expr method = {.kind = EXPR_ATTRIBUTE, .at = function->at, .name = STR("cancel")};
    method.left = function;
    listing_line(writer, "%s%s(%s)", listing_as(writer, &fields[AS]),
                 listing_expr(writer, &method),
                 fields[MSG].present ? listing_text(writer, &fields[MSG].text) : "");
}

const StepVerb verb_cancel = {
    .spec = {
        .name = "cancel",
        .help = "t.cancel(\"too late\")",
        .snippet = "{\"cancel\": \"${1:t}\"}",
        .fields = {
            [CANCEL] = {.key = "cancel", .kind = FIELD_VALUE, .required = true,
                        .help = "the task or future"},
            [MSG] = {.key = "msg", .kind = FIELD_TEXT,
                     .help = "the text of its CancelledError"},
            [AS] = {.key = "as", .kind = FIELD_TARGET,
                    .help = "the name for the answer: whether it was still to be cancelled"},
        },
    },
    .ops = {.run = run_cancel},
    .write = write_cancel,
};
