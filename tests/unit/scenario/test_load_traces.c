/* Every recorded scenario loads; and with bytes changed at random it loads or fails politely. */
#include "base/file.h"
#include "scenario/scenario.h"
#include "scenario/verbs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

typedef void (*Each)(const char *path, Builder *text);

static size_t each_trace(Each each)
{
    glob_t files;
    assert_int_equal(glob(SOURCE_DIR "/tests/traces/*.json", 0, NULL, &files), 0);
    size_t count = files.gl_pathc;
    for (size_t i = 0; i < count; i++) {
        Builder text = {0};
        FileError error;
        assert_true(file_read(files.gl_pathv[i], SCENARIO_MAX_BYTES, &text, &error));
        each(files.gl_pathv[i], &text);
        builder_free(&text);
    }
    globfree(&files);
    return count;
}

static void must_load(const char *path, Builder *text)
{
    Diags diags = {0};
    Scenario *scenario =
        scenario_load(str_of(path), builder_view(text), test_verbs, TEST_VERBS, &diags);
    if (!scenario) {
        Builder out = {0};
        Source source = {str_of(path), builder_view(text)};
        diags_render(&diags, &source, DIAG_HUMAN, false, &out);
        fail_msg("%s", out.at);
    }
    assert_true(scenario->step_count > 0 && scenario->timeline_count > 0);
    Builder dump = {0};
    scenario_dump(&dump, scenario);
    assert_true(dump.length > 0);
    builder_free(&dump);
    scenario_free(scenario);
    diags_free(&diags);
}

