/* {"async_with": "lock", "do": [...]}: async with lock: ... Locks, conditions and semaphores are
 * released however the block ends; a barrier is waited at on the way in. */
#include "sim/objects.h"
#include "steps/steps.h"

enum { ASYNC_WITH, DO };
enum { STARTS, ENTERING, IN_BLOCK };

/* Where Python's own modules define the type of this: the message gives its full name. */
static const char *module_of(Value value)
{
    if (value_is(value, OBJ_EVENT))
        return "asyncio.locks.";
    if (value_is(value, OBJ_QUEUE))
        return "asyncio.queues.";
    return value_is(value, OBJ_GATHER) ? "asyncio.tasks." : "";
}

/* The coroutine of __aenter__. */
static bool enter(Run *run, Value manager, Value *coroutine)
{
    if (is_lockable(manager)) {
        *coroutine = lockable_acquire(run, manager.o);
        return true;
    }
    if (value_is(manager, OBJ_BARRIER)) {
        *coroutine = barrier_wait(run, manager.o);
        return true;
    }
    if (value_is(manager, OBJ_GROUP)) /* the only one at hand is one that is open */
        return group_enter_again(run, manager.o);
    return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                      "'%s%s' object does not support the asynchronous context manager protocol "
                      "(missed __aexit__ method)",
                      module_of(manager), value_type_name(&run->py, manager));
}

static Signal begin(Run *run, Frame *frame, Activation *activation)
{
    Value coroutine;
    if (!eval(run, frame, activation->step->fields[ASYNC_WITH].expr, &activation->a) ||
        !enter(run, activation->a, &coroutine))
        return failed(run);
    activation->phase = ENTERING;
    return await_value(run, coroutine);
}

static Signal run_async_with(Run *run, Frame *frame, Activation *activation,
                             const Completion *completion)
{
    switch (activation->phase) {
    case STARTS:
        return begin(run, frame, activation);
    case ENTERING:
        if (completion->kind == COMPLETE_RAISE)
            return complete(run, *completion);
        activation->phase = IN_BLOCK;
        activation->block = &activation->step->fields[DO].block;
        return SIGNAL_BLOCK;
    default:
        if (is_lockable(activation->a) && !lockable_release(run, activation->a.o))
            return failed(run);
        return complete(run, *completion);
    }
}

static WaitKind describe_async_with(Run *run, Frame *frame, const Activation *activation,
                                    Builder *out)
{
    (void)run;
    (void)frame;
    builder_text(out, "async with ");
    expr_write(out, activation->step->fields[ASYNC_WITH].expr);
    if (value_is(activation->a, OBJ_SEMAPHORE))
        return WAIT_SEMAPHORE;
    return value_is(activation->a, OBJ_BARRIER) ? WAIT_BARRIER : WAIT_LOCK;
}

static void write_async_with(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "async with %s:", listing_expr(writer, step->fields[ASYNC_WITH].expr));
    listing_block(writer, &step->fields[DO].block);
}

const StepVerb verb_async_with = {
    .spec = {
        .name = "async_with",
        .help = "async with lock: ...",
        .snippet = "{\"async_with\": \"${1:lock}\", \"do\": [$2]}",
        .flags = VERB_AWAITS,
        .fields = {
            [ASYNC_WITH] = {.key = "async_with", .kind = FIELD_VALUE, .required = true,
                            .help = "a lock, condition, semaphore or barrier"},
            [DO] = {.key = "do", .kind = FIELD_BLOCK, .required = true,
                    .help = "the steps while it is held"},
        },
    },
    .ops = {.run = run_async_with, .steady = true, .describe = describe_async_with},
    .write = write_async_with,
};
