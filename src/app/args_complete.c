/* What the tables say, for shells. */
#include "app/args.h"

#include "export/export.h"
#include "view/view.h"

#include <string.h>

/* What may stand behind an option, with spaces between them: nothing where it can be anything.
 * True where several may, with commas. */
static bool add_choices(Builder *words, OptionId option)
{
    if (option == OPTION_FORMAT)
        for (size_t i = 0; export_formats[i]; i++)
            builder_printf(words, "%s%s", i ? " " : "", export_formats[i]->name);
    else if (option == OPTION_PANELS)
        for (size_t i = 0; view_panel_name(i); i++)
            builder_printf(words, "%s ", view_panel_name(i));
    else
        builder_text(words, option_specs[option].words ? option_specs[option].words : "");
    if (option == OPTION_PANELS)
        builder_text(words, "all none");
    return option == OPTION_FORMAT || option == OPTION_PANELS;
}

static void bash_choices(Builder *out, OptionId option)
{
    Builder words = {0};
    bool several = add_choices(&words, option);
    if (words.length && several)
        builder_printf(out,
                       "        --%s) COMPREPLY=($(compgen -P \"${word%%\"${word##*,}\"}\" -W '%s' "
                       "-- \"${word##*,}\")); return ;;\n",
                       option_specs[option].name, words.at);
    else if (words.length)
        builder_printf(out,
                       "        --%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n",
                       option_specs[option].name, words.at);
    builder_free(&words);
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
                      "    [[ $word == = ]] && word=\n"
                      "    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
                      "    case $before in\n");
    for (int i = 0; i < OPTION_COUNT; i++)
        bash_choices(out, (OptionId)i);
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

static void fish_choices(Builder *out, OptionId option)
{
    Builder words = {0};
    bool several = add_choices(&words, option);
    if (words.length && several)
        builder_printf(out, " -xa '(__fish_complete_list , \"printf %%s\\\\n %s\")'",
                       words.at);
    else if (words.length)
        builder_printf(out, " -xa '%s'", words.at);
    else if (option_specs[option].argument)
        builder_text(out, " -r");
    builder_free(&words);
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
        fish_choices(out, (OptionId)i);
        builder_text(out, " -d '");
        quoted(out, option->help);
        builder_text(out, "'\n");
    }
}

static void zsh_choices(Builder *out, OptionId option)
{
    Builder words = {0};
    const char *argument = option_specs[option].argument;
    bool several = add_choices(&words, option);
    if (words.length && several)
        builder_printf(out, ":%s:_values -s , %s %s", argument, option_specs[option].name,
                       words.at);
    else if (words.length)
        builder_printf(out, ":%s:(%s)", argument, words.at);
    else if (argument)
        builder_printf(out, ":%s:_files", argument);
    builder_free(&words);
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
            zsh_choices(out, (OptionId)i);
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
