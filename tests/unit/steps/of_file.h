/* A scenario of a file that has no mistakes; the caller frees it. */
#ifndef TESTS_UNIT_STEPS_OF_FILE_H
#define TESTS_UNIT_STEPS_OF_FILE_H

#include "base/file.h"
#include "steps/steps.h"

static inline Scenario *scenario_of_file(const char *path)
{
    Builder text = {0};
    FileError error;
    Diags diags = {0};
    assert_true(file_read(path, SCENARIO_MAX_BYTES, &text, &error));
    Scenario *scenario = scenario_load(str_of(path), builder_view(&text), step_specs,
                                       step_verb_count, &diags);
    assert_non_null(scenario);
    diags_free(&diags);
    builder_free(&text);
    return scenario;
}

#endif
