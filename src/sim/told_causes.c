/* Time limits, cancelling, lateness, errors and who waits for whom, as the trace has them. */
#include "sim/call.h"
#include "sim/loop.h"
#include "sim/objects.h"
#include "sim/told.h"

#include <string.h>

static void add(Run *run, EventKind kind, uint32_t task, uint32_t payload, uint16_t flags)
{
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = task,
                                  .other = payload,
                                  .place = run->py.step,
                                  .flags = flags,
                                  .kind = (uint8_t)kind});
}

/* --- limits and cancelling --- */

uint32_t tell_limit(Run *run, LimitKind kind, int64_t when)
{
    if (!run->current)
        return 0;
    uint32_t limit = trace_add_limit(run->trace, (Limit){.kind = kind, .when = when});
    add(run, EVENT_ARM, run->current->index, limit, 0);
    return limit + 1;
}

void tell_limit_over(Run *run, uint32_t limit, uint32_t task, bool struck)
{
    if (!limit)
        return;
    if (struck)
        tell_late(run, task, trace_limit(run->trace, limit - 1).when, DUE_LIMIT);
    add(run, struck ? EVENT_STRIKE : EVENT_DISARM, task, limit - 1, 0);
}

/* Who asks: the task that runs, or the one whose end runs the callback. */
static uint32_t asker(const Run *run)
{
    if (run->cancel_cause == CANCEL_LIMIT || run->cancel_cause == CANCEL_SHUTDOWN)
        return NO_TASK;
    const Task *asks = run->current ? run->current : loop_cause(run);
    return asks ? asks->index : NO_TASK;
}

void tell_cancel(Run *run, const Task *task, const Task *through, bool refused)
{
    if (refused && run->cancel_cause != CANCEL_CALL)
        return;
    unsigned cause = through ? CANCEL_PASSED : run->cancel_cause;
    add(run, EVENT_CANCEL, task->index, through ? through->index : asker(run),
        (uint16_t)(refused ? cause | CANCEL_REFUSED : cause));
}

/* --- lateness --- */

void tell_hold(Run *run, int64_t from, int64_t to)
{
    enum { MOST_HOLDS = 64 };
    uint32_t task = run->current ? run->current->index : NO_TASK;
    Hold *last = run->holds.count ? &run->holds.items[run->holds.count - 1] : NULL;
    if (last && last->task == task && last->to == from) {
        last->to = to;
        return;
    }
    if (run->holds.count == MOST_HOLDS)
        memmove(run->holds.items, run->holds.items + 1, --run->holds.count * sizeof(Hold));
    array_push(&run->holds, (Hold){.from = from, .to = to, .task = task});
}

/* Who held the loop for the largest part of the time since `due`. */
static uint32_t holder_since(const Run *run, int64_t due)
{
    uint32_t holder = NO_TASK;
    int64_t most = 0;
    for (size_t i = 0; i < run->holds.count; i++) {
        const Hold *hold = &run->holds.items[i];
        int64_t held = hold->to - (hold->from > due ? hold->from : due);
        if (held > most) {
            most = held;
            holder = hold->task;
        }
    }
    return holder;
}

void tell_late(Run *run, uint32_t task, int64_t due, DueKind kind)
{
    if (due >= run->now || task == NO_TASK)
        return;
    LateBy late = {.due = due < 0 ? 0 : due, .holder = holder_since(run, due)};
    add(run, EVENT_LATE, task, trace_intern_late(run->trace, late), (uint16_t)kind);
}

/* --- errors --- */

/* The calls of a scenario's that enclose `innermost`, the innermost first; at most MOST_CALLS. */
enum { MOST_CALLS = 32 };
static size_t collect_calls(const Frame *innermost, const Frame **calls)
{
    size_t count = 0;
    for (const Frame *frame = innermost; frame && count < MOST_CALLS; frame = frame->caller)
        if (!frame->native && frame->at)
            calls[count++] = frame;
    return count;
}

uint32_t tell_path(Run *run, const Frame *innermost)
{
    const Frame *calls[MOST_CALLS];
    if (!innermost || !innermost->caller)
        return 0;
    size_t count = collect_calls(innermost, calls);
    uint32_t path = 0;
    if (count < 2)
        return 0;
    for (size_t i = count; i-- > 0;) {
        path = trace_intern_path(run->trace, path, calls[i]->at->step, calls[i]->call);
    }
    return path;
}

/* The way to an error names each call on it, also one whose text nobody has asked for yet. */
static uint32_t named_path(Run *run)
{
    uint32_t count = 0;
    for (Frame *frame = run->current->innermost; frame && count < MOST_CALLS;
         frame = frame->caller, count++)
        if (!frame->native && frame->at)
            frame_call(run, frame);
    return tell_path(run, run->current->innermost);
}

static uint32_t raised_record(Run *run, const ExceptionObj *exception)
{
    Builder line = {0};
    uint32_t text = 0;
    if (exception_line(&run->py, exception, &line))
        text = run_text(run, builder_view(&line));
    else
        run->py.raised = NULL;
    builder_free(&line);
    return trace_intern_raised(run->trace, text, named_path(run));
}

