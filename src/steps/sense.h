/* What is sure to go wrong in a run and can be seen without one: a coroutine taken for its result,
 * a list that is awaited, a name that is used above the line that binds it. */
#ifndef STEPS_SENSE_H
#define STEPS_SENSE_H

#include "scenario/scenario.h"

/* Adds warnings, in the order of the file: Python would run such a program, up to there. And errors
 * for what Python has and the language has not (attributes.h). */
void steps_sense(const Scenario *scenario, Diags *diags);

#endif
