/* A child process that takes raw bytes on its standard input: `ffmpeg`, started with an argument
 * list and no shell. It is never waited for without end. */
#ifndef EXPORT_ENCODER_H
#define EXPORT_ENCODER_H

#include "base/file.h"

#include <sys/types.h>

typedef struct Encoder {
    pid_t child;
    int input;     /* write end of its standard input, -1 once closed */
    int complaint; /* read end of its standard error */
    Builder said;  /* what it complained of so far */
    bool broken;   /* it takes no more input */
    bool hung;     /* ... because it gave no sign of life */
} Encoder;

typedef struct EncoderSetup {
    char *const *arguments; /* NULL-terminated; [0] is found on the PATH */
    int output;             /* the descriptor its standard output goes to, -1 for none */
} EncoderSetup;

bool encoder_start(Encoder *encoder, const EncoderSetup *setup, FileError *error);

/* Hands over bytes; false where the child no longer takes them. */
bool encoder_put(Encoder *encoder, const void *bytes, size_t size);

/* Closes its input, waits for it to end (a minute without a sign of life is its end). False with its
 * own last words where it failed. */
bool encoder_finish(Encoder *encoder, FileError *error);

#endif
