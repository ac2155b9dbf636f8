/* The JSON Schema of the scenario file, from the table of verbs: what an editor checks and offers
 * while somebody types. It says less than loading does (it knows no expressions) and never
 * refuses what loading takes. */
#include "base/escape.h"
#include "scenario/scenario.h"

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

static void field(Builder *out, const FieldSpec *spec)
{
    builder_text(out, "          ");
    escape_json(out, str_of(spec->key));
    builder_text(out, ": {");
    if (spec->help) {
        builder_text(out, "\"description\": ");
        escape_json(out, str_of(spec->help));
        builder_text(out, ", ");
    }
    if (spec->kind == FIELD_WORD) {
        builder_text(out, "\"enum\": [");
        for (size_t i = 0; spec->words[i]; i++) {
            builder_text(out, i ? ", " : "");
            escape_json(out, str_of(spec->words[i]));
        }
        builder_char(out, ']');
    } else {
        ref(out, definition_of(spec->kind));
    }
    builder_text(out, "},\n");
}

static void verb(Builder *out, const VerbSpec *spec, bool last)
{
    builder_text(out, "      {\n        \"title\": ");
    escape_json(out, str_of(spec->name));
    builder_text(out, ",\n        \"description\": ");
    escape_json(out, str_of(spec->help));
    builder_text(out, ",\n        \"type\": \"object\",\n        \"properties\": {\n");
    for (size_t i = 0; i < VERB_FIELDS && spec->fields[i].key; i++)
        field(out, &spec->fields[i]);
    builder_text(out, "          \"label\": {\"description\": \"text for its bar\", ");
    ref(out, "text");
    builder_text(out, "}\n        },\n        \"required\": [");
    bool first = true;
    for (size_t i = 0; i < VERB_FIELDS && spec->fields[i].key; i++) {
        if (i && !spec->fields[i].required)
            continue;
        builder_text(out, first ? "" : ", ");
        escape_json(out, str_of(spec->fields[i].key));
        first = false;
    }
    builder_printf(out, "],\n        \"additionalProperties\": false\n      }%s\n",
                   last ? "" : ",");
}

