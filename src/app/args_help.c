/* What the tables say, for people and for shells. */
#include "app/args.h"

#include <string.h>

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
    builder_text(out, "\nFILE is a path, `-` for standard input, or the name of a lesson "
                      "(`interleave list`).\n`interleave COMMAND --help` tells a command's "
                      "options. For the window:\n\n");
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

static void bash(Builder *out)
{
    builder_text(out, "_interleave() {\n    local word=${COMP_WORDS[COMP_CWORD]} "
                      "before=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
                      "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                      "        case ${COMP_WORDS[i]} in\n            ");
    for (int i = 0; i < COMMAND_COUNT; i++)
        builder_printf(out, "%s%s", i ? "|" : "", command_specs[i].name);
    builder_text(out, ") command=${COMP_WORDS[i]}; break ;;\n        esac\n    done\n"
                      "    case $before in\n");
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_specs[i].words)
            builder_printf(out,
                           "        --%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n",
                           option_specs[i].name, option_specs[i].words);
    builder_text(out, "        --from) COMPREPLY=($(compgen -W \"$(interleave list | "
                      "cut -d' ' -f1)\" -- \"$word\")); return ;;\n    esac\n    local options\n"
                      "    case $command in\n");
    for (int c = COMMAND_COUNT; c-- > 0;) {
        if (c == COMMAND_PLAY)
            builder_text(out, "        *) options='");
        else
            builder_printf(out, "        %s) options='", command_specs[c].name);
        for (int i = 0; i < OPTION_COUNT; i++)
            if (option_specs[i].commands & (1u << c))
                builder_printf(out, "--%s ", option_specs[i].name);
        for (int i = 0; c == COMMAND_PLAY && i < COMMAND_COUNT; i++)
            builder_printf(out, "%s ", command_specs[i].name);
        builder_text(out, "' ;;\n");
    }
    builder_text(out, "    esac\n    [[ $command == completions ]] && options='bash zsh fish'\n"
                      "    [[ $word == -* || -z $command || $command == completions ]] && "
                      "COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                      "    [[ $word == -* ]] || COMPREPLY+=($(compgen -f -- \"$word\") "
                      "$(compgen -W \"$(interleave list | cut -d' ' -f1)\" -- \"$word\"))\n"
                      "}\ncomplete -o filenames -F _interleave interleave\n");
}

/* Single quotes inside help texts would end the shell's word. */
static void quoted(Builder *out, const char *text)
{
    for (; *text; text++)
        if (*text == '\'')
            builder_text(out, "'\\''");
        else
            builder_char(out, *text);
}

static void fish(Builder *out)
{
    builder_text(out, "complete -c interleave -n __fish_use_subcommand -xa '(interleave list | "
                      "string replace -r \"  +\" \\t)'\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        builder_printf(out, "complete -c interleave -n __fish_use_subcommand -a %s -d '",
                       command_specs[i].name);
        quoted(out, command_specs[i].help);
        builder_text(out, "'\n");
    }
    builder_text(out, "complete -c interleave -n '__fish_seen_subcommand_from completions' -xa "
                      "'bash zsh fish'\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionSpec *option = &option_specs[i];
        builder_text(out, "complete -c interleave -n '");
        if (option->commands & (1u << COMMAND_PLAY))
            builder_text(out, "__fish_use_subcommand; or ");
        builder_text(out, "__fish_seen_subcommand_from");
        for (int c = 0; c < COMMAND_COUNT; c++)
            if (option->commands & (1u << c))
                builder_printf(out, " %s", command_specs[c].name);
        builder_printf(out, "' -l %s", option->name);
        if (option->letter)
            builder_printf(out, " -s %c", option->letter);
        if (option->words)
            builder_printf(out, " -xa '%s'", option->words);
        else if (option->argument)
            builder_text(out, " -r");
        builder_text(out, " -d '");
        quoted(out, option->help);
        builder_text(out, "'\n");
    }
}

static void zsh(Builder *out)
{
    builder_text(out, "#compdef interleave\n_interleave() {\n    local -a commands\n"
                      "    commands=(\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        builder_printf(out, "        '%s:", command_specs[i].name);
        quoted(out, command_specs[i].help);
        builder_text(out, "'\n");
    }
    builder_text(out, "    )\n    (( CURRENT == 2 )) && _describe command commands\n"
                      "    case $words[2] in\n");
    for (int c = COMMAND_COUNT; c-- > 0;) {
        builder_printf(out, "    %s) _arguments", c == COMMAND_PLAY ? "*" : command_specs[c].name);
        for (int i = 0; i < OPTION_COUNT; i++) {
            const OptionSpec *option = &option_specs[i];
            if (!(option->commands & (1u << c)))
                continue;
            builder_printf(out, " \\\n        '--%s[", option->name);
            quoted(out, option->help);
            builder_char(out, ']');
            if (option->words)
                builder_printf(out, ":%s:(%s)", option->argument, option->words);
            else if (option->argument)
                builder_printf(out, ":%s:_files", option->argument);
            builder_char(out, '\'');
        }
        builder_text(out, c == COMMAND_COMPLETIONS ? " \\\n        '*:shell:(bash zsh fish)' ;;\n"
                                                   : " \\\n        '*:file:_files' ;;\n");
    }
    builder_text(out, "    esac\n}\n_interleave \"$@\"\n");
}

bool args_completions(Builder *out, const char *shell)
{
    if (strcmp(shell, "bash") == 0)
        bash(out);
    else if (strcmp(shell, "zsh") == 0)
        zsh(out);
    else if (strcmp(shell, "fish") == 0)
        fish(out);
    else
        return false;
    return true;
}
