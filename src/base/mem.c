#define _DEFAULT_SOURCE /* madvise */
#include "base/mem.h"

#include "base/mem_inside.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

static unsigned long fail_countdown;

static int must_fail(void)
{
    return fail_countdown && --fail_countdown == 0;
}

void *mem_new(size_t size)
{
    void *block = must_fail() ? NULL : calloc(1, size ? size : 1);
    if (!block)
        mem_exhausted(size);
    return block;
}

void *mem_resize(void *old, size_t size)
{
    void *block = must_fail() ? NULL : realloc(old, size ? size : 1);
    if (!block)
        mem_exhausted(size);
    return block;
}

void *mem_resize_array(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        mem_exhausted(SIZE_MAX);
    return mem_resize(old, count * size);
}

void *mem_block(void)
{
    void *block = must_fail() ? NULL : aligned_alloc(MEM_BLOCK, MEM_BLOCK);
    if (!block)
        mem_exhausted(MEM_BLOCK);
#ifdef MADV_HUGEPAGE
    (void)madvise(block, MEM_BLOCK, MADV_HUGEPAGE); /* else it is as good, but slower */
#endif
    return block;
}

void mem_free(void *block)
{
    free(block);
}

void mem_fail_at(unsigned long n)
{
    fail_countdown = n;
}
