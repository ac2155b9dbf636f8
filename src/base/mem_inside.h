/* How running out of memory ends. Private to base/. */
#ifndef BASE_MEM_INSIDE_H
#define BASE_MEM_INSIDE_H

#include <stddef.h>

/* Does not return. */
void mem_exhausted(size_t size);

/* A library found no memory, and may hold locks: what is begun is undone, and nothing else. Does not
 * return. */
void mem_exhausted_elsewhere(size_t size);

#endif
