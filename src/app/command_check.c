/* `check`: what is wrong with a file, and `--fix`: what is certain, mended. */
#include "app/commands.h"

#include "app/report.h"
#include "lesson/faults.h"
#include "lesson/question.h"

#include <string.h>

static int check_one(const char *file, const Settings *settings)
{
    int exit_code;
    Loaded *loaded = read_lesson(file, settings, false, &exit_code);
    if (!loaded)
        return exit_code;
    Diags hints = {0};
    Source source = lesson_source(loaded);
    lesson_tell_endings(loaded, &hints);
    lesson_tell_question(loaded, &hints);
    lesson_hint_races(loaded, &hints);
    report_diags(&hints, &source, settings->diagnostics);
    diags_free(&hints);
    lesson_free(loaded);
    return EXIT_FINE;
}

static int fix_one(const char *file)
{
    Builder text = {0}, mended = {0};
    FileError error;
    int exit_code = read_text(file, &text);
    size_t count = exit_code == EXIT_FINE
                       ? lesson_mend(read_name(file), builder_view(&text), &mended)
                       : 0;
    if (count && !file_replace(file, builder_view(&mended), &error)) {
        report_error("%s", error.text);
        exit_code = EXIT_FILE;
    } else if (count) {
        report_note("%s: %zu place%s mended", file, count, count == 1 ? "" : "s");
    }
    builder_free(&text);
    builder_free(&mended);
    return exit_code;
}

int command_check(const Args *args, const Settings *settings)
{
    int worst = EXIT_FINE;
    bool fix = args->values[OPTION_FIX] != NULL;
    for (int i = 0; i < args->file_count; i++)
        if (fix && strcmp(args->files[i], "-") == 0) {
            report_usage("--fix writes into the file, and standard input is none");
            return EXIT_USAGE;
        }
    for (int i = 0; i < args->file_count; i++) {
        int exit_code = fix ? fix_one(args->files[i]) : EXIT_FINE;
        if (exit_code == EXIT_FINE)
            exit_code = check_one(args->files[i], settings);
        worst = exit_code > worst ? exit_code : worst;
    }
    return worst;
}
