/* What loading makes of a file: slots, scopes, defaults, timelines, numbers of steps. */
#include "scenario/json/json.h"
#include "scenario/scenario.h"
#include "scenario/verbs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static Scenario *load(const char *text)
{
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("t"), str_of(text), test_verbs, TEST_VERBS, &diags);
    if (!scenario)
        fail_msg("%s\n%s", text, diags.list.items[0].what);
    diags_free(&diags);
    return scenario;
}

static void must_fail(const char *text, const char *what)
{
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("t"), str_of(text), test_verbs, TEST_VERBS, &diags);
    assert_null(scenario);
    assert_non_null(strstr(diags.list.items[0].what, what));
    diags_free(&diags);
}

#define MAIN(STEPS)                                                                                \
    "{\"coroutines\": {\"main()\": [" STEPS "]}, \"timelines\": [{\"run\": \"main()\"}]}"

static void test_slots(void **state)
{
    (void)state;
    Scenario *s = load("{\"let\": {\"total\": 0, \"other\": \"total\"}, \"coroutines\": {"
                       "\"add(n, m=-1.5)\": ["
                       "{\"let\": {\"seen\": \"n + total\", \"total\": \"m\"}}],"
                       "\"main\": [{\"await\": \"add(1)\", \"as\": \"seen, n\"}]},"
                       "\"timelines\": [{\"run\": \"main()\"}]}");
    const Coroutine *add = &s->coroutines[0], *main_ = &s->coroutines[1];
    assert_int_equal(add->parameter_count, 2);
    assert_null(add->parameters[0].standard);
    assert_int_equal(add->parameters[1].standard->kind, EXPR_NEGATE);
    assert_int_equal(add->slot_count, 3);
    assert_true(str_is(add->slot_names[2], "seen"));
    assert_true(add->shared_used[0]);
    assert_false(add->shared_used[1]);
    assert_false(main_->shared_used[0]);
    assert_int_equal(main_->slot_count, 2);
    const LetItem *items = add->body.steps[0]->fields[0].let.items;
    assert_false(items[0].name.shared);
    assert_int_equal(items[0].name.slot, 2);
    assert_int_equal(items[0].value->left->kind, EXPR_LOCAL);
    assert_int_equal(items[0].value->right->kind, EXPR_SHARED);
    assert_true(items[1].name.shared);
    assert_int_equal(s->shared[1].value->kind, EXPR_SHARED);
    scenario_free(s);
}

/* The names of an option `for` live only in the step's own values, in slots of their own. */
static void test_own_names(void **state)
{
    (void)state;
    Scenario *s = load("{\"coroutines\": {\"f(i)\": [], \"main()\": ["
                       "{\"let\": {\"i\": \"[1, 2]\"}},"
                       "{\"gather\": \"f(i)\", \"for\": \"i in i\", \"as\": \"i\"},"
                       "{\"print\": \"{i}\"}]}, \"timelines\": [{\"run\": \"main()\"}]}");
    const Step *gather = s->steps[1];
    assert_int_equal(gather->fields[1].loop.iterable->slot, 0);
    assert_int_equal(gather->fields[1].loop.target.names[0].slot, 1);
    assert_int_equal(gather->fields[0].list.items[0].value->arguments[0].value->slot, 1);
    assert_int_equal(gather->fields[3].target.names[0].slot, 0);
    assert_int_equal(s->steps[2]->fields[0].text.parts[0].value->slot, 0);
    assert_int_equal(s->coroutines[1].slot_count, 2);
    scenario_free(s);
}

static void test_which_verb(void **state)
{
    (void)state;
    Scenario *s = load("{\"coroutines\": {\"f()\": [], \"main()\": ["
                       "{\"for\": \"i in []\", \"do\": [{\"timeout\": 1, \"do\": []}]},"
                       "{\"create_task\": \"f()\", \"for\": \"i in []\", \"as\": \"ts\"},"
                       "{\"timeout\": 1, \"wait\": \"*ts\", \"label\": \"{ts[0].x}!\"}]},"
                       "\"timelines\": [{\"run\": \"main()\"}]}");
    static const char *const verbs[] = {"for", "timeout", "create_task", "wait"};
    assert_int_equal(s->step_count, 4);
    for (uint32_t i = 0; i < s->step_count; i++) {
        assert_string_equal(s->steps[i]->verb->name, verbs[i]);
        assert_int_equal(s->steps[i]->number, i + 1);
        assert_ptr_equal(test_verbs[s->steps[i]->verb_index], s->steps[i]->verb);
    }
    assert_true(s->steps[3]->fields[0].list.single);
    assert_true(s->steps[3]->fields[0].list.items[0].star);
    assert_int_equal(s->steps[3]->label->count, 2);
    assert_true(str_is(s->steps[3]->label->parts[1].literal, "!"));
    scenario_free(s);
}

