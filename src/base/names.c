#include "base/names.h"

#include "base/mem.h"

#include <string.h>

/* FNV-1a (Fowler, Noll, Vo). */
static size_t hash(Str name)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < name.length; i++)
        h = (h ^ (unsigned char)name.at[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 32);
}

static size_t slot_of(const Names *names, Str name)
{
    size_t slot = hash(name) & (names->size - 1);
    uint32_t index;
    while ((index = names->table[slot])
           && !str_equal(names->entries.items[index - 1].name, name))
        slot = (slot + 1) & (names->size - 1);
    return slot;
}

uint32_t names_find(const Names *names, Str name)
{
    if (names->size == 0)
        return NAMES_NONE;
    uint32_t index = names->table[slot_of(names, name)];
    return index ? names->entries.items[index - 1].value : NAMES_NONE;
}

static void grow(Names *names)
{
    mem_free(names->table);
    names->size = names->size ? names->size * 2 : 16;
    names->table = mem_new(names->size * sizeof *names->table);
    for (size_t i = 0; i < names->entries.count; i++)
        names->table[slot_of(names, names->entries.items[i].name)] = (uint32_t)i + 1;
}

void names_add(Names *names, Str name, uint32_t value)
{
    if ((names->entries.count + 1) * 2 > names->size)
        grow(names);
    size_t slot = slot_of(names, name);
    array_push(&names->entries, (NamesEntry){name, value});
    names->table[slot] = (uint32_t)names->entries.count;
}

void names_free(Names *names)
{
    array_free(&names->entries);
    mem_free(names->table);
    *names = (Names){0};
}
