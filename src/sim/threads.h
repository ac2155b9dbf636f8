/* asyncio.to_thread's pool of threads, in virtual time. A job is a length of time. */
#ifndef SIM_THREADS_H
#define SIM_THREADS_H

#include "base/array.h"
#include "sim/loop.h"

typedef struct Job Job;

struct Threads {
    Run *run;
    uint32_t max_workers, running;
    uint64_t sequence;
    Job **workers;      /* by worker; NULL where free */
    ARRAY(Job *) queue; /* items from `first` on; dropped ones stay until their turn */
    size_t first;
};

/* No job runs or waits: as for most runs at most times. */
static inline bool threads_idle(const Threads *threads)
{
    return !threads->running && threads->first == threads->queue.count;
}

Threads *threads_new(Run *run, uint32_t max_workers);
void threads_free(Threads *threads);
void threads_visit(Heap *heap, Threads *threads); /* marks what jobs hold */

/* run_in_executor: a future that is done when a worker has slept `duration` ns, with `failure` as
 * its exception unless that is NULL. A job waiting for a worker never starts if its future is
 * cancelled before. */
Future *threads_submit(Run *run, int64_t duration, ExceptionObj *failure);

/* When the next running job ends, INT64_MAX where none runs. */
int64_t threads_next(const Threads *threads);

/* At the start of each loop pass and whenever the clock moves (also inside `block`): starts what
 * may start; what ended at or before run->now arrives through call_soon, in the order of ending. */
void threads_poll(Run *run);

/* A job that races with timers. */
Candidate thread_candidate(const Obj *job);

/* shutdown_default_executor: the virtual time at which every worker is through (queued jobs
 * included), run->now where none runs. */
int64_t threads_drained(const Threads *threads);

#endif
