/* What names hold, of all lessons and of scenarios made for it: told right, and without changing
 * the run. */
#include "lesson/lesson.h"

#include "base/file.h"
#include "base/number.h"
#include "steps/steps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <glob.h>
#include <string.h>

/* In the texts below a backtick stands for JSON's quote. */
static Loaded *loaded_of(const char *text)
{
    Builder json = {0};
    Diags diags = {0};
    for (const char *at = text; *at; at++)
        builder_char(&json, *at == '`' ? '"' : *at);
    Loaded *loaded = lesson_make(&(LessonRequest){.name = STR("test.json"),
                                                  .text = builder_view(&json), .fold = true},
                                 &diags);
    if (!loaded)
        fail_msg("%s\n%s", diags.list.items[0].what, json.at);
    assert_null(loaded->lesson.values);
    while (!lesson_values(loaded, 3)) /* as small pieces as there are */
        continue;
    assert_non_null(loaded->lesson.values);
    diags_free(&diags);
    builder_free(&json);
    return loaded;
}

/* `a = 1; b = 'x'` of a lane, what a name held before in brackets. */
static void assert_names(const Loaded *loaded, uint32_t lane, Moment at, const char *expected)
{
    NameNow names[16];
    Builder text = {0};
    size_t count = values_at(loaded->lesson.values[0], lane, at, names, 16);
    builder_text(&text, "");
    for (size_t i = 0; i < count; i++) {
        builder_printf(&text, "%s%.*s = %.*s", i ? "; " : "", (int)names[i].name.length,
                       names[i].name.at, (int)names[i].text.length, names[i].text.at);
        if (names[i].depth)
            builder_printf(&text, " in %u", names[i].depth);
        if (names[i].before.at)
            builder_printf(&text, " (%.*s)", (int)names[i].before.length, names[i].before.at);
    }
    assert_string_equal(text.at, expected);
    builder_free(&text);
}

static Moment moment(double seconds, uint32_t step)
{
    return (Moment){(int64_t)(seconds * 1e9), step};
}

static void a_lost_update(void **state)
{
    (void)state;
    Loaded *loaded = loaded_of(
        "{`let`: {`balance`: 100}, `coroutines`: {"
        "`withdraw(amount)`: [{`let`: {`seen`: `balance`}}, {`sleep`: 1},"
        " {`let`: {`balance`: `seen - amount`}}],"
        "`main()`: [{`gather`: [`withdraw(30)`, `withdraw(20)`]}, {`sleep`: 1}]},"
        "`timelines`: [{`run`: `main()`}]}");
    assert_names(loaded, NO_TASK, moment(0, 0), "balance = 100");
    assert_names(loaded, 1, moment(0, 1), "");
    assert_names(loaded, 1, moment(0, 2), "amount = 30; seen = 100");
    assert_names(loaded, 2, moment(0, 2), "");
    assert_names(loaded, 2, moment(0.5, ALL_STEPS), "amount = 20; seen = 100");
    assert_names(loaded, NO_TASK, moment(1, 1), "balance = 70 (100)");
    assert_names(loaded, NO_TASK, moment(1, 2), "balance = 80 (70)");
    assert_names(loaded, NO_TASK, moment(2, ALL_STEPS), "balance = 80 (70)");
    lesson_free(loaded);
}

static void calls_inside_of_calls(void **state)
{
    (void)state;
    Loaded *loaded = loaded_of(
        "{`coroutines`: {`inner(x)`: [{`let`: {`y`: `x + 1`}}, {`sleep`: 1}, {`return`: `y`}],"
        "`main()`: [{`await`: `inner(1)`, `as`: `got`}, {`await`: `inner(got)`, `as`: `got`},"
        "{`sleep`: 1}]}, `timelines`: [{`run`: `main()`}]}");
    assert_names(loaded, 0, moment(0, 1), "x = 1 in 1; y = 2 in 1");
    assert_names(loaded, 0, moment(1, 1), "got = 2; x = 2 in 1 (1); y = 3 in 1 (2)");
    assert_names(loaded, 0, moment(2, 1), "got = 3 (2)");
    lesson_free(loaded);
}

static void lists_change_whoever_holds_them(void **state)
{
    (void)state;
    Loaded *loaded = loaded_of(
        "{`let`: {`q`: `Queue()`}, `coroutines`: {"
        "`adds(to)`: [{`sleep`: 1}, {`call`: `to.append(q)`}],"
        "`main()`: [{`let`: {`mine`: `[0]`, `same`: `q`}}, {`gather`: [`adds(mine)`]}]},"
        "`timelines`: [{`run`: `main()`}]}");
    assert_names(loaded, NO_TASK, moment(0, 0), ""); /* q is q */
    assert_names(loaded, 0, moment(0, 1), "mine = [0]; same = q");
    assert_names(loaded, 0, moment(1, 1), "mine = [0, q] ([0]); same = q");
    lesson_free(loaded);
}

