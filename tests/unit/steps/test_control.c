/* Control flow is Python's: small scenarios against what they print. (tests/proof asks CPython
 * itself; this runs without it, and with the collector at work after every step.) */
#include "steps/steps.h"

#include "sim/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* What timeline 0 of the scenario whose coroutines are `coroutines` prints, joined by `|`, and
 * behind it ` ! ` and the error it ended with, if any. */
static void printed(const char *coroutines, Builder *out)
{
    Builder json = {0};
    builder_printf(&json, "{\"coroutines\": {%s}, \"timelines\": [{\"run\": \"main()\"}]}",
                   coroutines);
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("test.json"), builder_view(&json), step_specs,
                                       step_verb_count, &diags);
    if (!scenario)
        print_message("%s\n", diags.list.items[0].what);
    assert_non_null(scenario);
    SimOptions options = {.max_steps = 10000, .collect_always = true};
    Trace *trace = sim_run(scenario, 0, step_ops, &options, NULL);
    for (size_t i = 0; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        if (event.kind == EVENT_PRINT) {
            builder_text(out, out->length ? "|" : "");
            builder_str(out, trace_text(trace, event.text));
        } else if (event.kind == EVENT_END && event.flags != OUTCOME_DONE) {
            builder_text(out, " ! ");
            builder_str(out, trace_text(trace, event.text));
        }
    }
    trace_free(trace);
    scenario_free(scenario);
    diags_free(&diags);
    builder_free(&json);
}

static void assert_printed(const char *coroutines, const char *wanted)
{
    Builder out = {0};
    printed(coroutines, &out);
    assert_string_equal(out.at ? out.at : "", wanted);
    builder_free(&out);
}

#define MAIN(steps) "\"main\": [" steps "]"
#define PRINT(text) "{\"print\": \"" text "\"}"
#define RAISE(what) "{\"raise\": \"" what "\"}"

static void finally_has_the_last_word(void **state)
{
    (void)state;
    assert_printed(MAIN("{\"await\": \"f()\", \"as\": \"r\"}, " PRINT("{r}"))
                   ", \"f\": [{\"try\": [{\"return\": 1}], \"finally\": [{\"return\": 2}]}]", "2");
    assert_printed(MAIN("{\"await\": \"f()\", \"as\": \"r\"}, " PRINT("{r}"))
                   ", \"f\": [{\"try\": [" RAISE("ValueError()") "], \"finally\": [{\"return\": 2}]}]",
                   "2");
    assert_printed(MAIN("{\"for\": \"i in range(3)\", \"do\": [{\"try\": [{\"return\": 1}],"
                        "\"finally\": [" PRINT("{i}") ", {\"continue\": true}]}]}"), "0|1|2");
    assert_printed(MAIN("{\"try\": [" RAISE("KeyError(1)") "], \"finally\": [" PRINT("f") "]}"),
                   "f ! KeyError: 1");
}

static void loops(void **state)
{
    (void)state;
    assert_printed(MAIN("{\"let\": {\"xs\": \"[1]\"}}, {\"for\": \"x in xs\", \"do\": ["
                        "{\"if\": \"x < 3\", \"then\": [{\"call\": \"xs.append(x + 1)\"}]}, "
                        PRINT("{x}") "]}"), "1|2|3");
    assert_printed(MAIN("{\"let\": {\"n\": 0}}, {\"while\": \"True\", \"do\": [{\"let\": {\"n\": "
                        "\"n + 1\"}}, {\"if\": \"n == 2\", \"then\": [{\"continue\": true}], "
                        "\"else\": [" PRINT("{n}") "]}, {\"if\": \"n > 2\", \"then\": "
                        "[{\"break\": true}]}]}"), "1|3");
    assert_printed(MAIN("{\"for\": \"a, b in [[1, 2], 'xy']\", \"do\": [" PRINT("{b}{a}") "]}"),
                   "21|yx");
    assert_printed(MAIN("{\"while\": \"True\", \"do\": []}"),
                   " ! more than 10000 steps were executed, the last half of them without an await, so that "
                   "nothing else can run; a {\"sleep\": ...} in the loop lets time pass (line 1)");
}

static void raising_again(void **state)
{
    (void)state;
    assert_printed(MAIN("{\"raise\": true}"), " ! RuntimeError: No active exception to reraise");
    assert_printed(MAIN("{\"try\": [" RAISE("KeyError(1)") "], \"except\": {\"KeyError\": "
                        "[{\"await\": \"f()\"}]}}") ", \"f\": [{\"raise\": true}]",
                   " ! KeyError: 1");
    assert_printed(MAIN("{\"try\": [" RAISE("KeyError(1)") "], \"except\": {\"KeyError\": ["
                        "{\"try\": [" RAISE("OSError(2)") "], \"except\": {\"OSError\": []}}, "
                        "{\"raise\": true}]}}"), " ! KeyError: 1");
    assert_printed(MAIN(RAISE("1")), " ! TypeError: exceptions must derive from BaseException");
}

