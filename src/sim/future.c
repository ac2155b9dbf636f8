/* Futures: a result to come, and the callbacks that are queued once it is there. */
#include "sim/future.h"

#include "sim/loop.h"
#include "sim/types.h"

#include <assert.h>
#include <string.h>

struct CallbackList {
    uint32_t first, count, room; /* items[first .. first + count) */
    CallbackEntry items[];
};

Future *future_new(Run *run)
{
    return heap_make(run->py.heap, OBJ_FUTURE, sizeof(Future));
}

Future *as_future(Value value)
{
    assert(is_future(value));
    return (Future *)value.o;
}

/* --- callbacks --- */

static void queue(Run *run, CallbackEntry entry, Future *future)
{
    if (entry.call == task_wakeup)
        task_is_ready(run, (Task *)entry.self);
    call_soon(run, entry.call, entry.self, &future->obj);
}

static void free_more(Run *run, Future *future)
{
    CallbackList *more = future->more;
    if (!more)
        return;
    heap_note(run->py.heap, -(int64_t)(sizeof *more + more->room * sizeof *more->items));
    mem_free(more);
    future->more = NULL;
}

static void queue_all(Run *run, Future *future)
{
    if (future->first.call)
        queue(run, future->first, future);
    future->first = (CallbackEntry){0};
    for (uint32_t i = 0; future->more && i < future->more->count; i++)
        queue(run, future->more->items[future->more->first + i], future);
    free_more(run, future);
}

static void add_more(Run *run, Future *future, CallbackEntry entry)
{
    CallbackList *more = future->more;
    uint32_t count = more ? more->count : 0, room = more ? more->room : 0;
    if (more && more->first > count) { /* more than half of it is behind us: move down */
        memmove(more->items, more->items + more->first, count * sizeof *more->items);
        more->first = 0;
    }
    if (!more || more->first + count == room) {
        uint32_t larger = room ? room * 2 : 4;
        more = mem_resize(more, sizeof *more + larger * sizeof *more->items);
        heap_note(run->py.heap, (int64_t)((larger - room) * sizeof *more->items +
                                          (room ? 0 : sizeof *more)));
        more->room = larger;
        more->first = room ? more->first : 0;
        future->more = more;
    }
    more->items[more->first + count] = entry;
    more->count = count + 1;
}

void future_add_callback(Run *run, Future *future, Callback call, Obj *self)
{
    CallbackEntry entry = {.call = call, .self = self};
    if (future_is_done(future))
        queue(run, entry, future);
    else if (!future->first.call && !(future->more && future->more->count))
        future->first = entry;
    else
        add_more(run, future, entry);
}

bool future_callback(const Future *future, size_t index, CallbackEntry *entry)
{
    const CallbackList *more = future->more;
    bool first = future->first.call != NULL;
    if (first && index == 0) {
        *entry = future->first;
        return true;
    }
    index -= first;
    if (!more || index >= more->count)
        return false;
    *entry = more->items[more->first + index];
    return true;
}

static bool is_entry(const CallbackEntry *entry, Callback call, const Obj *self)
{
    return entry->call == call && entry->self == self;
}

static void remove_all(CallbackList *more, Callback call, const Obj *self)
{
    CallbackEntry *items = more->items + more->first;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < more->count; i++)
        if (!is_entry(&items[i], call, self))
            items[kept++] = items[i];
    more->count = kept;
}

/* Looked for from both ends at once: who leaves is the oldest or the youngest mostly. */
static void remove_one(CallbackList *more, Callback call, const Obj *self)
{
    CallbackEntry *items = more->items + more->first;
    uint32_t low = 0, high = more->count, at = high;
    for (; low < high && at == more->count; low++) {
        if (is_entry(&items[low], call, self))
            at = low;
        else if (is_entry(&items[--high], call, self))
            at = high;
    }
    if (at == more->count)
        return;
    uint32_t behind = more->count - at - 1;
    if (at < behind) {
        memmove(items + 1, items, at * sizeof *items);
        more->first++;
    } else {
        memmove(items + at, items + at + 1, behind * sizeof *items);
    }
    more->count--;
}

void future_remove_callback(Run *run, Future *future, Callback call, Obj *self)
{
    (void)run;
    if (is_entry(&future->first, call, self))
        future->first = (CallbackEntry){0};
    if (!future->more)
        return;
    if (self) /* nobody adds the same twice */
        remove_one(future->more, call, self);
    else
        remove_all(future->more, call, self);
}

size_t future_remove_callbacks(Future *future, bool (*goes)(void *context, const CallbackEntry *entry),
                               void *context)
{
    size_t gone = 0;
    if (future->first.call && goes(context, &future->first)) {
        future->first = (CallbackEntry){0};
        gone++;
    }
    CallbackList *more = future->more;
    uint32_t kept = 0, count = more ? more->count : 0;
    for (uint32_t i = 0; i < count; i++) {
        CallbackEntry entry = more->items[more->first + i];
        if (goes(context, &entry))
            gone++;
        else
            more->items[more->first + kept++] = entry;
    }
    if (more)
        more->count = kept;
    return gone;
}

/* --- how it ends --- */

void future_set_result(Run *run, Future *future, Value result)
{
    assert(!future_is_done(future));
    future->state = FUTURE_DONE;
    future->result = result;
    queue_all(run, future);
}

