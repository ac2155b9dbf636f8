/* The nearest known name to one that is not known: for "did you mean". */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* The candidate closest to `word` (case-insensitive Damerau-Levenshtein distance, restricted: one
 * transposition counts 1; Damerau 1964), or NULL where none is close enough to be a likely slip
 * (distance over a third of the word's length, at least 1). The first of equals wins. */
const char *nearest_name(Str word, const char *const *candidates, size_t count);

#endif
