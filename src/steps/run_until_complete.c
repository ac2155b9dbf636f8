/* {"run_until_complete": "main()"}: asyncio.get_event_loop().run_until_complete(main()) where that
 * loop already runs. */
#include "python/exception.h"
#include "sim/say.h"
#include "steps/steps.h"

static Signal run_until_complete(Run *run, Frame *frame, Activation *activation,
                                 const Completion *completion)
{
    (void)completion;
    Value coroutine;
    if (eval(run, frame, activation->step->fields[0].expr, &coroutine))
        raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "This event loop is already running");
    return failed(run);
}

static void write_run_until_complete(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "asyncio.get_event_loop().run_until_complete(%s)",
                 listing_expr(writer, step->fields[0].expr));
}

const StepVerb verb_run_until_complete = {
    .spec = {
        .name = "run_until_complete",
        .help = "asyncio.get_event_loop().run_until_complete(main()): inside a running loop, "
                "Python's RuntimeError",
        .snippet = "{\"run_until_complete\": \"${1:main()}\"}",
        .fields = {
            {.key = "run_until_complete", .kind = FIELD_VALUE, .required = true,
             .help = "the coroutine's call"},
        },
    },
    .ops = {.run = run_until_complete},
    .write = write_run_until_complete,
};
