/* Each recorded scenario's trace keeps every invariant, and is the same byte for byte when the
 * collector works at every chance, and when it is run in slices of a few steps. (What it has to say
 * is tests/trace_match's matter.) */
#include "sim/sim.h"
#include "steps/steps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>

#include "of_file.h"

/* How many slices that took. */
static size_t play(const Scenario *scenario, uint32_t timeline, bool collect_always, uint64_t slice,
                   Builder *out)
{
    SimOptions options = {.collect_always = collect_always};
    Run *run = sim_begin(scenario, timeline, step_ops, &options, NULL);
    size_t slices = 1;
    while (!sim_advance(run, slice))
        slices++;
    Trace *trace = sim_end(run);
    Builder why = {0};
    if (!trace_check(trace, &why))
        fail_msg("%.*s: %s", (int)scenario->source.name.length, scenario->source.name.at, why.at);
    trace_dump(out, trace, timeline);
    builder_free(&why);
    trace_free(trace);
    return slices;
}

/* Whole, with a collector that is always at work, in slices of so many steps: how many were needed. */
static size_t same_however_it_goes(const Scenario *scenario, uint32_t timeline, uint64_t slice)
{
    Builder whole = {0}, always = {0}, sliced = {0};
    play(scenario, timeline, false, UINT64_MAX, &whole);
    play(scenario, timeline, true, UINT64_MAX, &always);
    size_t slices = play(scenario, timeline, false, slice, &sliced);
    assert_string_equal(whole.at, always.at);
    assert_string_equal(whole.at, sliced.at);
    builder_free(&whole);
    builder_free(&always);
    builder_free(&sliced);
    return slices;
}

static void check_file(const char *path)
{
    Scenario *scenario = scenario_of_file(path);
    for (uint32_t i = 0; i < scenario->timeline_count; i++) {
        same_however_it_goes(scenario, i, 1 + i % 3);
    }
    scenario_free(scenario);
}

static void invariants_hold(void **state)
{
    (void)state;
    glob_t files;
    assert_int_equal(glob(SOURCE_DIR "/tests/traces/*.json", 0, NULL, &files), 0);
    assert_int_equal(glob(SOURCE_DIR "/tests/corners/*.json", GLOB_APPEND, NULL, &files), 0);
    assert_true(files.gl_pathc > 100);
    for (size_t i = 0; i < files.gl_pathc; i++)
        check_file(files.gl_pathv[i]);
    globfree(&files);
}

/* 2,048 calls and as many tasks are made in one step; so are those that the others show. */
static void a_gather_is_left_in_its_middle(void **state)
{
    (void)state;
    const Str text = STR(
        "{\"coroutines\": {\"nap()\": [], \"long(n)\": [{\"sleep\": \"n\"}, {\"return\": \"n\"}],"
        " \"many()\": [{\"gather\": \"nap()\", \"for\": \"i in range(2048)\"}],"
        " \"twice()\": [{\"let\": {\"calls\": \"[long(n) for n in range(1500)]\"}},"
        "   {\"gather\": [\"*calls\", \"*calls\", \"long(2)\"], \"as\": \"all\"}, {\"print\": \"{all}\"}],"
        " \"wrong()\": [{\"try\": [{\"gather\": \"long(1 // (1400 - i))\", \"for\": \"i in range(1500)\"}],"
        "   \"except\": {\"ZeroDivisionError\": [{\"sleep\": 1}]}}],"
        " \"odd()\": [{\"try\": [{\"gather\": \"[long(0), 5][i // 1400]\", \"for\": \"i in range(1500)\"}],"
        "   \"except\": {\"TypeError\": [{\"sleep\": 1}]}}]},"
        " \"timelines\": [{\"run\": \"many()\"}, {\"run\": \"twice()\"}, {\"run\": \"wrong()\"},"
        "                {\"run\": \"odd()\"}]}");
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("gather.json"), text, step_specs, step_verb_count, &diags);
    assert_non_null(scenario);
    for (uint32_t i = 0; i < scenario->timeline_count; i++) {
        assert_true(same_however_it_goes(scenario, i, 512) >= (i == 0 ? 14 : 3));
    }
    scenario_free(scenario);
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(invariants_hold),
                                       cmocka_unit_test(a_gather_is_left_in_its_middle)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
