#include "python/table.h"

#include "python/plain.h"

#include <string.h>

enum { LEAST_SLOTS = 8, LINEAR_PROBES = 9, PERTURB_SHIFT = 5, MANY = 50000 };

/* The next slot of a probe that began with `hash`. */
typedef struct Probe {
    size_t at, jump, left;
    uint64_t perturb;
} Probe;

static size_t probes_from(size_t at, size_t mask)
{
    return at + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
}

static Probe probe_begin(uint64_t hash, size_t mask)
{
    size_t at = (size_t)hash & mask;
    return (Probe){.at = at, .jump = at, .left = probes_from(at, mask), .perturb = hash};
}

static void probe_on(Probe *probe, size_t mask)
{
    if (probe->left) {
        probe->left--;
        probe->at++;
        return;
    }
    probe->perturb >>= PERTURB_SHIFT;
    probe->jump = (probe->jump * 5 + 1 + (size_t)probe->perturb) & mask;
    probe->at = probe->jump;
    probe->left = probes_from(probe->at, mask);
}

typedef struct Found {
    size_t slot;       /* where the key is, or would come: the last gap on its way, or its end */
    TableEntry *entry; /* NULL: it is not there */
} Found;

static bool search(Python *py, const Table *table, Value key, uint64_t hash, Found *found)
{
    size_t gap = SIZE_MAX;
    Probe probe = probe_begin(hash, table->mask);
    found->entry = NULL;
    for (;; probe_on(&probe, table->mask)) {
        found->slot = probe.at;
        if (!table->slots[probe.at]) {
            found->slot = gap != SIZE_MAX ? gap : probe.at;
            return true;
        }
        TableEntry *entry = &table->entries[table->slots[probe.at] - 1];
        if (entry->key.tag == V_UNSET)
            gap = probe.at;
        if (entry->key.tag == V_UNSET || entry->hash != hash)
            continue;
        bool equal = value_same(entry->key, key);
        if (!equal && !value_equal(py, entry->key, key, &equal))
            return false;
        if (equal)
            found->entry = entry;
        if (equal || !python_work(py, 1))
            return !py->limit;
    }
}

bool table_find(Python *py, Table *table, TableUse use, Value key, TableEntry **entry)
{
    uint64_t hash;
    bool fixed;
    Found found;
    *entry = NULL;
    if (!value_hash(py, key, &use, &hash, &fixed) || !python_work(py, 1))
        return false;
    if (!table->slots)
        return true;
    if (!search(py, table, key, hash, &found))
        return false;
    *entry = found.entry;
    return true;
}

/* --- growing --- */

static void put_clean(Table *table, uint32_t index)
{
    Probe probe = probe_begin(table->entries[index - 1].hash, table->mask);
    while (table->slots[probe.at])
        probe_on(&probe, table->mask);
    table->slots[probe.at] = index;
}

static bool resize(Python *py, Table *table, size_t least)
{
    size_t size = LEAST_SLOTS, old = table->slots ? table->mask + 1 : 0;
    while (size <= least)
        size *= 2;
    if (!heap_room(py->heap, size * sizeof *table->slots) || !python_work(py, table->used / 8))
        return false;
    uint32_t *before = table->slots;
    table->slots = mem_new(size * sizeof *table->slots);
    table->mask = size - 1;
    table->fill = table->used;
    for (size_t i = 0; i < (table->is_dict ? table->count : old); i++) {
        uint32_t index = table->is_dict ? (uint32_t)i + 1 : before[i];
        if (index && table->entries[index - 1].key.tag != V_UNSET)
            put_clean(table, index);
    }
    heap_note(py->heap, (int64_t)size * 4 - (int64_t)old * 4);
    mem_free(before);
    return true;
}

/* Takes the gaps out; the slots follow. */
static void close_gaps(Table *table)
{
    uint32_t *moved = mem_new((table->count + 1) * sizeof *moved);
    size_t kept = 0;
    for (size_t i = 0; i < table->count; i++) {
        if (table->entries[i].key.tag == V_UNSET)
            continue;
        table->entries[kept++] = table->entries[i];
        moved[i + 1] = (uint32_t)kept;
    }
    /* A slot of what was taken out stays taken, by an entry that nothing equals. */
    table->entries[kept] = (TableEntry){.key = {.tag = V_UNSET}};
    for (size_t i = 0; i <= table->mask; i++)
        if (table->slots[i])
            table->slots[i] = moved[table->slots[i]] ? moved[table->slots[i]] : (uint32_t)kept + 1;
    table->count = kept + 1;
    mem_free(moved);
}

static bool reserve_entry(Python *py, Table *table)
{
    if (table->count < table->room)
        return true;
    if (table->used + 1 < table->count / 2) {
        close_gaps(table);
        return true;
    }
    size_t room = table->room ? table->room * 2 : LEAST_SLOTS;
    if (!heap_room(py->heap, (room - table->room) * sizeof *table->entries))
        return false;
    table->entries = mem_resize_array(table->entries, room, sizeof *table->entries);
    heap_note(py->heap, (int64_t)((room - table->room) * sizeof *table->entries));
    table->room = room;
    return true;
}

