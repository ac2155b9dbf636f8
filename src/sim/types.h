/* The kinds of objects, each defined in its own file, and the makers a scenario may call. */
#ifndef SIM_TYPES_H
#define SIM_TYPES_H

#include "sim/value.h"

/* The plain ones. */
extern const ObjType str_type, list_type, tuple_type, set_type, range_type, iterator_type,
    method_type, exception_type, other_type;
/* The loop's. */
extern const ObjType future_type, task_type, gather_type, frame_type, timer_type, job_type;
/* asyncio's. */
extern const ObjType lock_type, event_type, condition_type, semaphore_type, queue_type,
    barrier_type, timeout_type, group_type, completed_type;

/* `Lock()`, `Queue(maxsize=3)` ...: what builtin_call does for these names. */
bool make_lock(Run *run, const Arguments *arguments, Value *result);
bool make_event(Run *run, const Arguments *arguments, Value *result);
bool make_condition(Run *run, const Arguments *arguments, Value *result);
bool make_semaphore(Run *run, const Arguments *arguments, Value *result);
bool make_bounded_semaphore(Run *run, const Arguments *arguments, Value *result);
bool make_queue(Run *run, const Arguments *arguments, Value *result);
bool make_priority_queue(Run *run, const Arguments *arguments, Value *result);
bool make_lifo_queue(Run *run, const Arguments *arguments, Value *result);
bool make_barrier(Run *run, const Arguments *arguments, Value *result);
bool make_future(Run *run, const Arguments *arguments, Value *result);

/* Marks everything the run holds by itself: shared names, the current and all other tasks, what
 * waits in the loop and in the threads. For heap.c; defined beside the run. */
void run_visit_roots(Heap *heap, Run *run);

#endif
