/* The strict scanner, case by case: what is JSON, and what is not. */
#include "scenario/json/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>

static bool reads(Str text, Arena *arena, const Json **root)
{
    Diags diags = {0};
    Mended mended = {.source = {STR("t"), text}};
    *root = json_read(&mended, arena, &diags);
    bool good = diags.errors == 0;
    assert_true(*root || !good);
    diags_free(&diags);
    mended_free(&mended);
    return good;
}

static void test_good(void **state)
{
    (void)state;
    static const char *const good[] = {
        "{}", "[]", "0", "-0", "1.5e+10", "1E5", "\"\"", "null", " [ 1 , 2 ] ",
        "\"\\u00e9\\ud83d\\ude00\\n\\/\\\\\"", "{\"a\":{\"b\":[true,false,null]}}", "\t\r\n1\n",
        "[9223372036854775807,-9223372036854775808]", "1e-999", "\"\x7F\"", "{\"\":1}",
        "0.000000000000000000000000000000000000000000000000000000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        Arena arena = {0};
        const Json *root;
        if (!reads(str_of(good[i]), &arena, &root))
            fail_msg("refused: %s", good[i]);
        arena_free(&arena);
    }
}

static void test_bad(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",       " ",       "{",         "[",         "]",         "}",        "[1,]",
        "{,}",    "[,1]",    "[1 2]",     "{\"a\" 1}", "{\"a\":}",  "{a:1}",    "{'a':1}",
        "01",     "-01",     "+1",        ".5",        "1.",        "1.e5",     "1e",
        "1e+",    "-",       "0x1",       "1_0",       "NaN",       "-NaN",     "Infinity",
        "tru",    "truee",   "True",      "nul",       "\"",        "\"a",      "\"\\x\"",
        "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\u0000\"",
        "\"\n\"", "\"\t\"",  "\"\x01\"",  "1 2",       "{}{}",      "[1]]",     "// a\n1",
        "1 # a",  "/**/1",   "\xEF\xBB\xBF",           "\"\xFF\"",  "\"\xC0\x80\"",
        "\"\xED\xA0\x80\"",  "\xC2\xA0" "1",           "\x0C" "1",  "1e999",    "-1e999",
        "9223372036854775808", "-9223372036854775809", "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}", "[\"a\":1]", "{\"a\",1}", "{1:2}", "(1)", "\"a\"b", "1;",
        "\xE2\x80\x9C" "a\xE2\x80\x9D"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Arena arena = {0};
        const Json *root;
        if (reads(str_of(bad[i]), &arena, &root))
            fail_msg("taken: %s", bad[i]);
        arena_free(&arena);
    }
    Arena arena = {0};
    const Json *root;
    assert_false(reads((Str){"1\0", 2}, &arena, &root));
    assert_false(reads((Str){"\"a\0\"", 4}, &arena, &root));
    arena_free(&arena);
}

static void test_depth(void **state)
{
    (void)state;
    for (size_t depth = 63; depth <= 66; depth++) {
        Arena arena = {0};
        Builder text = {0};
        const Json *root;
        builder_repeat(&text, '[', depth);
        builder_repeat(&text, ']', depth);
        assert_int_equal(reads(builder_view(&text), &arena, &root), depth <= 64);
        builder_free(&text);
        arena_free(&arena);
    }
}

static void test_tree_with_places(void **state)
{
    (void)state;
    Arena arena = {0};
    const Json *root;
    Str text = STR("{ \"\\u0061\": [1, 2.0, \"x\\ny\"], \"b\": {} }");
    assert_true(reads(text, &arena, &root));
    assert_int_equal(root->kind, JSON_OBJECT);
    assert_int_equal(root->count, 2);
    assert_int_equal(root->at.length, text.length);
    const Json *list = &root->items[0], *object = &root->items[1];
    assert_true(str_is(list->key, "a"));
    assert_int_equal(list->key_at.offset, 2);
    assert_int_equal(list->key_at.length, 8);
    assert_int_equal(list->count, 3);
    assert_int_equal(list->items[0].kind, JSON_INT);
    assert_int_equal(list->items[1].kind, JSON_FLOAT);
    assert_true(str_is(list->items[1].text, "2.0"));
    assert_true(str_is(list->items[2].text, "x\ny"));
    assert_memory_equal(text.at + list->items[2].at.offset, "\"x\\ny\"", 6);
    assert_int_equal(object->kind, JSON_OBJECT);
    assert_int_equal(object->count, 0);
    assert_memory_equal(text.at + object->at.offset, "{}", 2);
    arena_free(&arena);
}

