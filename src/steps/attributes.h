/* What stands where it can't be, found before the run: attributes and methods that the language has
 * not, where the name alone tells; async generators anywhere but behind an async_for. */
#ifndef STEPS_ATTRIBUTES_H
#define STEPS_ATTRIBUTES_H

#include "scenario/scenario.h"

/* Errors for both; warnings for slips that are near to a name. First all shared names, then each step
 * that is handed over, at the end the timelines. */
typedef struct Search Search;
Search *attributes_begin(const Scenario *scenario, Diags *diags);
void attributes_step(Search *search, const Step *step);
void attributes_end(Search *search);

#endif
