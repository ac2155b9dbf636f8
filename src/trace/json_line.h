/* One line of JSON as a value: strict, with every value's place in the file. */
#ifndef TRACE_JSON_LINE_H
#define TRACE_JSON_LINE_H

#include "base/diag.h"

typedef enum LineKind { LINE_NULL, LINE_FALSE, LINE_TRUE, LINE_NUMBER, LINE_TEXT, LINE_LIST,
                        LINE_OBJECT } LineKind;

typedef struct LineValue LineValue;
struct LineValue {
    LineKind kind;
    Place at;
    Str text; /* of a TEXT, without escapes; of a NUMBER, as it stands */
    Str key;  /* inside an object */
    LineValue *first, *next; /* of LIST and OBJECT; the next in the same one */
};

/* Parses the whole line at `at` in the source. NULL with a mistake in `diags`. Texts that are not
 * UTF-8, keys that come twice and brackets too deep are mistakes. All memory is the arena's. */
LineValue *json_line(Arena *arena, const Source *source, Place at, Diags *diags);

/* The member of an object, or NULL. */
const LineValue *line_member(const LineValue *object, const char *key);

#endif
