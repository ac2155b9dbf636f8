/* {"note": "Now both tasks sleep.", "pause": true}: a comment in Python, a caption in the picture.
 * A comment can't fail, so a name that holds nothing yet stands in the caption as it is written. */
#include "sim/say.h"
#include "steps/steps.h"

enum { NOTE, PAUSE };

static void add_part(Run *run, Frame *frame, const TextPart *part, Builder *out)
{
    TextPart copy = *part;
    TextTemplate one = {.parts = &copy, .count = 1};
    size_t length = out->length;
    if (eval_text(run, frame, &one, out))
        return;
    run->py.raised = NULL;
    out->length = length;
    builder_char(out, '{');
    expr_write(out, part->value);
    builder_char(out, '}');
}

static Signal run_note(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    (void)completion;
    const Field *fields = activation->step->fields;
    Builder text = {0};
    for (uint32_t i = 0; i < fields[NOTE].text.count; i++)
        add_part(run, frame, &fields[NOTE].text.parts[i], &text);
    uint16_t flags = fields[PAUSE].present && fields[PAUSE].flag ? EVENT_PAUSE : 0;
    trace_now(run, EVENT_NOTE, run_text(run, builder_view(&text)), flags);
    builder_free(&text);
    return run->py.limit ? failed(run) : done(run, NONE_VALUE);
}

static void write_note(ListingWriter *writer, const Step *step)
{
    listing_comment(writer, &step->fields[NOTE].text);
}

const StepVerb verb_note = {
    .spec = {
        .name = "note",
        .help = "a comment in Python, a caption in the picture",
        .snippet = "{\"note\": \"${1:what happens here}\"}",
        .fields = {
            [NOTE] = {.key = "note", .kind = FIELD_LABEL, .required = true,
                      .help = "the text; {name} puts a value in"},
            [PAUSE] = {.key = "pause", .kind = FIELD_FLAG, .help = "true: play stops here"},
        },
    },
    .ops = {.run = run_note},
    .write = write_note,
};