static const char head[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"title\": \"A scenario of interleave\",\n"
    "  \"type\": \"object\",\n"
    "  \"required\": [\"coroutines\", \"timelines\"],\n"
    "  \"additionalProperties\": false,\n"
    "  \"properties\": {\n"
    "    \"$schema\": {\"type\": \"string\"},\n"
    "    \"title\": {\"type\": \"string\"},\n"
    "    \"description\": {\"type\": \"string\"},\n"
    "    \"chapter\": {\"description\": \"where the gallery puts it\", \"type\": \"string\"},\n"
    "    \"question\": {\"$ref\": \"#/$defs/question\"},\n"
    "    \"coroutines\": {\n"
    "      \"description\": \"name with parameters, as Python writes them, and steps in order\",\n"
    "      \"type\": \"object\",\n"
    "      \"minProperties\": 1,\n"
    "      \"additionalProperties\": {\"$ref\": \"#/$defs/steps\"}\n"
    "    },\n"
    "    \"functions\": {\n"
    "      \"description\": \"plain functions (def): name with parameters, and steps that never "
    "wait\",\n"
    "      \"type\": \"object\",\n"
    "      \"additionalProperties\": {\"$ref\": \"#/$defs/steps\"}\n"
    "    },\n"
    "    \"exceptions\": {\n"
    "      \"description\": \"exceptions of the file's own, each made from another\",\n"
    "      \"type\": \"object\",\n"
    "      \"additionalProperties\": {\"type\": \"string\"}\n"
    "    },\n"
    "    \"timelines\": {\n"
    "      \"description\": \"the runs to compare; the first is the one compared with\",\n"
    "      \"type\": \"array\",\n"
    "      \"minItems\": 1,\n";

static const char middle[] =
    "      \"items\": {\"$ref\": \"#/$defs/timeline\"}\n"
    "    },\n"
    "    \"let\": {\"description\": \"names shared by all coroutines, made anew for each "
    "timeline\",\n"
    "            \"type\": \"object\", \"additionalProperties\": {\"$ref\": \"#/$defs/value\"}},\n"
    "    \"until\": {\"$ref\": \"#/$defs/until\"},\n"
    "    \"executor\": {\"$ref\": \"#/$defs/executor\"},\n"
    "    \"seed\": {\"description\": \"each timeline begins with random.seed(it)\",\n"
    "             \"type\": \"integer\"},\n"
    "    \"view\": {\n"
    "      \"description\": \"hints for the picture\",\n"
    "      \"type\": \"object\",\n"
    "      \"additionalProperties\": false,\n"
    "      \"properties\": {\n"
    "        \"length\": {\"type\": \"number\", \"exclusiveMinimum\": 0},\n"
    "        \"unit\": {\"enum\": [\"us\", \"ms\", \"s\", \"min\", \"h\"]},\n"
    "        \"theme\": {\"enum\": [\"light\", \"dark\", \"contrast\"]}\n"
    "      }\n"
    "    }\n"
    "  },\n"
    "  \"$defs\": {\n"
    "    \"timeline\": {\n"
    "      \"type\": \"object\",\n"
    "      \"required\": [\"run\"],\n"
    "      \"additionalProperties\": false,\n"
    "      \"properties\": {\n"
    "        \"until\": {\"$ref\": \"#/$defs/until\"},\n"
    "        \"run\": {\"description\": \"the call: main()\", \"type\": \"string\"},\n"
    "        \"title\": {\"type\": \"string\"},\n"
    "        \"description\": {\"type\": \"string\"},\n"
    "        \"executor\": {\"$ref\": \"#/$defs/executor\"},\n"
    "        \"entry\": {\"enum\": [\"run\", \"run_until_complete\"]}\n"
    "      }\n"
    "    },\n";

static const char question[] =
    "    \"question\": {\n"
    "      \"description\": \"asked before the run is seen\",\n"
    "      \"type\": \"object\",\n"
    "      \"required\": [\"text\"],\n"
    "      \"additionalProperties\": false,\n"
    "      \"properties\": {\n"
    "        \"text\": {\"description\": \"the question\", \"type\": \"string\"},\n"
    "        \"about\": {\"description\": \"what the run itself answers\", "
    "\"enum\": [\"end\", \"who\", \"print\"]},\n"
    "        \"timeline\": {\"description\": \"its title or its number, from 1\", "
    "\"type\": [\"string\", \"integer\"]},\n"
    "        \"after\": {\"description\": \"asked when so many virtual seconds have been seen\", "
    "\"type\": \"number\", \"minimum\": 0},\n"
    "        \"answers\": {\"type\": \"array\", \"minItems\": 2, \"maxItems\": 6, "
    "\"items\": {\"type\": [\"string\", \"number\"]}},\n"
    "        \"right\": {\"description\": \"the number of the right answer, from 1\", "
    "\"type\": \"integer\", \"minimum\": 1, \"maximum\": 6},\n"
    "        \"why\": {\"description\": \"one sentence, told with the answer\", "
    "\"type\": \"string\"}\n"
    "      }\n"
    "    },\n";

static const char tail[] =
    "    \"value\": {\n"
    "      \"description\": \"a literal, or a Python expression in quotes\",\n"
    "      \"type\": [\"number\", \"string\", \"boolean\", \"null\", \"array\"],\n"
    "      \"items\": {\"$ref\": \"#/$defs/value\"}\n"
    "    },\n"
    "    \"text\": {\"description\": \"text; {x} puts a value in\", \"type\": \"string\"},\n"
    "    \"target\": {\n"
    "      \"description\": \"names to bind: x, or a, b\",\n"
    "      \"type\": [\"string\", \"array\"],\n"
    "      \"items\": {\"type\": \"string\"},\n"
    "      \"minItems\": 1\n"
    "    },\n"
    "    \"for\": {\"description\": \"i in range(3)\", \"type\": \"string\"},\n"
    "    \"awaitables\": {\n"
    "      \"description\": \"a list of expressions, or one\",\n"
    "      \"$ref\": \"#/$defs/value\"\n"
    "    },\n"
    "    \"let\": {\"type\": \"object\", \"minProperties\": 1,\n"
    "            \"additionalProperties\": {\"$ref\": \"#/$defs/value\"}},\n"
    "    \"handlers\": {\"type\": \"object\", \"minProperties\": 1,\n"
    "                 \"additionalProperties\": {\"$ref\": \"#/$defs/steps\"}},\n"
    "    \"until\": {\"description\": \"show so many virtual seconds of a run that goes on\",\n"
    "              \"type\": \"number\", \"exclusiveMinimum\": 0},\n"
    "    \"flag\": {\"type\": \"boolean\"},\n"
    "    \"true\": {\"const\": true},\n"
    "    \"raise\": {\"anyOf\": [{\"const\": true}, {\"type\": \"string\"}]},\n"
    "    \"steps\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/step\"}},\n"
    "    \"step\": {\"anyOf\": [\n";

void scenario_schema(Builder *out, const VerbSpec *const *verbs, size_t verb_count)
{
    builder_text(out, head);
    builder_printf(out, "      \"maxItems\": %d,\n", SCENARIO_MAX_TIMELINES);
    builder_text(out, middle);
    builder_printf(out,
                   "    \"executor\": {\n"
                   "      \"type\": \"object\",\n"
                   "      \"additionalProperties\": false,\n"
                   "      \"properties\": {\"max_workers\": {\"type\": \"integer\", "
                   "\"minimum\": 1, \"maximum\": %d}}\n"
                   "    },\n",
                   SCENARIO_MAX_WORKERS);
    builder_text(out, question);
    builder_text(out, tail);
    for (size_t i = 0; i < verb_count; i++)
        verb(out, verbs[i], i + 1 == verb_count);
    builder_text(out, "    ]}\n  }\n}\n");
}
