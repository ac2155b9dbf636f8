/* Where errors came up, and how the calls came there: read from a trace. */
#ifndef LESSON_FAULTS_H
#define LESSON_FAULTS_H

#include "lesson/lesson.h"

typedef struct Fault {
    Str text;        /* `ValueError: boom`, or a warning's */
    uint32_t depth;  /* 0: what ended the timeline; above: what failed inside of a group */
    bool has_time;
    int64_t t;       /* ns */
    Str task;        /* its name; empty where it is no task's */
    TracePlace place; /* length 0 and line 0: not known */
    const char *way; /* `main() line 22, fetch(3) line 8`; empty where not known */
} Fault;

typedef ARRAY(Fault) Faults;

/* The kinds of events that are read here. */
#define EVENTS_FAULTS                                                                              \
    (EVENT_BIT(EVENT_RAISE) | EVENT_BIT(EVENT_INSIDE) | EVENT_BIT(EVENT_ERROR) |                   \
     EVENT_BIT(EVENT_WARNING) | EVENT_BIT(EVENT_END))

/* The error that ended a timeline and what is inside of it; none where it ended otherwise. Texts live
 * in the trace and in the arena. array_free when done. */
void lesson_faults(const Loaded *loaded, uint32_t timeline, Arena *arena, Faults *faults);

/* Python's warnings, in their order. */
void lesson_warnings(const Loaded *loaded, uint32_t timeline, Arena *arena, Faults *warnings);

/* `at 1.0 s in Task-2: main() line 22, fetch(3) line 8`. */
void fault_words(Builder *out, const Fault *fault);

/* As warnings, each at its place: what every timeline ended with, if not well, and what Python warns
 * of. Only of a scenario. */
void lesson_tell_endings(const Loaded *loaded, Diags *diags);

#endif
