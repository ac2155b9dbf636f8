/* Mark and sweep over size classes.
 *
 * A chunk holds slots of one size, a multiple of 16 bytes; what is larger than HEAP_LARGEST stands
 * alone. A slot is an object, or free: then its kind says so and its second word links the free
 * list of its class. An object is alive when its mark is the epoch of the last marking; the epoch
 * alternates, so marks are never cleared. Collecting pays when as much has been made since the
 * last time as was alive then, so its cost per object made stays the same however many there are.
 *
 * Disposing comes before any memory is given back, and types that warn come first: for their
 * warning they look at other objects that die with them. */
#include "python/heap.h"

#include "base/pool.h"
#include "python/python.h"

#include <string.h>

enum {
    CHUNK_BYTES = 64 * 1024,
    LARGE_GREY = 64 * 1024, /* marked objects whose room is not kept for the next time */
    CHECK_EVERY = 1024, /* questions between two looks at what is held beside the heap */
    DEEPEST = 2000,       /* levels of one function's expression or value, on C's stack */
    DEEPEST_CALLER = 4000 /* levels that a function may be called at */
};

#define FIRST_COLLECTION ((size_t)2 * 1024 * 1024) /* stays in a cache of the second level */

typedef struct Chunk {
    struct Chunk *next;
    size_t used; /* bytes of slots that have ever been given out */
    _Alignas(HEAP_STEP) unsigned char slots[];
} Chunk;

typedef struct Large {
    struct Large *next;
    size_t size;
    _Alignas(HEAP_STEP) unsigned char slot[];
} Large;

struct Heap {
    HeapMeter meter;
    Python *py;
    Pool pool; /* of chunks */
    Chunk *chunks[HEAP_CLASSES];
    Large *large;
    ARRAY(Obj *) grey; /* marked, not yet visited */
    size_t collect_at, limit, other_bytes;
    uint32_t holds;
    bool over, closing;
};

/* From how many bytes in use on a safe point has something to do. */
static void set_look(Heap *heap)
{
    size_t limit = heap->other_bytes < heap->limit ? heap->limit - heap->other_bytes + 1 : 0;
    heap->meter.look_at = heap->py->collect_always      ? 0
                          : heap->collect_at < limit ? heap->collect_at
                                                     : limit;
    heap_grows(&heap->meter, 0);
}

Heap *heap_new(Python *py)
{
    Heap *heap = mem_new(sizeof *heap);
    heap->py = py;
    heap->meter.told = &py->look_at;
    heap->pool.size = CHUNK_BYTES;
    heap->meter.epoch = 1;
    heap->limit = py->max_bytes;
    heap->meter.deepest = DEEPEST;
    heap->collect_at = FIRST_COLLECTION < heap->limit / 2 ? FIRST_COLLECTION : heap->limit / 2;
    set_look(heap);
    return heap;
}

static size_t slots_room(size_t size)
{
    return (CHUNK_BYTES - sizeof(Chunk)) / size * size;
}

static Obj *slot_from_chunk(Heap *heap, size_t class)
{
    size_t size = class * HEAP_STEP;
    Chunk *chunk = heap->chunks[class];
    if (!chunk || chunk->used + size > slots_room(size)) {
        chunk = pool_take(&heap->pool);
        *chunk = (Chunk){.next = heap->chunks[class]};
        heap->chunks[class] = chunk;
    }
    void *slot = chunk->slots + chunk->used;
    chunk->used += size;
    return slot;
}

static Obj *slot_alone(Heap *heap, size_t size)
{
    Large *large = mem_resize(NULL, sizeof *large + size);
    *large = (Large){.next = heap->large, .size = size};
    heap->large = large;
    return (Obj *)(void *)large->slot;
}

Obj *heap_slot(Heap *heap, size_t size)
{
    size_t class = (size + HEAP_STEP - 1) / HEAP_STEP;
    if (class >= HEAP_CLASSES) {
        heap_grows(&heap->meter, size);
        return slot_alone(heap, size);
    }
    heap_grows(&heap->meter, class * HEAP_STEP);
    return slot_from_chunk(heap, class);
}

