/* Traces made by hand, for the units of timeline/ and view/: what the loop would write. */
#ifndef UNIT_BY_HAND_H
#define UNIT_BY_HAND_H

#include "trace/trace.h"

#include <stdio.h>

static inline int64_t seconds(double t)
{
    return (int64_t)(t * 1e9 + 0.5);
}

static inline void happens(Trace *trace, double t, EventKind kind, uint32_t task)
{
    trace_add(trace, (Event){
                         .t = seconds(t), .task = task, .other = NO_TASK, .kind = (uint8_t)kind});
}

static inline uint32_t creates(Trace *trace, double t, uint32_t maker, const char *call)
{
    char name[32];
    snprintf(name, sizeof name, "Task-%zu", trace_task_count(trace) + 1);
    uint32_t task = trace_add_task(
        trace, (TraceTask){.name = str_of(name), .call = str_of(call), .maker = maker});
    trace_add(trace,
              (Event){.t = seconds(t), .task = task, .other = maker, .kind = EVENT_CREATE});
    return task;
}

static inline void wakes(Trace *trace, double t, uint32_t task, uint32_t by)
{
    trace_add(trace, (Event){.t = seconds(t), .task = task, .other = by, .kind = EVENT_READY});
}

static inline void says(Trace *trace, double t, EventKind kind, uint32_t task, const char *text)
{
    trace_add(trace, (Event){.t = seconds(t),
                             .task = task,
                             .text = trace_intern(trace, str_of(text)),
                             .kind = (uint8_t)kind});
}

static inline void waits(Trace *trace, double t, EventKind kind, uint32_t task, Wait wait)
{
    trace_add(trace, (Event){.t = seconds(t),
                             .task = task,
                             .wait = trace_intern_wait(trace, wait),
                             .kind = (uint8_t)kind});
}

static inline void at_step(Trace *trace, double t, uint32_t task, uint32_t step)
{
    trace_add(trace, (Event){.t = seconds(t), .task = task, .place = step, .kind = EVENT_LINE});
}

static inline void sleeps(Trace *trace, double t, uint32_t task, const char *label,
                          const char *call)
{
    waits(trace, t, EVENT_WAIT, task,
          (Wait){.kind = WAIT_SLEEP, .label = str_of(label), .call = str_of(call)});
}

static inline void awaits(Trace *trace, double t, uint32_t task, WaitKind kind, const char *label)
{
    waits(trace, t, EVENT_WAIT, task,
          (Wait){.kind = kind, .label = str_of(label), .call = trace_task(trace, task).call});
}

static inline void blocks(Trace *trace, double from, double to, uint32_t task, const char *call)
{
    waits(trace, from, EVENT_BLOCK, task,
          (Wait){.kind = WAIT_BLOCK, .label = STR("block(5)"), .call = str_of(call)});
    happens(trace, to, EVENT_BLOCK_END, task);
}

static inline void is_over(Trace *trace, double t)
{
    trace_add(trace, (Event){.t = seconds(t), .task = NO_TASK, .kind = EVENT_END});
}

/* Two awaits, one after the other: 3 s. */
static inline Trace *trace_one_by_one(void)
{
    Trace *trace = trace_new();
    uint32_t main_task = creates(trace, 0, NO_TASK, "one_by_one()");
    happens(trace, 0, EVENT_STEP, main_task);
    at_step(trace, 0, main_task, 3);
    at_step(trace, 0, main_task, 1);
    sleeps(trace, 0, main_task, "sleep(1)", "say_after(1, 'One')");
    wakes(trace, 1, main_task, NO_TASK);
    happens(trace, 1, EVENT_STEP, main_task);
    at_step(trace, 1, main_task, 2);
    says(trace, 1, EVENT_PRINT, main_task, "One");
    at_step(trace, 1, main_task, 4);
    at_step(trace, 1, main_task, 1);
    sleeps(trace, 1, main_task, "sleep(2)", "say_after(2, 'Two')");
    wakes(trace, 3, main_task, NO_TASK);
    happens(trace, 3, EVENT_STEP, main_task);
    says(trace, 3, EVENT_PRINT, main_task, "Two");
    happens(trace, 3, EVENT_DONE, main_task);
    is_over(trace, 3);
    return trace;
}

static inline void one_sleeper(Trace *trace, uint32_t task, const char *label, const char *call)
{
    happens(trace, 0, EVENT_STEP, task);
    at_step(trace, 0, task, 1);
    sleeps(trace, 0, task, label, call);
}

static inline void sleeper_wakes(Trace *trace, double t, uint32_t task, const char *text)
{
    wakes(trace, t, task, NO_TASK);
    happens(trace, t, EVENT_STEP, task);
    at_step(trace, t, task, 2);
    says(trace, t, EVENT_PRINT, task, text);
    happens(trace, t, EVENT_DONE, task);
}

