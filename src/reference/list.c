#include "reference/list.h"

#include "export/export.h"
#include "python/exception.h"
#include "scenario/mistakes/mistakes.h"
#include "sim/limit_specs.h"
#include "sim/types.h"
#include "steps/steps.h"

#include <stdio.h>
#include <string.h>

enum { LEFT = 22 }; /* columns of the first cell in a terminal */

void list_row(Builder *out, ListForm form, const char *left, const char *right)
{
    if (form == LIST_PLAIN) {
        builder_printf(out, "  %-*s %s\n", LEFT, left, right);
        return;
    }
    builder_printf(out, "| `%s` | ", left);
    for (const char *at = right; *at; at++) {
        if (*at == '|')
            builder_char(out, '\\');
        builder_char(out, *at);
    }
    builder_text(out, " |\n");
}

void list_lines(Builder *out, const char *text, const char *indent)
{
    enum { OWN = 6 }; /* the column of a step inside of main() */
    builder_text(out, indent);
    for (; *text; text++) {
        builder_char(out, *text);
        if (*text != '\n')
            continue;
        for (int i = 0; i < OWN && text[1] == ' '; i++)
            text++;
        builder_text(out, indent);
    }
    builder_char(out, '\n');
}

static void head(Builder *out, ListForm form, const char *left, const char *right)
{
    if (form == LIST_MARKDOWN)
        builder_printf(out, "| %s | %s |\n|---|---|\n", left, right);
}

/* --- steps, functions --- */

void list_steps(Builder *out, ListForm form)
{
    head(out, form, "step", "in Python");
    for (size_t i = 0; i < step_verb_count; i++)
        list_row(out, form, step_specs[i]->name, step_specs[i]->help);
}

void list_functions(Builder *out, ListForm form)
{
    head(out, form, "function", "gives");
    for (size_t i = 0; i < function_entry_count; i++) {
        const FunctionEntry *entry = &function_entries[i];
        Builder right = {0};
        builder_text(&right, entry->help);
        if (entry->example)
            builder_printf(&right, form == LIST_PLAIN ? "; %s is %s" : "; `%s` is `%s`",
                           entry->example, entry->gives);
        list_row(out, form, entry->name, right.at);
        builder_free(&right);
    }
}

/* --- methods --- */

static const ObjType *type_at(size_t kind)
{
    const ObjType *type = sim_host.types[kind];
    return type && (type->methods || type->attributes) ? type : NULL;
}

size_t listed_types(void)
{
    size_t count = 0;
    for (size_t kind = 0; kind < OBJ_KINDS; kind++)
        count += type_at(kind) != NULL;
    return count;
}

ListedType listed_type(size_t index)
{
    for (size_t kind = 0; kind < OBJ_KINDS; kind++) {
        const ObjType *type = type_at(kind);
        if (!type || index-- > 0)
            continue;
        const char *dot = strrchr(type->name, '.');
        return (ListedType){dot ? dot + 1 : type->name, type};
    }
    return (ListedType){NULL, NULL};
}

bool list_has(const ListedType *listed, Str name)
{
    for (const Method *m = listed->type->methods; m && m->name; m++)
        if (str_is(name, m->name))
            return true;
    for (const Attribute *a = listed->type->attributes; a && a->name; a++)
        if (str_is(name, a->name))
            return true;
    return false;
}

static void method_row(Builder *out, ListForm form, const char *type, const char *name)
{
    Builder left = {0};
    const MethodEntry *entry = method_entry(str_of(type), str_of(name));
    builder_printf(&left, "%s.%s", type, name);
    list_row(out, form, left.at, entry ? entry->help : "");
    builder_free(&left);
}

void list_methods_all(Builder *out, ListForm form)
{
    head(out, form, "method or attribute", "what it does");
    for (size_t i = 0; i < listed_types(); i++) {
        ListedType listed = listed_type(i);
        for (const Method *m = listed.type->methods; m && m->name; m++)
            method_row(out, form, listed.name, m->name);
        for (const Attribute *a = listed.type->attributes; a && a->name; a++)
            method_row(out, form, listed.name, a->name);
    }
}

/* --- exceptions --- */

/* Its nearest ancestor: the one that all its other ancestors are ancestors of. */
static Builtin parent(Builtin type)
{
    Builtin best = BUILTIN_BASE_EXCEPTION;
    for (int i = BUILTIN_BASE_EXCEPTION; i < BUILTIN_COUNT; i++)
        if (i != (int)type && exception_is(type, (Builtin)i) && exception_is((Builtin)i, best))
            best = (Builtin)i;
    return best;
}

static void exception_row(Builder *out, ListForm form, Builtin type)
{
    Builder right = {0};
    if (type == BUILTIN_BASE_EXCEPTION)
        builder_text(&right, "what all others are");
    else
        builder_printf(&right, form == LIST_PLAIN ? "%s %s" : "%s `%s`",
                       strchr("AEIOU", *builtin_name(parent(type))) ? "an" : "a",
                       builtin_name(parent(type)));
    list_row(out, form, builtin_name(type), right.at);
    builder_free(&right);
}

void list_exceptions(Builder *out, ListForm form)
{
    head(out, form, "exception", "is");
    for (int i = BUILTIN_BASE_EXCEPTION; i < BUILTIN_COUNT; i++)
        exception_row(out, form, (Builtin)i);
}