void *heap_make(Heap *heap, int kind, size_t size)
{
    Obj *obj = heap_make_bare(heap, kind, size);
    memset(obj + 1, 0, size - sizeof *obj);
    return obj;
}

void heap_note(Heap *heap, int64_t bytes)
{
    heap_grows(&heap->meter, (size_t)bytes);
}

size_t heap_bytes(const Heap *heap)
{
    return heap->meter.bytes;
}

static bool past_limit(Heap *heap)
{
    return !python_limit(heap->py, "the run needs more than %zu MiB of memory; --max-memory allows more",
                         heap->limit / (1024 * 1024));
}

/* Asking is too dear for every time. */
static void look_outside(Heap *heap)
{
    heap->meter.until_look = CHECK_EVERY;
    heap->other_bytes = heap->py->host->bytes ? heap->py->host->bytes(heap->py) : 0;
    set_look(heap);
}

bool heap_room(Heap *heap, size_t bytes)
{
    if (heap->meter.until_look-- == 0)
        look_outside(heap);
    size_t used = heap->meter.bytes + heap->other_bytes;
    if (used <= heap->limit && bytes <= heap->limit - used)
        return true;
    past_limit(heap);
    return false;
}

bool heap_too_deep(Heap *heap)
{
    heap->meter.depth--;
    return python_limit(heap->py, "values nested more than %d deep", DEEPEST);
}

void heap_outside_grew(Heap *heap)
{
    heap->meter.until_look = 0;
    heap->meter.look_at = 0;
    heap_grows(&heap->meter, 0);
}

bool heap_closing(const Heap *heap)
{
    return heap->closing;
}

/* --- marking --- */

static const ObjType *type_of(const Heap *heap, const Obj *obj)
{
    return heap->py->host->types[obj->kind];
}

void heap_mark(Heap *heap, Obj *obj)
{
    if (!obj || obj->mark == heap->meter.epoch)
        return;
    obj->mark = heap->meter.epoch;
    if (type_of(heap, obj)->visit)
        array_push(&heap->grey, obj);
}

void heap_mark_value(Heap *heap, Value value)
{
    if (value.tag == V_OBJ)
        heap_mark(heap, value.o);
}

static void begin_epoch(Heap *heap)
{
    heap->meter.epoch = (uint8_t)(3 - heap->meter.epoch);
}

static void empty_grey(Heap *heap)
{
    heap->grey.count = 0;
    if (heap->grey.room > LARGE_GREY)
        array_free(&heap->grey);
}

static void mark_all(Heap *heap)
{
    begin_epoch(heap);
    if (heap->py->host->visit_roots)
        heap->py->host->visit_roots(heap, heap->py);
    while (heap->grey.count) {
        Obj *obj = heap->grey.items[--heap->grey.count];
        type_of(heap, obj)->visit(heap, obj);
    }
    empty_grey(heap);
}

/* --- sweeping --- */

static bool is_dead(const Heap *heap, const Obj *obj)
{
    return obj->kind < HEAP_LAID && obj->mark != heap->meter.epoch;
}

/* Those that warn at once, the others are listed. */
static inline void dispose_if(Heap *heap, Obj *obj)
{
    if (!is_dead(heap, obj))
        return;
    const ObjType *type = type_of(heap, obj);
    if (type->warns)
        type->dispose(heap->py, obj);
    else if (type->dispose)
        array_push(&heap->grey, obj);
}