/* cJSON's strtod would read 1 for 1.5 there, and then stumble over the rest. */
static void test_locale(void **state)
{
    (void)state;
    static const char *const commas[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE"};
    bool set = false;
    for (size_t i = 0; i < sizeof commas / sizeof *commas && !set; i++)
        set = setlocale(LC_ALL, commas[i]) != NULL;
    Arena arena = {0};
    const Json *root;
    assert_true(reads(STR("[1.5, 2]"), &arena, &root));
    assert_true(str_is(root->items[0].text, "1.5"));
    arena_free(&arena);
    setlocale(LC_ALL, "C");
}

/* A text of 2,000,000 bytes as a value and as a key is decoded in slices: a unit is 16 bytes of it. */
static void test_long_texts_in_slices(void **state)
{
    (void)state;
    enum { BYTES = 2000000, UNITS = 1000 };
    Arena arena = {0};
    Builder text = {0};
    Diags diags = {0};
    builder_text(&text, "{\"");
    builder_repeat(&text, 'k', BYTES);
    builder_text(&text, "\": \"");
    builder_repeat(&text, 'v', BYTES);
    builder_text(&text, "\"}");
    Mended mended = {.source = {STR("t"), builder_view(&text)}};
    JsonReading *reading = json_begin(&mended, &arena, &diags);
    int slices = 1;
    for (uint64_t budget = UNITS; !json_advance(reading, &budget); budget = UNITS)
        slices++;
    const Json *root = json_end(reading);
    assert_true(slices > 2 * BYTES / 16 / UNITS);
    assert_int_equal(diags.errors, 0);
    assert_int_equal(root->items[0].key.length, BYTES);
    assert_int_equal(root->items[0].text.length, BYTES);
    assert_true(root->items[0].key.at[BYTES - 1] == 'k' && root->items[0].text.at[0] == 'v');
    mended_free(&mended);
    builder_free(&text);
    arena_free(&arena);
}

/* Slips in lines that nobody writes: what they were meant to be is looked for so far, and once. Before,
 * the first of them took minutes. */
static void test_slips_in_long_lines(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        char repeated;
        const char *behind;
        bool goes_on;
    } slips[] = {{"[\"x", '}', "\n]", true},  {"[", 'x', "]", false},  {"[(", '1', ", 2]", true},
                 {"{", 'k', ": 1}", false},   {"[1_", '2', "]", false}, {"['", 'a', "']", true},
                 {"[\"a\" b", '"', "]", true}};
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        for (size_t length = 3; length <= 300000; length *= 100000) {
            Arena arena = {0};
            Diags diags = {0};
            Builder text = {0};
            builder_text(&text, slips[i].before);
            builder_repeat(&text, slips[i].repeated, length);
            builder_text(&text, slips[i].behind);
            Mended mended = {.source = {STR("t"), builder_view(&text)}};
            json_read(&mended, &arena, &diags);
            assert_in_range(diags.errors, 1, 50);
            assert_true((mended.edits.count > 0) == (length == 3 || slips[i].goes_on));
            for (size_t j = 0; j < diags.list.count; j++)
                assert_true(diags.list.items[j].fix.at.length < 128 * 1024);
            mended_free(&mended);
            diags_free(&diags);
            builder_free(&text);
            arena_free(&arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),  cmocka_unit_test(test_bad),
        cmocka_unit_test(test_depth), cmocka_unit_test(test_tree_with_places),
        cmocka_unit_test(test_locale), cmocka_unit_test(test_long_texts_in_slices),
        cmocka_unit_test(test_slips_in_long_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
