/* The whole, as Markdown. */
#include "reference/list.h"
#include "reference/reference.h"
#include "scenario/mistakes/mistakes.h"
#include "steps/steps.h"

static void tour(Builder *out)
{
    for (size_t i = 0; i < tour_part_count; i++) {
        if (tour_parts[i].text) {
            builder_printf(out, "%s\n\n", tour_parts[i].text);
            continue;
        }
        Str text = str_of(tour_parts[i].scenario);
        builder_text(out, "```json\n");
        builder_str(out, text);
        builder_text(out, "```\n\n");
    }
}

static void step(Builder *out, const VerbSpec *verb)
{
    const StepEntry *entry = step_entry(str_of(verb->name));
    builder_printf(out, "### %s\n\n`%s`\n\n%s\n\n", verb->name, verb->help, entry->text);
    builder_text(out, "```json\n");
    list_lines(out, entry->example, "");
    builder_text(out, "```\n\n```python\n");
    list_python(out, entry, "");
    builder_text(out, "```\n\n");
    if (entry->picture)
        builder_printf(out, "![%s](reference/%s.svg)\n\n", verb->name, verb->name);
    builder_text(out, "| key | meaning |\n|---|---|\n");
    for (size_t i = 0; i < VERB_FIELDS && verb->fields[i].key; i++) {
        Builder right = {0};
        builder_printf(&right, "%s%s", verb->fields[i].help ? verb->fields[i].help : "",
                       verb->fields[i].required && i ? " (must)" : "");
        list_row(out, LIST_MARKDOWN, verb->fields[i].key, right.at ? right.at : "");
        builder_free(&right);
    }
    builder_char(out, '\n');
}

static void mistake(Builder *out, const Mistake *one)
{
    builder_printf(out, "**E%04u: %s.** %s\n\n", one->number, one->title, one->why);
}

void reference_write(Builder *out)
{
    static const struct {
        const char *title;
        void (*write)(Builder *out, ListForm form);
    } lists[] = {{"The file", list_file},           {"Functions", list_functions},
                 {"Methods and attributes", list_methods_all},
                 {"Exceptions", list_exceptions},   {"Limits", list_limits}};
    builder_text(out,
                 "# Writing a scenario\n\n"
                 "This page is made by `interleave explain all`; `interleave explain WORD` prints one "
                 "entry of it.\nA trace has a page of its own: [trace.md](trace.md).\n\n"
                 "## By example\n\n");
    tour(out);
    builder_text(out, "## Steps\n\nEvery step may have a `\"label\"` besides: text for its bar. The "
                      "examples stand in `main()`, beside\n`fetch(n)`, which sleeps for n seconds "
                      "and returns n * 2, and `ticks(n)`, which yields 0 to\nn - 1, one a "
                      "second.\n\n");
    list_steps(out, LIST_MARKDOWN);
    builder_char(out, '\n');
    for (size_t i = 0; i < step_verb_count; i++)
        step(out, step_specs[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        builder_printf(out, "## %s\n\n", lists[i].title);
        lists[i].write(out, LIST_MARKDOWN);
        builder_char(out, '\n');
    }
    builder_text(out, "## Mistakes\n\n`interleave explain E0042` shows one with a wrong and a right "
                      "example.\n\n");
    for (size_t i = 0; i < mistake_count; i++)
        mistake(out, &mistakes[i]);
    while (out->length > 1 && out->at[out->length - 2] == '\n')
        out->at[--out->length] = '\0';
}
