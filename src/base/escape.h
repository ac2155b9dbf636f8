/* One escaper for each output context. Whatever a scenario says, what comes out can't leave its
 * context: no control character reaches a terminal, no markup an SVG, no code a Python program.
 * Wrong UTF-8 comes out as U+FFFD everywhere. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/str.h"

/* A JSON string with its quotes. Non-ASCII stays as it is, but for what a terminal must not get. */
void escape_json(Builder *out, Str text);

/* XML character data and attribute values: & < > " ' as entities; what XML 1.0 does not allow at
 * all, controls and what would turn the text round become U+FFFD. */
void escape_xml(Builder *out, Str text);

/* A terminal: C0, DEL, C1 and bidirectional controls become `\x1b`, `\u202e`; newline and tab
 * as `\n` and `\t` (so that the text stays on its line). */
void escape_terminal(Builder *out, Str text);

/* A Python text literal with its quotes, as Python's own repr() writes it: single quotes unless
 * only those occur inside. */
void escape_python(Builder *out, Str text);

/* The inside of a Python f-string's literal part that stands between single quotes: braces
 * doubled, quotes and backslashes escaped. */
void escape_python_f(Builder *out, Str text);

/* The text after `# ` in a Python comment: one line, controls escaped. */
void escape_python_comment(Builder *out, Str text);

/* One word of a POSIX shell command line, quoted where it needs to be. */
void escape_shell(Builder *out, Str text);

#endif
