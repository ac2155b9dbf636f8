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
    int64_t waited; /* ns that the loop waited really, in all */
} RecordedTimeline;

typedef struct RecordedSource {
    Str file, text;
} RecordedSource;

/* Written outside all timelines: before the first, between two, after the last. */
typedef struct RecordedOutput {
    Str text;
    bool error, open; /* to standard error; no newline behind it */
} RecordedOutput;

typedef struct RecordedExit {
    bool known;    /* the program's end was told */
    int64_t code;
    Str how;       /* in words */
    Str text;      /* what Python says of an uncaught error; empty: nothing */
    uint32_t line; /* where in the source that came up; 0: nowhere */
    uint32_t cell, cell_line; /* of a notebook: the same */
    uint32_t ran;  /* timelines there were, of which only the first are told; 0: nobody said */
} RecordedExit;

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
    RecordedExit exit;
} Recording;

enum {
    RECORDING_VERSION = 1,
    RECORDING_MAX_LINE = 4 * 1024 * 1024,
    RECORDING_MAX_BYTES = 1024 * 1024 * 1024,
    RECORDING_MAX_TIMELINES = 64,
    RECORDING_MAX_DEPTH = 8 /* of brackets in a line */
};

/* The file's first lines (head and sources), then each timeline's, then what is of no timeline.
 * `to`: as the writer of trace_json_lines. */
void recording_write_head(Builder *out, const Recording *recording);
void recording_write_timeline(Builder *out, const RecordedTimeline *timeline, uint32_t index,
                              FileWriter *to);
void recording_write_tail(Builder *out, const Recording *recording);

/* Reads `text` (any bytes; `name` is what messages call it). NULL where anything is wrong, and then
 * `diags` says what. A recording without a timeline is fine where it tells of the program's end. A
 * recording that breaks off between two lines or inside its last one ends there, its timelines with
 * OUTCOME_LIMIT. The caller owns the result: recording_free. */
Recording *recording_read(Str name, Str text, Diags *diags);
void recording_free(Recording *recording); /* NULL is fine */

/* The same in slices, and as it comes: recording_begin, recording_advance until it says that it is
 * over, then recording_end, at any time: NULL where it went wrong, or is not over. */
typedef struct Reader RecordingReader;
typedef struct RecordingStream {
    Str text;   /* what has come; what was read of it may be left out the next time */
    bool whole; /* nothing follows */
    Str why;    /* whole: why it breaks off, if it does: `stopped after 30 s of real time` */
} RecordingStream;
typedef enum RecordingProgress {
    RECORDING_GOES_ON,
    RECORDING_WAITS, /* all whole lines that have come are read */
    RECORDING_READ,
    RECORDING_WRONG  /* the diags say why */
} RecordingProgress;

RecordingReader *recording_begin(Str name, Diags *diags); /* which stays until the end */
/* Reads on in the text from byte *at, and sets that to the first byte that is not read yet. Places of
 * what is wrong count from the text's beginning. */
RecordingProgress recording_advance(RecordingReader *reader, const RecordingStream *stream,
                                    size_t *at, uint64_t *budget);
bool recording_began(const RecordingReader *reader); /* a timeline has */
Recording *recording_end(RecordingReader *reader); /* NULL is fine */

#endif
