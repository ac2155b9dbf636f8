/* asyncio.TaskGroup: the first child that fails cancels the others and the parent; whoever leaves
 * the block waits for all of them, and what went wrong comes out as one group. */
#include "sim/objects.h"
#include "sim/report.h"

static bool repr(Python *py, Obj *self, Builder *out)
{
    (void)py;
    const Group *group = (const Group *)self;
    builder_text(out, "<TaskGroup");
    if (group->pending)
        builder_printf(out, " tasks=%zu", group->pending);
    if (group->errors->count && !group->over)
        builder_printf(out, " errors=%zu", group->errors->count);
    builder_text(out, group->aborting ? " cancelling>" : " entered>");
    return true;
}

static bool raise_about(Run *run, Obj *group, const char *what)
{
    Builder text = {0};
    repr(&run->py, group, &text);
    raise_text(&run->py, BUILTIN_RUNTIME_ERROR, "TaskGroup %s %s", text.at, what);
    builder_free(&text);
    return false;
}

Obj *group_enter(Run *run)
{
    Group *group = heap_make(run->py.heap, OBJ_GROUP, sizeof(Group));
    group->parent = run->current;
    group->tasks = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    group->errors = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    return &group->obj;
}

bool group_enter_again(Run *run, Obj *group)
{
    return raise_about(run, group, "has already been entered");
}

static void abort_all(Run *run, Group *group)
{
    group->aborting = true;
    run->cancel_cause = CANCEL_GROUP;
    for (size_t i = 0; i < group->tasks->count; i++)
        if (!future_is_done(as_future(group->tasks->items[i])))
            future_cancel(run, as_future(group->tasks->items[i]), NONE_VALUE);
    run->cancel_cause = CANCEL_CALL;
}

/* Now and then, so that a child costs the same whatever the number of its siblings. */
static void forget_those_done(Group *group)
{
    ListObj *tasks = group->tasks;
    if (tasks->count < 2 * group->pending + 8)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < tasks->count; i++)
        if (!future_is_done(as_future(tasks->items[i])))
            tasks->items[kept++] = tasks->items[i];
    tasks->count = kept;
}

/* The parent ended without leaving the block properly: only the loop can be told. */
static void tell_loop(Run *run, const Group *group, Obj *task)
{
    Builder text = {0};
    builder_text(&text, "Task ");
    bool fine = value_repr(&run->py, OBJ_VALUE(task), &text);
    builder_text(&text, " has errored out but its parent task ");
    fine = fine && value_repr(&run->py, OBJ_VALUE(group->parent), &text);
    builder_text(&text, " is already completed");
    if (fine)
        report(run, builder_view(&text));
    builder_free(&text);
}

static void on_task_done(Run *run, Obj *self, Obj *task)
{
    Group *group = (Group *)self;
    Future *future = (Future *)task;
    group->pending--;
    forget_those_done(group);
    if (group->completed && group->pending == 0 && !future_is_done(group->completed))
        future_set_result(run, group->completed, BOOL_VALUE(true));
    Value exception;
    if (future->state == FUTURE_CANCELLED || !future_exception(run, future, &exception) ||
        exception.tag == V_NONE || !list_append(&run->py, group->errors, exception))
        return;
    if (future_is_done(&group->parent->future)) {
        tell_loop(run, group, task);
    } else if (!group->aborting && !group->cancelled_parent) {
        abort_all(run, group);
        group->cancelled_parent = true;
        run->cancel_cause = CANCEL_GROUP;
        task_cancel(run, group->parent, NONE_VALUE);
        run->cancel_cause = CANCEL_CALL;
    }
}

/* --- the way out --- */

enum { SLOT_GROUP, SLOT_RAISED, SLOT_PROPAGATE }; /* what the block raised; the CancelledError to
                                                     go on with: an exception or None */

static bool is_cancelled(Value raised)
{
    return raised.tag == V_OBJ &&
           exception_is(((ExceptionObj *)raised.o)->type, BUILTIN_CANCELLED_ERROR);
}

static Signal raise_errors(Run *run, Group *group)
{
    if (group->parent->cancelling) { /* keeps the count, but lets the cancelling come again */
        task_uncancel(run, group->parent);
        task_cancel(run, group->parent, NONE_VALUE);
    }
    ExceptionObj *errors = exception_group(&run->py, BUILTIN_BASE_EXCEPTION_GROUP,
                                           STR("unhandled errors in a TaskGroup"),
                                           group->errors->items, group->errors->count);
    group->over = true;
    if (!errors)
        return failed(run);
    errors->suppress_context = true;
    return complete(run, (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(errors)});
}

