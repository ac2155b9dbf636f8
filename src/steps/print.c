/* {"print": "hello {name}"}: print(f"hello {name}"). */
#include "sim/limits.h"
#include "sim/say.h"
#include "steps/steps.h"

static Signal run_print(Run *run, Frame *frame, Activation *activation,
                        const Completion *completion)
{
    (void)completion;
    Builder text = {0};
    bool fine = eval_text(run, frame, &activation->step->fields[0].text, &text) && limits_print(run);
    if (fine)
        /* outside of all tasks, in a callback, it is just output */
        trace_now(run, run->current ? EVENT_PRINT : EVENT_OUTPUT,
                  run_text(run, builder_view(&text)), 0);
    builder_free(&text);
    return fine ? done(run, NONE_VALUE) : failed(run);
}

static void write_print(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "print(%s)", listing_printed(writer, &step->fields[0].text));
}

const StepVerb verb_print = {
    .spec = {
        .name = "print",
        .help = "print(f\"hello {name}\")",
        .snippet = "{\"print\": \"${1:text}\"}",
        .fields = {
            {.key = "print", .kind = FIELD_TEXT, .required = true,
             .help = "the text; {name} puts a value in"},
        },
    },
    .ops = {.run = run_print},
    .write = write_print,
};
