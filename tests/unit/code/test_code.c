/* What code is made of a coroutine's steps, as `--dump code` shows it. */
#include "base/budget.h"
#include "code/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MUST(KEYWORD, KIND) {.key = (KEYWORD), .kind = (KIND), .required = true, .help = "a must"}
#define MAY(KEYWORD, KIND) {.key = (KEYWORD), .kind = (KIND), .help = "an option"}
#define SPEC(ID, FORM, FLAGS, ...)                                                                 \
    static const VerbSpec spec_##ID = {.name = #ID, .help = "python", .form = (FORM),              \
                                       .flags = (FLAGS), .fields = {__VA_ARGS__}}

SPEC(for, FORM_FOR, VERB_LOOP, MUST("for", FIELD_FOR), MUST("do", FIELD_BLOCK));
SPEC(while, FORM_WHILE, VERB_LOOP, MUST("while", FIELD_VALUE), MUST("do", FIELD_BLOCK));
SPEC(if, FORM_IF, 0, MUST("if", FIELD_VALUE), MUST("then", FIELD_BLOCK), MAY("else", FIELD_BLOCK));
SPEC(let, FORM_LET, 0, MUST("let", FIELD_LET));
SPEC(call, FORM_CALL, 0, MUST("call", FIELD_VALUE), MAY("as", FIELD_TARGET));
SPEC(return, FORM_RETURN, 0, MUST("return", FIELD_VALUE));
SPEC(await, FORM_AWAIT, 0, MUST("await", FIELD_VALUE), MAY("as", FIELD_TARGET));
SPEC(break, FORM_BREAK, VERB_IN_LOOP, MUST("break", FIELD_TRUE));
SPEC(continue, FORM_CONTINUE, VERB_IN_LOOP, MUST("continue", FIELD_TRUE));
SPEC(try, FORM_VERB, 0, MUST("try", FIELD_BLOCK), MAY("except", FIELD_EXCEPT),
     MAY("finally", FIELD_BLOCK));
SPEC(sleep, FORM_VERB, 0, MUST("sleep", FIELD_VALUE));

static const VerbSpec *const verbs[] = {&spec_for,   &spec_while, &spec_if,    &spec_let,
                                        &spec_call,  &spec_return, &spec_await, &spec_break,
                                        &spec_continue, &spec_try, &spec_sleep};

static Codes *made(const Scenario *scenario)
{
    uint64_t budget = BUDGET_ALL;
    Codes *codes = codes_begin(scenario);
    assert_true(codes_advance(codes, &budget));
    return codes;
}

/* The same comes of slices as short as they can be; and each may be the last. */
static void assert_sliced(const Scenario *scenario, const char *wanted)
{
    bool over = false;
    for (size_t slices = 0; !over; slices++) {
        Builder out = {0};
        Codes *codes = codes_begin(scenario);
        for (size_t i = 0; i <= slices; i++)
            over = codes_advance(codes, &(uint64_t){1});
        if (over)
            code_dump(&out, &codes_items(codes)[0]);
        if (over)
            assert_string_equal(out.at, wanted);
        codes_free(codes);
        builder_free(&out);
    }
}

/* That of main(), behind its first line, if `coroutines` begins with it. */
static void assert_code(const char *coroutines, const char *wanted)
{
    Builder json = {0}, out = {0};
    Diags diags = {0};
    builder_printf(&json, "{\"coroutines\": {%s}, \"timelines\": [{\"run\": \"main()\"}]}",
                   coroutines);
    Scenario *scenario = scenario_load(STR("t"), builder_view(&json), verbs,
                                       sizeof verbs / sizeof *verbs, &diags);
    if (!scenario)
        fail_msg("%s\n%s", coroutines, diags.list.items[0].what);
    Codes *codes = made(scenario);
    code_dump(&out, &codes_items(codes)[0]);
    assert_string_equal(out.at, wanted);
    codes_free(codes);
    assert_sliced(scenario, wanted);
    scenario_free(scenario);
    diags_free(&diags);
    builder_free(&json);
    builder_free(&out);
}

static void test_statements(void **state)
{
    (void)state;
    assert_code("\"main()\": []", "main: 0 names, 0 slots, 0 deep\n"
                                  "   0    0  end\n");
    assert_code("\"main()\": [{\"let\": {\"x\": 1, \"xs\": \"[2]\"}}, {\"let\": {\"xs[0]\": \"x\"}},"
                "{\"call\": \"xs.pop()\", \"as\": \"y\"}, {\"return\": \"y\"}]",
                "main: 3 names, 3 slots, 0 deep\n"
                "   0    1: let x#0 = 1\n"
                "   1    1  let xs#1 = [2]\n"
                "   2    2: let xs[0] = x\n"
                "   3    3: call xs.pop() as y#2\n"
                "   4    4: return y\n"
                "   5    4  end\n");
}

/* Who is called by its name can be entered at once, and so can asyncio's own, if the method is one of
 * those; all else may be anything. */
static void test_await(void **state)
{
    (void)state;
    assert_code("\"main()\": [{\"await\": \"job(1)\", \"as\": \"x\"}, {\"await\": \"x\"}],"
                "\"job(n)\": []",
                "main: 1 names, 1 slots, 0 deep\n"
                "   0    1: await own job(1)\n"
                "   1    1  awaited as x#0\n"
                "   2    2: await x\n"
                "   3    2  awaited\n"
                "   4    2  end\n");
    assert_code("\"main()\": [{\"await\": \"q.get()\"}, {\"await\": \"q.put(item=1)\"}],"
                "\"job(n)\": []}, \"let\": {\"q\": \"Queue()\"",
                "main: 0 names, 0 slots, 0 deep\n"
                "   0    1: await method q.get()\n"
                "   1    1  awaited\n"
                "   2    2: await q.put(item=1)\n"
                "   3    2  awaited\n"
                "   4    2  end\n");
}

