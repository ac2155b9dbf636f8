/* What reading an expression needs of the world: where its tree lives, and where mistakes go; and
 * a text of the file with its places. */
#ifndef SCENARIO_EXPR_READER_H
#define SCENARIO_EXPR_READER_H

#include "base/diag.h"
#include "scenario/mistakes/mistakes.h"

enum { READ_MAX_ERRORS = 50 };

typedef struct Reader {
    const Source *source;
    Arena *arena;  /* the scenario's */
    Arena scratch; /* until loading ends */
    Diags *diags;
    bool told; /* the last mistake was reported, not withheld */
} Reader;

/* Reports, unless there is a great lot already. */
void read_error(Reader *reader, Place at, MistakeId mistake, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* What was reported last is mended, for certain, by writing `text` in double quotes at `at`. */
void read_fix(Reader *reader, Place at, const char *text);

/* Nobody reads more than that: guessing at what was meant may stop. */
bool read_enough(const Reader *reader);
bool read_spared(Reader *reader); /* the same, and one more mistake is counted and not told */

/* A copy for messages, cut to a length that people read. */
const char *read_word(Reader *reader, Str text);

/* A decoded text of the file and where each of its bytes stands. */
typedef struct Located {
    Str text;
    uint32_t first;          /* of the file, behind the opening quote */
    const uint32_t *offsets; /* one more than bytes; NULL where nothing was escaped */
} Located;

/* `text` is what the JSON text at `raw`, quotes included, says. */
Located located(Reader *reader, Str text, Place raw);
Place located_place(const Located *text, size_t from, size_t to);

#endif
