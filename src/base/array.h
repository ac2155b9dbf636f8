/* A growing array of any type: declare `ARRAY(Event) events;`, zero-initialise, push.
 * Doubles when full, so elements move: keep indices, not pointers. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/mem.h"

#include <stddef.h>
#include <stdint.h>

#define ARRAY(Type)                                                                                \
    struct {                                                                                       \
        Type *items;                                                                               \
        size_t count, room;                                                                        \
    }

/* Makes room for one more and evaluates to a pointer to it, zeroed by nobody. */
#define array_add(array)                                                                           \
    ((array)->count == (array)->room                                                               \
         ? ((array)->items = mem_resize_array((array)->items,                                      \
                                              ((array)->room = (array)->room ? (array)->room * 2   \
                                                                             : 8),                 \
                                              sizeof *(array)->items))                             \
         : (array)->items,                                                                         \
     &(array)->items[(array)->count++])

#define array_push(array, ...) (*array_add(array) = (__VA_ARGS__))

#define array_free(array) (mem_free((array)->items), (array)->items = NULL,                        \
                           (array)->count = (array)->room = 0)

#endif
