/* A scenario as Python: which line belongs to which step, what a program has around the coroutines,
 * and that no text of a scenario leaves its place. */
#include "listing/listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Three verbs are enough: a line, a block, a comment. */
static const VerbSpec print_spec = {
    .name = "print",
    .fields = {{.key = "print", .kind = FIELD_TEXT, .required = true}},
};
static const VerbSpec for_spec = {
    .name = "for",
    .flags = VERB_LOOP,
    .fields = {{.key = "for", .kind = FIELD_FOR, .required = true},
               {.key = "do", .kind = FIELD_BLOCK, .required = true}},
};
static const VerbSpec note_spec = {
    .name = "note",
    .fields = {{.key = "note", .kind = FIELD_LABEL, .required = true}},
};
static const VerbSpec let_spec = {
    .name = "let",
    .fields = {{.key = "let", .kind = FIELD_LET, .required = true}},
};
static const VerbSpec *const specs[] = {&print_spec, &for_spec, &note_spec, &let_spec};

static void write_step(ListingWriter *writer, const Step *step)
{
    const Field *field = &step->fields[0];
    if (step->verb == &print_spec) {
        listing_line(writer, "print(%s)", listing_printed(writer, &field->text));
    } else if (step->verb == &for_spec) {
        listing_line(writer, "for %s in %s:", listing_target(writer, &field->loop.target),
                     listing_expr(writer, field->loop.iterable));
        listing_block(writer, &step->fields[1].block);
    } else if (step->verb == &note_spec) {
        listing_comment(writer, &field->text);
    } else {
        listing_line(writer, "%.*s = %s", (int)field->let.items[0].name.name.length,
                     field->let.items[0].name.name.at,
                     listing_expr(writer, field->let.items[0].value));
    }
}

static Scenario *load(const char *json)
{
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("test.json"), str_of(json), specs,
                                       sizeof specs / sizeof *specs, &diags);
    for (size_t i = 0; i < diags.list.count; i++)
        print_message("%s\n", diags.list.items[i].what);
    diags_free(&diags);
    assert_non_null(scenario);
    return scenario;
}

static void assert_listing(const char *json, ListingForm form, const char *wanted)
{
    Scenario *scenario = load(json);
    Listing *listing = listing_make(scenario, write_step, form);
    Builder all = {0};
    for (size_t i = 0; i < listing->lines.count; i++) {
        builder_str(&all, listing->lines.items[i].text);
        builder_char(&all, '\n');
    }
    assert_string_equal(all.at, wanted);
    builder_free(&all);
    listing_free(listing);
    scenario_free(scenario);
}

static void short_form_is_the_coroutines_alone(void **state)
{
    (void)state;
    assert_listing("{\"title\": \"T\", \"coroutines\": {\"f(a, b=2)\": [{\"print\": \"{a} and {b}\"}],"
                   "\"main\": []}, \"timelines\": [{\"run\": \"main()\"}]}",
                   LISTING_SHORT,
                   "async def f(a, b=2):\n"
                   "    print(f'{a} and {b}')\n"
                   "\n"
                   "async def main():\n"
                   "    pass\n");
}

static void every_line_knows_its_step(void **state)
{
    (void)state;
    Scenario *scenario = load("{\"coroutines\": {\"main\": [{\"print\": \"a\"}, {\"for\": \"i in [1]\","
                              "\"do\": [{\"note\": \"n\"}]}]}, \"timelines\": [{\"run\": \"main()\"}]}");
    Listing *listing = listing_make(scenario, write_step, LISTING_SHORT);
    static const uint32_t steps[] = {0, 1, 2, 3, 2}; /* the last is the loop's `pass` */
    static const uint32_t indents[] = {0, 1, 1, 2, 2};
    assert_int_equal(listing->lines.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(listing->lines.items[i].step, steps[i]);
        assert_int_equal(listing->lines.items[i].indent, indents[i]);
    }
    listing_free(listing);
    scenario_free(scenario);
}

static void a_program_runs_each_timeline(void **state)
{
    (void)state;
    assert_listing("{\"title\": \"T\", \"description\": \"one\\ntwo\", \"let\": {\"n\": \"0\"},"
                   "\"coroutines\": {\"main\": [{\"let\": {\"n\": \"random.random()\"}}]},"
                   "\"timelines\": [{\"run\": \"main()\", \"title\": \"A\\nB\"},"
                   "{\"run\": \"main()\", \"entry\": \"run_until_complete\"}]}",
                   LISTING_PROGRAM,
                   "# T\n#\n# one\n# two\n\n"
                   "import asyncio\nimport random\n\n\n"
                   "async def main():\n    global n\n    n = random.random()\n\n\n"
                   "# A\n# B\nrandom.seed(0)\nn = 0\nasyncio.run(main())\n\n"
                   "random.seed(0)\nloop = asyncio.new_event_loop()\nn = 0\n"
                   "loop.run_until_complete(main())\n");
}

