/* Python's values on their own: no loop, no tasks, one root. */
#ifndef TESTS_BARE_PYTHON_H
#define TESTS_BARE_PYTHON_H

#include "python/plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct BarePython {
    Python py; /* first */
    Value kept; /* what the collector finds alive */
} BarePython;

static inline void bare_visit(Heap *heap, Python *py)
{
    heap_mark_value(heap, ((BarePython *)(void *)py)->kept);
}

static const ObjType *const bare_types[] = {PLAIN_TYPES};
static const Function bare_functions[BUILTIN_BASE_EXCEPTION];
static const Host bare_host = {
    .types = bare_types,
    .functions = bare_functions,
    .visit_roots = bare_visit,
};

static inline void bare_begin(BarePython *bare, size_t max_bytes)
{
    *bare = (BarePython){.py = {.host = &bare_host, .max_bytes = max_bytes,
                                .max_steps = UINT64_MAX}};
    bare->py.heap = heap_new(&bare->py);
}

static inline void bare_end(BarePython *bare)
{
    heap_free(bare->py.heap);
}

#endif
