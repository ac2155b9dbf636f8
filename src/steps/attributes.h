/* Attributes and methods that the language has not, found before the run where the name alone tells. */
#ifndef STEPS_ATTRIBUTES_H
#define STEPS_ATTRIBUTES_H

#include "scenario/scenario.h"

/* Errors for names that Python has and no value here; warnings for slips that are near to one. */
void steps_attributes(const Scenario *scenario, Diags *diags);

#endif
