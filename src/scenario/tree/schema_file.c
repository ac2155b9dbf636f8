/* The schema's part about the file: its keys, and what stands behind the keys of steps. */
#include "scenario/tree/schema.h"

#include "base/escape.h"

#include <stdio.h>
#include <string.h>

void schema_text(Builder *out, const char *text)
{
    escape_json(out, str_of(text));
}

void schema_key(Builder *out, const KeySpec *keys, const char *key)
{
    while (strcmp(keys->key, key) != 0)
        keys++;
    builder_text(out, "\"description\": ");
    schema_text(out, keys->help);
}

/* A key with its description, and whatever else its schema says. */
typedef struct Property {
    const char *key, *rest;
} Property;

static void properties(Builder *out, const KeySpec *keys, const Property *list, const char *indent)
{
    for (; list->key; list++) {
        builder_printf(out, "%s\"%s\": {", indent, list->key);
        schema_key(out, keys, list->key);
        builder_printf(out, ",\n%s  %s}%s\n", indent, list->rest, list[1].key ? "," : "");
    }
}

static const char bodies[] = "\"type\": \"object\", \"additionalProperties\": {\"$ref\": "
                             "\"#/$defs/steps\"}";

static const Property of_timeline[] = {
    {"run", "\"type\": \"string\""},
    {"title", "\"type\": \"string\""},
    {"description", "\"type\": \"string\""},
    {"executor", "\"$ref\": \"#/$defs/executor\""},
    {"until", "\"$ref\": \"#/$defs/until\""},
    {"entry", "\"enum\": [\"run\", \"run_until_complete\"]"},
    {NULL, NULL}};

static const Property of_question[] = {
    {"text", "\"type\": \"string\""},
    {"about", "\"enum\": [\"end\", \"who\", \"print\"]"},
    {"timeline", "\"type\": [\"string\", \"integer\"]"},
    {"after", "\"type\": \"number\", \"minimum\": 0"},
    {"answers", "\"type\": \"array\", \"minItems\": 2, \"maxItems\": 6, "
                "\"items\": {\"type\": [\"string\", \"number\"]}"},
    {"right", "\"type\": \"integer\", \"minimum\": 1, \"maximum\": 6"},
    {"why", "\"type\": \"string\""},
    {NULL, NULL}};

static void of_file(Builder *out)
{
    static const char coroutines[] =
        "\"minProperties\": 1, \"defaultSnippets\": [{\"label\": \"main()\", \"body\": "
        "{\"main()\": [\"$1\"]}}], ";
    static const char timelines[] =
        "\"type\": \"array\", \"minItems\": 1, \"maxItems\": %d, \"items\": {\"$ref\": "
        "\"#/$defs/timeline\"}";
    char most[160], steps[240];
    snprintf(most, sizeof most, timelines, SCENARIO_MAX_TIMELINES);
    snprintf(steps, sizeof steps, "%s%s", coroutines, bodies);
    const Property list[] = {
        {"title", "\"type\": \"string\""},
        {"description", "\"type\": \"string\""},
        {"chapter", "\"type\": \"string\""},
        {"coroutines", steps},
        {"functions", bodies},
        {"exceptions", "\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}"},
        {"let", "\"type\": \"object\", \"additionalProperties\": {\"$ref\": \"#/$defs/value\"}"},
        {"executor", "\"$ref\": \"#/$defs/executor\""},
        {"seed", "\"type\": \"integer\""},
        {"until", "\"$ref\": \"#/$defs/until\""},
        {"timelines", most},
        {"view", "\"$ref\": \"#/$defs/view\""},
        {"question", "\"$ref\": \"#/$defs/question\""},
        {"$schema", "\"type\": \"string\""},
        {NULL, NULL}};
    properties(out, scenario_file_keys, list, "    ");
}

