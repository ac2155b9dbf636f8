/* app/: the command line, the commands and their reports.
 * In: arguments and files. Out: an exit code, what was asked for, mistakes on standard error.
 *
 * args.h reads the line by its tables, options.h the values; then one function a command, each of
 * which gives the program's exit code. */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "app/args.h"
#include "app/read.h"

int command_run(const Args *args, const Settings *settings);
int command_check(const Args *args, const Settings *settings);
int command_trace(const Args *args, const Settings *settings);
int command_export(const Args *args, const Settings *settings);
/* `new --from lesson.py`: the scenario of a Python file, added to `text`; 0 or the exit code. */
int convert_python(const char *from, const Settings *settings, Builder *text);
int command_record(const Args *args, const Settings *settings);
int command_verify(const Args *args, const Settings *settings);
int command_quiz(const Args *args, const Settings *settings);
int command_new(const Args *args, const Settings *settings);
int command_list(const Args *args, const Settings *settings);
int command_explain(const Args *args, const Settings *settings);
int command_schema(const Args *args, const Settings *settings);
int command_man(const Args *args, const Settings *settings);
int command_completions(const Args *args, const Settings *settings);

int command_play(const Args *args, const Settings *settings);

/* Grades the predictions in the file at `path`; exit 0 where all are right. (grade.c) */
int grade_answers(const Loaded *loaded, const char *path, const Settings *settings);

/* `--dump STAGE` of a FILE to standard output. */
int command_dump(const Args *args, const Settings *settings);

/* The view state that the options ask for; false where they ask for what is not there (said). */
bool view_from_settings(const Settings *settings, const Loaded *loaded, ViewState *view);

#endif
