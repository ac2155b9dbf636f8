/* The collector: what is reachable stays as it was, all else goes, and the limit holds. */
#include "bare_run.h"

#include "sim/plain.h"

#include <string.h>

static Run run;

static int begin(void **state)
{
    (void)state;
    bare_run_begin(&run, 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    bare_run_end(&run);
    return 0;
}

static void collect(void)
{
    run.options.collect_always = true;
    heap_safe_point(run.heap);
    run.options.collect_always = false;
}

static void garbage_goes(void **state)
{
    (void)state;
    collect();
    size_t before = heap_bytes(run.heap);
    for (int i = 0; i < 100000; i++) {
        value_str(&run, STR("gone"));
        value_list(&run, OBJ_LIST, (const Value[]){INT_VALUE(1), INT_VALUE(2)}, 2);
    }
    StrObj *large = text_make(&run, 1000000);
    assert_non_null(large);
    assert_true(heap_bytes(run.heap) > before + 1000000);
    collect();
    assert_int_equal(heap_bytes(run.heap), before);
}

/* A list of texts and numbers, nested, with a cycle; checked again after each collection. */
static void reachable_stays(void **state)
{
    (void)state;
    ListObj *root = list_make(&run, OBJ_LIST);
    run.awaited = OBJ_VALUE(root);
    for (int64_t i = 0; i < 3000; i++) {
        char text[600];
        size_t length = (size_t)(i % 599);
        memset(text, 'a' + (int)(i % 26), length);
        const Value pair[] = {INT_VALUE(i), value_str(&run, (Str){text, length})};
        assert_true(list_append(&run, root, value_list(&run, OBJ_TUPLE, pair, 2)));
        value_str(&run, (Str){text, length}); /* and as much garbage between */
        if (i % 100 == 0)
            collect();
    }
    assert_true(list_append(&run, root, OBJ_VALUE(root)));
    collect();
    assert_int_equal(root->count, 3001);
    for (int64_t i = 0; i < 3000; i++) {
        const ListObj *pair = as_list(root->items[i]);
        Str text = str_view(as_str(pair->items[1]));
        assert_true(pair->items[0].i == i);
        assert_int_equal(text.length, i % 599);
        for (size_t j = 0; j < text.length; j++)
            assert_int_equal(text.at[j], 'a' + (int)(i % 26));
    }
    run.awaited = NONE_VALUE;
}

/* Marking must not use C's stack. */
static void deep_lists(void **state)
{
    (void)state;
    Value inner = value_list(&run, OBJ_LIST, NULL, 0);
    for (int i = 0; i < 1000000; i++)
        inner = value_list(&run, OBJ_LIST, &inner, 1);
    run.awaited = inner;
    collect();
    size_t deep = heap_bytes(run.heap);
    assert_true(deep > 1000000 * sizeof(ListObj));
    bool equal;
    Value copy = value_list(&run, OBJ_LIST, as_list(inner)->items, 1);
    assert_true(value_equal(&run, inner, inner, &equal) && equal);
    assert_true(value_equal(&run, inner, copy, &equal) && equal); /* the same inside */
    Builder out = {0};
    assert_false(value_repr(&run, inner, &out));
    assert_non_null(run.limit);
    builder_free(&out);
    run.awaited = NONE_VALUE;
    collect();
    assert_true(heap_bytes(run.heap) < 100000);
}

static void the_limit_holds(void **state)
{
    (void)state;
    bare_run_end(&run);
    bare_run_begin(&run, 1);
    heap_free(run.heap);
    run.options.max_bytes = 1 << 20;
    run.heap = heap_new(&run);
    assert_true(heap_room(run.heap, 1000));
    assert_null(text_make(&run, 2 << 20));
    assert_string_equal(run.limit, "the run needs more than 1 MiB of memory");
    run.limit = NULL;
    assert_null(text_make(&run, SIZE_MAX - 4));
    run.limit = NULL;
    ListObj *list = list_make(&run, OBJ_LIST);
    run.awaited = OBJ_VALUE(list);
    while (list_append(&run, list, INT_VALUE(1)))
        continue;
    assert_true(list->count > 10000 && heap_bytes(run.heap) <= 1 << 20);
    assert_non_null(run.limit);
}

static void nesting_is_counted(void **state)
{
    (void)state;
    int depth = 0;
    while (heap_descend(run.heap))
        depth++;
    assert_non_null(run.limit);
    assert_true(depth >= 1000);
    for (; depth; depth--)
        heap_ascend(run.heap);
    run.limit = NULL;
    assert_true(heap_descend(run.heap));
    heap_ascend(run.heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(garbage_goes, begin, end),
        cmocka_unit_test_setup_teardown(reachable_stays, begin, end),
        cmocka_unit_test_setup_teardown(deep_lists, begin, end),
        cmocka_unit_test_setup_teardown(the_limit_holds, begin, end),
        cmocka_unit_test_setup_teardown(nesting_is_counted, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
