/* What a scenario can ask of a future, a task, a gather: methods with CPython's texts. */
#include "python/exception.h"
#include "sim/loop.h"
#include "sim/types.h"

static bool takes_nothing(Run *run, const Arguments *arguments, Obj *self, const char *method)
{
    const char *type = self->kind == OBJ_TASK ? "Task" : "Future";
    if (arguments->named_count)
        return raise_text(&run->py, BUILTIN_TYPE_ERROR, "%s.%s() takes no keyword arguments", type,
                          method);
    if (arguments->count)
        return raise_text(&run->py, BUILTIN_TYPE_ERROR, "%s.%s() takes no arguments (%u given)",
                          type, method, arguments->count);
    return true;
}

static bool takes_one(Run *run, const Arguments *arguments, Obj *self, const char *method)
{
    if (arguments->count == 1 && !arguments->named_count)
        return true;
    if (self->kind == OBJ_TASK)
        return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                          "Task.%s() takes exactly one argument (%u given)", method,
                          arguments->count);
    return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                      arguments->count ? "%s() takes at most 1 argument (%u given)"
                                       : "%s() takes exactly 1 positional argument (%u given)",
                      method, arguments->count);
}

static bool call_done(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = BOOL_VALUE(future_is_done((Future *)self));
    return takes_nothing(run, arguments, self, "done");
}

static bool call_cancelled(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = BOOL_VALUE(((Future *)self)->state == FUTURE_CANCELLED);
    return takes_nothing(run, arguments, self, "cancelled");
}

static bool call_result(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    return takes_nothing(run, arguments, self, "result") &&
           future_result(run, (Future *)self, result);
}

static bool call_exception(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (arguments->count || arguments->named_count)
        return raise_text(py, BUILTIN_TYPE_ERROR, "exception() takes no arguments");
    return future_exception(run, (Future *)self, result);
}

static bool call_cancel(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    Value message = NONE_VALUE;
    uint32_t given = arguments->count + arguments->named_count;
    if (given > 1)
        return raise_text(py, BUILTIN_TYPE_ERROR, "cancel() takes at most 1 argument (%u given)",
                          given);
    if (arguments->named_count && !str_is(arguments->names[0], "msg"))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "cancel() got an unexpected keyword argument '%.*s'",
                          (int)arguments->names[0].length, arguments->names[0].at);
    if (given)
        message = arguments->count ? arguments->positional[0] : arguments->named[0];
    *result = BOOL_VALUE(future_cancel(run, (Future *)self, message));
    return true;
}

/* --- callbacks of the scenario's --- */

/* What Python's log says where one raises. */
static void report_callback(Run *run, Value callback)
{
    Builder text = {0}, name = {0};
    builder_text(&text, "Exception in callback ");
    if (callback.tag == V_COROUTINE)
        builder_str(&name, run->py.scenario->coroutines[callback.id].name);
    else if (value_is(callback, OBJ_LAMBDA))
        builder_text(&name, "<lambda>");
    else if (!value_repr(&run->py, callback, &name))
        run->py.raised = NULL;
    builder_str(&text, builder_view(&name));
    if (callback.tag == V_COROUTINE || value_is(callback, OBJ_LAMBDA))
        builder_text(&text, "()");
    builder_text(&text, ": ");
    ExceptionObj *raised = (ExceptionObj *)run->py.raised;
    run->py.raised = NULL;
    if (!exception_line(&run->py, raised, &text))
        run->py.raised = NULL;
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = NO_TASK,
                                  .place = run->py.step,
                                  .text = run_text(run, builder_view(&text)),
                                  .kind = EVENT_WARNING});
    builder_free(&text);
    builder_free(&name);
}

/* A tuple holds the callback, which need not be an object. */
static Value *held_callback(Obj *self)
{
    return ((ListObj *)(void *)self)->items;
}