/* The same as two tasks: 2 s. */
static inline Trace *trace_tasks(void)
{
    Trace *trace = trace_new();
    uint32_t main_task = creates(trace, 0, NO_TASK, "with_tasks()");
    happens(trace, 0, EVENT_STEP, main_task);
    uint32_t one = creates(trace, 0, main_task, "say_after(1, 'One')");
    says(trace, 0, EVENT_BIND, one, "task1");
    uint32_t two = creates(trace, 0, main_task, "say_after(2, 'Two')");
    says(trace, 0, EVENT_BIND, two, "task2");
    at_step(trace, 0, main_task, 7);
    awaits(trace, 0, main_task, WAIT_TASK, "task1");
    one_sleeper(trace, one, "sleep(1)", "say_after(1, 'One')");
    one_sleeper(trace, two, "sleep(2)", "say_after(2, 'Two')");
    sleeper_wakes(trace, 1, one, "One");
    wakes(trace, 1, main_task, one);
    happens(trace, 1, EVENT_STEP, main_task);
    at_step(trace, 1, main_task, 8);
    awaits(trace, 1, main_task, WAIT_TASK, "task2");
    sleeper_wakes(trace, 2, two, "Two");
    wakes(trace, 2, main_task, two);
    happens(trace, 2, EVENT_STEP, main_task);
    happens(trace, 2, EVENT_DONE, main_task);
    is_over(trace, 2);
    return trace;
}

/* The same with gather: 2 s. */
static inline Trace *trace_gather(void)
{
    Trace *trace = trace_new();
    uint32_t main_task = creates(trace, 0, NO_TASK, "with_gather()");
    happens(trace, 0, EVENT_STEP, main_task);
    uint32_t one = creates(trace, 0, main_task, "say_after(1, 'One')");
    uint32_t two = creates(trace, 0, main_task, "say_after(2, 'Two')");
    at_step(trace, 0, main_task, 9);
    awaits(trace, 0, main_task, WAIT_GATHER, "gather(…)");
    one_sleeper(trace, one, "sleep(1)", "say_after(1, 'One')");
    one_sleeper(trace, two, "sleep(2)", "say_after(2, 'Two')");
    sleeper_wakes(trace, 1, one, "One");
    sleeper_wakes(trace, 2, two, "Two");
    wakes(trace, 2, main_task, two);
    happens(trace, 2, EVENT_STEP, main_task);
    happens(trace, 2, EVENT_DONE, main_task);
    is_over(trace, 2);
    return trace;
}

/* `count` requests of 5 s to send and 55 s to answer, in a row. */
static inline Trace *trace_urls_in_a_row(int count)
{
    Trace *trace = trace_new();
    uint32_t main_task = creates(trace, 0, NO_TASK, "one_by_one()");
    happens(trace, 0, EVENT_STEP, main_task);
    for (int i = 0; i < count; i++) {
        char call[32], label[32];
        snprintf(call, sizeof call, "fetch(%d)", i + 1);
        snprintf(label, sizeof label, "url %d", i + 1);
        blocks(trace, i * 60.0, i * 60.0 + 5, main_task, call);
        sleeps(trace, i * 60.0 + 5, main_task, label, call);
        wakes(trace, (i + 1) * 60.0, main_task, NO_TASK);
        happens(trace, (i + 1) * 60.0, EVENT_STEP, main_task);
    }
    happens(trace, count * 60.0, EVENT_DONE, main_task);
    is_over(trace, count * 60.0);
    return trace;
}

/* The same as tasks. */
static inline Trace *trace_urls_together(int count)
{
    Trace *trace = trace_new();
    uint32_t main_task = creates(trace, 0, NO_TASK, "all_at_once()");
    happens(trace, 0, EVENT_STEP, main_task);
    for (int i = 0; i < count; i++) {
        char call[32];
        snprintf(call, sizeof call, "fetch(%d)", i + 1);
        creates(trace, 0, main_task, call);
    }
    awaits(trace, 0, main_task, WAIT_GATHER, "gather(…)");
    for (int i = 0; i < count; i++) {
        char call[32], label[32];
        snprintf(call, sizeof call, "fetch(%d)", i + 1);
        snprintf(label, sizeof label, "url %d", i + 1);
        happens(trace, i * 5.0, EVENT_STEP, (uint32_t)i + 1);
        blocks(trace, i * 5.0, i * 5.0 + 5, (uint32_t)i + 1, call);
        sleeps(trace, i * 5.0 + 5, (uint32_t)i + 1, label, call);
    }
    for (int i = 0; i < count; i++) {
        double t = i * 5.0 + 60 < count * 5.0 ? count * 5.0 : i * 5.0 + 60; /* the loop is busy */
        wakes(trace, t, (uint32_t)i + 1, NO_TASK);
        happens(trace, t, EVENT_STEP, (uint32_t)i + 1);
        happens(trace, t, EVENT_DONE, (uint32_t)i + 1);
    }
    double end = (count - 1) * 5.0 + 60;
    wakes(trace, end, main_task, (uint32_t)count);
    happens(trace, end, EVENT_STEP, main_task);
    happens(trace, end, EVENT_DONE, main_task);
    is_over(trace, end);
    return trace;
}

#endif