static void test_template(void **state)
{
    (void)state;
    Scenario *s = load(MAIN("{\"let\": {\"x\": 1}},"
                            "{\"print\": \"{{a}} {x!r:>10}{x:.2f}{x != 1}\\\\n{[x][0]}\"}"));
    const TextTemplate *text = &s->steps[1]->fields[0].text;
    assert_int_equal(text->count, 6);
    assert_true(str_is(text->parts[0].literal, "{a} "));
    assert_int_equal(text->parts[1].conversion, 'r');
    assert_true(str_is(text->parts[1].format, ">10"));
    assert_true(str_is(text->parts[2].format, ".2f"));
    assert_int_equal(text->parts[3].value->kind, EXPR_COMPARE);
    assert_true(str_is(text->parts[4].literal, "\\n")); /* a backslash is a backslash */
    assert_int_equal(text->parts[5].value->kind, EXPR_INDEX);
    scenario_free(s);
}

static void test_handlers_and_targets(void **state)
{
    (void)state;
    Scenario *s = load(MAIN("{\"try\": [], \"except\": {\"KeyError, OSError as e\": ["
                            "{\"print\": \"{e}\"}], \"Exception\": []}},"
                            "{\"for\": \"a, b in enumerate([])\", \"do\": [{\"break\": true}]},"
                            "{\"let\": {\"c\": [[1]]}}, {\"for\": \"d, in c\", \"do\": []}"));
    const Field *except = &s->steps[0]->fields[1];
    assert_int_equal(except->handlers.count, 2);
    assert_int_equal(except->handlers.items[0].type_count, 2);
    assert_int_equal(except->handlers.items[0].name.count, 1);
    assert_int_equal(except->handlers.items[1].name.count, 0);
    assert_int_equal(s->steps[2]->fields[0].loop.target.count, 2);
    assert_true(s->steps[2]->fields[0].loop.target.unpack);
    assert_int_equal(s->steps[5]->fields[0].loop.target.count, 1);
    assert_true(s->steps[5]->fields[0].loop.target.unpack);
    scenario_free(s);
}

static void test_top_keys(void **state)
{
    (void)state;
    Scenario *s = load("{\"timelines\": ["
                       "{\"run\": \"main( k )\", \"executor\": {\"max_workers\": 2}},"
                       "{\"run\": \"main(n=2)\", \"title\": \"T\","
                       " \"entry\": \"run_until_complete\"}],"
                       "\"coroutines\": {\"main(n)\": []}, \"let\": {\"k\": 1}, \"title\": \"A\","
                       "\"seed\": -3, \"executor\": {\"max_workers\": 4},"
                       "\"view\": {\"length\": 2.5, \"unit\": \"ms\", \"theme\": \"dark\"}}");
    assert_true(str_is(s->title, "A"));
    assert_int_equal(s->seed, -3);
    assert_int_equal(s->timeline_count, 2);
    assert_true(str_is(s->timelines[0].run_text, "main(k)"));
    assert_true(str_is(s->timelines[0].title, "main(k)"));
    assert_false(s->timelines[0].has_title);
    assert_int_equal(s->timelines[0].max_workers, 2);
    assert_int_equal(s->timelines[1].max_workers, 4);
    assert_true(str_is(s->timelines[1].title, "T"));
    assert_int_equal(s->timelines[1].entry, ENTRY_RUN_UNTIL_COMPLETE);
    assert_true(s->view_length == 2.5);
    assert_int_equal(s->view_unit, VIEW_UNIT_MS);
    assert_int_equal(s->view_theme, VIEW_THEME_DARK);
    scenario_free(s);
}

static void reject_three(const Step *step, Diags *diags)
{
    if (step->fields[0].expr->kind == EXPR_INT && step->fields[0].expr->integer == 3)
        diag_error(diags, step->fields[0].at, "no three");
}