static const char head[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:interleave:scenario\",\n"
    "  \"title\": \"A scenario of interleave\",\n"
    "  \"type\": \"object\",\n"
    "  \"required\": [\"coroutines\", \"timelines\"],\n"
    "  \"additionalProperties\": false,\n"
    "  \"defaultSnippets\": [{\"label\": \"scenario\", \"body\": {\"title\": \"${1:Title}\", "
    "\"coroutines\": {\"main()\": [{\"print\": \"${2:hello}\"}]}, \"timelines\": [{\"run\": "
    "\"main()\"}]}}],\n"
    "  \"properties\": {\n";

static const char tail[] =
    "    \"view\": {\n"
    "      \"type\": \"object\",\n"
    "      \"additionalProperties\": false,\n"
    "      \"properties\": {\n"
    "        \"length\": {\"description\": \"seconds of play for the whole run\", \"type\": "
    "\"number\", \"exclusiveMinimum\": 0},\n"
    "        \"unit\": {\"description\": \"of the axis\", \"enum\": [\"us\", \"ms\", \"s\", \"min\", "
    "\"h\"]},\n"
    "        \"theme\": {\"description\": \"the colours\", \"enum\": [\"light\", \"dark\", "
    "\"contrast\"]}\n"
    "      }\n"
    "    },\n"
    "    \"value\": {\n"
    "      \"type\": [\"number\", \"string\", \"boolean\", \"null\", \"array\"],\n"
    "      \"items\": {\"$ref\": \"#/$defs/value\"},\n"
    "      \"errorMessage\": \"a number, a list, or an expression of Python in double quotes\"\n"
    "    },\n"
    "    \"text\": {\"type\": \"string\"},\n"
    "    \"target\": {\"type\": [\"string\", \"array\"], \"items\": {\"type\": \"string\"},\n"
    "               \"minItems\": 1},\n"
    "    \"for\": {\"type\": \"string\", \"defaultSnippets\": [{\"label\": \"i in range(3)\", "
    "\"body\": \"${1:i} in ${2:range(3)}\"}]},\n"
    "    \"awaitables\": {\"$ref\": \"#/$defs/value\"},\n"
    "    \"let\": {\"type\": \"object\", \"minProperties\": 1,\n"
    "            \"additionalProperties\": {\"$ref\": \"#/$defs/value\"}},\n"
    "    \"handlers\": {\"type\": \"object\", \"minProperties\": 1,\n"
    "                 \"additionalProperties\": {\"$ref\": \"#/$defs/steps\"},\n"
    "                 \"defaultSnippets\": [{\"label\": \"Exception as e\", \"body\": "
    "{\"${1:Exception as e}\": [\"$2\"]}}]},\n"
    "    \"until\": {\"type\": \"number\", \"exclusiveMinimum\": 0},\n"
    "    \"flag\": {\"type\": \"boolean\"},\n"
    "    \"true\": {\"const\": true},\n"
    "    \"raise\": {\"type\": [\"string\", \"boolean\"], \"not\": {\"const\": false},\n"
    "              \"errorMessage\": \"an exception, or true for the one being handled\"},\n"
    "    \"steps\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/step\"}},\n";

static void definition(Builder *out, const char *name, const char *required, const KeySpec *keys,
                       const Property *list, const char *more)
{
    builder_printf(out,
                   "    \"%s\": {\n"
                   "      \"type\": \"object\",\n"
                   "      \"required\": [\"%s\"],\n"
                   "      \"additionalProperties\": false,%s\n"
                   "      \"properties\": {\n",
                   name, required, more);
    properties(out, keys, list, "        ");
    builder_text(out, "      }\n    },\n");
}

void schema_file(Builder *out)
{
    builder_text(out, head);
    of_file(out);
    builder_text(out, "  },\n  \"$defs\": {\n");
    definition(out, "timeline", "run", scenario_timeline_keys, of_timeline,
               "\n      \"defaultSnippets\": [{\"label\": \"run\", \"body\": {\"title\": "
               "\"${1:Title}\", \"run\": \"${2:main()}\"}}],");
    definition(out, "question", "text", scenario_question_keys, of_question, "");
    builder_printf(out,
                   "    \"executor\": {\n"
                   "      \"type\": \"object\",\n"
                   "      \"additionalProperties\": false,\n"
                   "      \"properties\": {\"max_workers\": {\"description\": \"how many threads "
                   "to_thread has\", \"type\": \"integer\", \"minimum\": 1, \"maximum\": %d}}\n"
                   "    },\n",
                   SCENARIO_MAX_WORKERS);
    builder_text(out, tail);
}
