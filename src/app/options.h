/* The options' values, read and checked before any file is opened. */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include "app/args.h"
#include "player/settings.h"

/* False where a value is wrong, which it has said (exit 2). */
bool options_read(const Args *args, Settings *settings);

/* Those that say what of a run is looked at; part of options_read. */
bool options_read_look(const Args *args, Settings *settings);

/* False where a lane that is asked for is not there (said). */
bool options_check_lanes(const Settings *settings, const Lesson *lesson);

/* settings_hidden, with a word where it says no. */
bool options_hidden(const Settings *settings, const Lesson *lesson, uint32_t *hidden);

#endif
