/* A scenario's text: scanned, loaded, what is wrong told in every form, mended, and read again. */
#include "lesson/lesson.h"
#include "scenario/predictions.h"
#include "steps/steps.h"

#include "target.h"

static void tell(const Diags *diags, const Source *source)
{
    Builder out = {0};
    for (DiagFormat format = DIAG_HUMAN; format <= DIAG_JSON; format++)
        diags_render(diags, source, format, false, &out);
    MUST(utf8_valid(builder_view(&out)));
    builder_free(&out);
}

static void load(Str text)
{
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("a.json"), text, step_specs, step_verb_count, &diags);
    MUST(scenario || diags.errors);
    tell(&diags, &(Source){STR("a.json"), text});
    if (scenario) {
        Builder out = {0};
        scenario_dump(&out, scenario);
        builder_free(&out);
    }
    scenario_free(scenario);
    diags_free(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = {(const char *)data, size};
    Builder mended = {0};
    load(text);
    if (lesson_mend(STR("a.json"), text, &mended))
        load(builder_view(&mended));
    builder_free(&mended);
    Diags diags = {0};
    Predictions predictions = {0};
    predictions_load(&predictions, STR("a.json"), text, &diags);
    predictions_free(&predictions);
    diags_free(&diags);
    return 0;
}