/* Where in the running step: the expression that failed, or else the value of the step's own key. */
static uint32_t fault_place(Run *run)
{
    if (!run->py.step)
        return 0;
    const Step *step = run->py.scenario->steps[run->py.step - 1];
    Place at = run->py.fault.length ? run->py.fault
               : step->fields[0].present ? step->fields[0].at
                                         : step->at;
    if (run->fault_told.length == at.length && run->fault_told.offset == at.offset
        && run->fault_index)
        return run->fault_index;
    const Source *source = &run->py.scenario->source;
    LineColumn from = source_locate(source, at.offset);
    LineColumn to = source_locate(source, at.offset + at.length);
    run->fault_told = at;
    run->fault_index = trace_intern_place(
        run->trace, (TracePlace){.offset = at.offset, .length = at.length, .line = from.line,
                                 .column = from.column, .end_line = to.line,
                                 .end_column = to.column});
    return run->fault_index;
}

static void add_raised(Run *run, EventKind kind, const ExceptionObj *exception, uint16_t depth)
{
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = run->current->index,
                                  .raised = exception->told - 1,
                                  .place = exception->told_at,
                                  .flags = depth,
                                  .kind = (uint8_t)kind});
}

/* What failed inside of a group, each where it came up; of what never did, its words alone. */
static void tell_members(Run *run, const ExceptionObj *group, uint16_t depth)
{
    enum { MOST_MEMBERS = 64, DEEPEST_GROUP = 16 };
    const ListObj *members = (const ListObj *)group->exceptions;
    for (size_t i = 0; members && i < members->count && i < MOST_MEMBERS; i++) {
        ExceptionObj *member = (ExceptionObj *)members->items[i].o;
        if (!member->told)
            member->told = raised_record(run, member) + 1;
        add_raised(run, EVENT_INSIDE, member, depth);
        if (depth < DEEPEST_GROUP)
            tell_members(run, member, (uint16_t)(depth + 1));
    }
}

/* A cancelling is told by the step that throws it in. */
void tell_raised(Run *run, ExceptionObj *exception)
{
    if (!run->current || run->py.limit || exception->told_in == run->current->index + 1 ||
        exception_is(exception->type, BUILTIN_CANCELLED_ERROR) ||
        exception_is(exception->type, BUILTIN_GENERATOR_EXIT))
        return;
    exception->told = raised_record(run, exception) + 1;
    exception->told_in = run->current->index + 1;
    exception->told_at = fault_place(run);
    add_raised(run, EVENT_RAISE, exception, 0);
    tell_members(run, exception, 1);
}

void tell_instead(Run *run, ExceptionObj *exception, const ExceptionObj *first)
{
    if (!run->current || run->py.limit || !first->told)
        return;
    Builder line = {0};
    exception_line(&run->py, exception, &line);
    exception->told = trace_intern_raised(run->trace, run_text(run, builder_view(&line)),
                                          trace_raised(run->trace, first->told - 1).path)
                      + 1;
    builder_free(&line);
    exception->told_in = run->current->index + 1;
    exception->told_at = first->told_at;
    add_raised(run, EVENT_RAISE, exception, 0);
}

void tell_caught(Run *run, ExceptionObj *exception)
{
    if (!run->current || run->py.limit)
        return;
    if (exception->told_in != run->current->index + 1) {
        exception->told = raised_record(run, exception) + 1;
        exception->told_in = run->current->index + 1;
    }
    add(run, EVENT_CAUGHT, run->current->index, exception->told - 1, 0);
}

/* --- who waits for whom --- */

enum { MOST_EDGES = 1 << 16, DEEPEST = 64 };

typedef struct Edges {
    Run *run;
    const Task *task; /* that is waited for */
    uint32_t last;    /* who was told last to wait for it */
    uint32_t count;
} Edges;

static void follow(Edges *edges, const Obj *self, int depth);

static void follow_future(Edges *edges, const Future *future, int depth)
{
    if (future_is_done(future))
        return;
    CallbackEntry entry;
    for (size_t i = 0; future_callback(future, i, &entry); i++)
        follow(edges, entry.self, depth + 1);
}

/* What the callback's owner lets wait: a task itself, or whoever waits for a future of its own. */
static void follow(Edges *edges, const Obj *self, int depth)
{
    if (!self || depth > DEEPEST || edges->count >= MOST_EDGES)
        return;
    switch (self->kind) {
    case OBJ_TASK: {
        uint32_t waiter = ((const Task *)self)->index;
        if (waiter == edges->last)
            return;
        edges->last = waiter;
        edges->count++;
        add(edges->run, EVENT_EDGE, waiter, edges->task->index, 0);
        return;
    }
    case OBJ_FUTURE:
    case OBJ_GATHER: follow_future(edges, (const Future *)self, depth); return;
    case OBJ_FRAME:
        for (size_t i = 0; ((const Frame *)self)->native && i < FRAME_SLOTS; i++)
            if (value_is(((const Frame *)self)->slots[i], OBJ_FUTURE))
                follow_future(edges, as_future(((const Frame *)self)->slots[i]), depth);
        return;
    case OBJ_GROUP: {
        const Future *completed = ((const Group *)self)->completed;
        if (completed)
            follow_future(edges, completed, depth);
        return;
    }
    case OBJ_COMPLETED: {
        const Waiters *getters = &((const Completed *)self)->finished->getters;
        for (size_t i = 0; i < getters->count; i++)
            follow_future(edges, waiters_at(getters, i), depth);
        return;
    }
    default: return;
    }
}

void tell_edges(Run *run)
{
    Edges edges = {.run = run};
    run->py.step = 0;
    for (size_t i = 0; i < run->tasks.count; i++) {
        edges.task = run->tasks.items[i];
        edges.last = NO_TASK;
        follow_future(&edges, &edges.task->future, 0);
    }
}