static void test_all_load(void **state)
{
    (void)state;
    assert_true(each_trace(must_load) > 150);
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static const char *const snippets[] = {
    "{", "}", "[", "]", "\"", ",", ":", "'", "\\", "(", ")", "null", "1e999", "\xFF",
    "\xE2\x80\x9C", "\n", "for", "lambda", " in ", "\\u0000", "\\ud800", "*", "**", "{{", "{x",
    "!r", "not ", "if ",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "99999999999999999999", "\"except*\"", "\"as\": \"x\","};

static void mutate(Builder *text, uint64_t *random)
{
    size_t at = next_random(random) % (text->length + 1);
    size_t cut = next_random(random) % 4 == 0 ? next_random(random) % 40 : next_random(random) % 2;
    if (cut > text->length - at)
        cut = text->length - at;
    size_t which = next_random(random) % (sizeof snippets / sizeof *snippets);
    const char *snippet = next_random(random) % 3 == 0 ? "" : snippets[which];
    Builder changed = {0};
    builder_add(&changed, text->at, at);
    builder_text(&changed, snippet);
    builder_add(&changed, text->at + at + cut, text->length - at - cut);
    builder_free(text);
    *text = changed;
}

static uint64_t fuzz_state = 20260101;

static void fuzz(const char *path, Builder *original)
{
    if (original->length > 4000)
        return;
    for (int round = 0; round < 12; round++) {
        Builder text = {0}, out = {0};
        builder_add(&text, original->at, original->length);
        for (uint64_t i = next_random(&fuzz_state) % 3; i < 3; i++)
            mutate(&text, &fuzz_state);
        Diags diags = {0};
        Source source = {str_of(path), builder_view(&text)};
        Scenario *scenario =
            scenario_load(source.name, source.text, test_verbs, TEST_VERBS, &diags);
        assert_true((scenario == NULL) == (diags.errors > 0));
        if (scenario)
            scenario_dump(&out, scenario);
        for (size_t i = 0; i < diags.list.count; i++) {
            Place at = diags.list.items[i].at;
            assert_true(at.offset <= text.length);
        }
        diags_render(&diags, &source, DIAG_HUMAN, true, &out);
        diags_render(&diags, &source, DIAG_JSON, false, &out);
        assert_true(utf8_valid(builder_view(&out)));
        scenario_free(scenario);
        diags_free(&diags);
        builder_free(&text);
        builder_free(&out);
    }
}

/* All that is known of a text, as it was loaded in one piece or in many. */
static void tell(Builder *out, Scenario *scenario, Diags *diags, Source source)
{
    if (scenario)
        scenario_dump(out, scenario);
    for (uint32_t i = 0; scenario && i < scenario->step_count; i++)
        builder_printf(out, "%u:%u-%u:%u ", scenario->places[i].begin.line,
                       scenario->places[i].begin.column, scenario->places[i].end.line,
                       scenario->places[i].end.column);
    diags_render(diags, &source, DIAG_JSON, false, out);
    builder_printf(out, "%zu %zu", diags->errors, diags->withheld);
    scenario_free(scenario);
    diags_free(diags);
}

/* Gives it up after so many pieces. */
static void give_up(Source source, int pieces)
{
    Diags diags = {0};
    ScenarioLoading *loading =
        scenario_begin(source.name, source.text, test_verbs, TEST_VERBS, &diags);
    uint64_t budget = 1;
    int i = 0;
    for (; i < pieces && !scenario_advance(loading, &budget); i++)
        budget = 1;
    bool good;
    scenario_free(scenario_take(loading, &good));
    assert_true(!good || i < pieces);
    diags_free(&diags);
}

/* Piece by piece it is the same as at once, and may be given up anywhere. */
static void load_in_pieces(const char *path, Builder *text)
{
    Source source = {str_of(path), builder_view(text)};
    Builder whole = {0}, pieces = {0};
    Diags diags = {0};
    Scenario *scenario = scenario_load(source.name, source.text, test_verbs, TEST_VERBS, &diags);
    tell(&whole, scenario, &diags, source);
    ScenarioLoading *loading =
        scenario_begin(source.name, source.text, test_verbs, TEST_VERBS, &diags);
    uint64_t budget = 1;
    int count = 1;
    for (; !scenario_advance(loading, &budget); budget = 1)
        count++;
    bool good;
    scenario = scenario_take(loading, &good);
    if (!good) {
        scenario_free(scenario);
        scenario = NULL;
    }
    tell(&pieces, scenario, &diags, source);
    assert_string_equal(whole.at, pieces.at);
    for (int part = 0; part < 8; part++)
        give_up(source, count * part / 8);
    builder_free(&whole);
    builder_free(&pieces);
}

static void load_mutants_in_pieces(const char *path, Builder *text)
{
    load_in_pieces(path, text);
    for (int i = 0; i < 3; i++) {
        mutate(text, &fuzz_state);
        load_in_pieces(path, text);
    }
}

static void test_pieces(void **state)
{
    (void)state;
    each_trace(load_mutants_in_pieces);
}

/* What is so large that cJSON gets it in pieces: long texts, with escapes across their borders, many
 * keys, one of them twice. */
static void test_large_pieces(void **state)
{
    (void)state;
    Builder text = {0};
    builder_text(&text, "{\"title\": \"");
    for (int i = 0; i < 6000; i++)
        builder_text(&text, i % 3 ? "\\ud83d\\ude00\\n\\\\" : "\xC3\xA9\\u00e9x");
    builder_text(&text, "\", \"coroutines\": {\"main()\": [");
    for (int i = 0; i < 2000; i++)
        builder_printf(&text, "%s{\"print\": \"%d\"}", i ? ",\n" : "", i);
    builder_text(&text, "]");
    for (int i = 0; i < 700; i++)
        builder_printf(&text, ",\n\"c%d(a, b=1)\": [{\"sleep\": \"a + b\"}]", i);
    builder_text(&text, "}, \"timelines\": [{\"run\": \"main()\"}]}");
    Diags diags = {0};
    Scenario *scenario =
        scenario_load(STR("t"), builder_view(&text), test_verbs, TEST_VERBS, &diags);
    assert_non_null(scenario);
    assert_int_equal(scenario->title.length, 2000 * 5 + 4000 * 6);
    assert_memory_equal(scenario->title.at, "\xC3\xA9\xC3\xA9x\xF0\x9F\x98\x80\n\\", 11);
    assert_memory_equal(scenario->title.at + scenario->title.length - 6,
                        "\xF0\x9F\x98\x80\n\\", 6);
    assert_int_equal(scenario->step_count, 2700);
    assert_int_equal(scenario->places[1].begin.line, 2);
    assert_true(str_is(scenario->coroutines[700].name, "c699"));
    scenario_free(scenario);
    load_in_pieces("t", &text);
    char *again = strstr(text.at, "c699");
    memcpy(again, "c698", 4);
    assert_null(scenario_load(STR("t"), builder_view(&text), test_verbs, TEST_VERBS, &diags));
    assert_int_equal(diags.errors, 1);
    assert_non_null(strstr(diags.list.items[0].what, "stands twice"));
    diags_free(&diags);
    load_in_pieces("t", &text);
    builder_free(&text);
}

static void test_fuzz(void **state)
{
    (void)state;
    each_trace(fuzz);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_load),
                                       cmocka_unit_test(test_pieces),
                                       cmocka_unit_test(test_large_pieces),
                                       cmocka_unit_test(test_fuzz)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
