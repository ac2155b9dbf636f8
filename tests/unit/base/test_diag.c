#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void expect(Str text, Place at, DiagFormat format, const char *expected)
{
    Diags diags = {0};
    Builder out = {0};
    Source source = {STR("a.json"), text};
    diag_error(&diags, at, "wrong %d", 1);
    diags_render(&diags, &source, format, false, &out);
    assert_string_equal(out.at, expected);
    builder_free(&out);
    diags_free(&diags);
}

static void test_places(void **state)
{
    (void)state;
    Source source = {STR("x"), STR("ab\ncd\xC3\xA9" "f\n")};
    LineColumn at = source_locate(&source, 0);
    assert_int_equal(at.line, 1);
    assert_int_equal(at.column, 1);
    at = source_locate(&source, 7); /* the f: é is one column, two bytes */
    assert_int_equal(at.line, 2);
    assert_int_equal(at.column, 4);
    at = source_locate(&source, 1000); /* beyond the end is the end */
    assert_int_equal(at.line, 3);
    assert_int_equal(at.column, 1);
}

static void test_human(void **state)
{
    (void)state;
    expect(STR("{\n  \"a\": b\n}"), (Place){9, 1}, DIAG_HUMAN,
           "a.json:2:8: error: wrong 1\n      \"a\": b\n           ^\n");
    expect(STR("abc def"), (Place){4, 3}, DIAG_HUMAN,
           "a.json:1:5: error: wrong 1\n    abc def\n        ^~~\n");
}

static void test_caret_stays_aligned(void **state)
{
    (void)state;
    expect(STR("\tx y"), (Place){3, 1}, DIAG_HUMAN, /* a tab is four columns */
           "a.json:1:4: error: wrong 1\n        x y\n          ^\n");
    expect(STR("\xE6\x97\xA5\xE6\x9C\xAC x"), (Place){7, 1}, DIAG_HUMAN, /* wide characters */
           "a.json:1:4: error: wrong 1\n    \xE6\x97\xA5\xE6\x9C\xAC x\n         ^\n");
    expect(STR("\x1b x"), (Place){2, 1}, DIAG_HUMAN, /* an escape never reaches the terminal */
           "a.json:1:3: error: wrong 1\n    \\x1b x\n         ^\n");
}

static void test_edges(void **state)
{
    (void)state;
    expect(STR(""), (Place){0, 1}, DIAG_HUMAN, "a.json:1:1: error: wrong 1\n    \n    ^\n");
    expect(STR("ab\ncd"), (Place){2, 1}, DIAG_HUMAN, /* behind the line's last character */
           "a.json:1:3: error: wrong 1\n    ab\n      ^\n");
    expect(STR("ab\r\ncd"), (Place){4, 2}, DIAG_HUMAN,
           "a.json:2:1: error: wrong 1\n    cd\n    ^~\n");
    expect(STR("ab"), (Place){UINT32_MAX, 1}, DIAG_HUMAN,
           "a.json:1:3: error: wrong 1\n    ab\n      ^\n");
}

static void test_long_line(void **state)
{
    (void)state;
    Builder text = {0}, out = {0};
    builder_repeat(&text, 'a', 1000);
    text.at[500] = 'X';
    Diags diags = {0};
    Source source = {STR("a.json"), builder_view(&text)};
    diag_error(&diags, (Place){500, 1}, "here");
    diags_render(&diags, &source, DIAG_HUMAN, false, &out);
    char *line = strchr(out.at, '\n') + 1, *carets = strchr(line, '\n') + 1;
    Str shown = {line, (size_t)(carets - line - 1)};
    assert_true(utf8_count(shown) <= 104);
    Str before = {line, (size_t)(strchr(line, 'X') - line)};
    assert_int_equal(utf8_count(before), strchr(carets, '^') - carets);
    builder_free(&text);
    builder_free(&out);
    diags_free(&diags);
}

static void test_short_and_json(void **state)
{
    (void)state;
    expect(STR("abc"), (Place){1, 2}, DIAG_SHORT, "a.json:1:2: error: wrong 1\n");
    expect(STR("abc"), (Place){1, 2}, DIAG_JSON,
           "{\"file\": \"a.json\", \"line\": 1, \"column\": 2, \"end_line\": 1, \"end_column\": 4, "
           "\"severity\": \"error\", \"message\": \"wrong 1\"}\n");
}

static void test_order_and_severity(void **state)
{
    (void)state;
    Diags diags = {0};
    Builder out = {0};
    Source source = {STR("s"), STR("a\nb\nc")};
    diag_error(&diags, (Place){4, 1}, "third");
    diag_hint(&diags, (Place){2, 1}, (Place){0}, "second");
    diag_error(&diags, (Place){0, 1}, "first");
    diag_error(&diags, (Place){0, 1}, "after first");
    assert_int_equal(diags.errors, 3);
    diags_render(&diags, &source, DIAG_SHORT, true, &out);
    assert_string_equal(out.at, "s:1:1: error: first\ns:1:1: error: after first\n"
                                "s:2:1: hint: second\ns:3:1: error: third\n");
    builder_clear(&out);
    diags_render_first(&diags, &source, &out);
    assert_string_equal(out.at, "s:1:1: error: first\n");
    diags_free(&diags);
    builder_clear(&out);
    diags_render_first(&diags, &source, &out); /* of none */
    assert_int_equal(out.length, 0);
    builder_free(&out);
}

/* Eight bytes at once or one by one, it is the same count. */
static void test_columns_behind_anything(void **state)
{
    (void)state;
    static const Str kinds[] = {
        {"a", 1}, {"\xC3\xA9", 2}, {"\xF0\x9F\x98\x80", 4}, {"\x80", 1}, {"\xFF", 1}};
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
        for (size_t before = 0; before < 20; before++) {
            Builder text = {0};
            builder_repeat(&text, 'x', before);
            builder_str(&text, kinds[kind]);
            builder_repeat(&text, 'y', 19 - before);
            assert_int_equal(utf8_count(builder_view(&text)), 20);
            builder_free(&text);
        }
}

static void test_second_place_and_colour(void **state)
{
    (void)state;
    Diags diags = {0};
    Builder out = {0};
    Source source = {STR("s"), STR("[ 1")};
    diag_hint(&diags, (Place){2, 1}, (Place){0, 1}, "race");
    diags_render(&diags, &source, DIAG_HUMAN, false, &out);
    assert_string_equal(out.at, "s:1:3: hint: race\n    [ 1\n      ^\n"
                                "s:1:1: note: this belongs to it\n    [ 1\n    ^\n");
    builder_clear(&out);
    diags_render(&diags, &source, DIAG_HUMAN, true, &out);
    assert_non_null(strstr(out.at, "\x1b[1m"));
    builder_free(&out);
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_human),
        cmocka_unit_test(test_caret_stays_aligned),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_short_and_json),
        cmocka_unit_test(test_order_and_severity), cmocka_unit_test(test_columns_behind_anything),
        cmocka_unit_test(test_second_place_and_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
