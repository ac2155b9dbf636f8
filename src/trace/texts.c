/* Texts, each stored once and found by its hash, its bytes in the trace's arena. */
#include "trace/inside.h"

#include <assert.h>

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

Str trace_text(const Trace *trace, uint32_t text)
{
    assert(text < trace->texts.count);
    return trace->texts.items[text];
}
