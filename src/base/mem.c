#define _DEFAULT_SOURCE /* madvise */
#include "base/mem.h"

#include "base/budget.h"
#include "base/mem_inside.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
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

static void *blocks_of(size_t size)
{
    void *block = must_fail() ? NULL : aligned_alloc(MEM_BLOCK, size);
    if (!block)
        mem_exhausted(size);
#ifdef MADV_HUGEPAGE
    (void)madvise(block, size, MADV_HUGEPAGE); /* else it is as good, but slower */
#endif
    return block;
}

void *mem_block(void)
{
    return blocks_of(MEM_BLOCK);
}

void *mem_large(size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - MEM_BLOCK) / size)
        mem_exhausted(SIZE_MAX);
    size_t bytes = count * size, whole = (bytes + MEM_BLOCK - 1) / MEM_BLOCK * MEM_BLOCK;
    bool wastes = bytes == 0 || whole - bytes > bytes / 8;
    return wastes ? mem_resize(NULL, bytes) : blocks_of(whole);
}

void mem_free(void *block)
{
    free(block);
}

void *mem_free_on(void *block, size_t *size, uint64_t *budget)
{
    enum { BYTES_A_UNIT = 1024 };
    size_t units = (*size + BYTES_A_UNIT - 1) / BYTES_A_UNIT;
    if (units > *budget) {
        size_t left = *size - (size_t)*budget * BYTES_A_UNIT;
        *size = left > MEM_LAST ? left : MEM_LAST;
        *budget = 0;
        return mem_resize(block, *size);
    }
    budget_spend(budget, units);
    mem_free(block);
    *size = 0;
    return NULL;
}

void mem_large_apart(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, MEM_APART); /* else it rises with what is freed, to 32 MiB */
#endif
}

void mem_fail_at(unsigned long n)
{
    fail_countdown = n;
}
