#include "trace/records.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

/* Eight bytes at a time, each mixed in by a multiplication (Knuth's multiplicative hashing with the
 * golden ratio's odd neighbour). */
uint32_t hash_bytes(const void *bytes, size_t size)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    const unsigned char *at = bytes;
    uint64_t hash = size * factor;
    for (; size >= 8; at += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++)
        word = word << 8 | at[i];
    hash = (hash ^ word) * factor;
    return (uint32_t)(hash >> 32);
}

static void table_put(Table *table, Slot slot)
{
    uint32_t mask = table->room - 1, at = slot.hash & mask;
    while (table->slots[at].index)
        at = (at + 1) & mask;
    table->slots[at] = slot;
}

void table_add(Table *table, uint32_t hash, uint32_t index)
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

Slot *table_recent(Table *table, uint32_t hash)
{
    enum { ROOM = 1 << 13 };
    if (!table->room) {
        table->room = ROOM;
        table->slots = mem_new(ROOM * sizeof *table->slots);
    }
    return &table->slots[hash & (ROOM - 1)];
}

static uint32_t intern_recent(Records *records, const void *record, uint32_t hash)
{
    Slot *slot = table_recent(&records->table, hash);
    if (slot->index && slot->hash == hash &&
        memcmp(records->items + (slot->index - 1) * records->size, record, records->size) == 0)
        return slot->index - 1;
    uint32_t index = records_append(records, record);
    *slot = (Slot){.index = index + 1, .hash = hash};
    return index;
}

uint32_t records_append(Records *records, const void *record)
{
    if (records->count == records->room) {
        records->room = records->room ? records->room * 2 : 8;
        records->items = mem_resize_array(records->items, records->room, records->size);
    }
    memcpy(records->items + records->count * records->size, record, records->size);
    return (uint32_t)records->count++;
}

uint32_t records_intern(Records *records, const void *record)
{
    const Table *table = &records->table;
    uint32_t hash = hash_bytes(record, records->size);
    if (records->recent)
        return intern_recent(records, record, hash);
    uint32_t mask = table->room - 1;
    for (uint32_t at = hash & mask; table->room && table->slots[at].index; at = (at + 1) & mask) {
        uint32_t index = table->slots[at].index - 1;
        if (table->slots[at].hash == hash &&
            memcmp(records->items + index * records->size, record, records->size) == 0)
            return index;
    }
    uint32_t index = records_append(records, record);
    table_add(&records->table, hash, index);
    return index;
}

const void *records_at(const Records *records, uint32_t index)
{
    assert(index < records->count);
    return records->items + index * records->size;
}

size_t records_bytes(const Records *records)
{
    return records->room * records->size + records->table.room * sizeof(Slot);
}

void records_free(Records *records)
{
    mem_free(records->items);
    mem_free(records->table.slots);
}
