/* An arena: memory that is freed all at once. Named for its life: the scenario's, the run's,
 * the frame's. Grows in chunks, so nothing ever moves. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaChunk ArenaChunk;

/* Zero-initialised is an empty, usable arena. */
typedef struct Arena {
    ArenaChunk *newest;
    size_t bytes; /* asked for since the start or the last arena_reset */
} Arena;

/* Zeroed and aligned for any type. Never NULL, also for size 0. */
void *arena_alloc(Arena *arena, size_t size);

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, n) ((Type *)arena_array((arena), (n), sizeof(Type)))
void *arena_array(Arena *arena, size_t count, size_t size);

/* Copies with a NUL behind. */
char *arena_copy(Arena *arena, const char *text, size_t length);
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(Arena *arena, const char *format, va_list arguments);

/* Forgets everything but keeps one chunk for what comes next: for a frame's arena. */
void arena_reset(Arena *arena);

/* Frees everything; the arena is empty and usable again. */
void arena_free(Arena *arena);

/* The same in pieces, by about `budget` of work (base/budget.h). True when all is freed; until then
 * nothing else may be done with the arena. */
bool arena_free_on(Arena *arena, uint64_t *budget);

#endif
