/* {"gather": ["fetch(1)", "t"], "return_exceptions": true, "as": "rs"}:
 * rs = await asyncio.gather(fetch(1), t, return_exceptions=True). */
#include "sim/say.h"
#include "steps/steps.h"

enum { GATHER, FOR, RETURN_EXCEPTIONS, AS };
enum { STARTS, GATHERS, WAITING };
enum { PIECE = 512 }; /* so many at once, before the run may pause */

/* The activation's `a` holds the list, `b` the comprehension's iterator, then the future. False: it
 * raised. */
static bool list_some(Run *run, Frame *frame, Activation *activation, bool *more)
{
    const Field *fields = activation->step->fields;
    if (activation->a.tag == V_UNSET)
        activation->a = value_list(&run->py, OBJ_LIST, NULL, 0);
    Items items = {.field = &fields[GATHER],
                   .each = &fields[FOR],
                   .into = (ListObj *)activation->a.o,
                   .iterator = activation->b};
    if (fields[FOR].present)
        frame_call_before(run, frame, &fields[FOR].loop.target);
    bool good = items_advance(&run->py, locals_of(frame), &items, PIECE, more);
    activation->b = items.iterator;
    return good;
}

static bool gather_some(Run *run, Activation *activation, bool *more)
{
    const Field *fields = activation->step->fields;
    if (!is_future(activation->b)) {
        bool return_exceptions = fields[RETURN_EXCEPTIONS].present && fields[RETURN_EXCEPTIONS].flag;
        Future *made = gather_begin(run, (ListObj *)activation->a.o, return_exceptions);
        activation->b = OBJ_VALUE(made);
    }
    return gather_advance(run, as_future(activation->b), PIECE, more);
}

/* Calls gather(), which may take long: it is left and taken up again. */
static Signal begin(Run *run, Frame *frame, Activation *activation)
{
    while (activation->phase != WAITING) {
        bool more, listed = activation->phase == GATHERS;
        bool good = listed ? gather_some(run, activation, &more)
                           : list_some(run, frame, activation, &more);
        if (!good || run->py.limit)
            return failed(run);
        if (!more)
            activation->phase++;
        if (more && slice_is_over(run, PIECE))
            return SIGNAL_PAUSE;
    }
    Value gathered = activation->b;
    activation->a = activation->b = (Value){.tag = V_UNSET};
    return await_value(run, gathered);
}

static Signal run_gather(Run *run, Frame *frame, Activation *activation,
                         const Completion *completion)
{
    if (activation->phase != WAITING)
        return begin(run, frame, activation);
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    return bind_as(run, frame, &activation->step->fields[AS], completion->value)
               ? done(run, NONE_VALUE)
               : failed(run);
}

static WaitKind describe_gather(Run *run, Frame *frame, const Activation *activation, Builder *out)
{
    (void)run;
    (void)frame;
    (void)activation;
    builder_text(out, "gather(…)");
    return WAIT_GATHER;
}

static void write_gather(ListingWriter *writer, const Step *step)
{
    const Field *fields = step->fields;
    const char *awaitables = listing_awaitables(writer, &fields[GATHER], &fields[FOR]);
    const char *option = "";
    if (fields[RETURN_EXCEPTIONS].present)
        option = fields[RETURN_EXCEPTIONS].flag ? "return_exceptions=True"
                                                : "return_exceptions=False";
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "%sawait asyncio.gather(%s%s%s)", listing_as(writer, &fields[AS]),
                 awaitables, *awaitables && *option ? ", " : "", option);
}

const StepVerb verb_gather = {
    .spec = {
        .name = "gather",
        .help = "rs = await asyncio.gather(fetch(1), t)",
        .snippet = "{\"gather\": [\"${1:fetch(1)}\", \"${2:fetch(2)}\"], \"as\": \"${3:rs}\"}",
        .flags = VERB_AWAITS,
        .fields = {
            [GATHER] = {.key = "gather", .kind = FIELD_AWAITABLES, .required = true,
                        .help = "coroutines and tasks: a list, \"*ts\", or with `for` one call"},
            [FOR] = {.key = "for", .kind = FIELD_EACH,
                     .help = "\"i in range(12)\": the call once for each"},
            [RETURN_EXCEPTIONS] = {.key = "return_exceptions", .kind = FIELD_FLAG,
                                   .help = "true: exceptions stand among the results"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for the list of results"},
        },
    },
    .ops = {.run = run_gather, .steady = true, .describe = describe_gather},
    .write = write_gather,
};
