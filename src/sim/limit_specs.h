/* The table of limits: limits.def. */
#ifndef SIM_LIMIT_SPECS_H
#define SIM_LIMIT_SPECS_H

#include <stdint.h>

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

#endif
