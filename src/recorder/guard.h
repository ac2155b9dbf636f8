/* What is started ends with us: also where a signal ends this program. */
#ifndef RECORDER_GUARD_H
#define RECORDER_GUARD_H

#include <sys/types.h>

/* From now on Ctrl-C and the like kill the session `pid` leads, too. One at a time per slot; those
 * that find none are only ended by child_kill. 0 is nothing. */
void guard_watch(pid_t pid);
void guard_release(pid_t pid);

/* In a child: it is killed where its parent is. */
void guard_die_with_parent(void);

#endif
