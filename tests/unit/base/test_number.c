#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_text(Builder *out, const char *expected)
{
    assert_string_equal(out->at, expected);
    builder_free(out);
}

static void check_repr(double number, const char *expected)
{
    Builder out = {0};
    number_repr(&out, number);
    check_text(&out, expected);
}

static void check_fixed(double number, char kind, int precision, const char *expected)
{
    Builder out = {0};
    number_fixed(&out, number, kind, precision);
    check_text(&out, expected);
}

static void repr(void **state)
{
    (void)state;
    check_repr(0.0, "0.0");
    check_repr(-0.0, "-0.0");
    check_repr(1.0, "1.0");
    check_repr(0.1, "0.1");
    check_repr(0.1 + 0.2, "0.30000000000000004");
    check_repr(1e-7, "1e-07");
    check_repr(0.0001, "0.0001");
    check_repr(0.00001, "1e-05");
    check_repr(1e15, "1000000000000000.0");
    check_repr(1e16, "1e+16");
    check_repr(9007199254740993.0, "9007199254740992.0");
    check_repr(123456789012345680.0, "1.2345678901234568e+17");
    check_repr(5e-324, "5e-324");
    check_repr(2.2250738585072014e-308, "2.2250738585072014e-308");
    check_repr(2.2250738585072011e-308, "2.225073858507201e-308");
    check_repr(1.7976931348623157e308, "1.7976931348623157e+308");
    check_repr(0x1p89, "6.189700196426902e+26"); /* the nearest 16 digits do not read back */
    check_repr(9.5367431640625e-07, "9.5367431640625e-07");
    check_repr(INFINITY, "inf");
    check_repr(-INFINITY, "-inf");
    check_repr(NAN, "nan");
    check_repr(-NAN, "nan");
}

/* Whatever the bits, the text reads back as the same number. */
static void repr_reads_back(void **state)
{
    (void)state;
    uint64_t bits = 0x9e3779b97f4a7c15u;
    for (int i = 0; i < 20000; i++) {
        double number, back = 0;
        Builder out = {0};
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number))
            continue;
        number_repr(&out, number);
        assert_true(number_parse(builder_view(&out), &back));
        assert_memory_equal(&number, &back, sizeof number);
        builder_free(&out);
    }
}

/* Of numbers as people write and add them, no text with fewer digits reads back. */
static void repr_is_shortest(void **state)
{
    (void)state;
    for (int i = 1; i < 20000; i++) {
        double number = 1 + i * 0.001 * (i % 3 ? 1 : 1e9), back = 0;
        Builder out = {0}, fewer = {0};
        number_repr(&out, number);
        assert_true(number_parse(builder_view(&out), &back));
        assert_memory_equal(&number, &back, sizeof number);
        int digits = (int)out.length - 1; /* all are above 1 and have a point */
        number_fixed(&fewer, number, 'e', digits > 2 ? digits - 2 : 0);
        assert_true(number_parse(builder_view(&fewer), &back));
        assert_true(back != number || number == floor(number));
        builder_free(&out);
        builder_free(&fewer);
    }
}

static void fixed(void **state)
{
    (void)state;
    check_fixed(2.5, 'f', 0, "2");
    check_fixed(3.14159, 'f', 2, "3.14");
    check_fixed(-1e6, 'e', 3, "-1.000e+06");
    check_fixed(1e-10, 'G', 6, "1E-10");
    check_fixed(INFINITY, 'F', 2, "INF");
    check_fixed(NAN, 'f', 2, "nan");
}

static void check_parse(const char *text, double expected)
{
    double number = -42;
    assert_true(number_parse(str_of(text), &number));
    assert_memory_equal(&number, &expected, sizeof number);
}

static void parse(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",     ".",    "-",    "e5",   "1e",   "1e+", "1.5x",
                                        " 1",   "1 ",   "0x10", "inf",  "nan",  "1_0", "1,5",
                                        "--1",  "1..2", "1e5.", "+-1",  "1e1e1"};
    check_parse("1.5", 1.5);
    check_parse("-0", -0.0);
    check_parse("+.5", 0.5);
    check_parse("5.", 5.0);
    check_parse("1e3", 1000);
    check_parse("123.456E-2", 1.23456);
    check_parse("0.000000000000000000000000000000000000000001e42", 1.0);
    check_parse("1e999", INFINITY);
    check_parse("-1e999999999999999999999", -INFINITY);
    check_parse("1e-999999999999999999999", 0);
    check_parse("0.1000000000000000055511151231257827021181583404541015625", 0.1);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double number = -42;
        assert_false(number_parse(str_of(wrong[i]), &number));
        assert_true(number == -42);
    }
}

