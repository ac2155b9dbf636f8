#include "base/mem.h"

#include "base/undo.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static MemExhausted on_exhausted;
static unsigned long fail_countdown;

static void exhausted(size_t size)
{
    if (on_exhausted)
        on_exhausted(size);
    undo_all();
    fprintf(stderr, "interleave: error: out of memory (%zu more bytes were needed)\n", size);
    exit(3);
}

static int must_fail(void)
{
    return fail_countdown && --fail_countdown == 0;
}

void *mem_new(size_t size)
{
    void *block = must_fail() ? NULL : calloc(1, size ? size : 1);
    if (!block)
        exhausted(size);
    return block;
}

void *mem_resize(void *old, size_t size)
{
    void *block = must_fail() ? NULL : realloc(old, size ? size : 1);
    if (!block)
        exhausted(size);
    return block;
}

void *mem_resize_array(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        exhausted(SIZE_MAX);
    return mem_resize(old, count * size);
}

void mem_free(void *block)
{
    free(block);
}

void mem_on_exhausted(MemExhausted handler)
{
    on_exhausted = handler;
}

void mem_fail_at(unsigned long n)
{
    fail_countdown = n;
}
