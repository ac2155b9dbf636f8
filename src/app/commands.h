/* app/: the command line, the player and its window.
 * In: arguments, keys, a file that changes. Out: an exit code, and what was asked for.
 *
 * One function a command; each gives the program's exit code. */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "app/args.h"
#include "app/read.h"
#include "app/settings.h"

int command_run(const Args *args, const Settings *settings);
int command_check(const Args *args, const Settings *settings);
int command_trace(const Args *args, const Settings *settings);
int command_export(const Args *args, const Settings *settings);
int command_new(const Args *args, const Settings *settings);
int command_list(const Args *args, const Settings *settings);
int command_schema(const Args *args, const Settings *settings);
int command_completions(const Args *args, const Settings *settings);

/* The window; a developer's script in its place. In window.c and script.c. */
int command_play(const Args *args, const Settings *settings);

/* `--dump STAGE` of a FILE to standard output. */
int command_dump(const Args *args, const Settings *settings);

/* The view state that the options ask for, with the scenario's hints. */
bool view_from_settings(const Settings *settings, const Loaded *loaded, ViewState *view);
Moment moment_from_settings(const Settings *settings, const Lesson *lesson);

#endif
