/* Lines and columns of all steps, in one walk over the text that can stop anywhere. */
#ifndef SCENARIO_TREE_LINES_H
#define SCENARIO_TREE_LINES_H

#include "scenario/scenario.h"

typedef struct Lines {
    uint32_t next;   /* step, by its index; they are in the order of the file */
    uint32_t open[SCENARIO_MAX_DEPTH], depth; /* steps that have begun, by their indices */
    uint32_t walked; /* bytes */
    LineColumn at;   /* there */
} Lines;

/* Fills in `places`, one of each step. A zero-initialised Lines begins; true at the end. */
bool lines_advance(Lines *lines, Str text, Step *const *steps, size_t count, StepPlace *places,
                   uint64_t *budget);

#endif
