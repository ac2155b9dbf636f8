/* From a file's text to a lesson: load, run, fold, all owned by one value and freed as one. */
#ifndef APP_LOAD_H
#define APP_LOAD_H

#include "base/file.h"
#include "scenario/scenario.h"
#include "sim/sim.h"
#include "trace/trace.h"
#include "view/view.h"

typedef struct Loaded {
    Arena arena;
    Scenario *scenario;
    Trace **traces;       /* lesson.timeline_count */
    Timeline **timelines; /* likewise */
    Hues hues;
    Listing *listing; /* LISTING_SHORT */
    Races races;
    Lesson lesson; /* points into the rest */
} Loaded;

/* NULL where the text is wrong; then `diags` says what. The caller owns the result. */
Loaded *load_text(Str name, Str text, const SimOptions *options, Diags *diags);
void load_free(Loaded *loaded); /* NULL is fine */

/* Adds the races as hints, each with both places. */
void load_hint_races(const Loaded *loaded, Diags *diags);

/* Reads what FILE means and loads it. On failure NULL, everything said on standard error, and
 * *exit_code the code to leave with. */
typedef struct LoadFile {
    const char *file;
    DiagFormat diagnostics;
    const SimOptions *options;
} LoadFile;
Loaded *load_file(const LoadFile *request, int *exit_code);

/* Reads FILE alone: 0 or the exit code. `text` is added to. */
int load_read(const char *file, Builder *text);

#endif
