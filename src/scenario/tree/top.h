/* The keys of the file and of a timeline. */
#ifndef SCENARIO_TREE_TOP_H
#define SCENARIO_TREE_TOP_H

#include "scenario/tree/load.h"

bool top_is_object(Loader *loader, const Json *json, const char *key, const char *example);

/* Everything but "coroutines" and "let", once those are known. */
void top_read(Loader *loader, const Json *root);

/* timeline.c: "executor" of the file or of a timeline; the list of timelines. */
void timeline_executor(Loader *loader, const Json *json, uint32_t *workers);
void timelines_read(Loader *loader, const Json *json, uint32_t workers);

/* The index of a word in a NULL-terminated list; an error and -1 where it is none. */
int top_word(Loader *loader, const Json *json, const char *const *words);

/* One known key of an object; `read` is called with its value. */
typedef struct TopKey {
    const char *key;
    void (*read)(Loader *loader, const Json *json, void *into);
} TopKey;

/* Calls each key's reader in the order of the table; an unknown key is an error. `what` names the
 * object in messages: "a timeline". */
void top_keys(Loader *loader, const Json *object, const TopKey *keys, const char *what,
              void *into);

/* Readers for a title or description into a Str, as plain text. */
void top_text(Loader *loader, const Json *json, Str *into);

#endif
