/* The short way for whole numbers says what the long one says, or nothing. */
#include "bare_python.h"
#include "python/plain.h"
#include "python/whole.h"

static const int64_t numbers[] = {0, 1, -1, 2, 3, -3, 7, -7, 1000, INT64_MAX, INT64_MIN};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

static Expr left = {.kind = EXPR_LOCAL, .slot = 0}, right = {.kind = EXPR_LOCAL, .slot = 1};

static bool binary_agrees(Python *py, Op op, Value *locals)
{
    const Expr expr = {.kind = EXPR_BINARY, .op = (uint8_t)op, .left = &left, .right = &right};
    int64_t answer;
    Value result;
    if (!whole_binary(py, locals, &expr, &answer))
        return false;
    assert_true(value_binary(py, op, locals[0], locals[1], &result));
    assert_int_equal(result.tag, V_INT);
    assert_true(result.i == answer);
    return true;
}

static bool compare_agrees(Python *py, Op op, Value *locals)
{
    Expr *items[] = {&right};
    const Expr expr = {.kind = EXPR_COMPARE, .left = &left, .items = items, .ops = &op, .count = 1};
    bool answer, result;
    if (!whole_compare(py, locals, &expr, &answer))
        return false;
    assert_true(value_compare(py, op, locals[0], locals[1], &result));
    assert_int_equal(result, answer);
    return true;
}

static void test_agrees(void **state)
{
    (void)state;
    BarePython bare;
    bare_begin(&bare, (size_t)1 << 20);
    int agreed[OP_IS_NOT + 1] = {0};
    for (int i = 0; i < NUMBERS * NUMBERS; i++) {
        Value locals[] = {INT_VALUE(numbers[i / NUMBERS]), INT_VALUE(numbers[i % NUMBERS])};
        for (Op op = OP_ADD; op <= OP_BIT_OR; op++)
            agreed[op] += binary_agrees(&bare.py, op, locals);
        for (Op op = OP_EQUAL; op <= OP_IS_NOT; op++)
            agreed[op] += compare_agrees(&bare.py, op, locals);
    }
    for (Op op = OP_EQUAL; op <= OP_GREATER_EQUAL; op++)
        assert_int_equal(agreed[op], NUMBERS * NUMBERS);
    assert_int_equal(agreed[OP_MODULO], NUMBERS * 6); /* by those above 0 */
    assert_true(agreed[OP_ADD] > 90 && agreed[OP_SUBTRACT] > 90 && agreed[OP_MULTIPLY] > 90);
    assert_true(agreed[OP_ADD] < NUMBERS * NUMBERS); /* past 64 bits it says nothing */
    bare_end(&bare);
}

/* What is no whole number, or has no value yet, is for the walk over the tree. */
static void test_nothing_else(void **state)
{
    (void)state;
    BarePython bare;
    bare_begin(&bare, (size_t)1 << 20);
    const Value others[] = {{.tag = V_UNSET}, NONE_VALUE, BOOL_VALUE(true), FLOAT_VALUE(1.0)};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(binary_agrees(&bare.py, OP_ADD, (Value[]){others[i], INT_VALUE(1)}));
        assert_false(binary_agrees(&bare.py, OP_ADD, (Value[]){INT_VALUE(1), others[i]}));
        assert_false(compare_agrees(&bare.py, OP_LESS, (Value[]){others[i], INT_VALUE(1)}));
        assert_false(compare_agrees(&bare.py, OP_LESS, (Value[]){INT_VALUE(1), others[i]}));
    }
    bare_end(&bare);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_agrees),
                                       cmocka_unit_test(test_nothing_else)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
