/* scenario/json/: strict JSON and the slips that people make in it; nothing else knows cJSON.
 * In: the text of a file. Out: a tree of values, each with its place, or mistakes.
 *
 * JSON with places. The scanner (scan.c) checks the grammar strictly and notes where every value
 * and key stands; cJSON makes the tree; json_read pairs the two by walking both in order. */
#ifndef SCENARIO_JSON_JSON_H
#define SCENARIO_JSON_JSON_H

#include "base/diag.h"

enum { JSON_MAX_BYTES = 16 * 1024 * 1024, JSON_MAX_DEPTH = 64 };

typedef enum JsonKind {
    JSON_NULL,
    JSON_TRUE,
    JSON_FALSE,
    JSON_INT,   /* a number without point and exponent */
    JSON_FLOAT,
    JSON_TEXT,
    JSON_LIST,
    JSON_OBJECT
} JsonKind;

typedef struct Json {
    JsonKind kind;
    Place at, key_at; /* texts with their quotes; key_at is of length 0 outside an object */
    Str key;          /* decoded */
    Str text;         /* TEXT: decoded; INT and FLOAT: the literal as it stands */
    struct Json *items;
    uint32_t count;
} Json;

/* NULL and one error (several for keys that stand twice) where the text is no JSON that a
 * scenario may be. The tree lives in the arena and points into the source's text. */
const Json *json_read(const Source *source, Arena *arena, Diags *diags);

/* "a list", "text" ... for messages. */
const char *json_kind_words(JsonKind kind);

/* What the scanner notes of a value, in the order in which values begin. */
typedef struct Mark {
    JsonKind kind;
    Place at, key_at;
} Mark;
typedef ARRAY(Mark) Marks;

bool json_scan(const Source *source, Diags *diags, Marks *marks);

#endif
