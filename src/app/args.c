/* Reading the command line by its tables, with the nearest name for each that is not known. */
#include "app/args.h"

#include "app/report.h"
#include "base/array.h"
#include "base/nearest.h"

#include <getopt.h>
#include <string.h>

#define ANY_COUNT 1000000
const CommandSpec command_specs[COMMAND_COUNT] = {
#define COMMAND(ID, name_, takes_, help_, least_, most_)                                           \
    [COMMAND_##ID] = {                                                                             \
        .name = name_, .takes = takes_, .help = help_, .least = least_, .most = most_},
#include "app/commands.def"
#undef COMMAND
};

#define BIT(ID) (1u << COMMAND_##ID)
#define ALL_COMMANDS ((1u << COMMAND_COUNT) - 1)
const OptionSpec option_specs[OPTION_COUNT] = {
#define OPTION(ID, name_, letter_, argument_, words_, commands_, help_)                            \
    [OPTION_##ID] = {.name = name_,                                                                \
                     .letter = letter_,                                                            \
                     .argument = argument_,                                                        \
                     .words = words_,                                                              \
                     .commands = commands_,                                                        \
                     .help = help_},
#include "app/options.def"
#undef OPTION
};

enum { FIRST_LONG = 256 }; /* getopt's values: letters lie below */

static void say_unknown(const char *word)
{
    const char *names[OPTION_COUNT];
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = option_specs[i].name;
    const char *bare = word + strspn(word, "-");
    Str name = {bare, strcspn(bare, "=")};
    const char *nearest = nearest_name(name, names, OPTION_COUNT);
    if (nearest)
        report_usage("unknown option %s; did you mean --%s?", word, nearest);
    else
        report_usage("unknown option %s", word);
}

static int option_of_letter(int letter)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (letter && option_specs[i].letter == letter)
            return i;
    return -1;
}

/* What getopt complains about: optopt tells a known option without its argument. */
static void say_refused(int result, char **argv)
{
    int known = optopt >= FIRST_LONG ? optopt - FIRST_LONG : option_of_letter(optopt);
    const char *word = argv[optind - 1];
    if (known >= 0 && result == ':')
        report_usage("--%s needs its value: --%s %s", option_specs[known].name,
                     option_specs[known].name, option_specs[known].argument);
    else if (known >= 0)
        report_usage("--%s takes no value", option_specs[known].name);
    else if (strncmp(word, "--", 2) == 0)
        say_unknown(word);
    else
        report_usage("unknown option -%c", optopt);
}

static bool set_option(Args *args, int option, const char *value)
{
    const char *name = option_specs[option].name;
    if (option == OPTION_OUTPUT && args->output_count < OUTPUTS_MOST) {
        args->outputs[args->output_count++] = value;
    } else if (option == OPTION_OUTPUT) {
        report_usage("more than %d times --%s", OUTPUTS_MOST, name);
        return false;
    } else if (args->values[option] && strcmp(args->values[option], value) != 0) {
        report_usage("--%s %s, and --%s %s: which of them?", name, args->values[option], name,
                     value);
        return false;
    }
    args->values[option] = value;
    return true;
}

static bool read_options(int argc, char **argv, Args *args)
{
    struct option longs[OPTION_COUNT + 1] = {0};
    char letters[2 * OPTION_COUNT + 2] = ":";
    size_t used = 1;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionSpec *spec = &option_specs[i];
        longs[i] = (struct option){.name = spec->name,
                                   .has_arg = spec->argument ? required_argument : no_argument,
                                   .val = FIRST_LONG + i};
        if (spec->letter)
            letters[used++] = (char)spec->letter;
        if (spec->letter && spec->argument)
            letters[used++] = ':';
    }
    opterr = 0;
    for (int got; (got = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        int option = got >= FIRST_LONG ? got - FIRST_LONG : option_of_letter(got);
        if (got == '?' || got == ':' || option < 0) {
            say_refused(got, argv);
            return false;
        }
        if (!set_option(args, option, option_specs[option].argument ? optarg : ""))
            return false;
    }
    return true;
}

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; length && (at = strstr(at, word)); at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

static void say_wrong_word(const OptionSpec *option, const char *word)
{
    Arena arena = {0};
    char *words = arena_copy(&arena, option->words, strlen(option->words));
    const char *candidates[8];
    size_t count = 0;
    for (char *at = strtok(words, " "); at && count < 8; at = strtok(NULL, " "))
        candidates[count++] = at;
    const char *nearest = nearest_name(str_of(word), candidates, count);
    if (nearest)
        report_usage("--%s %s is unknown; did you mean %s?", option->name, word, nearest);
    else
        report_usage("--%s %s is unknown; it is one of: %s", option->name, word, option->words);
    arena_free(&arena);
}

static bool check_options(const Args *args)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const OptionSpec *option = &option_specs[i];
        if (!args->values[i])
            continue;
        if (!(option->commands & (1u << args->command))) {
            report_usage("--%s does not belong to `%s`", option->name,
                         command_specs[args->command].name);
            return false;
        }
        if (option->words && !has_word(option->words, args->values[i])) {
            say_wrong_word(option, args->values[i]);
            return false;
        }
    }
    return true;
}

/* Several words of which the first is no command: the first was meant to be one. */
static bool say_unknown_command(const char *word)
{
    const char *names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++)
        names[i] = command_specs[i].name;
    const char *nearest = nearest_name(str_of(word), names, COMMAND_COUNT);
    if (nearest)
        report_usage("unknown command %s; did you mean %s?", word, nearest);
    else
        report_usage("unknown command %s; the window takes one FILE", word);
    return false;
}

bool args_parse(int argc, char **argv, Args *args)
{
    *args = (Args){.command = COMMAND_PLAY};
    for (int i = 0; argc > 1 && i < COMMAND_COUNT; i++) /* what is wrong before it is known */
        if (strcmp(argv[1], command_specs[i].name) == 0)
            report_command(command_specs[i].name);
    if (!read_options(argc, argv, args))
        return false;
    args->files = (const char **)argv + optind;
    args->file_count = argc - optind;
    for (int i = 0; i < COMMAND_COUNT && args->file_count; i++)
        if (strcmp(args->files[0], command_specs[i].name) == 0) {
            args->command = (CommandId)i;
            args->files++;
            args->file_count--;
            break;
        }
    report_command(command_specs[args->command].name);
    if (args_has(args, OPTION_HELP) || args_has(args, OPTION_VERSION))
        return true;
    const CommandSpec *command = &command_specs[args->command];
    if (args->command == COMMAND_PLAY && args->file_count > 1)
        return say_unknown_command(args->files[0]);
    if (args->file_count < command->least) {
        report_usage("%s needs %s", command->name, command->takes);
        return false;
    }
    if (args->file_count > command->most) {
        report_usage("too many arguments: %s", args->files[command->most]);
        return false;
    }
    if (!check_options(args))
        return false;
    args_imply(args);
    return true;
}