static void integers(void **state)
{
    (void)state;
    int64_t number = 7;
    assert_true(integer_parse(STR("9223372036854775807"), &number) && number == INT64_MAX);
    assert_true(integer_parse(STR("-9223372036854775808"), &number) && number == INT64_MIN);
    assert_true(integer_parse(STR("-0"), &number) && number == 0);
    assert_true(integer_parse(STR("007"), &number) && number == 7);
    assert_false(integer_parse(STR("9223372036854775808"), &number));
    assert_false(integer_parse(STR("-9223372036854775809"), &number));
    assert_false(integer_parse(STR("99999999999999999999"), &number));
    assert_false(integer_parse(STR(""), &number));
    assert_false(integer_parse(STR("-"), &number));
    assert_false(integer_parse(STR("+1"), &number));
    assert_false(integer_parse(STR("1a"), &number));
}

static void check_exact(int64_t nanoseconds, const char *expected)
{
    Builder out = {0};
    time_exact(&out, nanoseconds);
    check_text(&out, expected);
}

static void check_words(int64_t nanoseconds, const char *expected)
{
    Builder out = {0};
    time_words(&out, nanoseconds);
    check_text(&out, expected);
}

static void times(void **state)
{
    (void)state;
    const int64_t ms = 1000000, s = NS_PER_SECOND;
    check_exact(0, "0.0");
    check_exact(1, "0.000000001");
    check_exact(1500 * ms, "1.5");
    check_exact(-1500 * ms, "-1.5");
    check_exact(INT64_MAX, "9223372036.854775807");
    check_exact(INT64_MIN, "-9223372036.854775808");
    check_words(0, "0 s");
    check_words(1, "1 ns");
    check_words(1500, "1.5 µs");
    check_words(250 * ms, "250 ms");
    check_words(1230 * ms, "1.23 s");
    check_words(1400 * ms, "1.4 s");
    check_words(999999999, "1 s");
    check_words(59990 * ms, "1 min");
    check_words(12340 * ms, "12.3 s");
    check_words(115 * s, "1 min 55 s");
    check_words(720 * s, "12 min");
    check_words(7500 * s, "2 h 5 min");
    check_words(3600 * s, "1 h");
    check_words(72 * 3600 * s, "3 d");
    check_words(-250 * ms, "-250 ms");
}

static void check_seconds(double seconds, int64_t expected)
{
    int64_t nanoseconds = -1;
    assert_true(time_from_seconds(seconds, &nanoseconds));
    assert_true(nanoseconds == expected);
}

static void seconds(void **state)
{
    (void)state;
    int64_t nanoseconds;
    check_seconds(0, 0);
    check_seconds(1.5, 1500000000);
    check_seconds(0.1, 100000000);
    check_seconds(0.1 + 0.2, 300000000);
    check_seconds(2.5e-9, 3); /* the double is a hair past the tie, */
    check_seconds(-4.5e-9, -4); /* and this one before it */
    check_seconds(1e-10, 0);
    check_seconds(0x1p-10, 976562); /* exactly 976562.5: to even */
    check_seconds(0x3p-10, 2929688); /* exactly 2929687.5: to even */
    check_seconds(9.2e9, INT64_C(9200000000000000000));
    assert_false(time_from_seconds(9.3e9, &nanoseconds));
    assert_false(time_from_seconds(-1e300, &nanoseconds));
    assert_false(time_from_seconds(NAN, &nanoseconds));
    assert_false(time_from_seconds(INFINITY, &nanoseconds));
}

/* German has a comma for a point. The locale is compiled for the test where the system lacks it. */
static bool speak_german(void)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") || setlocale(LC_ALL, "de_DE"))
        return true;
    if (system("mkdir -p '" BUILD_DIR "/locale' && localedef -i de_DE -f UTF-8 '" BUILD_DIR
               "/locale/de_DE.UTF-8' >/dev/null 2>&1"))
        return false;
    setenv("LOCPATH", BUILD_DIR "/locale", 1);
    return setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
}

static void in_german(void **state)
{
    if (!speak_german())
        skip();
    assert_string_equal(localeconv()->decimal_point, ",");
    repr(state);
    repr_reads_back(state);
    fixed(state);
    parse(state);
    times(state);
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repr),     cmocka_unit_test(repr_reads_back),
        cmocka_unit_test(repr_is_shortest),
        cmocka_unit_test(fixed),
        cmocka_unit_test(parse),    cmocka_unit_test(integers),        cmocka_unit_test(times),
        cmocka_unit_test(seconds),  cmocka_unit_test(in_german),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
