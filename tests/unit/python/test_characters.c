/* upper(), lower() and title() of every character are CPython's: the sum is the one that
 * unicode_tables.py has taken of CPython's own. */
#include "bare_python.h"

#include "python/characters.h"

static uint64_t summed(uint64_t sum, void (*change)(Builder *, Str), Str text)
{
    Builder out = {0};
    change(&out, text);
    for (size_t i = 0; i < out.length; i++)
        sum = (sum ^ (unsigned char)out.at[i]) * 1099511628211u;
    builder_free(&out);
    return sum;
}

static void every_character_changes_its_case_as_in_python(void **state)
{
    (void)state;
    uint64_t sum = 14695981039346656037u;
    Builder one = {0};
    for (uint32_t c = 0; c < 0x110000; c++) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        builder_clear(&one);
        builder_code_point(&one, c);
        sum = summed(sum, text_upper, builder_view(&one));
        sum = summed(sum, text_lower, builder_view(&one));
        sum = summed(sum, text_title, builder_view(&one));
    }
    builder_free(&one);
    assert_true(sum == 11614973257232827013u);
}

static void a_sigma_ends_a_word(void **state)
{
    (void)state;
    static const char *const words[][2] = {{"ΟΔΟΣ", "οδος"}, {"ΣΑ", "σα"}, {"Σ", "σ"},
                                           {"ΑΣ. Α", "ας. α"}, {"Α'Σ'Α", "α'σ'α"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Builder out = {0};
        text_lower(&out, str_of(words[i][0]));
        assert_string_equal(out.at, words[i][1]);
        builder_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_changes_its_case_as_in_python),
        cmocka_unit_test(a_sigma_ends_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
