/* What a kind of source offers to lesson.c. A new kind is one file that defines a SourceKind, and
 * one line in sources.def. */
#ifndef LESSON_SOURCE_H
#define LESSON_SOURCE_H

#include "lesson/lesson.h"

typedef enum SourceProgress {
    SOURCE_GOES_ON,
    SOURCE_WAITS, /* there is nothing to do until something comes from outside */
    SOURCE_RUN,  /* one more trace is whole: loaded->traces[..] up to it can be folded */
    SOURCE_DONE, /* so are all, and nothing follows */
    SOURCE_WRONG /* the diags say why */
} SourceProgress;

struct SourceKind {
    const char *name; /* `scenario` */
    size_t max_bytes; /* of its text */
    bool is_program;  /* loading it runs a program of the user's */
    bool keeps_text;  /* the request's texts stay as long as the lesson */

    /* Whether the request is of this kind: by its name's ending, or by how its text begins. The
     * first of sources.def that says yes has it; the last one takes whatever comes. */
    bool (*takes)(const LessonRequest *request);

    /* Begins to fill `loaded`: `request` and both its texts stay valid until `end`, or longer:
     * keeps_text. Never NULL. */
    void *(*begin)(Loaded *loaded, const LessonRequest *request);

    /* Goes on by about `budget`, and takes off it what it has done; with BUDGET_ALL it may wait a
     * while for what comes from outside. By the first SOURCE_RUN, title, description,
     * timeline_count, names and the arrays of traces are filled in. */
    SourceProgress (*advance)(void *state, uint64_t *budget, Diags *diags);

    /* Frees `state`, whether it came to its end or not. */
    void (*end)(void *state);

    /* The listing, and what the source itself asks of the view: fills in loaded->listing, and
     * lesson.unit and lesson.play_length. By about `budget`, as advance; true at the end. NULL where
     * there is none. */
    bool (*present)(Loaded *loaded, uint64_t *budget);

    Source (*source)(const Loaded *loaded);
    void (*hint_races)(const Loaded *loaded, Diags *diags); /* NULL: it has none */
    /* What is the kind's own, by about `budget`; true at the end. NULL: all is in the arena. */
    bool (*free_on)(Loaded *loaded, uint64_t *budget);
};

/* What lesson_values made so far. */
void lesson_free_values(Loaded *loaded);

#define SOURCE(name) extern const SourceKind source_##name;
#include "lesson/sources.def"
#undef SOURCE

#endif
