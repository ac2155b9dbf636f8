/* {"task_group": "tg", "do": [...]}: async with asyncio.TaskGroup() as tg: ... Its end waits for
 * the group's tasks, however the block came to it. */
#include "sim/objects.h"
#include "steps/steps.h"

enum { TASK_GROUP, DO };
/* Behind LEAVING the phase says which CompletionKind the block ended with; `b` holds its value. */
enum { STARTS, IN_BLOCK, LEAVING };

static Signal leave(Run *run, Activation *activation, const Completion *completion)
{
    activation->phase = LEAVING + completion->kind;
    activation->b = completion->value;
    Value raised = completion->kind == COMPLETE_RAISE ? completion->value : NONE_VALUE;
    return await_value(run, group_exit(run, activation->a.o, raised));
}

static Signal enter(Run *run, Frame *frame, Activation *activation)
{
    const Field *fields = activation->step->fields;
    activation->a = OBJ_VALUE(group_enter(run));
    if (!bind(run, frame, &fields[TASK_GROUP].target, activation->a)) {
        if (run->py.limit)
            return failed(run);
        Value raised = OBJ_VALUE(run->py.raised); /* as if the block had raised it */
        run->py.raised = NULL;
        return leave(run, activation, &(Completion){.kind = COMPLETE_RAISE, .value = raised});
    }
    activation->phase = IN_BLOCK;
    activation->block = &fields[DO].block;
    return SIGNAL_BLOCK;
}

static Signal run_task_group(Run *run, Frame *frame, Activation *activation,
                             const Completion *completion)
{
    if (activation->phase == STARTS)
        return enter(run, frame, activation);
    if (activation->phase == IN_BLOCK)
        return leave(run, activation, completion);
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    CompletionKind kind = (CompletionKind)(activation->phase - LEAVING);
    return complete(run, (Completion){.kind = kind, .value = activation->b});
}

static WaitKind describe_task_group(Run *run, Frame *frame, const Activation *activation,
                                    Builder *out)
{
    (void)run;
    (void)frame;
    (void)activation;
    builder_text(out, "task group");
    return WAIT_GROUP;
}

static void write_task_group(ListingWriter *writer, const Step *step)
{
    listing_need(writer, LISTING_NEEDS_ASYNCIO);
    listing_line(writer, "async with asyncio.TaskGroup() as %s:",
                 listing_target(writer, &step->fields[TASK_GROUP].target));
    listing_block(writer, &step->fields[DO].block);
}

const StepVerb verb_task_group = {
    .spec = {
        .name = "task_group",
        .help = "async with asyncio.TaskGroup() as tg: ...",
        .snippet = "{\"task_group\": \"${1:tg}\", \"do\": [{\"create_task\": \"${2:fetch(1)}\", "
                   "\"in\": \"$1\"}]}",
        .flags = VERB_AWAITS,
        .fields = {
            [TASK_GROUP] = {.key = "task_group", .kind = FIELD_TARGET, .required = true,
                            .help = "the group's name, for \"in\" of create_task"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps inside; at their end all of its tasks are waited for"},
        },
    },
    .ops = {.run = run_task_group, .steady = true, .describe = describe_task_group},
    .write = write_task_group,
};
