/* A trace's memory: events in chunks that never move, and tasks. Texts are in texts.c, what else
 * events name in things.c. */
#include "trace/inside.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

enum {
    CHUNK_SHIFT = 12,
    CHUNK_EVENTS = 1 << CHUNK_SHIFT,
    CHUNK_BYTES = CHUNK_EVENTS * sizeof(Event),
    FIRST_EVENTS = 64
};

/* So many of its events are there already. */
static void begin_chunk(Trace *trace, uint32_t count)
{
    trace->end.next = trace->last + count;
    trace->end.end = trace->last + trace->last_room;
}

Trace *trace_new(void)
{
    Trace *trace = mem_new(sizeof *trace);
    things_begin(&trace->things);
    trace->made = mem_new(sizeof *trace->made);
    trace->end.kept = UINT64_MAX;
    trace->last_room = FIRST_EVENTS;
    trace->last = mem_resize_array(NULL, FIRST_EVENTS, sizeof(Event));
    array_push(&trace->chunks, trace->last);
    trace->pool.size = CHUNK_BYTES;
    begin_chunk(trace, 0);
    return trace;
}

void trace_keep(Trace *trace, uint64_t kinds)
{
    assert(trace_count(trace) == 0);
    trace->end.kept = kinds | EVENT_BIT(EVENT_END);
}

void trace_set_mainless(Trace *trace)
{
    trace->mainless = true;
}

bool trace_is_mainless(const Trace *trace)
{
    return trace->mainless;
}

void trace_free(Trace *trace)
{
    if (!trace)
        return;
    mem_free(trace->chunks.items[0]);
    pool_free(&trace->pool);
    array_free(&trace->chunks);
    arena_free(&trace->arena);
    arena_free(trace->made);
    mem_free(trace->made);
    array_free(&trace->texts);
    array_free(&trace->tasks);
    array_free(&trace->late.prints);
    mem_free(trace->text_table.slots);
    mem_free(trace->number_table.slots);
    things_free(&trace->things);
    mem_free(trace);
}

/* Of what comes late only prints stay; the room is that of one event, again and again. */
static void keep_late(Trace *trace)
{
    Late *late = &trace->late;
    if (trace->end.next != &late->next && late->next.kind == EVENT_PRINT)
        array_push(&late->prints, late->next);
    trace->end.next = &late->next;
    trace->end.end = &late->next + 1;
}

/* Only the first chunk starts small and grows, so that a short trace takes little. */
void trace_make_room(Trace *trace)
{
    if (trace->is_late) {
        keep_late(trace);
        return;
    }
    if (trace->last_room < CHUNK_EVENTS) {
        uint32_t count = trace->last_room;
        trace->last_room *= 4;
        trace->last = mem_resize_array(trace->last, trace->last_room, sizeof(Event));
        trace->chunks.items[0] = trace->last;
        begin_chunk(trace, count);
        return;
    }
    trace->last = pool_take(&trace->pool);
    trace->before_last += CHUNK_EVENTS;
    begin_chunk(trace, 0);
    array_push(&trace->chunks, trace->last);
}

void trace_step_races(Trace *trace, size_t index)
{
    if (trace->is_late || !(trace->end.kept & EVENT_BIT(EVENT_STEP)))
        return;
    assert(index < trace_count(trace) && trace_event(trace, index).kind == EVENT_STEP);
    trace->chunks.items[index >> CHUNK_SHIFT][index & (CHUNK_EVENTS - 1)].flags |= EVENT_RACE;
}

/* Names are as good as unique, so they stay out of the table. */
uint32_t trace_add_task_of(Trace *trace, uint32_t name, uint32_t call, uint32_t maker)
{
    uint32_t index = (uint32_t)trace->tasks.count;
    array_push(&trace->tasks, (TaskTexts){.name = name, .call = call, .maker = maker});
    return index;
}

uint32_t trace_add_task(Trace *trace, TraceTask task)
{
    uint32_t call = trace_intern(trace, task.call);
    return trace_add_task_of(trace, trace_add_text(trace, task.name), call, task.maker);
}

size_t trace_count(const Trace *trace)
{
    if (trace->is_late)
        return trace->late.count;
    return trace->before_last + (size_t)(trace->end.next - trace->last);
}

Event trace_event(const Trace *trace, size_t index)
{
    assert(index < trace_count(trace));
    return trace->chunks.items[index >> CHUNK_SHIFT][index & (CHUNK_EVENTS - 1)];
}

size_t trace_find(const Trace *trace, size_t from, uint64_t kinds)
{
    size_t count = trace_count(trace);
    if (!(trace->end.kinds & kinds))
        return count;
    while (from < count) {
        const Event *chunk = trace->chunks.items[from >> CHUNK_SHIFT];
        size_t first = from & ~(size_t)(CHUNK_EVENTS - 1);
        size_t end = count - first < CHUNK_EVENTS ? count - first : CHUNK_EVENTS;
        for (size_t at = from - first; at < end; at++)
            if (kinds & EVENT_BIT(chunk[at].kind))
                return first + at;
        from = first + end;
    }
    return count;
}

size_t trace_task_count(const Trace *trace)
{
    return trace->is_late ? trace->late.tasks_before : trace->tasks.count;
}

TaskTexts trace_task_texts(const Trace *trace, uint32_t task)
{
    assert(task < trace->tasks.count);
    return trace->tasks.items[task];
}

TraceTask trace_task(const Trace *trace, uint32_t task)
{
    TaskTexts texts = trace_task_texts(trace, task);
    return (TraceTask){.name = trace_text(trace, texts.name),
                       .call = trace_text(trace, texts.call),
                       .maker = texts.maker};
}

void trace_begin_late(Trace *trace)
{
    trace->late.count = trace_count(trace);
    trace->is_late = true;
    trace->end.next = trace->end.end = &trace->late.next;
    trace->late.tasks_before = trace->tasks.count;
}

void trace_end_late(Trace *trace, int64_t t)
{
    assert(trace->is_late);
    keep_late(trace);
    trace->late.end = t;
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
    return sizeof *trace + trace->late.prints.room * sizeof(Event) +
           trace->chunks.room * sizeof *trace->chunks.items +
           (trace->before_last + trace->last_room) * sizeof(Event) +
           trace->arena.bytes + trace->made->bytes + trace->texts.room * sizeof *trace->texts.items +
           trace->tasks.room * sizeof *trace->tasks.items +
           (trace->text_table.room + trace->number_table.room) * sizeof(Slot) +
           things_bytes(&trace->things);
}
