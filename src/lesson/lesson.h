/* lesson/: the pipeline, with one door for each kind of source.
 * In: the text of a source. Out: a lesson: loaded, run and folded, or mistakes.
 *
 * Each kind of source (source.h) is one file behind the same door; nothing behind that door knows
 * where a trace came from. It is folded only where it is to be looked at. Nothing here speaks to a
 * terminal.
 *
 * A lesson is made in pieces, so that whoever waits for it can do something else between them, or
 * give it up. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "recorder/recorder.h"
#include "scenario/scenario.h"
#include "sim/sim.h"
#include "trace/recording.h"
#include "view/view.h"

typedef struct SourceKind SourceKind;

typedef struct LessonRequest {
    Str name; /* what messages call the source; its ending may tell the kind */
    Str text;
    SimOptions sim;
    RecorderOptions python; /* for a Python file */
    const Hues *before; /* of the version that is shown: its calls keep their hues; or NULL. Valid
                           until the lesson is taken or dropped */
    bool fold; /* timelines and the short listing are wanted: it will be looked at */
} LessonRequest;

enum { LESSON_MOST_CARRIED = 8 << 20 }; /* bytes of a recording */

typedef struct TimelineName {
    Str title, description, call; /* call: `with_tasks()` */
    Str own; /* the source's description, without what is said of its clock */
} TimelineName;

typedef struct Loaded {
    Arena arena, source; /* source: name and text that it was made of, where its kind keeps them */
    const SourceKind *kind;
    Scenario *scenario; /* NULL where the source is none */
    Str title, description, chapter; /* chapter: empty if the source names none */
    /* What a recorded trace says of itself: */
    Str file, unit; /* what was run; the unit of the axis, in letters; both may be empty */
    double play_length;
    Str program;        /* the text that its places stand in; may be empty */
    Str recording;      /* the trace's own text; empty where it is too long to be carried on */
    Str outside;        /* what it printed outside of all timelines, to standard error too */
    Str made_by, told;  /* told: Python's own words of an uncaught error, empty without */
    bool real_clock;    /* its times were measured */
    int64_t exit_code;  /* of the program */
    Str own_description; /* the source's, without what ran it */
    RecordedExit exit;  /* of a recording, for who writes it again */
    uint32_t left_out;  /* timelines that ran besides those that are told */
    uint32_t timeline_count;
    TimelineName *names;
    Trace **traces;
    Races races;
    SimOptions sim; /* it was run with; choices are the request's */
    /* Made only where it was asked for: */
    Timeline **timelines;
    Hues hues;
    Values **values;  /* by timeline; NULL: nobody asked for them */
    uint32_t valued;  /* so many of them are made */
    Run *value_run;   /* of the next one, under way; or NULL */
    int64_t *values_from; /* ns: from where on they are told, by timeline; NULL: from the start */
    Moment values_near;   /* for that moment they were made anew last */
    ListingMaking *making; /* of the next one, under way; or NULL */
    Listing *listing; /* LISTING_SHORT; NULL where the source has none */
    Lesson lesson;    /* points into the rest */
} Loaded;

typedef struct Loading Loading;

/* How long a source of this name may be, in bytes. */
size_t lesson_max_bytes(Str name);

/* Whether to load a source of this name is to run a program of the user's: then it takes a while,
 * and nobody should come to it unasked. */
bool lesson_is_program(Str name);

/* Begins; name and text are copied. Never NULL. */
Loading *lesson_begin(const LessonRequest *request);

/* Goes on by about `budget` of work (base/budget.h; the smallest piece of each part is done whole).
 * True when there is nothing more to do. */
bool lesson_advance(Loading *loading, uint64_t *budget);

/* Whether it stood still the last time for what comes from outside: it needs no more than a look
 * now and then. */
bool lesson_waits(const Loading *loading);

/* Ends what is over: the lesson, the caller's; or NULL, and `diags` (empty before) says what is
 * wrong with the source. Frees `loading`. */
Loaded *lesson_take(Loading *loading, Diags *diags);

/* Gives up, at any time. NULL is fine. */
void lesson_drop(Loading *loading);
/* The same, but what there is of it is the caller's, only to be freed; NULL: nothing. */
Loaded *lesson_leave(Loading *loading);

/* All of it in one call. */
Loaded *lesson_make(const LessonRequest *request, Diags *diags);

/* Makes lesson.values, for the panel that shows what names hold; by about `budget` of work (as
 * lesson_advance has it). True when they are there. */
bool lesson_values(Loaded *loaded, uint64_t budget);

/* The same for what is to be told at a moment: where a run has too many of them, it is run again, and
 * they are told from shortly before it on. */
bool lesson_values_at(Loaded *loaded, Moment at, uint64_t budget);
bool lesson_has_values_at(const Loaded *loaded, Moment at);

void lesson_free(Loaded *loaded); /* NULL is fine */
/* The same by about `budget` of work. True when it is freed; until then nothing else may be done
 * with it. */
bool lesson_free_on(Loaded *loaded, uint64_t *budget);

/* Whether a source of this name and text is read as a scenario. */
bool lesson_is_scenario(Str name, Str text);

/* What is certain to be wrong in a scenario's text, mended: everything else of it stays byte for
 * byte. Gives how many places were mended; 0 leaves `out` empty. */
size_t lesson_mend(Str name, Str text, Builder *out);
/* The same, one look at a time: a look shows more once what it showed before is mended, though seldom
 * and never for long. It is made in pieces, of about `budget` of work; text and name are copied. */
enum { LESSON_MEND_LOOKS = 16 };
typedef struct Mending Mending;
Mending *mending_begin(Str name, Str text); /* NULL: it is no scenario */
bool mending_advance(Mending *mending, uint64_t *budget); /* true at the end ... */
size_t mending_take(Mending *mending, Builder *out);      /* ... of which this tells */
Loaded *mending_leave(Mending *mending); /* gives up, at any time, as lesson_leave. NULL is fine */

/* The source's text, for messages with places. */
Source lesson_source(const Loaded *loaded);

/* What makes the same lesson elsewhere, without Python: the scenario's text or the trace's; empty
 * where that is too long. */
Str lesson_portable(const Loaded *loaded);

/* Adds the races as hints, each with both places. */
void lesson_hint_races(const Loaded *loaded, Diags *diags);

#endif
