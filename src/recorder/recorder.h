/* recorder/: the learner's Python, as a child process.
 * In: a Python file's name and text. Out: the bytes of its trace (scenarios/trace.md), and how it
 * ended.
 *
 * The program runs in the user's own python3, with the recorder of assets/recorder loaded before
 * it: by an argument list, without a shell, in a session of its own, which ends as a whole with the
 * recording. Its trace comes through a pipe of its own; its standard output and error go to
 * another one, of which the beginning is kept. Nothing of that is trusted: it is bounded here, and
 * read strictly by trace/recording.h. */
#ifndef RECORDER_RECORDER_H
#define RECORDER_RECORDER_H

#include "base/str.h"

typedef struct RecorderOptions {
    const char *python; /* NULL: $INTERLEAVE_PYTHON, else python3 */
    bool real_clock;
    bool has_until;
    int64_t until;   /* ns of each timeline */
    double patience; /* real seconds; 0: RECORDER_PATIENCE */
} RecorderOptions;

enum {
    RECORDER_PATIENCE = 30,
    RECORDER_MAX_TEXT = 16 * 1024 * 1024,    /* of a program */
    RECORDER_MAX_TRACE = 512 * 1024 * 1024,
    RECORDER_MAX_SAID = 64 * 1024
};

typedef enum RecorderEnd {
    RECORDER_ENDED,   /* the program came to its end, however */
    RECORDER_ABSENT,  /* that Python could not be started; `said` tells why */
    RECORDER_LATE,    /* it was ended after its patience */
    RECORDER_TOO_MUCH /* it was ended: its trace is too long */
} RecorderEnd;

typedef struct Recorder Recorder;

/* Starts it. `path` is where the file stands (its folder is searched for imports), `text` what is
 * run in its place. Never NULL: where it can't be started, the end says so. */
Recorder *recorder_begin(const RecorderOptions *options, const char *path, Str text);

/* The other thing Python does for us: a scenario of the file, where that can be (assets/recorder/
 * convert.py tells the form of what recorder_trace then gives). `without`: lines to leave out, with
 * commas between them. */
Recorder *recorder_begin_conversion(const RecorderOptions *options, const char *path, Str text,
                                    const char *without);

/* Takes in what has come, a megabyte at most, and waits for at most `milliseconds` for more. True when
 * it is over. */
bool recorder_advance(Recorder *recorder, int milliseconds);

/* What has come of the trace and was not eaten yet; it is the recorder's, until it advances. The first
 * `length` bytes of it are not needed any more. */
Str recorder_trace(const Recorder *recorder);
void recorder_eat(Recorder *recorder, size_t length);
size_t recorder_took(const Recorder *recorder); /* bytes of the trace, in all */

/* When it is over; the text is the recorder's. */
RecorderEnd recorder_end(const Recorder *recorder);
Str recorder_said(const Recorder *recorder); /* the beginning of what went to its plain output */
const char *recorder_python(const Recorder *recorder);

/* Appends the path of `name` in the folder for temporary files: $TMPDIR, else /tmp. */
void recorder_temporary(const char *name, Builder *path);

/* `record`: runs the command as it is, with our standard streams, and the recorder in the way of the
 * first Python that starts in it: on the real clock, its trace into `trace`, a file that is there.
 * The command's exit code, 128 + n where a signal ended it; -1 where it could not be started, and
 * `why` says so. */
int recorder_attach(const char *const *command, const char *trace, Builder *why);

/* Ends the program and all it started, if it still runs. NULL is fine. */
void recorder_free(Recorder *recorder);

#endif
