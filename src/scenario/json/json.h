/* scenario/json/: strict JSON and the slips that people make in it; nothing else knows cJSON.
 * In: the text of a file. Out: a tree of values, each with its place, or mistakes.
 *
 * JSON with places. The scanner (scan.c) checks the grammar strictly and notes where every value
 * and key stands; cJSON makes the tree (json_tree.c), which is paired with those notes. Both go on
 * in pieces, so that a large text need not be read in one go. */
#ifndef SCENARIO_JSON_JSON_H
#define SCENARIO_JSON_JSON_H

#include "scenario/json/mend.h"

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

/* The tree of a text, which need not be free of slips: each is an error, and the tree is that of
 * the text without them, as `mended` then has it; the tree's places are that text's. NULL where
 * reading could not go on, or where brackets are so wrong that the tree would mean little. `mended`
 * comes with the source and nothing else; the tree lives in the arena and points into its text. */
Json *json_read(Mended *mended, Arena *arena, Diags *diags);

/* The same in pieces; all that is given stays until json_end. json_advance goes on by about `budget`
 * of work (base/budget.h) and is true at the end; json_end may come before that, and gives NULL then. */
typedef struct JsonReading JsonReading;
JsonReading *json_begin(Mended *mended, Arena *arena, Diags *diags);
bool json_advance(JsonReading *reading, uint64_t *budget);
Json *json_end(JsonReading *reading);

/* The value of a key; NULL where the object has none. */
const Json *json_find(const Json *object, const char *key);

/* "a list", "text" ... for messages. */
const char *json_kind_words(JsonKind kind);

/* What the scanner notes of a value, in the order in which values begin. */
typedef struct Mark {
    JsonKind kind;
    Place at, key_at;
    uint32_t count; /* of what lies directly in it */
} Mark;
typedef ARRAY(Mark) Marks;

#endif