static Signal leave(Run *run, Frame *frame)
{
    Group *group = (Group *)frame->slots[SLOT_GROUP].o;
    Value raised = frame->slots[SLOT_RAISED], propagate = frame->slots[SLOT_PROPAGATE];
    if (group->cancelled_parent && task_uncancel(run, group->parent) == 0)
        propagate = NONE_VALUE;
    if (propagate.tag != V_NONE && group->errors->count == 0) {
        group->over = true;
        return complete(run, (Completion){.kind = COMPLETE_RAISE, .value = propagate});
    }
    if (raised.tag != V_NONE && !is_cancelled(raised) &&
        !list_append(&run->py, group->errors, raised))
        return failed(run);
    if (group->errors->count)
        return raise_errors(run, group);
    group->over = true;
    return done(run, NONE_VALUE);
}

static Signal exit_resume(Run *run, Frame *frame, const Completion *completion)
{
    Group *group = (Group *)frame->slots[SLOT_GROUP].o;
    if (frame->phase == 0) {
        frame->phase = 1;
        group->exiting = true;
        frame->slots[SLOT_PROPAGATE] =
            is_cancelled(frame->slots[SLOT_RAISED]) ? frame->slots[SLOT_RAISED] : NONE_VALUE;
        if (frame->slots[SLOT_RAISED].tag != V_NONE && !group->aborting)
            abort_all(run, group);
    } else {
        if (is_cancelled_error(completion) && !group->aborting) {
            frame->slots[SLOT_PROPAGATE] = completion->value;
            abort_all(run, group);
        }
        group->completed = NULL;
    }
    if (group->pending == 0)
        return leave(run, frame);
    group->completed = inner_future(run);
    return await_value(run, OBJ_VALUE(group->completed));
}

static const NativeKind exit_kind = {
    .name = "TaskGroup.__aexit__",
    .wait = WAIT_GROUP,
    .resume = exit_resume,
};

Value group_exit(Run *run, Obj *group, Value raised)
{
    return native_coroutine(run, &exit_kind, OBJ_VALUE(group), raised);
}

/* --- create_task --- */

/* coro.close(): what never began is not missed later. */
static bool close_coroutine(Run *run, Value coroutine)
{
    Value ignored;
    if (!value_is(coroutine, OBJ_FRAME))
        return value_attribute(&run->py, coroutine, STR("close"), &ignored);
    Frame *frame = (Frame *)coroutine.o;
    if (frame->state == FRAME_CREATED) {
        frame->state = FRAME_FINISHED;
        frame->awaited = true;
    }
    return true;
}

static bool create_task(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Group *group = (Group *)self;
    Value values[2] = {NONE_VALUE, NONE_VALUE};
    if (!arguments_take(py, arguments, "TaskGroup.create_task",
                        (const char *const[]){"coro", "name"}, 1, values, 2))
        return false;
    const char *refused = group->exiting && group->pending == 0 ? "is finished"
                          : group->aborting                     ? "is shutting down"
                                                                : NULL;
    if (refused)
        return close_coroutine(run, values[0]) && raise_about(run, self, refused);
    if (!value_is(values[0], OBJ_FRAME)) {
        Builder text = {0};
        if (value_repr(py, values[0], &text))
            raise_text(py, BUILTIN_TYPE_ERROR, "a coroutine was expected, got %s", text.at);
        builder_free(&text);
        return false;
    }
    Task *task = task_new(run, (Frame *)values[0].o, values[1]);
    *result = OBJ_VALUE(task);
    if (!list_append(py, group->tasks, *result))
        return false;
    group->pending++;
    future_add_callback(run, &task->future, on_task_done, self);
    return true;
}

static void visit(Heap *heap, Obj *self)
{
    const Group *group = (const Group *)self;
    heap_mark(heap, &group->parent->future.obj);
    heap_mark(heap, &group->tasks->obj);
    heap_mark(heap, &group->errors->obj);
    if (group->completed)
        heap_mark(heap, &group->completed->obj);
}

static const Method methods[] = {
    {.name = "create_task", .call = create_task},
    {.name = NULL},
};

const ObjType group_type = {
    .name = "TaskGroup",
    .in_python = true,
    .visit = visit,
    .repr = repr,
    .methods = methods,
};
