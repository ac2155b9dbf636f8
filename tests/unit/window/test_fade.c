/* One picture passes into another, and then it is over. */
#include "window/fade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const uint32_t white = 0xFFFFFFFF, dark = 0xFF204060;

static uint32_t mixed(Fade *fade, double now)
{
    uint32_t pixels[2] = {dark, dark};
    fade_mix(fade, pixels, 2, now);
    assert_int_equal(pixels[0], pixels[1]);
    return pixels[0];
}

static void test_from_the_one_to_the_other(void **state)
{
    (void)state;
    Fade fade = {0};
    assert_int_equal(mixed(&fade, 5), dark);
    const uint32_t before[2] = {white, white};
    fade_begin(&fade, before, 2, 0);
    assert_true(fade_runs(&fade));
    assert_int_equal(mixed(&fade, 0), white);
    uint32_t half = mixed(&fade, fade_seconds / 2);
    assert_int_equal(half, 0xFF8F9FAF);
    uint32_t late = mixed(&fade, fade_seconds * 0.9);
    assert_true((late & 0xFF) < (half & 0xFF) && (late & 0xFF) > (dark & 0xFF));
    assert_int_equal(mixed(&fade, fade_seconds), dark);
    assert_false(fade_runs(&fade));
}

static void test_another_size_ends_it(void **state)
{
    (void)state;
    Fade fade = {0};
    const uint32_t before[3] = {white, white, white};
    fade_begin(&fade, before, 3, 0);
    assert_int_equal(mixed(&fade, 0), dark);
    assert_false(fade_runs(&fade));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_the_one_to_the_other),
        cmocka_unit_test(test_another_size_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
