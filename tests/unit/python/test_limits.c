/* A limit may fall anywhere: at each place where work is counted, where memory is asked for, where
 * values nest. The expression ends there, and what Python holds stays whole: without a limit the same
 * expression is then what it always was. */
#include "expression_lines.h"

typedef struct Tried {
    BarePython bare;
    const Scenario *scenario;
    const Step *step;
    const Line *line;
    Builder got;
} Tried;

/* Whether it comes to the limit; if not, it is what CPython said. */
static bool falls(Tried *tried)
{
    HeapMeter *meter = heap_meter(tried->bare.py.heap);
    uint32_t depth = meter->depth;
    builder_clear(&tried->got);
    outcome(&tried->bare.py, tried->step, &tried->got);
    bool fell = tried->bare.py.limit;
    if (!fell && !str_equal(builder_view(&tried->got), tried->line->expected))
        fail_msg("%.*s: %s", (int)tried->line->source.length, tried->line->source.at,
                 tried->got.at);
    if (meter->depth != depth)
        fail_msg("%.*s: it is left too deep", (int)tried->line->source.length,
                 tried->line->source.at);
    return fell;
}

static size_t work_at_every_place(Tried *tried)
{
    enum { MOST = 400 };
    Python *py = &tried->bare.py;
    size_t places = 0;
    for (bool fell = true; fell && places < MOST; places += fell) {
        py->steps = 0;
        py->max_steps = places / PYTHON_ITEMS_A_STEP;
        py->items = PYTHON_ITEMS_A_STEP - 1 - places % PYTHON_ITEMS_A_STEP;
        fell = falls(tried);
    }
    py->max_steps = UINT64_MAX;
    assert_false(falls(tried));
    return places;
}

static size_t every_depth(Tried *tried)
{
    enum { MOST = 50 };
    HeapMeter *meter = heap_meter(tried->bare.py.heap);
    uint32_t deepest = meter->deepest, depth = 0;
    for (bool fell = true; fell && depth < MOST; depth += fell) {
        meter->deepest = meter->depth + depth;
        fell = falls(tried);
    }
    meter->deepest = deepest;
    assert_false(falls(tried));
    return depth;
}

static size_t every_size(Tried *tried)
{
    enum { STEP = 32, MOST = 8192 };
    size_t sizes = 0;
    for (bool fell = true; fell && sizes * STEP < MOST; sizes += fell) {
        bare_end(&tried->bare);
        bare_begin(&tried->bare, sizes * STEP);
        tried->bare.py.scenario = tried->scenario;
        fell = falls(tried);
    }
    return sizes;
}

/* What is drawn the second time is something else. */
static bool draws(const Line *line)
{
    static const char random[] = "random.";
    return line->source.length >= sizeof random &&
           memcmp(line->source.at, random, sizeof random - 1) == 0;
}

static void limits_fall_anywhere(void **state)
{
    const char *file = *state;
    Arena arena = {0};
    Lines lines = {0};
    Tried tried = {0};
    size_t places = 0, depths = 0, sizes = 0;
    read_lines(&arena, file, &lines);
    Scenario *scenario = load(&lines);
    tried.scenario = scenario;
    for (size_t i = 0; i < lines.count; i++) {
        tried.step = scenario->steps[i];
        tried.line = &lines.items[i];
        if (str_is(tried.line->expected, "limit") || draws(tried.line))
            continue;
        bare_begin(&tried.bare, (size_t)1 << 31);
        tried.bare.py.scenario = scenario;
        places += work_at_every_place(&tried);
        depths += every_depth(&tried);
        sizes += every_size(&tried);
        bare_end(&tried.bare);
    }
    assert_true(places > lines.count && depths > lines.count / 2 && sizes > lines.count / 4);
    scenario_free(scenario);
    builder_free(&tried.got);
    array_free(&lines);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(limits_fall_anywhere, "expressions.tsv"),
        cmocka_unit_test_prestate(limits_fall_anywhere, "methods.tsv"),
        cmocka_unit_test_prestate(limits_fall_anywhere, "sets.tsv")};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