bool table_put(Python *py, Table *table, TableUse use, Value key, Value value)
{
    uint64_t hash;
    bool fixed;
    Found found;
    if (!value_hash(py, key, &use, &hash, &fixed) || !python_work(py, 1)
        || (!table->slots && !resize(py, table, 0)) || !search(py, table, key, hash, &found))
        return false;
    if (found.entry) {
        found.entry->value = value;
        return true;
    }
    if (!reserve_entry(py, table))
        return false;
    bool reused = table->slots[found.slot] != 0;
    table->entries[table->count] = (TableEntry){hash, key, value, !fixed};
    table->slots[found.slot] = (uint32_t)++table->count;
    table->fill += !reused;
    table->used++;
    table->loose += !fixed;
    if (reused || table->fill * 5 < table->mask * 3)
        return true;
    return resize(py, table, table->used > MANY ? table->used * 2 : table->used * 4);
}

/* --- putting all of one into another --- */

static bool copy_whole(Python *py, Table *into, const Table *from)
{
    if (!heap_room(py->heap, from->room * sizeof *from->entries)
        || !python_work(py, from->count / 8))
        return false;
    into->entries = mem_resize_array(into->entries, from->room, sizeof *into->entries);
    heap_note(py->heap, (int64_t)((from->room - into->room) * sizeof *into->entries));
    into->room = from->room;
    memcpy(into->entries, from->entries, from->count * sizeof *from->entries);
    memcpy(into->slots, from->slots, (from->mask + 1) * sizeof *from->slots);
    into->count = from->count;
    into->fill = into->used = from->used;
    into->loose = from->loose;
    return true;
}

/* An empty set takes the others in the order of their slots, without asking whether they are new;
 * so a copy may walk in another order than what it is a copy of. */
static bool fill_clean(Python *py, Table *into, const Table *from)
{
    size_t at = 0;
    for (const TableEntry *entry; (entry = set_next(from, &at));) {
        if (!reserve_entry(py, into) || !python_work(py, 1))
            return false;
        into->entries[into->count++] = *entry;
        put_clean(into, (uint32_t)into->count);
        into->fill++;
        into->used++;
        into->loose += entry->loose;
    }
    return true;
}

bool set_merge(Python *py, Table *into, const Table *from)
{
    size_t at = 0;
    if (into == from || from->used == 0)
        return true;
    if (!into->slots && !resize(py, into, 0))
        return false;
    if ((into->fill + from->used) * 5 >= into->mask * 3
        && !resize(py, into, (into->used + from->used) * 2))
        return false;
    if (into->fill == 0 && into->count == 0)
        return into->mask == from->mask && from->fill == from->used ? copy_whole(py, into, from)
                                                                    : fill_clean(py, into, from);
    for (const TableEntry *entry; (entry = set_next(from, &at));)
        if (!table_put(py, into, TABLE_SET, entry->key, NONE_VALUE))
            return false;
    return true;
}

void table_take_at(Table *table, TableEntry *entry)
{
    table->loose -= entry->loose;
    entry->key = (Value){.tag = V_UNSET};
    entry->value = NONE_VALUE;
    table->used--;
}

bool table_take(Python *py, Table *table, TableUse use, Value key, TableEntry *taken, bool *found)
{
    TableEntry *entry;
    if (!table_find(py, table, use, key, &entry))
        return false;
    *found = entry != NULL;
    if (entry) {
        *taken = *entry;
        table_take_at(table, entry);
    }
    return true;
}

void table_clear(Python *py, Table *table)
{
    heap_note(py->heap, -(int64_t)(table->room * sizeof *table->entries
                                   + (table->slots ? (table->mask + 1) * 4 : 0)));
    mem_free(table->entries);
    mem_free(table->slots);
    *table = (Table){.is_dict = table->is_dict};
}

/* --- walking --- */

const TableEntry *table_next(const Table *table, size_t *at)
{
    while (*at < table->count) {
        const TableEntry *entry = &table->entries[(*at)++];
        if (entry->key.tag != V_UNSET)
            return entry;
    }
    return NULL;
}

const TableEntry *set_next(const Table *table, size_t *at)
{
    if (table->loose)
        return table_next(table, at);
    while (table->slots && *at <= table->mask) {
        uint32_t index = table->slots[(*at)++];
        if (index && table->entries[index - 1].key.tag != V_UNSET)
            return &table->entries[index - 1];
    }
    return NULL;
}

void python_unordered(Python *py, Value set)
{
    const Table *table = table_of(set);
    size_t at = 0;
    if (!py->host->unordered || table->used < 2 || !table->loose)
        return;
    for (const TableEntry *entry; (entry = table_next(table, &at));) {
        if (!value_is(entry->key, OBJ_STR))
            continue; /* tasks and the like walk in the order of their making: documented */
        py->host->unordered(py);
        return;
    }
}

bool sets_within(Python *py, Value a, Value b, bool *within)
{
    size_t at = 0;
    *within = table_of(a)->used <= table_of(b)->used;
    for (const TableEntry *entry; *within && (entry = set_next(table_of(a), &at));) {
        TableEntry *found;
        if (!table_find(py, table_of(b), TABLE_SET, entry->key, &found))
            return false;
        *within = found != NULL;
    }
    return true;
}

void table_visit(Heap *heap, Obj *self)
{
    const Table *table = &((DictObj *)(void *)self)->table;
    for (size_t i = 0; i < table->count; i++) {
        heap_mark_value(heap, table->entries[i].key);
        heap_mark_value(heap, table->entries[i].value);
    }
}

void table_dispose(Python *py, Obj *self)
{
    table_clear(py, &((DictObj *)(void *)self)->table);
}
