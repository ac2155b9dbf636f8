#include "lesson/lesson.h"
#include "steps/steps.h"

size_t lesson_mend_once(Str name, Str text, Builder *out)
{
    Diags diags = {0};
    if (!lesson_is_scenario(name, text))
        return 0;
    Scenario *scenario = scenario_load(name, text, step_specs, step_verb_count, &diags);
    size_t mended = diags_mend(&diags, text, out);
    scenario_free(scenario);
    diags_free(&diags);
    return mended;
}

size_t lesson_mend(Str name, Str text, Builder *out)
{
    size_t all = 0, mended = 1;
    for (int look = 0; look < LESSON_MEND_LOOKS && mended; look++) {
        Builder next = {0};
        mended = lesson_mend_once(name, all ? builder_view(out) : text, &next);
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