static void call_back(Run *run, Obj *self, Obj *future)
{
    Value ignored, argument = OBJ_VALUE(future), callback = *held_callback(self);
    const Arguments arguments = {.positional = &argument, .count = 1};
    python_step_ends(&run->py);
    run->py.fault.length = 0;
    if (!value_call(&run->py, callback, &arguments, &ignored) && !run->py.limit)
        report_callback(run, callback);
    python_step_ends(&run->py);
}

static bool call_add_done_callback(Python *py, Obj *self, const Arguments *arguments,
                                   Value *result)
{
    Run *run = run_of(py);
    if (arguments->count != 1 || arguments->named_count)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "add_done_callback() takes exactly 1 positional argument (%u given)",
                          arguments->count);
    Value held = value_list(py, OBJ_TUPLE, arguments->positional, 1);
    future_add_callback(run, (Future *)self, call_back, held.o);
    *result = NONE_VALUE;
    return true;
}

typedef struct Removal {
    Python *py;
    Value callback;
    bool failed; /* at a limit, or an exception */
} Removal;

static bool is_removed(void *context, const CallbackEntry *entry)
{
    Removal *removal = context;
    bool equal = false;
    if (removal->failed || entry->call != call_back)
        return false;
    removal->failed = !python_work(removal->py, 1) ||
                      !value_equal(removal->py, *held_callback(entry->self), removal->callback, &equal);
    return equal && !removal->failed;
}

static bool call_remove_done_callback(Python *py, Obj *self, const Arguments *arguments,
                                      Value *result)
{
    if (arguments->count != 1 || arguments->named_count)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "Future.remove_done_callback() takes exactly one argument (%u given)",
                          arguments->count);
    Removal removal = {.py = py, .callback = arguments->positional[0]};
    size_t removed = future_remove_callbacks((Future *)self, is_removed, &removal);
    *result = INT_VALUE((int64_t)removed);
    return !removal.failed;
}

static bool can_set(Run *run, Obj *self, const Arguments *arguments, const char *method)
{
    if (!takes_one(run, arguments, self, method))
        return false;
    if (self->kind == OBJ_TASK)
        return raise_text(&run->py, BUILTIN_RUNTIME_ERROR,
                          "Task does not support %s operation", method);
    if (future_is_done((Future *)self))
        return raise_text(&run->py, BUILTIN_INVALID_STATE_ERROR, "invalid state");
    return true;
}

static bool call_set_result(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (!can_set(run, self, arguments, "set_result"))
        return false;
    future_set_result(run, (Future *)self, arguments->positional[0]);
    *result = NONE_VALUE;
    return true;
}

/* What ends iterators would end those that wait for it unseen. */
static ExceptionObj *settable(Python *py, ExceptionObj *exception)
{
    if (!exception_is(exception->type, BUILTIN_STOP_ITERATION))
        return exception;
    ExceptionObj *instead =
        exception_text(py, BUILTIN_RUNTIME_ERROR, "StopIteration interacts badly with generators "
                                                  "and cannot be raised into a Future");
    instead->cause = instead->context = &exception->obj;
    return instead;
}

static bool call_set_exception(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (!can_set(run, self, arguments, "set_exception"))
        return false;
    Value given = arguments->positional[0];
    if (given.tag == V_BUILTIN && given.id >= BUILTIN_BASE_EXCEPTION) {
        Arguments none = {0};
        if (!value_call(py, given, &none, &given))
            return false;
    }
    if (!value_is(given, OBJ_EXCEPTION))
        return raise_text(py, BUILTIN_TYPE_ERROR, "invalid exception object");
    future_set_exception(run, (Future *)self, settable(py, (ExceptionObj *)given.o));
    *result = NONE_VALUE;
    return true;
}

static bool call_cancelling(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = INT_VALUE(((Task *)self)->cancelling);
    return takes_nothing(run, arguments, self, "cancelling");
}

static bool call_uncancel(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (!takes_nothing(run, arguments, self, "uncancel"))
        return false;
    *result = INT_VALUE(task_uncancel(run, (Task *)self));
    return true;
}

