/* {"raise": "ValueError('boom')"}, and {"raise": true}: once more the exception being handled,
 * also where an awaited coroutine does it for its caller. */
#include "python/exception.h"
#include "sim/say.h"
#include "steps/except_star.h"
#include "steps/steps.h"

static ExceptionObj *handled(const Frame *frame)
{
    for (; frame; frame = frame->caller)
        if (!frame->native && frame->handling)
            return (ExceptionObj *)frame->handling;
    return NULL;
}

static Signal raise_again(Run *run, const Frame *frame)
{
    ExceptionObj *exception = handled(frame);
    if (!exception) {
        raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "No active exception to reraise");
        return failed(run);
    }
    raise_exception(&run->py, exception);
    if (frame->handling == &exception->obj)
        except_star_mark_again(exception);
    return failed(run);
}

static Signal run_raise(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    (void)completion;
    const Field *field = &activation->step->fields[0];
    if (!field->expr)
        return raise_again(run, frame);
    Value value;
    if (!eval(run, frame, field->expr, &value))
        return failed(run);
    if (value.tag == V_BUILTIN && value.id >= BUILTIN_BASE_EXCEPTION &&
        !builtin_call(&run->py, value.id, &(Arguments){0}, &value))
        return failed(run);
    if (!value_is(value, OBJ_EXCEPTION)) {
        raise_text(&run->py, BUILTIN_TYPE_ERROR, "exceptions must derive from BaseException");
        return failed(run);
    }
    ExceptionObj *exception = (ExceptionObj *)value.o;
    ExceptionObj *context = handled(frame);
    if (context != exception)
        exception->context = (Obj *)context;
    except_star_mark_new(exception);
    raise_exception(&run->py, exception);
    return failed(run);
}

static void write_raise(ListingWriter *writer, const Step *step)
{
    const Expr *value = step->fields[0].expr;
    if (value)
        listing_line(writer, "raise %s", listing_expr(writer, value));
    else
        listing_line(writer, "raise");
}

const StepVerb verb_raise = {
    .spec = {
        .name = "raise",
        .help = "raise ValueError('boom')",
        .snippet = "{\"raise\": \"${1:ValueError('boom')}\"}",
        .fields = {
            {.key = "raise", .kind = FIELD_RAISE, .required = true,
             .help = "an exception, or true for the one being handled"},
        },
    },
    .ops = {.run = run_raise},
    .write = write_raise,
};
