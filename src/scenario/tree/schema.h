/* Inside the schema: what its two files share. */
#ifndef SCENARIO_TREE_SCHEMA_H
#define SCENARIO_TREE_SCHEMA_H

#include "scenario/scenario.h"

/* `"description": "..."`, of a key of the file, a timeline or a question. */
void schema_key(Builder *out, const KeySpec *keys, const char *key);
void schema_text(Builder *out, const char *text); /* as JSON has it, in quotes */

/* The whole but for the definition of a step, which follows: the last of the definitions. */
void schema_file(Builder *out);

#endif
