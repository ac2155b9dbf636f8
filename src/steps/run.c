/* {"run": "main()"}: asyncio.run(main()) where a loop already runs, as in a notebook's cell. The
 * coroutine is made first, so Python also warns that nobody ever awaited it. */
#include "python/exception.h"
#include "sim/say.h"
#include "steps/steps.h"

static Signal run_run(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    (void)completion;
    Value coroutine;
    if (eval(run, frame, activation->step->fields[0].expr, &coroutine))
        raise_text(&run->py, BUILTIN_RUNTIME_ERROR,
                   "asyncio.run() cannot be called from a running event loop");
    return failed(run);
}

static void write_run(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "asyncio.run(%s)", listing_expr(writer, step->fields[0].expr));
}

const StepVerb verb_run = {
    .spec = {
        .name = "run",
        .help = "asyncio.run(main()): inside a running loop, Python's RuntimeError",
        .snippet = "{\"run\": \"${1:main()}\"}",
        .fields = {
            {.key = "run", .kind = FIELD_VALUE, .required = true, .help = "the coroutine's call"},
        },
    },
    .ops = {.run = run_run},
    .write = write_run,
};