static bool call_get_name(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    *result = task_name(run, (Task *)self);
    return takes_nothing(run, arguments, self, "get_name");
}

static bool call_set_name(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (!takes_one(run, arguments, self, "set_name"))
        return false;
    task_set_name(run, (Task *)self, arguments->positional[0]);
    *result = NONE_VALUE;
    return true;
}

/* A task has all of them, too; its set_result and set_exception raise. */
#define FUTURE_METHODS                                                                          \
    {.name = "done", .call = call_done, .cost = COST_FIXED},                                    \
    {.name = "cancelled", .call = call_cancelled, .cost = COST_FIXED},                          \
    {.name = "result", .call = call_result, .cost = COST_FIXED},                                \
    {.name = "exception", .call = call_exception, .cost = COST_FIXED},                          \
    {.name = "cancel", .call = call_cancel, .cost = COST_FIXED},                                \
    {.name = "add_done_callback", .call = call_add_done_callback, .cost = COST_FIXED},          \
    {.name = "remove_done_callback", .call = call_remove_done_callback, .cost = COST_FIXED},    \
    {.name = "set_result", .call = call_set_result, .cost = COST_FIXED},                        \
    {.name = "set_exception", .call = call_set_exception, .cost = COST_FIXED}

static const Method future_methods[] = {FUTURE_METHODS, {0}};

static const Method task_methods[] = {
    FUTURE_METHODS,
    {.name = "cancelling", .call = call_cancelling, .cost = COST_FIXED},
    {.name = "uncancel", .call = call_uncancel, .cost = COST_FIXED},
    {.name = "get_name", .call = call_get_name, .cost = COST_FIXED},
    {.name = "set_name", .call = call_set_name, .cost = COST_FIXED},
    {0},
};

static bool repr_future(Python *py, Obj *self, Builder *out)
{
    const Future *future = (const Future *)self;
    builder_text(out, "<Future ");
    bool fine = true;
    if (future->state == FUTURE_CANCELLED) {
        builder_text(out, "cancelled");
    } else if (future->state == FUTURE_PENDING) {
        builder_text(out, "pending");
    } else {
        builder_text(out, future->exception ? "finished exception=" : "finished result=");
        fine = value_repr(py, future->exception ? OBJ_VALUE(future->exception) : future->result,
                          out);
    }
    builder_char(out, '>');
    return fine;
}

static bool repr_task(Python *py, Obj *self, Builder *out)
{
    Run *run = run_of(py);
    Task *task = (Task *)self;
    builder_text(out, "<Task ");
    builder_str(out, task->name ? str_view((const StrObj *)task->name)
                                : trace_task(run->trace, task->index).name);
    builder_char(out, '>');
    return true;
}

static void visit_task(Heap *heap, Obj *self)
{
    Task *task = (Task *)self;
    future_visit(heap, self);
    heap_mark(heap, task->name);
    heap_mark(heap, (Obj *)task->coroutine);
    heap_mark(heap, (Obj *)task->innermost);
    heap_mark(heap, task->waiting);
}

const ObjType future_type = {.name = "_asyncio.Future",
                             .warns = true,
                             .visit = future_visit,
                             .dispose = future_dispose,
                             .repr = repr_future,
                             .methods = future_methods};

const ObjType task_type = {.name = "_asyncio.Task",
                           .warns = true,
                           .visit = visit_task,
                           .dispose = future_dispose,
                           .repr = repr_task,
                           .methods = task_methods};

bool make_future(Python *py, const Arguments *arguments, Value *result)
{
    Run *run = run_of(py);
    if (arguments->count)
        return raise_text(py, BUILTIN_TYPE_ERROR, "Future() takes no positional arguments");
    if (arguments->named_count)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "Future() got an unexpected keyword argument '%.*s'",
                          (int)arguments->names[0].length, arguments->names[0].at);
    *result = OBJ_VALUE(future_new(run));
    return true;
}
