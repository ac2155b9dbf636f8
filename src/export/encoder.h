/* A child process that takes raw bytes on its standard input, and may give some on its standard
 * output: `ffmpeg`, started with an argument list and no shell. It is never waited for without end. */
#ifndef EXPORT_ENCODER_H
#define EXPORT_ENCODER_H

#include "base/file.h"

#include <sys/types.h>

typedef struct Encoder {
    pid_t child;
    int input;     /* write end of its standard input, -1 once closed */
    int complaint; /* read end of its standard error */
    int output;    /* read end of its standard output, -1 where that goes nowhere */
    FileWriter *into; /* takes what it puts out; NULL */
    size_t passed; /* bytes of that so far */
    Builder said;  /* what it complained of so far */
    bool broken;   /* it takes no more input */
    bool hung;     /* ... because it gave no sign of life */
} Encoder;

typedef struct EncoderSetup {
    char *const *arguments; /* NULL-terminated; [0] is found on the PATH */
    FileWriter *into;       /* takes what it writes to its standard output; NULL: it writes none */
} EncoderSetup;

bool encoder_start(Encoder *encoder, const EncoderSetup *setup, FileError *error);

/* Hands over bytes; false where the child no longer takes them. */
bool encoder_put(Encoder *encoder, const void *bytes, size_t size);

/* Closes its input, waits for it to end (a minute without a sign of life is its end). False with its
 * own last words where it failed. */
bool encoder_finish(Encoder *encoder, FileError *error);

#endif
