/* Expressions: what is read is written back as Python, with the parentheses it needs. */
#include "scenario/scenario.h"
#include "scenario/verbs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

/* A scenario whose main binds a, b, c, x and then y to the value (JSON) that is tried. */
static Scenario *load(const char *json_value, Diags *diags)
{
    char text[4096];
    snprintf(text, sizeof text,
             "{\"coroutines\": {\"f(a, b=2)\": [], \"main()\": ["
             "{\"let\": {\"a\": 1, \"b\": 2, \"c\": 3, \"x\": []}}, {\"let\": {\"y\": %s}}]},"
             " \"timelines\": [{\"run\": \"main()\"}]}",
             json_value);
    return scenario_load(STR("t"), str_of(text), test_verbs, TEST_VERBS, diags);
}

static void writes(const char *json_value, const char *python)
{
    Diags diags = {0};
    Scenario *scenario = load(json_value, &diags);
    if (!scenario)
        fail_msg("%s: %s", json_value, diags.list.items[0].what);
    const Step *step = scenario->steps[1];
    Builder out = {0};
    expr_write(&out, step->fields[0].let.items[0].value);
    assert_string_equal(out.at, python);
    builder_free(&out);
    scenario_free(scenario);
    diags_free(&diags);
}

static void expr(const char *source, const char *python)
{
    char json[2048];
    snprintf(json, sizeof json, "\"%s\"", source);
    writes(json, python);
}

static void test_precedence(void **state)
{
    (void)state;
    expr("a+b*c", "a + b * c");
    expr("(a+b)*c", "(a + b) * c");
    expr("(a*b)+c", "a * b + c");
    expr("a-(b-c)", "a - (b - c)");
    expr("(a-b)-c", "a - b - c");
    expr("a//b%c", "a // b % c");
    expr("-a**b", "-a ** b");
    expr("(-a)**b", "(-a) ** b");
    expr("a**-b", "a ** -b");
    expr("a**b**c", "a ** b ** c");
    expr("(a**b)**c", "(a ** b) ** c");
    expr("-(a+b)", "-(a + b)");
    expr("- -a", "--a");
    expr("+a", "+a");
    expr("not a==b", "not a == b");
    expr("(not a)==b", "(not a) == b");
    expr("not(a and b)or c", "not (a and b) or c");
    expr("a and(b or c)", "a and (b or c)");
    expr("(a and b)or c", "a and b or c");
    expr("a<b<=c", "a < b <= c");
    expr("(a<b)<c", "(a < b) < c");
    expr("a not in x", "a not in x");
    expr("a is  not None", "a is not None");
    expr("a if b else c if x else a", "a if b else c if x else a");
    expr("(a if b else c)if x else a", "(a if b else c) if x else a");
    expr("(a if b else c)+1", "(a if b else c) + 1");
}

static void test_primaries(void **state)
{
    (void)state;
    expr("x[a][0].append(b)", "x[a][0].append(b)");
    expr("(a+b).real", "(a + b).real");
    expr("(1).real", "(1).real");
    expr("f(1, b = 2)", "f(1, b=2)");
    expr("max(*x, 3)", "max(*x, 3)");
    expr("random.uniform(1,2)", "random.uniform(1, 2)");
    expr("[ ]", "[]");
    expr("[1,[a,b]]", "[1, [a, b]]");
    expr("((a))", "a");
}

static void test_literals(void **state)
{
    (void)state;
    expr("'it\\\\'s'", "\"it's\"");
    expr("\\\"say\\\"", "'say'");
    expr("'a\\\\nb\\\\tc\\\\\\\\'", "'a\\nb\\tc\\\\'");
    expr("1.50", "1.50");
    expr(".5e-3", ".5e-3");
    expr("1.", "1.");
    expr("00", "00");
    expr("-9223372036854775808", "-9223372036854775808");
    writes("-5", "-5");
    writes("1.0", "1.0");
    writes("true", "True");
    writes("null", "None");
    writes("[1, \"'a'\", [\"a\"], false]", "[1, 'a', [a], False]");
}

static const Expr *value_of(Scenario *scenario)
{
    return scenario->steps[1]->fields[0].let.items[0].value;
}

static void test_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        ExprKind kind;
    } cases[] = {{"1", EXPR_INT},           {"1.0", EXPR_FLOAT},       {"1e3", EXPR_FLOAT},
                 {"-0", EXPR_INT},          {"\"1\"", EXPR_INT},       {"\"a\"", EXPR_LOCAL},
                 {"\"f\"", EXPR_COROUTINE}, {"\"len\"", EXPR_BUILTIN}, {"\"'a'\"", EXPR_TEXT},
                 {"\"time.perf_counter\"", EXPR_BUILTIN}, {"\"x.append\"", EXPR_ATTRIBUTE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Diags diags = {0};
        Scenario *scenario = load(cases[i].json, &diags);
        assert_non_null(scenario);
        assert_int_equal(value_of(scenario)->kind, cases[i].kind);
        scenario_free(scenario);
        diags_free(&diags);
    }
}

/* The place of an expression in the file is that of its own characters. */
static void test_places(void **state)
{
    (void)state;
    Diags diags = {0};
    Scenario *scenario = load("\"\\u00e9\" ", &diags);
    assert_null(scenario == NULL ? NULL : scenario); /* é alone is a name that nothing binds */
    Place at = diags.list.items[0].at;
    assert_int_equal(at.length, 6);
    diags_free(&diags);
    scenario = load("\"a + [12, b]\"", &diags);
    assert_non_null(scenario);
    const Expr *list = value_of(scenario)->right;
    Str text = scenario->source.text;
    assert_memory_equal(text.at + list->at.offset, "[12, b]", list->at.length);
    assert_int_equal(list->at.length, 7);
    assert_memory_equal(text.at + list->items[0]->at.offset, "12,", 3);
    assert_int_equal(list->items[0]->at.length, 2);
    scenario_free(scenario);
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_precedence), cmocka_unit_test(test_primaries),
        cmocka_unit_test(test_literals),   cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
