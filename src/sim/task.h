/* Between task.c and task_step.c. */
#ifndef SIM_TASK_H
#define SIM_TASK_H

#include "sim/loop.h"

/* CPython's recursion limit, less the few frames that asyncio itself stands on. */
enum { DEEPEST_CHAIN = 990 };

/* Queues the task's step, which throws `error` in. */
void task_wake_with(Run *run, Task *task, ExceptionObj *error);

/* Cancels what the task waits for. False where that is nothing, or it is done already. */
bool task_cancel_waiting(Run *run, Task *task, Value message);

#endif
