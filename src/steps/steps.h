/* steps/: the step verbs, one file each: what it may say, how it runs, the Python it stands for.
 * In: a Step. Out: what it does in a run, and its line of Python.
 *
 * The step verbs. A verb is one file here and one line in steps.def; the file defines a
 * `const StepVerb verb_NAME` that holds what the verb may say, how it runs, and the Python it
 * stands for. null.c is the template. */
#ifndef STEPS_STEPS_H
#define STEPS_STEPS_H

#include "listing/listing.h"
#include "scenario/verb.h"
#include "sim/step.h"

typedef struct StepVerb {
    VerbSpec spec;
    StepOps ops;
    ListingWrite write;
} StepVerb;

#define VERB(name) extern const StepVerb verb_##name;
#include "steps/steps.def"
#undef VERB

/* What scenario_load and sim_run take, in the order of steps.def ... */
extern const VerbSpec *const step_specs[];
extern const StepOps *const step_ops[];
extern const size_t step_verb_count;

/* ... and what listing_make takes: writes any step, by its verb. */
void step_write(ListingWriter *writer, const Step *step);

#endif
