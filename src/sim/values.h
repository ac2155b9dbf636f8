/* What names hold, told to the trace as it changes, where the run was asked to (SimOptions.values).
 * It changes nothing else in the run. */
#ifndef SIM_VALUES_H
#define SIM_VALUES_H

#include "sim/loop.h"

typedef struct ValueBook ValueBook;

/* A value's text; false where there is none. */
typedef bool (*WriteValue)(Run *run, Value value, Builder *out);

ValueBook *value_book_new(WriteValue write);
void value_book_free(ValueBook *book); /* NULL is fine */

/* Looks at the shared names, at those of the current task's calls, and at what else can have
 * changed; tells what did. For whenever time may pass or another task may have the floor next.
 * Nothing where it was not asked for. */
void values_look_now(Run *run);
static inline void values_look(Run *run)
{
    if (run->values)
        values_look_now(run);
}

/* The current task is over: its names are gone. */
void values_leave(Run *run);

#endif
