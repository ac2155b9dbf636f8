/* What stands where it can't be, found before the run: attributes and methods that the language has
 * not, where the name alone tells; async generators anywhere but behind an async_for. */
#ifndef STEPS_ATTRIBUTES_H
#define STEPS_ATTRIBUTES_H

#include "scenario/scenario.h"

/* Errors for both; warnings for slips that are near to a name. */
void steps_attributes(const Scenario *scenario, Diags *diags);

#endif
