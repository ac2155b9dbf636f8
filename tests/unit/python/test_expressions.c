/* Thousands of expressions against what CPython made of them: sets.tsv, methods.tsv and
 * expressions.tsv, written by sets.py, methods.py and expressions.py. All stand in one scenario, a step each. */
#include "expression_lines.h"

/* How many of them come to something else than CPython says. */
static size_t count_wrong(const Scenario *scenario, const Lines *lines)
{
    Builder got = {0};
    BarePython bare;
    size_t wrong = 0;
    bare_begin(&bare, (size_t)1 << 31);
    bare.py.scenario = scenario;
    random_seed(&bare.py.random, 0);
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->items[i];
        builder_clear(&got);
        outcome(&bare.py, scenario->steps[i], &got);
        if (str_equal(builder_view(&got), line->expected))
            continue;
        wrong++;
        print_error("%.*s\n    CPython: %.*s\n    here:    %s\n", (int)line->source.length,
                    line->source.at, (int)line->expected.length, line->expected.at,
                    got.at ? got.at : "");
    }
    bare_end(&bare);
    builder_free(&got);
    return wrong;
}

/* Each as the exported program has it. */
static void write_anew(Arena *arena, const Scenario *scenario, Lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const Step *step = scenario->steps[i];
        Builder out = {0};
        if (step->verb == &text_verb)
            continue;
        expr_write(&out, step->fields[0].expr);
        lines->items[i].source = str_copy(arena, builder_view(&out));
        builder_free(&out);
    }
}

static void test_expressions(void **state)
{
    Arena arena = {0};
    Lines lines = {0};
    read_lines(&arena, *state, &lines);
    assert_true(lines.count >= 300);
    Scenario *scenario = load(&lines);
    assert_int_equal(count_wrong(scenario, &lines), 0);
    write_anew(&arena, scenario, &lines);
    scenario_free(scenario);
    scenario = load(&lines);
    assert_int_equal(count_wrong(scenario, &lines), 0);
    scenario_free(scenario);
    array_free(&lines);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(test_expressions, "expressions.tsv"),
                                       cmocka_unit_test_prestate(test_expressions, "methods.tsv"),
                                       cmocka_unit_test_prestate(test_expressions, "sets.tsv")};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