uint32_t future_line(Run *run, const ExceptionObj *exception)
{
    Builder line = {0};
    if (!exception_line(&run->py, exception, &line))
        run->py.raised = NULL;
    uint32_t text = run_text(run, builder_view(&line));
    builder_free(&line);
    return text;
}

void future_set_exception(Run *run, Future *future, ExceptionObj *exception)
{
    assert(!future_is_done(future));
    future->state = FUTURE_DONE;
    future->exception = &exception->obj;
    if (!(future->obj.flags & FUTURE_SILENT))
        future->line = future_line(run, exception);
    queue_all(run, future);
}

void future_keep_message(Run *run, Future *future, Value message)
{
    future->obj.flags &= (uint16_t)~(FUTURE_WRAPPED | FUTURE_SAVED_ERROR);
    future->cancel_message = NULL;
    if (message.tag == V_OBJ) {
        future->cancel_message = message.o;
    } else if (message.tag != V_NONE) {
        future->cancel_message = value_list(&run->py, OBJ_TUPLE, &message, 1).o;
        future->obj.flags |= FUTURE_WRAPPED;
    }
}

void future_cancel_plainly(Run *run, Future *future, Value message, ExceptionObj *saved)
{
    assert(!future_is_done(future));
    future->state = FUTURE_CANCELLED;
    future_keep_message(run, future, message);
    if (saved) {
        future->cancel_message = &saved->obj;
        future->obj.flags |= FUTURE_SAVED_ERROR;
    }
    queue_all(run, future);
}

bool future_cancel(Run *run, Future *future, Value message)
{
    if (future_is_done(future) && future->obj.kind != OBJ_GATHER)
        future->obj.flags |= FUTURE_RETRIEVED; /* whoever cancels has seen to it */
    if (future_is_done(future))
        return false;
    if (future->obj.kind == OBJ_TASK)
        return task_cancel(run, (Task *)future, message);
    if (future->obj.kind == OBJ_GATHER)
        return gather_cancel(run, future, message);
    future_cancel_plainly(run, future, message, NULL);
    return true;
}

/* --- asking --- */

Value future_cancel_message(const Future *future)
{
    if (!future->cancel_message || future->obj.flags & FUTURE_SAVED_ERROR)
        return NONE_VALUE;
    if (future->obj.flags & FUTURE_WRAPPED)
        return ((const ListObj *)future->cancel_message)->items[0];
    return OBJ_VALUE(future->cancel_message);
}

ExceptionObj *future_cancelled_error(Run *run, Future *future)
{
    if (future->obj.flags & FUTURE_SAVED_ERROR) {
        ExceptionObj *saved = (ExceptionObj *)future->cancel_message;
        future->cancel_message = NULL;
        future->obj.flags &= (uint16_t)~FUTURE_SAVED_ERROR;
        return saved;
    }
    Value message = future_cancel_message(future);
    return exception_make(&run->py, BUILTIN_CANCELLED_ERROR, &message,
                          message.tag == V_NONE ? 0 : 1);
}

bool future_result(Run *run, Future *future, Value *result)
{
    if (future->state == FUTURE_PENDING)
        return raise_text(&run->py, BUILTIN_INVALID_STATE_ERROR, "Result is not set.");
    if (future->state == FUTURE_CANCELLED)
        return raise_exception(&run->py, future_cancelled_error(run, future));
    future->obj.flags |= FUTURE_RETRIEVED;
    if (future->exception)
        return raise_exception(&run->py, (ExceptionObj *)future->exception);
    *result = future->result;
    return true;
}

bool future_exception(Run *run, Future *future, Value *result)
{
    if (future->state == FUTURE_PENDING)
        return raise_text(&run->py, BUILTIN_INVALID_STATE_ERROR, "Exception is not set.");
    if (future->state == FUTURE_CANCELLED)
        return raise_exception(&run->py, future_cancelled_error(run, future));
    future->obj.flags |= FUTURE_RETRIEVED;
    *result = future->exception ? OBJ_VALUE(future->exception) : NONE_VALUE;
    return true;
}

/* --- for the collector --- */

void future_visit(Heap *heap, Obj *self)
{
    Future *future = (Future *)self;
    heap_mark(heap, future->first.self);
    for (uint32_t i = 0; future->more && i < future->more->count; i++)
        heap_mark(heap, future->more->items[future->more->first + i].self);
    heap_mark_value(heap, future->result);
    heap_mark(heap, future->exception);
    heap_mark(heap, future->cancel_message);
}

void future_dispose(Python *py, Obj *self)
{
    Run *run = run_of(py);
    Future *future = (Future *)self;
    bool lost = future->exception && !(self->flags & (FUTURE_RETRIEVED | FUTURE_SILENT));
    if (lost && !heap_closing(py->heap)) {
        bool is_task = self->kind == OBJ_TASK;
        Builder text = {0};
        builder_text(&text, is_task ? "Task exception was never retrieved: "
                            : self->kind == OBJ_GATHER
                                ? "_GatheringFuture exception was never retrieved: "
                                : "Future exception was never retrieved: ");
        builder_str(&text, trace_text(run->trace, future->line));
        array_push(&run->warnings,
                   (RunWarning){.text = run_text(run, builder_view(&text)),
                                .task = is_task ? ((Task *)future)->index : NO_TASK,
                                .serial = self->serial});
        builder_free(&text);
    }
    free_more(run, future);
}
