/* The event loop: a FIFO of what is ready, the deadlines, a clock that jumps.
 *
 * One pass: let threads come in, and if nothing is ready move the clock to the next deadline;
 * queue the timers that are due behind what is ready; then run as many callbacks as are queued at
 * that moment. What these queue runs in the next pass.
 *
 * Deadlines are ordered by (when, order of arming), so a cancelled one may stay until it comes up: it
 * is dropped before it could move the clock. When most are cancelled they are swept out, which nobody
 * can observe but by the memory. */
#include "sim/loop_inside.h"

#include "sim/limits.h"
#include "sim/threads.h"
#include "sim/told.h"
#include "sim/values.h"

#include <string.h>

enum { FIRST_ROOM = 64, LARGE_ROOM = 16 * 1024 };

Loop *loop_new(void)
{
    Loop *loop = mem_new(sizeof *loop);
    loop->room = FIRST_ROOM;
    loop->ready = mem_resize_array(NULL, loop->room, sizeof *loop->ready);
    return loop;
}

void loop_free(Loop *loop)
{
    if (!loop)
        return;
    mem_free(loop->ready);
    timers_free(&loop->timers);
    mem_free(loop);
}

void loop_visit(Heap *heap, const Loop *loop)
{
    for (size_t i = 0; i < loop->count; i++) {
        const Ready *ready = &loop->ready[(loop->first + i) & (loop->room - 1)];
        heap_mark(heap, ready->self);
        heap_mark(heap, ready->argument);
    }
    timers_visit(heap, &loop->timers);
}

/* Doubles the ring; its front part moves behind the old end so that the order stays. */
static void grow(Run *run)
{
    Loop *loop = run->loop;
    size_t old = loop->room;
    heap_note(run->py.heap, (int64_t)(old * sizeof *loop->ready));
    loop->room *= 2;
    loop->ready = mem_resize_array(loop->ready, loop->room, sizeof *loop->ready);
    memcpy(loop->ready + old, loop->ready, loop->first * sizeof *loop->ready);
}

/* A crowd that was ready once need not keep its room for ever. Only when the ring is empty. */
static void shrink(Run *run)
{
    Loop *loop = run->loop;
    size_t old = loop->room;
    loop->room = old / 4;
    loop->first = 0;
    loop->ready = mem_resize_array(loop->ready, loop->room, sizeof *loop->ready);
    heap_note(run->py.heap, -(int64_t)((old - loop->room) * sizeof *loop->ready));
}

void call_soon(Run *run, Callback call, Obj *self, Obj *argument)
{
    Loop *loop = run->loop;
    if (loop->count == loop->room)
        grow(run);
    Ready *ready = &loop->ready[(loop->first + loop->count++) & (loop->room - 1)];
    ready->call = call;
    ready->self = self;
    ready->argument = argument;
}

void loop_stop(Run *run, Obj *unused, Obj *also_unused)
{
    (void)unused;
    (void)also_unused;
    run->loop->stopping = true;
}

/* --- timers --- */

static uint64_t arm(Run *run, int64_t when, Obj *owner)
{
    Timers *timers = &run->loop->timers;
    size_t before = timers_bytes(timers);
    uint64_t sequence = timers_push(timers, when, run->now, owner);
    heap_note(run->py.heap, (int64_t)(timers_bytes(timers) - before));
    return sequence;
}

/* A deadline so far away that the clock has no number for it is never reached in practice. */
static int64_t after(const Run *run, int64_t delay)
{
    return delay > INT64_MAX - 1 - run->now ? INT64_MAX - 1 : run->now + delay;
}

uint64_t loop_sleep(Run *run, Task *task, int64_t duration)
{
    return arm(run, after(run, duration), &task->future.obj);
}

Timer *call_at(Run *run, int64_t when, Callback call, Obj *self, Obj *argument)
{
    Timer *timer = heap_make(run->py.heap, OBJ_TIMER, sizeof *timer);
    timer->when = when;
    timer->call = call;
    timer->self = self;
    timer->argument = argument;
    timer->task = run->current ? run->current->index : NO_TASK;
    timer->step = run->py.step;
    arm(run, when, &timer->obj);
    return timer;
}