static void names_of_pythons_own_stay_apart(void **state)
{
    (void)state;
    assert_listing("{\"coroutines\": {\"print(loop)\": [{\"print\": \"{loop}\"}],"
                   "\"main(random, time)\": [{\"print\": \"{[Lock(), current_task()]}\"}]},"
                   "\"timelines\": [{\"run\": \"main(1, 2)\", \"entry\": \"run_until_complete\"}]}",
                   LISTING_PROGRAM,
                   "import asyncio\nfrom builtins import print as print_\n\n\n"
                   "async def print(loop):\n    print_(loop)\n\n\n"
                   "async def main(random, time):\n"
                   "    print_([asyncio.Lock(), asyncio.current_task()])\n\n\n"
                   "loop_ = asyncio.new_event_loop()\nloop_.run_until_complete(main(1, 2))\n");
}

static void assert_text(const char *text, const char *python)
{
    Builder json = {0}, wanted = {0};
    builder_printf(&json, "{\"coroutines\": {\"main(a)\": [{\"print\": \"%s\"}]},"
                          "\"timelines\": [{\"run\": \"main(1)\"}]}", text);
    builder_printf(&wanted, "async def main(a):\n    print(%s)\n", python);
    assert_listing(json.at, LISTING_SHORT, wanted.at);
    builder_free(&json);
    builder_free(&wanted);
}

static void texts_keep_their_quotes_to_themselves(void **state)
{
    (void)state;
    assert_text("plain", "'plain'");
    assert_text("it's", "\"it's\"");
    assert_text("'); x('", "\"'); x('\"");
    assert_text("{a}", "a");
    assert_text("{a!r}", "f'{a!r}'");
    assert_text("it's {a}", "f'it\\'s {a}'");
    assert_text("{{}} {a:>3}", "f'{{}} {a:>3}'");
    assert_text("{a['k']} \\\"x\\\"", "f\"{a['k']} \\\"x\\\"\"");
    assert_text("it's {a['k']}", "f\"it's {a['k']}\"");
    assert_text("{{{a[\\\"it's\\\"]} {a['\\\"']}}}",
                "'{{{} {}}}'.format(a[\"it's\"], a['\"'])");
    assert_text("{a['\\\\n']}!", "'{}!'.format(a['\\n'])");
    assert_text("a\\nb {a}", "f'a\\nb {a}'");
}

static void comments_are_wrapped_and_stay_comments(void **state)
{
    (void)state;
    assert_listing("{\"coroutines\": {\"main(a)\": [{\"note\": \"{a} one two three four five six "
                   "seven eight nine ten eleven twelve\\nthirteen\\rraise\"}]},"
                   "\"timelines\": [{\"run\": \"main(1)\"}]}",
                   LISTING_SHORT,
                   "async def main(a):\n"
                   "    # {a} one two three four five six seven eight nine ten eleven twelve\n"
                   "    # thirteen\\rraise\n"
                   "    pass\n");
}

static void assert_wide(const char *expression, const char *lines)
{
    Builder json = {0}, wanted = {0};
    builder_printf(&json, "{\"coroutines\": {\"main(a)\": [{\"let\": {\"x\": \"%s\"}}]},"
                          "\"timelines\": [{\"run\": \"main(1)\"}]}", expression);
    builder_printf(&wanted, "async def main(a):\n%s", lines);
    assert_listing(json.at, LISTING_SHORT, wanted.at);
    builder_free(&json);
    builder_free(&wanted);
}

static void brackets_that_must_stay_closed(void **state)
{
    (void)state;
    assert_wide("a[a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a]",
                "    x = a[a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a "
                "+ a]\n");
    assert_wide("len([['a', 'quite long text'], ['b', 'quite long text'], ['c', 'quite long text']])",
                "    x = len(\n"
                "        [\n"
                "            ['a', 'quite long text'],\n"
                "            ['b', 'quite long text'],\n"
                "            ['c', 'quite long text'],\n"
                "        ]\n"
                "    )\n");
}

static void wide_lines_are_broken(void **state)
{
    (void)state;
    assert_listing("{\"coroutines\": {\"main(a)\": [{\"print\": \"{max(a, [1, 2, 'a, (b', max(3, 4)], "
                   "'a text that takes much room, and more', a[0], 'and another text')}\"},"
                   "{\"let\": {\"a\": \"(a + a + a + a + a + a + a + a + a + a + a) * (a + a + a + a "
                   "+ a + a + a + a)\"}}]}, \"timelines\": [{\"run\": \"main(1)\"}]}",
                   LISTING_SHORT,
                   "async def main(a):\n"
                   "    print(\n"
                   "        max(\n"
                   "            a,\n"
                   "            [1, 2, 'a, (b', max(3, 4)],\n"
                   "            'a text that takes much room, and more',\n"
                   "            a[0],\n"
                   "            'and another text',\n"
                   "        )\n"
                   "    )\n"
                   "    a = (a + a + a + a + a + a + a + a + a + a + a) * (a + a + a + a + a + a + a + a)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_form_is_the_coroutines_alone),
        cmocka_unit_test(every_line_knows_its_step),
        cmocka_unit_test(a_program_runs_each_timeline),
        cmocka_unit_test(names_of_pythons_own_stay_apart),
        cmocka_unit_test(texts_keep_their_quotes_to_themselves),
        cmocka_unit_test(comments_are_wrapped_and_stay_comments),
        cmocka_unit_test(wide_lines_are_broken),
        cmocka_unit_test(brackets_that_must_stay_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
