/* What is sure to go wrong in a run and can be seen without one: a coroutine taken for its result,
 * a list that is awaited, a name that is used above the line that binds it. */
#ifndef STEPS_SENSE_H
#define STEPS_SENSE_H

#include "scenario/scenario.h"

/* Adds warnings, in the order of the file: Python would run such a program, up to there. And errors
 * for what Python has and the language has not (attributes.h). */
void steps_sense(const Scenario *scenario, Diags *diags);

/* The same in pieces: goes on by about `budget` of work (base/budget.h), true at the end. It may be
 * ended at any time. */
typedef struct Sensing Sensing;
Sensing *sensing_begin(const Scenario *scenario, Diags *diags);
bool sensing_advance(Sensing *sensing, uint64_t *budget);
void sensing_end(Sensing *sensing); /* NULL is fine */

#endif
