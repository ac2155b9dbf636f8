/* A trace's memory: events in chunks that never move, texts and waits interned by hash, tasks as
 * indices of texts. A text is stored once, with its bytes in an arena. */
#include "trace/trace.h"

#include "base/array.h"
#include "base/mem.h"
#include "trace/late.h"

#include <assert.h>
#include <string.h>

enum { CHUNK_SHIFT = 12, CHUNK_EVENTS = 1 << CHUNK_SHIFT, FIRST_EVENTS = 64 };

/* An open-addressing table of indices. The hash stands beside, so that looking for what is not
 * there touches the table alone. */
typedef struct Slot {
    uint32_t index; /* + 1, 0 for an empty one */
    uint32_t hash;
} Slot;

typedef struct Table {
    Slot *slots;
    uint32_t room, count;
} Table;

typedef struct StoredWait {
    uint32_t kind, label, call;
} StoredWait;

typedef struct StoredTask {
    uint32_t call, maker;
    Str name;
} StoredTask;

struct Trace {
    ARRAY(Event *) chunks;
    Event *last; /* the chunk that is being filled */
    uint32_t last_count, last_room;
    Arena arena; /* the bytes of texts */
    ARRAY(Str) texts;
    ARRAY(StoredWait) waits;
    ARRAY(StoredTask) tasks;
    Table text_table, wait_table;
    bool is_late; /* the timeline is over; see trace_begin_late */
    Late late;
};

Trace *trace_new(void)
{
    Trace *trace = mem_new(sizeof *trace);
    trace->last_room = FIRST_EVENTS;
    trace->last = mem_resize_array(NULL, FIRST_EVENTS, sizeof(Event));
    array_push(&trace->chunks, trace->last);
    return trace;
}

void trace_free(Trace *trace)
{
    if (!trace)
        return;
    for (size_t i = 0; i < trace->chunks.count; i++)
        mem_free(trace->chunks.items[i]);
    array_free(&trace->chunks);
    arena_free(&trace->arena);
    array_free(&trace->texts);
    array_free(&trace->waits);
    array_free(&trace->tasks);
    array_free(&trace->late.prints);
    mem_free(trace->text_table.slots);
    mem_free(trace->wait_table.slots);
    mem_free(trace);
}

/* Only the first chunk starts small and grows, so that a short trace takes little. */
static void make_room(Trace *trace)
{
    if (trace->last_room < CHUNK_EVENTS) {
        trace->last_room *= 4;
        trace->last = mem_resize_array(trace->last, trace->last_room, sizeof(Event));
        trace->chunks.items[trace->chunks.count - 1] = trace->last;
        return;
    }
    trace->last = mem_resize_array(NULL, CHUNK_EVENTS, sizeof(Event));
    trace->last_count = 0;
    array_push(&trace->chunks, trace->last);
}

void trace_add(Trace *trace, Event event)
{
    if (trace->is_late) {
        if (event.kind == EVENT_PRINT)
            array_push(&trace->late.prints, event);
        return;
    }
    if (trace->last_count == trace->last_room)
        make_room(trace);
    trace->last[trace->last_count++] = event;
}

/* Eight bytes at a time, each mixed in by a multiplication (Knuth's multiplicative hashing with the
 * golden ratio's odd neighbour). */
static uint32_t hash_bytes(const char *at, size_t size)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = size * factor;
    for (; size >= 8; at += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++)
        word = word << 8 | (unsigned char)at[i];
    hash = (hash ^ word) * factor;
    return (uint32_t)(hash >> 32);
}

static uint32_t hash_wait(const StoredWait *wait)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = (((uint64_t)wait->label << 32 | wait->call) ^ wait->kind) * factor;
    return (uint32_t)(hash >> 32);
}

static void table_put(Table *table, Slot slot)
{
    uint32_t mask = table->room - 1, at = slot.hash & mask;
    while (table->slots[at].index)
        at = (at + 1) & mask;
    table->slots[at] = slot;
}

static void table_add(Table *table, uint32_t hash, uint32_t index)
{
    if ((uint64_t)table->count * 4 >= (uint64_t)table->room * 3) {
        Table larger = {.room = table->room ? table->room * 2 : 32};
        larger.slots = mem_new(larger.room * sizeof *larger.slots);
        for (uint32_t i = 0; i < table->room; i++) {
            if (table->slots[i].index)
                table_put(&larger, table->slots[i]);
        }
        mem_free(table->slots);
        table->slots = larger.slots;
        table->room = larger.room;
    }
    table_put(table, (Slot){.index = index + 1, .hash = hash});
    table->count++;
}

static uint32_t find_text(const Trace *trace, Str text, uint32_t hash)
{
    const Table *table = &trace->text_table;
    if (!table->room)
        return UINT32_MAX;
    uint32_t mask = table->room - 1;
    for (uint32_t at = hash & mask; table->slots[at].index; at = (at + 1) & mask) {
        Slot slot = table->slots[at];
        if (slot.hash == hash && str_equal(trace->texts.items[slot.index - 1], text))
            return slot.index - 1;
    }
    return UINT32_MAX;
}

