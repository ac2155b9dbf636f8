/* The pool behind asyncio.to_thread. Jobs queue in the order in which they were given, the lowest
 * free worker takes the next. The clock stands still between two polls, so a job begins at the
 * instant it was given, or when a worker gets free: also where a block jumps over that instant.
 *
 * A job has two futures in Python, the thread's and the loop's. Cancelling the loop's one reaches
 * the thread's a pass later, through a callback; what a thread ended with comes to the loop's
 * future through call_soon. */
#include "sim/threads.h"

#include "sim/told.h"

#include "sim/types.h"

typedef enum JobState { JOB_QUEUED, JOB_RUNNING, JOB_ENDED, JOB_DROPPED } JobState;

struct Job { /* OBJ_JOB */
    Obj obj;
    uint8_t state; /* JobState */
    uint16_t worker;
    uint32_t task, step, wait; /* for the trace */
    int64_t given, duration, end;
    uint64_t sequence; /* order of starting */
    Future *future;
    Obj *failure;
};

Threads *threads_new(Run *run, uint32_t max_workers)
{
    Threads *threads = mem_new(sizeof *threads);
    threads->run = run;
    threads->max_workers = max_workers;
    threads->workers = mem_new(max_workers * sizeof(Job *));
    return threads;
}

void threads_free(Threads *threads)
{
    if (!threads)
        return;
    array_free(&threads->queue);
    mem_free(threads->workers);
    mem_free(threads);
}

void threads_visit(Heap *heap, Threads *threads)
{
    for (uint32_t i = 0; i < threads->max_workers; i++)
        if (threads->workers[i])
            heap_mark(heap, &threads->workers[i]->obj);
    for (size_t i = threads->first; i < threads->queue.count; i++)
        heap_mark(heap, &threads->queue.items[i]->obj);
}

/* The future was cancelled: a job that has not begun never will. */
static void on_future_done(Run *run, Obj *self, Obj *future)
{
    (void)run;
    Job *job = (Job *)self;
    if (((Future *)future)->state == FUTURE_CANCELLED && job->state == JOB_QUEUED)
        job->state = JOB_DROPPED;
}

Future *threads_submit(Run *run, int64_t duration, ExceptionObj *failure)
{
    Threads *threads = run->threads;
    Job *job = heap_make(run->py.heap, OBJ_JOB, sizeof *job);
    job->task = run->current ? run->current->index : NO_TASK;
    job->step = run->py.step;
    job->wait = wait_now(run, WAIT_THREAD);
    job->given = run->now;
    job->duration = duration;
    job->failure = failure ? &failure->obj : NULL;
    job->future = future_new(run);
    job->future->obj.flags |= FUTURE_SILENT;
    future_add_callback(run, job->future, on_future_done, &job->obj);
    if (threads->first == threads->queue.count)
        threads->first = threads->queue.count = 0;
    array_push(&threads->queue, job);
    return job->future;
}

static void trace_job(Run *run, const Job *job, EventKind kind, int64_t t)
{
    trace_add(run->trace, (Event){.t = t,
                                  .task = job->task,
                                  .wait = job->wait,
                                  .place = job->step,
                                  .flags = job->worker,
                                  .kind = (uint8_t)kind});
}

static Job *next_queued(Threads *threads)
{
    while (threads->first < threads->queue.count &&
           threads->queue.items[threads->first]->state == JOB_DROPPED)
        threads->first++;
    return threads->first < threads->queue.count ? threads->queue.items[threads->first] : NULL;
}

/* Every job that finds a free worker begins, at `freed` (when the worker was) or when it came. */
static void start_jobs(Threads *threads, int64_t freed)
{
    uint32_t worker = 0;
    for (Job *job; threads->running < threads->max_workers && (job = next_queued(threads));) {
        while (threads->workers[worker])
            worker++;
        int64_t start = job->given > freed ? job->given : freed;
        job->state = JOB_RUNNING;
        job->worker = (uint16_t)worker;
        job->end = job->duration > INT64_MAX - start ? INT64_MAX : start + job->duration;
        job->sequence = threads->sequence++;
        threads->workers[worker] = job;
        threads->running++;
        threads->first++;
        trace_job(threads->run, job, EVENT_THREAD, start);
    }
}

static Job *next_ending(const Threads *threads)
{
    Job *next = NULL;
    uint32_t seen = 0;
    for (uint32_t i = 0; i < threads->max_workers && seen < threads->running; i++) {
        Job *job = threads->workers[i];
        if (!job)
            continue;
        seen++;
        if (!next || job->end < next->end ||
            (job->end == next->end && job->sequence < next->sequence))
            next = job;
    }
    return next;
}

/* In the loop: the thread's result becomes the future's. */
static void arrive(Run *run, Obj *self, Obj *argument)
{
    (void)argument;
    Job *job = (Job *)self;
    if (future_is_done(job->future))
        return;
    tell_late(run, job->task, job->end, DUE_THREAD);
    if (job->failure)
        future_set_exception(run, job->future, (ExceptionObj *)job->failure);
    else
        future_set_result(run, job->future, NONE_VALUE);
}

Candidate thread_candidate(const Obj *job)
{
    return (Candidate){.task = ((const Job *)job)->task, .place = ((const Job *)job)->step};
}

int64_t threads_next(const Threads *threads)
{
    const Job *job = threads->running ? next_ending(threads) : NULL;
    return job ? job->end : INT64_MAX;
}

void threads_poll(Run *run)
{
    Threads *threads = run->threads;
    if (threads_idle(threads))
        return;
    start_jobs(threads, 0);
    for (Job *job; (job = next_ending(threads)) && job->end <= run->now;) {
        int64_t end = job->end;
        job->state = JOB_ENDED;
        threads->workers[job->worker] = NULL;
        threads->running--;
        trace_job(run, job, EVENT_THREAD_END, end);
        call_soon(run, arrive, &job->obj, NULL);
        start_jobs(threads, end);
    }
}

int64_t threads_drained(const Threads *threads)
{
    int64_t *free_at = mem_new(threads->max_workers * sizeof *free_at);
    int64_t last = threads->run->now;
    for (uint32_t i = 0; i < threads->max_workers; i++)
        free_at[i] = threads->workers[i] ? threads->workers[i]->end : threads->run->now;
    for (size_t i = threads->first; i < threads->queue.count; i++) {
        const Job *job = threads->queue.items[i];
        uint32_t first = 0;
        for (uint32_t k = 1; k < threads->max_workers; k++)
            if (free_at[k] < free_at[first])
                first = k;
        if (job->state == JOB_QUEUED)
            free_at[first] += job->duration;
    }
    for (uint32_t i = 0; i < threads->max_workers; i++)
        if (free_at[i] > last)
            last = free_at[i];
    mem_free(free_at);
    return last;
}

static void visit(Heap *heap, Obj *self)
{
    heap_mark(heap, &((Job *)self)->future->obj);
    heap_mark(heap, ((Job *)self)->failure);
}

const ObjType job_type = {.name = "Job", .visit = visit};
