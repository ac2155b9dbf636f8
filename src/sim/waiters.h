/* What asyncio's objects are made with: the line of those who wait, and small helpers for native
 * coroutines and methods. */
#ifndef SIM_WAITERS_H
#define SIM_WAITERS_H

#include "sim/say.h"
#include "sim/types.h"

/* --- waiters: a deque of futures, first come first served --- */

typedef struct Waiters {
    Future **items;
    size_t first, count, room; /* items[first .. first + count) */
} Waiters;

/* A new future at the end. */
Future *waiters_join(Run *run, Waiters *waiters);
bool waiters_remove(Waiters *waiters, const Future *future); /* true where it was in there */
static inline Future *waiters_pop(Waiters *waiters) /* the first; NULL where there is none */
{
    if (waiters->count == 0)
        return NULL;
    waiters->count--;
    return waiters->items[waiters->first++];
}
static inline Future *waiters_at(const Waiters *waiters, size_t index)
{
    return waiters->items[waiters->first + index];
}
/* The first that is not done gets `value` as its result. False where there is none. */
bool waiters_wake(Run *run, const Waiters *waiters, Value value);
bool waiters_all_cancelled(const Waiters *waiters);
/* The end of a repr, as Python has it but for the address: `<Lock locked, waiters:2>`. */
void waiters_repr(const Waiters *waiters, Builder *out);
void waiters_visit(Heap *heap, const Waiters *waiters);
void waiters_free(Run *run, Waiters *waiters);

/* --- small helpers for native coroutines and methods --- */

/* A future that is asyncio's own business: it never warns. */
Future *inner_future(Run *run);
bool is_cancelled_error(const Completion *completion);
/* A native coroutine with its first two slots. */
Value native_coroutine(Run *run, const NativeKind *kind, Value a, Value b);
/* The host's call_native. */
bool call_native(Python *py, const NativeKind *kind, Obj *self, const Arguments *arguments,
                 Value *result);
/* For methods without parameters: `function` as Python names it, "Lock.release". */
static inline bool no_arguments(Run *run, const Arguments *arguments, const char *function)
{
    return arguments_take(&run->py, arguments, function, NULL, 0, NULL, 0);
}
/* `delay` of timeout() and call_later(): TypeError of `loop.time() + delay`. */
bool time_limit(Run *run, Value seconds, int64_t *nanoseconds);
/* What a task waits for when it awaits this. */
WaitKind wait_kind_of(Value awaitable);
/* A set as CPython's asyncio makes one: no object twice; first all that is no future, as it stood,
 * then the futures in the order of their making. TypeError where an item can't be in a set. */
bool future_set(Run *run, const ListObj *items, ListObj **set);

#endif
