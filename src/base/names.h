/* A table from names to numbers, by open addressing: loading takes time in proportion to the file
 * however many names it has. */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include "base/array.h"
#include "base/str.h"

typedef struct NamesEntry {
    Str name; /* not owned */
    uint32_t value, hash;
} NamesEntry;

/* Zero-initialised is empty; names_free when done. */
typedef struct Names {
    ARRAY(NamesEntry) entries; /* in the order of adding */
    uint32_t *table;           /* index + 1 into entries, 0 for free */
    size_t size;               /* a power of two */
} Names;

#define NAMES_NONE UINT32_MAX

uint32_t names_find(const Names *names, Str name); /* its value, or NAMES_NONE */
void names_add(Names *names, Str name, uint32_t value); /* the name must be new */
void names_free(Names *names);

#endif
