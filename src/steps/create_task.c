/* {"create_task": "fetch(1)", "as": "t", "name": "first"}:
 * t = asyncio.create_task(fetch(1), name="first"); with `in` a task group's, with `for` a list. */
#include "python/plain.h"
#include "sim/say.h"
#include "steps/steps.h"

enum { CREATE_TASK, IN, FOR, AS, NAME };

static bool create(Run *run, Value coroutine, Value name, Value *task)
{
    if (value_is(coroutine, OBJ_FRAME)) {
        *task = OBJ_VALUE(task_new(run, (Frame *)coroutine.o, name));
        return true;
    }
    Builder text = {0};
    if (value_repr(&run->py, coroutine, &text))
        raise_text(&run->py, BUILTIN_TYPE_ERROR, "a coroutine was expected, got %s", text.at);
    builder_free(&text);
    return false;
}

static bool create_in(Run *run, Value group, Value coroutine, Value name, Value *task)
{
    static const Str names[] = {{"name", 4}};
    Arguments arguments = {.positional = &coroutine,
                           .count = 1,
                           .names = names,
                           .named = &name,
                           .named_count = name.tag == V_NONE ? 0 : 1};
    return value_call_method(&run->py, group, STR("create_task"), &arguments, task);
}

/* One task: evaluated in Python's order, the group, the coroutine, its name. */
static bool create_one(Run *run, Frame *frame, const Field *fields, Value *task)
{
    Value group = NONE_VALUE, coroutine, name = NONE_VALUE;
    if ((fields[IN].present && !eval(run, frame, fields[IN].expr, &group)) ||
        !eval(run, frame, fields[CREATE_TASK].expr, &coroutine))
        return false;
    if (fields[NAME].present) {
        Builder text = {0};
        bool fine = eval_text(run, frame, &fields[NAME].text, &text);
        if (fine)
            name = value_str(&run->py, builder_view(&text));
        builder_free(&text);
        if (!fine)
            return false;
    }
    return fields[IN].present ? create_in(run, group, coroutine, name, task)
                              : create(run, coroutine, name, task);
}

static bool create_each(Run *run, Frame *frame, const Field *fields, Value *tasks)
{
    Value iterable, iterator, item, task;
    bool more;
    *tasks = value_list(&run->py, OBJ_LIST, NULL, 0);
    if (!eval(run, frame, fields[FOR].loop.iterable, &iterable) ||
        !value_iter(&run->py, iterable, &iterator))
        return false;
    for (;;) {
        if (!value_next(&run->py, iterator, &item, &more))
            return false;
        if (!more)
            return true;
        if (!bind(run, frame, &fields[FOR].loop.target, item) ||
            !create_one(run, frame, fields, &task) ||
            !list_append(&run->py, (ListObj *)tasks->o, task))
            return false;
    }
}

static Signal run_create_task(Run *run, Frame *frame, Activation *activation,
                              const Completion *completion)
{
    (void)completion;
    const Field *fields = activation->step->fields;
    Value made;
    bool fine = fields[FOR].present ? create_each(run, frame, fields, &made)
                                    : create_one(run, frame, fields, &made);
    if (fields[FOR].present)
        unbind(run, frame, &fields[FOR].loop.target);
    return fine && bind_as(run, frame, &fields[AS], made) ? done(run, NONE_VALUE) : failed(run);
}

static void write_create_task(ListingWriter *writer, const Step *step)
{
    const Field *fields = step->fields;
    const char *maker = fields[IN].present ? listing_expr(writer, fields[IN].expr) : NULL;
    const char *coroutine = listing_expr(writer, fields[CREATE_TASK].expr);
    const char *open = fields[FOR].present ? "[" : "";
    const char *comma = fields[NAME].present ? ", name=" : "";
    const char *name = fields[NAME].present ? listing_text(writer, &fields[NAME].text) : "";
    const char *loop = fields[FOR].present ? " for " : "";
    const char *target = fields[FOR].present ? listing_target(writer, &fields[FOR].loop.target)
                                             : "";
    const char *in = fields[FOR].present ? " in " : "";
    const char *iterable = fields[FOR].present ? listing_expr(writer, fields[FOR].loop.iterable)
                                               : "";
    const char *close = fields[FOR].present ? "]" : "";
    const char *as = listing_as(writer, &fields[AS]);
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    if (maker)
        listing_line(writer, "%s%s%s.create_task(%s%s%s)%s%s%s%s%s", as, open, maker, coroutine,
                     comma, name, loop, target, in, iterable, close);
    else
        listing_line(writer, "%s%sasyncio.create_task(%s%s%s)%s%s%s%s%s", as, open, coroutine,
                     comma, name, loop, target, in, iterable, close);
}

const StepVerb verb_create_task = {
    .spec = {
        .name = "create_task",
        .help = "t = asyncio.create_task(fetch(1), name=\"first\")",
        .snippet = "{\"create_task\": \"${1:fetch(1)}\", \"as\": \"${2:t}\"}",
        .fields = {
            [CREATE_TASK] = {.key = "create_task", .kind = FIELD_VALUE, .required = true,
                             .help = "the coroutine's call"},
            [IN] = {.key = "in", .kind = FIELD_VALUE, .help = "a task group that gets the task"},
            [FOR] = {.key = "for", .kind = FIELD_EACH,
                     .help = "\"i in range(3)\": a list of tasks, one for each"},
            [AS] = {.key = "as", .kind = FIELD_TARGET, .help = "the name for the task"},
            [NAME] = {.key = "name", .kind = FIELD_TEXT, .help = "what get_name() gives"},
        },
    },
    .ops = {.run = run_create_task},
    .write = write_create_task,
};
