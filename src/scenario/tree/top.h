/* The keys of the file and of a timeline. */
#ifndef SCENARIO_TREE_TOP_H
#define SCENARIO_TREE_TOP_H

#include "scenario/tree/keys.h"

extern const TopKey file_keys[]; /* of the file, up to a NULL */

/* astray.c: what stands where it does not belong is told, and read as if it stood there. */
void find_astray(Loader *loader, Json *root);

/* bound.c: the names of "let" first, so that parameters and coroutines can be held against them; then
 * an item of "coroutines" or "functions", which is the scenario's coroutine at `index`; then what the
 * names hold. */
void shared_names_read(Loader *loader, const Json *json);
void head_take(Loader *loader, const Json *object, uint32_t item, uint32_t index);
void shared_values_read(Loader *loader, const Json *json);

/* exceptions.c: "exceptions", once the names of "let" and the coroutines are known. */
void exceptions_read(Loader *loader, const Json *json);

/* Everything but what binds names, once those are known. */
void top_read(Loader *loader, const Json *root);

/* timeline.c: "executor" of the file or of a timeline; the list of timelines. */
void timeline_executor(Loader *loader, const Json *json, uint32_t *workers);
/* "until": a moment of virtual time, above 0; in ns. */
void timeline_until(Loader *loader, const Json *json, int64_t *until);
/* question.c: "question", once the timelines are known. */
void question_read(Loader *loader, const Json *json);
/* `standard` has what the file says for all of them. */
void timelines_read(Loader *loader, const Json *json, const TimelineSpec *standard);

#endif