Timer *call_later(Run *run, int64_t delay, Callback call, Obj *self, Obj *argument)
{
    return call_at(run, after(run, delay), call, self, argument);
}

void timer_cancel(Run *run, Timer *timer)
{
    if (!timer)
        return;
    timer->cancelled = true;
    tell_limit_over(run, timer->limit, timer->task, false);
    timer->limit = 0;
}

void timer_limit(Run *run, Timer *timer, LimitKind kind)
{
    timer->limit = tell_limit(run, kind, timer->when);
}

static void fire(Run *run, Obj *self, Obj *unused)
{
    (void)unused;
    Timer *timer = (Timer *)self;
    timer->fired = true;
    if (timer->cancelled)
        return;
    tell_limit_over(run, timer->limit, timer->task, true);
    timer->limit = 0;
    timer->call(run, timer->self, timer->argument);
}

/* Those that threads queued in this pass: from where, and when the last of them ended. */
typedef struct Arrivals {
    size_t from;
    int64_t end; /* INT64_MIN: none */
} Arrivals;

/* The step that armed it. */
static uint32_t armed_at(const Obj *owner)
{
    return owner->kind == OBJ_TASK ? ((const Task *)owner)->future.line
                                   : ((const Timer *)owner)->step;
}

/* The timers queued in this pass that share a deadline, and what threads queued just then. */
typedef struct Group {
    int64_t when, armed; /* of the last one */
    Obj *owner;
    size_t from; /* of what is ready */
    bool races;
} Group;

/* The entry comes next in its group, or begins one. */
static void join_group(Run *run, Group *group, const TimerEntry *entry, Arrivals threads)
{
    if (entry->when != group->when) {
        if (group->races)
            races_decide(run, group->from);
        group->races = entry->when == threads.end;
        group->from = group->races ? threads.from : run->loop->count;
    } else if (entry->armed != group->armed) {
        group->races = true;
        races_note(run, armed_at(group->owner), armed_at(entry->owner), entry->when);
    }
    group->when = entry->when;
    group->armed = entry->armed;
    group->owner = entry->owner;
}

static void queue_timer(Run *run, Obj *owner, int64_t due)
{
    if (owner->kind != OBJ_TASK) {
        call_soon(run, fire, owner, NULL);
        return;
    }
    if (due < run->now)
        tell_late(run, ((const Task *)owner)->index, due, DUE_SLEEP);
    call_soon(run, task_sleep_over, owner, NULL);
}

/* Queues all timers that are due, and finds which of the ready ones race: timers with the same
 * deadline armed at different instants, a thread that ended just then, and one that ended while
 * others were ready already: CPython never promised where among them it comes in. */
static void collect_due(Run *run, Arrivals threads)
{
    Loop *loop = run->loop;
    Timers *timers = &loop->timers;
    bool amid = threads.from > 0 && loop->count > threads.from;
    loop->racing_from = amid ? threads.from : 0;
    loop->racing_to = amid ? loop->count : 0;
    Group group = {.when = INT64_MIN, .from = loop->count};
    for (const TimerEntry *first; (first = timers_first(timers)) && first->when <= run->now;) {
        if (timer_is_live(first)) {
            join_group(run, &group, first, threads);
            queue_timer(run, group.owner, group.when);
        }
        timers_drop(timers);
        if (group.races) {
            if (loop->racing_to == 0)
                loop->racing_from = group.from;
            loop->racing_to = loop->count;
        }
    }
    if (group.races)
        races_decide(run, group.from);
}

/* --- passes --- */

