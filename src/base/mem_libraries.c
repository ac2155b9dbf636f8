/* What libraries ask the C library for. Theirs is the same memory, and running out of it ends in the
 * same place: FreeType, HarfBuzz and fontconfig would go on with what they have, and paint another
 * picture.
 *
 * Not where AddressSanitizer puts its own in this place. */
#define _GNU_SOURCE
#include "base/mem_inside.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifndef __SANITIZE_ADDRESS__

#include <dlfcn.h>
#include <stdint.h>

#define EXPORTED __attribute__((visibility("default")))

/* So much is asked for only by those who want to hear that there is not. */
static const size_t most = SIZE_MAX / 4;

typedef void *(*Take)(size_t size);
typedef void *(*TakeZeroed)(size_t count, size_t size);
typedef void *(*TakeAgain)(void *old, size_t size);

/* The next in the line of libraries: the C library, or what a test put before it. */
static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

EXPORTED void *malloc(size_t size)
{
    static Take take;
    if (!take)
        *(void **)&take = next("malloc");
    void *block = take(size);
    if (!block && size && size < most)
        mem_exhausted_elsewhere(size);
    return block;
}

EXPORTED void *calloc(size_t count, size_t size)
{
    static TakeZeroed take;
    if (!take)
        *(void **)&take = next("calloc");
    void *block = take(count, size);
    if (!block && count && size && count < most / size)
        mem_exhausted_elsewhere(count * size);
    return block;
}

EXPORTED void *realloc(void *old, size_t size)
{
    static TakeAgain take;
    if (!take)
        *(void **)&take = next("realloc");
    void *block = take(old, size);
    if (!block && size && size < most)
        mem_exhausted_elsewhere(size);
    return block;
}

#endif
