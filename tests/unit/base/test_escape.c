#include "base/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

typedef void (*Escaper)(Builder *out, Str text);

static void check_bytes(Escaper escape, Str text, const char *expected)
{
    Builder out = {0};
    builder_text(&out, "");
    escape(&out, text);
    assert_string_equal(out.at, expected);
    assert_true(utf8_valid(builder_view(&out)));
    builder_free(&out);
}

#define CHECK(escape, literal, expected) check_bytes(escape, STR(literal), expected)

static void json(void **state)
{
    (void)state;
    CHECK(escape_json, "", "\"\"");
    CHECK(escape_json, "a\"b\\c\n\t\r\x01\x7f", "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f\"");
    CHECK(escape_json, "caf\xc3\xa9 \xff", "\"caf\xc3\xa9 \xef\xbf\xbd\"");
    CHECK(escape_json, "a\0b", "\"a\\u0000b\"");
}

static void xml(void **state)
{
    (void)state;
    CHECK(escape_xml, "<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
    CHECK(escape_xml, "\x01\x1b\xef\xbf\xbf|\n\t",
          "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd|&#10;&#9;");
    CHECK(escape_xml, "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(escape_xml, "]]>", "]]&gt;");
    CHECK(escape_xml, "\x7f\xc2\x9b|\xe2\x80\xae\xe2\x81\xa6",
          "\xef\xbf\xbd\xef\xbf\xbd|\xef\xbf\xbd\xef\xbf\xbd");
}

static void terminal(void **state)
{
    (void)state;
    CHECK(escape_terminal, "\x1b[31mred\x07", "\\x1b[31mred\\x07");
    CHECK(escape_terminal, "a\nb\tc", "a\\nb\\tc");
    CHECK(escape_terminal, "\xc2\x9b" "31m\x7f", "\\x9b31m\\x7f");
    CHECK(escape_terminal, "\xe2\x80\xae" "evil\xe2\x81\xa9", "\\u202eevil\\u2069");
    CHECK(escape_terminal, "\xe6\x97\xa5\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac");
}

static void python(void **state)
{
    (void)state;
    CHECK(escape_python, "", "''");
    CHECK(escape_python, "One", "'One'");
    CHECK(escape_python, "it's", "\"it's\"");
    CHECK(escape_python, "it's \"so\"", "'it\\'s \"so\"'");
    CHECK(escape_python, "\\n\n\r\t\x1b", "'\\\\n\\n\\r\\t\\x1b'");
    CHECK(escape_python, "\xc2\xa0\xc2\xad\xe2\x80\xa8", "'\\xa0\\xad\\u2028'");
    CHECK(escape_python, "\xf3\xa0\x80\x81\xf0\x9f\x98\x80", "'\\U000e0001\xf0\x9f\x98\x80'");
    CHECK(escape_python_f, "{'a'} \"\\", "{{\\'a\\'}} \"\\\\");
    CHECK(escape_python_f, "x\ny", "x\\ny");
}

static void comment(void **state)
{
    (void)state;
    CHECK(escape_python_comment, "a\nimport os\r\x0c\xe2\x80\xa9", "a\\nimport os\\r\\x0c\\u2029");
    CHECK(escape_python_comment, "-*- coding: utf-7 -*-", "-*- coding\\x3a utf-7 -*-");
    CHECK(escape_python_comment, "encoding=x", "encoding\\x3dx");
    CHECK(escape_python_comment, "it's: \"fine\" \\ {}", "it's: \"fine\" \\ {}");
}

static void shell(void **state)
{
    (void)state;
    CHECK(escape_shell, "lesson-1.json", "lesson-1.json");
    CHECK(escape_shell, "", "''");
    CHECK(escape_shell, "it's $(rm) `x`", "'it'\\''s $(rm) `x`'");
    CHECK(escape_shell, "~/a", "'~/a'");
    CHECK(escape_shell, "A=b", "'A=b'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json),   cmocka_unit_test(xml),     cmocka_unit_test(terminal),
        cmocka_unit_test(python), cmocka_unit_test(comment), cmocka_unit_test(shell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
