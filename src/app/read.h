/* Reading the FILEs of the command line, each already resolved (places.h) when it comes here, and
 * making them into lessons; what is wrong is said on standard error. */
#ifndef APP_READ_H
#define APP_READ_H

#include "player/settings.h"
#include "base/file.h"
#include "lesson/lesson.h"

/* Reads FILE alone: 0 or the exit code. `text` is added to. */
int read_text(const char *file, Builder *text);

/* Reads and runs FILE; `fold`: it will be looked at. NULL on failure, and *exit_code the code to
 * leave with. */
Loaded *read_lesson(const char *file, const Settings *settings, bool fold, int *exit_code);

/* What messages call FILE. */
Str read_name(const char *file);

#endif
