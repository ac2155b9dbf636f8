/* A table of records that are stored once each: equal bytes, one index (but see `recent`). */
#ifndef TRACE_RECORDS_H
#define TRACE_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An open-addressing table of indices. The hash stands beside, so that looking for what is not
 * there touches the table alone. Zero-initialised is empty. */
typedef struct Slot {
    uint32_t index; /* + 1, 0 for an empty one */
    uint32_t hash;
} Slot;

typedef struct Table {
    Slot *slots;
    uint32_t room, count;
} Table;

void table_add(Table *table, uint32_t hash, uint32_t index);

/* A table used in another way: of all with one home it keeps the last, and never grows. For what comes
 * again soon or not at all, as the waits of a million sleepers; what comes again late is stored once
 * more. The slot of that hash, to be looked at and filled. */
Slot *table_recent(Table *table, uint32_t hash);

/* Begin with the record's size: `{.size = sizeof(Wait)}`. Records have no padding. */
typedef struct Records {
    size_t size, count, room;
    unsigned char *items;
    Table table; /* stays empty where records are only appended */
    bool recent; /* only what came lately is looked for */
} Records;

uint32_t records_append(Records *records, const void *record);
uint32_t records_intern(Records *records, const void *record);
const void *records_at(const Records *records, uint32_t index); /* asserted to be there */
size_t records_bytes(const Records *records);
void records_free(Records *records);

uint32_t hash_bytes(const void *bytes, size_t size);

#endif
