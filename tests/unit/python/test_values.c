/* What the table of expressions can't hold: names, unpacking, arguments, durations, exceptions that
 * are caught and split, and what is too large. */
#include "bare_python.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static BarePython bare;
static Python *const py = &bare.py;

static int begin(void **state)
{
    (void)state;
    bare_begin(&bare, (size_t)1 << 31);
    py->max_bytes = 64 << 20;
    heap_free(py->heap);
    py->heap = heap_new(py);
    return 0;
}

static int end(void **state)
{
    (void)state;
    bare_end(&bare);
    return 0;
}

static void check_raised(bool good, const char *expected)
{
    Builder line = {0};
    assert_false(good);
    assert_null(py->limit);
    assert_true(exception_line(py, (ExceptionObj *)(void *)py->raised, &line));
    assert_string_equal(line.at, expected);
    builder_free(&line);
}

static void check_limit(bool good)
{
    assert_false(good);
    assert_non_null(py->limit);
    py->limit = NULL;
}

static void check_repr(Value value, const char *expected)
{
    Builder out = {0};
    assert_true(value_repr(py, value, &out));
    assert_string_equal(out.at, expected);
    builder_free(&out);
}

static Value text(const char *nul_terminated)
{
    return value_str(py, str_of(nul_terminated));
}

static Value builtin(Builtin id)
{
    return (Value){.tag = V_BUILTIN, .id = id};
}

static void unbound_names(void **state)
{
    (void)state;
    Value local = {.tag = V_UNSET}, shared = {.tag = V_UNSET}, result;
    const Expr a = {.kind = EXPR_LOCAL, .name = STR("x")};
    const Expr b = {.kind = EXPR_SHARED, .name = STR("y")};
    py->shared = &shared;
    check_raised(evaluate(py, &local, &a, &result),
                 "UnboundLocalError: cannot access local variable 'x' where it is not associated "
                 "with a value");
    check_raised(evaluate(py, &local, &b, &result), "NameError: name 'y' is not defined");
    local = INT_VALUE(3);
    assert_true(evaluate(py, &local, &a, &result) && result.i == 3);
    py->shared = NULL;
}

static void unpacking(void **state)
{
    (void)state;
    Value locals[2] = {{.tag = V_UNSET}, {.tag = V_UNSET}};
    Binding names[] = {{.slot = 0}, {.slot = 1}};
    const Target two = {.names = names, .count = 2, .unpack = true};
    const Value items[] = {INT_VALUE(1), INT_VALUE(2), INT_VALUE(3)};
    assert_true(target_bind(py, locals, &two, text("ab")));
    check_repr(locals[1], "'b'");
    check_raised(target_bind(py, locals, &two, INT_VALUE(1)),
                 "TypeError: cannot unpack non-iterable int object");
    check_raised(target_bind(py, locals, &two, value_list(py, OBJ_LIST, items, 1)),
                 "ValueError: not enough values to unpack (expected 2, got 1)");
    check_raised(target_bind(py, locals, &two, value_list(py, OBJ_TUPLE, items, 3)),
                 "ValueError: too many values to unpack (expected 2, got 3)");
    check_raised(target_bind(py, locals, &two, value_range(py, 0, 1000000000000, 1)),
                 "ValueError: too many values to unpack (expected 2)");
    check_repr(locals[1], "'b'"); /* nothing was bound on the way */
    target_unbind(py, locals, &two);
    assert_int_equal(locals[0].tag, V_UNSET);
}

static void python_arguments(void **state)
{
    (void)state;
    static const char *const names[] = {"delay", "what", "times"};
    const Value given[] = {INT_VALUE(1), INT_VALUE(2), INT_VALUE(3), INT_VALUE(4)};
    const Str named[] = {STR("dely"), STR("delay")};
    Value values[3] = {0};
    check_raised(arguments_take(py, &(Arguments){0}, "f", names, 1, values, 3),
                 "TypeError: f() missing 1 required positional argument: 'delay'");
    check_raised(arguments_take(py, &(Arguments){0}, "f", names, 2, values, 3),
                 "TypeError: f() missing 2 required positional arguments: 'delay' and 'what'");
    check_raised(arguments_take(py, &(Arguments){0}, "f", names, 3, values, 3),
                 "TypeError: f() missing 3 required positional arguments: 'delay', 'what', and "
                 "'times'");
    check_raised(arguments_take(py, &(Arguments){.positional = given, .count = 4}, "f", names, 1,
                                values, 3),
                 "TypeError: f() takes from 1 to 3 positional arguments but 4 were given");
    check_raised(arguments_take(py, &(Arguments){.positional = given, .count = 1}, "Lock.locked",
                                names, 0, values, 0),
                 "TypeError: Lock.locked() takes 1 positional argument but 2 were given");
    check_raised(arguments_take(py, &(Arguments){.named = given, .names = named,
                                                 .named_count = 1},
                                "f", names, 1, values, 3),
                 "TypeError: f() got an unexpected keyword argument 'dely'. Did you mean 'delay'?");
    check_raised(arguments_take(py, &(Arguments){.positional = given, .count = 1, .named = given,
                                                 .names = named + 1, .named_count = 1},
                                "f", names, 1, values, 3),
                 "TypeError: f() got multiple values for argument 'delay'");
    assert_true(arguments_take(py, &(Arguments){.positional = given, .count = 2}, "f", names, 1,
                               values, 3));
    assert_true(values[0].i == 1 && values[1].i == 2);
}

