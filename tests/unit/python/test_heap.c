/* The collector: what is reachable stays as it was, all else goes, and the limit holds. */
#include "bare_python.h"


#include <string.h>

static BarePython bare;
static Python *const py = &bare.py;

static int begin(void **state)
{
    (void)state;
    bare_begin(&bare, (size_t)1 << 31);
    return 0;
}

static int end(void **state)
{
    (void)state;
    bare_end(&bare);
    return 0;
}

static void collect(void)
{
    py->collect_always = true;
    heap_look(py->heap);
    py->collect_always = false;
}

static void garbage_goes(void **state)
{
    (void)state;
    collect();
    size_t before = heap_bytes(py->heap);
    for (int i = 0; i < 100000; i++) {
        value_str(py, STR("gone"));
        value_list(py, OBJ_LIST, (const Value[]){INT_VALUE(1), INT_VALUE(2)}, 2);
    }
    StrObj *large = text_make(py, 1000000);
    assert_non_null(large);
    assert_true(heap_bytes(py->heap) > before + 1000000);
    collect();
    assert_int_equal(heap_bytes(py->heap), before);
}

/* A list of texts and numbers, nested, with a cycle; checked again after each collection. */
static void reachable_stays(void **state)
{
    (void)state;
    ListObj *root = list_make(py, OBJ_LIST);
    bare.kept = OBJ_VALUE(root);
    for (int64_t i = 0; i < 3000; i++) {
        char text[600];
        size_t length = (size_t)(i % 599);
        memset(text, 'a' + (int)(i % 26), length);
        const Value pair[] = {INT_VALUE(i), value_str(py, (Str){text, length})};
        assert_true(list_append(py, root, value_list(py, OBJ_TUPLE, pair, 2)));
        value_str(py, (Str){text, length}); /* and as much garbage between */
        if (i % 100 == 0)
            collect();
    }
    assert_true(list_append(py, root, OBJ_VALUE(root)));
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
    bare.kept = NONE_VALUE;
}

/* Marking must not use C's stack. */
static void deep_lists(void **state)
{
    (void)state;
    Value inner = value_list(py, OBJ_LIST, NULL, 0);
    for (int i = 0; i < 1000000; i++)
        inner = value_list(py, OBJ_LIST, &inner, 1);
    bare.kept = inner;
    collect();
    size_t deep = heap_bytes(py->heap);
    assert_true(deep > 1000000 * sizeof(ListObj));
    bool equal;
    Value copy = value_list(py, OBJ_LIST, as_list(inner)->items, 1);
    assert_true(value_equal(py, inner, inner, &equal) && equal);
    assert_true(value_equal(py, inner, copy, &equal) && equal); /* the same inside */
    Builder out = {0};
    assert_false(value_repr(py, inner, &out));
    assert_non_null(py->limit);
    builder_free(&out);
    bare.kept = NONE_VALUE;
    collect();
    assert_true(heap_bytes(py->heap) < 100000);
}

static void the_limit_holds(void **state)
{
    (void)state;
    bare_end(&bare);
    bare_begin(&bare, (size_t)1 << 31);
    heap_free(py->heap);
    py->max_bytes = 1 << 20;
    py->heap = heap_new(py);
    assert_true(heap_room(py->heap, 1000));
    assert_null(text_make(py, 2 << 20));
    assert_string_equal(py->limit, "the run needs more than 1 MiB of memory; --max-memory allows more");
    py->limit = NULL;
    assert_null(text_make(py, SIZE_MAX - 4));
    py->limit = NULL;
    ListObj *list = list_make(py, OBJ_LIST);
    bare.kept = OBJ_VALUE(list);
    while (list_append(py, list, INT_VALUE(1)))
        continue;
    assert_true(list->count > 10000 && heap_bytes(py->heap) <= 1 << 20);
    assert_non_null(py->limit);
}

static void nesting_is_counted(void **state)
{
    (void)state;
    int depth = 0;
    while (heap_descend(py->heap))
        depth++;
    assert_non_null(py->limit);
    assert_true(depth >= 1000);
    for (; depth; depth--)
        heap_ascend(py->heap);
    py->limit = NULL;
    assert_true(heap_descend(py->heap));
    heap_ascend(py->heap);
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
