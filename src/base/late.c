#include "base/late.h"

#include "base/undo.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_NO_LIBRARY = 127 };

__attribute__((noreturn)) static void missing(void)
{
    undo_all();
    fprintf(stderr, "interleave: error while loading shared libraries: %s\n", dlerror());
    exit(EXIT_NO_LIBRARY);
}

void late_open(const char *file, const char *const *names, size_t count, void *table)
{
    void *first, *found;
    memcpy(&first, table, sizeof first);
    if (first)
        return;
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (!library)
        missing();
    for (size_t i = count; i-- > 0;) { /* the first one last: it says that all are there */
        if (!(found = dlsym(library, names[i])))
            missing();
        memcpy((char *)table + i * sizeof found, &found, sizeof found);
    }
}
