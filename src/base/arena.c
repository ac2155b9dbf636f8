#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdio.h>
#include <string.h>

struct ArenaChunk {
    ArenaChunk *older;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024 };

static ArenaChunk *chunk_for(Arena *arena, size_t size)
{
    size_t room = arena->newest ? arena->newest->size * 2 : FIRST_CHUNK;
    if (room > LARGEST_CHUNK)
        room = LARGEST_CHUNK;
    if (room < size)
        room = size;
    ArenaChunk *chunk = mem_resize(NULL, sizeof *chunk + room);
    *chunk = (ArenaChunk){.older = arena->newest, .size = room};
    arena->newest = chunk;
    return chunk;
}

/* Where the last one ended. */
static void *take(Arena *arena, size_t size)
{
    ArenaChunk *chunk = arena->newest;
    if (!chunk || chunk->used > chunk->size || chunk->size - chunk->used < size)
        chunk = chunk_for(arena, size);
    void *block = chunk->bytes + chunk->used;
    chunk->used += size;
    arena->bytes += size;
    return block;
}

/* A chunk of its own, whose pages the system clears when they are touched: not all of them now. */
static void *take_large(Arena *arena, size_t size)
{
    ArenaChunk *chunk = mem_new(sizeof *chunk + size);
    ArenaChunk **place = arena->newest ? &arena->newest->older : &arena->newest;
    *chunk = (ArenaChunk){.older = *place, .used = size, .size = size};
    *place = chunk;
    arena->bytes += size;
    return chunk->bytes;
}

void *arena_alloc(Arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        return mem_resize_array(NULL, SIZE_MAX, 2); /* ends in the out-of-memory message */
    if (size > LARGEST_CHUNK)
        return take_large(arena, size);
    if (arena->newest)
        arena->newest->used = (arena->newest->used + align - 1) & ~(align - 1);
    return memset(take(arena, size), 0, size);
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        return arena_alloc(arena, SIZE_MAX);
    return arena_alloc(arena, count * size);
}

char *arena_copy(Arena *arena, const char *text, size_t length)
{
    char *copy = take(arena, length + 1);
    copy[length] = '\0';
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_vprintf(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

void arena_reset(Arena *arena)
{
    ArenaChunk *kept = arena->newest;
    if (!kept)
        return;
    for (ArenaChunk *chunk = kept->older; chunk;) {
        ArenaChunk *older = chunk->older;
        mem_free(chunk);
        chunk = older;
    }
    kept->older = NULL;
    kept->used = 0;
    arena->bytes = 0;
}

void arena_free(Arena *arena)
{
    arena_reset(arena);
    mem_free(arena->newest);
    *arena = (Arena){0};
}

/* The newest first, which lies highest: so each of them goes back to the system by itself. */
bool arena_free_on(Arena *arena, uint64_t *budget)
{
    while (arena->newest && *budget) {
        ArenaChunk *older = arena->newest->older;
        size_t size = sizeof *older + arena->newest->size;
        ArenaChunk *rest = mem_free_on(arena->newest, &size, budget);
        if (rest)
            rest->size = size - sizeof *rest;
        arena->newest = rest ? rest : older;
    }
    if (!arena->newest)
        *arena = (Arena){0};
    return !arena->newest;
}
