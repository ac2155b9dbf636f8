/* One entry, for a terminal. */
#include "reference/reference.h"

#include "reference/list.h"
#include "reference/tables.h"
#include "scenario/mistakes/mistakes.h"
#include "steps/steps.h"

#include <string.h>

static const VerbSpec *find_verb(Str word)
{
    for (size_t i = 0; i < step_verb_count; i++)
        if (str_is(word, step_specs[i]->name))
            return step_specs[i];
    return NULL;
}

/* Text of the tables without the marks of Markdown. */
static void plain(Builder *out, const char *text)
{
    for (; *text; text++)
        if (*text != '`')
            builder_char(out, *text);
}

static void explain_step(Builder *out, const VerbSpec *verb)
{
    const StepEntry *entry = step_entry(str_of(verb->name));
    builder_printf(out, "%s: a step\n\n    %s\n\n", verb->name, verb->help);
    plain(out, entry->text);
    builder_text(out, "\n\n");
    for (size_t i = 0; i < VERB_FIELDS && verb->fields[i].key; i++)
        builder_printf(out, "  %-18s %s%s\n", verb->fields[i].key,
                       verb->fields[i].help ? verb->fields[i].help : "",
                       verb->fields[i].required && i ? " (must)" : "");
    builder_printf(out, "  %-18s %s\n\n", "label", "text for its bar");
    list_lines(out, entry->example, "    ");
    builder_text(out, "\nin Python:\n\n");
    list_python(out, entry, "    ");
}

static void explain_mistake(Builder *out, const Mistake *mistake)
{
    builder_printf(out, "E%04u: %s\n\n%s\n", mistake->number, mistake->title, mistake->why);
    if (!mistake->wrong)
        return;
    builder_text(out, "\nwrong:\n\n");
    list_lines(out, mistake->wrong, "    ");
    builder_text(out, "\nright:\n\n");
    list_lines(out, mistake->right, "    ");
}

static void explain_function(Builder *out, const FunctionEntry *entry)
{
    builder_printf(out, "%s: a function\n\n%s\n", entry->name, entry->help);
    if (entry->example)
        builder_printf(out, "\n    %s gives %s\n", entry->example, entry->gives);
}

static bool explain_methods(Builder *out, Str word)
{
    size_t before = out->length;
    const char *dot = memchr(word.at, '.', word.length);
    Str type = {word.at, dot ? (size_t)(dot - word.at) : 0};
    Str name = dot ? (Str){dot + 1, word.length - type.length - 1} : word;
    for (size_t i = 0; i < listed_types(); i++) {
        ListedType listed = listed_type(i);
        if (dot && !str_is(type, listed.name))
            continue;
        const MethodEntry *entry = list_has(&listed, name) ? method_entry(str_of(listed.name), name)
                                                           : NULL;
        if (entry)
            builder_printf(out, "%s.%s: %s\n", listed.name, entry->name, entry->help);
    }
    return out->length > before;
}

static bool explain_list(Builder *out, Str word)
{
    static const struct {
        const char *word;
        void (*write)(Builder *out, ListForm form);
    } lists[] = {{"steps", list_steps},           {"functions", list_functions},
                 {"methods", list_methods_all},   {"exceptions", list_exceptions},
                 {"file", list_file},             {"limits", list_limits},
                 {"mistakes", list_mistakes},     {"formats", list_formats}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (str_is(word, lists[i].word)) {
            lists[i].write(out, LIST_PLAIN);
            return true;
        }
    return false;
}

bool reference_explain(Builder *out, Str word)
{
    unsigned number = list_mistake_number(word);
    const Mistake *mistake = number ? mistake_find(number) : NULL;
    const VerbSpec *verb = find_verb(word);
    const FunctionEntry *function = function_entry(word);
    if (mistake)
        explain_mistake(out, mistake);
    else if (verb)
        explain_step(out, verb);
    else if (function)
        explain_function(out, function);
    else
        return explain_list(out, word) || list_exception(out, word) || list_format(out, word)
               || list_key(out, word) || explain_methods(out, word);
    return true;
}

void reference_words(ReferenceWords *words)
{
    static const char *const lists[] = {"steps", "functions", "methods", "exceptions",
                                        "file",  "limits",    "mistakes", "formats"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        array_push(words, lists[i]);
    for (size_t i = 0; i < step_verb_count; i++)
        array_push(words, step_specs[i]->name);
    for (size_t i = 0; i < function_entry_count; i++)
        array_push(words, function_entries[i].name);
    for (size_t i = 0; i < method_entry_count; i++)
        array_push(words, method_entries[i].name);
    for (int i = BUILTIN_BASE_EXCEPTION; i < BUILTIN_COUNT; i++)
        array_push(words, builtin_name((Builtin)i));
}
