#include "sim/limits.h"
#include "sim/report.h"

#include "python/exception.h"
#include "sim/told.h"

#include <stdlib.h>

enum { NAMED_WAITERS = 8 };

static void add_at(Run *run, EventKind kind, uint32_t task, Str text, uint32_t place)
{
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = task,
                                  .place = place,
                                  .text = trace_intern(run->trace, text),
                                  .kind = (uint8_t)kind});
}

void report(Run *run, Str text)
{
    add_at(run, EVENT_WARNING, NO_TASK, text, 0);
}

void report_task(Run *run, const Task *task, const char *prefix)
{
    Builder text = {0};
    builder_text(&text, prefix);
    builder_str(&text, trace_text(run->trace, task->future.line));
    add_at(run, EVENT_WARNING, task->index, builder_view(&text), 0);
    builder_free(&text);
}

/* --- warnings kept for the end --- */

static uint32_t count_alive(const Run *run)
{
    uint32_t count = 0;
    for (size_t i = 0; i < run->tasks.count; i++)
        count += !future_is_done(&run->tasks.items[i]->future);
    return count;
}

/* A plain script's loop is never closed, so what is left over goes with the interpreter. */
static void warn_left_over(Run *run)
{
    for (size_t i = 0; i < run->tasks.count; i++) {
        const Task *task = run->tasks.items[i];
        if (!future_is_done(&task->future))
            array_push(&run->warnings,
                       (RunWarning){.text = trace_intern(
                                        run->trace,
                                        STR("Task was destroyed but it is pending!")),
                                    .task = task->index,
                                    .place = task->wait_step,
                                    .serial = task->future.obj.serial});
    }
}

static int by_serial(const void *a, const void *b)
{
    uint32_t first = ((const RunWarning *)a)->serial, second = ((const RunWarning *)b)->serial;
    return (first > second) - (first < second);
}

/* Everything goes when the run is over, and what nobody asked for says so then. */
static void give_warnings(Run *run)
{
    warn_left_over(run);
    run->tasks.count = 0;
    heap_end(run->py.heap);
    if (run->warnings.count)
        qsort(run->warnings.items, run->warnings.count, sizeof *run->warnings.items, by_serial);
    for (size_t i = 0; i < run->warnings.count; i++)
        add_at(run, EVENT_WARNING, run->warnings.items[i].task,
               trace_text(run->trace, run->warnings.items[i].text), run->warnings.items[i].place);
}

/* --- the end --- */

static void builder_place(Builder *out, const Run *run, uint32_t step)
{
    if (!step)
        return;
    Place at = run->py.scenario->steps[step - 1]->at;
    builder_printf(out, " (line %u)", source_locate(&run->py.scenario->source, at.offset).line);
}

/* Such a task only waits for others that are stuck themselves. */
static bool waits_for_tasks(WaitKind kind)
{
    return kind == WAIT_TASK || kind == WAIT_GATHER || kind == WAIT_WAIT || kind == WAIT_SHIELD ||
           kind == WAIT_GROUP || kind == WAIT_COMPLETED;
}

static void say_waiter(Run *run, Task *task, Builder *out)
{
    Str label = trace_wait(run->trace, task->wait).label;
    const Str await = STR("await ");
    if (label.length > await.length && str_equal((Str){label.at, await.length}, await))
        label = (Str){label.at + await.length, label.length - await.length};
    builder_str(out, str_view((const StrObj *)task_name(run, task).o));
    builder_text(out, " waits for ");
    builder_str(out, label);
    builder_place(out, run, task->wait_step);
}

/* `Task-2 waits for lock.acquire() (line 12), Task-3 waits for ...`: first those that wait for
 * something else than other tasks. */
static void say_stuck(Run *run, Builder *out)
{
    uint32_t alive = count_alive(run), said = 0;
    builder_text(out, "no task can ever run again: ");
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < run->tasks.count && said < NAMED_WAITERS; i++) {
            Task *task = run->tasks.items[i];
            if (future_is_done(&task->future))
                continue;
            if (waits_for_tasks(trace_wait(run->trace, task->wait).kind) != (round == 1))
                continue;
            builder_text(out, said++ ? ", " : "");
            say_waiter(run, task, out);
        }
    }
    if (alive > said)
        builder_printf(out, ", and %u more", alive - said);
}

static void say_limit(const Run *run, Builder *out)
{
    builder_text(out, run->py.limit);
    builder_place(out, run, limits_place(run));
}

void report_end(Run *run, Outcome outcome)
{
    Builder text = {0};
    run->current = NULL;
    if (outcome == OUTCOME_STUCK) {
        tell_edges(run);
        say_stuck(run, &text);
    } else if (outcome == OUTCOME_LIMIT || outcome == OUTCOME_UNTIL)
        say_limit(run, &text);
    else if (outcome == OUTCOME_ERROR
             && !exception_line(&run->py, (ExceptionObj *)run->py.raised, &text))
        run->py.raised = NULL;
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_ERROR)
        give_warnings(run);
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = NO_TASK,
                                  .place = outcome == OUTCOME_LIMIT ? limits_place(run) : 0,
                                  .text = trace_intern(run->trace, builder_view(&text)),
                                  .flags = (uint16_t)outcome,
                                  .kind = EVENT_END});
    builder_free(&text);
}
