/* What asyncio.run does behind its main task. */
#include "sim/parts.h"

#include "base/number.h"
#include "sim/loop.h"
#include "sim/report.h"
#include "sim/threads.h"

enum { JOIN_SECONDS = 300 };

static void set_done(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    future_set_result(run, (Future *)self, NONE_VALUE);
}

/* A task of asyncio's own that ends in its first step: it takes a name, and two passes. */
static Future *inner_task(Run *run)
{
    Future *inner = future_new(run);
    run->next_name++;
    call_soon(run, set_done, &inner->obj, NULL);
    return inner;
}

static ListObj *alive_tasks(Run *run)
{
    ListObj *alive = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    for (size_t i = 0; i < run->tasks.count; i++) {
        Task *task = run->tasks.items[i];
        if (!future_is_done(&task->future) && !list_append(&run->py, alive, OBJ_VALUE(task)))
            break;
    }
    return alive;
}

/* A shutdown that fails says so: `unhandled exception during asyncio.run() shutdown`. */
static void report_unhandled(Run *run, const ListObj *tasks)
{
    for (size_t i = 0; i < tasks->count; i++) {
        Task *task = (Task *)tasks->items[i].o;
        if (task->future.state != FUTURE_DONE || !task->future.exception)
            continue;
        task->future.obj.flags |= FUTURE_RETRIEVED;
        report_task(run, task, "unhandled exception during asyncio.run() shutdown: ");
    }
}

static Future *cancel_all(Run *run)
{
    ListObj *alive = alive_tasks(run);
    if (run->py.limit || alive->count == 0)
        return NULL;
    run->cancel_cause = CANCEL_SHUTDOWN;
    for (size_t i = 0; i < alive->count; i++)
        task_cancel(run, (Task *)alive->items[i].o, NONE_VALUE);
    run->cancel_cause = CANCEL_CALL;
    run->shutdown = &alive->obj;
    Value waited_for = value_list(&run->py, OBJ_LIST, alive->items, alive->count);
    return gather_new(run, (ListObj *)waited_for.o, true);
}

/* Waits for the threads, but not for ever. Its task is woken one pass after the last thread has
 * come back, and ends then. */
static Future *join_threads(Run *run)
{
    int64_t drained = threads_drained(run->threads);
    if (drained <= run->now)
        return inner_task(run);
    run->next_name++;
    const int64_t patience = JOIN_SECONDS * NS_PER_SECOND;
    run->join_late = drained - run->now > patience;
    Future *back = future_new(run), *joined = future_new(run);
    call_at(run, run->join_late ? run->now + patience : drained, set_done, &back->obj, NULL);
    future_add_callback(run, back, set_done, &joined->obj);
    return joined;
}

Future *part_begin(Run *run, Part part)
{
    switch (part) {
    case PART_MAIN:
        return &run->main->future;
    case PART_CANCEL:
        return cancel_all(run);
    case PART_GENERATORS:
        return inner_task(run);
    case PART_JOIN:
        return join_threads(run);
    case PART_LEFT:
        break;
    }
    return NULL;
}

void part_end(Run *run, Part part)
{
    if (part == PART_CANCEL) {
        report_unhandled(run, (const ListObj *)run->shutdown);
        run->shutdown = NULL;
    } else if (part == PART_JOIN && run->join_late) {
        report(run, STR("The executor did not finishing joining its threads within 300 seconds."));
    }
}
