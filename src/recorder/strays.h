/* What a program started and what then left its session: a daemon, a child with a session of its own.
 * It is found by a mark that it has inherited in its environment. */
#ifndef RECORDER_STRAYS_H
#define RECORDER_STRAYS_H

#include <stddef.h>

#define STRAYS_NAME "INTERLEAVE_RUN"

void strays_mark(char *mark, size_t size); /* a value for it that no other run has */
void strays_kill(const char *mark);

#endif
