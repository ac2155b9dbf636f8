#include "base/names.h"

#include "base/mem.h"

#include <string.h>

/* FNV-1a (Fowler, Noll, Vo). */
static uint32_t hash_of(Str name)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < name.length; i++)
        h = (h ^ (unsigned char)name.at[i]) * UINT64_C(1099511628211);
    return (uint32_t)(h ^ h >> 32);
}

static size_t next_slot(const Names *names, size_t slot)
{
    return (slot + 1) & (names->size - 1);
}

/* Where there is room for one that is not there. */
static size_t free_slot(const Names *names, uint32_t hash)
{
    size_t slot = hash & (names->size - 1);
    while (names->table[slot])
        slot = next_slot(names, slot);
    return slot;
}

uint32_t names_find(const Names *names, Str name)
{
    if (names->size == 0)
        return NAMES_NONE;
    uint32_t hash = hash_of(name), index;
    for (size_t slot = hash & (names->size - 1); (index = names->table[slot]);
         slot = next_slot(names, slot)) {
        const NamesEntry *entry = &names->entries.items[index - 1];
        if (entry->hash == hash && str_equal(entry->name, name))
            return entry->value;
    }
    return NAMES_NONE;
}

static void grow(Names *names)
{
    mem_free(names->table);
    names->size = names->size ? names->size * 2 : 16;
    names->table = mem_new(names->size * sizeof *names->table);
    for (size_t i = 0; i < names->entries.count; i++)
        names->table[free_slot(names, names->entries.items[i].hash)] = (uint32_t)i + 1;
}

void names_add(Names *names, Str name, uint32_t value)
{
    if ((names->entries.count + 1) * 2 > names->size)
        grow(names);
    uint32_t hash = hash_of(name);
    array_push(&names->entries, (NamesEntry){name, value, hash});
    names->table[free_slot(names, hash)] = (uint32_t)names->entries.count;
}

void names_free(Names *names)
{
    array_free(&names->entries);
    mem_free(names->table);
    *names = (Names){0};
}
