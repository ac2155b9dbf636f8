/* The one list of verbs, three times: as the tables that loading, running and writing take. */
#include "steps/steps.h"

const VerbSpec *const step_specs[] = {
#define VERB(name) &verb_##name.spec,
#include "steps/steps.def"
#undef VERB
};

const StepOps *const step_ops[] = {
#define VERB(name) &verb_##name.ops,
#include "steps/steps.def"
#undef VERB
};

void step_write(ListingWriter *writer, const Step *step)
{
    static const StepVerb *const verbs[] = {
#define VERB(name) &verb_##name,
#include "steps/steps.def"
#undef VERB
    };
    verbs[step->verb_index]->write(writer, step);
}

const size_t step_verb_count = sizeof step_specs / sizeof *step_specs;