static void test_check_is_called(void **state)
{
    (void)state;
    const VerbSpec spec = {.name = "sleep", .help = "", .check = reject_three,
                           .fields = {{.key = "sleep", .kind = FIELD_VALUE, .required = true}}};
    const VerbSpec *const table[] = {&spec};
    Diags diags = {0};
    Str text = STR(MAIN("{\"sleep\": 2}, {\"sleep\": 3}, {\"sleep\": \"x\"}"));
    assert_null(scenario_load(STR("t"), text, table, 1, &diags));
    assert_int_equal(diags.errors, 2);
    assert_string_equal(diags.list.items[0].what, "no three");
    diags_free(&diags);
}

static void test_limits(void **state)
{
    (void)state;
    Builder text = {0};
    builder_text(&text, "{\"coroutines\": {\"main()\": [");
    for (int i = 0; i < 1000; i++)
        builder_text(&text, i ? ", {\"sleeep\": 1}" : "{\"sleeep\": 1}");
    builder_text(&text, "]}, \"timelines\": [{\"run\": \"main()\"}]}");
    Diags diags = {0};
    assert_null(scenario_load(STR("t"), builder_view(&text), test_verbs, TEST_VERBS, &diags));
    assert_int_equal(diags.errors, 50);
    diags_free(&diags);
    builder_clear(&text);
    builder_repeat(&text, ' ', SCENARIO_MAX_BYTES + 1);
    assert_null(scenario_load(STR("t"), builder_view(&text), test_verbs, TEST_VERBS, &diags));
    assert_non_null(strstr(diags.list.items[0].what, "too large"));
    diags_free(&diags);
    builder_free(&text);
    must_fail(MAIN("{\"await\": \"main\", \"as\": \"main\"}, {\"print\": \"{wat}\"}"), "wat");
}

static void test_schema_is_json(void **state)
{
    (void)state;
    Builder out = {0};
    scenario_schema(&out, test_verbs, TEST_VERBS);
    Diags diags = {0};
    Arena arena = {0};
    Mended mended = {.source = {STR("schema"), builder_view(&out)}};
    assert_non_null(json_read(&mended, &arena, &diags));
    assert_int_equal(diags.errors, 0);
    mended_free(&mended);
    arena_free(&arena);
    diags_free(&diags);
    builder_free(&out);
}

/* What is read in one go has a limit: a value, a key; not a block of steps. */
static void values_have_a_limit(void **state)
{
    (void)state;
    static const char *const files[] = {
        "{\"coroutines\": {\"main()\": [{\"let\": {\"x\": [%s]}}]}, \"timelines\": [{\"run\": \"main()\"}]}",
        "{\"let\": {\"x\": [%s]}, \"coroutines\": {\"main()\": []}, \"timelines\": [{\"run\": \"main()\"}]}",
        "{\"coroutines\": {\"main(%s)\": []}, \"timelines\": [{\"run\": \"main()\"}]}",
        "{\"coroutines\": {\"main()\": []}, \"timelines\": [{\"run\": \"main(%s)\"}]}",
        "{\"coroutines\": {\"main()\": [{\"try\": [], \"except\": {\"OSError%s\": []}}]},"
        " \"timelines\": [{\"run\": \"main()\"}]}"};
    Builder items = {0};
    while (items.length <= SCENARIO_MAX_VALUE)
        builder_text(&items, items.length ? ",10" : "10");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        Builder text = {0};
        const char *hole = strstr(files[i], "%s");
        builder_add(&text, files[i], (size_t)(hole - files[i]));
        builder_str(&text, builder_view(&items));
        builder_text(&text, hole + 2);
        Diags diags = {0};
        assert_null(scenario_load(STR("t"), builder_view(&text), test_verbs, TEST_VERBS, &diags));
        bool told = false;
        for (size_t k = 0; k < diags.list.count; k++)
            told |= strstr(diags.list.items[k].what, "longer than the 131072 bytes") != NULL;
        assert_true(told);
        diags_free(&diags);
        builder_free(&text);
    }
    builder_free(&items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_a_limit),
        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_own_names),
        cmocka_unit_test(test_which_verb),
        cmocka_unit_test(test_template),
        cmocka_unit_test(test_handlers_and_targets),
        cmocka_unit_test(test_top_keys),
        cmocka_unit_test(test_check_is_called),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_schema_is_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
