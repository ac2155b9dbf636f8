#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void drops_from_the_front(void **state)
{
    (void)state;
    Builder text = {0};
    builder_drop(&text, 0); /* nothing is there */
    builder_text(&text, "one two");
    builder_drop(&text, 0);
    assert_string_equal(text.at, "one two");
    builder_drop(&text, 4);
    assert_string_equal(text.at, "two");
    assert_int_equal(text.length, 3);
    builder_drop(&text, 3);
    assert_string_equal(text.at, "");
    builder_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(drops_from_the_front)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
