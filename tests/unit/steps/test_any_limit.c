/* Wherever in a run its limit falls, of work, of memory or of time, the run ends there, and its trace
 * keeps every invariant: looked at in every corner of asyncio that is kept. */
#include "sim/loop.h"
#include "sim/sim.h"
#include "steps/steps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>

#include "of_file.h"

typedef struct Played {
    const Scenario *scenario;
    uint32_t timeline;
} Played;

/* Whether it ended at the limit. */
static bool ends_at_limit(const Played *played, Run *run)
{
    while (!sim_advance(run, UINT64_MAX))
        continue;
    Trace *trace = sim_end(run);
    Outcome outcome = trace_ending(trace).outcome;
    Builder why = {0};
    if (!trace_check(trace, &why))
        fail_msg("%.*s: %s", (int)played->scenario->source.name.length,
                 played->scenario->source.name.at, why.at);
    builder_free(&why);
    trace_free(trace);
    return outcome == OUTCOME_LIMIT || outcome == OUTCOME_UNTIL;
}

static Run *begin(const Played *played, SimOptions options)
{
    return sim_begin(played->scenario, played->timeline, step_ops, &options, NULL);
}

static size_t after_any_work(const Played *played)
{
    enum { MOST = 600 };
    size_t places = 0;
    for (bool fell = true; fell && places < MOST; places += fell) {
        Run *run = begin(played, (SimOptions){.max_steps = 1000000});
        run->py.steps = 0;
        run->py.max_steps = places / PYTHON_ITEMS_A_STEP;
        run->py.items = PYTHON_ITEMS_A_STEP - 1 - places % PYTHON_ITEMS_A_STEP;
        fell = ends_at_limit(played, run);
    }
    return places;
}

static size_t at_any_size(const Played *played)
{
    enum { STEP = 256, MOST = 128 };
    size_t sizes = 0;
    for (bool fell = true; fell && sizes < MOST; sizes += fell)
        fell = ends_at_limit(played, begin(played, (SimOptions){.max_bytes = 1 + sizes * STEP}));
    return sizes;
}

static size_t after_any_step(const Played *played)
{
    enum { MOST = 200 };
    size_t steps = 1;
    for (bool fell = true; fell && steps < MOST; steps += fell)
        fell = ends_at_limit(played, begin(played, (SimOptions){.max_steps = steps}));
    return steps;
}

static size_t look_at(const char *path)
{
    Scenario *scenario = scenario_of_file(path);
    size_t limits = 0;
    for (uint32_t i = 0; i < scenario->timeline_count; i++) {
        const Played played = {scenario, i};
        limits += after_any_work(&played) + at_any_size(&played) + after_any_step(&played);
    }
    scenario_free(scenario);
    return limits;
}

static void limits_fall_anywhere(void **state)
{
    (void)state;
    glob_t files;
    size_t limits = 0;
    assert_int_equal(glob(SOURCE_DIR "/tests/corners/*.json", 0, NULL, &files), 0);
    assert_true(files.gl_pathc > 50);
    for (size_t i = 0; i < files.gl_pathc; i++)
        limits += look_at(files.gl_pathv[i]);
    assert_true(limits > 10000);
    globfree(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(limits_fall_anywhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
