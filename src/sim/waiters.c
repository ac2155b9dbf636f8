/* The line of those who wait: a deque of futures, first come first served. */
#include "sim/waiters.h"

#include "base/mem.h"

#include <string.h>

Future *inner_future(Run *run)
{
    Future *future = future_new(run);
    future->obj.flags |= FUTURE_SILENT;
    return future;
}

static void waiters_grow(Run *run, Waiters *waiters)
{
    if (waiters->first + waiters->count < waiters->room)
        return;
    if (waiters->first > waiters->count) { /* more than half of it is behind us: move down */
        memmove(waiters->items, waiters->items + waiters->first,
                waiters->count * sizeof(Future *));
        waiters->first = 0;
        return;
    }
    size_t room = waiters->room ? waiters->room * 2 : 4;
    heap_note(run->py.heap, (int64_t)((room - waiters->room) * sizeof(Future *)));
    waiters->items = mem_resize_array(waiters->items, room, sizeof(Future *));
    waiters->room = room;
}

Future *waiters_join(Run *run, Waiters *waiters)
{
    Future *future = inner_future(run);
    waiters_grow(run, waiters);
    waiters->items[waiters->first + waiters->count++] = future;
    return future;
}

/* Looked for from both ends at once: who leaves is the oldest or the youngest mostly. Index, or
 * count. */
static size_t find_waiter(const Waiters *waiters, const Future *future)
{
    Future **items = waiters->items + waiters->first;
    for (size_t low = 0, high = waiters->count; low < high; low++) {
        if (items[low] == future)
            return low;
        if (items[--high] == future)
            return high;
    }
    return waiters->count;
}

bool waiters_remove(Waiters *waiters, const Future *future)
{
    size_t index = find_waiter(waiters, future), behind = waiters->count - index;
    if (!behind)
        return false;
    Future **first = waiters->items + waiters->first;
    if (index < behind) {
        memmove(first + 1, first, index * sizeof *first);
        waiters->first++;
    } else {
        memmove(first + index, first + index + 1, (behind - 1) * sizeof *first);
    }
    waiters->count--;
    return true;
}

bool waiters_wake(Run *run, const Waiters *waiters, Value value)
{
    for (size_t i = 0; i < waiters->count; i++) {
        Future *future = waiters_at(waiters, i);
        if (future_is_done(future))
            continue;
        future_set_result(run, future, value);
        return true;
    }
    return false;
}

bool waiters_all_cancelled(const Waiters *waiters)
{
    for (size_t i = 0; i < waiters->count; i++)
        if (waiters_at(waiters, i)->state != FUTURE_CANCELLED)
            return false;
    return true;
}

void waiters_repr(const Waiters *waiters, Builder *out)
{
    if (waiters->count)
        builder_printf(out, ", waiters:%zu", waiters->count);
    builder_char(out, '>');
}

void waiters_visit(Heap *heap, const Waiters *waiters)
{
    for (size_t i = 0; i < waiters->count; i++)
        heap_mark(heap, &waiters_at(waiters, i)->obj);
}

void waiters_free(Run *run, Waiters *waiters)
{
    heap_note(run->py.heap, -(int64_t)(waiters->room * sizeof(Future *)));
    mem_free(waiters->items);
    *waiters = (Waiters){0};
}
