/* The command line: commands.def and options.def are the only place that knows the commands and
 * options; parsing, `--help` and the shells' completions come from them. */
#ifndef APP_ARGS_H
#define APP_ARGS_H

#include "base/str.h"

#ifndef INTERLEAVE_VERSION
#error "the build names the version"
#endif

typedef enum CommandId {
#define COMMAND(ID, name, takes, help, least, most) COMMAND_##ID,
#include "app/commands.def"
#undef COMMAND
    COMMAND_COUNT
} CommandId;

typedef enum OptionId {
#define OPTION(ID, name, letter, argument, words, commands, help) OPTION_##ID,
#include "app/options.def"
#undef OPTION
    OPTION_COUNT
} OptionId;

typedef struct CommandSpec {
    const char *name, *takes, *help;
    int least, most;
} CommandSpec;

typedef struct OptionSpec {
    const char *name;
    int letter;
    const char *argument; /* NULL: a flag */
    const char *words;    /* separated by spaces, or NULL */
    unsigned commands;    /* bit of each CommandId it belongs to */
    const char *help;
} OptionSpec;

extern const CommandSpec command_specs[COMMAND_COUNT];
extern const OptionSpec option_specs[OPTION_COUNT];

enum { OUTPUTS_MOST = 32 };

typedef struct Args {
    CommandId command;
    const char **files;
    int file_count;
    const char *outputs[OUTPUTS_MOST]; /* every -o: the one option that may stand several times */
    int output_count;
    bool implied[OPTION_COUNT];        /* by --for, where it was not given */
    const char *values[OPTION_COUNT]; /* NULL: not given; "" for a flag; valid as long as argv */
} Args;

/* Exit codes. */
enum { EXIT_FINE = 0, EXIT_WRONG = 1, EXIT_USAGE = 2, EXIT_FILE = 3, EXIT_NO_DISPLAY = 4 };

/* Reorders argv. False where the usage is wrong, which it has said on standard error. `--help`
 * and `--version` are left to the caller and make the number of files irrelevant. */
bool args_parse(int argc, char **argv, Args *args);
static inline bool args_has(const Args *args, OptionId option)
{
    return args->values[option] != NULL;
}

/* Help for the whole program (COMMAND_PLAY) or one command. */
void args_help(Builder *out, CommandId command);

/* Sets what --for stands for, where it was not given itself. */
void args_imply(Args *args);
void args_help_sets(Builder *out); /* what each set is, and what to paste into its tool */

/* The whole as a manual page for man. */
void args_man(Builder *out, const char *version);

/* The completion script; false where `shell` is none of bash, zsh, fish. */
bool args_completions(Builder *out, const char *shell);

#endif
