/* From what the scanner has marked in a text to its tree. */
#ifndef SCENARIO_JSON_JSON_TREE_H
#define SCENARIO_JSON_JSON_TREE_H

#include "base/names.h"
#include "scenario/json/json.h"

/* A value that is large, and being filled. */
typedef struct JsonOpen {
    Json *json;
    uint32_t read, checked; /* of its items; of its keys */
    Names seen;             /* these keys */
} JsonOpen;

/* A text, a key or a value, that is being decoded. */
typedef struct JsonText {
    Str *into;
    uint32_t from, end; /* what is left of its inside */
    Builder out;
} JsonText;

typedef struct JsonTree {
    const Source *source;
    Arena *arena;
    Diags *diags;
    const Mark *next, *end;
    char *piece; /* of the text, for cJSON */
    Json *root;
    bool begun, good;
    JsonOpen open[JSON_MAX_DEPTH];
    int depth;
    JsonText texts[2]; /* of the value that was read last: its own, its key */
    int text_count;
} JsonTree;

/* The text is free of slips and `marks` are all of it; source and marks stay until the end. */
void json_tree_begin(JsonTree *tree, const Source *source, const Marks *marks, Arena *arena,
                     Diags *diags);
bool json_tree_advance(JsonTree *tree, uint64_t *budget); /* true when all is read */
Json *json_tree_end(JsonTree *tree); /* at any time; only at its end there is something in it */

#endif
