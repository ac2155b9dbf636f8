/* What the program says on standard error, and the decision for colour. Every text that comes
 * from outside is escaped on its way to the terminal. */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "base/diag.h"
#include "base/file.h"

/* The command that messages name. `name` must stay valid. */
void report_command(const char *name);

/* `interleave: error: ...`, and where to read on. */
void report_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* `interleave: error: ...` alone. */
/* What was done, beside the standard output. */
void report_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
void report_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Renders what is in `diags` to standard error. */
void report_diags(const Diags *diags, const Source *source, DiagFormat format);

/* Writes `text` to standard output. False where that failed, which it has said. */
bool report_output(Str text);

/* Colour for the descriptor: only on a terminal, and not with NO_COLOR. */
bool report_colour(int descriptor);

/* Another program's own words, several lines, as they are. */
void report_told(Str text);

#endif
