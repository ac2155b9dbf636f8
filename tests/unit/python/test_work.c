/* What is done to much counts as much work: no step of a scenario is dear and free. */
#include "bare_python.h"

#include "python/method.h"

#include <string.h>

enum { LARGE = 1000000 };

static BarePython bare;
static Python *const py = &bare.py;
static uint64_t before; /* work_now() then */

static int begin(void **state)
{
    (void)state;
    bare_begin(&bare, (size_t)1 << 30);
    return 0;
}

static int end(void **state)
{
    (void)state;
    bare_end(&bare);
    return 0;
}

static Value large_text(char character)
{
    StrObj *text = text_make(py, LARGE);
    memset(text->at, character, LARGE);
    return text_seal(text);
}

static uint64_t work_now(void)
{
    return py->steps * 32 + py->items;
}

/* Whether it raises does not matter: it may have looked at all of it before. */
static void check_counts_all(Value self, const Method *methods)
{
    for (const Method *method = methods; method->name; method++) {
        Value given = large_text('b'), result;
        const Arguments one = {.positional = &given, .count = 1};
        before = work_now();
        if (method->cost == COST_FIXED)
            continue;
        (void)method_call(py, method, self.o, &one, &result);
        if (work_now() - before < value_size(self) + LARGE)
            fail_msg("%s counts too little", method->name);
        py->raised = NULL;
    }
}

static void methods_count_what_they_are_given(void **state)
{
    (void)state;
    const Value items[] = {INT_VALUE(1), INT_VALUE(2), INT_VALUE(3)};
    check_counts_all(large_text('a'), str_methods);
    check_counts_all(value_list(py, OBJ_LIST, items, 3), list_methods);
    check_counts_all(value_list(py, OBJ_TUPLE, items, 3), tuple_methods);
}

/* Since the last of these, at least a quarter of the large text. */
static void check_counted(bool good)
{
    assert_true(good);
    assert_true(work_now() - before >= LARGE / 4);
    before = work_now();
}

static void operations_count_what_they_touch(void **state)
{
    (void)state;
    Value text = large_text('a'), other = large_text('a'), result;
    Builder out = {0};
    bool answer;
    const Arguments one = {.positional = &text, .count = 1};
    before = work_now();
    check_counted(value_text(py, text, &out));
    check_counted(value_repr(py, text, &out));
    check_counted(value_format(py, text, STR(".1"), &out));
    check_counted(value_compare(py, OP_IN, other, text, &answer));
    check_counted(value_compare(py, OP_IS, other, text, &answer));
    check_counted(value_binary(py, OP_ADD, text, other, &result));
    before = work_now();
    assert_false(builtin_call(py, BUILTIN_INT, &one, &result));
    assert_true(work_now() - before >= LARGE);
    before = work_now();
    assert_false(builtin_call(py, BUILTIN_FLOAT, &one, &result));
    assert_true(work_now() - before >= LARGE);
    builder_free(&out);
}

static void characters_count_when_they_are_looked_for(void **state)
{
    (void)state;
    Builder accents = {0};
    Value last;
    for (int i = 0; i < LARGE; i++)
        builder_text(&accents, "\xC3\xA9");
    Value text = value_from_builder(py, &accents);
    before = work_now();
    check_counted(value_index(py, text, INT_VALUE(LARGE - 1), &last));
    assert_int_equal(value_size(last), 2);
}

/* By halving: a set of a million characters and a text of a million are done at once. */
static void stripping_a_large_set(void **state)
{
    (void)state;
    Value set = large_text('b'), stripped;
    as_str(set)->at[LARGE - 1] = 'a';
    const Arguments one = {.positional = &set, .count = 1};
    assert_true(value_call_method(py, large_text('a'), STR("strip"), &one, &stripped));
    assert_int_equal(value_size(stripped), 0);
    Value around = value_str(py, STR("\xC3\xA9 a\xC3\xA9z")), few = value_str(py, STR("z\xC3\xA9"));
    const Arguments accent = {.positional = &few, .count = 1};
    assert_true(value_call_method(py, around, STR("strip"), &accent, &stripped));
    assert_true(str_is(str_view(as_str(stripped)), " a"));
}

/* A text that grows by a character at a time, and a list that is used as a queue: each takes work
 * by its length, not by its square. Older texts stay what they were. */
static void growing_and_shrinking_by_one(void **state)
{
    (void)state;
    enum { TIMES = 100000 };
    Value grown = value_str(py, STR("")), early = grown, other;
    before = work_now();
    for (int i = 0; i < TIMES; i++) {
        assert_true(value_binary(py, OP_ADD, grown, value_str(py, STR("ab")), &grown));
        early = i == TIMES / 2 ? grown : early;
    }
    assert_true(value_binary(py, OP_ADD, early, value_str(py, STR("c")), &other));
    assert_true(value_binary(py, OP_ADD, grown, value_str(py, STR("d")), &grown));
    assert_int_equal(value_size(grown), TIMES * 2 + 1);
    assert_int_equal(value_size(early), TIMES + 2);
    assert_int_equal(as_str(other)->at[TIMES + 2], 'c');
    assert_int_equal(as_str(grown)->at[TIMES + 2], 'a');
    ListObj *queue = list_make(py, OBJ_LIST);
    const Value first = INT_VALUE(0);
    const Arguments one = {.positional = &first, .count = 1};
    for (int64_t i = 0; i < TIMES; i++)
        assert_true(list_append(py, queue, INT_VALUE(i)));
    for (int64_t i = 0; i < TIMES; i++) {
        Value item;
        assert_true(value_call_method(py, OBJ_VALUE(queue), STR("pop"), &one, &item));
        assert_int_equal(item.i, i);
        assert_true(i % 2 || list_append(py, queue, INT_VALUE(TIMES + i / 2)));
    }
    assert_int_equal(queue->count, TIMES / 2);
    assert_int_equal(queue->items[0].i, TIMES);
    assert_true(work_now() - before < TIMES * 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(methods_count_what_they_are_given, begin, end),
        cmocka_unit_test_setup_teardown(operations_count_what_they_touch, begin, end),
        cmocka_unit_test_setup_teardown(characters_count_when_they_are_looked_for, begin, end),
        cmocka_unit_test_setup_teardown(growing_and_shrinking_by_one, begin, end),
        cmocka_unit_test_setup_teardown(stripping_a_large_set, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