/* Moves the clock to the next deadline. False where there is none. */
static bool jump(Run *run)
{
    Timers *timers = &run->loop->timers;
    timers_drop_dead(timers);
    const TimerEntry *first = timers_first(timers);
    int64_t next = first ? first->when : INT64_MAX;
    int64_t thread = threads_idle(run->threads) ? INT64_MAX : threads_next(run->threads);
    if (thread < next)
        next = thread;
    if (next == INT64_MAX)
        return false;
    if (next == INT64_MAX - 1)
        return python_limit(&run->py, "virtual time can't go past 292 years");
    if (run->shown_until && next > run->shown_until)
        return limits_until(run);
    if (next > run->now) {
        run->now = next;
        run->holds.count = 0; /* nothing was due before */
    }
    return true;
}

static Arrivals let_threads_in(Run *run)
{
    Arrivals arrivals = {.from = run->loop->count, .end = INT64_MIN};
    if (threads_idle(run->threads))
        return arrivals;
    arrivals.end = threads_next(run->threads);
    threads_poll(run);
    if (arrivals.end > run->now)
        arrivals.end = INT64_MIN;
    return arrivals;
}

Task *loop_cause(const Run *run)
{
    Obj *argument = run->loop->called.argument;
    return argument && argument->kind == OBJ_TASK ? (Task *)argument : NULL;
}

Waker loop_waker(const Run *run)
{
    const Ready *called = &run->loop->called;
    if (called->call == fire || called->call == task_sleep_over)
        return WAKER_TIMER;
    return called->self && called->self->kind == OBJ_JOB ? WAKER_THREAD : WAKER_CALLBACK;
}

/* True when the whole batch has run. To run a callback counts as a step of the slice. */
static bool run_batch(Run *run)
{
    Loop *loop = run->loop;
    if (run->paused)
        task_go_on(run);
    for (; loop->batch_done < loop->batch && !run->py.limit; loop->batch_done++) {
        if (run->paused || run->py.steps >= run->pause_at)
            return false;
        run->pause_at--;
        Ready ready = loop->called = loop->ready[loop->first];
        loop->first = (loop->first + 1) & (loop->room - 1);
        loop->count--;
        run->racing = loop->batch_done - loop->racing_from < loop->racing_to - loop->racing_from;
        ready.call(run, ready.self, ready.argument);
    }
    if (run->paused)
        return false;
    run->racing = false;
    loop->called = (Ready){0};
    return true;
}

/* False where nothing can ever run again. */
static bool begin_pass(Run *run)
{
    Loop *loop = run->loop;
    Arrivals threads = let_threads_in(run);
    if (loop->count == 0) {
        if (loop->room >= LARGE_ROOM)
            shrink(run);
        if (!jump(run))
            return false;
        threads = let_threads_in(run);
    }
    run->passes++;
    collect_due(run, threads);
    loop->batch = loop->count;
    loop->batch_done = 0;
    return true;
}

LoopEnd loop_run(Run *run)
{
    Loop *loop = run->loop;
    for (;;) {
        if (loop->batch_done == loop->batch && !run->paused && !begin_pass(run))
            return LOOP_DRY;
        if (!run_batch(run))
            return run->py.limit ? LOOP_DRY : LOOP_PAUSED;
        heap_safe_point(run->py.heap);
        if (run->py.limit)
            return LOOP_DRY;
        if (loop->stopping) {
            loop->stopping = false;
            return LOOP_STOPPED;
        }
    }
}

void loop_hold(Run *run, int64_t nanoseconds)
{
    if (nanoseconds > INT64_MAX - 1 - run->now) {
        python_limit(&run->py, "virtual time can't go past 292 years");
        return;
    }
    values_look(run);
    int64_t begin = run->now, end = begin + nanoseconds;
    bool cut = run->shown_until && end > run->shown_until;
    if (cut)
        end = run->shown_until;
    for (;;) {
        threads_poll(run);
        int64_t next = threads_next(run->threads);
        if (next >= end)
            break;
        run->now = next;
    }
    tell_hold(run, begin, end);
    run->now = end;
    if (cut)
        limits_until(run);
}

static void visit_timer(Heap *heap, Obj *self)
{
    const Timer *timer = (const Timer *)self;
    heap_mark(heap, timer->self);
    heap_mark(heap, timer->argument);
}

const ObjType timer_type = {.name = "TimerHandle", .visit = visit_timer};
