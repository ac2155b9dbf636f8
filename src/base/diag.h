/* What is wrong with a scenario, with its place: `file:line:column: error: what, and what to
 * write instead`, the source line, a caret. Also hints (races). */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/array.h"
#include "base/str.h"

/* A stretch of the source text, in bytes. */
typedef struct Place {
    uint32_t offset, length;
} Place;

/* A source text and the name it is reported under. Lines and columns count from 1, columns in
 * characters (code points). */
typedef struct Source {
    Str name, text;
} Source;

typedef struct LineColumn {
    uint32_t line, column;
} LineColumn;
LineColumn source_locate(const Source *source, uint32_t offset);

typedef enum Severity { DIAG_ERROR, DIAG_WARNING, DIAG_HINT, DIAG_NOTE } Severity;

/* What to write in place of a stretch of the text. */
typedef struct Fix {
    Place at;
    const char *text; /* owned by the list's arena; NULL: nothing is certain */
} Fix;

typedef struct Diag {
    Severity severity;
    unsigned number;  /* of the mistake, shown as E0042; 0 for what has none */
    Place at;
    Place also;       /* a second place that belongs to it; length 0 for none */
    const char *what; /* one line, owned by the list's arena; names what to write instead */
    Fix fix;
    const char *told; /* another program's own words, several lines, or NULL: HUMAN shows these */
    uint32_t cell, cell_line; /* of a notebook, in the place of `at`; 0: it is none */
} Diag;

/* Zero-initialised is empty. Frees with diags_free. */
typedef struct Diags {
    Arena arena;
    ARRAY(Diag) list;
    size_t errors;
    size_t withheld; /* errors that were not reported, for there were enough */
} Diags;

/* The format must take care to pass text from the file through %s only as `Str`-made copies;
 * rendering escapes for the terminal. */
void diag_error(Diags *diags, Place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with the number of the mistake. */
void diag_mistake(Diags *diags, Place at, unsigned number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* What will go wrong, though the file can be read. */
void diag_warning(Diags *diags, Place at, unsigned number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* What belongs to something that was told otherwise. */
void diag_note(Diags *diags, Place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_hint(Diags *diags, Place at, Place also, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The last one reported is mended by writing `text` at `at`, for certain. */
void diag_fix(Diags *diags, Place at, Str text);
/* The last one reported is what another program told in `text`. */
void diag_told(Diags *diags, Str text);
/* The last one reported is at this line of a notebook's cell, which is in no text that is known. */
void diag_in_cell(Diags *diags, uint32_t cell, uint32_t line);
void diags_free(Diags *diags);

/* `text` with every fix that is known written into it, and every other byte as it was. Gives how
 * many there were; fixes that touch each other wait for the next look. */
size_t diags_mend(const Diags *diags, Str text, Builder *out);

typedef enum DiagFormat { DIAG_HUMAN, DIAG_SHORT, DIAG_JSON } DiagFormat;

/* All of them and, except in JSON, how many were withheld, in the order of their places. HUMAN: the line, the source line (cut to fit 100
 * columns around the caret), the caret. SHORT: one line each, in a notebook
 * `file:cell 2:line:column: ...`. JSON: one object a line with file,
 * line, column, end_line, end_column, cell (of a notebook, then lines count in it), severity, code (where it has a number), message, and fix
 * (where what to write is certain): the same four numbers and text. `colour` only for HUMAN. */
void diags_render(const Diags *diags, const Source *source, DiagFormat format, bool colour,
                  Builder *out);

/* The first of them in that order alone, SHORT; none: nothing. Of a long text with many mistakes the
 * others' lines need not be found for it. */
void diags_render_first(const Diags *diags, const Source *source, Builder *out);

#endif
