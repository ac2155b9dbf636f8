/* Going on behind a slip: the text is changed as its writer surely or likely meant it, and read
 * again, so that one look tells every slip and what stands between them.
 *
 * Places are those of the text at hand; mended_back takes them to the file as it is. */
#ifndef SCENARIO_JSON_MEND_H
#define SCENARIO_JSON_MEND_H

#include "base/diag.h"

typedef enum MendKind {
    MEND_NONE,    /* nobody can tell what was meant: reading ends here */
    MEND_SURE,    /* may be written into the file */
    MEND_LIKELY,  /* good enough to read on; what is wrong inside of it is not told */
    MEND_SHAPE    /* brackets: JSON goes on, but what holds what is a guess */
} MendKind;

typedef struct Edit {
    Place at;     /* in the text before this edit */
    size_t added; /* bytes */
    MendKind kind;
} Edit;

typedef struct Mended {
    Source source; /* of the text at hand; the file's own until the first edit */
    ARRAY(Edit) edits;
    Builder text;
    bool shape; /* some edit was a MEND_SHAPE */
} Mended;

/* Writes `text` at `at`. */
void mended_edit(Mended *mended, Place at, Str text, MendKind kind);

/* A place of the text at hand in the file. False where the file has nothing of the kind, for it
 * lies in what was written; then *back is where that was. */
bool mended_back(const Mended *mended, Place at, Place *back);

/* Whether a place touches what was written with a MEND_LIKELY. */
bool mended_guessed(const Mended *mended, Place at);

/* Gives `from`'s mistakes to `to`, at the file's places; guesses about guesses are left out. */
void mended_report(const Mended *mended, const Diags *from, Diags *to);

void mended_free(Mended *mended);

#endif
