/* A whole recorded run as a file: what made it, its sources, and each timeline's trace. The one
 * writer and the one reader of the lines that scenarios/trace.md tells of. */
#ifndef TRACE_RECORDING_H
#define TRACE_RECORDING_H

#include "base/array.h"
#include "base/diag.h"
#include "trace/trace.h"

typedef enum TraceClock { CLOCK_VIRTUAL, CLOCK_REAL } TraceClock;

typedef struct RecordedTimeline {
    Str title, description, call; /* call: `with_tasks()` */
    Trace *trace;
} RecordedTimeline;

typedef struct RecordedSource {
    Str file, text;
} RecordedSource;

/* Written outside all timelines: before the first, between two, after the last. */
typedef struct RecordedOutput {
    Str text;
    bool error, open; /* to standard error; no newline behind it */
} RecordedOutput;

typedef struct Recording {
    Arena arena; /* owns the texts; traces are freed one by one */
    Str made_by; /* `interleave 1.0`, `recorder, CPython 3.14.2` */
    Str file;    /* what was run; empty if nobody said */
    TraceClock clock;
    Str title, description;
    Str unit;           /* of the axis: `us`, `ms`, `s`, `min`, `h`; empty: as fits */
    double play_length; /* seconds; 0 if not said */
    ARRAY(RecordedSource) sources;
    ARRAY(RecordedTimeline) timelines;
    ARRAY(RecordedOutput) outside;
    bool exited;       /* the program's end is known */
    int64_t exit_code;
    Str exit_how;      /* in words */
    Str exit_text;     /* what Python says of an uncaught error; empty: nothing */
    uint32_t exit_line; /* where in the source that came up; 0: nowhere */
    uint32_t ran;      /* timelines there were, of which only the first are told; 0: nobody said */
} Recording;

enum {
    RECORDING_VERSION = 1,
    RECORDING_MAX_LINE = 4 * 1024 * 1024,
    RECORDING_MAX_BYTES = 1024 * 1024 * 1024,
    RECORDING_MAX_TIMELINES = 64,
    RECORDING_MAX_DEPTH = 8 /* of brackets in a line */
};

/* The file's first lines (head and sources), then each timeline's, then what is of no timeline. */
void recording_write_head(Builder *out, const Recording *recording);
void recording_write_timeline(Builder *out, const RecordedTimeline *timeline, uint32_t index);
void recording_write_tail(Builder *out, const Recording *recording);

/* Reads `text` (any bytes; `name` is what messages call it). NULL where anything is wrong, and then
 * `diags` says what. A recording without a timeline is fine where it tells of the program's end. A recording that breaks off between two lines or inside its last one ends
 * there, its timelines with OUTCOME_LIMIT. The caller owns the result: recording_free. */
Recording *recording_read(Str name, Str text, Diags *diags);
/* The same of what broke off because of `why`: `stopped after 30 s of real time`. */
Recording *recording_read_cut(Str name, Str text, Str why, Diags *diags);
void recording_free(Recording *recording); /* NULL is fine */

#endif