static void durations(void **state)
{
    (void)state;
    int64_t time;
    assert_true(value_duration(py, FLOAT_VALUE(0.5), &time) && time == 500000000);
    assert_true(value_duration(py, BOOL_VALUE(true), &time) && time == NS_PER_SECOND);
    assert_true(value_duration(py, INT_VALUE(-3), &time) && time < 0);
    assert_true(value_duration(py, FLOAT_VALUE(-INFINITY), &time) && time < 0);
    check_raised(value_duration(py, text("1"), &time),
                 "TypeError: '<=' not supported between instances of 'str' and 'int'");
    check_raised(value_duration(py, FLOAT_VALUE(NAN), &time),
                 "ValueError: Invalid delay: NaN (not a number)");
    check_limit(value_duration(py, FLOAT_VALUE(INFINITY), &time));
    check_limit(value_duration(py, INT_VALUE(INT64_MAX), &time));
}

static void ancestors(void **state)
{
    (void)state;
    assert_true(exception_is(BUILTIN_TIMEOUT_ERROR, BUILTIN_OS_ERROR));
    assert_true(exception_is(BUILTIN_KEY_ERROR, BUILTIN_LOOKUP_ERROR));
    assert_true(exception_is(BUILTIN_BROKEN_BARRIER_ERROR, BUILTIN_RUNTIME_ERROR));
    assert_true(exception_is(BUILTIN_UNBOUND_LOCAL_ERROR, BUILTIN_NAME_ERROR));
    assert_true(exception_is(BUILTIN_EXCEPTION_GROUP, BUILTIN_EXCEPTION));
    assert_true(exception_is(BUILTIN_EXCEPTION_GROUP, BUILTIN_BASE_EXCEPTION_GROUP));
    assert_false(exception_is(BUILTIN_BASE_EXCEPTION_GROUP, BUILTIN_EXCEPTION));
    assert_false(exception_is(BUILTIN_CANCELLED_ERROR, BUILTIN_EXCEPTION));
    for (Builtin type = BUILTIN_BASE_EXCEPTION; type < BUILTIN_COUNT; type++)
        assert_true(exception_is(type, BUILTIN_BASE_EXCEPTION));
}

static void errno_chooses_the_type(void **state)
{
    (void)state;
    const Value args[] = {INT_VALUE(111), text("refused"), text("host")};
    ExceptionObj *refused = exception_make(py, BUILTIN_OS_ERROR, args, 2);
    assert_int_equal(refused->type, BUILTIN_CONNECTION_REFUSED_ERROR);
    assert_true(exception_is(refused->type, BUILTIN_CONNECTION_ERROR));
    check_repr(OBJ_VALUE(refused), "ConnectionRefusedError(111, 'refused')");
    check_raised(raise_exception(py, exception_make(py, BUILTIN_OS_ERROR, args, 3)),
                 "ConnectionRefusedError: [Errno 111] refused: 'host'");
    check_repr(OBJ_VALUE(exception_make(py, BUILTIN_CONNECTION_ERROR, args, 2)),
               "ConnectionError(111, 'refused')");
}

static void catching(void **state)
{
    (void)state;
    ExceptionObj *error = exception_text(py, BUILTIN_KEY_ERROR, "k");
    const Value types[] = {builtin(BUILTIN_VALUE_ERROR), builtin(BUILTIN_LOOKUP_ERROR)};
    const Value wrong[] = {builtin(BUILTIN_KEY_ERROR), builtin(BUILTIN_LEN)};
    bool matches;
    assert_true(exception_matches(py, error, types[1], &matches) && matches);
    assert_true(exception_matches(py, error, types[0], &matches) && !matches);
    assert_true(exception_matches(py, error, value_list(py, OBJ_TUPLE, types, 2), &matches)
                && matches);
    check_raised(exception_matches(py, error, value_list(py, OBJ_TUPLE, wrong, 2), &matches),
                 "TypeError: catching classes that do not inherit from BaseException is not "
                 "allowed");
    check_raised(exception_matches(py, error, INT_VALUE(5), &matches),
                 "TypeError: catching classes that do not inherit from BaseException is not "
                 "allowed");
}

