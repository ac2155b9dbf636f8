#include "reference/tables.h"

const StepEntry step_entries[] = {
#define STEP(verb, picture, text, example) {verb, picture, text, example},
#include "reference/steps.def"
#undef STEP
};

const FunctionEntry function_entries[] = {
#define FUNCTION(name, help, example, gives) {name, help, example, gives},
#include "reference/functions.def"
#undef FUNCTION
};

const MethodEntry method_entries[] = {
#define METHOD(type, name, help) {type, name, help},
#include "reference/methods.def"
#undef METHOD
};

const TourPart tour_parts[] = {
#define TEXT(text) {text, NULL},
#define SCENARIO(scenario) {NULL, scenario},
#include "reference/tour.def"
#undef TEXT
#undef SCENARIO
};

const size_t step_entry_count = sizeof step_entries / sizeof *step_entries;
const size_t function_entry_count = sizeof function_entries / sizeof *function_entries;
const size_t method_entry_count = sizeof method_entries / sizeof *method_entries;
const size_t tour_part_count = sizeof tour_parts / sizeof *tour_parts;

const StepEntry *step_entry(Str verb)
{
    for (size_t i = 0; i < step_entry_count; i++)
        if (str_is(verb, step_entries[i].verb))
            return &step_entries[i];
    return NULL;
}

const FunctionEntry *function_entry(Str name)
{
    for (size_t i = 0; i < function_entry_count; i++)
        if (str_is(name, function_entries[i].name))
            return &function_entries[i];
    return NULL;
}

const MethodEntry *method_entry(Str type, Str name)
{
    const MethodEntry *general = NULL;
    for (size_t i = 0; i < method_entry_count; i++) {
        if (!str_is(name, method_entries[i].name))
            continue;
        if (str_is(type, method_entries[i].type))
            return &method_entries[i];
        if (!*method_entries[i].type)
            general = &method_entries[i];
    }
    return general;
}

void step_entry_file(Builder *out, const StepEntry *entry)
{
    builder_printf(out,
                   "{\n"
                   "  \"coroutines\": {\n"
                   "    \"fetch(n)\": [{\"sleep\": \"n\"}, {\"return\": \"n * 2\"}],\n"
                   "    \"ticks(n)\": [{\"for\": \"i in range(n)\", \"do\": [{\"sleep\": 1}, "
                   "{\"yield\": \"i\"}]}],\n"
                   "    \"main()\": [\n"
                   "      %s\n"
                   "    ]\n"
                   "  },\n"
                   "  \"timelines\": [{\"run\": \"main()\"}]\n"
                   "}\n",
                   entry->example);
}
