/* The order in which queues give back, and the heap's shape after a comparison that raised, as
 * CPython 3.14's heapq leaves it. */
#include "sim/bare_run.h"

#include <string.h>

static void check_repr(Run *run, Queue *queue, const char *want)
{
    Builder text = {0};
    Value items = value_list(&run->py, OBJ_LIST, queue->items + queue->first, queue->count);
    assert_true(value_repr(&run->py, items, &text));
    assert_string_equal(text.at, want);
    builder_free(&text);
}

static void push_all(Run *run, Queue *queue, const int64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_true(queue_push(run, queue, INT_VALUE(numbers[i])));
}

static void check_taken(Run *run, Queue *queue, const int64_t *want, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Value item;
        assert_true(queue_take(run, queue, &item));
        assert_int_equal(item.i, want[i]);
    }
    assert_int_equal(queue->count, 0);
}

static void each_kind_has_its_order(void **state)
{
    (void)state;
    static const int64_t numbers[] = {5, 2, 8, 1, 9, 3};
    static const int64_t want[][6] = {
        [QUEUE_FIFO] = {5, 2, 8, 1, 9, 3},
        [QUEUE_PRIORITY] = {1, 2, 3, 5, 8, 9},
        [QUEUE_LIFO] = {3, 9, 1, 8, 2, 5},
    };
    Run run;
    bare_run_begin(&run, 1);
    for (int kind = QUEUE_FIFO; kind <= QUEUE_LIFO; kind++) {
        Queue *queue = queue_new(&run, (QueueKind)kind);
        push_all(&run, queue, numbers, 6);
        check_taken(&run, queue, want[kind], 6);
    }
    bare_run_end(&run);
}

static void a_fifo_may_go_round_for_ever(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 1);
    Queue *queue = queue_new(&run, QUEUE_FIFO);
    for (int64_t i = 0; i < 10000; i++) {
        Value item;
        assert_true(queue_push(&run, queue, INT_VALUE(i)));
        if (i < 3)
            continue;
        assert_true(queue_take(&run, queue, &item));
        assert_int_equal(item.i, i - 3);
    }
    assert_true(queue->room <= 16);
    bare_run_end(&run);
}

static void the_heap_makes_the_moves_of_heapq(void **state)
{
    (void)state;
    static const int64_t numbers[] = {6, 4, 5, 1, 3, 2};
    Run run;
    bare_run_begin(&run, 1);
    Queue *queue = queue_new(&run, QUEUE_PRIORITY);
    push_all(&run, queue, numbers, 6);
    check_repr(&run, queue, "[1, 3, 2, 6, 4, 5]");
    Value item;
    assert_true(queue_take(&run, queue, &item));
    check_repr(&run, queue, "[2, 3, 5, 6, 4]");
    bare_run_end(&run);
}

static void what_does_not_compare_stays_where_it_got(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 1);
    Queue *queue = queue_new(&run, QUEUE_PRIORITY);
    push_all(&run, queue, (const int64_t[]){5, 3}, 2);
    assert_false(queue_push(&run, queue, value_str(&run.py, STR("a"))));
    check_repr(&run, queue, "[3, 5, 'a']");
    push_all(&run, queue, (const int64_t[]){1}, 1);
    check_repr(&run, queue, "[1, 3, 'a', 5]");
    Value item;
    assert_false(queue_take(&run, queue, &item));
    check_repr(&run, queue, "[5, 3, 'a']");
    bare_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_has_its_order),
        cmocka_unit_test(a_fifo_may_go_round_for_ever),
        cmocka_unit_test(the_heap_makes_the_moves_of_heapq),
        cmocka_unit_test(what_does_not_compare_stays_where_it_got),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
