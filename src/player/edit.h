/* Asking "what if": a bar's length leads back to the number in the file's text that it came from;
 * a change replaces just those digits. The text with its changes is always whole, so the run made
 * anew is the run of that text. */
#ifndef PLAYER_EDIT_H
#define PLAYER_EDIT_H

#include "lesson/lesson.h"

typedef struct Change {
    uint32_t offset;
    const char *before, *after; /* digits, however many; in the Edit's arena */
    uint32_t drag; /* those of one drag are one step for undo */
} Change;

typedef struct Edit {
    Builder text; /* the file's with all changes in `done` */
    ARRAY(Change) done, undone;
    uint32_t drags; /* so far */
    bool touched; /* `text` may be another than ... */
    Builder file; /* ... the file's own, as last read or written; empty where it is not */
    Arena digits;
} Edit;

void edit_begin(Edit *edit, Str text); /* forgets everything before */
void edit_free(Edit *edit);
Str edit_file(const Edit *edit); /* the file's own text; valid until the next change */
bool edit_unsaved(const Edit *edit);
void edit_saved(Edit *edit);          /* the file now holds `text` */
void edit_revert(Edit *edit);         /* back to what the file holds; forgets the changes */
/* The file holds something else now. True: `text` is that with the changes in it. False where one
 * of them has no place there any more, and all stays as it was. */
bool edit_merge(Edit *edit, Str theirs);

/* The number in the text that decides how long `span` of `timeline` is; false where there is none
 * that could be dragged, and `why` says so. */
typedef struct Literal {
    Place at;
    double value;
} Literal;
bool edit_literal(const Loaded *loaded, uint32_t timeline, const Span *span, Literal *literal,
                  Builder *why);

/* Replaces the digits at `places` (ascending, of the text without this drag's changes) by `digits`.
 * One drag is one step for undo: `again` replaces the last one instead of adding to them. */
void edit_change(Edit *edit, const Place *places, size_t count, const char *digits, bool again);
bool edit_undo(Edit *edit);
bool edit_redo(Edit *edit);

#endif
