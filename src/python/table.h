/* The table behind dict and set: entries in the order of their coming, and slots that find them.
 *
 * The slots are probed, filled and grown as CPython 3.14's set does it (Objects/setobject.c: nine
 * linear probes, then a perturbed jump; grown to four times the used ones at three fifths), so that
 * a set of numbers walks in the order that Python gives it. Text and objects have another hash in
 * each run of Python: a set with one of them walks in the order of coming. */
#ifndef PYTHON_TABLE_H
#define PYTHON_TABLE_H

#include "python/value.h"

typedef struct TableEntry {
    uint64_t hash;
    Value key, value; /* key V_UNSET: taken out */
    bool loose;       /* Python does not fix its hash */
} TableEntry;

typedef struct Table {
    TableEntry *entries;
    uint32_t *slots; /* index + 1 into entries; mask + 1 of them */
    size_t count, room; /* of entries, those taken out included */
    size_t mask, fill, used, finger;
    size_t loose; /* of its keys */
    bool is_dict; /* walked as they came, so what a slot says may be made anew from the entries */
} Table;

typedef enum TableUse { TABLE_DICT, TABLE_SET } TableUse; /* for the words of a TypeError */

typedef struct DictObj { /* OBJ_DICT, OBJ_SET */
    Obj obj;
    Table table;
} DictObj;

static inline Table *table_of(Value value)
{
    return &((DictObj *)(void *)value.o)->table;
}

/* Python's hash; *fixed: it is the same in each run of Python. TypeError where it has none; `use`
 * NULL: plainly `unhashable type`. */
bool value_hash(Python *py, Value value, const TableUse *use, uint64_t *hash, bool *fixed);

/* *entry NULL where it is not there. */
bool table_find(Python *py, Table *table, TableUse use, Value key, TableEntry **entry);
bool table_put(Python *py, Table *table, TableUse use, Value key, Value value);
bool table_take(Python *py, Table *table, TableUse use, Value key, TableEntry *taken, bool *found);
/* Puts the keys of one set into another, which grows and orders them as Python's does. */
bool set_merge(Python *py, Table *into, const Table *from);
void table_take_at(Table *table, TableEntry *entry);
void table_clear(Python *py, Table *table);

/* Walks the entries as they came, `slots` as Python's set has them; *at begins with 0. NULL at the
 * end. */
const TableEntry *table_next(const Table *table, size_t *at);
const TableEntry *set_next(const Table *table, size_t *at);

void table_visit(Heap *heap, Obj *self);
void table_dispose(Python *py, Obj *self);

Value dict_make(Python *py);
Value set_make(Python *py);
bool set_add(Python *py, Value set, Value item);
bool set_update(Python *py, Value set, Value iterable);
bool dict_update(Python *py, Value dict, Value from); /* a dict, or pairs */
/* `a op b` of two sets: | & - ^ by their letters, as Python goes about it. */
bool set_combine(Python *py, char op, Value a, Value b, Value *result);

/* keys() and items(), which can do what sets can. */
bool view_is_set(Value value);
bool view_to_set(Python *py, Value value, Value *set); /* a set as it is, else a new one of its items */
size_t view_size(Value value); /* of a set, too */
bool view_within(Python *py, Value a, Value b, bool *within); /* of sets, too */
/* Each pair of dict `a` is in dict `b`. */
bool dict_within(Python *py, Value a, Value b, bool *within);
/* `a op b`, one of which is such a view, the other any iterable. */
bool view_combine(Python *py, char op, Value a, Value b, Value *result);

#endif
