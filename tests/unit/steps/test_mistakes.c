/* Every mistake of the table: its wrong example is told by its number and by nothing else, its
 * right one is a scenario. */
#include "scenario/mistakes/mistakes.h"
#include "scenario/scenario.h"
#include "steps/sense.h"
#include "steps/steps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void load(const Mistake *mistake, const char *example, Diags *diags)
{
    Builder file = {0};
    mistake_file(&file, mistake, example);
    Scenario *scenario = scenario_load(STR("example.json"), builder_view(&file), step_specs,
                                       step_verb_count, diags);
    assert_true((scenario == NULL) == (diags->errors > 0));
    if (scenario)
        steps_sense(scenario, diags);
    scenario_free(scenario);
    builder_free(&file);
}

static void test_wrong_examples(void **state)
{
    (void)state;
    size_t shown = 0;
    for (size_t i = 0; i < mistake_count; i++) {
        const Mistake *mistake = &mistakes[i];
        if (!mistake->wrong)
            continue;
        Diags diags = {0};
        load(mistake, mistake->wrong, &diags);
        shown++;
        if (diags.list.count == 0)
            fail_msg("E%04u: the wrong example is a scenario", mistake->number);
        for (size_t d = 0; d < diags.list.count; d++)
            if (diags.list.items[d].number != mistake->number)
                fail_msg("E%04u: the wrong example is E%04u, %s", mistake->number,
                         diags.list.items[d].number, diags.list.items[d].what);
        diags_free(&diags);
    }
    assert_true(shown > 80);
}

static void test_right_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < mistake_count; i++) {
        const Mistake *mistake = &mistakes[i];
        assert_true((mistake->wrong == NULL) == (mistake->right == NULL));
        if (!mistake->right)
            continue;
        Diags diags = {0};
        load(mistake, mistake->right, &diags);
        if (diags.list.count)
            fail_msg("E%04u: the right example: %s", mistake->number, diags.list.items[0].what);
        diags_free(&diags);
    }
}

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < mistake_count; i++) {
        assert_int_equal(mistakes[i].number, i + 1);
        assert_ptr_equal(mistake_find(mistakes[i].number), &mistakes[i]);
        assert_true(strlen(mistakes[i].title) > 5 && strlen(mistakes[i].why) > 10);
    }
    assert_null(mistake_find(0));
    assert_null(mistake_find((unsigned)mistake_count + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wrong_examples),
                                       cmocka_unit_test(test_right_examples),
                                       cmocka_unit_test(test_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
