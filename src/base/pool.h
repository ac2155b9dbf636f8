/* Pieces of memory of one size, which are used again and given back to the system all at once. The
 * first few are asked for one by one; of more, blocks are made (mem_block), since a page that is
 * touched first costs more than what is done with it. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/array.h"

/* Begin with the size of a piece: `{.size = 64 * 1024}`; no more than MEM_BLOCK. */
typedef struct Pool {
    size_t size;
    void *spare;             /* pieces that were given back, each begins with the next */
    unsigned char *at, *end; /* of the last block, what is left */
    ARRAY(void *) memory;    /* what to free */
} Pool;

void *pool_take(Pool *pool); /* not zeroed. Never NULL */
void pool_give(Pool *pool, void *piece);
void pool_free(Pool *pool); /* all pieces, wherever they are */

#endif
