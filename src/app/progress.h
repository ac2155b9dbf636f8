/* How far the work is, on a terminal alone: nothing of it stays there. */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include <time.h>

#include <stdbool.h>

/* Of one file that takes long. */
typedef struct Progress {
    struct timespec began;
    bool shown;
} Progress;

void progress_begin(Progress *progress);
void progress_show(void *progress, double part); /* from 0 to 1; nothing in the first second */
void progress_end(Progress *progress);

/* Of many files (`count`), which is at hand; NULL where all are done. The line is left at its
 * start: what is said next stands there. */
void progress_file(int number, int count, const char *name);

#endif
