#include "base/pool.h"

#include <string.h>

enum { FEW = 16 };

void *pool_take(Pool *pool)
{
    void *piece = pool->spare;
    if (piece) {
        memcpy(&pool->spare, piece, sizeof pool->spare);
        return piece;
    }
    if (pool->memory.count < FEW) {
        piece = mem_resize(NULL, pool->size);
        array_push(&pool->memory, piece);
        return piece;
    }
    if ((size_t)(pool->end - pool->at) < pool->size) {
        pool->at = mem_block();
        pool->end = pool->at + MEM_BLOCK;
        array_push(&pool->memory, pool->at);
    }
    piece = pool->at;
    pool->at += pool->size;
    return piece;
}

void pool_give(Pool *pool, void *piece)
{
    memcpy(piece, &pool->spare, sizeof pool->spare);
    pool->spare = piece;
}

void pool_free(Pool *pool)
{
    for (size_t i = 0; i < pool->memory.count; i++)
        mem_free(pool->memory.items[i]);
    array_free(&pool->memory);
    *pool = (Pool){.size = pool->size};
}
