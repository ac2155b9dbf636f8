/* `--for`: options that suit a tool. */
#include "app/args.h"

#include <string.h>

enum { IMPLIED_MOST = 5 };

typedef struct ArgsSet {
    const char *tool, *out;
    struct {
        OptionId option;
        const char *value; /* NULL ends them */
    } options[IMPLIED_MOST];
    const char *line;
} ArgsSet;

/* Braces around the options go through the macro as one argument. */
static const ArgsSet sets[] = {
#define SET(tool_, out_, ...) {.tool = tool_, .out = out_, __VA_ARGS__},
#include "app/sets.def"
#undef SET
};

enum { SETS = sizeof sets / sizeof *sets };

void args_imply(Args *args)
{
    const char *tool = args->values[OPTION_FOR];
    for (size_t i = 0; i < SETS && tool; i++)
        for (size_t k = 0; strcmp(sets[i].tool, tool) == 0 && sets[i].options[k].value; k++) {
            OptionId option = sets[i].options[k].option;
            if (args->values[option])
                continue;
            args->values[option] = sets[i].options[k].value;
            args->implied[option] = true;
        }
}

void args_help_sets(Builder *out)
{
    for (size_t i = 0; i < SETS; i++) {
        builder_printf(out, "\n  --for %s stands for", sets[i].tool);
        for (size_t k = 0; sets[i].options[k].value; k++) {
            builder_printf(out, " --%s", option_specs[sets[i].options[k].option].name);
            if (*sets[i].options[k].value)
                builder_printf(out, " %s", sets[i].options[k].value);
        }
        builder_printf(out, "\n    with -o %s: %s\n", sets[i].out, sets[i].line);
    }
}