static void before_and_after_the_loop_is_held(void **state)
{
    (void)state;
    Loaded *loaded = loaded_of(
        "{`coroutines`: {`main()`: [{`let`: {`n`: 1}}, {`block`: 2}, {`let`: {`n`: 2}},"
        "{`sleep`: 1}]}, `timelines`: [{`run`: `main()`}]}");
    assert_names(loaded, 0, moment(1, ALL_STEPS), "n = 1");
    assert_names(loaded, 0, moment(2, ALL_STEPS), "n = 2 (1)");
    lesson_free(loaded);
}

/* A million changes: told as far as there is room for, and where that ended; what
 * is to be seen later is told when it is asked for. */
static void no_more_than_there_is_room_for(void **state)
{
    (void)state;
    Loaded *loaded = loaded_of(
        "{`let`: {`n`: 0}, `coroutines`: {`main()`: [{`for`: `i in range(80000)`, `do`: ["
        "{`let`: {`n`: `i`}}, {`sleep`: 0.001}]}]}, `timelines`: [{`run`: `main()`}]}");
    const Values *values = loaded->lesson.values[0];
    assert_true(values->ends);
    assert_true(values->end.t > 10 * (int64_t)NS_PER_SECOND &&
                values->end.t < 80 * (int64_t)NS_PER_SECOND);
    assert_names(loaded, NO_TASK, moment(0.5, ALL_STEPS), "n = 500 (499)");
    Moment late = moment(70, ALL_STEPS), early = moment(0.3, ALL_STEPS);
    assert_false(lesson_has_values_at(loaded, late));
    while (!lesson_values_at(loaded, late, 50000))
        continue;
    assert_true(lesson_has_values_at(loaded, late));
    assert_names(loaded, NO_TASK, late, "n = 70000 (69999)");
    assert_names(loaded, 0, late, "i = 70000 (69999)");
    assert_false(lesson_has_values_at(loaded, early));
    while (!lesson_values_at(loaded, early, UINT64_MAX))
        continue;
    assert_names(loaded, NO_TASK, early, "n = 300 (299)");
    lesson_free(loaded);
}

/* The trace of a run that tells of its values, without them, is that of one that does not. */
static void dump_without_values(Builder *out, const Scenario *scenario, uint32_t index, bool values)
{
    Builder dump = {0};
    Trace *trace = sim_run(scenario, index, step_ops, &(SimOptions){.values = values}, NULL);
    trace_dump(&dump, trace, index);
    for (const char *at = dump.at, *end; (end = strchr(at, '\n')); at = end + 1) {
        Str line = {at, (size_t)(end + 1 - at)};
        Builder words = {0};
        builder_str(&words, line);
        if (!strstr(words.at, " value ") && !strstr(words.at, " values_end"))
            builder_str(out, line);
        builder_free(&words);
    }
    trace_free(trace);
    builder_free(&dump);
}

static void every_lesson_runs_as_it_does_without(void **state)
{
    (void)state;
    glob_t lessons;
    assert_int_equal(glob(SOURCE_DIR "/scenarios/*.json", 0, NULL, &lessons), 0);
    for (size_t i = 0; i < lessons.gl_pathc; i++) {
        Builder text = {0};
        FileError error;
        Diags diags = {0};
        assert_true(file_read(lessons.gl_pathv[i], SCENARIO_MAX_BYTES, &text, &error));
        Scenario *scenario = scenario_load(str_of(lessons.gl_pathv[i]), builder_view(&text),
                                           step_specs, step_verb_count, &diags);
        assert_non_null(scenario);
        for (uint32_t k = 0; k < scenario->timeline_count; k++) {
            Builder with = {0}, without = {0};
            dump_without_values(&with, scenario, k, true);
            dump_without_values(&without, scenario, k, false);
            assert_string_equal(with.at, without.at);
            builder_free(&with);
            builder_free(&without);
        }
        scenario_free(scenario);
        diags_free(&diags);
        builder_free(&text);
    }
    assert_true(lessons.gl_pathc > 20);
    globfree(&lessons);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lost_update),
        cmocka_unit_test(calls_inside_of_calls),
        cmocka_unit_test(lists_change_whoever_holds_them),
        cmocka_unit_test(before_and_after_the_loop_is_held),
        cmocka_unit_test(no_more_than_there_is_room_for),
        cmocka_unit_test(every_lesson_runs_as_it_does_without),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
