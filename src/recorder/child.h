/* The child process of a recording, and the pipes to it. */
#ifndef RECORDER_CHILD_H
#define RECORDER_CHILD_H

#include "recorder/recorder.h"

#include <sys/types.h>

typedef struct Child {
    pid_t pid;      /* of its keeper (keeper.h); 0: none */
    int trace, said; /* to be read, without blocking; -1: closed */
    char mark[48];   /* in its environment, and so in that of all it starts */
} Child;

typedef struct ChildSetup {
    const char *python;
    const char *mode; /* `--trace` or `--convert`: what the first pipe gives */
    const char *const *options; /* for the recorder, up to a NULL */
    const char *path;
    Str text;
} ChildSetup;

/* False where not even a process could be made; errno says why. */
bool child_start(Child *child, const ChildSetup *setup);

/* Whether it has ended; then its pipes may still hold what it said. */
bool child_ended(Child *child);

/* Kills it and all that descends from it, and waits for that; and then what a program that killed its
 * keeper has left, as far as that can be found by its mark. */
void child_kill(Child *child);

#endif
