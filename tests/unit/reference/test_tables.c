/* The reference's own tables against the program's: nothing is missing, nothing too many. */
#include "reference/list.h"
#include "sim/types.h"
#include "steps/steps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void test_steps(void **state)
{
    (void)state;
    assert_int_equal(step_entry_count, step_verb_count);
    for (size_t i = 0; i < step_verb_count; i++)
        if (!step_entry(str_of(step_specs[i]->name)))
            fail_msg("steps.def lacks %s", step_specs[i]->name);
}

static void test_functions(void **state)
{
    (void)state;
    for (int i = 0; i < BUILTIN_BASE_EXCEPTION; i++)
        if (i != BUILTIN_NONE_TYPE && !function_entry(str_of(builtin_name((Builtin)i))))
            fail_msg("functions.def lacks %s", builtin_name((Builtin)i));
    assert_int_equal(function_entry_count, BUILTIN_BASE_EXCEPTION - 1);
}

static bool is_used(const MethodEntry *entry)
{
    for (size_t i = 0; i < listed_types(); i++) {
        ListedType listed = listed_type(i);
        if (list_has(&listed, str_of(entry->name))
            && method_entry(str_of(listed.name), str_of(entry->name)) == entry)
            return true;
    }
    return false;
}

static void test_methods(void **state)
{
    (void)state;
    assert_true(listed_types() > 10);
    for (size_t i = 0; i < listed_types(); i++) {
        ListedType listed = listed_type(i);
        for (const Method *m = listed.type->methods; m && m->name; m++)
            if (!method_entry(str_of(listed.name), str_of(m->name)))
                fail_msg("methods.def lacks %s.%s", listed.name, m->name);
        for (const Attribute *a = listed.type->attributes; a && a->name; a++)
            if (!method_entry(str_of(listed.name), str_of(a->name)))
                fail_msg("methods.def lacks %s.%s", listed.name, a->name);
    }
    for (size_t i = 0; i < method_entry_count; i++)
        if (!is_used(&method_entries[i]))
            fail_msg("methods.def has %s.%s, which is nothing's", method_entries[i].type,
                     method_entries[i].name);
}

/* The keys that are described are those that loading knows: it names them all where one is wrong. */
static void test_keys(void **state)
{
    (void)state;
    static const char text[] = "{\"qqqqqqqqq\": 1, \"coroutines\": {\"main()\": []}, "
                               "\"timelines\": [{\"run\": \"main()\", \"qqqqqqqqq\": 1}]}";
    const KeySpec *const lists[] = {scenario_file_keys, scenario_timeline_keys};
    Diags diags = {0};
    assert_null(scenario_load(STR("t"), str_of(text), step_specs, step_verb_count, &diags));
    assert_int_equal(diags.list.count, 2);
    for (size_t l = 0; l < 2; l++) {
        size_t quotes = 0, keys = 0;
        const char *what = strstr(diags.list.items[l].what, "its keys are");
        for (const char *at = what; *at; at++)
            quotes += *at == '"';
        for (const KeySpec *key = lists[l]; key->key; key++, keys++)
            if (!strstr(what, key->key))
                fail_msg("loading knows no key %s", key->key);
        assert_int_equal(quotes, 2 * keys);
    }
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_steps), cmocka_unit_test(test_functions),
                                       cmocka_unit_test(test_methods), cmocka_unit_test(test_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
