/* All that was raised in a run, in an order in which one of many is found without a walk. */
#ifndef LESSON_RAISES_H
#define LESSON_RAISES_H

#include "trace/trace.h"

typedef struct Raise {
    Str text;
    uint32_t raised, place;
    size_t at; /* the event */
} Raise;

/* array_free when done. */
typedef struct Raises {
    const Trace *trace;
    Raise *items;
    size_t count, room;
} Raises;

/* For raises_last: the last event that raised something with this text, in `task` if it did there;
 * SIZE_MAX if none did. */
Raises raises_by_text(const Trace *trace);
size_t raises_last(const Raises *raises, Str text, uint32_t task);

/* For raises_before: the event that raised, at the same place, what the INSIDE at `index` tells of:
 * the last one before it, or one so many further back as `later` says. SIZE_MAX if none did. */
Raises raises_by_place(const Trace *trace);
size_t raises_before(const Raises *raises, size_t index, size_t later);

#endif
