/* interleave: makes asyncio visible. From here to the commands; each of them is a file. */
#include "app/commands.h"

#include "app/options.h"
#include "app/report.h"
#include "player/places.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

static int (*const handlers[COMMAND_COUNT])(const Args *, const Settings *) = {
    [COMMAND_PLAY] = command_play,     [COMMAND_RUN] = command_run,
    [COMMAND_CHECK] = command_check,   [COMMAND_TRACE] = command_trace,
    [COMMAND_EXPORT] = command_export, [COMMAND_NEW] = command_new,
    [COMMAND_VERIFY] = command_verify, [COMMAND_RECORD] = command_record,
    [COMMAND_QUIZ] = command_quiz,
    [COMMAND_LIST] = command_list,     [COMMAND_SCHEMA] = command_schema,
    [COMMAND_EXPLAIN] = command_explain, [COMMAND_MAN] = command_man,
    [COMMAND_COMPLETIONS] = command_completions};

/* What is read is resolved here, once: a FILE may be a lesson's name. */
static void resolve_files(Args *args, Arena *arena)
{
    const char *from = args->values[OPTION_FROM];
    if (from && args->command == COMMAND_NEW)
        args->values[OPTION_FROM] = places_resolve(arena, from);
    if (args->command == COMMAND_NEW || args->command == COMMAND_COMPLETIONS ||
        args->command == COMMAND_RECORD || args->command == COMMAND_EXPLAIN)
        return;
    const char **files = ARENA_ARRAY(arena, const char *, (size_t)args->file_count);
    for (int i = 0; i < args->file_count; i++)
        files[i] = places_resolve(arena, args->files[i]);
    args->files = files;
}

/* What is opened must not get the number of a standard stream that the caller closed: what is said
 * would go into it. In its place comes one that can't be used, so that its use still fails. */
static void fill_standard_streams(void)
{
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; number++)
        if (fcntl(number, F_GETFD) < 0)
            (void)open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static int help(CommandId command)
{
    Builder out = {0};
    args_help(&out, command);
    bool fine = report_output(builder_view(&out));
    builder_free(&out);
    return fine ? EXIT_FINE : EXIT_FILE;
}

int main(int argc, char **argv)
{
    /* Numbers read and print the same whatever the environment says, also inside libraries that
     * call strtod; and a closed pipe, or a file past its limit, is an error of its write, not the
     * end of the process. */
    locale_t numbers = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (numbers)
        uselocale(numbers);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    fill_standard_streams();

    Args args;
    Settings settings;
    if (!args_parse(argc, argv, &args))
        return EXIT_USAGE;
    if (args_has(&args, OPTION_HELP))
        return help(args.command);
    if (args_has(&args, OPTION_VERSION))
        return report_output(STR("interleave " INTERLEAVE_VERSION ", proven against CPython "
                                 INTERLEAVE_CPYTHON "\n"))
                   ? EXIT_FINE
                   : EXIT_FILE;
    if (!options_read(&args, &settings))
        return EXIT_USAGE;
    Arena arena = {0};
    resolve_files(&args, &arena);
    int exit_code = args_has(&args, OPTION_DUMP) ? command_dump(&args, &settings)
                                                 : handlers[args.command](&args, &settings);
    arena_free(&arena);
    return exit_code;
}
