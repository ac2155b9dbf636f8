/* What the tables say, for people at a terminal. */
#include "app/args.h"

static void write_options(Builder *out, unsigned commands)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionSpec *option = &option_specs[i];
        if (!(option->commands & commands))
            continue;
        size_t start = out->length;
        if (option->letter)
            builder_printf(out, "  -%c, --%s", option->letter, option->name);
        else
            builder_printf(out, "      --%s", option->name);
        if (option->argument)
            builder_printf(out, " %s", option->argument);
        size_t used = out->length - start;
        builder_repeat(out, ' ', used < 28 ? 28 - used : 2);
        builder_printf(out, "%s\n", option->help);
    }
}

static void write_overview(Builder *out)
{
    builder_text(out, "interleave makes asyncio visible.\n\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        size_t start = out->length;
        const CommandSpec *command = &command_specs[i];
        builder_text(out, "  interleave ");
        if (i != COMMAND_PLAY)
            builder_printf(out, "%s ", command->name);
        builder_text(out, command->takes);
        size_t used = out->length - start;
        builder_repeat(out, ' ', used < 40 ? 40 - used : 2);
        builder_printf(out, "%s\n", command->help);
    }
    builder_text(out, "\nFILE is a path, `-` for standard input, or a lesson's name "
                      "or number (`interleave list`).\n`interleave COMMAND --help` tells a "
                      "command's options. For the window:\n\n");
}

void args_help(Builder *out, CommandId command)
{
    if (command == COMMAND_PLAY)
        write_overview(out);
    else
        builder_printf(out, "interleave %s %s\n\n%s\n\n", command_specs[command].name,
                       command_specs[command].takes, command_specs[command].help);
    write_options(out, 1u << command);
    if (command == COMMAND_EXPORT)
        args_help_sets(out);
    builder_text(out, "\nExit: 0 fine, 1 the scenario is wrong or a timeline went wrong in `run`, "
                      "2 wrong usage,\n3 a file could not be read or written, 4 no display for the "
                      "window.\n");
}
