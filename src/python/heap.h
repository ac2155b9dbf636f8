/* The run's objects: made here, freed by a mark-and-sweep collector that runs only at safe points
 * (between two callbacks of the loop and between two steps), when no value lives on the C stack
 * alone. So code that makes objects never has to protect them while it runs. */
#ifndef PYTHON_HEAP_H
#define PYTHON_HEAP_H

#include "python/value.h"

enum { HEAP_STEP = 16, HEAP_LARGEST = 512, HEAP_CLASSES = HEAP_LARGEST / HEAP_STEP + 1 };

typedef struct FreeSlot {
    Obj obj;
    struct FreeSlot *next;
} FreeSlot;

/* What every step asks of a heap, so that asking costs next to nothing: how much is in use, when that
 * (or the number of questions) makes it worth a closer look, how deep C's stack is; and what it takes
 * to make an object where one of its size lies free. */
typedef struct HeapMeter {
    size_t bytes, look_at; /* bytes: objects and what they hold outside */
    uint32_t until_look, depth, deepest;
    uint32_t serial;
    uint8_t epoch; /* 1 or 2; 0 is nobody's */
    uint64_t *told; /* the context's `look_at`: 0 once `bytes` is so far, for whoever begins a step */
    FreeSlot *free[HEAP_CLASSES]; /* by size, in steps of HEAP_STEP */
} HeapMeter;

static inline HeapMeter *heap_meter(Heap *heap)
{
    return (HeapMeter *)(void *)heap; /* begins every heap */
}

/* The context's host and limits must be set. */
Heap *heap_new(Python *py);
void heap_end(Heap *heap);  /* disposes of everything, with warnings: nothing may be used any more */
void heap_free(Heap *heap); /* likewise where that has not been, but without warnings: heap_closing */

/* True while heap_free disposes of what is left: a dispose function then writes no warning. */
bool heap_closing(const Heap *heap);

/* So much more is held. */
static inline void heap_grows(HeapMeter *meter, size_t bytes)
{
    meter->bytes += bytes;
    if (meter->bytes >= meter->look_at)
        *meter->told = 0;
}

/* Zeroed but for `kind` and `serial`. Never NULL (real exhaustion ends the program; the run's own
 * limit is checked at safe points and by heap_room). */
void *heap_make(Heap *heap, int kind, size_t size);
/* The same in two parts. The memory, of which all is left to the caller ... */
Obj *heap_slot(Heap *heap, size_t size); /* where none lies free */
static inline void *heap_take(Heap *heap, size_t size)
{
    HeapMeter *meter = heap_meter(heap);
    size_t class = (size + HEAP_STEP - 1) / HEAP_STEP;
    if (class >= HEAP_CLASSES || !meter->free[class])
        return heap_slot(heap, size);
    FreeSlot *slot = meter->free[class];
    meter->free[class] = slot->next;
    heap_grows(meter, class * HEAP_STEP);
    return slot;
}
/* ... and the object that it becomes, before the next safe point: the newest one, or one that nobody
 * ever hears of. */
static inline void heap_begin(Heap *heap, Obj *obj, int kind)
{
    HeapMeter *meter = heap_meter(heap);
    *obj = (Obj){.kind = (uint8_t)kind, .mark = meter->epoch, .serial = ++meter->serial};
}
static inline void heap_begin_unknown(Heap *heap, Obj *obj, int kind)
{
    *obj = (Obj){.kind = (uint8_t)kind, .mark = heap_meter(heap)->epoch};
}
static inline void *heap_make_bare(Heap *heap, int kind, size_t size)
{
    Obj *obj = heap_take(heap, size);
    heap_begin(heap, obj, kind);
    return obj;
}

/* Gives back at once what was made for `size`: nobody may hold the object any more. What stands alone
 * is left to the collector. */
enum { HEAP_FREE = 255 }; /* in place of a kind */
static inline void heap_release(Heap *heap, Obj *obj, size_t size)
{
    HeapMeter *meter = heap_meter(heap);
    size_t class = (size + HEAP_STEP - 1) / HEAP_STEP;
    if (class >= HEAP_CLASSES)
        return;
    FreeSlot *slot = (FreeSlot *)(void *)obj;
    slot->obj.kind = HEAP_FREE;
    slot->next = meter->free[class];
    meter->free[class] = slot;
    meter->bytes -= class * HEAP_STEP;
}

/* The same for a list of the caller's own, of objects that are alike, HEAP_LARGEST at most: what is
 * behind the Obj and one more word stays as it was. They count as in use until a collection takes all
 * of them: in visit_roots the host has to forget the list. */
enum { HEAP_LAID = HEAP_FREE - 1 }; /* likewise */
static inline void heap_lay_by(Obj *obj, void **list)
{
    FreeSlot *slot = (FreeSlot *)(void *)obj;
    slot->obj.kind = HEAP_LAID;
    slot->next = *list;
    *list = slot;
}
static inline void *heap_take_again(void **list) /* not empty; as heap_take */
{
    FreeSlot *slot = *list;
    *list = slot->next;
    return slot;
}

/* Memory an object holds outside: adds (or takes away) from what counts as in use. */
void heap_note(Heap *heap, int64_t bytes);

/* True where `bytes` more would stay within the run's limit; else calls python_limit. Ask before
 * making anything whose size a scenario chooses. */
bool heap_room(Heap *heap, size_t bytes);

/* The host took in something large beside the heap: the next question looks at its size. */
void heap_outside_grew(Heap *heap);

/* Around what C's stack has to carry however deep a scenario nests it: false, through python_limit,
 * where that is too deep (and then without a heap_ascend). */
bool heap_too_deep(Heap *heap); /* always false */
static inline bool heap_descend(Heap *heap)
{
    return ++heap_meter(heap)->depth <= heap_meter(heap)->deepest
           || heap_too_deep(heap);
}
static inline void heap_ascend(Heap *heap)
{
    heap_meter(heap)->depth--;
}

/* Around a function that is called in the middle of an expression, whose values stand on C's stack:
 * a safe point collects nothing. False where the stack is too deep for it; else `outer` is for
 * heap_leave. They nest. */
bool heap_enter(Heap *heap, uint32_t *outer);
void heap_leave(Heap *heap, uint32_t outer);

/* At a safe point: collects when it pays, or always (py->collect_always); checks the limit. Asked by
 * heap_safe_point where the meter says that it may be time. */
void heap_look(Heap *heap);
static inline void heap_safe_point(Heap *heap)
{
    HeapMeter *meter = heap_meter(heap);
    if (meter->until_look-- == 0 || meter->bytes >= meter->look_at)
        heap_look(heap);
}
size_t heap_bytes(const Heap *heap);

/* From a visit function. Marking is iterative: deep structures are fine. */
void heap_mark(Heap *heap, Obj *obj); /* NULL is fine */
void heap_mark_value(Heap *heap, Value value);

#endif
