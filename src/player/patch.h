/* Numbers in a text that are to be others: what drags leave behind, by place and digits. */
#ifndef PLAYER_PATCH_H
#define PLAYER_PATCH_H

#include "base/arena.h"
#include "base/array.h"
#include "base/diag.h"

typedef struct Patch {
    Place at;   /* of the old digits */
    Str digits; /* the new ones; the caller's, or in the arena that they were made with */
} Patch;

typedef ARRAY(Patch) Patches;

/* The number that begins at `offset`; length 0 where none does. */
Place patch_number_at(Str text, uint32_t offset);

/* What makes `after` of `before`, where only numbers differ; ascending. */
void patches_between(Str before, Str after, Arena *arena, Patches *patches);

/* `text` with all of them, which must ascend. */
void patches_apply(Str text, const Patches *patches, Builder *out);

/* The same patches of `before` as patches of `theirs`, which someone else made of `before`: each in
 * the line that has stayed, or in the same place of a line that has changed where the number has
 * not. False where one has no place there any more. */
bool patches_move(Str before, Str theirs, const Patches *patches, Patches *moved);

#endif
