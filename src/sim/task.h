/* Between task.c and task_step.c. */
#ifndef SIM_TASK_H
#define SIM_TASK_H

#include "sim/loop.h"

/* How deep coroutines await one another: CPython 3.14 raises RecursionError past 1000 frames of
 * Python: the script, asyncio.run and the loop have seven, the outermost coroutine is the eighth. */
enum { DEEPEST_CHAIN = 992 };

/* Queues the task's step, which throws `error` in. */
void task_wake_with(Run *run, Task *task, ExceptionObj *error);

/* Cancels what the task waits for. False where that is nothing, or it is done already. */
bool task_cancel_waiting(Run *run, Task *task, Value message);

#endif