bool list_exception(Builder *out, Str name)
{
    for (int i = BUILTIN_BASE_EXCEPTION; i < BUILTIN_COUNT; i++)
        if (str_is(name, builtin_name((Builtin)i))) {
            exception_row(out, LIST_PLAIN, (Builtin)i);
            return true;
        }
    return false;
}

/* --- the file --- */

static void key_rows(Builder *out, ListForm form, const KeySpec *keys)
{
    for (; keys->key; keys++) {
        Builder right = {0};
        builder_printf(&right, "%s%s", keys->help, keys->required ? " (must)" : "");
        list_row(out, form, keys->key, right.at);
        builder_free(&right);
    }
}

void list_file(Builder *out, ListForm form)
{
    builder_text(out, form == LIST_PLAIN ? "Of the file:\n" : "Of the file:\n\n");
    head(out, form, "key", "meaning");
    key_rows(out, form, scenario_file_keys);
    builder_text(out, "\nOf a timeline:\n");
    builder_text(out, form == LIST_PLAIN ? "" : "\n");
    head(out, form, "key", "meaning");
    key_rows(out, form, scenario_timeline_keys);
    builder_text(out, "\nOf a question:\n");
    builder_text(out, form == LIST_PLAIN ? "" : "\n");
    head(out, form, "key", "meaning");
    key_rows(out, form, scenario_question_keys);
}

bool list_key(Builder *out, Str name)
{
    size_t before = out->length;
    for (const KeySpec *key = scenario_file_keys; key->key; key++)
        if (str_is(name, key->key))
            builder_printf(out, "\"%s\" of the file: %s\n", key->key, key->help);
    for (const KeySpec *key = scenario_timeline_keys; key->key; key++)
        if (str_is(name, key->key))
            builder_printf(out, "\"%s\" of a timeline: %s\n", key->key, key->help);
    for (const KeySpec *key = scenario_question_keys; key->key; key++)
        if (str_is(name, key->key))
            builder_printf(out, "\"%s\" of a question: %s\n", key->key, key->help);
    return out->length > before;
}

/* --- limits, mistakes, formats --- */

void list_limits(Builder *out, ListForm form)
{
    head(out, form, "at most", "of");
    for (size_t i = 0; i < LIMIT_COUNT; i++) {
        Builder left = {0}, right = {0};
        builder_printf(&left, "%llu", (unsigned long long)limit_specs[i].value);
        builder_printf(&right, "%s; more with %s", limit_specs[i].name, limit_specs[i].words);
        list_row(out, form, left.at, right.at);
        builder_free(&left);
        builder_free(&right);
    }
    list_row(out, form, "16", "timelines of a file");
    list_row(out, form, "1000", "pictures that --steps or --fragments makes of one");
    list_row(out, form, "1200", "seconds that the notes of a film hold it");
    list_row(out, form, "1000", "threads of an executor, and names of the file's let");
    list_row(out, form, "255", "parameters of a coroutine");
    list_row(out, form, "64", "brackets in each other in a file");
    list_row(out, form, "200", "levels of an expression");
    list_row(out, form, "131072", "bytes of what stands behind a key, but a block of steps");
    list_row(out, form, "16777216", "bytes of a file");
    list_row(out, form, "64 bits", "of a whole number");
    list_row(out, form, "292 years", "of virtual time");
}

void list_mistakes(Builder *out, ListForm form)
{
    head(out, form, "number", "mistake");
    for (size_t i = 0; i < mistake_count; i++) {
        char number[16] = {0};
        snprintf(number, sizeof number, "E%04u", mistakes[i].number);
        list_row(out, form, number, mistakes[i].title);
    }
}

unsigned list_mistake_number(Str word)
{
    unsigned number = 0;
    if (word.length < 2 || word.length > 6 || (word.at[0] | 0x20) != 'e')
        return 0;
    for (size_t i = 1; i < word.length; i++) {
        if (word.at[i] < '0' || word.at[i] > '9')
            return 0;
        number = number * 10 + (unsigned)(word.at[i] - '0');
    }
    return number;
}

void list_formats(Builder *out, ListForm form)
{
    head(out, form, "format", "is");
    for (const ExportFormat *const *format = export_formats; *format; format++)
        list_row(out, form, (*format)->name, (*format)->help);
}

bool list_format(Builder *out, Str name)
{
    const ExportFormat *format = export_format(name);
    if (format)
        list_row(out, LIST_PLAIN, format->name, format->help);
    return format != NULL;
}

/* --- Python --- */

void list_python(Builder *out, const StepEntry *entry, const char *indent)
{
    Builder file = {0};
    Diags diags = {0};
    step_entry_file(&file, entry);
    Scenario *scenario = scenario_load(STR("example.json"), builder_view(&file), step_specs,
                                       step_verb_count, &diags);
    Listing *listing = scenario ? listing_make(scenario, step_write, LISTING_SHORT) : NULL;
    bool main = false;
    for (size_t i = 0; listing && i < listing->lines.count; i++) {
        const ListingLine *line = &listing->lines.items[i];
        bool inside = main && line->indent > 0;
        main |= line->text.length > 9 && memcmp(line->text.at, "async def main", 14) == 0;
        if (!inside)
            continue;
        builder_text(out, indent);
        builder_add(out, line->text.at + 4, line->text.length - 4);
        builder_char(out, '\n');
    }
    listing_free(listing);
    scenario_free(scenario);
    diags_free(&diags);
    builder_free(&file);
}
