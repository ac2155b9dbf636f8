/* What is dragged, taken back and done again: byte for byte. */
#include "player/edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void assert_text(const Edit *edit, const char *text)
{
    assert_string_equal(edit->text.at, text);
}

/* However many digits a number has. */
static void test_long_numbers(void **state)
{
    (void)state;
    static const char before[] =
        "a(0.1000000000000000055511151231257827021181583404541015625, 2) b(2)";
    static const char after[] = "a(1.5, 2) b(1.5)";
    Edit edit = {0};
    edit_begin(&edit, STR(before));
    uint32_t length = (uint32_t)(strchr(before, ',') - before - 2);
    uint32_t last = (uint32_t)(strlen(before) - 2);
    edit_change(&edit, (Place[]){{2, length}, {last, 1}}, 2, "1.5", false);
    assert_text(&edit, after);
    assert_true(edit_undo(&edit));
    assert_text(&edit, before);
    assert_true(edit_redo(&edit));
    assert_text(&edit, after);
    assert_true(edit_unsaved(&edit));
    assert_true(edit_undo(&edit));
    assert_false(edit_undo(&edit));
    assert_false(edit_unsaved(&edit));
    edit_free(&edit);
}

/* What was dragged stays dragged, and can be taken back, in what someone else has saved. */
static void test_long_numbers_merged(void **state)
{
    (void)state;
    Edit edit = {0};
    edit_begin(&edit, STR("one\na(0.30000000000000000000000000000000000001)\n"));
    edit_change(&edit, (Place[]){{6, 40}}, 1, "2", false);
    assert_text(&edit, "one\na(2)\n");
    assert_true(edit_merge(&edit, STR("more\none\na(0.30000000000000000000000000000000000001)\n")));
    assert_text(&edit, "more\none\na(2)\n");
    assert_true(edit_undo(&edit));
    assert_text(&edit, "more\none\na(0.30000000000000000000000000000000000001)\n");
    edit_free(&edit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_long_numbers),
                                       cmocka_unit_test(test_long_numbers_merged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
