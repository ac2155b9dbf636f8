/* Objects of the file by a table of their keys. */
#ifndef SCENARIO_TREE_KEYS_H
#define SCENARIO_TREE_KEYS_H

#include "scenario/tree/load.h"

/* An error where it is no object; then names of the file are unsure. */
bool top_is_object(Loader *loader, const Json *json, const char *key, const char *example);

/* The index of a word in a NULL-terminated list; an error and -1 where it is none. */
int top_word(Loader *loader, const Json *json, const char *const *words);

/* One known key of an object; `read` is called with its value. */
typedef struct TopKey {
    const char *key;
    void (*read)(Loader *loader, const Json *json, void *into);
} TopKey;

/* Reports each key that the table does not have. One that is near to a key that is missing is
 * taken for it from then on; any other has no name any more, so that it is told once. */
void top_spell(Loader *loader, const Json *object, const TopKey *keys, const char *what);

/* Calls each key's reader in the order of the table; an unknown key is an error (top_spell). `what` names the
 * object in messages: "a timeline". */
void top_keys(Loader *loader, const Json *object, const TopKey *keys, const char *what,
              void *into);

/* Readers for a title or description into a Str, as plain text. */
void top_text(Loader *loader, const Json *json, Str *into);

#endif