static void clauses(void **state)
{
    (void)state;
    assert_printed(MAIN("{\"try\": [" RAISE("IndexError('i')") "], \"except\": {"
                        "\"KeyError, OSError\": [" PRINT("no") "], \"LookupError as e\": ["
                        PRINT("{e!r}") "]}, \"else\": [" PRINT("else") "]}"), "IndexError('i')");
    assert_printed(MAIN("{\"try\": [], \"except\": {\"OSError\": []}, \"else\": [" PRINT("else")
                        "], \"finally\": [" PRINT("fin") "]}"), "else|fin");
    assert_printed(MAIN("{\"try\": [" RAISE("OSError()") "], \"except\": {\"OSError as e\": []}}, "
                        PRINT("{e}")),
                   " ! UnboundLocalError: cannot access local variable 'e' where it is not "
                   "associated with a value");
}

#define GROUP "ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [KeyError(2), OSError(3)])])"

static void groups_are_split(void **state)
{
    (void)state;
    assert_printed(MAIN("{\"try\": [" RAISE(GROUP) "], \"except*\": {\"ValueError as e\": ["
                        PRINT("{e!r}") "], \"KeyError as e\": [" PRINT("{e!r}") "], "
                        "\"OSError\": []}}, " PRINT("on")),
                   "ExceptionGroup('g', [ValueError(1)])|"
                   "ExceptionGroup('g', [ExceptionGroup('h', [KeyError(2)])])|on");
    assert_printed(MAIN("{\"try\": [{\"try\": [" RAISE(GROUP) "], \"except*\": {\"ValueError\": ["
                        RAISE("TypeError('n')") "], \"KeyError\": [{\"raise\": true}]}}], "
                        "\"except\": {\"Exception as e\": [" PRINT("{e!r}") "]}}"),
                   "ExceptionGroup('', [TypeError('n'), ExceptionGroup('g', [ExceptionGroup('h', "
                   "[KeyError(2), OSError(3)])])])");
    assert_printed(MAIN("{\"try\": [" RAISE("OSError(1)") "], \"except*\": {\"OSError as e\": ["
                        PRINT("{e!r}") "]}}"), "ExceptionGroup('', (OSError(1),))");
}

static void a_running_loop_is_not_run_again(void **state)
{
    (void)state;
    assert_printed(MAIN("{\"run\": \"f()\"}") ", \"f\": []",
                   " ! RuntimeError: asyncio.run() cannot be called from a running event loop");
    assert_printed(MAIN("{\"run_until_complete\": \"f()\"}") ", \"f\": []",
                   " ! RuntimeError: This event loop is already running");
}

/* What `await` gives back at its end is only what nobody else knows. */
static void a_kept_coroutine_stays(void **state)
{
    (void)state;
    assert_printed(
        MAIN("{\"let\": {\"q\": \"Queue()\", \"d\": \"{}\", \"got\": \"[]\"}}, "
             "{\"for\": \"i in range(4)\", \"do\": [{\"await\": \"q.put(i)\"}]}, "
             "{\"await\": \"d.setdefault('k', q.get())\", \"as\": \"a\"}, "
             "{\"await\": \"q.get()\", \"as\": \"b\"}, "
             "{\"await\": \"d.setdefault('c', one(b))\", \"as\": \"c\"}, "
             "{\"while\": \"not q.empty()\", \"do\": ["
             "{\"await\": \"q.get()\", \"as\": \"x\"}, "
             "{\"call\": \"got.append(x)\"}]}, " PRINT("{a} {b} {c} {got}") ", "
             "{\"for\": \"k in list(d)\", \"do\": [{\"try\": [{\"await\": \"d[k]\"}], "
             "\"except\": {\"RuntimeError as e\": [" PRINT("{k} {e}") "]}}]}")
        ", \"one(n)\": [{\"return\": \"n + 1\"}]",
        "0 1 2 [2, 3]|k cannot reuse already awaited coroutine"
        "|c cannot reuse already awaited coroutine");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finally_has_the_last_word), cmocka_unit_test(loops),
        cmocka_unit_test(raising_again),             cmocka_unit_test(clauses),
        cmocka_unit_test(groups_are_split),          cmocka_unit_test(a_running_loop_is_not_run_again),
        cmocka_unit_test(a_kept_coroutine_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
