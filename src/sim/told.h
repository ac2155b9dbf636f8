/* What the run tells the trace of asyncio's objects: their names, what happens to them, time limits,
 * cancelling, errors. Tasks' own steps are traced where they are made. */
#ifndef SIM_TOLD_H
#define SIM_TOLD_H

#include "python/exception.h"
#include "sim/loop.h"

/* What begins a Lock, Semaphore, Condition, Queue, EventObj and Barrier. */
typedef struct Told {
    Obj obj;
    uint32_t object; /* its index in the trace; 0: nothing has happened to it yet */
    uint32_t name;   /* trace text + 1 of the first name that held it; 0: none; or TOLD_NOWHERE */
} Told;
#define TOLD_NOWHERE UINT32_MAX /* asyncio's own: no name, and not in the trace */

/* A variable named `name` now holds the value: the first one names what has no name yet, items of a
 * list as `name[0]`. */
void tell_object_name(Run *run, Obj *obj, Str name);
static inline void tell_name(Run *run, Value value, Str name)
{
    if (value.tag == V_OBJ)
        tell_object_name(run, value.o, name);
}

/* Something has happened to an object; in the trace, with what it counts now. `item`: what was put
 * or taken, or NULL. Where nobody will read it nothing is made of it. */
void tell_change(Run *run, Told *told, ChangeKind kind, int64_t value, const Value *item);
static inline void tell(Run *run, Told *told, ChangeKind kind, int64_t value, const Value *item)
{
    if (trace_keeps(run->trace, EVENT_CHANGE))
        tell_change(run, told, kind, value, item);
}

/* The object's index in the trace, for a task that waits for it; 0 for asyncio's own. */
uint32_t tell_object(Run *run, Told *told);
bool is_told(const Obj *obj); /* it begins with a Told */

/* A value as it stands in a call's text: objects by their names, all else as repr() has it. False
 * where a repr raised. */
bool tell_value(Run *run, Value value, Builder *out);

/* A time limit of the current task; its index + 1. Struck or left, once. */
uint32_t tell_limit(Run *run, LimitKind kind, int64_t when);
void tell_limit_over(Run *run, uint32_t limit, uint32_t task, bool struck);

/* The task is asked to cancel, for run->cancel_cause. `through`: the task whose waiting passes it
 * on, or NULL. */
void tell_cancel(Run *run, const Task *task, const Task *through, bool refused);

/* The current task held the loop. Only the last stretches are kept; one that follows directly on the
 * same task's is the same. */
void tell_hold(Run *run, int64_t from, int64_t to);

/* What was due for a task at `due` comes only now, if so. */
void tell_late(Run *run, uint32_t task, int64_t due, DueKind kind);

/* An exception came out of the current step; of each task the first place is told. And its end. */
void tell_raised(Run *run, ExceptionObj *exception);
void tell_caught(Run *run, ExceptionObj *exception);
/* ... and, where a coroutine ends with another one in the place of `first`, that. */
void tell_instead(Run *run, ExceptionObj *exception, const ExceptionObj *first);

/* Where the current task's calls stand, from its own on; 0 where only its own is. */
uint32_t tell_path(Run *run, const Frame *innermost);

/* At the end of a stuck run: who waits for which tasks. */
void tell_edges(Run *run);

#endif