static void dispose_dead(Heap *heap)
{
    for (size_t class = 1; class < HEAP_CLASSES; class++)
        for (Chunk *chunk = heap->chunks[class]; chunk; chunk = chunk->next)
            for (size_t at = 0; at < chunk->used; at += class * HEAP_STEP)
                dispose_if(heap, (Obj *)(void *)(chunk->slots + at));
    for (Large *large = heap->large; large; large = large->next)
        dispose_if(heap, (Obj *)(void *)large->slot);
    for (size_t i = 0; i < heap->grey.count; i++)
        type_of(heap, heap->grey.items[i])->dispose(heap->py, heap->grey.items[i]);
    empty_grey(heap);
}

/* Links the chunk's free slots in front of the class's free list. True where none is in use. */
static bool sweep_chunk(Heap *heap, Chunk *chunk, size_t class)
{
    size_t size = class * HEAP_STEP, live = 0;
    FreeSlot *before = heap->meter.free[class], *list = before;
    for (size_t at = chunk->used; at > 0;) {
        at -= size;
        Obj *obj = (Obj *)(void *)(chunk->slots + at);
        if (obj->kind < HEAP_LAID && obj->mark == heap->meter.epoch) {
            live++;
            continue;
        }
        if (obj->kind != HEAP_FREE)
            heap->meter.bytes -= size;
        FreeSlot *slot = (FreeSlot *)(void *)obj;
        slot->obj.kind = HEAP_FREE;
        slot->next = list;
        list = slot;
    }
    heap->meter.free[class] = live ? list : before;
    return live == 0;
}

static void sweep_class(Heap *heap, size_t class)
{
    heap->meter.free[class] = NULL;
    for (Chunk **at = &heap->chunks[class]; *at;) {
        Chunk *chunk = *at;
        if (sweep_chunk(heap, chunk, class)) {
            *at = chunk->next;
            pool_give(&heap->pool, chunk);
        } else {
            at = &chunk->next;
        }
    }
}

static void sweep_large(Heap *heap)
{
    for (Large **at = &heap->large; *at;) {
        Large *large = *at;
        if (is_dead(heap, (Obj *)(void *)large->slot)) {
            *at = large->next;
            heap->meter.bytes -= large->size;
            mem_free(large);
        } else {
            at = &large->next;
        }
    }
}

static void sweep(Heap *heap)
{
    dispose_dead(heap);
    for (size_t class = 1; class < HEAP_CLASSES; class++)
        if (heap->chunks[class])
            sweep_class(heap, class);
    sweep_large(heap);
}

static void collect(Heap *heap)
{
    mark_all(heap);
    sweep(heap);
    size_t live = heap->meter.bytes, left = live < heap->limit ? heap->limit - live : 0;
    size_t more = live > FIRST_COLLECTION ? live : FIRST_COLLECTION;
    heap->collect_at = live + (more < left / 2 ? more : left / 2);
    set_look(heap);
}

void heap_look(Heap *heap)
{
    if (heap->meter.until_look == UINT32_MAX) /* it was 0 */
        look_outside(heap);
    if (!heap->holds && (heap->meter.bytes >= heap->collect_at || heap->py->collect_always))
        collect(heap);
    if (heap->meter.bytes + heap->other_bytes > heap->limit)
        past_limit(heap);
}

bool heap_enter(Heap *heap, uint32_t *outer)
{
    if (heap->meter.depth > DEEPEST_CALLER)
        return false;
    *outer = heap->meter.deepest;
    heap->meter.deepest = heap->meter.depth + DEEPEST;
    heap->holds++;
    return true;
}

void heap_leave(Heap *heap, uint32_t outer)
{
    heap->meter.deepest = outer;
    heap->holds--;
}

void heap_end(Heap *heap)
{
    if (!heap->over) {
        begin_epoch(heap); /* so nothing is alive */
        dispose_dead(heap);
    }
    heap->over = true;
}

void heap_free(Heap *heap)
{
    if (!heap)
        return;
    heap->closing = true;
    heap_end(heap);
    for (Large *large = heap->large, *next; large; large = next) {
        next = large->next;
        mem_free(large);
    }
    array_free(&heap->grey);
    pool_free(&heap->pool);
    mem_free(heap);
}
