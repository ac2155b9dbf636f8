/* Dragged numbers as patches: found, applied, and moved into what someone else has saved. */
#include "player/patch.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* `before` was dragged to `ours` and saved elsewhere as `theirs`: the merged text, or NULL. */
static const char *merge(Arena *arena, const char *before, const char *ours, const char *theirs)
{
    Patches patches = {0}, moved = {0};
    Builder out = {0};
    const char *text = NULL;
    patches_between(str_of(before), str_of(ours), arena, &patches);
    if (patches_move(str_of(before), str_of(theirs), &patches, &moved)) {
        patches_apply(str_of(theirs), &moved, &out);
        text = arena_copy(arena, out.at, out.length);
    }
    builder_free(&out);
    array_free(&patches);
    array_free(&moved);
    return text;
}

static void test_between_and_apply(void **state)
{
    (void)state;
    Arena arena = {0};
    Patches patches = {0};
    Builder out = {0};
    Str before = STR("a(1, 2.5)\nb(10)\n"), after = STR("a(1.25, 2.5)\nb(1)\n");
    patches_between(before, after, &arena, &patches);
    assert_int_equal(patches.count, 2);
    patches_apply(before, &patches, &out);
    assert_true(str_equal(builder_view(&out), after));
    builder_free(&out);
    array_free(&patches);
    arena_free(&arena);
}

static void test_merging(void **state)
{
    (void)state;
    Arena arena = {0};
    const char *before = "one\nsleep(2)\ntwo\nsleep(2)\n", *ours = "one\nsleep(2)\ntwo\nsleep(3)\n";
    assert_string_equal(merge(&arena, before, ours, "one\nnew\nsleep(2)\ntwo\nsleep(2)\n"),
                        "one\nnew\nsleep(2)\ntwo\nsleep(3)\n");
    assert_string_equal(merge(&arena, before, ours, "sleep(2)\nsleep(2)\nend\n"),
                        "sleep(2)\nsleep(3)\nend\n");
    assert_string_equal(merge(&arena, "say(1, 'One')\n", "say(4, 'One')\n", "say(1, 'Eins')\n"),
                        "say(4, 'Eins')\n");
    assert_null(merge(&arena, "say(1, 'One')\n", "say(4, 'One')\n", "say(2, 'One')\n"));
    assert_null(merge(&arena, before, ours, "one\nsleep(2)\ntwo\n"));
    arena_free(&arena);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_int_equal(patch_number_at(STR("sleep(0.25)"), 6).length, 4);
    assert_int_equal(patch_number_at(STR("1e-3,"), 0).length, 4);
    assert_int_equal(patch_number_at(STR("abc"), 1).length, 0);
    assert_int_equal(patch_number_at(STR("125"), 1).length, 0);
    assert_int_equal(patch_number_at(STR(""), 0).length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_between_and_apply),
                                       cmocka_unit_test(test_merging),
                                       cmocka_unit_test(test_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
