/* The JSON Schema of the scenario file, from the table of verbs: what an editor checks and offers
 * while somebody types. It says less than loading does (it knows no expressions) and never
 * refuses what loading takes.
 *
 * A step offers all verbs; which keys belong to it, and which of them must be there, is said by an
 * if/then for each verb, so that an editor speaks of that verb alone. */
#include "scenario/tree/schema.h"

#include <string.h>

static void ref(Builder *out, const char *name)
{
    builder_printf(out, "\"$ref\": \"#/$defs/%s\"", name);
}

static const char *definition_of(FieldKind kind)
{
    static const char *const names[] = {
        [FIELD_VALUE] = "value",     [FIELD_TEXT] = "text",   [FIELD_LABEL] = "text",
        [FIELD_TARGET] = "target",   [FIELD_FOR] = "for",     [FIELD_EACH] = "for",
        [FIELD_BLOCK] = "steps",     [FIELD_AWAITABLES] = "awaitables",
        [FIELD_EXCEPT] = "handlers", [FIELD_LET] = "let",     [FIELD_FLAG] = "flag",
        [FIELD_TRUE] = "true",       [FIELD_WORD] = NULL,     [FIELD_RAISE] = "raise"};
    return names[kind];
}

/* The Python first, then what stands behind the key. */
static void describe(Builder *out, const VerbSpec *verb, const FieldSpec *spec)
{
    Builder text = {0};
    builder_printf(&text, "`%s`", verb->help);
    if (spec->help)
        builder_printf(&text, "\n\n%s%s%s%s", spec == verb->fields ? "" : "`",
                       spec == verb->fields ? "" : spec->key, spec == verb->fields ? "" : "`: ",
                       spec->help);
    builder_text(out, "\"markdownDescription\": ");
    schema_text(out, text.at);
    builder_free(&text);
}

static void field(Builder *out, const VerbSpec *verb, const FieldSpec *spec)
{
    builder_text(out, "          ");
    schema_text(out, spec->key);
    builder_text(out, ": {");
    describe(out, verb, spec);
    builder_text(out, ", ");
    if (spec->kind == FIELD_WORD) {
        builder_text(out, "\"enum\": [");
        for (size_t i = 0; spec->words[i]; i++) {
            builder_text(out, i ? ", " : "");
            schema_text(out, spec->words[i]);
        }
        builder_char(out, ']');
    } else {
        ref(out, definition_of(spec->kind));
    }
    builder_text(out, "},\n");
}

static const FieldSpec *option(const VerbSpec *verb, const char *key)
{
    for (size_t i = 1; i < VERB_FIELDS && verb->fields[i].key; i++)
        if (strcmp(verb->fields[i].key, key) == 0)
            return &verb->fields[i];
    return NULL;
}

/* When a step is this verb's: it has the key, and none for which that is an option. */
static void condition(Builder *out, const VerbSpec *verb, const VerbSpec *const *verbs, size_t count)
{
    builder_printf(out, "      {\"if\": {\"required\": [\"%s\"]", verb->name);
    size_t others = 0;
    for (size_t i = 0; i < count && verb->flags & VERB_YIELDS_WHERE_ALONE; i++) {
        if (!option(verbs[i], verb->name))
            continue;
        builder_printf(out, "%s{\"required\": [\"%s\"]}", others++ ? ", " : ", \"not\": {\"anyOf\": [",
                       verbs[i]->name);
    }
    builder_text(out, others ? "]}}" : "}");
}

static void rule(Builder *out, const VerbSpec *verb, const VerbSpec *const *verbs, size_t count)
{
    condition(out, verb, verbs, count);
    builder_text(out, ",\n       \"then\": {\n        \"required\": [");
    for (size_t i = 0, said = 0; i < VERB_FIELDS && verb->fields[i].key; i++)
        if (i == 0 || verb->fields[i].required)
            builder_printf(out, "%s\"%s\"", said++ ? ", " : "", verb->fields[i].key);
    builder_text(out, "],\n        \"additionalProperties\": false,\n        \"properties\": {\n");
    for (size_t i = 0; i < VERB_FIELDS && verb->fields[i].key; i++)
        field(out, verb, &verb->fields[i]);
    builder_text(out, "          \"label\": {\"description\": \"text for its bar\", ");
    ref(out, "text");
    builder_text(out, "}\n        }\n      }},\n");
}

static bool is_verb(const char *key, const VerbSpec *const *verbs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(verbs[i]->name, key) == 0)
            return true;
    return false;
}

/* Every key of a step; verbs with their Python, since they are what is offered first. */
static void keys(Builder *out, const VerbSpec *const *verbs, size_t count)
{
    builder_text(out, "      \"properties\": {\n");
    for (size_t i = 0; i < count; i++) {
        builder_printf(out, "        \"%s\": {", verbs[i]->name);
        builder_text(out, "\"description\": ");
        schema_text(out, verbs[i]->help);
        builder_text(out, "},\n");
        for (size_t f = 1; f < VERB_FIELDS && verbs[i]->fields[f].key; f++) {
            const char *key = verbs[i]->fields[f].key;
            bool said = is_verb(key, verbs, count);
            for (size_t before = 0; before < i && !said; before++)
                said = option(verbs[before], key) != NULL;
            if (!said)
                builder_printf(out, "        \"%s\": true,\n", key);
        }
    }
    builder_text(out, "        \"label\": true\n      },\n");
}

static void snippets(Builder *out, const VerbSpec *const *verbs, size_t count)
{
    builder_text(out, "      \"defaultSnippets\": [\n");
    for (size_t i = 0; i < count; i++) {
        builder_printf(out, "        {\"label\": \"%s\", \"description\": ", verbs[i]->name);
        schema_text(out, verbs[i]->help);
        builder_text(out, ",\n         \"bodyText\": ");
        schema_text(out, verbs[i]->snippet);
        builder_printf(out, "}%s\n", i + 1 < count ? "," : "");
    }
    builder_text(out, "      ],\n");
}

/* What a step without any verb is told. */
static void no_verb(Builder *out, const VerbSpec *const *verbs, size_t count)
{
    builder_text(out, "      {\"if\": {\"not\": {\"anyOf\": [");
    for (size_t i = 0; i < count; i++)
        builder_printf(out, "%s{\"required\": [\"%s\"]}", i ? ", " : "", verbs[i]->name);
    builder_text(out, "]}},\n       \"then\": {\"not\": {}, \"errorMessage\": \"a step needs a verb, "
                      "such as print, sleep or await\"}}\n");
}

void scenario_schema(Builder *out, const VerbSpec *const *verbs, size_t verb_count)
{
    schema_file(out);
    builder_text(out, "    \"step\": {\n      \"type\": \"object\",\n");
    snippets(out, verbs, verb_count);
    keys(out, verbs, verb_count);
    builder_text(out, "      \"additionalProperties\": false,\n      \"allOf\": [\n");
    for (size_t i = 0; i < verb_count; i++)
        rule(out, verbs[i], verbs, verb_count);
    no_verb(out, verbs, verb_count);
    builder_text(out, "    ]}\n  }\n}\n");
}
