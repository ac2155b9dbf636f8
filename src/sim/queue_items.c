/* How a queue keeps its items: first in first out, last in first out, or as a binary heap that
 * makes the very comparisons and moves of Python's heapq, so that equal items leave in its order
 * and a comparison that raises leaves the heap as Python would. */
#include "sim/objects.h"

#include "base/mem.h"

#include <string.h>

static bool make_room(Run *run, Queue *queue)
{
    if (queue->first + queue->count < queue->room)
        return true;
    if (queue->first > queue->count) {
        memmove(queue->items, queue->items + queue->first, queue->count * sizeof(Value));
        queue->first = 0;
        return true;
    }
    size_t room = queue->room ? queue->room * 2 : 4;
    if (!heap_room(run->py.heap, room * sizeof(Value)))
        return false;
    heap_note(run->py.heap, (int64_t)((room - queue->room) * sizeof(Value)));
    queue->items = mem_resize_array(queue->items, room, sizeof(Value));
    queue->room = room;
    return true;
}

static void swap(Value *a, Value *b)
{
    Value kept = *a;
    *a = *b;
    *b = kept;
}

/* Moves items[at] towards the root while it is less than its parent. */
static bool sift_up(Run *run, Value *items, size_t at)
{
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        bool less;
        if (!value_less(&run->py, items[at], items[parent], OP_LESS, &less))
            return false;
        if (!less)
            break;
        swap(&items[at], &items[parent]);
        at = parent;
    }
    return true;
}

/* Moves the root down to a leaf, always below the smaller child (the right one of equals), and
 * from there up to its place. */
static bool sift_down(Run *run, Value *items, size_t count)
{
    size_t at = 0;
    while (at < count / 2) {
        size_t child = 2 * at + 1;
        if (child + 1 < count) {
            bool less;
            if (!value_less(&run->py, items[child], items[child + 1], OP_LESS, &less))
                return false;
            child += !less;
        }
        swap(&items[at], &items[child]);
        at = child;
    }
    return sift_up(run, items, at);
}

bool queue_push_other(Run *run, Queue *queue, Value item)
{
    if (!make_room(run, queue))
        return false;
    queue->items[queue->first + queue->count++] = item;
    return queue->order != QUEUE_PRIORITY || sift_up(run, queue->items, queue->count - 1);
}

bool queue_take_other(Run *run, Queue *queue, Value *item)
{
    Value last = queue->items[queue->first + queue->count - 1];
    if (queue->order == QUEUE_LIFO) {
        queue->count--;
        *item = last;
        return true;
    }
    *item = queue->items[0];
    if (--queue->count == 0)
        return true;
    queue->items[0] = last;
    return sift_down(run, queue->items, queue->count);
}
