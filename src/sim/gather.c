/* asyncio.gather: an outer future over children. The work is done at the call; a child's callback
 * comes one pass after its end, and the waiter one pass after that. What is done at the call
 * counts in the call itself, so that gathering only what is done takes no turn. */
#include "sim/future.h"

#include "sim/loop.h"
#include "sim/types.h"

typedef struct Gather { /* OBJ_GATHER */
    Future future;
    Obj *children; /* a ListObj: one for each argument, some perhaps the same; see finish */
    Obj *done;     /* while it is called: a ListObj of those that were done already */
    size_t made;   /* likewise: so many of the arguments have become children */
    uint32_t unfinished;
    bool return_exceptions, cancel_requested;
} Gather;

Future *ensure_future(Run *run, Value awaitable)
{
    if (is_future(awaitable))
        return as_future(awaitable);
    if (value_is(awaitable, OBJ_FRAME))
        return &task_new(run, (Frame *)awaitable.o, NONE_VALUE)->future;
    raise_text(&run->py, BUILTIN_TYPE_ERROR,
               "An asyncio.Future, a coroutine or an awaitable is required");
    return NULL;
}

/* --- the children's ends --- */

static Value result_of(Run *run, Future *child)
{
    if (child->state == FUTURE_CANCELLED) {
        Value message = future_cancel_message(child);
        if (message.tag == V_NONE)
            message = value_str(&run->py, STR(""));
        return OBJ_VALUE(exception_make(&run->py, BUILTIN_CANCELLED_ERROR, &message, 1));
    }
    child->obj.flags |= FUTURE_RETRIEVED;
    return child->exception ? OBJ_VALUE(child->exception) : child->result;
}

/* Nobody asks for the children any more: their list becomes that of their results. */
static void finish(Run *run, Gather *gather)
{
    ListObj *children = (ListObj *)gather->children;
    if (gather->cancel_requested) {
        for (size_t i = 0; i < children->count; i++)
            children->items[i].o->flags |= FUTURE_RETRIEVED;
        Future *last = as_future(children->items[children->count - 1]);
        future_set_exception(run, &gather->future, future_cancelled_error(run, last));
        return;
    }
    for (size_t i = 0; i < children->count; i++)
        children->items[i] = result_of(run, as_future(children->items[i]));
    future_set_result(run, &gather->future, OBJ_VALUE(children));
}

/* Where one failure is the whole's: true if it was. */
static bool fails(Run *run, Gather *gather, Future *child)
{
    if (gather->return_exceptions)
        return false;
    if (child->state == FUTURE_CANCELLED) {
        future_set_exception(run, &gather->future, future_cancelled_error(run, child));
        return true;
    }
    child->obj.flags |= FUTURE_RETRIEVED;
    if (!child->exception)
        return false;
    future_set_exception(run, &gather->future, (ExceptionObj *)child->exception);
    return true;
}

static void child_done(Run *run, Obj *self, Obj *ended)
{
    Gather *gather = (Gather *)self;
    Future *child = (Future *)ended;
    gather->unfinished--;
    if (future_is_done(&gather->future))
        child->obj.flags |= FUTURE_RETRIEVED; /* too late to tell anybody */
    else if (!fails(run, gather, child) && gather->unfinished == 0)
        finish(run, gather);
}

/* --- the call --- */

/* Which arguments came before: a hash set of objects by address. */
typedef struct Seen {
    Obj **arguments;  /* the slots: NULL where empty */
    Future **futures;
    size_t mask;
} Seen;

enum { MARK = 0x8000 }; /* of Obj.flags; neither futures nor coroutines use it */

static bool may_repeat(Value value)
{
    return is_future(value) || value_is(value, OBJ_FRAME);
}

/* Marks each argument for a moment: far cheaper than the set, which is seldom needed. */
static bool has_repeats(const ListObj *awaitables)
{
    bool repeats = false;
    for (size_t i = 0; i < awaitables->count; i++) {
        if (!may_repeat(awaitables->items[i]))
            continue;
        uint16_t *flags = &awaitables->items[i].o->flags;
        repeats |= (*flags & MARK) != 0;
        *flags |= MARK;
    }
    for (size_t i = 0; i < awaitables->count; i++) {
        if (may_repeat(awaitables->items[i]))
            awaitables->items[i].o->flags &= (uint16_t)~MARK;
    }
    return repeats;
}

/* Empty, and of no use, where no argument repeats. */
static Seen seen_new(const ListObj *awaitables)
{
    if (!has_repeats(awaitables))
        return (Seen){0};
    size_t room = 8;
    while (room < awaitables->count * 2)
        room *= 2;
    return (Seen){.arguments = mem_new(room * sizeof(Obj *)),
                  .futures = mem_new(room * sizeof(Future *)),
                  .mask = room - 1};
}

