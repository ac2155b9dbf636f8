/* Thousands of expressions against what CPython made of them: sets.tsv, methods.tsv and
 * expressions.tsv, written by sets.py, methods.py and expressions.py. All stand in one scenario, a step each. */
#include "expression_lines.h"

static void test_expressions(void **state)
{
    const char *file = *state;
    Arena arena = {0};
    Lines lines = {0};
    Builder got = {0};
    BarePython bare;
    Python *py = &bare.py;
    size_t wrong = 0;
    read_lines(&arena, file, &lines);
    Scenario *scenario = load(&lines);
    bare_begin(&bare, (size_t)1 << 31);
    py->scenario = scenario;
    random_seed(&py->random, 0);
    for (size_t i = 0; i < lines.count; i++) {
        builder_clear(&got);
        outcome(py, scenario->steps[i], &got);
        if (str_equal(builder_view(&got), lines.items[i].expected))
            continue;
        wrong++;
        print_error("%.*s\n    CPython: %.*s\n    here:    %s\n", (int)lines.items[i].source.length,
                    lines.items[i].source.at, (int)lines.items[i].expected.length,
                    lines.items[i].expected.at, got.at ? got.at : "");
    }
    assert_int_equal(wrong, 0);
    assert_true(lines.count >= 300);
    bare_end(&bare);
    scenario_free(scenario);
    builder_free(&got);
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
