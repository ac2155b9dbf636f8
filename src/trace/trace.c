/* A trace's memory: events in chunks that never move, texts and waits interned by hash, tasks as
 * indices of texts. A text is stored once, with its bytes in an arena. */
#include "trace/trace.h"

#include "base/array.h"
#include "base/mem.h"

#include <assert.h>
#include <string.h>

enum { CHUNK_SHIFT = 12, CHUNK_EVENTS = 1 << CHUNK_SHIFT, FIRST_EVENTS = 64 };

/* An open-addressing table of indices; the owner of the items says what each hashes to. */
typedef struct Table {
    uint32_t *slots; /* index + 1, 0 for an empty one */
    uint32_t room, count;
} Table;

typedef struct StoredText {
    Str text;
    uint32_t hash;
} StoredText;

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
    ARRAY(StoredText) texts;
    ARRAY(StoredWait) waits;
    ARRAY(StoredTask) tasks;
    Table text_table, wait_table;
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
    if (trace->last_count == trace->last_room)
        make_room(trace);
    trace->last[trace->last_count++] = event;
}

/* FNV-1a (Fowler, Noll, Vo), with a last stir so that the low bits are good. */
static uint32_t hash_bytes(const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static uint32_t hash_wait(const StoredWait *wait)
{
    return hash_bytes(wait, sizeof *wait);
}

static void table_put(Table *table, uint32_t hash, uint32_t index)
{
    uint32_t mask = table->room - 1, at = hash & mask;
    while (table->slots[at])
        at = (at + 1) & mask;
    table->slots[at] = index + 1;
}

/* True where one more item needs a larger table, which is then empty: put all items again. */
static bool table_grow(Table *table)
{
    if ((uint64_t)table->count * 4 < (uint64_t)table->room * 3)
        return false;
    table->room = table->room ? table->room * 2 : 32;
    mem_free(table->slots);
    table->slots = mem_new(table->room * sizeof *table->slots);
    return true;
}

static uint32_t find_text(const Trace *trace, Str text, uint32_t hash)
{
    const Table *table = &trace->text_table;
    if (!table->room)
        return UINT32_MAX;
    uint32_t mask = table->room - 1;
    for (uint32_t at = hash & mask; table->slots[at]; at = (at + 1) & mask) {
        const StoredText *stored = &trace->texts.items[table->slots[at] - 1];
        if (stored->hash == hash && str_equal(stored->text, text))
            return table->slots[at] - 1;
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
    array_push(&trace->texts,
               (StoredText){.text = str_copy(&trace->arena, text), .hash = hash});
    Table *table = &trace->text_table;
    if (table_grow(table)) {
        for (uint32_t i = 0; i < index; i++)
            table_put(table, trace->texts.items[i].hash, i);
    }
    table_put(table, hash, index);
    table->count++;
    return index;
}

static uint32_t find_wait(const Trace *trace, const StoredWait *wait, uint32_t hash)
{
    const Table *table = &trace->wait_table;
    if (!table->room)
        return UINT32_MAX;
    uint32_t mask = table->room - 1;
    for (uint32_t at = hash & mask; table->slots[at]; at = (at + 1) & mask) {
        if (memcmp(&trace->waits.items[table->slots[at] - 1], wait, sizeof *wait) == 0)
            return table->slots[at] - 1;
    }
    return UINT32_MAX;
}

uint32_t trace_intern_wait(Trace *trace, Wait wait)
{
    StoredWait stored = {.kind = wait.kind,
                         .label = trace_intern(trace, wait.label),
                         .call = trace_intern(trace, wait.call)};
    uint32_t hash = hash_wait(&stored);
    uint32_t index = find_wait(trace, &stored, hash);
    if (index != UINT32_MAX)
        return index;
    index = (uint32_t)trace->waits.count;
    array_push(&trace->waits, stored);
    Table *table = &trace->wait_table;
    if (table_grow(table)) {
        for (uint32_t i = 0; i < index; i++)
            table_put(table, hash_wait(&trace->waits.items[i]), i);
    }
    table_put(table, hash, index);
    table->count++;
    return index;
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

size_t trace_task_count(const Trace *trace)
{
    return trace->tasks.count;
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
    return trace->texts.items[text].text;
}

Wait trace_wait(const Trace *trace, uint32_t wait)
{
    assert(wait < trace->waits.count);
    const StoredWait *stored = &trace->waits.items[wait];
    return (Wait){.kind = (WaitKind)stored->kind,
                  .label = trace_text(trace, stored->label),
                  .call = trace_text(trace, stored->call)};
}

size_t trace_bytes(const Trace *trace)
{
    return sizeof *trace + trace->chunks.room * sizeof *trace->chunks.items +
           ((trace->chunks.count - 1) * CHUNK_EVENTS + trace->last_room) * sizeof(Event) +
           trace->arena.bytes + trace->texts.room * sizeof *trace->texts.items +
           trace->waits.room * sizeof *trace->waits.items +
           trace->tasks.room * sizeof *trace->tasks.items +
           ((size_t)trace->text_table.room + trace->wait_table.room) * sizeof(uint32_t);
}