uint32_t trace_intern(Trace *trace, Str text)
{
    uint32_t hash = hash_bytes(text.at, text.length);
    uint32_t index = find_text(trace, text, hash);
    if (index != UINT32_MAX)
        return index;
    index = (uint32_t)trace->texts.count;
    array_push(&trace->texts, str_copy(&trace->arena, text));
    table_add(&trace->text_table, hash, index);
    return index;
}

static uint32_t find_wait(const Trace *trace, const StoredWait *wait, uint32_t hash)
{
    const Table *table = &trace->wait_table;
    if (!table->room)
        return UINT32_MAX;
    uint32_t mask = table->room - 1;
    for (uint32_t at = hash & mask; table->slots[at].index; at = (at + 1) & mask) {
        Slot slot = table->slots[at];
        if (slot.hash == hash &&
            memcmp(&trace->waits.items[slot.index - 1], wait, sizeof *wait) == 0)
            return slot.index - 1;
    }
    return UINT32_MAX;
}

uint32_t trace_intern_wait_of(Trace *trace, WaitKind kind, uint32_t label, uint32_t call)
{
    StoredWait stored = {.kind = kind, .label = label, .call = call};
    uint32_t hash = hash_wait(&stored);
    uint32_t index = find_wait(trace, &stored, hash);
    if (index != UINT32_MAX)
        return index;
    index = (uint32_t)trace->waits.count;
    array_push(&trace->waits, stored);
    table_add(&trace->wait_table, hash, index);
    return index;
}

uint32_t trace_intern_wait(Trace *trace, Wait wait)
{
    uint32_t label = trace_intern(trace, wait.label);
    return trace_intern_wait_of(trace, wait.kind, label, trace_intern(trace, wait.call));
}

/* Names are as good as unique, so they stay out of the table. */
uint32_t trace_add_task(Trace *trace, TraceTask task)
{
    uint32_t index = (uint32_t)trace->tasks.count;
    array_push(&trace->tasks, (StoredTask){.call = trace_intern(trace, task.call),
                                           .maker = task.maker,
                                           .name = str_copy(&trace->arena, task.name)});
    return index;
}

size_t trace_count(const Trace *trace)
{
    return (trace->chunks.count - 1) * CHUNK_EVENTS + trace->last_count;
}

Event trace_event(const Trace *trace, size_t index)
{
    assert(index < trace_count(trace));
    return trace->chunks.items[index >> CHUNK_SHIFT][index & (CHUNK_EVENTS - 1)];
}

size_t trace_all_tasks(const Trace *trace)
{
    return trace->tasks.count;
}

size_t trace_task_count(const Trace *trace)
{
    return trace->is_late ? trace->late.tasks_before : trace->tasks.count;
}

TraceTask trace_task(const Trace *trace, uint32_t task)
{
    assert(task < trace->tasks.count);
    const StoredTask *stored = &trace->tasks.items[task];
    return (TraceTask){.name = stored->name,
                       .call = trace_text(trace, stored->call),
                       .maker = stored->maker};
}

Str trace_text(const Trace *trace, uint32_t text)
{
    assert(text < trace->texts.count);
    return trace->texts.items[text];
}

Wait trace_wait(const Trace *trace, uint32_t wait)
{
    assert(wait < trace->waits.count);
    const StoredWait *stored = &trace->waits.items[wait];
    return (Wait){.kind = (WaitKind)stored->kind,
                  .label = trace_text(trace, stored->label),
                  .call = trace_text(trace, stored->call)};
}

void trace_begin_late(Trace *trace)
{
    trace->is_late = true;
    trace->late.tasks_before = trace->tasks.count;
}

void trace_end_late(Trace *trace, int64_t t)
{
    assert(trace->is_late);
    trace->late.end = t;
}

const Late *trace_late(const Trace *trace)
{
    return &trace->late;
}

Ending trace_ending(const Trace *trace)
{
    Event end = trace_event(trace, trace_count(trace) - 1);
    assert(end.kind == EVENT_END);
    Outcome outcome = (Outcome)end.flags;
    return (Ending){end.t, outcome, outcome == OUTCOME_DONE ? (Str){0} : trace_text(trace, end.text)};
}

size_t trace_bytes(const Trace *trace)
{
    return sizeof *trace + trace->late.prints.room * sizeof(Event) + trace->chunks.room * sizeof *trace->chunks.items +
           ((trace->chunks.count - 1) * CHUNK_EVENTS + trace->last_room) * sizeof(Event) +
           trace->arena.bytes + trace->texts.room * sizeof *trace->texts.items +
           trace->waits.room * sizeof *trace->waits.items +
           trace->tasks.room * sizeof *trace->tasks.items +
           ((size_t)trace->text_table.room + trace->wait_table.room) * sizeof(Slot);
}