static size_t slot_of(const Seen *seen, const Obj *obj)
{
    uint64_t hash = (uint64_t)(uintptr_t)obj * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(hash >> 32) & seen->mask;
    while (seen->arguments[at] && seen->arguments[at] != obj)
        at = (at + 1) & seen->mask;
    return at;
}

/* The argument's future; *again where it came before. NULL where that raised. */
static Future *future_for(Run *run, Seen *seen, Value argument, bool *again)
{
    *again = false;
    if (value_is(argument, OBJ_LIST)) {
        raise_text(&run->py, BUILTIN_TYPE_ERROR,
                   "cannot use 'list' as a dict key (unhashable type: 'list')");
        return NULL;
    }
    if (!seen->arguments || !may_repeat(argument))
        return ensure_future(run, argument);
    size_t slot = slot_of(seen, argument.o);
    *again = seen->arguments[slot] != NULL;
    if (!*again) {
        seen->arguments[slot] = argument.o;
        seen->futures[slot] = ensure_future(run, argument);
    }
    return seen->futures[slot];
}

/* Puts the futures of arguments in their places, up to that one, and lists those that are done already.
 * False where one is nothing to wait for. */
static bool collect(Run *run, Gather *gather, Seen *seen, size_t end)
{
    ListObj *children = (ListObj *)gather->children, *done = (ListObj *)gather->done;
    for (; gather->made < end; gather->made++) {
        Value *argument = &children->items[gather->made];
        bool again;
        Future *child = future_for(run, seen, *argument, &again);
        if (!child)
            return false;
        *argument = OBJ_VALUE(child);
        if (again)
            continue;
        gather->unfinished++;
        if (!future_is_done(child))
            future_add_callback(run, child, child_done, &gather->future.obj);
        else if (!list_append(&run->py, done, OBJ_VALUE(child)))
            return false;
    }
    return true;
}

Future *gather_begin(Run *run, ListObj *awaitables, bool return_exceptions)
{
    if (awaitables->count == 0) {
        Future *empty = future_new(run);
        future_set_result(run, empty, value_list(&run->py, OBJ_LIST, NULL, 0));
        return empty;
    }
    Gather *gather = heap_make(run->py.heap, OBJ_GATHER, sizeof *gather);
    gather->return_exceptions = return_exceptions;
    gather->children = &awaitables->obj;
    gather->done = value_list(&run->py, OBJ_LIST, NULL, 0).o;
    return &gather->future;
}

/* Where an argument comes twice all are gone through at once, for what came before must be known. */
bool gather_advance(Run *run, Future *future, size_t most, bool *more)
{
    Gather *gather = (Gather *)future;
    *more = false;
    if (future->obj.kind != OBJ_GATHER)
        return true;
    const ListObj *children = (const ListObj *)gather->children, *done = (const ListObj *)gather->done;
    size_t left = children->count - gather->made;
    Seen seen = gather->made ? (Seen){0} : seen_new(children);
    *more = !seen.arguments && left > most;
    bool fine = collect(run, gather, &seen, *more ? gather->made + most : children->count);
    mem_free(seen.arguments);
    mem_free(seen.futures);
    if (!fine)
        future->state = FUTURE_CANCELLED; /* nobody will ever see it */
    if (!fine || *more)
        return fine;
    gather->done = NULL;
    for (size_t i = 0; i < done->count; i++)
        child_done(run, &future->obj, done->items[i].o);
    return true;
}

Future *gather_new(Run *run, ListObj *awaitables, bool return_exceptions)
{
    bool more;
    Future *gather = gather_begin(run, awaitables, return_exceptions);
    return gather_advance(run, gather, SIZE_MAX, &more) ? gather : NULL;
}

/* Asks the children; the outer future sees whatever comes of that. */
bool gather_cancel(Run *run, Future *future, Value message)
{
    Gather *gather = (Gather *)future;
    const ListObj *children = (const ListObj *)gather->children;
    bool taken = false;
    CancelCause cause = run->cancel_cause;
    if (cause == CANCEL_CALL)
        run->cancel_cause = CANCEL_GATHER;
    for (size_t i = 0; i < children->count && !run->py.limit; i++)
        taken |= future_cancel(run, as_future(children->items[i]), message);
    run->cancel_cause = cause;
    gather->cancel_requested |= taken;
    return taken;
}

static void visit_gather(Heap *heap, Obj *self)
{
    future_visit(heap, self);
    heap_mark(heap, ((Gather *)self)->children);
    heap_mark(heap, ((Gather *)self)->done);
}

const ObjType gather_type = {.name = "_GatheringFuture",
                             .warns = true,
                             .visit = visit_gather,
                             .dispose = future_dispose};
