/* One coroutine object given to several tasks. CPython does not forbid it: each task's step sends
 * into the coroutine where it stands, so they take turns in driving it, all wait for what it waits
 * for, and those that come after its end are told that it cannot be reused. */
#ifndef SIM_SENDS_H
#define SIM_SENDS_H

#include "sim/loop.h"

typedef struct SharedCoroutine {
    Frame *coroutine;
    Frame *innermost;
    Future *awaited; /* what it waits for; NULL: it only gave way */
    Timer *timer;    /* of its sleep; NULL where it does not sleep */
    Task *sleeper;   /* who began a sleep before it was shared, or NULL */
} SharedCoroutine;

/* Before the first step of a task whose coroutine has been begun: true where another task drives
 * it, and the two share it from now on. */
bool sends_join(Run *run, Task *task);

/* Before any step of a task that shares its coroutine: where that goes on, and with what.
 * True where the task has to wait again, for *awaited. */
bool sends_begin(Run *run, Task *task, Completion *completion, Future **awaited);

/* After it: the coroutine waits. `awaited` is NULL where it only gives way. */
void sends_suspend(Run *run, Task *task, Future *awaited);

/* The future of a sleep, which every task that shares the coroutine can wait for. */
Future *sends_sleep(Run *run, Task *task, int64_t nanoseconds);

void sends_visit(Heap *heap, const Run *run);

#endif