static void test_branches(void **state)
{
    (void)state;
    assert_code("\"main()\": [{\"if\": \"1\", \"then\": [{\"return\": \"2\"}],"
                "\"else\": [{\"return\": \"3\"}]}, {\"if\": \"4\", \"then\": []}]",
                "main: 0 names, 0 slots, 0 deep\n"
                "   0    1: if 1 -> 3\n"
                "   1    2: return 2\n"
                "   2    1  jump -> 4\n"
                "   3    3: return 3\n"
                "   4    4: if 4 -> 6\n"
                "   5    4: pass\n" /* of an empty block, as if something stood in it */
                "   6    4  end\n");
}

/* A loop asks behind its body whether there is another round; loops inside one another keep their
 * iterators in slots of their own, those one after the other in the same. */
static void test_loops(void **state)
{
    (void)state;
    assert_code("\"main()\": [{\"for\": \"i in a\", \"do\": [{\"for\": \"j in a\", \"do\": ["
                "{\"break\": true}, {\"continue\": true}]}]},"
                "{\"while\": \"a\", \"do\": [{\"continue\": true}, {\"break\": true}]}]}, "
                "\"let\": {\"a\": \"[1]\"",
                "main: 2 names, 4 slots, 0 deep\n"
                "   0    1: for a -> 6\n"
                "   1    2: for a -> 4\n"
                "   2    3: jump -> 5\n"
                "   3    4: jump -> 4\n"
                "   4    2  next j#1 -> 2\n"
                "   5    2  end for\n"
                "   6    1  next i#0 -> 1\n"
                "   7    1  end for\n"
                "   8    5: jump -> 11\n"
                "   9    6: jump -> 11\n"
                "  10    7: jump -> 12\n"
                "  11    5  while a -> 9\n"
                "  12    5  end\n");
}

/* A verb is told how its blocks end, also by a break out of it; behind its RESUME stands what that
 * leads to once it is over. */
static void test_verbs(void **state)
{
    (void)state;
    assert_code("\"main()\": [{\"while\": \"1\", \"do\": [{\"try\": [{\"break\": true}],"
                "\"except\": {\"E\": [{\"sleep\": 1}]}, \"finally\": []}]}]},"
                "\"exceptions\": {\"E\": \"Exception\"",
                "main: 0 names, 0 slots, 2 deep\n"
                "   0    1: jump -> 14\n"
                "   1    2: verb try\n"
                "   2    2  resume -> 14\n"
                "   3    2  jump -> 15\n"
                "   4    2  jump -> 14\n"
                "   5    3: break\n"
                "   6    2  jump -> 2\n"
                "   7    4: verb sleep\n"
                "   8    4  resume -> 11\n"
                "   9    4  break\n"
                "  10    4  continue\n"
                "  11    2  jump -> 2\n"
                "  12    2: pass\n"
                "  13    2  jump -> 2\n"
                "  14    1  while 1 -> 1\n"
                "  15    1  end\n");
}

/* So is it of a return; behind the verb it is one again. */
static void test_returns(void **state)
{
    (void)state;
    assert_code("\"main()\": [{\"try\": [{\"return\": \"1\"}], \"finally\": []}, {\"return\": \"2\"}]",
                "main: 0 names, 0 slots, 1 deep\n"
                "   0    1: verb try\n"
                "   1    1  resume -> 6\n"
                "   2    2: leave 1\n"
                "   3    1  jump -> 1\n"
                "   4    1: pass\n"
                "   5    1  jump -> 1\n"
                "   6    3: return 2\n"
                "   7    3  end\n");
}

static void test_blocks(void **state)
{
    (void)state;
    const char *text = "{\"coroutines\": {\"main()\": [{\"try\": [{\"try\": [], \"finally\": []}],"
                       "\"finally\": []}]}, \"timelines\": [{\"run\": \"main()\"}]}";
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("t"), str_of(text), verbs,
                                       sizeof verbs / sizeof *verbs, &diags);
    assert_non_null(scenario);
    Codes *codes = made(scenario);
    const Code *code = codes_items(codes);
    const Step *outer = scenario->steps[0], *inner = scenario->steps[1];
    assert_int_equal(code->depth, 2);
    const Instr *first = &code->instrs[1], *second = &code->instrs[3];
    assert_ptr_equal(first->verb, outer);
    assert_ptr_equal(second->verb, inner);
    assert_int_equal(code_block(code, first, &outer->fields[0].block) - code->instrs, 2);
    assert_int_equal(code_block(code, second, &inner->fields[0].block) - code->instrs, 6);
    assert_int_equal(code_block(code, second, &inner->fields[2].block) - code->instrs, 8);
    assert_int_equal(code_block(code, first, &outer->fields[2].block) - code->instrs, 11);
    codes_free(codes);
    scenario_free(scenario);
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statements), cmocka_unit_test(test_await),
        cmocka_unit_test(test_branches),   cmocka_unit_test(test_loops),
        cmocka_unit_test(test_verbs),      cmocka_unit_test(test_returns),
        cmocka_unit_test(test_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