static void splitting(void **state)
{
    (void)state;
    const Value one = INT_VALUE(1);
    const Value inner[] = {OBJ_VALUE(exception_make(py, BUILTIN_TYPE_ERROR, &one, 1)),
                           OBJ_VALUE(exception_make(py, BUILTIN_VALUE_ERROR, &one, 1))};
    const Value outer[] = {
        inner[1], OBJ_VALUE(exception_group(py, BUILTIN_EXCEPTION_GROUP, STR("b"), inner, 2)),
        OBJ_VALUE(exception_make(py, BUILTIN_CANCELLED_ERROR, NULL, 0))};
    ExceptionObj *group = exception_group(py, BUILTIN_BASE_EXCEPTION_GROUP, STR("a"), outer, 3);
    ExceptionObj *matched, *rest;
    assert_true(exception_split(py, group, builtin(BUILTIN_VALUE_ERROR), &matched, &rest));
    check_repr(OBJ_VALUE(matched),
               "ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [ValueError(1)])])");
    check_repr(OBJ_VALUE(rest), "BaseExceptionGroup('a', [ExceptionGroup('b', [TypeError(1)]), "
                                "CancelledError()])");
    assert_true(exception_split(py, group, builtin(BUILTIN_KEY_ERROR), &matched, &rest));
    assert_null(matched);
    check_raised(raise_exception(py, rest), "BaseExceptionGroup: a (3 sub-exceptions)");
    assert_true(exception_split(py, group, builtin(BUILTIN_BASE_EXCEPTION), &matched, &rest));
    assert_true(matched == group && !rest);
    ExceptionObj *naked = (ExceptionObj *)(void *)outer[2].o;
    assert_true(exception_split(py, naked, builtin(BUILTIN_CANCELLED_ERROR), &matched, &rest));
    check_repr(OBJ_VALUE(matched), "BaseExceptionGroup('', (CancelledError(),))");
    assert_null(rest);
    check_raised(exception_split(py, naked, builtin(BUILTIN_EXCEPTION_GROUP), &matched, &rest),
                 "TypeError: catching ExceptionGroup with except* is not allowed. Use except "
                 "instead.");
}

static void too_large(void **state)
{
    (void)state;
    Value result, x = text("x");
    Builder out = {0};
    check_limit(value_binary(py, OP_MULTIPLY, x, INT_VALUE(1000000000), &result));
    check_limit(value_binary(py, OP_MULTIPLY, text("xxx"), INT_VALUE(INT64_MAX), &result));
    const Value list = value_list(py, OBJ_LIST, &x, 1);
    check_limit(value_binary(py, OP_MULTIPLY, list, INT_VALUE(INT64_MAX), &result));
    check_limit(value_format(py, INT_VALUE(1), STR("1000000000"), &out));
    check_limit(value_format(py, FLOAT_VALUE(1), STR(".1000000000f"), &out));
    check_limit(value_format(py, INT_VALUE(1), STR("0999999999,"), &out));
    check_limit(value_format(py, x, STR("\xc3\xa9^1000000000"), &out));
    check_limit(value_binary(py, OP_MODULO, text("%1000000000d"), INT_VALUE(1), &result));
    assert_true(out.length < 1000);
    while (value_binary(py, OP_ADD, x, x, &x))
        continue;
    assert_non_null(py->limit);
    assert_true(heap_bytes(py->heap) <= 64 << 20);
    builder_free(&out);
}

static void endless_counting(void **state)
{
    (void)state;
    Value range = value_range(py, 0, INT64_MAX, 1), result;
    const Arguments one = {.positional = &range, .count = 1};
    py->max_steps = 1000;
    check_limit(builtin_call(py, BUILTIN_MAX, &one, &result));
}

static void cycles(void **state)
{
    (void)state;
    Value list = value_list(py, OBJ_LIST, NULL, 0);
    assert_true(list_append(py, as_list(list), INT_VALUE(1)));
    assert_true(list_append(py, as_list(list), list));
    check_repr(list, "[1, [...]]");
    check_repr(list, "[1, [...]]");
    Value other = value_list(py, OBJ_LIST, as_list(list)->items, 2);
    as_list(other)->items[1] = other;
    bool equal;
    check_limit(value_equal(py, list, other, &equal));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(unbound_names), TEST(unpacking),  TEST(python_arguments),
        TEST(durations),     TEST(ancestors),  TEST(errno_chooses_the_type),
        TEST(catching),      TEST(splitting),  TEST(too_large),
        TEST(endless_counting), TEST(cycles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
