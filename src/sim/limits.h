/* How much a run may do. Everything is counted and nothing measured, so that a run comes to its
 * limit at the same place on every machine. */
#ifndef SIM_LIMITS_H
#define SIM_LIMITS_H

#include "sim/loop.h"

typedef enum LimitId {
#define LIMIT(ID, value, name, words) LIMIT_##ID,
#include "sim/limits.def"
#undef LIMIT
    LIMIT_COUNT
} LimitId;

typedef struct LimitSpec {
    uint64_t value;
    const char *name;  /* of what is counted */
    const char *words; /* how to have more, or what else there is to say */
} LimitSpec;

extern const LimitSpec limit_specs[LIMIT_COUNT];

/* Sets the run's limits; what `options` leaves out is the table's. */
void limits_begin(Run *run, const SimOptions *options);

/* A step begins, a task had its turn, a line is printed: one more. False at the limit. */
bool limits_step(Run *run);
bool limits_turn(Run *run);
bool limits_print(Run *run);

/* The run is to be seen until a moment that is past: ends it there. Always false. */
bool limits_until(Run *run);

/* The step to name beside the message: the loop that goes round, or the step itself. */
uint32_t limits_place(const Run *run);

#endif
