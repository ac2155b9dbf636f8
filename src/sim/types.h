/* What the run adds to Python: its kinds of objects, each defined in its own file, and the makers
 * a scenario may call. */
#ifndef SIM_TYPES_H
#define SIM_TYPES_H

#include "python/python.h"

typedef struct Run Run;

enum { /* after Python's own ObjKinds */
    OBJ_FUTURE = OBJ_PLAIN_KINDS, OBJ_TASK, OBJ_GATHER, OBJ_FRAME, OBJ_TIMER, OBJ_LOCK, OBJ_EVENT,
    OBJ_CONDITION, OBJ_SEMAPHORE, OBJ_QUEUE, OBJ_BARRIER, OBJ_TIMEOUT, OBJ_GROUP, OBJ_COMPLETED,
    OBJ_JOB, OBJ_KINDS
};

/* The loop's. */
extern const ObjType future_type, task_type, gather_type, frame_type, timer_type, job_type;
/* asyncio's. */
extern const ObjType lock_type, event_type, condition_type, semaphore_type, queue_type,
    barrier_type, timeout_type, group_type, completed_type;

/* `Lock()`, `Queue(maxsize=3)` ...: what builtin_call does for these names. */
bool make_lock(Python *py, const Arguments *arguments, Value *result);
bool make_event(Python *py, const Arguments *arguments, Value *result);
bool make_condition(Python *py, const Arguments *arguments, Value *result);
bool make_semaphore(Python *py, const Arguments *arguments, Value *result);
bool make_bounded_semaphore(Python *py, const Arguments *arguments, Value *result);
bool make_queue(Python *py, const Arguments *arguments, Value *result);
bool make_priority_queue(Python *py, const Arguments *arguments, Value *result);
bool make_lifo_queue(Python *py, const Arguments *arguments, Value *result);
bool make_barrier(Python *py, const Arguments *arguments, Value *result);
bool make_future(Python *py, const Arguments *arguments, Value *result);

/* Marks everything the run holds by itself: shared names, the current and all other tasks, what
 * waits in the loop and in the threads. Defined beside the run. */
void run_visit_roots(Heap *heap, Run *run);

extern const Host sim_host; /* host.c: all of these in one */

#endif
