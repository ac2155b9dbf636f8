#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const words[] = {"print", "sleep", "gather", "create_task", "as", "x"};

static const char *near_to(const char *word)
{
    return nearest_name(str_of(word), words, sizeof words / sizeof *words);
}

static void test_slips(void **state)
{
    (void)state;
    assert_string_equal(near_to("pritn"), "print"); /* a transposition */
    assert_string_equal(near_to("slep"), "sleep");
    assert_string_equal(near_to("sleeep"), "sleep");
    assert_string_equal(near_to("Gather"), "gather");
    assert_string_equal(near_to("createtask"), "create_task");
    assert_string_equal(near_to("sa"), "as");
}

static void test_no_slips(void **state)
{
    (void)state;
    assert_null(near_to("dance"));
    assert_null(near_to(""));
    assert_null(near_to("y")); /* one letter, another one: no likeness */
    assert_null(near_to("sleepsleepsleepsleepsleepsleepsleepsleepsleepsleepsleep"));
    assert_null(nearest_name(STR("print"), NULL, 0));
}

static void test_first_of_equals(void **state)
{
    (void)state;
    const char *const two[] = {"cat", "bat"};
    assert_string_equal(nearest_name(STR("rat"), two, 2), "cat");
    const char *const exact[] = {"bats", "bat"};
    assert_string_equal(nearest_name(STR("bat"), exact, 2), "bat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slips),
                                       cmocka_unit_test(test_no_slips),
                                       cmocka_unit_test(test_first_of_equals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
