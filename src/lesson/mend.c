#include "lesson/lesson.h"
#include "steps/steps.h"

/* A look shows more once what it showed before is mended, though seldom and never for long. */
enum { MOST_LOOKS = 16 };

static size_t mend_once(Str name, Str text, Builder *out)
{
    Diags diags = {0};
    Scenario *scenario = scenario_load(name, text, step_specs, step_verb_count, &diags);
    size_t mended = diags_mend(&diags, text, out);
    scenario_free(scenario);
    diags_free(&diags);
    return mended;
}

size_t lesson_mend(Str name, Str text, Builder *out)
{
    size_t all = 0, mended = lesson_is_scenario(name, text);
    for (int look = 0; look < MOST_LOOKS && mended; look++) {
        Builder next = {0};
        mended = mend_once(name, all ? builder_view(out) : text, &next);
        all += mended;
        if (mended) {
            builder_free(out);
            *out = next;
        } else {
            builder_free(&next);
        }
    }
    return all;
}
